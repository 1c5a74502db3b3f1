"""The host's desk: what is asked now with its key, who has answered, and one key for every step."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from trainer.core.rounds.acts import Extend, HostDeed, Judge, Steer, Step
from trainer.core.rounds.setup import LETTERS, right_letter
from trainer.core.rounds.state import Phase, Round
from trainer.ui.kit.banner import Banner
from trainer.ui.kit.card import Card
from trainer.ui.kit.keyline import KeyLine
from trainer.ui.kit.signin import labelled
from trainer.ui.kit.wrapping import wrapping
from trainer.ui.round.summary import SummaryPage
from trainer.ui.theme import Theme, Tone, mark

if TYPE_CHECKING:
    from trainer.core.rounds.summary import RoundSummary

ONWARD: dict[Phase, Step] = {
    "lobby": "next",
    "question": "close",
    "closed": "reveal",
    "reveal": "board",
    "board": "next",
}
SAID: dict[Phase, str] = {
    "lobby": "出第 1 题",
    "question": "截止作答",
    "closed": "公布答案",
    "reveal": "看得分榜",
    "board": "下一题",
    "summary": "写小结",
}
KEYS = (
    ("空格", "下一步"),
    ("1–9", "点人"),
    ("A–D", "记答案"),
    ("P", "暂停"),
    ("S", "跳过"),
    ("U", "退一步"),
    ("+", "加 10 秒"),
    ("E", "提前结束"),
    ("F11", "大屏全屏"),
)
MORE_MS = 10_000


class SetupPage(QWidget):
    """What is set before a round; the defaults will do."""

    wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.count, self.seconds, self.team = QSpinBox(), QSpinBox(), QComboBox()
        self.mistakes, self.bonus = QCheckBox("先问大家昨天答错的"), QCheckBox("加速度分（和对错分开显示）")
        self.by_teams, self.phones = QCheckBox("按班组比"), QCheckBox("开手机作答（同一个 Wi-Fi 扫码）")
        self.begin, self.go_on = QPushButton("开始早会"), QPushButton("接着开上一轮")
        self.count.setRange(3, 20)
        self.count.setValue(10)
        self.seconds.setRange(0, 300)
        self.seconds.setValue(30)
        mark(self.begin, "kind", "primary")
        self.go_on.hide()
        card, column, grid = Card(theme, "早会"), QVBoxLayout(self), QGridLayout()
        fields = (
            ("几道题（&Q）", self.count),
            ("每题几秒，0 不限（&T）", self.seconds),
            ("谁参加（&W）", self.team),
        )
        for place, (words, field) in enumerate(fields):
            grid.addLayout(labelled(theme, words, field), 0, place)
            grid.setColumnStretch(place, 1)
        card.body.addLayout(grid)
        for box in (self.mistakes, self.by_teams, self.bonus, self.phones):
            card.body.addWidget(box)
        row = QHBoxLayout()
        row.addWidget(self.begin)
        row.addWidget(self.go_on)
        row.addStretch(1)
        card.body.addLayout(row)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        column.addStretch(1)

    def offer(self, teams: list[str], interrupted: str) -> None:
        """Offer these teams, and to go on with a round by its title."""
        self.team.clear()
        self.team.addItem("全厅", "")
        for team in teams:
            self.team.addItem(team, team)
        self.go_on.setVisible(bool(interrupted))


class HostScreen(QWidget):
    """Emits what the host does; shows what it is told."""

    steered = Signal(object)
    """A HostDeed."""
    answered = Signal(str, str)
    """A seat and the letter of its answer."""
    finished = Signal()
    closed = Signal()
    full = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._round: Round | None = None
        self._seat = ""
        self.banner, self.setup = Banner(theme), SetupPage(theme)
        self.title, self.stem, self.key = QLabel(), wrapping("", "large"), wrapping()
        self.why, self.players, self.ahead = wrapping("", "sub"), wrapping(), wrapping("", "sub")
        self.onward = QPushButton()
        self.title.setProperty("role", "title")
        mark(self.onward, "kind", "primary")
        self.onward.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.onward.clicked.connect(self.go_onward)
        self._pages = QStackedWidget()
        self._running = self._lay_out_running(theme)
        self.after = SummaryPage(theme)
        self.after.closed.connect(self.closed)
        for page in (self.setup, self._running, self.after):
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        side, edge = theme.px(theme.sizes.space_xl), theme.px(theme.sizes.space_m)
        column.setContentsMargins(side, edge, side, edge)
        column.addWidget(self.banner)
        column.addWidget(self._pages, 1)

    @property
    def is_holding(self) -> bool:
        """Tell whether a round is held now."""
        return self._pages.currentWidget() is self._running

    def show_setup(self, teams: list[str], interrupted: str) -> None:
        """Show what can be set before a round."""
        self.setup.offer(teams, interrupted)
        self._pages.setCurrentWidget(self.setup)
        self.setup.begin.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_round(self, round: Round) -> None:
        """Show the round as it stands, with the key that only the host sees."""
        self._round = round
        self.banner.hide()
        question = round.question
        of = len(round.setup.questions)
        self.title.setText(f"第 {round.index + 1} 题，共 {of} 题" if question else "等大家入座")
        self.stem.setText(question.stem if question else f"{of} 道题，按空格开始。")
        choices = (
            [
                f"{letter.upper()}. {choice.text}"
                for letter, choice in zip(LETTERS, question.choices, strict=False)
            ]
            if question
            else []
        )
        key = f"答案 {right_letter(question).upper()}" if question else ""
        self.key.setText("\n".join([*choices, key]))
        self.why.setText("　".join(question.explanation) if question else "")
        self.players.setText("　".join(_seats(round, self._seat)))
        after = round.index + 1
        self.ahead.setText(f"下一题：{round.setup.questions[after].stem}" if after < of else "这是最后一题")
        last = round.phase == "board" and round.is_last
        self.onward.setText("写小结" if last else SAID[round.phase])
        if not self.is_holding:
            self._pages.setCurrentWidget(self._running)
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_summary(self, summary: "RoundSummary") -> None:
        """Tell what the round came to."""
        self.after.show_summary(summary)
        self._pages.setCurrentWidget(self.after)
        self.after.take_focus()

    def say(self, sentence: str, tone: Tone = "warm") -> None:
        """Tell why something could not be done, or that it was."""
        self.banner.say(sentence, tone)

    def go_onward(self) -> None:
        """Do the next step of the round."""
        if self._round is None:
            return
        if self._round.phase == "summary":
            self.finished.emit()
        else:
            self.steered.emit(Steer(ONWARD[self._round.phase]))

    def take_focus(self) -> None:
        """Put the keyboard where the work is."""
        (self if self.is_holding else self.setup.begin).setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """One key for every step of a round."""
        if not self.is_holding or self._round is None or event.isAutoRepeat():
            super().keyPressEvent(event)
            return
        text = event.text().lower()
        if event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.go_onward()
        elif event.key() == Qt.Key.Key_F11:
            self.full.emit()
        elif text.isdecimal() and text != "0":
            self._point_at(int(text))
        elif text and text in LETTERS:
            self._take(self._round, text)
        elif deed := _deed(self._round, text):
            self.steered.emit(deed)
        else:
            super().keyPressEvent(event)

    def _point_at(self, number: int) -> None:
        assert self._round is not None  # keys are taken while a round is held
        players = self._round.players
        if number <= len(players):
            self._seat = players[number - 1].id
            self.show_round(self._round)

    def _take(self, round: Round, letter: str) -> None:
        """Take an answer: of whoever was pointed at, or of the hand whose turn it is."""
        if round.setup.way == "hands" and round.turn:
            self.steered.emit(Judge(False, letter))
        elif self._seat:
            self.answered.emit(self._seat, letter)
        else:
            self.say("先按 1–9 点一个人，再按 A–D 记答案。")

    def _lay_out_running(self, theme: Theme) -> QWidget:
        page, row, keys = QWidget(), QHBoxLayout(), KeyLine(theme)
        column, asked, people = QVBoxLayout(page), Card(theme), Card(theme, "谁答了")
        for widget in (self.stem, self.key, self.why):
            asked.body.addWidget(widget)
        asked.body.addStretch(1)
        asked.body.addWidget(self.ahead)
        people.body.addWidget(self.players)
        people.body.addStretch(1)
        row.addWidget(asked, 3)
        row.addWidget(people, 2)
        keys.show_keys(KEYS)
        column.setContentsMargins(0, 0, 0, 0)
        head = QHBoxLayout()
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(self.onward)
        column.addLayout(head)
        column.addLayout(row, 1)
        column.addWidget(keys)
        return page


def _deed(round: Round, key: str) -> HostDeed | None:
    """Return what a key does."""
    if key in ("+", "="):
        return Extend(MORE_MS)
    steps: dict[str, Step] = {
        "p": "resume" if round.stage.paused else "pause",
        "s": "skip",
        "u": "back",
        "e": "end",
    }
    return Steer(steps[key]) if key in steps else None


def _seats(round: Round, chosen: str) -> list[str]:
    """Name everybody with a number, and a sign for those who have answered."""
    return [
        f"{'▶' if seat.id == chosen else ''}{number} {seat.name}{' √' if seat.id in round.answers else ''}"
        for number, seat in enumerate(round.players, 1)
    ]
