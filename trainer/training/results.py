"""What the supervisor sees: results, an attempt played back act by act, and the proof of the records."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from trainer.core.assess import Assessment
from trainer.core.errors import TrainerError
from trainer.core.explore import best
from trainer.store import attempts as records
from trainer.store.audit import verify as verify_chain
from trainer.store.rows import ANY_ATTEMPT, AttemptFilter, AttemptRow, Fault
from trainer.training.attempts import Attempt, reopen, result_of
from trainer.training.hall import Hall


@dataclass(frozen=True, slots=True)
class Review:
    """A recorded attempt opened: its row, the story to play back, and its marks."""

    row: AttemptRow
    attempt: Attempt
    assessment: Assessment
    instants: tuple[datetime, ...]


def results(hall: Hall, wanted: AttemptFilter = ANY_ATTEMPT) -> list[AttemptRow]:
    """List attempts, the latest first."""
    return records.attempts(hall.store, wanted)


def review(hall: Hall, attempt_id: str) -> Review:
    """Open a recorded attempt; raise a TrainerError."""
    row = records.attempt_of(hall.store, attempt_id)
    attempt = reopen(hall, row)
    ended = row.result["ended_ms"] if row.result else None
    instants = tuple(record.at for record in records.records(hall.store, attempt_id) if record.kind == "act")
    return Review(row, attempt, attempt.marked(ended), instants)


def verify(hall: Hall) -> list[Fault]:
    """Prove the records: the chain is whole, and every attempt plays back to the marks recorded."""
    faults = verify_chain(hall.store)
    for row in records.attempts(hall.store):
        faults += _replay_faults(hall, row)
    return faults


def _replay_faults(hall: Hall, row: AttemptRow) -> Iterator[Fault]:
    try:
        attempt = reopen(hall, row)
        if best(attempt.scenario).marks != attempt.best:
            yield Fault(None, row.id, "best", f"{row.person}《{row.header.title}》的满分重新算出来不一样")
        if row.result is None:
            return
        now = int(row.result["ended_ms"])
        if result_of(attempt.marked(now), attempt.as_of(now)[0].now) != row.result:
            message = f"{row.person}《{row.header.title}》按记录重放,得分与所记不符"
            yield Fault(None, row.id, "marks", message)
    except (TrainerError, ArithmeticError, LookupError, TypeError, ValueError) as error:
        yield Fault(None, row.id, "replay", f"{row.person}《{row.header.title}》不能重放:{error}")


def as_json(row: AttemptRow) -> dict[str, Any]:
    """Write a row of results down for other programs."""
    header = row.header
    return {
        "id": row.id,
        "person": row.person,
        "scenario": header.scenario,
        "variant": header.variant,
        "title": header.title,
        "mode": header.mode,
        "edition": header.edition,
        "seed": header.seed,
        "started": row.started.isoformat(),
        "finished": row.finished.isoformat() if row.finished else None,
        "abandoned": row.abandoned,
        "result": row.result,
    }
