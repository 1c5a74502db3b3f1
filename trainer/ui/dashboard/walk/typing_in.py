"""The form to type the result of a company's check; nothing in it is filled in beforehand but the day."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDateEdit,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from trainer.core.composite import Inspected
from trainer.core.errors import TrainerError
from trainer.ui.dashboard.walk.words import read_mark
from trainer.ui.kit.card import Card
from trainer.ui.theme import Theme

LONGEST = 100


class ResultForm(Card):
    """`typed` carries the title of the check and the result of one person."""

    typed = Signal(str, object)
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "录入一个人的检查成绩", parent)
        self.title, self.got, self.out_of, self.remark = (QLineEdit() for _ in range(4))
        self.person, self.day = QComboBox(), QDateEdit()
        self.day.setDisplayFormat("yyyy年M月d日")
        self.title.setPlaceholderText("例如：七月神秘顾客检查")
        for field in (self.title, self.remark):
            field.setMaxLength(LONGEST)
        self.trouble = QLabel()
        self.trouble.setProperty("role", "hot")
        self.trouble.hide()
        self.save = QPushButton("记下")
        self.save.setProperty("kind", "primary")
        self._close = QPushButton("关闭")
        self.save.clicked.connect(self._on_save)
        self._close.clicked.connect(self.closed)
        self._lay_out(theme)

    def offer(self, people: Sequence[tuple[int, str]], today: date) -> None:
        """Offer the people of the hall; the day is today until another is chosen."""
        self.person.clear()
        for person_id, name in people:
            self.person.addItem(name, person_id)
        self.day.setDate(QDate(today.year, today.month, today.day))
        self.trouble.hide()
        self.title.setFocus()

    def complain(self, sentence: str) -> None:
        """Say what is wrong, "" for nothing."""
        self.trouble.setText(sentence)
        self.trouble.setAccessibleName(sentence)
        self.trouble.setVisible(bool(sentence))

    def _lay_out(self, theme: Theme) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(theme.sizes.space_m))
        named = (
            *(("检查", self.title), ("姓名", self.person), ("日期", self.day)),
            *(("得分", self.got), ("满分", self.out_of), ("备注", self.remark)),
        )
        for place, (words, field) in enumerate(named):
            label = QLabel(words)
            label.setBuddy(field)
            field.setAccessibleName(words)
            line, column = divmod(place, 3)
            grid.addWidget(label, line, 2 * column)
            grid.addWidget(field, line, 2 * column + 1)
            grid.setColumnStretch(2 * column + 1, 1)
        row = QHBoxLayout()
        row.addWidget(self.trouble, 1)
        row.addStretch(1)
        row.addWidget(self._close)
        row.addWidget(self.save)
        self.body.addLayout(grid)
        self.body.addLayout(row)

    def _on_save(self) -> None:
        try:
            got = read_mark(self.got.text(), "得分")
            out_of = read_mark(self.out_of.text(), "满分")
        except TrainerError as error:
            self.complain(str(error))
            return
        if self.person.currentData() is None:
            self.complain("请选一个人。")
            return
        self.complain("")
        on = self.day.date()
        day = date(on.year(), on.month(), on.day())
        person_id = int(self.person.currentData())
        row = Inspected(person_id, day, got, out_of, " ".join(self.remark.text().split()))
        self.typed.emit(self.title.text(), row)
