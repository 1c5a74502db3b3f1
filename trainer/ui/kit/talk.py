"""A conversation as bubbles: theirs on the left, ours on the right, asides in between."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from typing import Any, Literal

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from trainer.ui.kit.prose import Prose
from trainer.ui.kit.sheet import bubble_path
from trainer.ui.theme import Role, Theme

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

    def remark(self, row: int) -> Remark:
        """Return what stands in a row."""
        return self._remarks[row]

    def extend(self, remarks: Sequence[Remark]) -> None:
        """Add remarks at the end."""
        if remarks:
            row = len(self._remarks)
            self.beginInsertRows(QModelIndex(), row, row + len(remarks) - 1)
            self._remarks += remarks
            self.endInsertRows()

    def replace(self, remarks: Sequence[Remark]) -> None:
        """Forget everything and take these."""
        self.beginResetModel()
        self._remarks = list(remarks)
        self.endResetModel()


@dataclass(frozen=True, slots=True)
class _Look:
    """What the picture of a remark depends on: whether it has the focus, and how dense its pixels are."""

    column: int
    focused: bool
    dense: float


class BubblePainter(QStyledItemDelegate):
    """Draws a remark as a bubble that is as wide as its words, and no wider than most of the view.

    The picture of a bubble is kept: each act moves all that are in sight.
    """

    def __init__(self, theme: Theme, view: "Conversation") -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view
        self._pad = QPoint(theme.px(theme.sizes.space_m), theme.px(theme.sizes.space_s))
        self._gap = theme.px(theme.sizes.space_s)
        self._text_role: Role = "body"
        self._prose = lru_cache(maxsize=512)(self._set_prose)
        self._hint = lru_cache(maxsize=512)(self._size_of)
        self._picture = lru_cache(maxsize=48)(self._draw)

    def set_text_role(self, role: Role) -> None:
        """Write what is said in the letters of this role."""
        self._text_role = role
        for cache in (self._prose, self._hint, self._picture):
            cache.cache_clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return self._hint(self._view.remark(index.row()), self._view.column_width())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, column, room = index.row(), self._view.column_width(), option.rect
        remark = self._view.remark(row)
        focused = self._view.hasFocus() and row == self._view.currentIndex().row()
        picture = self._picture(remark, _Look(column, focused, painter.device().devicePixelRatioF()))
        spare = column - round(picture.width() / picture.devicePixelRatio())
        shift = {"them": 0, "us": spare, "aside": spare // 2}[remark.who]
        painter.drawPixmap(room.left() + shift, room.top(), picture)

    def prepare(self, remark: Remark) -> None:
        """Draw the picture of a remark that may be made."""
        look = _Look(self._view.column_width(), False, self._view.devicePixelRatioF())
        self._picture(remark, look)

    def _draw(self, remark: Remark, look: _Look) -> QPixmap:
        prose, pad = self._prose(remark), self._padding(remark)
        column = self._text_width(remark, look.column)
        high, wide = ceil(prose.height(column)) + 2 * pad.y(), ceil(prose.natural_width(column)) + 2 * pad.x()
        picture = QPixmap(max(1, ceil(wide * look.dense)), max(1, ceil(high * look.dense)))
        picture.setDevicePixelRatio(look.dense)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if remark.who != "aside":
            room = QRectF(0, 0, wide, high)
            self._draw_bubble(painter, room, ours=remark.who == "us", focused=look.focused)
        prose.paint(painter, QPointF(pad), self._ink(remark, focused=look.focused))
        painter.end()
        return picture

    def _draw_bubble(self, painter: QPainter, bubble: QRectF, *, ours: bool, focused: bool) -> None:
        theme = self._theme
        colours, sizes = theme.colours, theme.sizes
        width = theme.px(sizes.stroke if focused else sizes.hairline)
        edge = colours.focus if focused else colours.accent if ours else colours.line
        painter.setPen(QPen(QColor(edge), width))
        painter.setBrush(QColor(colours.accent if ours else colours.card))
        inside = bubble.adjusted(width / 2, width / 2, -width / 2, -width / 2)
        painter.drawPath(bubble_path(inside, theme.px(sizes.radius_l), theme.px(sizes.space_xs), ours=ours))

    def _ink(self, remark: Remark, *, focused: bool) -> str:
        colours = self._theme.colours
        if remark.who == "aside":
            return colours.ink if focused else colours.sub
        return colours.on_accent if remark.who == "us" else colours.ink

    def _set_prose(self, remark: Remark) -> Prose:
        return Prose(remark.text, self._theme.font("sub" if remark.who == "aside" else self._text_role))

    def _size_of(self, remark: Remark, width: int) -> QSize:
        text = self._prose(remark).height(self._text_width(remark, width))
        return QSize(width, round(text + 0.5) + 2 * self._padding(remark).y() + self._gap)

    def _text_width(self, remark: Remark, column: int) -> float:
        if remark.who == "aside":
            return column
        return max(1.0, column * _WIDEST - 2 * self._pad.x())

    def _padding(self, remark: Remark) -> QPoint:
        return QPoint() if remark.who == "aside" else self._pad


class Conversation(QListView):
    """What was said so far; the last remark is always in sight."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bare")
        self._gap, self._column = theme.px(theme.sizes.space_s), 1
        self._is_settling = False
        self.setAccessibleName("对话")
        self._remarks = RemarkList(self)
        self.setModel(self._remarks)
        self._bubbles = BubblePainter(theme, self)
        self.setItemDelegate(self._bubbles)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)

    def append(self, remark: Remark) -> None:
        """Add a remark and scroll to it."""
        self.extend((remark,))

    def extend(self, remarks: Sequence[Remark]) -> None:
        """Add remarks, with one layout for all, and scroll to the last."""
        self._remarks.extend(remarks)
        self._settle()

    def set_remarks(self, remarks: Sequence[Remark]) -> None:
        """Show these remarks and no others."""
        self._remarks.replace(remarks)
        self._settle()

    def set_text_role(self, role: Role) -> None:
        """Write what is said in the letters of this role."""
        self._bubbles.set_text_role(role)
        self.scheduleDelayedItemsLayout()

    def clear(self) -> None:
        """Show nothing."""
        self._remarks.replace(())

    def count(self) -> int:
        """Return how many remarks there are."""
        return self._remarks.rowCount()

    def remark(self, row: int) -> Remark:
        """Return what stands in a row."""
        return self._remarks.remark(row)

    def column_width(self) -> int:
        """Return the width for remarks; room for the scroll bar is kept, so that nothing jumps."""
        return self._column

    def prepare(self, remarks: Sequence[Remark]) -> None:
        """Lay out and draw remarks that may be made next, so that they are there at once."""
        for remark in remarks:
            self._bubbles.prepare(remark)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the remarks out anew where the width is new, and stay at the end."""
        column = max(1, self.width() - self.verticalScrollBar().sizeHint().width() - self._gap)
        if column != self._column:
            self._column = column
            self.scheduleDelayedItemsLayout()
        super().resizeEvent(event)
        self._settle()

    def _settle(self) -> None:
        """Stay at the end; a conversation that is just beginning stands at the bottom."""
        if self._is_settling:
            return
        self._is_settling = True
        self.executeDelayedItemsLayout()
        lead = max(0, self.height() - self.contentsSize().height())
        if lead != self.viewportMargins().top():
            self.setViewportMargins(0, lead, 0, 0)  # comes back here by way of resizeEvent
        self.scrollToBottom()
        self._is_settling = False
