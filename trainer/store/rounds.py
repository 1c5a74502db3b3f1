"""Morning rounds on disk: opened, added to by whole batches of acts, and ended once.

A batch is one commit: it is on the disk when `append` returns. The acts of a round are only added to; its
end writes their hash into the hall's ledger, so that a round edited afterwards shows.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

import msgspec
import sqlalchemy as sa

from trainer.core.errors import TrainerError
from trainer.core.rounds import log
from trainer.core.rounds.acts import Act
from trainer.core.rounds.setup import BadSetup, Briefing
from trainer.core.rounds.summary import RoundSummary
from trainer.store import chain, ledger
from trainer.store.database import Store
from trainer.store.errors import StoreTampered
from trainer.store.ledger import Note
from trainer.store.rows import Fault, Payload, instant, stamp
from trainer.store.said import all_last_said
from trainer.store.tables import mistake, person, review, round_, round_act

KIND = "round"


class RoundUnknown(TrainerError):
    """There is no such round."""


class RoundOver(TrainerError):
    """The round has ended; nothing more can be recorded."""


@dataclass(frozen=True, slots=True)
class RoundRow:
    """A round in the list; `abandoned` is why it was given up, if it was."""

    id: str
    hall_id: int
    title: str
    begun: datetime
    finished: datetime | None
    abandoned: str | None = None


@dataclass(frozen=True, slots=True)
class Missed:
    """A question that so many `people` answered wrong."""

    question: str
    rule: str
    people: int


_TAIL = sa.select(
    round_.c.finished,
    sa.select(sa.func.max(round_act.c.ordinal))
    .where(round_act.c.round_id == sa.bindparam("round"))
    .scalar_subquery()
    .label("ordinal"),
).where(round_.c.id == sa.bindparam("round"))
_ACTS = (
    sa.select(round_act.c.payload)
    .where(round_act.c.round_id == sa.bindparam("round"))
    .order_by(round_act.c.ordinal)
)
_ADD = sa.insert(round_act)


def begin(store: Store, id: str, hall_id: int, briefing: Briefing) -> None:
    """Open a round; its questions are kept with it, whole."""
    body = msgspec.json.encode(briefing, order="deterministic").decode()
    values = {"id": id, "hall_id": hall_id, "title": briefing.setup.title, "body": body}
    with store.writing() as connection:
        connection.execute(sa.insert(round_), {**values, "begun": stamp(store.clock())})


def append(store: Store, round_id: str, known: int, acts: Sequence[Act]) -> None:
    """Add acts after the `known` ones, all in one commit; raise RoundOver, RoundUnknown.

    Where somebody else has added to the round meanwhile, nothing is written.
    """
    if not acts:
        return
    with store.writing() as connection:
        _require_open(connection, round_id, known)
        now = stamp(store.clock())
        rows = [
            {"round_id": round_id, "ordinal": ordinal, "payload": _text(each), "at": now}
            for ordinal, each in enumerate(acts, known)
        ]
        connection.execute(_ADD, rows)


def finish(store: Store, round_id: str, summary: RoundSummary, actor_id: int) -> None:
    """End a round with its summary, and write it into the ledger, in one commit."""
    facts = {"graded": int(summary.graded), "present": [each.person for each in summary.present]}
    _end(store, round_id, msgspec.json.encode(summary, enc_hook=str).decode(), actor_id, facts)


def abandon(store: Store, round_id: str, reason: str, actor_id: int) -> None:
    """End a round without a summary, so that it is not offered again."""
    _end(store, round_id, chain.canonical({"abandoned": reason}), actor_id, {"abandoned": reason})


def rounds(store: Store, hall_id: int, *, finished: bool | None = None) -> list[RoundRow]:
    """List the rounds of a hall, the latest first."""
    query = sa.select(round_).where(round_.c.hall_id == hall_id)
    if finished is not None:
        ended = round_.c.finished
        query = query.where(ended.is_not(None) if finished else ended.is_(None))
    with store.reading() as connection:
        return [_row(each) for each in connection.execute(query.order_by(round_.c.begun.desc()))]


def round_of(store: Store, round_id: str) -> RoundRow:
    """Find one round; raise RoundUnknown."""
    return _row(_found(store, round_id))


def briefing_of(store: Store, round_id: str) -> Briefing:
    """Return the round as it was opened; raise StoreTampered where it cannot be read."""
    row = _found(store, round_id)
    try:
        return msgspec.json.decode(row.body, type=Briefing)
    except (msgspec.DecodeError, BadSetup) as error:
        raise _unreadable(round_id) from error


def acts(store: Store, round_id: str) -> list[Act]:
    """List all acts in order: replayed, they are the round. Raise StoreTampered for what is none."""
    with store.reading() as connection:
        found = connection.execute(_ACTS, {"round": round_id}).scalars().all()
    try:
        return [log.read(json.loads(payload)) for payload in found]
    except (ValueError, TypeError) as error:
        raise _unreadable(round_id) from error


def summary_of(store: Store, round_id: str) -> RoundSummary | None:
    """Return what a round came to; None for one that goes on, or was given up. Raise StoreTampered."""
    row = _found(store, round_id)
    if row.result is None or _row(row).abandoned is not None:
        return None
    try:
        return msgspec.json.decode(row.result, type=RoundSummary, dec_hook=_exact)
    except (msgspec.DecodeError, ZeroDivisionError) as error:
        raise _unreadable(round_id) from error


def log_hash(store: Store, round_id: str) -> str:
    """Return the hash of all acts of a round, as the ledger has it of one that ended."""
    with store.reading() as connection:
        return _log_hash(connection, round_id)


def missed(store: Store, hall_id: int, teams: Sequence[str], since: datetime) -> list[Missed]:
    """List the questions that people of a hall (of some teams) got wrong since, those of most people first.

    Mis-taps that were taken back are not among them, nor what was put away.
    """
    undo = review.alias("undo")
    people = sa.func.count(review.c.person_id.distinct())
    query = (
        sa.select(review.c.reference, review.c.rule, people.label("people"))
        .join(mistake, mistake.c.review_seq == review.c.seq)
        .join(person, person.c.id == review.c.person_id)
        .where(
            person.c.hall_id == hall_id,
            review.c.at >= stamp(since),
            mistake.c.archived.is_(None),
            ~sa.exists().where(undo.c.undoes == review.c.seq),
        )
        .group_by(review.c.reference, review.c.rule)
        .order_by(people.desc(), sa.func.max(review.c.seq).desc())
    )
    if teams:
        query = query.where(person.c.team.in_(teams))
    with store.reading() as connection:
        return [Missed(row.reference, row.rule, row.people) for row in connection.execute(query)]


def round_faults(connection: sa.Connection) -> Iterator[Fault]:
    """Yield the rounds that ended otherwise than the ledger says, for `verify`."""
    said = all_last_said(connection, KIND)
    for row in connection.execute(sa.select(round_).where(round_.c.finished.is_not(None))):
        told = said.pop(row.id, {}).get(row.hall_id)
        if told is None or any(told.get(name) != value for name, value in _hashes(connection, row).items()):
            yield Fault(None, None, KIND, f"早会“{row.title}”（{row.id[:8]}）的记录与台账不符")
    for subject in said:
        yield Fault(None, None, KIND, f"台账里登记过的早会 {subject[:8]} 不见了，或变成了没有结束")


def _end(store: Store, round_id: str, result: str, actor_id: int, facts: Payload) -> None:
    with store.writing() as connection:
        row = _require_open(connection, round_id, None)
        columns = {"finished": stamp(store.clock()), "result": result}
        connection.execute(sa.update(round_).where(round_.c.id == round_id).values(columns))
        ended = connection.execute(sa.select(round_).where(round_.c.id == round_id)).one()
        payload = {
            "title": ended.title,
            "acts": 0 if row.ordinal is None else row.ordinal + 1,
            **_hashes(connection, ended),
            **facts,
        }
        ledger.write(connection, store, ended.hall_id, Note(KIND, round_id, payload, actor_id))


def _hashes(connection: sa.Connection, row: Any) -> Payload:
    """Return what proves a round: the hashes of its plan, of all its acts in order, and of its result."""
    whole = {"plan": row.body, "result": row.result}
    return {
        "log": _log_hash(connection, row.id),
        **{name: hashlib.sha256(text.encode()).hexdigest() for name, text in whole.items()},
    }


def _log_hash(connection: sa.Connection, round_id: str) -> str:
    digest = hashlib.sha256()
    for payload in connection.execute(_ACTS, {"round": round_id}).scalars():
        digest.update(f"{payload}\n".encode())
    return digest.hexdigest()


def _require_open(connection: sa.Connection, round_id: str, known: int | None) -> Any:
    """Return the end of a round that goes on, with as many acts as are `known`."""
    end = connection.execute(_TAIL, {"round": round_id}).one_or_none()
    if end is None:
        raise _unknown(round_id)
    if end.finished is not None:
        raise RoundOver("这一轮早会已经结束，不能再记录。")
    there = 0 if end.ordinal is None else end.ordinal + 1
    if known is not None and there != known:
        raise RoundOver("这一轮早会正在另一个窗口里进行，请关掉这里的，回到那个窗口。")
    return end


def _text(act: Act) -> str:
    return chain.canonical(log.written(act))


def _row(row: Any) -> RoundRow:
    try:
        result = {} if row.result is None else json.loads(row.result)
        return RoundRow(
            row.id,
            row.hall_id,
            row.title,
            instant(row.begun),
            None if row.finished is None else instant(row.finished),
            result.get("abandoned"),
        )
    except (TypeError, ValueError, AttributeError) as error:
        raise _unreadable(row.id) from error


def _found(store: Store, round_id: str) -> Any:
    with store.reading() as connection:
        row = connection.execute(sa.select(round_).where(round_.c.id == round_id)).one_or_none()
    if row is None:
        raise _unknown(round_id)
    return row


def _exact(_: type, text: object) -> Any:
    """Read an exact amount: the only type in a summary that msgspec does not know."""
    return Fraction(str(text))


def _unknown(round_id: str) -> RoundUnknown:
    return RoundUnknown(f"没有编号为 {round_id} 的早会。")


def _unreadable(round_id: str) -> StoreTampered:
    return StoreTampered(
        f"早会 {round_id[:8]} 的记录被改动过，读不出来。请运行 trainer verify 查看哪里不对。"
    )
