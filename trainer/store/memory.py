"""The memory on disk: the trace of every rule, the log of reviews, and the book of wrong answers.

The log is only added to; a trace is what the log has made of a rule, and can be computed from it anew.
How a trace is made is not known here: whoever remembers hands in the `Schedule`.
"""

import json
from collections.abc import Collection, Sequence
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects.sqlite import insert as upsert

from trainer.core.memory import (
    ANY_MISTAKE,
    Asked,
    Grade,
    Mistake,
    MistakeFilter,
    Review,
    Schedule,
    State,
    Trace,
)
from trainer.store import chain
from trainer.store.database import Store
from trainer.store.errors import AttemptUnknown, StoreTampered
from trainer.store.rows import LoggedReview, Recall, ReviewKind, instant, stamp
from trainer.store.tables import mistake, person, review, trace

CAN_BE_MISTAPPED = ("quiz", "recall")
"""The sources of answers that can be taken back; a scenario has its own undo, and a round is for all."""

_undo, _later = review.alias("undo"), review.alias("later")
_STANDS = ~sa.exists().where(_undo.c.undoes == review.c.seq)
_LAST = (
    sa.select(review.c.answer, review.c.source)
    .where(review.c.person_id == sa.bindparam("person"), review.c.kind != "undo", _STANDS)
    .order_by(review.c.seq.desc())
    .limit(1)
)
_NEXT = sa.select(sa.func.coalesce(sa.func.max(review.c.seq), 0) + 1)
_RULES = sa.func.json_each(sa.bindparam("rules")).table_valued("value")
_TRACES = sa.select(trace).where(
    trace.c.person_id == sa.bindparam("person"), trace.c.rule.in_(sa.select(_RULES.c.value))
)
_ADDED = upsert(trace)
_KEEP = _ADDED.on_conflict_do_update(
    index_elements=["person_id", "rule"],
    set_={each.name: each for each in _ADDED.excluded if each.name not in ("person_id", "rule")},
)
_FORGET = sa.delete(trace).where(
    trace.c.person_id == sa.bindparam("person"), trace.c.rule == sa.bindparam("forgotten")
)
_SECOND_TIME_RIGHT = (
    sa.select(_later.c.at)
    .where(
        _later.c.person_id == review.c.person_id,
        _later.c.reference == review.c.reference,
        _later.c.rule == review.c.rule,
        _later.c.seq > review.c.seq,
        _later.c.kind != "undo",
        _later.c.grade >= Grade.GOOD.value,
        _later.c.mistake == "",
        ~sa.exists().where(_undo.c.undoes == _later.c.seq),
    )
    .order_by(_later.c.seq)
    .limit(1)
    .offset(1)
    .scalar_subquery()
    .label("mastered")
)
_MISTAKES = (
    sa.select(review, mistake, person.c.name.label("person"), _SECOND_TIME_RIGHT)
    .join(review, review.c.seq == mistake.c.review_seq)
    .join(person, person.c.id == review.c.person_id)
    .where(_STANDS)
    .order_by(review.c.seq.desc())
)


def remember(
    store: Store,
    person_id: int,
    reviews: Sequence[Review],
    schedule: Schedule | None,
    asked: Asked | None = None,
) -> tuple[Trace, ...]:
    """Log the reviews of one answer and move the traces of their rules on, in one commit.

    Without a `schedule` (cramming) the traces stay as they are. With the question that was `asked`, a
    wrong answer goes into the book. Return the traces afterwards, one for each rule that has one.
    """
    if asked and not all(each.reference for each in reviews):
        raise ValueError("a question needs its id")
    with store.writing() as connection:
        _require(connection, person_id)
        traces = _traces_of(connection, person_id, {each.rule for each in reviews})
        first = connection.execute(_NEXT).scalar_one()
        lines = []
        for seq, each in enumerate(reviews, first):
            before = traces.get(each.rule)
            kind: ReviewKind = "review" if schedule else "cram"
            lines.append(LoggedReview(seq, person_id, first, kind, each, before))
            if schedule:
                traces[each.rule] = schedule(before, each)
        _write(connection, lines)
        if schedule:
            _keep(connection, person_id, traces.values())
        wrong = next((line.seq for line in lines if line.review.is_wrong), None)
        if asked and wrong is not None:
            connection.execute(sa.insert(mistake), {"review_seq": wrong, **asdict(asked)})
    return tuple(traces.values())


