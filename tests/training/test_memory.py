"""Self-training that remembers: spacing by FSRS, mis-taps, cramming, the book, and marks left alone."""

import ast
import csv
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from fsrs import Card, Rating, Scheduler
from hypothesis import given
from hypothesis import strategies as st

import trainer
from trainer.core.assess import right_options
from trainer.core.events import Act
from trainer.core.memory import LEECH_FROM, Asked, MistakeFilter, Review, State, Trace, retrievability
from trainer.core.mode import Mode
from trainer.core.rights import EVERYBODY
from trainer.store import memory as kept
from trainer.store.database import Store, open_store
from trainer.store.people import add_person
from trainer.store.rows import Payload
from trainer.training import attempts, memory
from trainer.training.attempts import Choice, add, start
from trainer.training.hall import Hall, enrol
from trainer.training.memory import MistakesNotWritten, spaced
from trainer.training.proving import verify
from trainer.training.results import results

ME, YOU = 1, 2
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
BEGIN = datetime(2004, 3, 1, 1, tzinfo=UTC)
WUHAN = timezone(8 * HOUR)
ASKED = Asked("bill", "wuhan-2004", '{"plan":"全球通"}', 7, "50.00")
WALK_IN = "walk-in-quanqiutong"


class Clock:
    """A clock that stands where it was put."""

    now = BEGIN

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def store(tmp_path, clock):
    """Records with two people in them."""
    with open_store(tmp_path / "hall", clock) as opened:
        for name in ("李明", "王小丽"):
            add_person(opened, name)
        yield opened


def review(score: float = 1, days: float = 0, rule: str = "KM-G2", **more: str) -> Review:
    return Review(BEGIN + days * DAY, rule, score, **{"source": "quiz", "reference": "q1", **more})


def answer(store: Store, score: float = 1, days: float = 0, rule: str = "KM-G2") -> Trace:
    (trace,) = memory.remember(store, ME, [review(score, days, rule)], ASKED)
    return trace


def test_right_is_asked_again_days_later_and_wrong_in_ten_minutes(store):
    right, wrong = answer(store), answer(store, 0, rule="P08")
    assert (right.state, right.due) == (State.REVIEW, BEGIN + 8 * DAY)
    assert (wrong.state, wrong.due) == (State.LEARNING, BEGIN + timedelta(minutes=10))
    lapsed = answer(store, 0, 9)
    assert (lapsed.state, lapsed.lapses, lapsed.reviews) == (State.RELEARNING, 1, 2)


SCORES = st.lists(st.tuples(st.floats(0, 400), st.sampled_from([0, 0.6, 0.8, 1])), min_size=1, max_size=12)


@given(SCORES, st.sampled_from([0.7, 0.85, 0.9, 0.97]))
def test_the_schedule_is_that_of_fsrs(answers, retention):
    bare = Scheduler(
        desired_retention=retention,
        learning_steps=[timedelta(minutes=10)],
        relearning_steps=[timedelta(minutes=10)],
        enable_fuzzing=False,
    )
    card, trace, schedule = Card(card_id=1), None, spaced(retention)
    for days, score in sorted(answers):
        given_now = review(score, days)
        card, _ = bare.review_card(card, Rating(given_now.grade), given_now.at)
        trace = schedule(trace, given_now)
        theirs = (card.due, card.stability, card.difficulty, card.step, card.last_review)
        assert (trace.due, trace.stability, trace.difficulty, trace.step, trace.last_review) == theirs
        assert trace.state == card.state
    later = trace.last_review + 30 * DAY
    assert retrievability(trace, later) == pytest.approx(bare.get_card_retrievability(card, later))


@given(SCORES)
def test_a_clock_set_back_is_as_if_no_time_had_passed(answers):
    schedule = spaced()
    trace, latest = None, BEGIN
    for days, score in answers:
        at = BEGIN + days * DAY
        latest = max(latest, at)
        before, trace = trace, schedule(trace, review(score, days))
        assert trace == schedule(before, Review(latest, "KM-G2", score, "quiz"))
        assert trace.due > trace.last_review == latest


def test_the_zone_of_an_instant_makes_no_difference():
    there = Review(BEGIN.astimezone(WUHAN), "KM-G2", 1, "quiz")
    assert spaced()(None, there) == spaced()(None, review())


@pytest.mark.parametrize("retention", [0.0, 0.69, 0.98, 1.0, float("nan")])
def test_a_retention_of_no_use_is_refused(retention):
    with pytest.raises(ValueError, match="retention"):
        spaced(retention)


def test_the_retention_asked_for_spaces_the_reviews(store):
    (often,) = memory.remember(store, ME, [review()], None, 0.95)
    (seldom,) = memory.remember(store, YOU, [review()], None, 0.8)
    assert often.due < BEGIN + 8 * DAY < seldom.due


