"""Handing a sheet in: what stands on it, a remark, for a correction the reason; one press, after a look."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from trainer.core.observing import Row, Walk
from trainer.ui.dashboard.walk.words import moment_words
from trainer.ui.kit.card import Card
from trainer.ui.kit.wrapping import wrapping
from trainer.ui.theme import Theme

LONGEST = 200


class Handing(QWidget):
    """`confirmed` carries the remark and the reason; `closed` goes back to the rows."""

    confirmed = Signal(str, str)
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._card = Card(theme, "交表之前看一眼")
        self.summary = wrapping()
        self.remark, self.reason = QLineEdit(), QLineEdit()
        self.reason_label = QLabel("更正的理由（必填）")
        for field, label in ((self.remark, QLabel("整张表的备注")), (self.reason, self.reason_label)):
            field.setMaxLength(LONGEST)
            label.setBuddy(field)
            field.setAccessibleName(label.text())
        self.confirm = QPushButton("交表")
        self.confirm.setProperty("kind", "primary")
        self._back = QPushButton("再看看（Esc）")
        self.confirm.clicked.connect(self._on_confirm)
        self._back.clicked.connect(self.closed)
        self._lay_out(theme)

    def ask(self, walk: Walk, rows: Sequence[Row]) -> None:
        """Tell what would be handed in."""
        counts = {
            verdict: sum(row.verdict == verdict for row in rows) for verdict in ("done", "missed", "unseen")
        }
        silent = sum(row.verdict is None for row in rows)
        people = {row.spot.person_id for row in rows if row.spot.person_id}
        events = {row.spot.event for row in rows if row.spot.event}
        door = f"，顾客走入 {len(events)} 次" if events else ""
        told = f"{moment_words(walk.day, walk.time, walk.shift)}，{len(people)} 人{door}。\n"
        told += f"做到 {counts['done']} 条，没做到 {counts['missed']} 条，未见 {counts['unseen'] + silent} 条"
        told += f"（其中 {silent} 条没有记，按“未见”交，不计分）。" if silent else "（未见不计分）。"
        told += "\n交了以后不能改，只能另写更正；原来的留在台账里。"
        self.summary.setText(told)
        self._card.setAccessibleDescription(told)
        for widget in (self.reason, self.reason_label):
            widget.setVisible(bool(walk.corrects))
        self.remark.clear()
        self.reason.clear()
        (self.reason if walk.corrects else self.confirm).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the rows."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _lay_out(self, theme: Theme) -> None:
        fields = QFormLayout()
        fields.addRow(QLabel("整张表的备注"), self.remark)
        fields.addRow(self.reason_label, self.reason)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._back)
        row.addWidget(self.confirm)
        self._card.body.addWidget(self.summary)
        self._card.body.addLayout(fields)
        self._card.body.addLayout(row)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._card)
        outer.addStretch(1)

    def _on_confirm(self) -> None:
        self.confirmed.emit(self.remark.text(), self.reason.text())
