"""The heat map's look: a number on a ground that says how good it is, and the whole map on one picture."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from trainer.core.figures import HeatMap, Sum
from trainer.core.memory import EASY_FROM, GOOD_FROM, HARD_FROM
from trainer.ui.theme import Theme, Tone

WIDE, HIGH, NAME, HEAD = 3.9, 2.2, 6.4, 3.9
ALL, EVERYBODY = "合计", "全部人员"
BANDS: tuple[tuple[str, Tone], ...] = (
    (f"{HARD_FROM:.0%} 以下", "hot"),
    (f"{HARD_FROM:.0%}–{GOOD_FROM:.0%}", "warm"),
    (f"{GOOD_FROM:.0%}–{EASY_FROM:.0%}", "plain"),
    (f"{EASY_FROM:.0%} 以上", "good"),
)
"""The bands of the legend, as memory grades an answer."""

_WHERE = Qt.AlignmentFlag.AlignCenter
_GAP = 0.13


def band(share: float) -> Tone:
    """Return the tone of a share."""
    if share < HARD_FROM:
        return "hot"
    if share < GOOD_FROM:
        return "warm"
    return "plain" if share < EASY_FROM else "good"


def words(sum_: Sum, few: int, unit: str = "题") -> str:
    """Say a cell in words, as tool tips and screen readers do."""
    if not sum_.n:
        return "没有记录"
    if sum_.n < few or sum_.percent is None:
        return f"{sum_.n} {unit}，样本不足"
    return f"{sum_.percent}%，{sum_.n} {unit}"


@dataclass(frozen=True, slots=True)
class CellInk:
    """The fonts and colours of cells, made once: a picture has hundreds of them."""

    number: QFont
    small: QFont
    tones: dict[Tone, tuple[QColor, QColor]]
    sub: QColor
    gap: float
    radius: float


def inks(theme: Theme) -> CellInk:
    """Make ready what cells are painted with."""
    named: tuple[Tone, ...] = ("hot", "warm", "plain", "good")
    tones = {tone: (QColor(theme.tone(tone)[0]), QColor(theme.tone(tone)[1])) for tone in named}
    sub = QColor(theme.colours.sub)
    gap, radius = theme.px(_GAP), theme.px(theme.sizes.radius_s)
    return CellInk(theme.font(bold=True), theme.font("sub"), tones, sub, gap, radius)


def paint_cell(painter: QPainter, room: QRectF, sum_: Sum, few: int, ink: CellInk) -> None:
    """Paint one cell: the share and, small, how many; of too few only how many, on no ground."""
    if not sum_.n:
        return
    share = sum_.share
    if sum_.n < few or share is None:
        painter.setFont(ink.small)
        painter.setPen(ink.sub)
        painter.drawText(room, _WHERE, f"n={sum_.n}")
        return
    front, ground = ink.tones[band(share)]
    painter.fillRect(room.adjusted(ink.gap, ink.gap, -ink.gap, -ink.gap), ground)
    painter.setFont(ink.number)
    painter.setPen(front)
    half = room.width() * 0.54
    painter.drawText(QRectF(room.left(), room.top(), half, room.height()), _WHERE, str(sum_.percent))
    painter.setFont(ink.small)
    painter.setPen(ink.sub)
    rest = QRectF(room.left() + half, room.top(), room.width() - half - ink.gap, room.height())
    painter.drawText(rest, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, count(sum_.n))


def count(n: int) -> str:
    """Write a count in at most three signs."""
    return str(n) if n < 1000 else f"{n / 1000:.0f}k" if n < 100_000 else "∞"


def size_of(heat: HeatMap, theme: Theme) -> QSizeF:
    """Return the room that the whole map wants."""
    wide = theme.px(NAME) + theme.px(WIDE) * (1 + len(heat.columns))
    return QSizeF(wide, theme.px(HEAD) + theme.px(HIGH) * (1 + len(heat.people)))


def paint_map(painter: QPainter, heat: HeatMap, theme: Theme) -> None:
    """Paint the whole map, for a picture to keep: titles above, names at the left, totals first."""
    ink, high, wide = inks(theme), theme.px(HIGH), theme.px(WIDE)
    painter.fillRect(QRectF(0, 0, *size_of(heat, theme).toTuple()), QColor(theme.colours.card))
    titles = [ALL, *(column.title for column in heat.columns)]
    names = [EVERYBODY, *(who.name for who in heat.people)]
    painter.setPen(QPen(QColor(theme.colours.ink)))
    painter.setFont(theme.font("sub"))
    for place, title in enumerate(titles):
        room = QRectF(theme.px(NAME) + place * wide, 0, wide, theme.px(HEAD))
        painter.drawText(room.adjusted(2, 0, -2, 0), _WHERE | Qt.TextFlag.TextWrapAnywhere, title)
    painter.setFont(theme.font())
    metrics = QFontMetricsF(theme.font())
    for row, name in enumerate(names):
        room = QRectF(0, theme.px(HEAD) + row * high, theme.px(NAME), high)
        fitting = metrics.elidedText(name, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, fitting)
    for row in range(len(names)):
        for place in range(len(titles)):
            left, top = theme.px(NAME) + place * wide, theme.px(HEAD) + row * high
            paint_cell(painter, QRectF(left, top, wide, high), at(heat, row, place), heat.few, ink)


def at(heat: HeatMap, row: int, column: int) -> Sum:
    """Return the sum at a place of the map with its totals: row and column 0 are those."""
    if row == 0 and column == 0:
        return heat.whole
    if row == 0:
        return heat.feet[heat.columns[column - 1].id]
    if column == 0:
        return heat.rows[heat.people[row - 1].id]
    return heat.cell(row - 1, column - 1)
