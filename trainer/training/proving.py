"""The proof of the records: the chains, the sums, and every attempt played back to the marks recorded."""

from collections.abc import Iterator, Mapping, Sequence

from trainer.content.play import Play
from trainer.core.errors import TrainerError
from trainer.core.explore import best
from trainer.core.scenario import Marks
from trainer.store import attempts as records
from trainer.store import recount
from trainer.store.audit import verify as verify_chain
from trainer.store.database import Store
from trainer.store.rows import AttemptRow, Fault, StoredAct
from trainer.training.attempts import play_of, played_again, result_of
from trainer.training.exams.written import is_written, replay_fault
from trainer.training.results import BROKEN

AT_ONCE = 500
"""So many attempts are read at once."""

_Known = dict[str, tuple[Play, Marks]]
"""Plays that were read already, by the hash of their text, and their best marks found anew."""


def verify(store: Store) -> list[Fault]:
    """Prove the records: chains and sums are whole, and attempts play back to the marks recorded."""
    faults = [*verify_chain(store), *recount.faults(store)]
    known: _Known = {}
    rows = records.attempts(store)
    for first in range(0, len(rows), AT_ONCE):
        some = rows[first : first + AT_ONCE]
        acts = _acts(store, [row.id for row in some])
        for row in some:
            faults += _replay_faults(store, row, acts, known)
    return faults


def _acts(store: Store, ids: Sequence[str]) -> Mapping[str, Sequence[StoredAct]]:
    """Read the acts of some attempts at once; none where one of them cannot be read: then each by itself."""
    try:
        return records.acts_of(store, ids)
    except TrainerError:
        return {}


def _replay_faults(
    store: Store, row: AttemptRow, acts: Mapping[str, Sequence[StoredAct]], known: _Known
) -> Iterator[Fault]:
    try:
        if is_written(row):
            if fault := replay_fault(store, row):
                yield Fault(None, row.id, "marks", fault)
            return
        if row.snapshot not in known:
            play = play_of(store, row)
            known[row.snapshot] = play, best(play.scenario).marks
        play, reachable = known[row.snapshot]
        mine = acts[row.id] if row.id in acts else records.acts(store, row.id)
        attempt = played_again(row, play, mine)
        if reachable != attempt.best:
            yield Fault(None, row.id, "best", f"{row.person}《{row.header.title}》的满分重新算出来不一样")
        if row.result is None:
            return
        now = int(row.result["ended_ms"])
        if result_of(attempt.marked(now), attempt.as_of(now)[0].now) != row.result:
            message = f"{row.person}《{row.header.title}》按记录重放，得分与所记不符"
            yield Fault(None, row.id, "marks", message)
    except (TrainerError, *BROKEN) as error:
        yield Fault(None, row.id, "replay", f"{row.person}《{row.header.title}》不能重放：{error}")
