"""A floor manager: makes the administrator, lists the staff, sets an assessment, marks what was sat."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from tests.ui.photos import photograph
from tests.ui.player.conftest import play_best
from tests.walks.conftest import Press
from trainer.core.exam.setting import PassMarks
from trainer.core.quiz.blueprint import Blueprint, Row
from trainer.core.quiz.marking import right_answer
from trainer.core.quiz.question import Answer, Question
from trainer.core.rights import NOBODY
from trainer.store.database import open_store
from trainer.training.desk import Desk
from trainer.training.exams import defending, publishing, seats
from trainer.training.exams.publishing import Draft, PaperWish, RecallWish, ScenarioWish
from trainer.training.people import Details
from trainer.training.proving import verify
from trainer.ui.dashboard.office import FIGURES, PEOPLE, RECORDS, SETTING
from trainer.ui.exam.screen import ExamScreen
from trainer.ui.frame import EXAM, OFFICE
from trainer.ui.window import Window

BOSS, STAFF, SECRET = "钱经理", "王芳", "hall-8:50"
EMPTY = Answer(typed=("嗯",))


@pytest.fixture
def desk(window: Window) -> Desk:
    """The open desk behind the window."""
    assert window.door._desk is not None
    return window.door._desk


def governed(desk: Desk) -> int:
    """Make an administrator and a trainee; the administrator is signed in. Return the trainee's id."""
    desk.register().make_admin(Details(BOSS), SECRET)
    return desk.register().add(Details(STAFF, "A01", "早班")).id


def published(desk: Desk, person: int) -> str:
    """Set an assessment of all three kinds of parts; return its id."""
    now = desk._hall.store.clock()
    parts = (
        ScenarioWish("walk-in-quanqiutong", seed=7),
        PaperWish(Blueprint((Row(3, forms=("单选", "判断")),), seed=3, title="资费小卷")),
        RecallWish(("P01",), seed=5),
    )
    draft = Draft(
        *("七月上岗考核", parts, now - timedelta(hours=1), now + timedelta(days=2), (person,)),
        pass_marks=PassMarks(60),
        minutes=60,
    )
    return desk.with_hall(publishing.publish, draft, desk.practice().sources).row.id


def shot(window: Window, name: str) -> None:
    """Take a photograph in the usual size: the screen of a test is small."""
    window.setWindowState(Qt.WindowState.WindowNoState)
    window.resize(1280, 800)
    photograph(window, name)


def sit_down(window: Window) -> ExamScreen:
    """Begin the only assessment there is."""
    window.home.who.set_name(STAFF)
    window.go_to(EXAM)
    exam = window._later.exam
    assert exam is not None
    for _sure in range(2):
        exam.offers.buttons[0].click()
    return exam


def answer_all(window: Window) -> None:
    """Answer the written parts that are left, as is right."""
    exam = window._later.exam
    assert exam is not None
    while exam.is_sitting:
        written = window.examining._written
        assert written is not None
        assert written.task is not None
        task = written.task
        exam.answered.emit(right_answer(task) if isinstance(task, Question) else Answer(typed=(task.text,)))


def test_a_sitting_goes_from_part_to_part_and_is_defended(window: Window, press: Press, desk: Desk) -> None:
    person = governed(desk)
    assessment = published(desk, person)
    desk.register().sign_out()
    exam = sit_down(window)
    assert not window.top.isVisible()
    assert window.isFullScreen()
    play_best(exam.player, press)  # type: ignore[arg-type]
    shot(window, "manager-exam-paper")
    exam.away.emit(12.5)
    answer_all(window)
    assert not exam.is_sitting
    shot(window, "manager-exam-handed-in")
    exam.end.acted.emit()
    assert window.top.isVisible()
    assert not window.isFullScreen()
    assert [button.isEnabled() for button in exam.offers.buttons] == [False]

    desk.register().sign_in(BOSS, SECRET)
    (mine,) = desk.with_hall(defending.who, assessment)
    assert mine.counting
    assert mine.counting.now
    assert (mine.presence, mine.counting.now.percent) == ("已完成", 100)
    assert mine.counting.away == (12.5,)
    assert verify(desk._hall.store) == []


