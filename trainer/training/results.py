"""What the supervisor sees: results, an attempt played back act by act, and the proof of the records."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from trainer.core.assess import Assessment
from trainer.core.errors import TrainerError
from trainer.core.mode import Mode
from trainer.core.rights import Pass
from trainer.store import attempts as records
from trainer.store.database import Store
from trainer.store.errors import StoreTampered
from trainer.store.rows import ANY_ATTEMPT, AttemptFilter, AttemptRow
from trainer.training.admission import look, seen_by
from trainer.training.attempts import Attempt, reopen

BROKEN = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)
"""What the replay of a record that was tampered with can end in."""

WRITTEN = ("paper:", "recall:")
"""Begins what stands in the place of the scenario where a paper or phrases from memory were answered."""

MASTERED_FROM = 80
"""A scenario is mastered from this many per cent on; the number is ours."""


@dataclass(frozen=True, slots=True)
class Review:
    """A recorded attempt opened: its row, the story to play back, and its marks."""

    row: AttemptRow
    attempt: Attempt
    assessment: Assessment
    instants: tuple[datetime, ...]


def results(store: Store, by: Pass, wanted: AttemptFilter = ANY_ATTEMPT) -> list[AttemptRow]:
    """List the attempts that whoever asks may see, the latest first."""
    return seen_by(store, by, records.attempts(store, wanted))


def mastered(store: Store) -> dict[str, frozenset[str]]:
    """Return for each person by name the scenarios whose last result was good and passed the gate.

    The guided mode shows what is right, so it proves nothing. Where a record was tampered with, nothing
    counts as mastered: the list must open all the same, and the results tell what is wrong.
    """
    try:
        ended = [row for row in records.attempts(store, AttemptFilter(finished=True)) if row.result]
    except StoreTampered:
        return {}
    good: dict[str, set[str]] = {}
    for row in sorted(ended, key=lambda row: row.finished or row.started):
        if row.header.mode != Mode.GUIDED.value:
            mine = good.setdefault(row.person, set())
            (mine.add if _is_good(row.result) else mine.discard)(row.header.scenario)
    return {person: frozenset(scenarios) for person, scenarios in good.items()}


class CannotReplay(TrainerError):
    """The record of an attempt does not play back."""


def review(store: Store, by: Pass, attempt_id: str) -> Review:
    """Open a recorded attempt; raise NotAllowed or another TrainerError. The ledger keeps who looked.

    A record that was tampered with can hold anything, so it can break the replay anywhere.
    """
    row = records.attempt_of(store, attempt_id)
    look(store, by, row)
    if row.header.part is not None and row.header.scenario.startswith(WRITTEN):
        raise CannotReplay("这是考核里的笔答部分，请到「考核」里打开它所属的那次考试。")
    try:
        attempt = reopen(store, row)
        ended = row.result["ended_ms"] if row.result else None
        instants = tuple(record.at for record in records.records(store, attempt_id) if record.kind == "act")
        return Review(row, attempt, attempt.marked(ended), instants)
    except BROKEN as error:
        raise CannotReplay(
            "这次记录不能重放：内容和当时不一样了。请运行 trainer verify 检查记录，不要采用这次成绩。"
        ) from error


def _is_good(result: Any) -> bool:
    """Tell whether a result is one of somebody who has mastered it; a damaged one is not."""
    percent = result.get("percent") if isinstance(result, dict) else None
    return isinstance(percent, int) and percent >= MASTERED_FROM and result.get("compliant") is True


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
