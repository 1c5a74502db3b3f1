"""What the colours of the bars stand for, in the order of the bars."""

from collections.abc import Iterable

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer.ui.tariffs.bars import fill_of
from trainer.ui.tariffs.bills import KINDS
from trainer.ui.theme import Theme

_SWATCH = 0.8


class Legend(QWidget):
    """A swatch and a word for each kind."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._kinds: tuple[str, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_kinds(self, kinds: Iterable[str]) -> None:
        """Show these, each once."""
        found = set(kinds)
        self._kinds = tuple(kind for kind in KINDS if kind in found) + tuple(sorted(found - set(KINDS)))
        self.setAccessibleName(f"图例：{'、'.join(self._kinds)}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self._theme.font("sub"))
        gap, side = self._theme.px(self._theme.sizes.space_s), self._theme.px(_SWATCH)
        words = sum(metrics.horizontalAdvance(kind) + side + 2 * gap for kind in self._kinds)
        return QSize(words, metrics.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, left = QPainter(self), self._theme, 0.0
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font("sub"))
        gap, side = theme.px(theme.sizes.space_s), theme.px(_SWATCH)
        for kind in self._kinds:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(fill_of(theme, kind).shape))
            swatch = QRectF(left, (self.height() - side) / 2, side, side)
            painter.drawRoundedRect(swatch, theme.px(theme.sizes.space_xs), theme.px(theme.sizes.space_xs))
            words = painter.fontMetrics().horizontalAdvance(kind)
            painter.setPen(QColor(theme.colours.sub))
            room = QRectF(swatch.right() + gap / 2, 0, words + 1, self.height())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, kind)
            left = room.right() + gap
