"""The appeals of a sitting: how each stands, and room for one more where none is waiting."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton, QWidget

from trainer.ui.exam.when import when
from trainer.ui.kit.card import Card
from trainer.ui.kit.chip import Chip
from trainer.ui.kit.wrapping import wrapping
from trainer.ui.theme import Theme, mark

if TYPE_CHECKING:
    from trainer.training.exams.own import Appeal, OwnMarks

ASK = "觉得哪里判得不对，写下理由，主管会答复。申诉和姓名一起留在台账里，不能删改。"
HINT = "如：第 2 部分第 3 题，资费表上写的是……"
EMPTY = "请写明理由：哪一部分、哪一题、为什么。"
FIELD_ROWS = 4.8


class AppealsCard(Card):
    """`appealed` carries the reason."""

    appealed = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "申诉", parent)
        self.state, self.told, self.trouble = Chip(), wrapping(), wrapping()
        self.reason, self.send = QPlainTextEdit(), QPushButton("提出申诉")
        self._ask = wrapping(ASK, "sub")
        mark(self.trouble, "role", "warm")
        self.reason.setPlaceholderText(HINT)
        self.reason.setTabChangesFocus(True)
        self.reason.setFixedHeight(theme.px(FIELD_ROWS))
        label = QLabel("申诉理由（&R）")
        label.setBuddy(self.reason)
        self._form = (self._ask, label, self.reason, self.send)
        self.add_beside_title(self.state)
        for widget in (self.told, self._ask, label, self.reason, self.trouble):
            self.body.addWidget(widget)
        self.body.addWidget(self.send, 0, Qt.AlignmentFlag.AlignLeft)
        self.send.setAutoDefault(True)
        self.send.clicked.connect(self._on_send)

    def show_appeals(self, marks: "OwnMarks") -> None:
        """Tell how the appeals stand; while one is waiting there is no room for another."""
        self.state.setVisible(bool(marks.appeals))
        if marks.appeals:
            last = marks.appeals[-1].state
            self.state.show_word(last, "good" if last == "已答复" else "warm")
        self.told.setText("\n\n".join(_told(each) for each in marks.appeals))
        self.told.setVisible(bool(marks.appeals))
        for widget in self._form:
            widget.setVisible(not marks.is_waiting)
        self.reason.clear()
        self.send.setEnabled(True)
        self.refuse("")

    def refuse(self, sentence: str) -> None:
        """Tell why the appeal was not taken; what was typed stays."""
        self.trouble.setText(sentence)
        self.trouble.setVisible(bool(sentence))
        self.send.setEnabled(True)

    def _on_send(self) -> None:
        text = self.reason.toPlainText().strip()
        if not text:
            self.refuse(EMPTY)
            self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.send.setEnabled(False)
        self.appealed.emit(text)


def _told(appeal: "Appeal") -> str:
    asked = f"{when(appeal.asked.at)} 您申诉：{appeal.asked.text}"
    if appeal.answered is None:
        return f"{asked}\n等待主管答复。"
    return f"{asked}\n{when(appeal.answered.at)} {appeal.answered.by}答复：{appeal.answered.text}"
