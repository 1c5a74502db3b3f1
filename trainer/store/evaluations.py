"""Company checks and weights in the ledger: what was typed or imported, what was set, what corrects it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from trainer.core.composite import Inspected, Weights
from trainer.core.observing import Amends
from trainer.store import ledger
from trainer.store.database import Store
from trainer.store.ledger import Entry, Note
from trainer.store.observations import BROKEN, Signed, amends_of, unreadable
from trainer.store.rows import Payload

INSPECTION, WEIGHTS = "inspection", "weights"
EVALUATION = "evaluation"
"""The subject of the weights: there is one evaluation for each hall."""


@dataclass(frozen=True, slots=True)
class KeptCheck:
    """Results of a company's check as they were written down; one without rows was withdrawn."""

    seq: int
    id: str
    title: str
    rows: tuple[Inspected, ...]
    by: Signed
    at: datetime
    amends: Amends
    digest: str = ""


@dataclass(frozen=True, slots=True)
class KeptWeights:
    """Weights as they were set; None: they were taken away again."""

    seq: int
    weights: Weights | None
    by: Signed
    at: datetime
    amends: Amends


def check_note(check: tuple[str, str, str], rows: Iterable[Inspected], by: Signed) -> Note:
    """Write down what is to be kept of a check: its id, its title and the hash of its file ("" if typed)."""
    id, title, digest = check
    payload = {"title": title, "digest": digest, "rows": [_written(row) for row in rows], "by": by.name}
    return Note(INSPECTION, id, payload, by.person_id)


def checks(store: Store, hall_id: int, id: str | None = None) -> list[KeptCheck]:
    """List every check ever written down, corrections too, the oldest first; raise StoreTampered."""
    return [_check(each) for each in ledger.entries(store, hall_id, INSPECTION, id)]


def checks_in_force(kept: Iterable[KeptCheck]) -> list[KeptCheck]:
    """Return what stands: the newest of each check, without those withdrawn."""
    return [each for each in {each.id: each for each in kept}.values() if each.rows]


def weights_note(weights: Weights | None, by: Signed) -> Note:
    """Write down what is to be kept of weights."""
    told: Payload | None = None
    if weights is not None:
        told = {
            "walk": weights.walk,
            "inspection": weights.inspection,
            "simulator": weights.simulator,
            "bands": weights.bands,
        }
    return Note(WEIGHTS, EVALUATION, {"weights": told, "by": by.name}, by.person_id)


def weights_set(store: Store, hall_id: int) -> list[KeptWeights]:
    """List the weights that were ever set, the oldest first; raise StoreTampered."""
    return [_weights(each) for each in ledger.entries(store, hall_id, WEIGHTS, EVALUATION)]


def newest_weights(store: Store, hall_id: int) -> KeptWeights | None:
    """Return the weights that were set last; None where none ever were. Raise StoreTampered."""
    found = ledger.latest(store, hall_id, WEIGHTS, EVALUATION)
    return None if found is None else _weights(found)


def _written(row: Inspected) -> Payload:
    return {
        "person": row.person_id,
        "day": row.day.isoformat(),
        "got": str(row.got),
        "out_of": str(row.out_of),
        "remark": row.remark,
    }


def _check(signed: Entry) -> KeptCheck:
    payload = signed.payload
    try:
        rows = tuple(
            Inspected(
                row["person"],
                date.fromisoformat(row["day"]),
                Fraction(row["got"]),
                Fraction(row["out_of"]),
                row["remark"],
            )
            for row in payload["rows"]
        )
        by, amends = Signed(signed.actor_id, payload["by"]), amends_of(payload)
        digest = payload["digest"]
        return KeptCheck(signed.seq, signed.subject, payload["title"], rows, by, signed.at, amends, digest)
    except (*BROKEN, ZeroDivisionError) as error:
        raise unreadable(signed) from error


def _weights(signed: Entry) -> KeptWeights:
    payload = signed.payload
    try:
        told = payload["weights"]
        weights = None if told is None else Weights(**told)
        by = Signed(signed.actor_id, payload["by"])
        return KeptWeights(signed.seq, weights, by, signed.at, amends_of(payload))
    except BROKEN as error:
        raise unreadable(signed) from error
