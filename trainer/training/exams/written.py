"""A written part: a paper or phrases from memory, answered one by one, recorded act by act like a scenario.

An answer is final: there is no going back. What a phrase was worth is recorded with it, for the ear that
hears it may be bettered later; questions are marked anew at every replay, from the paper that was kept.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any, Final

from trainer import __version__
from trainer.core.errors import TrainerError
from trainer.core.exam.setting import Part
from trainer.core.exam.verdict import A_QUESTION, COMPETENCE_OF, PartResult, marks_of
from trainer.core.memory import Review
from trainer.core.mode import Mode
from trainer.core.parts import Prepared
from trainer.core.quiz.marking import Marked, mark
from trainer.core.quiz.question import Answer, Question
from trainer.core.quiz.scoring import AS_USUAL, Rules
from trainer.core.scenario import NO_MARKS, Competence, add
from trainer.core.shift import ActRefused
from trainer.store import attempts as records
from trainer.store.database import Store
from trainer.store.rows import AttemptHeader, AttemptRow, StoredAct
from trainer.training import memory
from trainer.training.exams.frozen import paper_from, phrases_from
from trainer.training.hall import Hall
from trainer.training.prompts import Prompts
from trainer.training.results import WRITTEN
from trainer.training.sitting import Prompt, Task, asked_of

PAPER, RECALL = WRITTEN
OF_KIND: Final = {"paper": PAPER, "recall": RECALL}


class NotAsked(TrainerError):
    """An answer to something that is not asked now."""


@dataclass(frozen=True, slots=True)
class Given:
    """An answer given: what it is worth (0 to 1), and the ids of mistakes and of forbidden words in it."""

    answer: Answer
    score: Fraction
    right: bool
    mistakes: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """A written part as it stands: what is asked, and what was answered so far, in order.

    `scripts` say how phrases are marked, as they were when the assessment was published.
    """

    id: str
    person_id: int
    title: str
    tasks: tuple[Task, ...]
    rules: Rules = AS_USUAL
    given: tuple[Given, ...] = ()
    scripts: Mapping[str, Prepared] = field(default_factory=dict, compare=False)

    @property
    def task(self) -> Task | None:
        """What is asked now; None where all is answered."""
        return self.tasks[len(self.given)] if len(self.given) < len(self.tasks) else None

    @property
    def result(self) -> PartResult:
        """What the part is worth as it stands; what was not answered earns nothing."""
        got, best = NO_MARKS, NO_MARKS
        for place, task in enumerate(self.tasks):
            competence = competence_of(task)
            best = add(best, marks_of(competence, A_QUESTION))
            if place < len(self.given):
                got = add(got, marks_of(competence, int(self.given[place].score * A_QUESTION)))
        critical = tuple(f"用了禁语 {id}" for given in self.given for id in given.forbidden)
        return PartResult(got, best, critical, complete=self.task is None)


def competence_of(task: Task) -> Competence:
    """Return what a question or a phrase counts for."""
    return Competence.SERVICE if isinstance(task, Prompt) else COMPETENCE_OF[task.skill]


def is_written(row: AttemptRow) -> bool:
    """Tell whether an attempt is a written part, and no scenario."""
    return row.header.scenario.startswith(WRITTEN)


def begin(hall: Hall, person_id: int, part: Part, place: tuple[str, int]) -> Written:
    """Begin a written part at its `place`: the id of the sitting, and the number of the part."""
    text = records.snapshot_of(hall.store, part.snapshot)
    header = AttemptHeader(
        id=uuid.uuid4().hex,
        person_id=person_id,
        scenario=OF_KIND[part.kind] + part.subject,
        variant="",
        title=part.title,
        edition=hall.shelf.books.edition.id,
        seed=part.seed,
        mode=Mode.ASSESSMENT.value,
        app_version=__version__,
        sitting_id=place[0],
        part=place[1],
    )
    records.begin(hall.store, header, text)
    return _asked(header, text)


def reopen(store: Store, row: AttemptRow) -> Written:
    """Take a written part up again where its last recorded answer left it; raise a TrainerError."""
    written = _asked(row.header, records.snapshot_of(store, row.snapshot))
    for act in records.acts(store, row.id):
        written = _replayed(written, act)
    return written


def answer(hall: Hall, written: Written, given: Answer, prompts: Prompts | None = None) -> Written:
    """Answer what is asked now; it is on the disk when this returns, and final.

    Phrases are marked by the `prompts`. Raise NotAsked, BadAnswer, or a StoreError; nothing has changed then.
    """
    task = written.task
    if task is None:
        raise NotAsked("这一部分已经答完了。")
    judged = _judged(written, task, given, prompts)
    payload: dict[str, Any] = {"question": task.id, "chosen": list(given.chosen), "typed": list(given.typed)}
    if isinstance(task, Prompt):
        payload |= {"score": str(judged.score), "right": judged.right, "forbidden": list(judged.forbidden)}
    records.append(hall.store, written.id, "act", payload, known=len(written.given) + 1)
    return replace(written, given=(*written.given, judged))


def finish(hall: Hall, written: Written) -> PartResult:
    """End a written part as it stands and record its marks; the memory learns from what was answered."""
    result = written.result
    records.finish(hall.store, written.id, as_recorded(result))
    for task, given in zip(written.tasks, written.given, strict=False):
        review = Review(
            hall.store.clock(),
            task.rule,
            float(given.score),
            "recall" if isinstance(task, Prompt) else "quiz",
            task.id,
            "" if given.right else next(iter((*given.mistakes, *given.forbidden)), ""),
            graded=True,
        )
        memory.learn(hall.store, written.id, [review], hall.retention / 100, asked_of(task, given.answer))
    return result


def replay_fault(store: Store, row: AttemptRow) -> str:
    """Tell what is wrong where a written part does not come to the marks recorded; "" where it does."""
    written = reopen(store, row)
    if row.result is not None and as_recorded(written.result) != row.result:
        return f"{row.person}《{row.header.title}》按记录重算，得分与所记不符"
    return ""


def as_recorded(result: PartResult) -> dict[str, Any]:
    """Write the marks of a written part down as those of a scenario are."""
    got, best = sum(result.got), sum(result.best)
    named = [
        (name.value, got, best) for name, got, best in zip(Competence, result.got, result.best, strict=True)
    ]
    return {
        "total": got,
        "out_of": best,
        "percent": int(result.share * 100),
        "marks": {name: mine for name, mine, most in named if most},
        "best": {name: most for name, _, most in named if most},
        "compliant": result.compliant,
        "critical": list(result.critical),
        "outcomes": {},
        "complete": result.complete,
        "ended_ms": 0,
    }


def _asked(header: AttemptHeader, text: str) -> Written:
    if header.scenario.startswith(RECALL):
        kept = phrases_from(text)
        scripts = dict(kept.scripts)
        return Written(header.id, header.person_id, header.title, kept.prompts, scripts=scripts)
    paper = paper_from(text)
    return Written(header.id, header.person_id, header.title, paper.questions, paper.rules)


def _judged(written: Written, task: Task, given: Answer, prompts: Prompts | None) -> Given:
    if isinstance(task, Question):
        return _given(given, mark(task, given, written.rules))
    assert prompts is not None, "phrases are marked by those who know them"
    done = prompts.by(written.scripts).mark(task, given)
    forbidden = done.recalled.forbidden if done.recalled else ()
    return Given(given, Fraction(str(done.score)).limit_denominator(A_QUESTION), done.right, (), forbidden)


def _given(answer: Answer, marked: Marked) -> Given:
    return Given(answer, marked.score, marked.right, marked.mistakes)


def _replayed(written: Written, act: StoredAct) -> Written:
    """Answer once more what was answered; raise ActRefused where the record is none of this part."""
    task, payload = written.task, act.payload
    if task is None or payload.get("question") != task.id:
        raise ActRefused(f"第 {act.ordinal} 条记录不是这一部分的回答")
    given = Answer(tuple(payload["chosen"]), tuple(payload["typed"]))
    if isinstance(task, Question):
        judged = _given(given, mark(task, given, written.rules))
    else:
        judged = Given(given, Fraction(payload["score"]), payload["right"], (), tuple(payload["forbidden"]))
    return replace(written, given=(*written.given, judged))
