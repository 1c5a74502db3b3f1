"""The assessment that is looked at: its state, and what can be done with it, each after a second press."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QDateEdit,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from trainer.ui.dashboard.items.files import KINDS
from trainer.ui.kit.wrapping import wrapping
from trainer.ui.theme import Theme, mark

if TYPE_CHECKING:
    from trainer.training.exams.publishing import Published

EXTEND, WITHDRAW, RELEASE = "extend", "withdraw", "release"
A_WEEK = 7
_SURE = {EXTEND: "延长", WITHDRAW: "撤销这场考核", RELEASE: "公布成绩"}
_TOLD = {
    EXTEND: "可以考到哪一天为止，为什么延长？",
    WITHDRAW: "撤销以后谁也不能再开始；考过的成绩都留着。为什么撤销？",
    RELEASE: "公布以后，每个人登录都能看自己的成绩，不能收回。",
}


class ChosenBar(QWidget):
    """`extended` carries the last day and the reason, `withdrawn` the reason, `exported` a kind of sheet."""

    extended = Signal(object, str)
    withdrawn = Signal(str)
    released = Signal()
    exported = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asking = ""
        self.told, self.gone, self.trouble, self.asked = (
            wrapping(),
            wrapping(),
            wrapping(),
            wrapping("", "sub"),
        )
        self.extend, self.withdraw = QPushButton("延长…"), QPushButton("撤销…")
        self.release, self.export = QPushButton("公布成绩…"), QPushButton("导出…")
        self.buttons = {EXTEND: self.extend, WITHDRAW: self.withdraw, RELEASE: self.release}
        self.day, self.reason = QDateEdit(), QLineEdit()
        self.sure, self.leave = QPushButton(), QPushButton("算了")
        self._form, self._label = QWidget(), QLabel("截止到（&E）")
        self._dress()
        self._lay_out(theme)
        self._connect()
        self.show_nothing()

    def show_nothing(self) -> None:
        """None is chosen."""
        self.ask("")
        self.told.clear()
        self.gone.hide()
        for button in (*self.buttons.values(), self.export):
            button.setEnabled(False)

    def show_assessment(self, of: Published) -> None:
        """Show the state of an assessment, and what can still be done with it."""
        self.ask("")
        self.told.setText(_state(of))
        self.gone.setText(f"已撤销，谁也不能再考。理由：{of.withdrawn}")
        self.gone.setVisible(bool(of.withdrawn))
        self.export.setEnabled(True)
        self.extend.setEnabled(not of.withdrawn)
        self.withdraw.setEnabled(not of.withdrawn)
        self.release.setEnabled(not of.marks_shown)
        self.release.setText("成绩已公布" if of.marks_shown else "公布成绩…")
        last = _last_day(of.closes)
        self.day.setMinimumDate(QDate(last.year, last.month, last.day).addDays(1))
        self.day.setDate(QDate(last.year, last.month, last.day).addDays(A_WEEK))

    def ask(self, what: str) -> None:
        """Ask what is needed to extend, withdraw or release; "" asks nothing any more."""
        self._asking = what
        self._form.setVisible(bool(what))
        self.refuse("")
        if what:
            self.asked.setText(_TOLD[what])
            self.sure.setText(_SURE[what])
            self.sure.setEnabled(True)
            self.reason.clear()
            self.reason.setHidden(what == RELEASE)
            for widget in (self._label, self.day):
                widget.setVisible(what == EXTEND)
            first = {EXTEND: self.day, WITHDRAW: self.reason}.get(what, self.sure)
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def refuse(self, sentence: str) -> None:
        """Tell why it was not done; what was typed stays."""
        self.trouble.setText(sentence)
        self.trouble.setVisible(bool(sentence))
        self.sure.setEnabled(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc asks no more."""
        if event.key() == Qt.Key.Key_Escape and self._asking:
            self._on_left()
        else:
            super().keyPressEvent(event)

    def _dress(self) -> None:
        self.reason.setPlaceholderText("理由，会留姓名")
        self.reason.setAccessibleName("理由")
        self.day.setCalendarPopup(True)
        self.day.setDisplayFormat("yyyy年M月d日")
        self._label.setBuddy(self.day)
        for button in (*self.buttons.values(), self.export):
            mark(button, "kind", "ghost")
        mark(self.sure, "kind", "primary")
        mark(self.leave, "kind", "quiet")
        for label in (self.gone, self.trouble):
            mark(label, "role", "warm")

    def _lay_out(self, theme: Theme) -> None:
        gap, column = theme.px(theme.sizes.space_s), QVBoxLayout(self)
        row, form, line = QHBoxLayout(), QVBoxLayout(self._form), QHBoxLayout()
        row.addWidget(self.told, 1)
        for button in (*self.buttons.values(), self.export):
            row.addWidget(button)
        for widget in (self._label, self.day):
            line.addWidget(widget)
        line.addWidget(self.reason, 1)
        for button in (self.sure, self.leave):
            line.addWidget(button)
        form.setContentsMargins(0, 0, 0, 0)
        form.addWidget(self.asked)
        form.addLayout(line)
        form.addWidget(self.trouble)
        column.setContentsMargins(0, 0, 0, 0)
        for layout in (row, line, form, column):
            layout.setSpacing(gap)
        column.addLayout(row)
        column.addWidget(self.gone)
        column.addWidget(self._form)

    def _connect(self) -> None:
        self.extend.clicked.connect(self._on_extend)
        self.withdraw.clicked.connect(self._on_withdraw)
        self.release.clicked.connect(self._on_release)
        self.sure.clicked.connect(self._on_sure)
        self.reason.returnPressed.connect(self._on_sure)
        self.leave.clicked.connect(self._on_left)
        menu = QMenu(self.export)
        for kind, called in KINDS:
            menu.addAction(called).setData(kind)
        menu.triggered.connect(self._on_kind)
        self.export.setMenu(menu)

    def _on_extend(self) -> None:
        self.ask(EXTEND)

    def _on_withdraw(self) -> None:
        self.ask(WITHDRAW)

    def _on_release(self) -> None:
        self.ask(RELEASE)

    def _on_left(self) -> None:
        button = self.buttons[self._asking]
        self.ask("")
        button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_sure(self) -> None:
        self.sure.setEnabled(False)
        if self._asking == EXTEND:
            day = self.day.date()
            self.extended.emit(date(day.year(), day.month(), day.day()), self.reason.text())
        elif self._asking == WITHDRAW:
            self.withdrawn.emit(self.reason.text())
        else:
            self.released.emit()

    def _on_kind(self, action: QAction) -> None:
        self.exported.emit(str(action.data()))


def told_in_list(of: Published) -> str:
    """Write an assessment as two lines of the list."""
    closes = of.closes.astimezone()
    state = "（已撤销）" if of.withdrawn else ""
    size = f"{len(of.setting.people)} 人 {len(of.setting.parts)} 部分"
    return f"{of.row.title}{state}\n{closes:%m-%d %H:%M} 前，{size}"


def _state(of: Published) -> str:
    opens, last = of.setting.opens.astimezone(), _last_day(of.closes)
    moved = "（延长过）" if of.closes != of.row.closes else ""
    total = of.setting.pass_marks.total
    line = f"，及格线 {total}%" if total else ""
    shown = "本人能看成绩" if of.marks_shown else "成绩还没有公布"
    days = f"{opens.month}月{opens.day}日至{last.month}月{last.day}日{moved}"
    return f"《{of.row.title}》　{days}{line}　{shown}"


def _last_day(closes: datetime) -> date:
    """Return the last day on which it can be sat: midnight belongs to the day before."""
    return (closes.astimezone() - timedelta(microseconds=1)).date()
