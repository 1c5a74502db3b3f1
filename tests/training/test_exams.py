"""An assessment from its draft to its defence: sat without a way back, by a clock that nothing stops."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from trainer.content.shelf import load
from trainer.core.assess import right_options
from trainer.core.composite import Period
from trainer.core.events import Act, Undo
from trainer.core.exam.setting import PassMarks, SettingRefused
from trainer.core.exam.verdict import Override
from trainer.core.explore import next_arrival
from trainer.core.quiz.blueprint import Blueprint, Row
from trainer.core.quiz.marking import right_answer
from trainer.core.quiz.question import Answer, Question
from trainer.core.rights import NotAllowed, Pass
from trainer.core.scenario import Competence
from trainer.core.shift import ActRefused
from trainer.paths import find_places
from trainer.store import ledger
from trainer.store import memory as log
from trainer.store.database import open_store
from trainer.store.errors import AttemptOver
from trainer.store.exams import AlreadyOver, AssessmentUnknown
from trainer.training import attempts
from trainer.training.attempts import Attempt
from trainer.training.desk import Desk
from trainer.training.exams import counted, defending, publishing, seats, written
from trainer.training.exams.offers import offers
from trainer.training.exams.publishing import Draft, PaperWish, RecallWish, ScenarioWish
from trainer.training.exams.seats import Seat
from trainer.training.exams.written import Written
from trainer.training.hall import Hall
from trainer.training.people import Details, add, make_admin
from trainer.training.prompts import Prompts, Sources
from trainer.training.proving import verify
from trainer.training.results import CannotReplay, results, review
from trainer.training.watch import Watch

WALK_IN = "walk-in-quanqiutong"
START = datetime(2026, 11, 23, 1, tzinfo=UTC)


class Clock:
    """A clock that goes on when told."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now

    def go_on(self, **by: float) -> None:
        self.now += timedelta(**by)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def hall(tmp_path: Path, cache: Path, clock: Clock) -> Iterator[Hall]:
    with open_store(tmp_path / "data", clock) as store:
        yield Hall(load(find_places().content, cache / "shelf.bin"), store, watch=Watch(lambda: 0.0))


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sources]:
    """The questions and phrases, opened once."""
    root = find_places().content
    desk = Desk(Hall(load(root), open_store(tmp_path_factory.mktemp("bank"))), root)
    yield desk.practice().sources
    desk.close()


@pytest.fixture
def boss(hall: Hall) -> Pass:
    return make_admin(hall.store, Details("钱经理"), "hall-8:50")


@pytest.fixture
def me(hall: Hall, boss: Pass) -> Pass:
    """A trainee who has signed in."""
    added = add(hall.store, boss, Details("王芳", "A01", "早班"))
    return Pass(added.id, "王芳", "trainee", 1)


def draft(*people: int, **changes: object) -> Draft:
    parts = (
        ScenarioWish(WALK_IN, seed=7),
        PaperWish(Blueprint((Row(4, forms=("单选", "判断")),), seed=3, title="小卷")),
        RecallWish(("P01", "P10"), seed=5),
    )
    made = Draft(
        "七月上岗考核", parts, START, START + timedelta(days=2), people, pass_marks=PassMarks(60), minutes=60
    )
    return replace(made, **changes)


def play_right(hall: Hall, attempt: Attempt) -> Attempt:
    """Play the scenario to its end, as is best."""
    while not attempt.shift.over:
        shift = next_arrival(attempt.shift)
        if shift.attending is None:
            waiting = next(visit for visit in shift.visits if visit.left is None)
            attempt = attempts.add(hall, attempt, Act(shift.now, "attend", waiting.customer.id))
            continue
        visit = shift.visit(shift.attending)
        assert visit
        option = right_options(visit.node, visit.talk)[0]
        attempt = attempts.add(hall, attempt, Act(shift.now, "choose", visit.customer.id, option.id))
    return attempt


def right(task: object, sources: Sources) -> Answer:
    if isinstance(task, Question):
        return right_answer(task)
    return Answer(typed=(task.text,))


