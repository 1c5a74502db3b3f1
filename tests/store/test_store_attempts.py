"""Attempts are begun, added to and ended, and found again as they were."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from trainer.store import attempts
from trainer.store.audit import verify
from trainer.store.database import Clock, Store, open_store
from trainer.store.errors import AttemptOver, AttemptUnknown, StoreTampered
from trainer.store.rows import AttemptFilter, StoredAct
from trainer.store.tables import record

Begin = Callable[..., str]
OPENING = datetime(2004, 3, 1, 8, tzinfo=UTC)


def test_acts_come_back_in_order_and_unchanged(store: Store, begin: Begin) -> None:
    played = [
        ("act", {"选项": "o1", "at": 1500}),
        ("undo", {}),
        ("act", {"选项": "o2", "nested": [1, None, "二"]}),
    ]
    attempt_id = begin()
    other = begin()
    for kind, payload in played:
        attempts.append(store, attempt_id, kind, payload)
        attempts.append(store, other, "act", {"of": "another"})
    assert attempts.acts(store, attempt_id) == [StoredAct(i, *each) for i, each in enumerate(played, start=1)]


def test_what_append_returns_is_what_is_stored(store: Store, begin: Begin) -> None:
    attempt_id = begin()
    added = attempts.append(store, attempt_id, "act", {"说": "您好"})
    assert attempts.records(store, attempt_id)[1:] == [added]


def test_everything_is_there_after_opening_again(store: Store, begin: Begin, clock: Clock) -> None:
    attempt_id = begin()
    attempts.append(store, attempt_id, "act", {"n": 1})
    before = attempts.records(store, attempt_id)
    store.close()
    with open_store(store.folder.root, clock) as again:
        assert attempts.records(again, attempt_id) == before
        assert [row.id for row in attempts.unfinished(again)] == [attempt_id]


def test_a_finished_attempt_has_its_result_and_takes_corrections_only(store: Store, begin: Begin) -> None:
    attempt_id = begin()
    end = attempts.finish(store, attempt_id, {"marks": [1, 2]})
    row = attempts.attempt_of(store, attempt_id)
    assert (row.result, row.abandoned, row.finished) == ({"marks": [1, 2]}, None, end.at)
    for change in (attempts.finish, attempts.abandon):
        with pytest.raises(AttemptOver, match="已经结束"):
            change(store, attempt_id, {})  # type: ignore[arg-type]
    with pytest.raises(AttemptOver):
        attempts.append(store, attempt_id, "act", {})
    assert attempts.append(store, attempt_id, "correction", {"by": "主管", "reason": "误判"}).ordinal == 2


def test_an_abandoned_attempt_is_not_offered_again(store: Store, begin: Begin) -> None:
    given_up, open_one = begin(), begin()
    attempts.abandon(store, given_up, "场景已更新")
    assert [row.id for row in attempts.unfinished(store, 1)] == [open_one]
    row = attempts.attempt_of(store, given_up)
    assert (row.result, row.abandoned) == (None, "场景已更新")


def test_attempts_are_listed_latest_first_with_who_and_when(store: Store, begin: Begin) -> None:
    first, second = begin(), begin(scenario="s03", mode="练习")
    rows = attempts.attempts(store)
    assert [row.id for row in rows] == [second, first]
    assert (rows[1].person, rows[1].header.scenario, rows[1].started.date()) == (
        "张三",
        "s05",
        OPENING.date(),
    )


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (AttemptFilter(), ["s28", "s03", "s05"]),
        (AttemptFilter(person_id=2), []),
        (AttemptFilter(person_id=1, scenario="s03"), ["s03"]),
        (AttemptFilter(mode="考核"), ["s28", "s05"]),
        (AttemptFilter(finished=True), ["s05"]),
        (AttemptFilter(finished=False), ["s28", "s03"]),
        (AttemptFilter(since=OPENING + timedelta(hours=1)), []),
        (AttemptFilter(before=OPENING + timedelta(hours=1)), ["s28", "s03", "s05"]),
    ],
)
def test_attempts_can_be_narrowed_down(
    store: Store, begin: Begin, wanted: AttemptFilter, found: list[str]
) -> None:
    attempts.finish(store, begin(), {})
    begin(scenario="s03", mode="练习")
    begin(scenario="s28")
    assert [row.header.scenario for row in attempts.attempts(store, wanted)] == found


def test_the_played_scenario_is_kept_once(store: Store, begin: Begin) -> None:
    body = '{"id":"s05","场景":"入网"}'
    names = {attempts.attempt_of(store, begin(body)).snapshot for _ in range(2)}
    assert [attempts.snapshot_of(store, name) for name in names] == [body]


def test_a_record_that_cannot_be_written_leaves_no_trace(store: Store, begin: Begin) -> None:
    attempt_id = begin()
    head = store.head()
    with pytest.raises(ValueError, match="not JSON compliant"):
        attempts.append(store, attempt_id, "act", {"marks": float("nan")})
    with pytest.raises(AttemptUnknown, match="没有这个人"):
        begin(person_id=9)
    assert (store.head(), verify(store)) == (head, [])


def test_what_is_not_there_is_said_so(store: Store) -> None:
    for look in (attempts.acts, attempts.attempt_of, attempts.snapshot_of):
        with pytest.raises(AttemptUnknown):
            look(store, "0" * 32)
    with pytest.raises(AttemptUnknown, match="没有编号"):
        attempts.append(store, "0" * 32, "act", {})


def test_numbers_have_no_gaps_even_after_a_refusal(store: Store, begin: Begin) -> None:
    attempt_id = begin()
    with pytest.raises(AttemptUnknown):
        attempts.append(store, "nobody", "act", {})
    attempts.append(store, attempt_id, "act", {})
    with store.reading() as connection:
        assert connection.execute(sa.select(record.c.seq).order_by(record.c.seq)).scalars().all() == [1, 2]


def test_a_changed_snapshot_is_not_played_back(store: Store, begin: Begin) -> None:
    name = attempts.attempt_of(store, begin()).snapshot
    with store.writing() as connection:
        connection.exec_driver_sql("DROP TRIGGER snapshot_stays")
        connection.exec_driver_sql("UPDATE snapshot SET body = '{}'")
    with pytest.raises(StoreTampered, match="快照"):
        attempts.snapshot_of(store, name)
