"""The line at the foot of a screen that tells its keys: caps with what they do."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from trainer.ui.theme import Theme

Key = tuple[str, str]
"""The name on the cap, and what the key does."""


class KeyLine(QWidget):
    """Paints the keys from the left; what does not fit is left out whole, the first ones matter most."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._keys: tuple[Key, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_keys(self, keys: Sequence[Key]) -> None:
        """Show these keys; the same ones again cost nothing."""
        if tuple(keys) == self._keys:
            return
        self._keys = tuple(keys)
        self.setAccessibleName("按键：" + "，".join(f"{cap} {does}" for cap, does in keys))
        self.update()

    def sizeHint(self) -> QSize:
        height = QFontMetrics(self._theme.font("sub")).height()
        return QSize(self._theme.px(20), height + self._theme.px(self._theme.sizes.space_xs))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme.font("sub"))
        metrics, left = painter.fontMetrics(), 0.0
        gap, pad = theme.px(theme.sizes.space_l), theme.px(theme.sizes.space_s)
        for cap, does in self._keys:
            wide = metrics.horizontalAdvance(cap) + 2 * pad
            words = metrics.horizontalAdvance(does)
            if left + wide + pad + words > self.width():
                return
            self._paint_cap(painter, QRectF(left, 0, wide, self.height()), cap)
            painter.setPen(QColor(theme.colours.sub))
            room = QRectF(left + wide + pad, 0, words + 1, self.height())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, does)
            left = room.right() + gap

    def _paint_cap(self, painter: QPainter, room: QRectF, cap: str) -> None:
        theme, hair = self._theme, self._theme.px(self._theme.sizes.hairline)
        painter.setPen(QPen(QColor(theme.colours.line), hair))
        painter.setBrush(QColor(theme.colours.card))
        radius = theme.px(theme.sizes.radius_s)
        painter.drawRoundedRect(room.adjusted(hair, hair, -hair, -hair), radius, radius)
        painter.setPen(QColor(theme.colours.ink))
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, cap)