def sit_through(hall: Hall, me: Pass, seat: Seat, sources: Sources, *, well: bool = True) -> Seat:
    """Do all parts, one after another."""
    while seat.part:
        opened = seats.open_part(hall, me, seat)
        if isinstance(opened, Attempt):
            done = play_right(hall, opened)
            seat = seats.end_part(hall, me, seat, done, done.shift.now)
            continue
        while opened.task:
            given = right(opened.task, sources) if well else Answer(typed=("嗯",))
            if not well and isinstance(opened.task, Question):
                wrong = next(choice for choice in opened.task.choices if not choice.right)
                given = Answer((wrong.id,))
            opened = written.answer(hall, opened, given, sources.prompts)
        seat = seats.end_part(hall, me, seat, opened)
    return seat


def test_an_assessment_is_published_sat_handed_in_and_proved(
    hall: Hall, boss: Pass, me: Pass, shared: Sources
) -> None:
    found = publishing.publish(hall, boss, draft(me.person_id), shared)
    (offer,) = offers(hall, me, me.person_id)
    assert (offer.state, offer.published.row.hash) == ("可以参加", found.row.hash)
    seat = sit_through(hall, me, seats.begin(hall, me, found.row.id, me.person_id), shared)
    row = seats.hand_in(hall, me, seat.row.id)
    assert row.result is not None
    assert (row.result["percent"], row.result["passed"], row.result["compliant"]) == (100, True, True)
    with pytest.raises(NotAllowed, match="主管公布"):
        defending.standing(hall, me, row.id)
    opened = defending.standing(hall, boss, row.id)
    assert opened.now == opened.recorded
    assert [each.share for each in opened.parts] == [1, 1, 1]
    assert offers(hall, me, me.person_id)[0].state == "已完成"
    with pytest.raises(seats.NotOpen):
        seats.begin(hall, me, found.row.id, me.person_id)
    assert verify(hall.store) == []
    assert all(line.review.graded for line in log.reviews(hall.store, me.person_id))


def test_wrong_answers_lose_marks_and_pass_marks_are_held_against_each_competence(
    hall: Hall, boss: Pass, me: Pass, shared: Sources
) -> None:
    asked = PassMarks(60, ((Competence.ACCURACY, 90),))
    found = publishing.publish(hall, boss, draft(me.person_id, pass_marks=asked), shared)
    seat = sit_through(hall, me, seats.begin(hall, me, found.row.id, me.person_id), shared, well=False)
    seats.hand_in(hall, me, seat.row.id)
    opened = defending.standing(hall, boss, seat.row.id)
    assert opened.now is not None
    assert not opened.now.passed
    assert opened.now.percent < 60
    assert verify(hall.store) == []


def test_a_draft_names_every_field_that_is_wrong(hall: Hall, boss: Pass, shared: Sources) -> None:
    wrong = draft(title=" ", closes=START, attempts=0, minutes=-1, pass_marks=PassMarks(101))
    with pytest.raises(SettingRefused) as refused:
        publishing.publish(hall, boss, wrong, shared)
    assert {fault.field for fault in refused.value.faults} == {
        *("名称", "截止时间", "参加的人", "次数", "总时限", "总分及格线")
    }
    unknown = draft(1, parts=(ScenarioWish("walk-in-quanqiutnog"), RecallWish(("P99",))))
    with pytest.raises(SettingRefused) as refused:
        publishing.publish(hall, boss, unknown, shared)
    assert [fault.field for fault in refused.value.faults] == ["第1部分", "第2部分"]


def test_what_was_published_does_not_change_with_the_content(
    hall: Hall, boss: Pass, me: Pass, shared: Sources
) -> None:
    """The shelf is emptied afterwards: what is played is what was kept."""
    found = publishing.publish(hall, boss, draft(me.person_id), shared)
    bare = replace(hall, shelf=replace(hall.shelf, plays={}))
    seat = sit_through(bare, me, seats.begin(bare, me, found.row.id, me.person_id), shared)
    assert seats.hand_in(bare, me, seat.row.id).result["percent"] == 100  # type: ignore[index]


