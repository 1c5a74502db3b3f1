"""Where one variant is put together: its values, what it may look up, and the problems met on the way."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from trainer.content.functions import plain
from trainer.content.handtyped import hand_typed
from trainer.content.schema import CompetenceWord, ConditionText
from trainer.content.telling import MOST_PROBLEMS
from trainer.content.templates import TemplateProblem, Templates, is_template
from trainer.content.typeset import typeset
from trainer.core.check import Problem, Trail, near
from trainer.core.face import Mood
from trainer.core.library import Library, Source
from trainer.core.scenario import ALWAYS, NO_MARKS, SECOND, Competence, Condition, Marks
from trainer.core.tariff import Edition, Limit, Opening

T = TypeVar("T")

MOODS = {mood.word: mood for mood in Mood}
MOST_COMPILED = 40_000
MOST_FILLED = 400_000
"""Characters of templates in one file: distinct ones, and all of them in all variants."""


class TooManyProblems(Exception):
    """There is no use in going on: the author has enough to do."""


@dataclass(slots=True)
class Findings:
    """The problems of one file, each once, the words suggested for wrong ones, and what it may cite."""

    problems: dict[Problem, None] = field(default_factory=dict)
    suggestions: dict[tuple[str, str], str] = field(default_factory=dict)
    templates: set[str] = field(default_factory=set)
    records: dict[str, tuple[Source, ...]] = field(default_factory=dict)
    compiled: int = 0
    filled: int = 0

    def add(self, problem: Problem) -> None:
        """Keep a problem; raise TooManyProblems when there are more than anybody reads."""
        self.problems[problem] = None
        if len(self.problems) > MOST_PROBLEMS:
            raise TooManyProblems

    def charge(self, text: str) -> bool:
        """Tell whether this template may still be filled in: all of a file's together have a limit."""
        if text not in self.templates:
            self.templates.add(text)
            self.compiled += len(text)
        self.filled += len(text)
        return self.compiled <= MOST_COMPILED and self.filled <= MOST_FILLED


@dataclass(frozen=True, slots=True)
class Bench:
    """One variant being put together; what is wrong is kept and work goes on, so that all is told."""

    library: Library
    edition: Edition
    templates: Templates
    values: Mapping[str, object]
    findings: Findings

    def problem(self, code: str, message: str, cure: str, path: Trail) -> None:
        """Keep a problem."""
        self.findings.add(Problem(code, message, cure, path))

    def suggest(self, word: str, kind: str, known: Iterable[str], otherwise: str) -> str:
        """Return "did you mean …", or `otherwise`; `kind` says what is looked for."""
        found = self.findings.suggestions.get((kind, word))
        if found is None:
            found = self.findings.suggestions[kind, word] = near(word, known)
        return found or otherwise

    def fill(self, text: str | None, path: Trail) -> str:
        """Fill in a template and set it as it is shown; "" where it cannot be filled in.

        Keep a problem for each amount, date and number of days that was typed by hand.
        """
        for typed in hand_typed(text or "", blank="fill" in path):
            cure = "写成 {{ … }}：从资费表、日期或情况表（profile）里取"
            self.problem("T308", f"「{typed}」是手写的，换了资费版本就会错", cure, path)
        if not text or not is_template(text):
            return typeset(text or "")
        return typeset(self._safely(self.templates.render, text, path) or "")

    def name(self, text: str | None, path: Trail) -> str:
        """Return the id that a text names, filled in where it is a template."""
        if text and is_template(text):
            return (self._safely(self.templates.render, text, path) or "").strip()
        return text or ""

    def applies(self, when: str | None, path: Trail) -> bool:
        """Tell whether a condition on the profile holds; one that cannot be read is taken to hold."""
        return when is None or self._safely(self.templates.holds, when, path) is not False

    def known(self, id: str, path: Trail) -> bool:
        """Tell whether the library has an entry of this id; keep a problem where not."""
        if id in self.library.ids:
            return True
        cure = self.suggest(id, "id", self.library.ids, "编号见 scripts_zh/")
        self.problem("U202", f"未知步骤或规则「{id}」", cure, path)
        return False

    def proof(self, ids: Mapping[str, Trail]) -> tuple[Source, ...]:
        """Return what the library and the edition quote for some ids, each with the path it was named at."""
        return tuple(dict.fromkeys(source for id, path in ids.items() for source in self._cited(id, path)))

    def _cited(self, id: str, path: Trail) -> tuple[Source, ...]:
        """Return the quotations of one; keep a problem for an id that names nothing."""
        if not id:
            return ()
        if id in self.library.ids:
            return self.library.sources(id)
        records = self._records()
        if id not in records:
            known = (*self.library.ids, *records)
            cure = self.suggest(id, "rule", known, "编号见 scripts_zh/ 和 assets/tariffs/")
            self.problem("U202", f"未知步骤或规则「{id}」", cure, path)
        return records.get(id, ())

    def _records(self) -> Mapping[str, tuple[Source, ...]]:
        if not self.findings.records:
            self.findings.records.update(records(self.edition))
        return self.findings.records

    def _safely(self, use: Callable[[str, Mapping[str, object]], T], text: str, path: Trail) -> T | None:
        if not self.findings.charge(text):
            message = f"带 {{{{ }}}} 的文字太多（合起来超过 {MOST_COMPILED} 字，或变体太多）"
            self.problem("T307", message, "减少变体，或拆成几个文件", ())
            return None
        try:
            return use(text, self.values)
        except TemplateProblem as problem:
            here = (*path, problem.line) if problem.line > 1 else path
            self.problem(problem.code, problem.message, problem.cure, here)
            return None


