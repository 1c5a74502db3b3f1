"""What a supervisor writes to marks: a correction with its reason, a comment, the answer to an appeal."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from trainer.core.exam.verdict import Override
from trainer.core.scenario import Competence
from trainer.ui.kit.wrapping import wrapping
from trainer.ui.theme import Theme, mark

if TYPE_CHECKING:
    from trainer.training.exams.defending import Defended

LONGEST = 500


class MarkTools(QWidget):
    """`corrected` carries an Override, the reason and the newest entry known; `noted` a text and its part.

    With `part` it writes to that part alone; None is the whole sitting.
    """

    corrected = Signal(object, str, int)
    noted = Signal(str, object)
    replied = Signal(str)

    def __init__(self, theme: Theme, *, across: bool = False, parent: QWidget | None = None) -> None:
        """`across` lays it out as one row, as for a page that is wide; appeals are answered elsewhere."""
        super().__init__(parent)
        self._opened: Defended | None = None
        self._part: int | None = None
        self.what, self.to, self.reason = QComboBox(), QSpinBox(), QLineEdit()
        self.change, self.note, self.reply = QPushButton("改分"), QPushButton("批注"), QPushButton("答复申诉")
        self.trouble = wrapping()
        mark(self.trouble, "role", "warm")
        self.reason.setPlaceholderText("理由或批注，会留姓名")
        self.reason.setMaxLength(LONGEST)
        for field, name in ((self.reason, "理由"), (self.what, "改哪一项"), (self.to, "改成几分")):
            field.setAccessibleName(name)
        self.what.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.reply.setHidden(across)
        self._lay_out(theme, across=across)
        self.what.currentIndexChanged.connect(self._on_what)
        self.change.clicked.connect(self._on_change)
        self.note.clicked.connect(self._on_note)
        self.reply.clicked.connect(self._on_reply)
        self.show_nothing()

    def show_nothing(self) -> None:
        """There is nothing to write to."""
        self._opened = None
        self.what.clear()
        self.reason.clear()
        self.refuse("")
        self.setEnabled(False)

    def show_sitting(self, opened: "Defended", part: int | None = None) -> None:
        """Offer what can be corrected in a sitting, or in one part of it."""
        self._opened, self._part = opened, part
        self.what.clear()
        for place, result in enumerate(opened.effective):
            if part in (None, place):
                self._offer(place, result.got, result.best, result.critical)
        self.reason.clear()
        self.refuse("")
        self.setEnabled(True)
        self.change.setEnabled(self.what.count() > 0)

    def refuse(self, sentence: str) -> None:
        """Tell why something was not written; what was typed stays."""
        self.trouble.setText(sentence)
        self.trouble.setVisible(bool(sentence))

    def _offer(
        self, place: int, got: tuple[int, ...], best: tuple[int, ...], critical: tuple[str, ...]
    ) -> None:
        named = "" if self._part is not None else f"第{place + 1}部分 "
        for at, competence in enumerate(Competence):
            if best[at]:
                words = f"{named}{competence.value} {got[at]}/{best[at]}"
                self.what.addItem(words, (place, competence, got[at], best[at]))
        for each in critical:
            self.what.addItem(f"{named}撤销否决：{each}", (place, None, each, 0))

    def _lay_out(self, theme: Theme, *, across: bool) -> None:
        column, buttons = QVBoxLayout(self), QHBoxLayout()
        gap = theme.px(theme.sizes.space_s)
        rows: list[QBoxLayout] = [QHBoxLayout()] if across else [QHBoxLayout(), QHBoxLayout(), buttons]
        rows[0].addWidget(self.what, 1)
        rows[0].addWidget(self.to)
        rows[0 if across else 1].addWidget(self.reason, 2)
        for button in (self.change, self.note, self.reply):
            mark(button, "kind", "ghost")
            rows[-1].addWidget(button)
        if not across:
            buttons.addStretch(1)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap)
        column.addWidget(self.trouble)
        for row in rows:
            row.setSpacing(gap)
            column.addLayout(row)

    def _on_what(self, _place: int) -> None:
        data = self.what.currentData()
        self.to.setVisible(bool(data and data[1]))
        if data and data[1]:
            self.to.setRange(0, data[3])
            self.to.setValue(data[2])

    def _on_change(self) -> None:
        data = self.what.currentData()
        if self._opened is None or data is None:
            return
        place, competence, value, _ = data
        made = Override(place, competence, self.to.value()) if competence else Override(place, critical=value)
        self.corrected.emit(made, self.reason.text(), self._opened.seq)

    def _on_note(self) -> None:
        self.noted.emit(self.reason.text(), self._part)

    def _on_reply(self) -> None:
        self.replied.emit(self.reason.text())