def test_a_sitting_goes_on_at_the_same_act_and_the_clock_with_it(
    hall: Hall, boss: Pass, me: Pass, shared: Sources, clock: Clock
) -> None:
    found = publishing.publish(hall, boss, draft(me.person_id), shared)
    seat = seats.begin(hall, me, found.row.id, me.person_id)
    attempt = seats.open_part(hall, me, seat)
    assert isinstance(attempt, Attempt)
    shift = next_arrival(attempt.shift)
    attempt = attempts.add(hall, attempt, Act(shift.now, "choose", shift.visits[0].customer.id, "P01"))
    clock.go_on(minutes=20)
    again = seats.begin(hall, me, found.row.id, me.person_id)
    assert again.row.id == seat.row.id
    assert again.left == timedelta(minutes=40)
    assert seats.open_part(hall, me, again) == attempt
    with pytest.raises(ActRefused):
        attempts.add(hall, attempt, Undo())


def test_a_clock_set_back_wins_no_time(
    hall: Hall, boss: Pass, me: Pass, shared: Sources, clock: Clock
) -> None:
    found = publishing.publish(hall, boss, draft(me.person_id), shared)
    seat = seats.begin(hall, me, found.row.id, me.person_id)
    clock.go_on(minutes=50)
    seats.note_focus(hall, me, seat.row.id, 12.34)
    clock.go_on(minutes=-45)
    assert seats.seat_of(hall, me, seat.row.id).left == timedelta(minutes=10)


def test_a_leave_that_nobody_came_back_from_is_told_by_the_next_to_begin(
    hall: Hall, boss: Pass, me: Pass, shared: Sources, clock: Clock
) -> None:
    found = publishing.publish(hall, boss, draft(me.person_id), shared)
    seat = seats.begin(hall, me, found.row.id, me.person_id)
    seats.note_left(hall, me, seat.row.id, 3)
    clock.go_on(seconds=7)
    seats.note_focus(hall, me, seat.row.id, 10)
    clock.go_on(minutes=1)
    seats.begin(hall, me, found.row.id, me.person_id)
    assert defending.standing(hall, boss, seat.row.id).away == (10.0,)
    seats.note_left(hall, me, seat.row.id, 3)
    clock.go_on(minutes=2)
    for _twice in range(2):
        seats.begin(hall, me, found.row.id, me.person_id)
    assert defending.standing(hall, boss, seat.row.id).away == (10.0, 123.0)
    seats.note_left(hall, me, seat.row.id, 3)
    clock.go_on(minutes=-9)
    seats.hand_in(hall, me, seat.row.id)
    assert defending.standing(hall, boss, seat.row.id).away == (10.0, 123.0, 3.0)
    assert verify(hall.store) == []


def test_when_time_is_up_what_is_there_is_handed_in(
    hall: Hall, boss: Pass, me: Pass, shared: Sources, clock: Clock
) -> None:
    found = publishing.publish(hall, boss, draft(me.person_id), shared)
    seat = seats.begin(hall, me, found.row.id, me.person_id)
    attempt = seats.open_part(hall, me, seat)
    assert isinstance(attempt, Attempt)
    done = play_right(hall, attempt)
    seat = seats.end_part(hall, me, seat, done, done.shift.now)
    paper = seats.open_part(hall, me, seat)
    assert isinstance(paper, Written)
    assert paper.task
    written.answer(hall, paper, right(paper.task, shared))
    clock.go_on(minutes=60, seconds=6)
    with pytest.raises(seats.TimeIsUp):
        seats.require_time(hall, me, seat.row.id)
    with pytest.raises(seats.TimeIsUp):
        seats.open_part(hall, me, seat)
    seats.hand_in(hall, me, seat.row.id)
    parts = defending.standing(hall, boss, seat.row.id).parts
    assert [(each.begun, each.complete) for each in parts] == [(True, True), (True, False), (False, False)]
    assert sum(parts[1].got) == 100
    assert verify(hall.store) == []