def records(edition: Edition) -> Iterator[tuple[str, tuple[Source, ...]]]:
    """Yield all that a rule may name of an edition, with its quotations.

    Most are named by id; what opening costs is "opening.全球通", the list of it "opening", a printed cell
    "全球通.月租", its row "全球通". What is printed nowhere is proved by the list or row that leaves it out.
    """
    yield from ((fact.id, fact.sources) for fact in edition.facts.values())
    yield from ((rule.id, rule.sources) for rule in edition.papers)
    yield from ((service.id, service.sources) for service in edition.services.values())
    yield from ((clause.id, clause.sources) for clause in edition.clauses)
    limits, openings = (_all_of(printed) for printed in (edition.limits, edition.openings.values()))
    yield from ((limit.id, limit.sources or limits) for limit in edition.limits)
    yield "opening", openings
    yield from ((f"opening.{plain(o.brand)}", o.sources or openings) for o in edition.openings.values())
    for plan in edition.plans.values():
        for name in dict.fromkeys(map(plain, (plan.name, plan.id, *plan.aliases))):
            yield name, plan.sources
            yield from ((f"{name}.{plain(cell.field)}", cell.sources or plan.sources) for cell in plan.cells)


def _all_of(printed: Iterable[Limit | Opening]) -> tuple[Source, ...]:
    return tuple(dict.fromkeys(source for each in printed for source in each.sources))


def condition(text: ConditionText | None) -> Condition:
    """Return what must hold in play."""
    if text is None:
        return ALWAYS
    return Condition(MOODS[text.mood_from], MOODS[text.mood_to], tuple(text.has), tuple(text.lacks))


def marks(text: Mapping[CompetenceWord, int]) -> Marks:
    """Return marks in the order of the competences."""
    if not text:
        return NO_MARKS
    words: dict[str, int] = dict(text.items())
    service, accuracy, procedure, composure, efficiency = (words.get(c.value, 0) for c in Competence)
    return (service, accuracy, procedure, composure, efficiency)


def milliseconds(seconds: float) -> int:
    """Return seconds in the unit of the core."""
    return round(seconds * SECOND)
