"""How a line of the results is drawn: words, a pill for the mode, and the gate as a sign beside its word."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from trainer.ui.dashboard.lines import DONE, GRADED, Line
from trainer.ui.dashboard.sorting import LINE, Index
from trainer.ui.dashboard.table import FIELDS, GATE_WORDS, NONE, Column
from trainer.ui.kit.badge import SIGN_OF, paint_sign
from trainer.ui.theme import Theme, Tone

_GATE_TONES: dict[bool, Tone] = {True: "good", False: "hot"}
_PILL = 1.6
_SIGN = 1.07
_BAR = 0.2
_PERCENT_SAMPLE = "100%"


class LinePainter(QStyledItemDelegate):
    """Paints every cell of a results table itself, so that a row looks like one line."""

    def __init__(self, theme: Theme, view: QTableView) -> None:
        super().__init__(view)
        self._theme, self._view = theme, view
        self._font, self._bold, self._small = theme.font(), theme.font(bold=True), theme.font("sub")
        self.hovered = -1

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line: Line = index.data(LINE)
        column, room = Column(index.column()), QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(
            painter, room, index, selected=bool(option.state & QStyle.StateFlag.State_Selected)
        )
        side = self._theme.px(self._theme.sizes.space_s)
        self._paint_cell(painter, room.adjusted(side, 0, -side, 0), column, line)
        painter.restore()

    def _paint_ground(self, painter: QPainter, room: QRectF, index: Index, *, selected: bool) -> None:
        theme, colours = self._theme, self._theme.colours
        if selected or index.row() == self.hovered:
            painter.fillRect(room, QColor(colours.accent_soft if selected else colours.hover))
        thin = theme.px(theme.sizes.hairline)
        painter.fillRect(QRectF(room.left(), room.bottom() - thin, room.width(), thin), QColor(colours.line))
        if selected:
            self._paint_cursor(painter, room.adjusted(0, 0, 0, -thin), index.column())

    def _paint_cursor(self, painter: QPainter, room: QRectF, column: int) -> None:
        """Mark the selected row by a bar, and frame it while the keyboard is here."""
        theme = self._theme
        if self._view.hasFocus():
            thick, focus = theme.px(theme.sizes.stroke), QColor(theme.colours.focus)
            painter.fillRect(QRectF(room.left(), room.top(), room.width(), thick), focus)
            painter.fillRect(QRectF(room.left(), room.bottom() - thick, room.width(), thick), focus)
            if column == len(Column) - 1:
                painter.fillRect(QRectF(room.right() - thick, room.top(), thick, room.height()), focus)
        if column == 0:
            bar = QRectF(room.left(), room.top(), theme.px(_BAR), room.height())
            painter.fillRect(bar, QColor(theme.colours.accent))

    def _paint_cell(self, painter: QPainter, room: QRectF, column: Column, line: Line) -> None:
        colours = self._theme.colours
        if column == Column.MARKS:
            self._paint_marks(painter, room, line)
        elif column == Column.GATE and line.compliant is not None:
            self._paint_gate(painter, room, line.compliant)
        elif column == Column.MODE:
            self._paint_mode(painter, room, line.mode)
        elif column == Column.CRITICAL:
            words = few_words(line.critical, QFontMetricsF(self._font), room.width())
            self._write(painter, room, words, self._font, colours.hot)
        else:
            quiet = column == Column.TOOK or (column == Column.STATE and line.state == DONE)
            ink = colours.sub if quiet else colours.ink
            words = FIELDS[column].words(line)
            self._write(painter, room, words, self._bold if column == Column.WHO else self._font, ink)

    def _paint_marks(self, painter: QPainter, room: QRectF, line: Line) -> None:
        colours = self._theme.colours
        if line.total is None or line.out_of is None:
            self._write(painter, room, NONE, self._font, colours.sub)
            return
        wide = QFontMetricsF(self._bold).horizontalAdvance(_PERCENT_SAMPLE)
        percent = QRectF(room.left(), room.top(), wide, room.height())
        painter.setFont(self._bold)
        painter.setPen(QColor(colours.ink))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(percent, Qt.AlignmentFlag.AlignRight | middle, f"{line.percent or 0}%")
        rest = room.adjusted(wide + self._theme.px(self._theme.sizes.space_s), 0, 0, 0)
        self._write(painter, rest, f"{line.total}/{line.out_of}", self._small, colours.sub)

    def _paint_gate(self, painter: QPainter, room: QRectF, compliant: bool) -> None:
        theme, tone = self._theme, _GATE_TONES[compliant]
        ink, soft = theme.tone(tone)
        side, gap = theme.px(_SIGN), theme.px(theme.sizes.space_xs)
        pad = (theme.px(_PILL) - side) / 2
        word = GATE_WORDS[compliant]
        wide = pad + side + gap + QFontMetricsF(self._small).horizontalAdvance(word) + theme.px(_PILL) / 2
        pill = self._paint_pill(painter, room, wide, soft)
        sign = QRectF(pill.left() + pad, pill.center().y() - side / 2, side, side)
        painter.setBrush(QColor(theme.solid(tone)))
        painter.drawEllipse(sign)
        paint_sign(painter, sign, SIGN_OF[tone], theme.colours.on_tone)
        self._write(painter, pill.adjusted(pad + side + gap, 0, 0, 0), word, self._small, ink)

    def _paint_mode(self, painter: QPainter, room: QRectF, mode: str) -> None:
        theme, colours = self._theme, self._theme.colours
        graded = mode in GRADED
        wide = QFontMetricsF(self._small).horizontalAdvance(mode) + theme.px(_PILL)
        pill = self._paint_pill(painter, room, wide, colours.card if graded else colours.hover)
        painter.setPen(
            QPen(QColor(colours.accent if graded else colours.line), theme.px(theme.sizes.hairline))
        )
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
        ink = colours.accent if graded else colours.sub
        self._write(painter, pill.adjusted(theme.px(_PILL) / 2, 0, 0, 0), mode, self._small, ink)

    def _paint_pill(self, painter: QPainter, room: QRectF, wide: float, fill: str) -> QRectF:
        high = self._theme.px(_PILL)
        pill = QRectF(room.left(), room.center().y() - high / 2, min(wide, room.width()), high)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(fill))
        painter.drawRoundedRect(pill, high / 2, high / 2)
        return pill

    def _write(self, painter: QPainter, room: QRectF, words: str, font: QFont, ink: str) -> None:
        """Write one line, left and in the middle; what does not fit ends in dots."""
        metrics = QFontMetricsF(font)
        fitting = metrics.elidedText(words, Qt.TextElideMode.ElideRight, room.width())
        base = room.center().y() + (metrics.ascent() - metrics.descent()) / 2
        painter.setFont(font)
        painter.setPen(QColor(ink))
        painter.drawText(QPointF(room.left(), base), fitting)


def few_words(findings: Sequence[str], metrics: QFontMetricsF, width: float) -> str:
    """Return as many findings as fit, each whole, and how many there are; the first one always."""
    words = "；".join(findings)
    for shown in range(len(findings) - 1, 0, -1):
        if metrics.horizontalAdvance(words) <= width:
            break
        words = f"{'；'.join(findings[:shown])} 等 {len(findings)} 项"
    return words
