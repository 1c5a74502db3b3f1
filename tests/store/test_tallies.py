"""The sums of answers and marks: always what a recount in Python says, named where not, and mended."""

import contextlib
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trainer.core.figures import week_of
from trainer.core.memory import Review
from trainer.store import attempts, memory, people, recount, tallies
from trainer.store.database import Store
from trainer.store.tables import review, tally_cell, tally_rule, tally_slip, tally_subject, tally_week
from trainer.store.tallies import ABILITY, EVERYTHING, TOPIC, Line, Scope
from trainer.training.memory import spaced

Begin = Callable[..., str]
NEW_YEAR = datetime(2003, 12, 31, 12, tzinfo=UTC)
TOPICS = {"r1": "话术", "r2": "资费", "r3": "话术", "later": "证件"}
RESULT = {"marks": {"服务规范": 6, "效率": -1}, "best": {"服务规范": 8, "效率": 4}}

an_answer = st.tuples(
    st.integers(1, 2),
    st.lists(st.sampled_from(("r1", "r2", "r3", "r4")), min_size=1, max_size=3, unique=True),
    st.sampled_from((0.0, 0.3333, 0.7, 1.0)),
    st.sampled_from(("", "近似", "漏步骤")),
    st.integers(0, 60 * 24),
    st.sampled_from(("练习", "考核", "突击")),
)
an_act = st.one_of(
    an_answer,
    st.tuples(st.just("undo"), st.integers(1, 2)),
    st.tuples(st.just("file"), st.dictionaries(st.sampled_from(("r1", "r3", "r9")), st.sampled_from("甲乙"))),
)


def answer(
    store: Store,
    person: int,
    rules: list[str],
    score: float = 1,
    mistake: str = "",
    at: datetime = NEW_YEAR,
    sort: str = "练习",
) -> None:
    reviews = [Review(at, rule, score, "quiz", "q1", mistake, sort == "考核") for rule in rules]
    memory.remember(store, person, reviews, None if sort == "突击" else spaced())


def act(store: Store, told: Any) -> None:
    match told:
        case ("undo", person):
            memory.undo_last(store, person)
        case ("file", filed):
            recount.file_under(store, filed)
        case (person, rules, score, mistake, hours, sort):
            answer(store, person, rules, score, mistake, NEW_YEAR + timedelta(hours=hours), sort)


def kept(store: Store) -> dict[str, dict[tuple[Any, ...], tuple[int, ...]]]:
    """Return all sums that are not nothing, by table and key."""
    found: dict[str, dict[tuple[Any, ...], tuple[int, ...]]] = {}
    with store.reading() as connection:
        for table in (tally_cell, tally_subject, tally_week, tally_slip):
            keys = len(table.primary_key)
            rows = [tuple(row) for row in connection.execute(sa.select(table))]
            found[table.name] = {row[:keys]: row[keys:] for row in rows if any(row[keys:])}
    return found


def counted(store: Store) -> dict[str, dict[tuple[Any, ...], tuple[int, ...]]]:
    """Count the answers in Python, one by one, knowing nothing of how the sums are made."""
    sums: dict[str, dict[tuple[Any, ...], Counter[int]]] = {}

    def add(table: str, key: tuple[Any, ...], *values: int) -> None:
        sums.setdefault(table, {}).setdefault(key, Counter()).update(dict(enumerate(values)))

    with store.reading() as connection:
        rows = {row.seq: row for row in connection.execute(sa.select(review))}
        filed = {row.rule: row for row in connection.execute(sa.select(tally_rule))}
    for row in rows.values():
        sign, was = (-1, rows[row.undoes]) if row.kind == "undo" else (1, row)
        sort = 1 if was.graded else 2 if was.kind == "cram" else 0
        at, rule = datetime.fromisoformat(was.at), filed[was.rule]
        wall = at.astimezone(UTC) + timedelta(hours=8)
        points, best = sign * round(was.score * 10_000), sign * 10_000
        for slot in (0, wall.year, wall.year * 100 + wall.month):
            add("tally_cell", (sort, slot, rule.id, was.person_id), sign, points)
            add("tally_subject", (sort, slot, TOPIC + rule.topic, was.person_id), sign, points, best)
            if was.mistake:
                add("tally_slip", (sort, slot, was.mistake, rule.topic, was.person_id), sign)
        for subject in (EVERYTHING, TOPIC + rule.topic):
            add("tally_week", (sort, subject, week_of(at), was.person_id), sign, points, best)
    names = (tally_cell, tally_subject, tally_week, tally_slip)
    return {
        table.name: {
            key: tuple(total[place] for place in range(len(table.c) - len(table.primary_key)))
            for key, total in sums.get(table.name, {}).items()
            if any(total.values())
        }
        for table in names
    }


@pytest.fixture
def hall(store: Store) -> Store:
    """张三 and 李四."""
    people.add_person(store, "李四")
    return store


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(an_act, max_size=8))
def test_the_sums_are_what_a_recount_says_after_any_acts(hall: Store, acts: list[Any]) -> None:
    for told in acts:
        act(hall, told)
    assert kept(hall) == counted(hall)
    assert recount.faults(hall) == []


def test_a_rebuild_changes_nothing_where_nothing_is_wrong(hall: Store, begin: Begin) -> None:
    answer(hall, 1, ["r1", "r2"], 0.5, "近似")
    answer(hall, 2, ["r1"])
    memory.undo_last(hall, 2)
    attempts.finish(hall, begin(), RESULT)
    before = kept(hall)
    recount.rebuild(hall)
    assert kept(hall) == before