def test_due_is_what_falls_on_the_day_the_shakiest_first(store):
    for rule, score in (("P08", 1), ("KM-G2", 0.8), ("S3", 0)):
        answer(store, score, rule=rule)
    at_home = {"zone": WUHAN}
    due = {
        days: [t.rule for t in memory.due(store, ME, date(2004, 3, days), **at_home)] for days in (1, 2, 3, 9)
    }
    assert due == {1: ["S3"], 2: ["S3"], 3: ["S3", "KM-G2"], 9: ["S3", "KM-G2", "P08"]}
    assert [t.rule for t in memory.due(store, ME, date(2004, 3, 9), 1)] == ["S3"]
    assert memory.due(store, YOU, date(2004, 3, 9)) == []


def test_what_falls_due_at_night_belongs_to_the_local_day(store):
    late = Review(datetime(2004, 3, 1, 17, tzinfo=UTC), "P08", 1, "quiz")  # 1 a.m. on the second in Wuhan
    memory.remember(store, ME, [late])
    assert [len(memory.due(store, ME, date(2004, 3, day), zone=WUHAN)) for day in (9, 10)] == [0, 1]
    assert len(memory.due(store, ME, date(2004, 3, 9), zone=UTC)) == 1


def test_mastery_is_by_rule_and_the_weakest_are_the_shakiest(store, clock):
    for days in range(3):
        answer(store, 0.8, days)
        answer(store, 0, days, rule="P08")
    answer(store, 0.6, 2, rule="S3")
    clock.now = BEGIN + 3 * DAY
    assert [(each.rule, each.percent is None) for each in memory.mastery(store, ME)] == [
        ("KM-G2", False),
        ("P08", False),
        ("S3", True),
    ]
    assert [each.rule for each in memory.weakest(store, ME, 2)] == ["P08", "S3"]
    clock.now += 300 * DAY
    later = {each.rule: each.chance for each in memory.mastery(store, ME)}
    assert later["KM-G2"] < 0.8


def test_a_mistap_is_as_if_it_had_not_been_but_stays_in_the_log(store):
    answer(store, 0.8)
    before = kept.traces(store, ME)
    answer(store, 0, 5)
    assert len(memory.mistakes(store)) == 1
    assert memory.undo_last(store, ME) == (review(0, 5),)
    assert kept.traces(store, ME) == before
    assert memory.mistakes(store) == []
    assert [line.kind for line in kept.reviews(store, ME)] == ["review", "review", "undo"]


def test_cramming_never_touches_the_schedule_but_fills_the_book(store):
    before = answer(store)
    memory.cram(store, ME, [review(0, 1)], ASKED)
    memory.cram(store, ME, [review(0, 1, "P08")])
    assert kept.traces(store, ME) == [before]
    assert [line.kind for line in kept.reviews(store, ME)] == ["review", "cram", "cram"]
    assert len(memory.mistakes(store)) == 1
    assert memory.retention(store, ME).asked == 0


def test_retention_is_measured_on_what_was_due_and_known(store):
    assert memory.retention(store, ME).share is None
    answer(store)  # due on the 9th
    answer(store, 1, 3)  # early: not counted
    due = kept.traces(store, ME)[0].due
    days = (due - BEGIN) / DAY
    answer(store, 0.7, days - 1 / 24)  # an hour early, on the day
    answer(store, 0, days + 900)
    answer(store, 0, days + 900.1)  # being learnt again: not counted
    assert (memory.retention(store, ME, UTC).remembered, memory.retention(store, ME, UTC).asked) == (1, 2)
    memory.undo_last(store, ME)
    memory.undo_last(store, ME)
    assert memory.retention(store, ME, UTC).share == 1


def test_a_streak_is_of_local_days(store, clock):
    for hours in (14, 17):  # 22 o'clock, and 1 o'clock of the next day, in Wuhan
        memory.cram(store, ME, [Review(datetime(2004, 3, 1, hours, tzinfo=UTC), "P08", 1, "quiz")])
    clock.now = datetime(2004, 3, 2, 9, tzinfo=UTC)
    assert (memory.streak(store, ME, WUHAN), memory.streak(store, ME, UTC)) == (2, 1)
    assert memory.streak(store, YOU) == 0


def test_the_first_screen_is_told_all_at_once(store, clock):
    for days in range(LEECH_FROM + 1):
        answer(store, 0, 2 * days)
        answer(store, 1, 2 * days, rule="P08")
    clock.now = BEGIN + 9 * DAY
    standing = memory.standing(store, ME, WUHAN)
    assert [each.rule for each in standing.due] == ["KM-G2"]
    assert standing.streak == LEECH_FROM + 1
    assert [each.rule for each in standing.weakest] == ["KM-G2", "P08"]
    assert [each.rule for each in standing.leeches] == ["KM-G2"]
    assert standing.retention == memory.retention(store, ME, WUHAN)
    assert memory.standing(store, YOU, WUHAN).due == ()


def test_put_away_and_back(store):
    answer(store, 0)
    memory.put_away(store, [1])
    assert memory.mistakes(store) == []
    memory.put_away(store, [1], back=True)
    assert len(memory.mistakes(store, MistakeFilter(person_id=ME))) == 1