def test_only_those_listed_sit_and_only_in_the_window(
    hall: Hall, boss: Pass, me: Pass, shared: Sources, clock: Clock
) -> None:
    other = add(hall.store, boss, Details("李明"))
    found = publishing.publish(hall, boss, draft(other.id, opens=START + timedelta(days=1)), shared)
    with pytest.raises(seats.NotOpen, match="名单"):
        seats.begin(hall, me, found.row.id, me.person_id)
    him = Pass(other.id, "李明", "trainee", 1)
    with pytest.raises(seats.NotOpen, match="没有到"):
        seats.begin(hall, him, found.row.id, other.id)
    clock.go_on(days=3)
    with pytest.raises(seats.NotOpen, match="截止"):
        seats.begin(hall, him, found.row.id, other.id)
    publishing.extend(hall, boss, found.row.id, START + timedelta(days=9), "有人病假")
    assert seats.begin(hall, him, found.row.id, other.id).part
    with pytest.raises(SettingRefused):
        publishing.extend(hall, boss, found.row.id, START, "早一点")
    publishing.withdraw(hall, boss, found.row.id, "题目有误")
    assert publishing.published(hall, boss)[0].withdrawn == "题目有误"


def test_who_came_and_who_did_not(hall: Hall, boss: Pass, me: Pass, shared: Sources, clock: Clock) -> None:
    other = add(hall.store, boss, Details("李明", team="早班"))
    found = publishing.publish(hall, boss, draft(teams=("早班",), attempts=2), shared)
    assert [each.presence for each in defending.who(hall, boss, found.row.id)] == ["未开始", "未开始"]
    seat = seats.begin(hall, me, found.row.id, me.person_id)
    assert [each.presence for each in defending.who(hall, boss, found.row.id)] == ["进行中", "未开始"]
    sit_through(hall, me, seat, shared)
    seats.hand_in(hall, me, seat.row.id)
    second = seats.begin(hall, me, found.row.id, me.person_id)
    seats.hand_in(hall, me, second.row.id)
    clock.go_on(days=3)
    mine, his = defending.who(hall, boss, found.row.id)
    assert (his.person_id, his.presence) == (other.id, "缺考")
    assert (mine.presence, mine.sat) == ("已完成", 2)
    assert mine.counting
    assert mine.counting.row.number == 1  # the better of the two counts
    with pytest.raises(NotAllowed):
        defending.who(hall, me, found.row.id)


@pytest.fixture
def sat(hall: Hall, boss: Pass, me: Pass, shared: Sources) -> str:
    """A sitting that was handed in with nothing done."""
    found = publishing.publish(hall, boss, draft(me.person_id), shared)
    seat = seats.begin(hall, me, found.row.id, me.person_id)
    seats.hand_in(hall, me, seat.row.id)
    return seat.row.id


def test_a_mark_is_corrected_by_a_new_entry_and_the_old_one_stays(hall: Hall, boss: Pass, sat: str) -> None:
    before = defending.standing(hall, boss, sat)
    change = Override(1, Competence.ACCURACY, 50)
    opened = defending.override(hall, boss, sat, change, ("第2题两种答法都对", before.seq))
    assert opened.parts == before.parts
    assert sum(opened.effective[1].got) == 50
    assert opened.recorded == before.recorded
    (told,) = [each for each in opened.remarks if each.kind == defending.OVERRIDE]
    assert told.by == "钱经理"
    assert "0 → 50" in told.text
    assert verify(hall.store) == []


def test_of_two_supervisors_the_second_is_told_of_the_first(hall: Hall, boss: Pass, sat: str) -> None:
    known = defending.standing(hall, boss, sat).seq
    change = Override(1, Competence.ACCURACY, 50)
    defending.override(hall, boss, sat, change, ("第2题两种答法都对", known))
    with pytest.raises(defending.ChangedMeanwhile, match="钱经理"):
        defending.override(hall, boss, sat, replace(change, to=70), ("再改", known))
    assert sum(defending.standing(hall, boss, sat).effective[1].got) == 50


