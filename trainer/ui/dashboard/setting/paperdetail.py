"""A paper in detail: what it is called, its rows, and the way to look at it before it is published."""

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from trainer.training.exams.plain import PlainPaper, PlainRow, Topics
from trainer.ui.dashboard.setting.details import Detail
from trainer.ui.dashboard.setting.fields import Field
from trainer.ui.dashboard.setting.rows import RowCard
from trainer.ui.kit.wrapping import wrapping
from trainer.ui.theme import Theme, mark

PREVIEW = "预览试卷（&V）"
LOOKED_AT = "看过的这份就是要考的卷子；改了题目的条件，要重新抽。"
NOT_YET = "还没有看过：预览以后，考的就是看到的那一份。"


class PaperDetail(Detail):
    """`preview_wanted` when somebody wants to look at the paper."""

    preview_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._theme, self._part, self._topics = theme, PlainPaper(), Topics()
        self.called, self.rows = QLineEdit(), list[RowCard]()
        self.called.setPlaceholderText("不写就叫“考核名称＋试卷”")
        self.add, self.preview = QPushButton("再加一行（&I）"), QPushButton(PREVIEW)
        self.state = wrapping("", "sub")
        self.column.setContentsMargins(0, 0, theme.px(theme.sizes.space_s), 0)  # clear of the scroll bar
        named = Field(theme, "试卷名称（&E）", self.called)
        self.grid.addWidget(named, 0, 0, 1, 2)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.px(theme.sizes.space_s))
        line = QHBoxLayout()
        for button in (self.preview, self.add):
            line.addWidget(button)
        mark(self.add, "kind", "quiet")
        line.addStretch(1)
        self.column.addLayout(self._rows)
        self.column.addLayout(line)
        self.column.addWidget(self.state)
        self.column.addStretch(1)
        named.changed.connect(self.tell)
        self.add.clicked.connect(self._on_add)
        self.preview.clicked.connect(self.preview_wanted)

    def learn(self, topics: Topics) -> None:
        """Take what rows can ask for."""
        self._topics = topics
        self.show_part(self._part)

    def show_part(self, part: PlainPaper) -> None:
        """Show a part that is a paper."""
        self.filling(True)
        self._part = part
        self.show_common("试卷", part)
        self.called.setText(part.title)
        self._show_rows(part.rows)
        self._show_state()
        self.filling(False)

    def take_drawn(self, part: PlainPaper) -> None:
        """Take the paper that was looked at; the fields stay as they are."""
        self._part = part
        self._show_state()

    @property
    def part(self) -> PlainPaper:
        """The part as it is now; a paper that was looked at is that one until its rows are others."""
        rows = tuple(card.row for card in self.rows)
        return replace(
            self._part,
            rows=rows,
            title=self.called.text(),
            minutes=self.minutes.value(),
            weight=self.weight.value(),
            drawn=self._part.drawn if rows == self._part.rows else None,
        )

    def tell(self) -> None:
        if not self._filling:
            self._part = self.part
            self._show_state()
        super().tell()

    def _show_state(self) -> None:
        drawn = self._part.drawn
        self.state.setText(f"卷号 {drawn.id}。{LOOKED_AT}" if drawn else NOT_YET)

    def _show_rows(self, rows: tuple[PlainRow, ...]) -> None:
        for card in self.rows:
            self._rows.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.rows = []
        for row in rows:
            self._put(row)
        self._show_last()

    def _put(self, row: PlainRow) -> RowCard:
        card = RowCard(self._theme, self._topics)
        card.show_row(row)
        card.changed.connect(self.tell)
        card.removed.connect(self._on_removed)
        self.rows.append(card)
        self._rows.addWidget(card)
        return card

    def _show_last(self) -> None:
        """The last row stays."""
        for card in self.rows:
            card.remove.setVisible(len(self.rows) > 1)

    def _on_add(self) -> None:
        card = self._put(PlainRow(5))
        self._show_last()
        self.tell()
        card.count.setFocus()

    def _on_removed(self) -> None:
        card = next(card for card in self.rows if card is self.sender())
        self.rows.remove(card)
        self._rows.removeWidget(card)
        card.hide()
        card.deleteLater()
        self._show_last()
        self.tell()
        self.add.setFocus()
