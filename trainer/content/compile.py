"""From what an author wrote to scenarios that can be played: one for every variant, all looked up."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from trainer.content.schema import (
    CompetenceWord,
    ConditionText,
    CustomerText,
    NodeText,
    OptionText,
    RouteText,
    RouteWhen,
    RuleText,
    ScenarioText,
    VariantText,
)
from trainer.content.templates import TemplateProblem, Templates
from trainer.core.check import Problem, Trail, near
from trainer.core.library import Library, Source, UnknownWord
from trainer.core.scenario import (
    SECOND,
    Competence,
    Condition,
    Customer,
    Face,
    Kind,
    LogRule,
    Marks,
    Mood,
    Node,
    Option,
    Route,
    Scenario,
)

T = TypeVar("T")

MOODS = {mood.word: mood for mood in Mood}


@dataclass(slots=True)
class Compiled:
    """The variants of one file, the problems met on the way, and where ids stand in the file."""

    scenarios: list[Scenario] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    trails: dict[Trail, Trail] = field(default_factory=dict)


def compile_scenario(text: ScenarioText, library: Library, templates: Templates, edition: str) -> Compiled:
    """Make one scenario for each variant of the file (one called "" where it names none)."""
    done = Compiled()
    if text.edition != edition:
        cure = near(text.edition, [edition]) or f"已安装的版本:{edition}"
        done.problems.append(Problem("U206", f"没有资费版本「{text.edition}」", cure, ("edition",)))
    for index, variant in enumerate(text.variants or [None]):
        compiler = _Compiler(text, variant, library, templates, done)
        scenario = compiler.scenario()
        if any(other.variant == scenario.variant for other in done.scenarios):
            message = f"变体「{scenario.variant}」写了两次"
            done.problems.append(Problem("D602", message, "改一个名字", ("variants", index)))
        done.scenarios.append(scenario)
    done.problems = list(dict.fromkeys(done.problems))
    return done


class _Compiler:
    """Compiles one variant; problems are collected and compiling goes on, so that all are told."""

    def __init__(
        self,
        text: ScenarioText,
        variant: VariantText | None,
        library: Library,
        templates: Templates,
        done: Compiled,
    ) -> None:
        self.text, self.variant, self.library, self.templates, self.done = (
            text,
            variant,
            library,
            templates,
            done,
        )
        self.values: dict[str, object] = {"date": _day(text.date, done), **text.profile}
        if variant:
            self.values |= variant.profile

    def scenario(self) -> Scenario:
        text = self.text
        customers = tuple(self._customer(c, ("customers", i)) for i, c in enumerate(text.customers))
        ids = [customer.id for customer in customers]
        for index, id in enumerate(ids):
            if id in ids[:index]:
                self._problem("D603", f"客户「{id}」写了两次", "改一个编号", ("customers", index))
        rules = (self._rule(rule, ids, ("rules", i)) for i, rule in enumerate(text.rules))
        return Scenario(
            id=text.id,
            variant=self.variant.id if self.variant else "",
            title=text.title,
            summary=self._fill(text.summary, ("summary",)),
            date=text.date,
            time=text.time,
            post=text.post,
            edition=text.edition,
            trains=tuple(text.trains),
            situations=tuple(text.situations),
            difficulty=text.difficulty,
            customers=customers,
            rules=tuple(rule for rule in rules if rule),
            notes=tuple(self._fill(note, ("notes", i)) for i, note in enumerate(text.notes)),
            assumptions=tuple(text.assumptions),
        )

    def _customer(self, text: CustomerText, path: Trail) -> Customer:
        self.done.trails[(text.id,)] = path
        nodes = {}
        for id, node in text.nodes.items():
            here = (*path, "nodes", id)
            if self._applies(node.when, (*here, "when")):
                nodes[id] = self._node(text.id, id, node, here)
        mood = self.variant.mood if self.variant and self.variant.mood else text.mood
        return Customer(
            id=text.id,
            name=text.name,
            wants=self._fill(text.wants, (*path, "wants")),
            start=self._start(text, path),
            nodes=nodes,
            face=Face(text.face.hair, text.face.age, text.face.clothes),
            arrives=_ms(text.arrives),
            patience=_ms(text.patience),
            mood=MOODS[mood],
        )

    def _start(self, text: CustomerText, path: Trail) -> str:
        first = next(iter(text.nodes))
        starts = [RouteWhen(to=text.start)] if isinstance(text.start, str) else text.start or []
        for index, route in enumerate(starts):
            if self._applies(route.when, (*path, "start", index, "when")):
                if route.to in text.nodes:
                    return route.to
                cure = near(route.to, text.nodes) or "改成已有的步骤"
                self._problem("S101", f"开头「{route.to}」不存在", cure, (*path, "start"))
        return first

    def _node(self, customer: str, id: str, text: NodeText, path: Trail) -> Node:
        self.done.trails[(customer, id)] = path
        options: list[Option] = []
        for index, option_text in enumerate(text.options):
            here = (*path, "options", index)
            if not self._applies(option_text.when, (*here, "when")):
                continue
            option = self._option(option_text, id, here)
            if any(other.id == option.id for other in options):
                self._problem("D604", f"选项「{option.id}」在这一步写了两次", "用 id 另起名字", here)
            self.done.trails[(customer, id, option.id)] = here
            options.append(option)
        line = self._fill(text.line, (*path, "line"))
        return Node(id, line, tuple(options), self._fill(text.ends or "", (*path, "ends")))

    def _option(self, text: OptionText, node: str, path: Trail) -> Option:
        kind, words, ref = self._what(text, path)
        steps = (ref, *text.also) if ref else tuple(text.also)
        phrase = self.library.phrases.get(ref)
        if phrase and phrase.step:
            steps = (*steps, phrase.step)
        for step in text.also:
            self._known(step, path)
        rule = text.rule or ref
        return Option(
            id=text.id or ref or f"{node}-{path[-1]}",
            kind=kind,
            text=words,
            routes=self._routes(text.then, node),
            marks=_marks(text.marks),
            ref=ref,
            steps=steps,
            takes=_ms(text.takes),
            mood=text.mood,
            sets=tuple(text.sets),
            needs=_condition(text.if_),
            blocked=self._fill(text.blocked or "", (*path, "blocked")),
            critical=self._fill(text.critical or "", (*path, "critical")),
            feedback=self._fill(text.feedback or "", (*path, "feedback")),
            rule=rule,
            proof=self._proof(rule, ref, path),
        )

    def _what(self, text: OptionText, path: Trail) -> tuple[Kind, str, str]:
        """Return kind, words and library id of what the option does."""
        given = {
            "say": text.say,
            "words": text.words,
            "do": text.do,
            "answer": text.answer,
            "delegate": text.delegate,
            "look_up": text.look_up,
        }
        named = [key for key, value in given.items() if value]
        if len(named) != 1:
            message = f"一个选项要写且只写一种做法(现有:{'、'.join(named) or '无'})"
            self._problem("F105", message, "say、words、do、answer、delegate、look_up 中选一个", path)
        key = named[0] if named else "words"
        value, here = given[key] or "", (*path, key)
        if key == "say":
            return "say", self._phrase(text, value, path), value
        if key == "do" and value in self.library.steps:
            return "do", self.library.steps[value].text, value
        kinds: dict[str, Kind] = {"words": "say", "do": "do", "answer": "answer", "delegate": "delegate"}
        return kinds.get(key, "look_up"), self._fill(value, here), ""

    def _phrase(self, text: OptionText, id: str, path: Trail) -> str:
        phrase = self.library.phrases.get(id)
        if phrase is None:
            cure = near(id, self.library.phrases) or "话术编号见 scripts_zh/phrases.yaml"
            self._problem("U201", f"未知话术「{id}」", cure, (*path, "say"))
            return id
        fills = {k: self._fill(str(v), (*path, "fill", k)) for k, v in text.fill.items()}
        try:
            words = phrase.say(fills)
        except UnknownWord as error:
            self._problem("U207", str(error), "在 fill 里补上", path)
            return phrase.text
        return words + self._fill(text.more or "", (*path, "more"))

    def _routes(self, then: str | list[RouteText] | None, node: str) -> tuple[Route, ...]:
        if then is None:
            return (Route(node),)
        if isinstance(then, str):
            return (Route(then),)
        return tuple(Route(route.to, _condition(route.if_)) for route in then) or (Route(node),)

    def _rule(self, text: RuleText, customers: list[str], path: Trail) -> LogRule | None:
        if not self._applies(text.when, (*path, "when")):
            return None
        whom = customers if text.customers == "all" else text.customers
        for id in whom:
            if id not in customers:
                self._problem(
                    "U205", f"没有客户「{id}」", near(id, customers) or "检查编号", (*path, "customers")
                )
        for step in (*text.steps, *text.must, *(step for pair in text.order for step in pair)):
            self._known(step, path)
        return LogRule(
            kind=text.kind,
            rule=text.rule or "",
            title=self._fill(text.title, (*path, "title")),
            marks=_marks(text.marks),
            customers=tuple(id for id in whom if id in customers),
            within=_ms(text.within),
            steps=tuple(text.steps),
            order=tuple((before, after) for before, after in text.order),
            must=tuple(text.must),
            critical=text.critical,
            proof=self._proof(text.rule or "", "", (*path, "rule")),
        )

    def _proof(self, rule: str, ref: str, path: Trail) -> tuple[Source, ...]:
        sources: list[Source] = []
        for id in dict.fromkeys((rule, ref)):
            if id and self._known(id, path):
                sources += self.library.sources(id)
        return tuple(dict.fromkeys(sources))

    def _known(self, id: str, path: Trail) -> bool:
        if id in self.library.ids:
            return True
        cure = near(id, self.library.ids) or "编号见 scripts_zh/"
        self._problem("U202", f"未知步骤或规则「{id}」", cure, path)
        return False

    def _fill(self, text: str, path: Trail) -> str:
        return self._safely(self.templates.render, text, path) or ""

    def _applies(self, when: str | None, path: Trail) -> bool:
        return when is None or self._safely(self.templates.holds, when, path) is not False

    def _safely(self, use: Callable[[str, dict[str, object]], T], text: str, path: Trail) -> T | None:
        try:
            return use(text, self.values)
        except TemplateProblem as problem:
            self._problem(problem.code, problem.message, problem.cure, path)
            return None

    def _problem(self, code: str, message: str, cure: str, path: Trail) -> None:
        self.done.problems.append(Problem(code, message, cure, path))


def _day(text: str, done: Compiled) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        done.problems.append(Problem("F106", f"没有 {text} 这一天", "改成存在的日期", ("date",)))
        return None


def _condition(text: ConditionText) -> Condition:
    return Condition(MOODS[text.mood_from], MOODS[text.mood_to], tuple(text.has), tuple(text.lacks))


def _marks(text: Mapping[CompetenceWord, int]) -> Marks:
    words: dict[str, int] = dict(text.items())
    service, accuracy, procedure, composure, efficiency = (words.get(c.value, 0) for c in Competence)
    return (service, accuracy, procedure, composure, efficiency)


def _ms(seconds: float) -> int:
    return round(seconds * SECOND)
