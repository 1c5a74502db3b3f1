"""The screen of assessments: the list, the parts one after another, the leave to go, the end, own marks."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from trainer.core.exam.setting import CALLED
from trainer.core.quiz.question import Answer
from trainer.ui.exam.bar import ExamBar
from trainer.ui.exam.marks import MarksPage
from trainer.ui.exam.offers import OffersPage
from trainer.ui.exam.watch import FocusWatch
from trainer.ui.exam.written import WrittenPage
from trainer.ui.kit.banner import Banner
from trainer.ui.kit.empty import EmptyState
from trainer.ui.kit.signin import SignInCard
from trainer.ui.theme import Theme

if TYPE_CHECKING:
    from trainer.store.rows import Payload
    from trainer.training.exams.offers import Offer
    from trainer.training.exams.own import OwnMarks
    from trainer.training.exams.seats import Seat
    from trainer.training.exams.written import Written

WHY_LEAVE = "考核中离开要主管同意：请主管登录。不离开就按“返回”，接着考；时间照走。"
DONE, UP = "已经交卷，辛苦了。", "时间到，已经做的都交上去了。"
LATER = "成绩由主管公布。"
HANDED_IN = f"{DONE}\n{LATER}"
BACK = "回到列表"
MINUTE_MS = 60_000


def told_at_end(result: "Payload | None", *, is_up: bool) -> str:
    """Say that it is over, with the marks where the supervisor lets them be seen."""
    told = LATER
    if result:
        told = f"得分 {result['percent']}%，{'通过' if result['passed'] else '没有通过'}。"
    return f"{UP if is_up else DONE}\n{told}"


class ExamScreen(QWidget):
    """Shows what it is told; what was pressed goes out by signals. The player and the page are handed in."""

    begun = Signal(str)
    answered = Signal(Answer)
    ran_out = Signal()
    released = Signal(str, str)
    """A supervisor lets the trainee leave: name and password."""
    gone = Signal(float)
    """The window was left so many seconds ago, and is not back."""
    away = Signal(float)
    """The window was left for so many seconds, and is back."""
    returned = Signal()
    asked = Signal(str)
    """The marks of a sitting (its id) are to be seen."""
    appealed = Signal(str)
    """An appeal against the marks that are shown: its reason."""

    def __init__(self, theme: Theme, player: QWidget, written: WrittenPage) -> None:
        super().__init__()
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.player, self.written = player, written
        self.bar, self.banner, self.offers = ExamBar(theme), Banner(theme), OffersPage(theme)
        self.marks, self.watch = MarksPage(theme), FocusWatch(self)
        self.leave, self.end = SignInCard(theme, WHY_LEAVE), EmptyState(theme, HANDED_IN, BACK)
        self._pages = QStackedWidget()
        column = QVBoxLayout(self)
        self._front, self._own = _framed(theme, self.offers), _framed(theme, self.marks)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for page in (self._front, player, written, self.leave, self.end, self._own):
            self._pages.addWidget(page)
        for widget in (self.bar, self.banner):
            column.addWidget(widget)
        column.addWidget(self._pages, 1)
        self._before: QWidget = self._front
        self._connect()
        self.show_offers("", [])

    @property
    def is_sitting(self) -> bool:
        """Tell whether an assessment is sat now."""
        return self._pages.currentWidget() in (self.player, self.written, self.leave)

    @property
    def shows_marks(self) -> bool:
        """Tell whether somebody's marks are in front."""
        return self._pages.currentWidget() is self._own

    def show_offers(self, name: str, offers: "list[Offer]") -> None:
        """Show what a person is to sit."""
        self.bar.hide()
        self.bar.stop()
        self.offers.show_offers(name, offers)
        self._turn_to(self._front)

    def show_seat(self, seat: "Seat") -> None:
        """Tell which part it is, and count down what time is left."""
        part = seat.part
        of = len(seat.setting.parts)
        told = f"第 {seat.place + 1} 部分，共 {of} 部分：{CALLED[part.kind]}" if part else ""
        self.bar.show_part(seat.setting.title, seat.row.person, told)
        left = None if seat.left is None else max(0, round(seat.left.total_seconds() * 1000))
        self.bar.show_left(
            left, (part.minutes if part and part.minutes else seat.setting.minutes) * MINUTE_MS
        )
        self.bar.show()

    def show_player(self) -> None:
        """Bring the scenario to the front."""
        self._turn_to(self.player)

    def show_written(self, written: "Written") -> None:
        """Ask what is next in a written part."""
        self.written.show_written(written)
        self._turn_to(self.written)
        self.written.pad.take_focus()

    def ask_leave(self) -> None:
        """Let a supervisor sign in, or the trainee go on."""
        self._before = self._pages.currentWidget() or self._front
        self._turn_to(self.leave)

    def show_marks(self, marks: "OwnMarks") -> None:
        """Show the own marks of a sitting."""
        self.marks.show_marks(marks)
        self._turn_to(self._own)

    def show_end(self, sentence: str = HANDED_IN) -> None:
        """Say that it is over."""
        self.bar.hide()
        self.bar.stop()
        self.end.say(sentence, BACK)
        self._turn_to(self.end)

    def say(self, sentence: str) -> None:
        """Tell what went wrong."""
        self.banner.say(sentence, "hot")

    def take_focus(self) -> None:
        """Put the keyboard where the work is."""
        page = self._pages.currentWidget()
        if page is self._front:
            self.offers.take_focus()
        elif page is self.leave:
            self.leave.take_focus()
        elif page is self.written:
            self.written.pad.take_focus()
        elif page is self._own:
            self.marks.take_focus()
        else:
            (page or self).setFocus(Qt.FocusReason.OtherFocusReason)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard on to where the work is."""
        super().focusInEvent(event)
        self.take_focus()

    def hideEvent(self, event: QHideEvent) -> None:
        """A window that is closed is left; another page that is brought to the front is not."""
        super().hideEvent(event)
        if not self.window().isVisible():
            self.watch.close()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc asks for leave while an assessment is sat."""
        if event.key() == Qt.Key.Key_Escape and self._pages.currentWidget() is self.written:
            self.ask_leave()
        else:
            super().keyPressEvent(event)

    def _connect(self) -> None:
        self.offers.begun.connect(self.begun)
        self.written.answered.connect(self.answered)
        self.bar.ran_out.connect(self.ran_out)
        self.bar.left.connect(self.ask_leave)
        self.leave.entered.connect(self.released)
        self.leave.left.connect(self._on_stayed)
        self.end.acted.connect(self.returned)
        self.offers.asked.connect(self.asked)
        self.marks.appealed.connect(self.appealed)
        self.marks.left.connect(self.returned)
        self.watch.left.connect(self._on_gone)
        self.watch.returned.connect(self._on_back)

    def _turn_to(self, page: QWidget) -> None:
        self.banner.hide()
        self._pages.setCurrentWidget(page)
        self.take_focus()

    def _on_stayed(self) -> None:
        self.leave.set_who("")
        self._turn_to(self._before)

    def _on_gone(self, seconds: float) -> None:
        if self.is_sitting:
            self.gone.emit(seconds)

    def _on_back(self, seconds: float) -> None:
        if self.is_sitting:
            self.away.emit(seconds)


def _framed(theme: Theme, page: QWidget) -> QWidget:
    frame, side = QWidget(), theme.px(theme.sizes.space_xl)
    inside = QVBoxLayout(frame)
    inside.setContentsMargins(side, theme.px(theme.sizes.space_m), side, theme.px(theme.sizes.space_m))
    inside.addWidget(page)
    return frame