@pytest.mark.parametrize(
    ("change", "why"),
    [
        (Override(9, Competence.ACCURACY, 1), "没有第 10 部分"),
        (Override(1, Competence.ACCURACY, 99_999), "分之间"),
        (Override(1, critical="收了过期证件"), "没有这条"),
    ],
)
def test_what_cannot_be_corrected_is_refused(
    hall: Hall, boss: Pass, sat: str, change: Override, why: str
) -> None:
    with pytest.raises(defending.NotRecorded, match=why):
        defending.override(hall, boss, sat, change, ("理由", defending.NEVER))


def test_a_correction_needs_a_reason(hall: Hall, boss: Pass, sat: str) -> None:
    with pytest.raises(defending.NotRecorded, match="理由"):
        defending.override(hall, boss, sat, Override(1, Competence.ACCURACY, 1), (" ", defending.NEVER))


def test_an_appeal_is_made_by_whoever_sat_and_answered_once(
    hall: Hall, boss: Pass, me: Pass, sat: str
) -> None:
    with pytest.raises(defending.NotRecorded, match="本人"):
        defending.appeal(hall, boss, sat, "不公平")
    with pytest.raises(defending.NotRecorded, match="没有等待"):
        defending.answer(hall, boss, sat, "维持")
    defending.appeal(hall, me, sat, "第3题资料没有写")
    defending.comment(hall, boss, sat, "已复核", 1)
    opened = defending.answer(hall, boss, sat, "维持原分")
    assert [each.called for each in opened.remarks] == ["申诉", "批注", "答复申诉"]
    with pytest.raises(NotAllowed):
        defending.answer(hall, me, sat, "自己答复")


def test_critical_findings_can_be_lifted_by_name(hall: Hall, boss: Pass, me: Pass, shared: Sources) -> None:
    found = publishing.publish(hall, boss, draft(me.person_id, parts=(RecallWish(("P01",), seed=5),)), shared)
    seat = seats.begin(hall, me, found.row.id, me.person_id)
    opened = seats.open_part(hall, me, seat)
    assert isinstance(opened, Written)
    forbidden = shared.prompts.phrases.books.library.forbidden
    word = next(iter(forbidden.values())).words[0]
    opened = written.answer(hall, opened, Answer(typed=(f"{word}，您好，请坐",)), shared.prompts)
    seats.end_part(hall, me, seat, opened)
    seats.hand_in(hall, me, seat.row.id)
    before = defending.standing(hall, boss, seat.row.id)
    assert before.now
    assert not before.now.compliant
    lifted = Override(0, critical=before.parts[0].critical[0])
    after = defending.override(hall, boss, seat.row.id, lifted, ("听错了", before.seq))
    assert after.now
    assert after.now.compliant
    assert after.recorded
    assert not after.recorded.compliant


def test_a_supervisor_lets_somebody_leave_and_their_look_is_kept(
    hall: Hall, boss: Pass, me: Pass, shared: Sources
) -> None:
    found = publishing.publish(hall, boss, draft(me.person_id), shared)
    seat = seats.begin(hall, me, found.row.id, me.person_id)
    with pytest.raises(NotAllowed):
        seats.release(hall, me, seat.row.id, "有事")
    seats.release(hall, boss, seat.row.id, "家里有急事")
    assert [each.called for each in defending.standing(hall, boss, seat.row.id).remarks] == ["准许离场"]
    assert ledger.entries(hall.store, 1, "look", seat.row.id)


def test_nobody_reaches_the_sitting_of_another(hall: Hall, boss: Pass, sat: str, shared: Sources) -> None:
    other = add(hall.store, boss, Details("李明"))
    him = Pass(other.id, "李明", "trainee", 1)
    with pytest.raises(NotAllowed):
        defending.standing(hall, him, sat)
    with pytest.raises(NotAllowed):
        publishing.publish(hall, him, draft(other.id), shared)
    with pytest.raises(NotAllowed):
        publishing.publish(hall, Pass(99, "外厅", "trainee", 2), draft(other.id), shared)


