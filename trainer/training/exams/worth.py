"""What the parts of a sitting are worth, as their attempts recorded it, and how that is written down."""

from collections.abc import Mapping, Sequence

from trainer.content.snapshot import from_text
from trainer.core.exam.setting import Part, Setting
from trainer.core.exam.verdict import A_QUESTION, PartResult, marks_of, never_begun, verdict
from trainer.core.scenario import NO_MARKS, Competence, Marks, add
from trainer.store import attempts as records
from trainer.store.database import Store
from trainer.store.rows import AttemptRow, Payload
from trainer.training.exams import frozen, written


def part_results(
    store: Store, setting: Setting, attempts: Mapping[int, AttemptRow]
) -> tuple[PartResult, ...]:
    """Return what each part is worth, from the attempt at it (by place); without one it earns nothing."""
    return tuple(_result(store, part, attempts.get(place)) for place, part in enumerate(setting.parts))


def as_recorded(setting: Setting, results: Sequence[PartResult]) -> Payload:
    """Write the result of a sitting down: the parts, and what they add up to."""
    total = verdict(setting, results)
    return {
        "parts": [
            {
                "got": list(each.got),
                "best": list(each.best),
                "critical": list(each.critical),
                "complete": each.complete,
                "begun": each.begun,
            }
            for each in results
        ],
        "percent": total.percent,
        "passed": total.passed,
        "compliant": total.compliant,
    }


def from_recorded(result: Payload) -> tuple[PartResult, ...]:
    """Read the parts of a recorded result."""
    return tuple(
        PartResult(
            _five(each["got"]), _five(each["best"]), tuple(each["critical"]), each["complete"], each["begun"]
        )
        for each in result["parts"]
    )


def _result(store: Store, part: Part, row: AttemptRow | None) -> PartResult:
    best = _best(store, part)
    if row is None or row.result is None:
        return never_begun(best)
    marks = row.result["marks"]
    got = NO_MARKS
    for competence in Competence:
        got = add(got, marks_of(competence, marks.get(competence.value, 0)))
    return PartResult(got, best, tuple(row.result["critical"]), row.result["complete"])


def _best(store: Store, part: Part) -> Marks:
    """Return all the marks of a part, from what was kept of it."""
    text = records.snapshot_of(store, part.snapshot)
    if part.kind == "scenario":
        return from_text(text).best
    tasks = frozen.paper_from(text).questions if part.kind == "paper" else frozen.phrases_from(text).prompts
    total = NO_MARKS
    for task in tasks:
        total = add(total, marks_of(written.competence_of(task), A_QUESTION))
    return total


def _five(marks: Sequence[int]) -> Marks:
    a, b, c, d, e = marks
    return (a, b, c, d, e)
