"""A row of a paper: so many questions of a kind, and how many of these there are to draw from."""

from collections.abc import Iterable, Sequence
from typing import get_args

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QFrame, QGridLayout, QLabel, QPushButton, QWidget

from trainer.core.quiz.question import Form, Skill
from trainer.training.exams.plain import PlainRow, Stock, Topics
from trainer.ui.dashboard.setting.fields import Field, number, pick
from trainer.ui.theme import Theme, mark

ANY = "不限"
MOST_IN_A_ROW = 500
DIFFICULTIES = tuple(range(1, 6))


class SearchCombo(QComboBox):
    """Any part of the words can be typed; what is none of them is not taken."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        finds, edit = self.completer(), self.lineEdit()
        assert finds is not None
        assert edit is not None
        finds.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        finds.setFilterMode(Qt.MatchFlag.MatchContains)
        edit.editingFinished.connect(self._on_typed)

    def _on_typed(self) -> None:
        self.setCurrentIndex(max(0, self.findText(self.currentText())))
        self.setEditText(self.itemText(self.currentIndex()))


class RowCard(QFrame):
    """`changed` when somebody edits it, `removed` when it is to go."""

    changed = Signal()
    removed = Signal()

    def __init__(self, theme: Theme, topics: Topics, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._topics = topics
        self.count = number(1, MOST_IN_A_ROW, 10)
        self.skill = _choice((skill, skill) for skill in get_args(Skill))
        self.form = _choice((form, form) for form in get_args(Form))
        self.difficulty = _choice((level, f"{level} 级") for level in DIFFICULTIES)
        self.brand = _choice((brand, brand) for brand in topics.brands)
        self.rule = _filled(SearchCombo(), topics.rules)
        self.remove, self.stock = QPushButton("去掉这一行"), QLabel()
        mark(self.remove, "kind", "quiet")
        mark(self.stock, "role", "sub")
        self._filling = False
        self._lay_out(theme)
        self.remove.clicked.connect(self.removed)

    def show_row(self, row: PlainRow) -> None:
        """Show a row; nobody hears of it."""
        self._filling = True
        self.count.setValue(row.count)
        for combo, value in (
            (self.skill, row.skill),
            (self.form, row.form),
            (self.difficulty, row.difficulty),
            (self.brand, row.brand),
            (self.rule, row.rule),
        ):
            pick(combo, value)
        self._filling = False
        self._show_stock()

    @property
    def row(self) -> PlainRow:
        """The row as it is now."""
        return PlainRow(
            self.count.value(),
            self.skill.currentData() or "",
            self.form.currentData() or "",
            self.difficulty.currentData() or 0,
            self.brand.currentData() or "",
            self.rule.currentData() or "",
        )

    def _lay_out(self, theme: Theme) -> None:
        grid, gap = QGridLayout(self), theme.px(theme.sizes.space_s)
        grid.setContentsMargins(gap, gap, gap, gap)
        grid.setHorizontalSpacing(gap)
        grid.setVerticalSpacing(theme.px(theme.sizes.space_xs))
        fields = (
            *(("题数", self.count, 0, 0, 1), ("内容", self.skill, 0, 1, 1)),
            *(("题型", self.form, 0, 2, 1), ("难度", self.difficulty, 0, 3, 1)),
            *(("品牌", self.brand, 1, 0, 2), ("规则，可打字找", self.rule, 1, 2, 2)),
        )
        for words, inside, line, place, wide in fields:
            inside.setAccessibleName(words)
            field = Field(theme, words, inside)
            field.changed.connect(self._on_edited)
            grid.addWidget(field, line, place, 1, wide)
        for place in range(4):
            grid.setColumnStretch(place, 1)
        grid.addWidget(self.stock, 2, 0, 1, 3)
        grid.addWidget(self.remove, 2, 3, Qt.AlignmentFlag.AlignRight)

    def _show_stock(self) -> None:
        """Say how many questions there are, once that is known."""
        known, row = self._topics.stock, self.row
        found = sum(stock.count for stock in known if row.takes(stock))
        short = bool(known) and found < row.count
        self.stock.setText(_told(known, found, short))
        mark(self.stock, "role", "hot" if short else "sub")

    def _on_edited(self) -> None:
        if not self._filling:
            self._show_stock()
            self.changed.emit()


def _told(known: Sequence[Stock], found: int, short: bool) -> str:
    if not known:
        return ""
    return f"题库里只有 {found} 道，请减少题数或放宽条件" if short else f"题库里有 {found} 道"


def _choice(rows: Iterable[tuple[object, str]]) -> QComboBox:
    return _filled(QComboBox(), rows)


def _filled(combo: QComboBox, rows: Iterable[tuple[object, str]]) -> QComboBox:
    combo.setMinimumContentsLength(4)
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    combo.addItem(ANY, None)
    for value, words in rows:
        combo.addItem(words, value)
    return combo
