"""The memory on disk: one commit an answer, a log that only grows, wrong answers that stay."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from trainer.core.memory import Asked, MistakeFilter, Review, State, Trace
from trainer.store import database, errors, memory, upgrade
from trainer.store.attempts import attempts
from trainer.store.audit import verify
from trainer.store.database import Store, open_store
from trainer.store.folder import Folder
from trainer.store.people import add_person, people
from trainer.store.rows import Recall
from trainer.store.tables import GUARDS

AT = datetime(2004, 3, 1, 8, tzinfo=UTC)
DAY = timedelta(days=1)
ME, YOU = 1, 2
ASKED = Asked("bill", "wuhan-2004", '{"plan":"全球通"}', 7, "50.00")
OLD = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.fixture
def store(store: Store) -> Iterator[Store]:
    """The store with a second person in it."""
    add_person(store, "李四")
    return store


def review(rule: str = "KM-G2", score: float = 1, days: float = 0, **more: str) -> Review:
    return Review(AT + days * DAY, rule, score, **{"source": "quiz", "reference": "q1", **more})


def plain(before: Trace | None, given: Review) -> Trace:
    """A schedule that counts: the stability is a third more with each review, due after so many days."""
    count = before.reviews + 1 if before else 1
    stability = (before.stability if before else 1) / 3 * 4
    return Trace(
        given.rule, given.at + stability * DAY, stability, 5.1, State.REVIEW, None, given.at, count, 0
    )


def answer(store: Store, *reviews: Review, asked: Asked | None = ASKED, person: int = ME) -> None:
    memory.remember(store, person, reviews or (review(),), plain, asked)


def test_traces_are_kept_for_each_person_and_rule_to_the_last_digit(store):
    given = [review(), review("P08"), review(days=1)]
    made = memory.remember(store, ME, given, plain)
    assert {each.rule: each.reviews for each in made} == {"KM-G2": 2, "P08": 1}
    assert sorted(memory.traces(store, ME), key=lambda each: each.rule) == sorted(
        made, key=lambda each: each.rule
    )
    assert memory.traces(store, YOU) == []


def test_an_answer_is_one_commit_whole_or_nothing(store):
    def failing(before: Trace | None, given: Review) -> Trace:
        if given.rule == "P08":
            raise RuntimeError("half way")
        return plain(before, given)

    with pytest.raises(RuntimeError):
        memory.remember(store, ME, [review(), review("P08")], failing, ASKED)
    assert (memory.traces(store, ME), memory.reviews(store, ME)) == ([], [])
    with closing(sqlite3.connect(store.folder.database)) as other:
        before = other.execute("PRAGMA data_version").fetchone()[0]
        answer(store, review(score=0), review("P08"))
        assert other.execute("PRAGMA data_version").fetchone()[0] == before + 1


def test_the_log_tells_the_trace_before_each_review_of_the_answer(store):
    answer(store)
    (first,) = memory.traces(store, ME)
    answer(store, review("P08"), review(days=1))
    lines = memory.reviews(store, ME)
    assert [(line.seq, line.answer, line.kind, line.before) for line in lines] == [
        (1, 1, "review", None),
        (2, 2, "review", None),
        (3, 2, "review", first),
    ]
    assert lines[2].review == review(days=1)


def test_the_log_played_again_gives_the_same_traces(store):
    for days in range(4):
        answer(store, review(days=days), review(f"P0{days}", days=days))
    made: dict[str, Trace] = {}
    for line in memory.reviews(store, ME):
        made[line.review.rule] = plain(made.get(line.review.rule), line.review)
    assert made == {each.rule: each for each in memory.traces(store, ME)}


def test_cramming_is_logged_and_leaves_the_traces_alone(store):
    answer(store)
    before = memory.traces(store, ME)
    assert memory.remember(store, ME, [review(score=0), review("P08")], None) == tuple(before)
    assert memory.traces(store, ME) == before
    assert [line.kind for line in memory.reviews(store, ME)] == ["review", "cram", "cram"]


def test_nobody_unknown_remembers_and_a_question_needs_its_id(store):
    with pytest.raises(errors.AttemptUnknown, match="登记姓名"):
        answer(store, person=9)
    with pytest.raises(ValueError, match="id"):
        answer(store, review(reference=""))
    assert memory.reviews(store, ME) == []


def test_an_undo_restores_every_trace_of_the_answer_and_the_log_keeps_both(store):
    answer(store)
    before = memory.traces(store, ME)
    answer(store, review(score=0, days=1), review("P08"), review(days=2))
    made = {each.rule: each for each in memory.traces(store, ME)}
    taken_back = memory.undo_last(store, ME)
    assert [each.rule for each in taken_back] == ["KM-G2", "P08", "KM-G2"]
    assert memory.traces(store, ME) == before
    undos = memory.reviews(store, ME)[4:]
    assert [(line.kind, line.undoes, line.answer) for line in undos] == [
        ("undo", seq, 5) for seq in (4, 3, 2)
    ]
    assert [line.before for line in undos[:2]] == [made["KM-G2"], made["P08"]]


def test_undo_goes_back_answer_by_answer_then_has_nothing(store):
    answer(store)
    answer(store, review(days=1))
    answer(store, person=YOU)
    taken = [memory.undo_last(store, ME) for _ in range(3)]
    assert [[each.at for each in one] for one in taken] == [[AT + DAY], [AT], []]
    assert memory.traces(store, ME) == []
    assert len(memory.traces(store, YOU)) == 1


def test_what_was_crammed_is_taken_back_without_touching_a_trace(store):
    answer(store)
    before = memory.traces(store, ME)
    memory.remember(store, ME, [review(score=0), review("P08")], None, ASKED)
    assert len(memory.undo_last(store, ME)) == 2
    assert memory.traces(store, ME) == before
    assert memory.mistakes(store) == []


@pytest.mark.parametrize("source", ["scenario", "round"])
def test_a_scenario_or_a_round_is_no_mistap(store, source):
    answer(store)
    answer(store, review(source=source), asked=None)
    assert memory.undo_last(store, ME) == ()
    assert len(memory.reviews(store, ME)) == 2


def test_recalls_are_the_standing_reviews_of_known_rules(store):
    answer(store)
    answer(store, review(score=0.7, days=2))
    answer(store, review(days=3))
    memory.undo_last(store, ME)
    memory.remember(store, ME, [review(days=4)], None)
    assert memory.recalls(store, ME) == [Recall(AT + 2 * DAY, AT + 4 / 3 * DAY, 2)]


def test_minutes_are_told_once_the_latest_first(store):
    for days in (0, 2, 1, 1):
        answer(store, review(days=days))
    assert memory.minutes(store, ME) == [AT + days * DAY for days in (2, 1, 0)]


def test_a_wrong_answer_is_kept_with_all_it_takes_to_ask_again(store):
    answer(store, review("P08"), review(score=0.8, mistake="night"), review("P09", 0))
    answer(store)
    answer(store, review(score=0), asked=None)
    (kept,) = memory.mistakes(store)
    assert (kept.id, kept.person, kept.question, kept.rule) == (2, "张三", "q1", "KM-G2")
    assert (kept.mistake, kept.asked, kept.at) == ("night", ASKED, AT)
    assert (kept.mastered, kept.archived) == (None, None)


def mastered(store: Store) -> list[datetime | None]:
    return [each.mastered for each in memory.mistakes(store)]


def test_a_wrong_answer_is_mastered_when_its_question_was_right_twice_since(store):
    answer(store)
    answer(store, review(score=0, days=1))
    answer(store, review(days=2))
    answer(store, review(score=0.5, days=3), asked=None)
    answer(store, review(days=4, reference="q2"))
    answer(store, review(days=4, mistake="night"), asked=None)
    answer(store, person=YOU)
    assert mastered(store) == [None]
    memory.remember(store, ME, [review(days=5)], None, ASKED)
    answer(store, review(days=6))
    assert mastered(store) == [AT + 5 * DAY]
    memory.undo_last(store, ME)
    memory.undo_last(store, ME)
    assert mastered(store) == [None]


def test_the_book_is_listed_latest_first_and_by_person_rule_mistake_and_state(store):
    for rule, mistake in (("KM-G2", "night"), ("P08", "night"), ("P08", "")):
        answer(store, review(rule, 0, mistake=mistake, reference=rule))
    answer(store, review(score=0, reference="yours"), person=YOU)
    for days in (1, 2):
        answer(store, review(days=days, reference="KM-G2"))

    def ids(**wanted: object) -> list[int]:
        return [each.id for each in memory.mistakes(store, MistakeFilter(**wanted))]

    assert ids() == [4, 3, 2, 1]
    assert ids(person_id=ME, rule="P08") == [3, 2]
    assert ids(mistake="night") == [2, 1]
    assert ids(mastered=True) == [1]
    assert ids(mastered=False, person_id=ME) == [3, 2]


def test_what_is_put_away_is_listed_when_asked_for_and_can_be_taken_back(store):
    for _ in range(2):
        answer(store, review(score=0))
    memory.put_away(store, [1])
    first = memory.mistakes(store, MistakeFilter(archived=True))[0].archived
    memory.put_away(store, [1])
    assert [each.id for each in memory.mistakes(store)] == [2]
    (gone,) = memory.mistakes(store, MistakeFilter(archived=True))
    assert gone.archived == first
    assert len(memory.mistakes(store, MistakeFilter(archived=None))) == 2
    memory.put_away(store, [1], back=True)
    assert [each.id for each in memory.mistakes(store)] == [2, 1]


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE review SET score = 1",
        "DELETE FROM review",
        "INSERT OR REPLACE INTO review SELECT * FROM review",
        "DELETE FROM mistake",
        "UPDATE mistake SET chosen = '60.00'",
        "INSERT OR REPLACE INTO mistake SELECT * FROM mistake",
    ],
)
def test_the_log_and_the_book_refuse_to_be_changed(store, sql):
    answer(store, review(score=0))
    with pytest.raises(sa.exc.IntegrityError, match="append-only"), store.writing() as connection:
        connection.exec_driver_sql(sql)


@pytest.mark.parametrize(
    ("table", "column", "value", "read"),
    [
        ("trace", "due", "'soon'", memory.traces),
        ("trace", "state", "9", memory.traces),
        ("review", "at", "'then'", memory.reviews),
        ("review", "score", "'much'", memory.reviews),
        ("review", "before", "'{}'", memory.reviews),
        ("review", "due", "'never'", memory.recalls),
        ("review", "at", "'then'", memory.minutes),
    ],
)
def test_a_memory_changed_by_hand_is_told_in_a_sentence(store, table, column, value, read):
    for days in range(2):
        answer(store, review(score=0, days=days))
    with store.writing() as connection:
        connection.exec_driver_sql("DROP TRIGGER review_stays")
        connection.exec_driver_sql(f"UPDATE {table} SET {column} = {value}")
    with pytest.raises(errors.StoreTampered, match="练习进度"):
        read(store, ME)


def test_an_answer_that_taught_nothing_leaves_nothing(store):
    assert memory.remember(store, ME, [], plain) == ()
    assert memory.reviews(store, ME) == []


def test_a_book_changed_by_hand_is_told_in_a_sentence(store):
    answer(store, review(score=0))
    with store.writing() as connection:
        connection.exec_driver_sql("UPDATE mistake SET archived = 'once'")
    with pytest.raises(errors.StoreTampered, match="练习进度"):
        memory.mistakes(store, MistakeFilter(archived=True))


def test_a_memory_of_thousands_of_rules_is_one_answer(store):
    rules = [f"rule-{number}" for number in range(3000)]
    answer(store, *(review(rule, reference="many") for rule in rules))
    answer(store, *(review(rule, days=1) for rule in rules))
    assert {each.reviews for each in memory.traces(store, ME)} == {2}


def test_nothing_of_the_memory_is_in_the_signed_chain(store, begin):
    begin()
    before = store.head()
    answer(store, review(score=0))
    memory.undo_last(store, ME)
    assert store.head() == before
    assert verify(store) == []


def test_a_backup_has_the_memory_in_it(store):
    answer(store, review(score=0))
    with open_store(store.back_up()) as restored:
        assert memory.traces(restored, ME) == memory.traces(store, ME)
        assert memory.mistakes(restored) == memory.mistakes(store)


def test_records_of_before_the_memory_are_backed_up_and_brought_up_with_nothing_lost(folder: Path):
    folder.mkdir()
    engine = database._engine(Folder(folder))
    with database._alone(engine) as connection:
        upgrade.upgrade(connection, Folder(folder), OLD, to="0001")
        with connection.begin():
            connection.exec_driver_sql(
                "INSERT INTO person VALUES (1, '张三', '2026-01-01T00:00:00.000000+00:00')"
            )
    engine.dispose()
    with open_store(folder) as store:
        assert [each.name for each in people(store)] == ["张三"]
        assert (attempts(store), verify(store)) == ([], [])
        answer(store, review(score=0))
        assert len(memory.mistakes(store)) == 1
        with store.reading() as connection:
            found = connection.exec_driver_sql(
                "SELECT name FROM sqlite_master WHERE type = 'trigger'"
            ).scalars()
            assert set(found) >= {each for each in GUARDS if each.startswith(("review", "mistake"))}
        kept = store.folder.newest_backup()
    assert kept is not None
    with closing(sqlite3.connect(kept / "hall.db")) as backup:
        assert backup.execute("SELECT version_num FROM alembic_version").fetchall() == [("0001",)]


def test_a_trace_is_what_it_was_whatever_its_numbers(store):
    odd = Trace("P08", AT, 1 / 3, 0.1 + 0.2, State.RELEARNING, 0, AT - DAY, 7, 4)
    memory.remember(store, ME, [review("P08")], lambda _before, _given: odd)
    memory.remember(store, ME, [review("P08")], lambda before, _given: replace(odd, lapses=before.lapses + 1))
    assert memory.traces(store, ME) == [replace(odd, lapses=5)]
    memory.undo_last(store, ME)
    assert memory.traces(store, ME) == [odd]
