"""考核 as somebody sees it who has sat: what is listed, the own marks, and an appeal with its answer."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.exam.conftest import PAPER, PHRASE, Publish, exam_of
from tests.walks.test_floor_manager import BOSS, SECRET, STAFF, sit_down
from trainer.core.exam.setting import PassMarks
from trainer.core.exam.verdict import Override
from trainer.core.quiz.question import Answer, Question
from trainer.core.scenario import Competence
from trainer.training import people
from trainer.training.desk import Desk
from trainer.training.exams import defending, publishing
from trainer.ui.exam.screen import ExamScreen
from trainer.ui.frame import EXAM, HOME
from trainer.ui.kit.bar import ScoreBar
from trainer.ui.window import Window

MARKS = PassMarks(60, ((Competence.SERVICE, 80),))


def answer_wrong(window: Window) -> None:
    """Answer everything, wrong."""
    exam = window._later.exam
    assert exam is not None
    while exam.is_sitting:
        written = window.examining._written
        assert written is not None
        task = written.task
        given = Answer(typed=("嗯",))
        if isinstance(task, Question):
            given = Answer((next(each.id for each in task.choices if not each.right),))
        exam.answered.emit(given)


def release(desk: Desk, assessment: str) -> str:
    """Release the marks and write to the sitting, as the supervisor; return the id of the sitting."""
    desk.register().sign_in(BOSS, SECRET)
    desk.with_hall(publishing.release_marks, assessment)
    (mine,) = desk.with_hall(defending.who, assessment)
    assert mine.counting
    sitting, known = mine.counting.row.id, mine.counting.seq
    change = Override(0, Competence.ACCURACY, 50)
    desk.with_hall(defending.override, sitting, change, ("第 2 题两种答法都算对", known))
    desk.with_hall(defending.comment, sitting, "话术再背一遍", 1)
    desk.register().sign_out()
    return sitting


def sign_in(desk: Desk, name: str = STAFF) -> None:
    """Give the trainee a password and let her sign in."""
    desk.register().sign_in(BOSS, SECRET)
    person = next(each for each in desk.with_store(people.colleagues) if each.name == name)
    desk.with_store(people.set_password, person.id, "rain-and-wind")
    desk.register().sign_out()
    desk.register().sign_in(name, "rain-and-wind")


def words(page: QWidget) -> str:
    """Return all that is told on a page."""
    labels = [each.text() for each in page.findChildren(QLabel) if each.isVisible()]
    return "\n".join([*labels, *(each.accessibleName() for each in page.findChildren(ScoreBar))])


@pytest.fixture
def sat(window: Window, publish: Publish) -> str:
    """An assessment that was answered wrong and handed in; its id."""
    assessment = publish(PAPER, PHRASE, pass_marks=MARKS)
    exam = sit_down(window)
    exam.away.emit(12.5)
    answer_wrong(window)
    exam.end.acted.emit()
    return assessment


def again(window: Window) -> ExamScreen:
    """Come back to the list."""
    window.go_to(HOME)
    window.go_to(EXAM)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # the cards of before
    QApplication.processEvents()
    return exam_of(window)


def test_what_was_sat_is_listed_and_its_marks_only_once_released(
    window: Window, sat: str, desk: Desk
) -> None:
    exam = again(window)
    assert "第 1 次" in words(exam.offers)
    assert "成绩由主管公布" in words(exam.offers)
    assert exam.offers.marks == []
    assert not exam.offers.buttons[0].isVisible()
    release(desk, sat)
    exam = again(window)
    assert "成绩由主管公布" not in words(exam.offers)
    (button,) = exam.offers.marks
    assert window.focusWidget() is button


def test_own_marks_tell_everything(window: Window, sat: str, desk: Desk) -> None:
    release(desk, sat)
    exam = again(window)
    exam.offers.marks[0].click()
    assert exam.shows_marks
    told = words(exam.marks)
    for piece in ("没有通过", "合规：", "总分及格线 60%", "交卷时记的是 0%", "及格 80%，没有到"):
        assert piece in told, piece
    for piece in (
        "钱经理 改分",
        "两种答法都算对",
        "钱经理 批注：第 2 部分 话术再背一遍",
        "离开窗口 1 次：12.5 秒",
    ):
        assert piece in told, piece
    for piece in ("答错的题（4）", "正确答案：", "标准说法："):
        assert piece in told, piece


def test_the_keyboard_goes_to_the_marks_and_back(window: Window, sat: str, desk: Desk, qtbot: QtBot) -> None:
    release(desk, sat)
    exam = again(window)
    qtbot.keyClick(exam.offers.marks[0], Qt.Key.Key_Return)
    assert exam.shows_marks
    bar = exam.marks._scroll.verticalScrollBar()
    front = window.focusWidget()
    assert front is exam.marks._scroll
    QApplication.processEvents()
    qtbot.keyClick(front, Qt.Key.Key_PageDown)
    assert bar.value() > 0
    exam.marks.appeals.reason.setPlainText("我的理由")
    window.activateWindow()
    exam.marks.appeals.reason.setFocus()
    qtbot.waitUntil(exam.marks.appeals.reason.hasFocus)
    qtbot.keyClick(exam.marks.appeals.reason, Qt.Key.Key_Escape)
    assert exam.shows_marks
    qtbot.keyClick(exam.marks, Qt.Key.Key_Escape)
    assert not exam.shows_marks
    assert exam.offers.marks


def test_an_appeal_needs_a_reason_and_whoever_sat(window: Window, sat: str, desk: Desk) -> None:
    sitting = release(desk, sat)
    exam = again(window)
    exam.offers.marks[0].click()
    card = exam.marks.appeals
    card.send.click()
    assert "理由" in card.trouble.text()
    card.reason.setPlainText("第 2 部分第 1 句没有问清楚")
    card.send.click()
    assert "登录" in card.trouble.text()
    assert card.reason.toPlainText()
    assert card.send.isEnabled()
    sign_in(desk)
    card.send.click()
    assert card.state.text() == "等待答复"
    assert not card.reason.isVisible()
    assert "申诉已经提出" in exam.banner.accessibleName() + words(exam.banner)
    desk.register().sign_in(BOSS, SECRET)
    desk.with_hall(defending.answer, sitting, "看过了，不改")
    desk.register().sign_in(STAFF, "rain-and-wind")
    exam = again(window)
    exam.offers.marks[0].click()
    assert card.state.text() == "已答复"
    assert "钱经理答复：看过了，不改" in card.told.text()
    assert card.reason.isVisible()


def test_somebody_else_signed_in_is_shown_nothing(window: Window, sat: str, desk: Desk) -> None:
    release(desk, sat)
    exam = again(window)
    exam.offers.marks[0].click()
    sign_in(desk)
    desk.register().sign_out()
    exam = again(window)
    assert not exam.shows_marks
    assert exam.offers.marks == []
