"""A question on the screen: what is asked, the pad for the answer, and beside it what came of it."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from trainer.core.quiz.question import Answer, Question
from trainer.training.sitting import Prompt, Sitting, Task, stem_of
from trainer.ui.kit.card import Card
from trainer.ui.kit.chip import Chip
from trainer.ui.kit.keyline import Key, KeyLine
from trainer.ui.kit.scrolling import upright
from trainer.ui.kit.wrapping import wrapping
from trainer.ui.quiz.feedback import FINISH, NEXT, Feedback, NextButton
from trainer.ui.quiz.pad import AnswerPad, how_to, keys_of
from trainer.ui.quiz.trail import Trail
from trainer.ui.theme import Theme, mark

TITLES = {
    "今日到期": "今天的练习",
    "按题": "选题练习",
    "错题": "再练错题",
    "突击": "突击",
    "话术": "默写话术",
}
CRAMMING = "突击不改变复习安排"
COMMON: tuple[Key, ...] = (("L", "朗读"), ("Ctrl+Z", "撤回上一题"), ("Esc", "结束"))
AFTER: tuple[Key, ...] = (("Enter", "继续"), ("S", "看出处"), *COMMON)
HARDEST = 5
_BESIDE, _ROOMY = 28.0, 62.0
_LARGE = (100.0, 55.0)


class AskPage(QWidget):
    """Shows one task of a sitting; the page is built once and used for all."""

    answered = Signal(Answer)
    next_wanted = Signal()
    undo_wanted = Signal()
    left = Signal()
    read = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._task: Task | None = None
        self.is_revealed = False
        self.title, self.count, self.bar = QLabel(), QLabel(), QProgressBar()
        self.cramming = Chip(CRAMMING, "warm")
        self.reading, self.undo, self.leave = (
            QPushButton("朗读"),
            QPushButton("撤回上一题"),
            QPushButton("结束"),
        )
        self.chips = [Chip() for _ in range(4)]
        self.stem, self.given = wrapping("", "large"), wrapping()
        self.pad, self.feedback = AnswerPad(theme), Feedback(theme)
        self.trail, self.way = Trail(theme), Card(theme, "这一轮")
        self.keys, self.next = KeyLine(theme), NextButton()
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._areas: list[QScrollArea] = []
        self._lay_out()
        self._connect()

    def ask(self, sitting: Sitting) -> None:
        """Ask what is asked now."""
        task = sitting.task
        assert task is not None, "only what is not over is asked"
        self._task, self.is_revealed = task, False
        self._show_progress(sitting)
        self._show_chips(sitting, task)
        self.stem.setText(stem_of(task))
        self.given.setText(_given(task))
        self.given.setVisible(bool(self.given.text()))
        self._show_beside()
        self.pad.ask(task)
        self.keys.show_keys((*keys_of(task), *COMMON))
        for area in self._areas:
            area.verticalScrollBar().setValue(0)
        self.take_focus()

    def reveal(self, sitting: Sitting) -> None:
        """Show what came of the last answer, and draw the next question beforehand."""
        done = sitting.done[-1]
        self._task, self.is_revealed = done.task, True
        self._show_progress(sitting)
        self.pad.reveal(done)
        self.feedback.show_done(done, sitting.titles)
        self.next.setText(FINISH if sitting.is_over else NEXT)
        self.next.setAccessibleDescription(self.feedback.note.accessibleName())
        self._show_beside()
        self.keys.show_keys(AFTER)
        self.take_focus()
        if sitting.task is not None:
            self.pad.prepare(sitting.task)

    def take_focus(self) -> None:
        """Put the keyboard where the work is."""
        if self.is_revealed:
            self.next.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._task is not None:
            self.pad.take_focus()

    def spoken(self) -> str:
        """Return what can be read aloud now."""
        if isinstance(self._task, Prompt):
            return self._task.spoken if self.is_revealed else self._task.moment
        return self._task.stem if self._task else ""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """L reads aloud, S shows the proof, Ctrl+Z takes back, Esc ends."""
        key, control = event.key(), event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.isAutoRepeat():
            event.ignore()
        elif key == Qt.Key.Key_Z and control:
            self.undo_wanted.emit()
        elif key == Qt.Key.Key_L and not control:
            self._on_reading()
        elif key == Qt.Key.Key_S and self.is_revealed:
            self.feedback.toggle_sources()
        elif key == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the feedback beside the question where there is room, else below it."""
        super().resizeEvent(event)
        roomy = self._is_roomy
        self._body.setDirection(
            QBoxLayout.Direction.LeftToRight if roomy else QBoxLayout.Direction.TopToBottom
        )
        self._show_beside()
        self._enlarge(event.size())
        for widget in (self.way, self.feedback):
            widget.setMinimumWidth(self._theme.px(_BESIDE) if roomy else 0)

    def _enlarge(self, size: QSize) -> None:
        """Use the room there is for larger letters."""
        large = size.width() >= self._theme.px(_LARGE[0]) and size.height() >= self._theme.px(_LARGE[1])
        mark(self.stem, "role", "title" if large else "large")
        mark(self.given, "role", "large" if large else "body")
        self.pad.picking.cards.set_text_role("large" if large else "body")

    def _show_beside(self) -> None:
        """Show the way until there is something to tell; where there is no room, nothing until then."""
        for widget in (self.feedback, self.next):
            widget.setVisible(self.is_revealed)
        self.way.setVisible(self._is_roomy and not self.is_revealed)
        self._areas[1].setVisible(self._is_roomy or self.is_revealed)

    @property
    def _is_roomy(self) -> bool:
        return self.width() >= self._theme.px(_ROOMY)

    def _show_progress(self, sitting: Sitting) -> None:
        asked = len(sitting.done) + (0 if self.is_revealed else 1)
        self.title.setText(TITLES[sitting.wish.kind])
        self.cramming.setVisible(sitting.wish.kind == "突击")
        self.count.setText(f"第 {asked} 题，共 {len(sitting.tasks)} 题")
        self.bar.setMaximum(len(sitting.tasks))
        self.bar.setValue(len(sitting.done))
        self.undo.setEnabled(bool(sitting.done))
        self.trail.show_sitting(sitting)

    def _show_chips(self, sitting: Sitting, task: Task) -> None:
        words = [how_to(task)]
        if isinstance(task, Question):
            stars = "★" * task.difficulty + "☆" * max(0, HARDEST - task.difficulty)
            words += [task.skill, f"难度 {stars}", "、".join(task.brands[:2])]
        else:
            words += [task.post, task.step]
        for chip, word in zip(self.chips, [*words, "", "", ""], strict=False):
            chip.show_word(word)
            chip.setVisible(bool(word))

    def _lay_out(self) -> None:
        theme, sizes = self._theme, self._theme.sizes
        self.way.body.addWidget(self.trail)
        self._body.setSpacing(theme.px(sizes.space_l))
        for side, stretch in ((self._question(), 3), (self._beside(), 2)):
            area = upright()
            area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            area.setWidget(side)
            side.setAutoFillBackground(False)
            self._areas.append(area)
            self._body.addWidget(area, stretch)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(sizes.space_m))
        column.addLayout(self._head())
        column.addWidget(self.bar)
        column.addLayout(self._body, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.keys, 1)
        foot.addWidget(self.next)
        column.addLayout(foot)

    def _question(self) -> QWidget:
        theme, sizes = self._theme, self._theme.sizes
        room, chips = QWidget(), QHBoxLayout()
        chips.setSpacing(theme.px(sizes.space_s))
        for chip in self.chips:
            chips.addWidget(chip)
        chips.addStretch(1)
        column = QVBoxLayout(room)
        column.setContentsMargins(0, 0, theme.px(sizes.space_s), 0)
        column.setSpacing(theme.px(sizes.space_m))
        column.addLayout(chips)
        for widget in (self.stem, self.given):
            column.addWidget(widget)
        column.addWidget(self.pad, 1)
        return room

    def _beside(self) -> QWidget:
        room = QWidget()
        column = QVBoxLayout(room)
        column.setContentsMargins(0, 0, self._theme.px(self._theme.sizes.space_s), 0)
        column.addWidget(self.way)
        column.addWidget(self.feedback)
        column.addStretch(1)
        return room

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self._theme.px(self._theme.sizes.space_s))
        self.title.setProperty("role", "heading")
        self.count.setProperty("role", "sub")
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName("做了几题")
        for widget in (self.title, self.count, self.cramming):
            row.addWidget(widget)
        row.addStretch(1)
        tips = (
            "朗读题目；答完以后朗读标准说法（L）",
            "刚才点错了：把上一题收回来重答（Ctrl+Z）",
            "做到这里为止（Esc）",
        )
        for button, tip in zip((self.reading, self.undo, self.leave), tips, strict=True):
            button.setProperty("kind", "quiet")
            button.setToolTip(tip)
            row.addWidget(button)
        return row

    def _connect(self) -> None:
        self.pad.answered.connect(self.answered)
        self.next.clicked.connect(self.next_wanted)
        self.reading.clicked.connect(self._on_reading)
        self.undo.clicked.connect(self.undo_wanted)
        self.leave.clicked.connect(self.left)

    def _on_reading(self) -> None:
        if words := self.spoken():
            self.read.emit(words)


def _given(task: Task) -> str:
    """Tell what belongs into the blanks of a phrase."""
    if isinstance(task, Question) or not task.given:
        return ""
    return "　".join(f"{name}：{value}{'元' if name == '金额' else ''}" for name, value in task.given)
