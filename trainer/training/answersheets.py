"""What everybody answered in an assessment: its items, and for each sitting that counts what each earned.

An item is a question, a phrase from memory, or a whole scenario. Of the 100 of the assessment each part has
its share by weight, and each item of a part the same: so the marks of the items add up to the total per cent.
Marks are those that were recorded; what supervisors changed since stands beside them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from trainer.core.exam.setting import CALLED, WHOLE, Part
from trainer.core.exam.verdict import PartResult
from trainer.core.quiz.marking import mark
from trainer.core.quiz.question import Answer, Question
from trainer.core.quiz.scoring import AS_USUAL, Rules
from trainer.core.rights import Pass
from trainer.reports.progress import Progress, unwatched
from trainer.store import attempts as records
from trainer.store.database import Store
from trainer.training.exams.defending import Defended, Presented, who
from trainer.training.exams.frozen import paper_from, phrases_from
from trainer.training.exams.publishing import Published, published_of
from trainer.training.exams.written import Given
from trainer.training.hall import Hall
from trainer.training.sitting import Prompt, Task, key_in_words, stem_of

NOTHING = Fraction(0)


@dataclass(frozen=True, slots=True)
class Item:
    """An item of an assessment; `out_of` is what it is worth of 100, `task` None for a scenario."""

    id: str
    part: int
    title: str
    form: str
    topic: str
    rule: str
    key: str
    out_of: Fraction
    seed: int
    variant: str = ""
    task: Task | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What came of an item: the share of its mark (0 to 1), and the answer where one was given."""

    share: Fraction
    given: Given | None = None
    at: datetime | None = None


UNANSWERED = Said(NOTHING)


@dataclass(frozen=True, slots=True)
class AnswerSheet:
    """Somebody's sitting that counts, and what they said to each item, in the order of the items."""

    person_id: int
    person: str
    opened: Defended
    said: tuple[Said, ...]

    @property
    def percent(self) -> float:
        """The total as it stands now, in per cent and not rounded."""
        return float(total_of(self.opened.setting.parts, self.opened.effective))


@dataclass(frozen=True, slots=True)
class Gathered:
    """An assessment with all its items, everybody who was to come, and the sheets that count."""

    published: Published
    items: tuple[Item, ...]
    presented: tuple[Presented, ...]
    sheets: tuple[AnswerSheet, ...]


def gather(hall: Hall, by: Pass, assessment_id: str, progress: Progress = unwatched) -> Gathered:
    """Read all answers of an assessment; raise NotAllowed, AssessmentUnknown, or what `progress` raises."""
    presented = who(hall, by, assessment_id)
    published = published_of(hall, assessment_id)
    reading = reading_of(hall.store, published)
    counting = [(each, each.counting) for each in presented if each.counting is not None]
    sheets = []
    for number, (each, opened) in enumerate(counting):
        progress(number, len(counting))
        said = tuple(reading.said(opened))
        sheets.append(AnswerSheet(each.person_id, each.person, opened, said))
    progress(len(counting), len(counting))
    return Gathered(published, reading.items, tuple(presented), tuple(sheets))


def total_of(parts: Sequence[Part], results: Sequence[PartResult]) -> Fraction:
    """Return the total in per cent, not rounded."""
    whole = sum(part.weight for part in parts)
    shares = (result.share * part.weight for part, result in zip(parts, results, strict=True))
    return WHOLE * sum(shares, NOTHING) / whole


def worth_of(parts: Sequence[Part], place: int) -> Fraction:
    """Return what a part is worth of 100."""
    return Fraction(WHOLE * parts[place].weight, sum(part.weight for part in parts))


class Reading:
    """Reads sittings of one assessment; an answer that was given before is not marked again."""

    def __init__(self, store: Store, items: tuple[Item, ...], rules: Mapping[int, Rules]) -> None:
        self._store, self.items, self._rules = store, items, rules
        self._known: dict[tuple[str, Answer], Given] = {}
        self._places: dict[int, list[Item]] = {}
        for item in items:
            self._places.setdefault(item.part, []).append(item)

    def said(self, opened: Defended) -> Iterator[Said]:
        """Yield what came of each item."""
        attempts = dict(opened.attempts)
        for part, items in self._places.items():
            if items[0].task is None:
                yield Said(opened.parts[part].share)
                continue
            found = self._written(attempts[part], items) if part in attempts else []
            yield from (*found, *[UNANSWERED] * (len(items) - len(found)))

    def _written(self, attempt_id: str, items: Sequence[Item]) -> list[Said]:
        """Read the answers of a written part; they come in the order of the items."""
        rows = [row for row in records.records(self._store, attempt_id) if row.kind == "act"]
        found = []
        for row, item in zip(rows, items, strict=False):
            given = self._marked(item, row.payload)
            found.append(Said(given.score, given, row.at))
        return found

    def _marked(self, item: Item, told: Mapping[str, object]) -> Given:
        chosen, typed = (tuple(map(str, _texts(told.get(name)))) for name in ("chosen", "typed"))
        answer = Answer(chosen, typed)
        if not isinstance(item.task, Question):
            forbidden = tuple(_texts(told.get("forbidden")))
            score, right = Fraction(str(told.get("score", 0))), bool(told.get("right"))
            return Given(answer, score, right, (), forbidden)
        key = (item.id, answer)
        if key not in self._known:
            marked = mark(item.task, answer, self._rules.get(item.part, AS_USUAL))
            self._known[key] = Given(answer, marked.score, marked.right, marked.mistakes)
        return self._known[key]


def reading_of(store: Store, published: Published) -> Reading:
    """Open the papers that an assessment keeps; raise a StoreError."""
    parts = published.setting.parts
    items: list[Item] = []
    rules: dict[int, Rules] = {}
    for place, part in enumerate(parts):
        worth = worth_of(parts, place)
        if part.kind == "scenario":
            items.append(_scenario(place, part, worth))
            continue
        tasks, rules[place] = _tasks(store, part)
        items += [_item(place, part, task, worth / len(tasks)) for task in tasks]
    return Reading(store, tuple(items), rules)


def _tasks(store: Store, part: Part) -> tuple[tuple[Task, ...], Rules]:
    text = records.snapshot_of(store, part.snapshot)
    if part.kind == "recall":
        return phrases_from(text).prompts, AS_USUAL
    paper = paper_from(text)
    return paper.questions, paper.rules


def _item(place: int, part: Part, task: Task, worth: Fraction) -> Item:
    named = (CALLED["recall"], "话术") if isinstance(task, Prompt) else (task.form, task.skill)
    return Item(
        task.id, place, stem_of(task), *named, task.rule, key_in_words(task), worth, part.seed, task=task
    )


def _scenario(place: int, part: Part, worth: Fraction) -> Item:
    id = f"scenario.{part.subject}"
    return Item(
        id, place, f"《{part.title}》", CALLED["scenario"], "", "", "", worth, part.seed, part.variant
    )


def _texts(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list | tuple) else ()
