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
from trainer.store.database import Store
from trainer.store.rows import ANY_ATTEMPT, AttemptFilter, AttemptRow, Fault
from trainer.training.attempts import Attempt, reopen, result_of

BROKEN = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What the replay of a record that was tampered with can end in."""


@dataclass(frozen=True, slots=True)
class Review:
    """A recorded attempt opened: its row, the story to play back, and its marks."""

    row: AttemptRow
    attempt: Attempt
    assessment: Assessment
    instants: tuple[datetime, ...]


def results(store: Store, wanted: AttemptFilter = ANY_ATTEMPT) -> list[AttemptRow]:
    """List attempts, the latest first."""
    return records.attempts(store, wanted)


class CannotReplay(TrainerError):
    """The record of an attempt does not play back."""


def review(store: Store, attempt_id: str) -> Review:
    """Open a recorded attempt; raise a TrainerError.

    A record that was tampered with can hold anything, so it can break the replay anywhere.
    """
    row = records.attempt_of(store, attempt_id)
    try:
        attempt = reopen(store, row)
        ended = row.result["ended_ms"] if row.result else None
        instants = tuple(record.at for record in records.records(store, attempt_id) if record.kind == "act")
        return Review(row, attempt, attempt.marked(ended), instants)
    except BROKEN as error:
        raise CannotReplay(
            "这次记录不能重放：内容和当时不一样了。请运行 trainer verify 检查记录，不要采用这次成绩。"
        ) from error


def verify(store: Store) -> list[Fault]:
    """Prove the records: the chain is whole, and every attempt plays back to the marks recorded."""
    faults = verify_chain(store)
    for row in records.attempts(store):
        faults += _replay_faults(store, row)
    return faults


def _replay_faults(store: Store, row: AttemptRow) -> Iterator[Fault]:
    try:
        attempt = reopen(store, row)
        if best(attempt.scenario).marks != attempt.best:
            yield Fault(None, row.id, "best", f"{row.person}《{row.header.title}》的满分重新算出来不一样")
        if row.result is None:
            return
        now = int(row.result["ended_ms"])
        if result_of(attempt.marked(now), attempt.as_of(now)[0].now) != row.result:
            message = f"{row.person}《{row.header.title}》按记录重放，得分与所记不符"
            yield Fault(None, row.id, "marks", message)
    except (TrainerError, *BROKEN) as error:
        yield Fault(None, row.id, "replay", f"{row.person}《{row.header.title}》不能重放：{error}")


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
