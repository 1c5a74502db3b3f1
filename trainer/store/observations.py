"""Sheets of walks, company checks and weights in the ledger, and the rows of the sheets beside it.

What is read here is read from the signed entries. The rows of `observed` are a projection for whoever counts;
`faults` proves that they are what the entries say.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import msgspec
import sqlalchemy as sa

from trainer.core.errors import TrainerError
from trainer.core.observing import FIRST, NOBODY, Amends, Form, Line, Sheet, Spot
from trainer.store import chain, ledger
from trainer.store.attempts import snapshot_of
from trainer.store.database import Store
from trainer.store.errors import StoreTampered
from trainer.store.ledger import Entry, Note
from trainer.store.rows import Fault, Payload
from trainer.store.tables import entry, observed, person, snapshot

OBSERVATION = "observation"
BROKEN = (AttributeError, LookupError, TypeError, ValueError)
"""What reading a payload can end in that was tampered with."""


class ChangedMeanwhile(TrainerError):
    """What is to be corrected was corrected by somebody else meanwhile, or was kept already."""


@dataclass(frozen=True, slots=True)
class Signed:
    """Who handed something in, as a number and as they were called then."""

    person_id: int | None
    name: str


@dataclass(frozen=True, slots=True)
class KeptSheet:
    """A sheet as it was handed in: by whom, when, on which form (by its hash), and what it corrects.

    One without lines was withdrawn.
    """

    seq: int
    id: str
    sheet: Sheet
    form: str
    by: Signed
    at: datetime
    amends: Amends = FIRST


def append(connection: sa.Connection, store: Store, hall_id: int, note: Note, amends: Amends) -> Entry:
    """Write an entry that corrects the newest of its kind and subject, or is the first one.

    Raise ChangedMeanwhile, telling who was faster, where another one is the newest.
    """
    newest = connection.execute(
        sa.select(entry.c.seq, person.c.name)
        .outerjoin(person, person.c.id == entry.c.actor_id)
        .where(entry.c.hall_id == hall_id, entry.c.kind == note.kind, entry.c.subject == note.subject)
        .order_by(entry.c.seq.desc())
        .limit(1)
    ).first()
    if newest is not None and newest.seq != amends.seq:
        who = newest.name or "有人"
        raise ChangedMeanwhile(f"{who}已经写过这一条（台账第 {newest.seq} 条），没有再写。请刷新后再改。")
    if newest is None and amends.seq:
        raise ChangedMeanwhile(f"台账第 {amends.seq} 条不是要更正的那一条，没有写。请刷新后再改。")
    payload = {**note.payload, "corrects": amends.seq, "reason": amends.reason}
    return ledger.write(connection, store, hall_id, Note(note.kind, note.subject, payload, note.actor_id))


def write_sheet(
    connection: sa.Connection, store: Store, hall_id: int, note: Note, amends: Amends = FIRST
) -> Entry:
    """Write a sheet (see `sheet_note`) and its rows in one commit; raise ChangedMeanwhile."""
    added = append(connection, store, hall_id, note, amends)
    rows = list(_projected(hall_id, added.seq, added.payload))
    if rows:
        connection.execute(sa.insert(observed), rows)
    return added


def sheet_note(id: str, sheet: Sheet, form: str, by: Signed) -> Note:
    """Write down what is to be kept of a sheet."""
    payload = {**sheet_payload(sheet), "form": form, "observer": by.name}
    return Note(OBSERVATION, id, payload, by.person_id)


def sheets(store: Store, hall_id: int, id: str | None = None) -> list[KeptSheet]:
    """List every sheet ever handed in, corrections too, the oldest first; raise StoreTampered."""
    return [_kept(each) for each in ledger.entries(store, hall_id, OBSERVATION, id)]


def in_force(kept: Iterable[KeptSheet]) -> list[KeptSheet]:
    """Return what stands: the newest of each sheet, by the day of the walk, without those withdrawn."""
    newest = {each.id: each for each in kept}
    standing = [each for each in newest.values() if each.sheet.lines]
    return sorted(standing, key=lambda each: (each.sheet.day, each.sheet.time, each.seq))


def keep_form(connection: sa.Connection, form: Form) -> str:
    """Keep a form as it is now, and return the name that it can be found under."""
    body = msgspec.json.encode(form).decode()
    name = chain.snapshot_hash(body)
    if connection.execute(sa.select(snapshot.c.hash).where(snapshot.c.hash == name)).first() is None:
        connection.execute(sa.insert(snapshot), {"hash": name, "body": body})
    return name


def form_of(store: Store, name: str) -> Form:
    """Return the form that a sheet was written on; raise StoreTampered where it was altered."""
    return msgspec.json.decode(snapshot_of(store, name), type=Form)


def sheet_payload(sheet: Sheet) -> Payload:
    """Write a sheet down."""
    return {
        "day": sheet.day,
        "time": sheet.time,
        "shift": sheet.shift,
        "remark": sheet.remark,
        "lines": [line_payload(line) for line in sheet.lines],
    }


def line_payload(line: Line) -> Payload:
    """Write a row of a sheet down."""
    spot = line.spot
    return {
        "event": spot.event,
        "person": spot.person_id,
        "post": spot.post,
        "item": spot.item,
        "verdict": line.verdict,
        "points": line.points,
        "remark": line.remark,
    }


def line_of(payload: Payload) -> Line:
    """Read a row that `line_payload` wrote."""
    spot = Spot(payload["event"], payload["person"], payload["post"], payload["item"])
    return Line(spot, payload["verdict"], payload["points"], payload["remark"])


def faults(connection: sa.Connection) -> Iterator[Fault]:
    """Yield the sheets whose rows are not what the ledger says, for `verify`."""
    kept: dict[tuple[int, int], list[dict[str, Any]]] = {}
    order = sa.select(observed).order_by(observed.c.hall_id, observed.c.seq, observed.c.line)
    for row in connection.execute(order).mappings():
        kept.setdefault((row["hall_id"], row["seq"]), []).append(dict(row))
    for hall_id, seq, payload in connection.execute(_SIGNED):
        try:
            expected = list(_projected(hall_id, seq, json.loads(payload)))
        except BROKEN:
            yield Fault(seq, None, OBSERVATION, f"台账第 {seq} 条（营业厅 {hall_id}）的巡视表读不出来")
            continue
        if kept.pop((hall_id, seq), []) != expected:
            yield Fault(seq, None, OBSERVATION, f"台账第 {seq} 条（营业厅 {hall_id}）的巡视记录与台账不符")
    for hall_id, seq in kept:
        yield Fault(
            seq, None, OBSERVATION, f"巡视记录指向台账第 {seq} 条（营业厅 {hall_id}），那里没有巡视表"
        )


_SIGNED = (
    sa.select(entry.c.hall_id, entry.c.seq, entry.c.payload)
    .where(entry.c.kind == OBSERVATION)
    .order_by(entry.c.hall_id, entry.c.seq)
)


def _projected(hall_id: int, seq: int, payload: Payload) -> Iterator[dict[str, Any]]:
    """Yield the rows of a sheet; an empty post is nobody's row."""
    for place, line in enumerate(payload["lines"]):
        if line["person"] != NOBODY:
            yield {
                "hall_id": hall_id,
                "seq": seq,
                "line": place,
                "person_id": line["person"],
                "day": payload["day"],
                "shift": payload["shift"],
                **{name: line[name] for name in ("post", "item", "verdict", "remark")},
            }


def _kept(signed: Entry) -> KeptSheet:
    payload = signed.payload
    try:
        lines = tuple(line_of(line) for line in payload["lines"])
        sheet = Sheet(payload["day"], payload["time"], payload["shift"], lines, payload["remark"])
        return KeptSheet(
            signed.seq,
            signed.subject,
            sheet,
            payload["form"],
            Signed(signed.actor_id, payload["observer"]),
            signed.at,
            amends_of(payload),
        )
    except BROKEN as error:
        raise unreadable(signed) from error


def amends_of(payload: Payload) -> Amends:
    """Read what an entry corrects."""
    return Amends(payload["corrects"], payload["reason"])


def unreadable(signed: Entry) -> StoreTampered:
    """Say that an entry does not hold what its kind says."""
    return StoreTampered(
        f"台账第 {signed.seq} 条（营业厅 {signed.hall_id}）的内容读不出来。请运行 trainer verify 查看。"
    )