def undo_last(store: Store, person_id: int) -> tuple[Review, ...]:
    """Take back the last answer: its traces become again what they were, and the log keeps both.

    Return the reviews taken back; none where the last thing was no answer to a question.
    """
    with store.writing() as connection:
        last = connection.execute(_LAST, {"person": person_id}).one_or_none()
        if last is None or last.source not in CAN_BE_MISTAPPED:
            return ()
        rows = connection.execute(sa.select(review).where(review.c.answer == last.answer)).all()
        lines = sorted((_logged(row) for row in rows), key=lambda line: line.seq, reverse=True)
        traces = _traces_of(connection, person_id, {line.review.rule for line in lines})
        first = connection.execute(_NEXT).scalar_one()
        undos = []
        for seq, line in enumerate(lines, first):
            rule = line.review.rule
            undos.append(LoggedReview(seq, person_id, first, "undo", line.review, traces.get(rule), line.seq))
            if line.kind == "review":
                _restore(traces, rule, line.before)
        _write(connection, undos)
        _keep(connection, person_id, traces.values())
        for rule in {line.review.rule for line in lines} - traces.keys():
            connection.execute(_FORGET, {"person": person_id, "forgotten": rule})
    return tuple(line.review for line in reversed(lines))


def traces(store: Store, person_id: int) -> list[Trace]:
    """List the traces of all rules a person was ever asked for."""
    with store.reading() as connection:
        return [_trace(row) for row in connection.execute(sa.select(trace).filter_by(person_id=person_id))]


def reviews(store: Store, person_id: int) -> list[LoggedReview]:
    """List the whole log of a person in order: reviews, cramming, and what was taken back."""
    query = sa.select(review).where(review.c.person_id == person_id).order_by(review.c.seq)
    with store.reading() as connection:
        return [_logged(row) for row in connection.execute(query)]


def recalls(store: Store, person_id: int) -> list[Recall]:
    """List the reviews of rules that were known then, without what was taken back."""
    known = sa.and_(review.c.person_id == person_id, review.c.kind == "review", review.c.due.is_not(None))
    query = sa.select(review.c.at, review.c.due, review.c.grade).where(known, _STANDS).order_by(review.c.seq)
    with store.reading() as connection:
        rows = connection.execute(query).all()
    try:
        return [Recall(instant(at), instant(due), grade) for at, due, grade in rows]
    except (TypeError, ValueError) as error:
        raise _unreadable() from error


def minutes(store: Store, person_id: int) -> list[datetime]:
    """List the minutes (UTC) in which a person answered anything, the latest first."""
    minute = sa.func.substr(review.c.at, 1, 16)
    query = sa.select(minute).where(review.c.person_id == person_id).distinct().order_by(minute.desc())
    with store.reading() as connection:
        found = connection.execute(query).scalars().all()
    try:
        return [instant(f"{text}+00:00") for text in found]
    except ValueError as error:
        raise _unreadable() from error


def mistakes(store: Store, wanted: MistakeFilter = ANY_MISTAKE) -> list[Mistake]:
    """List the wrong answers, the latest first; those of a mis-tap taken back are not among them."""
    with store.reading() as connection:
        return [_mistake(row) for row in connection.execute(_MISTAKES.where(*_conditions(wanted)))]


def put_away(store: Store, ids: Collection[int], *, back: bool = False) -> None:
    """Put wrong answers away, or take them `back`; none is ever deleted."""
    wanted = mistake.c.review_seq.in_(list(ids))
    archived = None if back else stamp(store.clock())
    changing = wanted if back else sa.and_(wanted, mistake.c.archived.is_(None))
    with store.writing() as connection:
        connection.execute(sa.update(mistake).where(changing).values(archived=archived))


