"""How a person stands: days of practice, the weakest rules, and how much is really kept."""

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from trainer.core.memory import Mastery, Retention
from trainer.training.sitting import Front
from trainer.ui.kit.bar import ScoreBar
from trainer.ui.kit.card import Card
from trainer.ui.kit.wrapping import wrapping
from trainer.ui.theme import Theme

TITLE = "我的掌握情况"
NEWCOMER = "还没有练过。先做十道题，这里就会告诉您哪些记住了、哪些要再练。"
WEAKEST = "最该练的"
KEPT = "到期还记得的"
FEW = "练得还少，暂不估计"
ENOUGH = 10
"""Of fewer reviews a share says little, and that is said."""


def streak_words(days: int) -> str:
    """Tell of the days of practice, without any pressure."""
    return f"近来练了 {days} 天，休息两天也不断。" if days else "最近没有练过，从今天开始就好。"


def retention_words(kept: Retention) -> str:
    """Tell how much was remembered when it was due, and how many that is measured on."""
    if kept.share is None:
        return "还没有到期复习过，过几天才有数。"
    few = "。次数少，仅供参考" if kept.asked < ENOUGH else ""
    return f"到期复习 {kept.asked} 次，还记得 {kept.remembered} 次（{int(kept.share * 100)}%{few}）"


def mastery_words(known: Mastery) -> str:
    """Tell how well a rule is known."""
    percent = known.percent
    words = FEW if percent is None else f"掌握 {percent}%"
    return f"{words}（练了 {known.reviews} 次）{'，总记不住，先看资料再练' if known.is_leech else ''}"


class StandingCard(Card):
    """Three things to know, in words and as bars."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, TITLE, parent)
        self.streak, self.kept = wrapping(), wrapping()
        self._weakest = QLabel(WEAKEST)
        self._kept = QLabel(KEPT)
        self._rows = [_Row(theme) for _ in range(3)]
        self.leeches = wrapping()
        for label in (self._weakest, self._kept):
            label.setProperty("role", "sub")
        self.body.addWidget(self.streak)
        self.body.addWidget(self._weakest)
        for row in self._rows:
            self.body.addWidget(row)
        for widget in (self.leeches, self._kept, self.kept):
            self.body.addWidget(widget)

    def show_front(self, front: Front) -> None:
        """Show how this person stands."""
        new = not front.weakest
        self.streak.setText(NEWCOMER if new else streak_words(front.streak))
        self.kept.setText(retention_words(front.retention))
        for widget in (self._weakest, self._kept, self.kept):
            widget.setVisible(not new)
        for place, row in enumerate(self._rows):
            row.setVisible(place < len(front.weakest))
            if place < len(front.weakest):
                row.show_rule(*front.weakest[place])
        self.leeches.setVisible(bool(front.leeches))
        self.leeches.setText(f"总记不住，建议先看资料：{'、'.join(front.leeches[:3])}")


class _Row(QWidget):
    """A rule with its bar, and the words below."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._bar, self._words = ScoreBar(theme), wrapping("", "sub")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(theme.sizes.space_xs))
        column.addWidget(self._bar)
        column.addWidget(self._words)

    def show_rule(self, title: str, known: Mastery) -> None:
        percent = known.percent
        self._bar.setVisible(percent is not None)
        self._bar.show_score(title, percent or 0, 100)
        words = mastery_words(known)
        self._words.setText(words if percent is not None else f"{title}：{words}")
