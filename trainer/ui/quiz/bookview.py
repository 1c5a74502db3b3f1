"""The table of wrong answers on the screen, and the card that tells all of one entry."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QHeaderView, QPushButton, QTableView, QWidget

from trainer.core.quiz.question import Question
from trainer.training.sitting import Wrong
from trainer.ui.kit.card import Card
from trainer.ui.kit.source import SourceNote
from trainer.ui.kit.wrapping import wrapping
from trainer.ui.quiz.booktable import ENTRY, BookTable, Column, state_of
from trainer.ui.theme import Theme

AWAY, BACK = "移出错题本（Del）", "放回错题本（Del）"
_ROW, _NARROW = 2.6, 56.0
_LONGEST = {
    Column.WHEN: "2026年12月22日",
    Column.RULE: "全球通开户费用一二",
    Column.MISTAKE: "卡费和预存说反了",
    Column.STATE: "未掌握　",
}


class BookView(QTableView):
    """Arrows walk the entries, a click on a title sorts."""

    looked_at = Signal(object)

    def __init__(self, theme: Theme, table: BookTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._table = theme, table
        self.setAccessibleName("错题表")
        self.setProperty("role", "bare")  # it stands in a card, which has the edge
        self.setModel(table)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self._size_sections(theme)
        self.setSortingEnabled(True)
        self.sortByColumn(Column.WHEN, Qt.SortOrder.DescendingOrder)
        self.selectionModel().currentRowChanged.connect(self._on_row_changed)

    @property
    def selected(self) -> list[Wrong]:
        """The entries that are selected."""
        rows = self.selectionModel().selectedRows()
        return [self._table.entries[index.row()] for index in rows]

    def select_first(self) -> None:
        """Go to the first entry."""
        if self._table.rowCount():
            self.setCurrentIndex(self._table.index(0, 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the question its room: what the card beside tells too is left out where there is little."""
        super().resizeEvent(event)
        narrow = self.width() < self._theme.px(_NARROW)
        for column in (Column.RULE, Column.STATE):
            self.setColumnHidden(column, narrow)

    def _size_sections(self, theme: Theme) -> None:
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(theme.px(_ROW))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setMinimumSectionSize(theme.px(4))
        metrics, pad = QFontMetrics(theme.font()), theme.px(theme.sizes.space_l)
        for column in Column:
            if column in _LONGEST:
                header.resizeSection(column, metrics.horizontalAdvance(_LONGEST[column]) + pad)
            else:
                header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)

    def _on_row_changed(self, now: QModelIndex, _before: QModelIndex) -> None:
        self.looked_at.emit(now.data(ENTRY) if now.isValid() else None)


class WrongCard(Card):
    """What was asked, what was answered, what is right, and why."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "", parent)
        self.stem, self.answers, self.working = wrapping("", "large"), wrapping(), wrapping()
        self.note = SourceNote(theme)
        self.away, self.practise = QPushButton(AWAY), QPushButton("只练这一题")
        row = QHBoxLayout()
        row.addWidget(self.practise)
        row.addWidget(self.away)
        row.addStretch(1)
        for widget in (self.stem, self.answers, self.note, self.working):
            self.body.addWidget(widget)
        self.body.addLayout(row)
        self.body.addStretch(1)

    def show_wrong(self, wrong: Wrong) -> None:
        """Tell all of an entry."""
        task = wrong.task
        at = wrong.entry.at.astimezone()
        lines = [f"考的是：{wrong.title}（{at.month}月{at.day}日 {at:%H:%M} 答错）"]
        lines += [f"当时的回答：{wrong.entry.asked.chosen}"]
        lines += [f"正确答案：{wrong.right}"] if wrong.right else []
        self.stem.setText(wrong.stem)
        self.answers.setText("\n".join(lines))
        told = f"{wrong.named.name}：{wrong.named.told}" if wrong.named else "这一题没有答全对。"
        self.note.show_note(told, task.sources if task else (), "warm")
        explained = task.explanation if isinstance(task, Question) else ()
        self.working.setText("\n".join(f"· {line}" for line in explained))
        self.working.setVisible(bool(explained))
        self.away.setText(BACK if state_of(wrong) == "已移出" else AWAY)
        self.practise.setEnabled(task is not None)
