"""After a round: the weakest rules, the scores, who was there, and the files that are made of it."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from trainer.core.rounds.board import Standing
from trainer.core.rounds.summary import Attendee, RoundSummary, RuleShare
from trainer.ui.kit.card import Card
from trainer.ui.kit.keyline import KeyLine
from trainer.ui.kit.ranks import Rank, RankList
from trainer.ui.kit.scrolling import upright
from trainer.ui.kit.wrapping import wrapping
from trainer.ui.theme import Theme, Tone, mark

BOOK, SHEET = ("xlsx",), ("pdf",)
KEYS = (("Ctrl+E", "导出 Excel"), ("Ctrl+P", "打印小结"), ("回车", "完成"))
ALL_RIGHT = "没有答错的规则。"
PERCENT = 100
_HALF = Fraction(1, 2)


class SummaryPage(QWidget):
    """Emits where to the files are wanted; shows what it is told."""

    export_wanted = Signal(str, tuple)
    """A folder, and the forms."""
    closed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.weak = RankList(theme, "今天全组最弱的规则")
        self.board, self.came, self.away = wrapping(), wrapping(), wrapping()
        self.when = wrapping("", "sub")
        self.board.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.book, self.sheet = QPushButton("导出 Excel…"), QPushButton("打印小结…")
        self.back = QPushButton("完成")
        for keys, act in (("Ctrl+E", self._on_book), ("Ctrl+P", self._on_sheet)):
            QShortcut(QKeySequence(keys), self, act, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.sheet.setToolTip("写成 PDF，一页，可以打印贴在休息室")
        mark(self.back, "kind", "primary")
        for button, slot in (
            (self.book, self._on_book),
            (self.sheet, self._on_sheet),
            (self.back, self.closed),
        ):
            button.setAutoDefault(True)
            button.clicked.connect(slot)
        self._lay_out(theme)

    def show_summary(self, summary: RoundSummary) -> None:
        """Tell what the round came to."""
        self.weak.show_ranks([_rank(summary, each) for each in summary.weakest], ALL_RIGHT)
        begun, ended = summary.begun.astimezone(), summary.finished.astimezone()
        self.when.setText(f"{begun:%Y-%m-%d %H:%M}–{ended:%H:%M}　主持：{summary.host or '未登录'}")
        self.board.setText("\n".join(_scores(summary)))
        self.came.setText(f"在场 {len(summary.present)} 位：{_names(summary.present)}")
        self.away.setText(_away(summary.absent))
        self.say_busy(False)

    def say_busy(self, busy: bool) -> None:
        """While files are written no more are asked for."""
        for button in (self.book, self.sheet):
            button.setEnabled(not busy)

    def take_focus(self) -> None:
        """Put the keyboard on what is done most."""
        self.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_book(self) -> None:
        self._ask("小结的表格存到哪个文件夹", BOOK)

    def _on_sheet(self) -> None:
        self._ask("小结存到哪个文件夹", SHEET)

    def _ask(self, title: str, forms: tuple[str, ...]) -> None:
        name = QFileDialog.getExistingDirectory(self, title)
        if name:
            self.export_wanted.emit(name, forms)

    def _lay_out(self, theme: Theme) -> None:
        left, right, row = Card(theme, "今天全组最弱的三条规则"), Card(theme, "得分"), QHBoxLayout()
        people, foot, keys = Card(theme, "谁在场"), QHBoxLayout(), KeyLine(theme)
        left.body.addWidget(self.weak)
        left.body.addWidget(self.when)
        left.body.addStretch(1)
        for label in (self.came, self.away):
            people.body.addWidget(label)
        area = upright("得分")
        area.setWidget(self.board)
        self.board.setAutoFillBackground(False)
        right.body.addWidget(area, 1)
        side = QVBoxLayout()
        side.addWidget(left, 1)
        side.addWidget(people)
        row.addLayout(side, 3)
        row.addWidget(right, 2)
        for button in (self.back, self.book, self.sheet):
            foot.addWidget(button)
        foot.addStretch(1)
        keys.show_keys(KEYS)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(row, 1)
        column.addLayout(foot)
        column.addWidget(keys)


def share_told(right: int, of: int) -> str:
    """Write a share of right answers with its numbers."""
    return f"{right * PERCENT // of if of else 0}%（{right}/{of}）"


def score_told(row: Standing) -> str:
    """Write what was right of what was asked; a team's shares with one decimal."""
    return f"{float(row.right):.1f}".removesuffix(".0") + f"/{row.asked}"


def _rank(summary: RoundSummary, weak: RuleShare) -> Rank:
    tone: Tone = "hot" if weak.share < _HALF else "warm"
    figure = f"答对 {share_told(weak.right, weak.answered)}"
    return Rank(summary.word(weak.rule), figure, float(weak.share), tone)


def _scores(summary: RoundSummary) -> Iterable[str]:
    if summary.by_teams:
        yield from (_line(row, summary.with_bonus) for row in summary.teams)
        yield ""
    yield from (_line(row, summary.with_bonus) for row in summary.persons)


def _line(row: Standing, with_bonus: bool) -> str:
    bonus = f"　速度分 {row.speed}" if with_bonus else ""
    return f"{row.place}. {row.name}　答对 {score_told(row)}{bonus}"


def _names(people: Iterable[Attendee]) -> str:
    return "、".join(each.name for each in people) or "没有人"


def _away(people: Sequence[Attendee]) -> str:
    return f"没来 {len(people)} 位：{_names(people)}" if people else "该来的都到了。"
