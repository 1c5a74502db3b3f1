"""Photographs of 考核, for people to look at (build/photos/exam-*.png): list, sitting, end, own marks."""

from dataclasses import replace

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication

from tests.ui.exam.conftest import PAPER, PHRASE, Publish, exam_of
from tests.ui.exam.test_own import MARKS, answer_wrong, release, sign_in
from tests.ui.photos import LOOKS, SIZES, photograph
from tests.walks.test_floor_manager import BOSS, SECRET
from trainer.training.desk import Desk
from trainer.training.exams import defending
from trainer.ui.exam.screen import ExamScreen
from trainer.ui.frame import HOME
from trainer.ui.window import Window


def shoot(window: Window, name: str) -> None:
    """Photograph the window in both sizes."""
    window.setWindowState(Qt.WindowState.WindowNoState)
    for width, height in SIZES:
        window.resize(width, height)
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        photograph(window, f"exam-{name}-{window.settings.theme}-{width}")


def dressed(window: Window, look: str) -> ExamScreen:
    """Dress the window, and open the assessments."""
    window.go_to(HOME)
    window._wear(replace(window.settings, theme=look))
    QApplication.processEvents()  # the new furniture is shown
    return exam_of(window)


def sit(window: Window, exam: ExamScreen) -> None:
    """Begin, answer all wrong, and come back to the list, with photographs on the way."""
    for _sure in range(2):
        exam.offers.buttons[0].click()
    shoot(window, "sitting")
    exam.away.emit(12.5)
    answer_wrong(window)
    shoot(window, "end")
    exam.end.acted.emit()


def test_the_list_a_sitting_and_its_end(window: Window, publish: Publish, desk: Desk) -> None:
    assessment = publish(PAPER, PHRASE, pass_marks=MARKS, attempts=2, minutes=30)
    exam_of(window)
    for look in LOOKS:
        exam = dressed(window, look)
        shoot(window, "list")
        sit(window, exam)
        if look == LOOKS[0]:
            release(desk, assessment)


def test_own_marks(window: Window, publish: Publish, desk: Desk) -> None:
    assessment = publish(PAPER, PHRASE, pass_marks=MARKS)
    exam = exam_of(window)
    sit(window, exam)
    sitting = release(desk, assessment)
    sign_in(desk)
    exam.asked.emit(sitting)
    exam.marks.appeals.appealed.emit("第 2 部分的话术，提问没有说明是在营业厅还是在电话里。")
    for look in LOOKS:
        shoot_marks(dressed(window, look), sitting, window)
    desk.register().sign_in(BOSS, SECRET)
    desk.with_hall(defending.answer, sitting, "题目写明了是在营业厅前台，不改分；下次请把整句读完。")
    exam = dressed(window, LOOKS[0])
    exam.asked.emit(sitting)
    QApplication.processEvents()
    bar = exam.marks._scroll.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    photograph(window, "exam-answered-light-1280")


def shoot_marks(exam: ExamScreen, sitting: str, window: Window) -> None:
    """Photograph the marks of a sitting, from the top and at the end."""
    exam.asked.emit(sitting)
    shoot(window, "marks")
    window.resize(*SIZES[0])
    QApplication.processEvents()
    bar = exam.marks._scroll.verticalScrollBar()
    bar.setValue(bar.maximum())
    photograph(window, f"exam-missed-{window.settings.theme}-{SIZES[0][0]}")
