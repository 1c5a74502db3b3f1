"""The column beside the map: weakest rules, mistakes, the radar, and who has still to do what."""

from collections.abc import Sequence

from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from trainer.core.figures import WALL, Absence, Due, Named, Spoke
from trainer.training.figures import Figures, Pending
from trainer.ui.kit.card import Card
from trainer.ui.kit.heatmap import band
from trainer.ui.kit.radar import Axis, Radar
from trainer.ui.kit.ranks import Rank, RankList
from trainer.ui.kit.scrolling import upright
from trainer.ui.theme import Theme

MOST = 5
_WIDE = 20.0
_NARROW, _RADAR = 14.0, 15.5


class Side(QWidget):
    """Cards above one another; the area scrolls where they do not all fit."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.radar = Radar(theme)
        self.radar.setMinimumSize(theme.px(_NARROW), theme.px(_RADAR))
        self.weakest = RankList(theme, "最弱的三项")
        self.mistakes = RankList(theme, "最常犯的错误")
        self.due = RankList(theme, "到期未复习")
        self.absent = RankList(theme, "缺考与待考")
        self.radar_card = _card(theme, "能力雷达", self.radar)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, theme.px(theme.sizes.space_s), 0)
        column.setSpacing(theme.px(theme.sizes.space_s))
        for card in (
            _card(theme, "最弱的三项", self.weakest),
            _card(theme, "最常犯的错误", self.mistakes),
            _card(theme, "到期未复习（现在）", self.due),
            _card(theme, "缺考与待考（现在）", self.absent),
            self.radar_card,
        ):
            column.addWidget(card)
        column.addStretch(1)

    def take_radar(self) -> None:
        """Take the radar back, after it stood elsewhere."""
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertWidget(column.count() - 1, self.radar_card)

    def show_figures(self, told: Figures) -> None:
        """Show what belongs to the figures."""
        self.weakest.show_ranks([_weak(each) for each in told.weakest], "答够 20 题的里面没有弱项。")
        most = max((each.sum.n for each in told.mistakes), default=1)
        mistakes = [_made(each, most) for each in told.mistakes[:MOST]]
        self.mistakes.show_ranks(mistakes, "没有记下有名字的错误。")
        self.radar.show_axes(*axes(told.radar))
        compared = any(spoke.hall.best for spoke in told.radar)
        self.radar_card.set_title("能力雷达（虚线：全厅）" if compared else "能力雷达")

    def show_pending(self, told: Pending) -> None:
        """Show what is to be done now, whatever the filters of kind and time say."""
        most = max((each.overdue + each.today for each in told.due), default=1)
        self.due.show_ranks([_due(each, most) for each in told.due[:MOST]], "没有人有到期的复习。")
        self.absent.show_ranks([_absent(each) for each in told.absences[:MOST]], "没有缺考，也没有待考。")


def scrolled(side: Side, theme: Theme) -> QScrollArea:
    """Put the column into an area that scrolls up and down."""
    area = upright("弱项、错误和待办")
    area.setWidget(side)
    area.setFixedWidth(theme.px(_WIDE))
    side.setAutoFillBackground(False)
    return area


def axes(spokes: Sequence[Spoke]) -> tuple[list[Axis], list[Axis]]:
    """Return the axes of the radar in per cent, and those of the hall, where it stands beside."""
    own = [Axis(each.competence.value, each.own.percent or 0, 100 if each.own.best else 0) for each in spokes]
    hall = [Axis(each.competence.value, each.hall.percent or 0, 100) for each in spokes if each.hall.best]
    return own, hall if len(hall) == len(own) else []


def _weak(each: Named) -> Rank:
    share = each.sum.share or 0.0
    return Rank(each.title, f"{each.sum.percent}%（{each.sum.n}）", share, band(share))


def _made(each: Named, most: int) -> Rank:
    return Rank(each.title, f"{each.sum.n} 次", each.sum.n / most, "warm")


def _due(each: Due, most: int) -> Rank:
    overdue = f"逾期 {each.overdue}" if each.overdue else ""
    today = f"今天 {each.today}" if each.today else ""
    figure = "，".join(filter(None, (overdue, today)))
    return Rank(each.who.name, figure, (each.overdue + each.today) / most, "hot" if each.overdue else "plain")


def _absent(each: Absence) -> Rank:
    closes = each.closes.astimezone(WALL)
    figure = each.called if each.missed else f"{closes.month}月{closes.day}日截止"
    return Rank(f"{each.who.name}　{each.title}", figure, 1.0, "hot" if each.missed else "plain")


def _card(theme: Theme, title: str, body: QWidget) -> Card:
    card = Card(theme, title)
    card.body.addWidget(body)
    return card