def _require(connection: sa.Connection, person_id: int) -> None:
    if connection.execute(sa.select(person.c.id).where(person.c.id == person_id)).first() is None:
        raise AttemptUnknown("记录里没有这个人，请先登记姓名。")


def _traces_of(connection: sa.Connection, person_id: int, rules: Collection[str]) -> dict[str, Trace]:
    found = connection.execute(_TRACES, {"person": person_id, "rules": json.dumps(list(rules))})
    return {row.rule: _trace(row) for row in found}


def _restore(traces: dict[str, Trace], rule: str, before: Trace | None) -> None:
    if before is None:
        traces.pop(rule, None)
    else:
        traces[rule] = before


def _keep(connection: sa.Connection, person_id: int, traces: Collection[Trace]) -> None:
    if traces:
        connection.execute(_KEEP, [{"person_id": person_id, **_texts(each)} for each in traces])


def _write(connection: sa.Connection, lines: Sequence[LoggedReview]) -> None:
    if lines:
        connection.execute(sa.insert(review), [_columns(line) for line in lines])


def _columns(line: LoggedReview) -> dict[str, Any]:
    told, before = line.review, line.before
    return {
        **{name: getattr(line, name) for name in ("seq", "person_id", "answer", "kind", "undoes")},
        **{name: getattr(told, name) for name in ("rule", "score", "source", "reference", "mistake")},
        "at": stamp(told.at),
        "grade": told.grade.value,
        "graded": int(told.graded),
        "due": stamp(before.due) if before and before.state is State.REVIEW else None,
        "before": chain.canonical(_texts(before)) if before else None,
    }


def _texts(kept: Trace) -> dict[str, Any]:
    """Write a trace as it lies in a row or in JSON; floats come back as the very same."""
    columns = {each.name: getattr(kept, each.name) for each in fields(Trace)}
    return {
        **columns,
        "due": stamp(kept.due),
        "last_review": stamp(kept.last_review),
        "state": kept.state.value,
    }


def _trace(row: Any) -> Trace:
    return _trace_from({each.name: getattr(row, each.name) for each in fields(Trace)})


def _trace_from(columns: dict[str, Any]) -> Trace:
    try:
        changed = {name: instant(columns[name]) for name in ("due", "last_review")}
        return Trace(**{**columns, **changed, "state": State(columns["state"])})
    except (KeyError, TypeError, ValueError) as error:
        raise _unreadable() from error


def _logged(row: Any) -> LoggedReview:
    try:
        told = Review(
            instant(row.at), row.rule, row.score, row.source, row.reference, row.mistake, bool(row.graded)
        )
        before = None if row.before is None else _trace_from(json.loads(row.before))
        return LoggedReview(row.seq, row.person_id, row.answer, row.kind, told, before, row.undoes)
    except (TypeError, ValueError) as error:
        raise _unreadable() from error


def _mistake(row: Any) -> Mistake:
    try:
        asked = Asked(*(getattr(row, each.name) for each in fields(Asked)))
        at, mastered, archived = (text and instant(text) for text in (row.at, row.mastered, row.archived))
        parts = (row.reference, row.rule, row.mistake, asked, at, mastered, archived)
        return Mistake(row.review_seq, row.person, *parts)
    except (TypeError, ValueError) as error:
        raise _unreadable() from error


def _conditions(wanted: MistakeFilter) -> list[sa.ColumnElement[bool]]:
    """Turn a filter into conditions, one for each field that is not None."""
    columns = (review.c.person_id, review.c.rule, review.c.mistake)
    values = (wanted.person_id, wanted.rule, wanted.mistake)
    found = [column == value for column, value in zip(columns, values, strict=True) if value is not None]
    for state, column in ((wanted.mastered, _SECOND_TIME_RIGHT), (wanted.archived, mistake.c.archived)):
        if state is not None:
            found.append(column.is_not(None) if state else column.is_(None))
    return found


def _unreadable() -> StoreTampered:
    return StoreTampered("练习进度的记录被改动过，读不出来。请从备份恢复；成绩不受影响。")
