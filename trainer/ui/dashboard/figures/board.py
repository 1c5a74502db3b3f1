"""The pictures of the figures: the map in the middle, weeks and spread below it, the column beside."""

from PySide6.QtCore import QPoint, QSize
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from trainer.training.figures import Figures, Pending
from trainer.ui.dashboard.figures.export import Paint
from trainer.ui.dashboard.figures.heat import HeatTable, HeatView
from trainer.ui.dashboard.figures.side import Side, scrolled
from trainer.ui.kit.card import Card
from trainer.ui.kit.framed import framed
from trainer.ui.kit.heatmap import BANDS, paint_map, size_of
from trainer.ui.kit.histogram import Histogram
from trainer.ui.kit.weekline import WeekLine
from trainer.ui.theme import Theme

PICTURES = ("热力图", "每周得分曲线", "得分分布", "能力雷达")
_LOW = 12.5
QWIDGETSIZE_MAX = (1 << 24) - 1
"""Qt's own bound, which its bindings do not name."""


class Board(QWidget):
    """Show it figures; its pictures can be painted elsewhere too."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.table = HeatTable(self)
        self.heat = HeatView(theme, self.table)
        self.weeks, self.spread, self.side = WeekLine(theme), Histogram(theme), Side(theme)
        self._weeks_card, self._spread_card = Card(theme, "每周得分"), Card(theme, "得分分布")
        self._note = QLabel()
        self._note.setProperty("role", "sub")
        self._lay_out(theme)

    def show_figures(self, told: Figures) -> None:
        """Show these figures."""
        self.table.show_heat(told.heat)
        self.weeks.show_weeks(told.weeks, told.weeks_beside)
        self.spread.show_spread(told.spread)
        self.side.show_figures(told)
        self._weeks_card.set_title("每周得分（虚线：全厅）" if told.weeks_beside else "每周得分")
        middle = told.spread.middle
        title = "得分分布（人数）" if middle is None else f"得分分布（人数，中位 {middle:.0%}）"
        self._spread_card.set_title(title)
        unit = "次" if told.wanted.axis == "能力" else "题"
        few = f"n=：少于 {told.heat.few} {unit}，样本不足" if told.heat.few > 1 else ""
        self._arrange(alone=told.wanted.person_id is not None)
        self._note.setText(f"大字是得分率 %，小字是{unit}数。{few}")

    def show_pending(self, told: Pending) -> None:
        """Show what is still to be done."""
        self.side.show_pending(told)

    def picture(self, place: int) -> tuple[Paint, QSize]:
        """Return how a picture is painted, and its size; places as in `PICTURES`."""
        if place == 0:
            size = size_of(self.table.heat, self._theme).toSize()
            return self._paint_heat, size
        widget = (self.weeks, self.spread, self.side.radar)[place - 1]
        return _Painting(widget, self._theme), widget.size()

    def _arrange(self, *, alone: bool) -> None:
        """Give the map of one person little room, and put their radar where the spread of many stands."""
        self._spread_card.setVisible(not alone)
        if alone:
            self._low.addWidget(self.side.radar_card, 2)
        elif self._low.indexOf(self.side.radar_card) >= 0:
            self.side.take_radar()
        height = self.heat.content_height + 2 * self._theme.px(self._theme.sizes.space_s)
        self._frame.setMaximumHeight(height if alone else QWIDGETSIZE_MAX)
        for card in (self._weeks_card, self._spread_card):
            card.setMaximumHeight(QWIDGETSIZE_MAX if alone else self._theme.px(_LOW))

    def _paint_heat(self, painter: QPainter) -> None:
        paint_map(painter, self.table.heat, self._theme)

    def _lay_out(self, theme: Theme) -> None:
        legend = QHBoxLayout()
        legend.setSpacing(theme.px(theme.sizes.space_m))
        legend.addWidget(self._note, 1)
        for text, tone in BANDS:
            chip = QLabel(text)
            chip.setProperty("chip", tone)
            chip.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            legend.addWidget(chip)
        self._low = low = QHBoxLayout()
        low.setSpacing(theme.px(theme.sizes.space_s))
        for card, picture, stretch in (
            (self._weeks_card, self.weeks, 3),
            (self._spread_card, self.spread, 2),
        ):
            card.body.addWidget(picture, 1)
            card.setMinimumHeight(theme.px(_LOW))
            low.addWidget(card, stretch)
        left = QVBoxLayout()
        left.setSpacing(theme.px(theme.sizes.space_s))
        self._frame = framed(self.heat, theme)
        left.addWidget(self._frame, 1)
        left.addLayout(legend)
        left.addLayout(low, 1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(theme.sizes.space_m))
        row.addLayout(left, 1)
        row.addWidget(scrolled(self.side, theme))


class _Painting:
    """Paints a widget on a card, wherever it is asked for."""

    def __init__(self, widget: QWidget, theme: Theme) -> None:
        self._widget, self._theme = widget, theme

    def __call__(self, painter: QPainter) -> None:
        painter.fillRect(self._widget.rect(), QColor(self._theme.colours.card))
        self._widget.render(painter, QPoint(), renderFlags=QWidget.RenderFlag.DrawChildren)