def test_what_is_to_be_sat_is_listed_and_asked_for_twice(window: Window, desk: Desk) -> None:
    published(desk, governed(desk))
    desk.register().sign_out()
    window.home.who.set_name(STAFF)
    window.go_to(EXAM)
    exam = window._later.exam
    assert exam is not None
    photograph(window, "manager-exam-offered")
    (button,) = exam.offers.buttons
    button.click()
    assert button.text() == "确定开始"
    assert not exam.is_sitting


def test_leaving_needs_a_supervisor_and_the_sitting_waits(window: Window, desk: Desk) -> None:
    published(desk, governed(desk))
    desk.register().sign_out()
    exam = sit_down(window)
    exam.bar.leave.click()
    shot(window, "manager-exam-leave")
    exam.leave.left.emit()
    assert exam._pages.currentWidget() is exam.player
    exam.bar.leave.click()
    exam.released.emit(BOSS, "wrong-one")
    assert "不对" in exam.leave.trouble.text()
    exam.released.emit(BOSS, SECRET)
    assert not exam.is_sitting
    assert exam.offers.buttons[0].text() == "接着考"
    assert desk.by == NOBODY


def test_when_the_time_is_up_what_is_there_is_handed_in(window: Window, desk: Desk) -> None:
    published(desk, governed(desk))
    desk.register().sign_out()
    exam = sit_down(window)
    exam.bar.show_left(0, 60_000)
    assert not exam.is_sitting
    assert "时间到" in exam.end.accessibleName()


def test_the_office_of_a_manager(window: Window, press: Press, desk: Desk) -> None:
    window.home.who.set_name("周小川")
    window.home.list.setFocus()
    press(Qt.Key.Key_1)
    press(Qt.Key.Key_Return)
    assert window.player is not None
    play_best(window.player, press)
    press(Qt.Key.Key_Return)
    governed(desk)
    window.go_to(OFFICE)
    office = window.office
    assert office is not None
    for place, name in ((FIGURES, "figures"), (RECORDS, "records"), (PEOPLE, "people")):
        press(Qt.Key(Qt.Key.Key_1 + place), Qt.KeyboardModifier.AltModifier)
        assert office.sections.place == place
        photograph(window, f"manager-{name}")
    assert QApplication.focusWidget() is not None


def test_nothing_of_a_walk_is_lost(window: Window, desk: Desk) -> None:
    published(desk, governed(desk))
    window.door.close()
    with open_store(window.door.places.data) as store:
        assert verify(store) == []


def test_an_assessment_is_set_in_the_form(window: Window, desk: Desk) -> None:
    person = governed(desk)
    window.go_to(OFFICE)
    office = window.office
    assert office is not None
    office.go_to(SETTING)
    page = office.page(SETTING)
    photograph(window, "manager-setting-none")
    page.new.click()  # type: ignore[attr-defined]
    form = page.form  # type: ignore[attr-defined]
    form.publish.click()
    form.publish.click()
    assert "还没有写" in form.title.accessibleDescription()
    form.title.setText("十一月抽考")
    form.parts.paper.rows[0].count.setValue(3)
    photograph(window, "manager-setting-form")
    form.publish.click()
    form.publish.click()
    (found,) = desk.with_hall(publishing.published)
    assert (found.setting.title, found.setting.people) == ("十一月抽考", (person,))


def test_a_mark_is_corrected_with_a_reason(window: Window, desk: Desk) -> None:
    person = governed(desk)
    assessment = published(desk, person)
    window.go_to(OFFICE)
    office = window.office
    assert office is not None
    office.go_to(SETTING)
    page = office.page(SETTING)
    seat = desk.with_hall(seats.begin, assessment, person)
    desk.with_hall(seats.hand_in, seat.row.id)
    page.refresh()  # type: ignore[attr-defined]
    page.overview.sat.take_focus()  # type: ignore[attr-defined]
    tools = page.marks.tools  # type: ignore[attr-defined]
    assert tools.change.isEnabled()
    tools.to.setValue(100)
    tools.change.click()
    assert "理由" in tools.trouble.text()
    tools.reason.setText("题目有误")
    tools.change.click()
    photograph(window, "manager-setting-marks")
    assert "改分" in page.marks.remarks.text()  # type: ignore[attr-defined]
    (mine,) = desk.with_hall(defending.who, assessment)
    assert mine.counting
    assert mine.counting.parts != mine.counting.effective