def test_what_is_unknown_or_over_is_said(hall: Hall, boss: Pass, me: Pass, sat: str, shared: Sources) -> None:
    with pytest.raises(AssessmentUnknown):
        publishing.published_of(hall, "nothing")
    with pytest.raises(AssessmentUnknown):
        seats.seat_of(hall, boss, "nothing")
    with pytest.raises(AlreadyOver):
        seats.hand_in(hall, me, sat)
    with pytest.raises(seats.TimeIsUp):
        seats.require_time(hall, me, sat)


def test_a_result_changed_by_hand_is_named(
    hall: Hall, boss: Pass, me: Pass, shared: Sources, sat: str
) -> None:
    with hall.store.writing() as connection:
        names = (
            connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            .scalars()
            .all()
        )
        for name in names:
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        connection.exec_driver_sql(
            "UPDATE sitting SET result = replace(result, '\"percent\":0', '\"percent\":100')"
        )
    assert "sitting" in {fault.code for fault in verify(hall.store)}


def test_settings_changed_by_hand_are_not_believed(hall: Hall, boss: Pass, sat: str) -> None:
    with hall.store.writing() as connection:
        connection.exec_driver_sql("DROP TRIGGER assessment_stays")
        connection.exec_driver_sql(
            "UPDATE assessment SET body = replace(body, '\"gate\":true', '\"gate\":false')"
        )
    assert "assessment" in {fault.code for fault in verify(hall.store)}
    with pytest.raises(Exception, match="改动"):
        publishing.published(hall, boss)


def test_a_written_part_is_no_attempt_of_ones_own(hall: Hall, boss: Pass, me: Pass, shared: Sources) -> None:
    found = publishing.publish(hall, boss, draft(me.person_id), shared)
    seat = sit_through(hall, me, seats.begin(hall, me, found.row.id, me.person_id), shared)
    rows = results(hall.store, boss)
    paper = next(row for row in rows if written.is_written(row))
    with pytest.raises(CannotReplay):
        review(hall.store, boss, paper.id)
    assert attempts.unfinished(hall) == []
    assert seat.part is None


def test_what_was_sat_counts_in_the_evaluation_and_no_longer_waits(
    hall: Hall, boss: Pass, me: Pass, sat: str
) -> None:
    opened = defending.standing(hall, boss, sat)
    day = START.astimezone().date()
    (mark,) = counted.simulated(hall, 1, Period(day, day))
    assert (mark.person_id, mark.percent, mark.compliant) == (me.person_id, 0, True)
    change = Override(0, Competence.SERVICE, opened.parts[0].best[0])
    defending.override(hall, boss, sat, change, ("重看录像", opened.seq))
    assert counted.simulated(hall, 1, Period(day, day))[0].percent > 0
    assert counted.simulated(hall, 1, Period(day + timedelta(days=1), day + timedelta(days=2))) == []
    (waiting,) = counted.awaited(hall, boss)
    assert (waiting.person_id, waiting.title, waiting.sat) == (me.person_id, "七月上岗考核", START)


def test_whoever_sat_sees_the_marks_where_the_setting_says_so(
    hall: Hall, boss: Pass, me: Pass, shared: Sources
) -> None:
    found = publishing.publish(hall, boss, draft(me.person_id, shows_marks=True), shared)
    seat = seats.begin(hall, me, found.row.id, me.person_id)
    with pytest.raises(defending.NotRecorded, match="没有交卷"):
        defending.appeal(hall, me, seat.row.id, "太难")
    seats.hand_in(hall, me, seat.row.id)
    assert defending.standing(hall, me, seat.row.id).now


