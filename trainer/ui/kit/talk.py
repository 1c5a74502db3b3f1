"""A conversation as bubbles: theirs on the left, ours on the right, asides in between."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from trainer.ui.kit.prose import Prose
from trainer.ui.kit.sheet import bubble_path
from trainer.ui.theme import Theme

Who = Literal["them", "us", "aside"]
Index = QModelIndex | QPersistentModelIndex

_SPEAKERS: dict[Who, str] = {"them": "客户", "us": "我", "aside": "旁白"}
_WIDEST = 0.78
_REMARK = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing that was said, or an aside; `name` replaces 客户 or 我 for a screen reader."""

    who: Who
    text: str
    name: str = ""

    @property
    def spoken(self) -> str:
        """What a screen reader reads."""
        return f"{self.name or _SPEAKERS[self.who]}：{self.text}"


class RemarkList(QAbstractListModel):
    """The remarks, in the order in which they were made."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._remarks: list[Remark] = []

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._remarks)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        remark = self._remarks[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return remark.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return remark.spoken
        return remark if role == _REMARK else None

    def append(self, remark: Remark) -> None:
        """Add a remark at the end."""
        row = len(self._remarks)
        self.beginInsertRows(QModelIndex(), row, row)
        self._remarks.append(remark)
        self.endInsertRows()

    def replace(self, remarks: Sequence[Remark]) -> None:
        """Forget everything and take these."""
        self.beginResetModel()
        self._remarks = list(remarks)
        self.endResetModel()


class BubblePainter(QStyledItemDelegate):
    """Draws a remark as a bubble that is as wide as its words, and no wider than most of the view."""

    def __init__(self, theme: Theme, view: "Conversation") -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view
        self._prose = lru_cache(maxsize=512)(self._set_prose)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        remark: Remark = index.data(_REMARK)
        theme, width = self._theme, self._view.column_width()
        text = self._prose(remark).height(self._text_width(remark, width))
        padding = 0 if remark.who == "aside" else 2 * self._pad_y()
        return QSize(width, round(text + 0.5) + padding + theme.px(theme.sizes.space_s))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        remark: Remark = index.data(_REMARK)
        focused = self._view.hasFocus() and index.row() == self._view.currentIndex().row()
        room = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_remark(painter, room, remark, focused=focused)
        painter.restore()

    def _paint_remark(self, painter: QPainter, room: QRectF, remark: Remark, *, focused: bool) -> None:
        theme, prose = self._theme, self._prose(remark)
        column = self._text_width(remark, self._view.column_width())
        height, width = prose.height(column), prose.natural_width(column)
        if remark.who == "aside":
            at = QPointF(room.center().x() - width / 2, room.top())
            prose.paint(painter, at, theme.colours.ink if focused else theme.colours.sub)
            return
        bubble = QRectF(room.left(), room.top(), width + 2 * self._pad_x(), height + 2 * self._pad_y())
        if remark.who == "us":
            bubble.moveRight(room.left() + self._view.column_width())
        self._paint_bubble(painter, bubble, ours=remark.who == "us", focused=focused)
        ink = theme.colours.on_accent if remark.who == "us" else theme.colours.ink
        prose.paint(painter, bubble.topLeft() + QPointF(self._pad_x(), self._pad_y()), ink)

    def _paint_bubble(self, painter: QPainter, bubble: QRectF, *, ours: bool, focused: bool) -> None:
        theme = self._theme
        colours, sizes = theme.colours, theme.sizes
        width = theme.px(sizes.stroke if focused else sizes.hairline)
        edge = colours.focus if focused else colours.accent if ours else colours.line
        painter.setPen(QPen(QColor(edge), width))
        painter.setBrush(QColor(colours.accent if ours else colours.card))
        inside = bubble.adjusted(width / 2, width / 2, -width / 2, -width / 2)
        painter.drawPath(bubble_path(inside, theme.px(sizes.radius_l), theme.px(sizes.space_xs), ours=ours))

    def _set_prose(self, remark: Remark) -> Prose:
        return Prose(remark.text, self._theme.font("sub" if remark.who == "aside" else "body"))

    def _text_width(self, remark: Remark, column: int) -> float:
        if remark.who == "aside":
            return column
        return max(1.0, column * _WIDEST - 2 * self._pad_x())

    def _pad_x(self) -> int:
        return self._theme.px(self._theme.sizes.space_m)

    def _pad_y(self) -> int:
        return self._theme.px(self._theme.sizes.space_s)


class Conversation(QListView):
    """What was said so far; the last remark is always in sight."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bare")
        self._gap = theme.px(theme.sizes.space_s)
        self.setAccessibleName("对话")
        self._remarks = RemarkList(self)
        self.setModel(self._remarks)
        self.setItemDelegate(BubblePainter(theme, self))
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setTabKeyNavigation(False)

    def append(self, remark: Remark) -> None:
        """Add a remark and scroll to it."""
        self._remarks.append(remark)
        self.scrollToBottom()

    def set_remarks(self, remarks: Sequence[Remark]) -> None:
        """Show these remarks and no others."""
        self._remarks.replace(remarks)
        self.scrollToBottom()

    def clear(self) -> None:
        """Show nothing."""
        self._remarks.replace(())

    def count(self) -> int:
        """Return how many remarks there are."""
        return self._remarks.rowCount()

    def column_width(self) -> int:
        """Return the width for remarks; room for the scroll bar is kept, so that nothing jumps."""
        return max(1, self.width() - self.verticalScrollBar().sizeHint().width() - self._gap)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the remarks out anew, and stay at the end."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()
        self.scrollToBottom()