def test_an_answer_late_on_new_years_eve_in_utc_is_of_the_new_year_here(hall: Store) -> None:
    answer(hall, 1, ["r1"], at=datetime(2003, 12, 31, 16, tzinfo=UTC))
    assert tallies.slots(hall, 0) == [0, 2004, 200401]


def test_practice_assessment_and_cramming_are_summed_apart(hall: Store) -> None:
    recount.file_under(hall, TOPICS)
    for score, sort in ((0.1, "练习"), (0.2, "考核"), (0.3, "突击")):
        answer(hall, 1, ["r1"], score, sort=sort)
    for sort, points in enumerate((1000, 2000, 3000)):
        lines = tallies.by_subject(hall, Scope(sort, 0, (1,)), TOPIC)
        assert lines == [Line("话术", 1, 1, points, 10_000)]


def test_what_is_read_is_of_the_people_and_the_slot_wanted(hall: Store) -> None:
    recount.file_under(hall, TOPICS)
    answer(hall, 1, ["r1", "r2"], 0.5, "近似")
    answer(hall, 2, ["r1"], 1, at=NEW_YEAR + timedelta(days=40))
    both, later = Scope(0, 0, (1, 2)), Scope(0, 200402, (1, 2))
    assert tallies.rules(hall, both) == [Line("r1", 0, 2, 15_000, 20_000), Line("r2", 0, 1, 5000, 10_000)]
    assert tallies.rules(hall, Scope(0, 0, None)) == tallies.rules(hall, both)
    assert tallies.rules(hall, later) == [Line("r1", 0, 1, 10_000, 10_000)]
    assert tallies.cells(hall, Scope(0, 0, (2,)), "话术") == [Line("r1", 2, 1, 10_000, 10_000)]
    assert tallies.slips(hall, both, 5) == [Line("近似", 0, 2, 0, 0)]
    assert tallies.slips(hall, both, 5, "证件") == []
    weeks = tallies.weeks(hall, both, [EVERYTHING], (0, 9999))
    assert [(line.n, line.week) for line in weeks] == [(2, week_of(NEW_YEAR)), (1, week_of(NEW_YEAR) + 6)]


def test_a_rule_filed_elsewhere_takes_its_sums_along(hall: Store) -> None:
    answer(hall, 1, ["r1", "r2"], 0.5, "近似")
    assert recount.file_under(hall, TOPICS) == 4
    assert recount.file_under(hall, TOPICS) == 0
    assert {line.key for line in tallies.by_subject(hall, Scope(0, 0, (1,)), TOPIC)} == {"话术", "资费"}
    assert recount.file_under(hall, {"r1": "资费"}) == 1
    assert tallies.by_subject(hall, Scope(0, 0, (1,)), TOPIC) == [Line("资费", 1, 2, 10_000, 20_000)]
    assert (kept(hall), recount.faults(hall)) == (counted(hall), [])


def test_the_marks_of_an_attempt_are_summed_when_it_ends(hall: Store, begin: Begin) -> None:
    attempts.finish(hall, begin(), RESULT)
    attempts.finish(hall, begin(mode="练习·打字"), RESULT)
    attempts.finish(hall, begin(mode="跟学"), RESULT)
    attempts.abandon(hall, begin(), "学员放弃")
    wanted = [Line("效率", 1, 1, -1, 4), Line("服务规范", 1, 1, 6, 8)]
    for sort in (0, 1):
        assert tallies.by_subject(hall, Scope(sort, 0, (1,)), ABILITY) == wanted
    assert tallies.by_subject(hall, Scope(2, 0, (1,)), ABILITY) == []


def test_what_is_due_is_counted_for_each_person(hall: Store) -> None:
    answer(hall, 1, ["r1", "r2"], 0.1)
    answer(hall, 2, ["r1"], 0.1, at=NEW_YEAR + timedelta(hours=20))
    today, tomorrow = NEW_YEAR + timedelta(hours=4), NEW_YEAR + timedelta(hours=28)
    assert tallies.due(hall, (1, 2), today, tomorrow) == {1: (2, 2), 2: (0, 1)}
    assert tallies.due(hall, (2,), today, today) == {}


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (
            "UPDATE tally_cell SET points = points + 1 WHERE slot = 0",
            "各人各条规则的合计与逐条重算不符：张三",
        ),
        ("UPDATE tally_subject SET n = n + 1", "各人各主题的合计与逐条重算不符：张三"),
        ("DELETE FROM tally_week", "各人每周的合计与逐条重算不符：张三"),
        (
            "INSERT INTO tally_slip VALUES (0, 0, '近似', '', 9, 1)",
            "各人常犯错误的合计与逐条重算不符：编号 9 的人",
        ),
        ("DELETE FROM tally_rule", "有答题记录的规则没有列入合计"),
    ],
)
def test_a_sum_changed_by_hand_is_named_and_mended(hall: Store, change: str, named: str) -> None:
    answer(hall, 1, ["r1"], 0.5, "近似")
    with hall.writing() as connection:
        connection.exec_driver_sql(change)
    found = recount.faults(hall)
    assert any(named in fault.message for fault in found)
    assert {fault.code for fault in found} == {"tally"}
    recount.rebuild(hall)
    assert recount.faults(hall) == []


def test_an_answer_that_is_not_kept_is_not_summed(hall: Store) -> None:
    reviews = [Review(NEW_YEAR, "r1", 1, "quiz", "q1")]

    def breaks(*_: object) -> Any:
        raise RuntimeError("half way")

    with contextlib.suppress(RuntimeError):
        memory.remember(hall, 1, reviews, breaks)
    assert not any(kept(hall).values())