def test_marks_that_were_kept_back_are_released_once_and_for_everybody(
    hall: Hall, boss: Pass, me: Pass, shared: Sources
) -> None:
    found = publishing.publish(hall, boss, draft(me.person_id), shared)
    seat = seats.begin(hall, me, found.row.id, me.person_id)
    seats.hand_in(hall, me, seat.row.id)
    assert not found.marks_shown
    with pytest.raises(NotAllowed, match="由主管公布"):
        defending.standing(hall, me, seat.row.id)
    with pytest.raises(NotAllowed):
        publishing.release_marks(hall, me, found.row.id)
    assert publishing.release_marks(hall, boss, found.row.id).marks_shown
    assert publishing.release_marks(hall, boss, found.row.id).released
    assert len(ledger.entries(hall.store, 1, publishing.MARKS_SHOWN)) == 1
    assert defending.standing(hall, me, seat.row.id).now


def test_an_answer_from_a_second_window_is_refused_and_breaks_nothing(
    hall: Hall, boss: Pass, me: Pass, shared: Sources
) -> None:
    found = publishing.publish(
        hall, boss, draft(me.person_id, parts=(RecallWish(("P01", "P10"), 5),)), shared
    )
    seat = seats.begin(hall, me, found.row.id, me.person_id)
    here, there = seats.open_part(hall, me, seat), seats.open_part(hall, me, seat)
    assert isinstance(here, Written)
    assert isinstance(there, Written)
    said = Answer(typed=("您好",))
    written.answer(hall, here, said, shared.prompts)
    with pytest.raises(AttemptOver, match="另一个窗口"):
        written.answer(hall, there, said, shared.prompts)
    assert seats.hand_in(hall, me, seat.row.id).result
    assert verify(hall.store) == []


def test_phrases_are_marked_as_they_were_when_it_was_published(
    hall: Hall, boss: Pass, me: Pass, shared: Sources
) -> None:
    found = publishing.publish(hall, boss, draft(me.person_id, parts=(RecallWish(("P01",), 5),)), shared)
    phrases = shared.prompts.phrases
    later = Prompts(replace(phrases, prepared={**phrases.prepared, "P01": phrases.prepared["P21"]}))
    seat = seats.begin(hall, me, found.row.id, me.person_id)
    opened = seats.open_part(hall, me, seat)
    assert isinstance(opened, Written)
    assert opened.task
    assert written.answer(hall, opened, right(opened.task, shared), later).given[0].score == 1


def test_who_was_late_is_not_who_was_absent(
    hall: Hall, boss: Pass, me: Pass, shared: Sources, clock: Clock
) -> None:
    found = publishing.publish(hall, boss, draft(me.person_id), shared)
    seats.begin(hall, me, found.row.id, me.person_id)
    clock.go_on(days=3)
    assert [each.presence for each in defending.who(hall, boss, found.row.id)] == ["逾期"]


def test_people_and_teams_that_are_not_there_are_named(hall: Hall, boss: Pass, shared: Sources) -> None:
    with pytest.raises(SettingRefused, match="参加的人"):
        publishing.publish(hall, boss, draft(99), shared)
    with pytest.raises(SettingRefused, match="夜班"):
        publishing.publish(hall, boss, draft(teams=("夜班",)), shared)


@pytest.mark.parametrize("table", ["sitting", "assessment"])
def test_an_assessment_or_a_sitting_taken_out_by_hand_is_named(hall: Hall, sat: str, table: str) -> None:
    with hall.store.writing() as connection:
        for name in ("sitting_is_kept", "assessment_is_kept"):
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        connection.exec_driver_sql("UPDATE attempt SET sitting_id = NULL WHERE 0")
        connection.exec_driver_sql("DELETE FROM sitting")
        if table == "assessment":
            connection.exec_driver_sql("DELETE FROM assessment")
    assert {fault.code for fault in verify(hall.store)} & {"sitting.begun", "assessment"}


def test_a_watch_never_goes_back_while_the_program_runs() -> None:
    ticks = [0.0]
    watch, hour = Watch(lambda: ticks[0]), timedelta(hours=1)
    assert watch.now("a", START, None) == START
    ticks[0] = 1800
    assert watch.now("a", START - 3 * hour, START) == START + hour / 2
    assert watch.now("b", START - 3 * hour, START) == START
    assert watch.now("a", START + hour, None) == START + hour