def test_the_book_is_written_for_spreadsheets_with_no_formula_in_it(store, tmp_path):
    for chosen, mistake in (("=1+1", "night"), ("＠x", ""), ("-5.00", ""), ("50.00", "other")):
        asked = Asked("bill", "wuhan-2004", '{"plan":"全球通"}', -7, chosen)
        memory.remember(store, ME, [review(0, mistake=mistake)], asked)
    path = memory.write_mistakes(tmp_path / "错题.csv", memory.mistakes(store), {"night": "夜间按白天算"})
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["选了"] for row in rows] == ["50.00", "'-5.00", "'＠x", "'=1+1"]
    assert [row["错在"] for row in rows] == ["other", "", "", "夜间按白天算"]
    assert {(row["姓名"], row["规则"], row["随机种子"], row["掌握时间"]) for row in rows} == {
        ("李明", "KM-G2", "-7", "")
    }
    assert {row["题目参数"] for row in rows} == {'{"plan":"全球通"}'}


def test_a_book_that_cannot_be_written_leaves_nothing_behind(store, tmp_path):
    (tmp_path / "错题.csv").mkdir()
    with pytest.raises(MistakesNotWritten, match=r"错题\.csv"):
        memory.write_mistakes(tmp_path / "错题.csv", [])
    assert sorted(each.name for each in tmp_path.iterdir()) == ["hall", "错题.csv"]


def played(hall: Hall, mode: Mode, *, well: bool = True) -> attempts.Attempt:
    """Play the walk-in by the best answers or by the worst, and finish it."""
    attempt = start(hall, enrol(hall, "李明"), Choice(WALK_IN, mode, seed=1))
    while not attempt.shift.over:
        shift, _ = attempt.as_of(attempt.shift.now)
        visit = shift.present[0]
        right = right_options(visit.node, visit.talk)
        wrong = [each for each in visit.node.options if visit.offers(each) and each not in right]
        option = right[0] if well or not wrong else wrong[0]
        attempt = add(hall, attempt, Act(shift.now, "choose", visit.customer.id, option.id))
    attempts.finish(hall, attempt, attempt.shift.now)
    return attempt


@pytest.mark.parametrize("mode", list(Mode))
def test_a_finished_attempt_teaches_the_memory_once(hall, mode):
    attempt = played(hall, mode)
    lines = kept.reviews(hall.store, ME)
    assert lines
    assert {(line.review.source, line.review.reference) for line in lines} == {("scenario", attempt.id)}
    assert len({line.answer for line in lines}) == 1
    assert len({line.review.rule for line in lines}) == len(lines)
    assert all(line.review.score == 1 for line in lines)
    assert memory.undo_last(hall.store, ME) == ()


def test_a_scenario_played_badly_leaves_rules_weak(hall):
    played(hall, Mode.PRACTICE, well=False)
    wrong = {line.review.rule for line in kept.reviews(hall.store, ME) if line.review.is_wrong}
    assert {each.rule for each in memory.weakest(hall.store, ME)} <= wrong
    assert memory.mistakes(hall.store) == []


def marks(hall: Hall) -> list[Payload | None]:
    return [row.result for row in results(hall.store, EVERYBODY)]


def test_nothing_of_the_memory_enters_a_mark(hall):
    for well in (True, False):
        played(hall, Mode.ASSESSMENT, well=well)
    before, head = marks(hall), hall.store.head()
    for days in range(6):
        rules = {line.review.rule for line in kept.reviews(hall.store, ME)}
        memory.remember(hall.store, ME, [review(0, days, rule) for rule in rules], ASKED)
    memory.undo_last(hall.store, ME)
    assert (marks(hall), hall.store.head(), verify(hall.store)) == (before, head, [])
    for well in (True, False):
        played(hall, Mode.ASSESSMENT, well=well)
    assert marks(hall)[:2] == before
    assert verify(hall.store) == []


def test_where_marks_are_given_nobody_knows_of_the_memory():
    root = Path(trainer.__file__).parent
    for name in (
        "core/assess.py",
        "core/explore.py",
        "training/results.py",
        "store/attempts.py",
        "store/audit.py",
    ):
        tree = ast.parse((root / name).read_text(encoding="utf-8"))
        froms = [each for each in ast.walk(tree) if isinstance(each, ast.ImportFrom)]
        named = {str(each.module) for each in froms} | {alias.name for each in froms for alias in each.names}
        assert not [each for each in named if "memory" in each or "lessons" in each], name


def test_marks_stand_where_the_memory_was_spoilt(hall):
    played(hall, Mode.PRACTICE)
    with hall.store.writing() as connection:
        connection.exec_driver_sql("UPDATE trace SET due = 'soon'")
    played(hall, Mode.ASSESSMENT)
    assert [row.result["percent"] for row in results(hall.store, EVERYBODY)] == [100, 100]
    assert len({line.review.reference for line in kept.reviews(hall.store, ME)}) == 1
    assert verify(hall.store) == []
