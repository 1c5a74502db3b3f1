"""What whoever sat an assessment sees of it: the own marks, what was written to them since, and appeals.

Marks are told once the assessment shows them or the supervisor has released them. Questions with their
keys are told only when they can be of no use any more: to this person who may not sit again, and after the
window has closed, the assessment was withdrawn, or the supervisor has released the marks.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import zip_longest
from typing import Literal

from trainer.core.library import Source
from trainer.core.quiz.question import Question
from trainer.core.rights import NOBODY, Pass
from trainer.store import attempts as records
from trainer.store import exams as store_of
from trainer.training.admission import admit
from trainer.training.answersheets import Item, Said, reading_of
from trainer.training.exams import defending
from trainer.training.exams.defending import ANSWER, APPEAL, Defended, NotRecorded, Remark
from trainer.training.exams.frozen import phrases_from
from trainer.training.exams.offers import offer_of
from trainer.training.exams.publishing import published_of
from trainer.training.hall import Hall
from trainer.training.prompts import Prompts, Sources
from trainer.training.sitting import NOTHING_SAID, Prompt, answer_in_words

AppealState = Literal["等待答复", "已答复"]
WHOLE_SHARE = 1


@dataclass(frozen=True, slots=True)
class Appeal:
    """An appeal, and what was answered to it; answers come in the order of the appeals."""

    asked: Remark
    answered: Remark | None

    @property
    def state(self) -> AppealState:
        """How it stands."""
        return "已答复" if self.answered else "等待答复"


@dataclass(frozen=True, slots=True)
class Missed:
    """A question or a phrase that did not earn all its marks: what was said, what is right, and why.

    `part` counts from 0, as in the setting; `number` from 1, as it was asked in the part.
    """

    part: int
    number: int
    stem: str
    answer: str
    key: str
    percent: int
    why: tuple[str, ...]
    sources: tuple[Source, ...]
    is_phrase: bool = False


@dataclass(frozen=True, slots=True)
class OwnMarks:
    """The marks of a sitting as whoever sat sees them; `missed` is None while keys are not told."""

    opened: Defended
    appeals: tuple[Appeal, ...]
    missed: tuple[Missed, ...] | None

    @property
    def is_waiting(self) -> bool:
        """Tell whether an appeal is still without an answer."""
        return any(each.answered is None for each in self.appeals)


def own_marks(hall: Hall, by: Pass, sitting_id: str, sources: Callable[[], Sources]) -> OwnMarks:
    """Open the own marks; raise NotAllowed, NotRecorded. `sources` are asked for only where keys are told."""
    opened = _seen(hall, by, sitting_id)
    missed = tuple(_missed(hall, opened, sources())) if _tells_keys(hall, opened) else None
    return OwnMarks(opened, tuple(appeals_of(opened)), missed)


def appeal(hall: Hall, by: Pass, sitting_id: str, text: str, sources: Callable[[], Sources]) -> OwnMarks:
    """Appeal against the own marks that were told, and open them anew; raise NotAllowed, NotRecorded.

    An appeal carries a name, so that it takes whoever sat to sign in, even where the marks do not.
    """
    _seen(hall, by, sitting_id)
    defending.appeal(hall, by, sitting_id, text)
    return own_marks(hall, by, sitting_id, sources)


def appeals_of(opened: Defended) -> Iterator[Appeal]:
    """Yield the appeals of a sitting, each with its answer, in order."""
    asked, answered = ([each for each in opened.remarks if each.kind == kind] for kind in (APPEAL, ANSWER))
    for one, other in zip_longest(asked, answered):
        if one is not None:
            yield Appeal(one, other)


def _seen(hall: Hall, by: Pass, sitting_id: str) -> Defended:
    """Open a sitting for whoever sat; where nobody has signed in, if the hall lets them train like that."""
    row = store_of.sitting_of(hall.store, sitting_id)
    if by == NOBODY:
        admit(hall.store, by, row.person_id)
        hall_id = published_of(hall, row.assessment_id).row.hall_id
        by = Pass(row.person_id, row.person, "trainee", hall_id)
    opened = defending.standing(hall, by, sitting_id)
    if opened.now is None:
        raise NotRecorded("还没有交卷，没有成绩可看。")
    return opened


def _tells_keys(hall: Hall, opened: Defended) -> bool:
    found = opened.published
    if offer_of(hall, found, opened.row.person_id).state in ("未开放", "可以参加", "进行中"):
        return False
    return found.released or bool(found.withdrawn) or hall.store.clock() >= found.closes


def _missed(hall: Hall, opened: Defended, sources: Sources) -> Iterator[Missed]:
    reading = reading_of(hall.store, opened.published)
    asked: Counter[int] = Counter()
    for item, said in zip(reading.items, reading.said(opened), strict=True):
        asked[item.part] += 1
        if item.task is None or said.share >= WHOLE_SHARE:
            continue
        if isinstance(item.task, Question):
            why = tuple(_of_question(item.task, said, sources))
        else:
            kept = phrases_from(records.snapshot_of(hall.store, opened.setting.parts[item.part].snapshot))
            why = tuple(_of_phrase(item.task, said, sources.prompts.by(dict(kept.scripts))))
        yield _told(item, asked[item.part], said, why)


def _told(item: Item, number: int, said: Said, why: tuple[str, ...]) -> Missed:
    assert item.task is not None  # a scenario has no answer to tell
    return Missed(
        part=item.part,
        number=number,
        stem=item.title,
        answer=answer_in_words(item.task, said.given.answer) if said.given else NOTHING_SAID,
        key=item.key,
        percent=int(said.share * 100),
        why=why,
        sources=item.task.sources,
        is_phrase=isinstance(item.task, Prompt),
    )


def _of_question(task: Question, said: Said, sources: Sources) -> Iterator[str]:
    """Yield the mistakes that were made, by what is said of them, and then the working."""
    for id in said.given.mistakes if said.given else ():
        if found := sources.bank.mistakes.get(id):
            yield found.told or found.name
    yield from task.explanation


def _of_phrase(task: Prompt, said: Said, prompts: Prompts) -> Iterator[str]:
    """Yield what was lost of a phrase, by the script that was kept of it."""
    if said.given is None or task.phrase not in prompts.ids:
        return
    done = prompts.mark(task, said.given.answer)
    yield from (f"{named.name}。{named.told}" for named in done.mistakes)
    if done.recalled and not done.recalled.critical:
        yield from (f"扣 {loss.marks} 分：{loss.why}" for loss in done.recalled.losses)
