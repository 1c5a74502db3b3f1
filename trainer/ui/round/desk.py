"""The host's desk while a round is held: what is asked with its key, who has answered, what comes next."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from trainer.core.quiz.question import Question
from trainer.core.rounds.setup import LETTERS, right_letter
from trainer.core.rounds.state import Phase, Round
from trainer.ui.kit.card import Card
from trainer.ui.kit.keyline import KeyLine
from trainer.ui.kit.ring import Ring
from trainer.ui.kit.scrolling import upright
from trainer.ui.kit.wrapping import wrapping
from trainer.ui.round.people import PeopleList
from trainer.ui.theme import Theme, mark

ONWARD: dict[Phase, str] = {
    "lobby": "出第 1 题",
    "question": "截止作答",
    "closed": "公布答案",
    "reveal": "看得分榜",
    "board": "下一题",
    "summary": "写小结",
}
STATES: dict[Phase, str] = {
    "lobby": "等大家入座",
    "question": "作答中",
    "closed": "已截止",
    "reveal": "已公布",
    "board": "得分榜",
    "summary": "可以写小结了",
}
_ALWAYS = (("N", "加人"), ("Delete", "移出"), ("F", "放行"), ("F11", "大屏全屏"))
_ASKING = (("P", "暂停"), ("S", "跳过"), ("U", "退一步"), ("+", "加 10 秒"), ("E", "提前结束"))
ANSWERS = (("空格", "下一步"), ("数字", "点人"), ("A–D", "记答案"), *_ASKING, *_ALWAYS)
HANDS = (("空格", "下一步"), ("数字", "谁举手"), ("J K", "对／错"), ("A–D", "他的答案"), *_ASKING, *_ALWAYS)
SECOND = 1000


class NameField(QLineEdit):
    """A name that is typed: its keys are its own, so that Enter does not also go on with the round."""

    came = Signal()
    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.came.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


class DeskPage(QWidget):
    """Emits what is clicked and who is added; shows the round as it stands."""

    lettered = Signal(str)
    """The letter of an answer, or j (right) and k (wrong) for a hand."""
    added = Signal(str, str)
    """The name or staff number of whoever comes, and the team."""
    removed = Signal()
    freed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.title, self.state, self.phones = QLabel(), QLabel(), QLabel()
        self.onward, self.ring = QPushButton(), Ring(theme, 3.4)
        self.stem, self.key, self.hands = wrapping("", "large"), wrapping(), wrapping("", "heading")
        self.why, self.ahead = wrapping("", "sub"), wrapping("", "sub")
        self.people, self.keys = PeopleList(theme), KeyLine(theme)
        self.newcomer, self.team = NameField(), QComboBox()
        self.letters = {letter: QPushButton(letter.upper()) for letter in LETTERS}
        self.letters |= {"j": QPushButton("对"), "k": QPushButton("错")}
        self.add, self.remove, self.free = QPushButton("加人"), QPushButton("移出"), QPushButton("放行")
        self._dress()
        self._lay_out(theme)

    def show_round(self, round: Round, chosen: str) -> None:
        """Show the round, with the key that only the host sees."""
        question, of = round.question, len(round.setup.questions)
        self.title.setText(f"第 {round.index + 1} 题，共 {of} 题" if question else f"{of} 道题")
        self.stem.setText(question.stem if question else "人到齐了就按空格，出第 1 题。")
        self.key.setText(_key(question) if question else "")
        self.why.setText("　".join(question.explanation) if question else "")
        after = round.index + 1
        self.ahead.setText(f"下一题：{round.setup.questions[after].stem}" if after < of else "这是最后一题。")
        last = round.phase == "board" and round.is_last
        self.onward.setText("写小结" if last else ONWARD[round.phase])
        self._show_state(round)
        self._show_hands(round)
        self.people.show_people(round, chosen)

    def show_left(self, round: Round, now: int) -> None:
        """Show how much time is left at an instant (ms)."""
        left, seconds = round.left(now), round.setup.seconds
        self.ring.setVisible(left is not None)
        if left is not None and seconds:
            self.ring.show_remaining(left / SECOND, seconds)

    def show_phones(self, phones: int | None) -> None:
        """Tell how many phones are connected; None: they are not let in."""
        self.phones.setText("" if phones is None else f"手机 {phones} 部")

    def ask_name(self, teams: tuple[str, ...]) -> None:
        """Take the name of whoever comes late, or as a guest."""
        self.team.clear()
        self.team.addItems(list(teams))
        self.team.setVisible(bool(teams))
        self.newcomer.show()
        self.newcomer.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def end_name(self) -> None:
        """Put the field for names away."""
        self.newcomer.clear()
        self.newcomer.hide()
        self.team.hide()

    def _show_state(self, round: Round) -> None:
        came, could = round.answered
        asking = round.phase in ("question", "closed") and round.setup.way == "answers"
        told = "暂停" if round.stage.paused else STATES[round.phase]
        if round.index in round.stage.skipped:
            told = "本题不计"
        self.state.setText(f"{told}　已答 {came}/{could}" if asking else told)

    def _show_hands(self, round: Round) -> None:
        hands = round.setup.way == "hands"
        asking = round.phase in ("question", "closed")
        of = len(round.question.choices) if round.question else 0
        for place, letter in enumerate(LETTERS):
            self.letters[letter].setVisible(asking and place < of)
        for letter in "jk":
            self.letters[letter].setVisible(hands and asking and round.turn is not None)
        self.hands.setVisible(hands and asking)
        self.hands.setText(_turn(round))
        self.keys.show_keys(HANDS if hands else ANSWERS)

    def _on_newcomer(self) -> None:
        if name := self.newcomer.text().strip():
            self.added.emit(name, self.team.currentText())

    def _dress(self) -> None:
        self.title.setProperty("role", "title")
        mark(self.onward, "kind", "primary")
        self.phones.setProperty("role", "sub")
        self.newcomer.setPlaceholderText("姓名或工号，回车加入，Esc 不加")
        self.newcomer.setAccessibleName("来的是谁")
        self.team.setAccessibleName("坐到哪个班组")
        self.newcomer.came.connect(self._on_newcomer)
        self.end_name()
        tips = (
            (self.onward, "空格"),
            (self.add, "客人或晚到的（N）"),
            (self.remove, "把选中的人移出（Delete）"),
            (self.free, "选中的人换了手机，让他用姓名再加入（F）"),
        )
        for button, tip in tips:
            button.setToolTip(tip)
        for button in (self.onward, self.add, self.remove, self.free, *self.letters.values()):
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for letter, button in self.letters.items():
            button.clicked.connect(partial(self._on_letter, letter))
        self.remove.clicked.connect(self.removed)
        self.free.clicked.connect(self.freed)

    def _on_letter(self, letter: str) -> None:
        self.lettered.emit(letter)

    def _lay_out(self, theme: Theme) -> None:
        head, row, column = QHBoxLayout(), QHBoxLayout(), QVBoxLayout(self)
        for widget in (self.title, self.state, self.ring):
            head.addWidget(widget)
        head.addStretch(1)
        head.addWidget(self.phones)
        head.addWidget(self.onward)
        row.addWidget(self._asked(theme), 3)
        row.addWidget(self._answering(theme), 2)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(head)
        column.addLayout(row, 1)
        column.addWidget(self.keys)

    def _asked(self, theme: Theme) -> QWidget:
        card, inside, letters = Card(theme), QWidget(), QHBoxLayout()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        for label in (self.stem, self.key, self.why):
            column.addWidget(label)
        column.addStretch(1)
        area = upright("题目和答案")
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        inside.setAutoFillBackground(False)
        card.body.addWidget(area, 1)
        card.body.addWidget(self.hands)
        for button in self.letters.values():
            letters.addWidget(button)
        letters.addStretch(1)
        card.body.addLayout(letters)
        card.body.addWidget(self.ahead)
        return card

    def _answering(self, theme: Theme) -> QWidget:
        card, buttons, coming = Card(theme, "谁答了"), QHBoxLayout(), QHBoxLayout()
        for button in (self.add, self.remove, self.free):
            buttons.addWidget(button)
        buttons.addStretch(1)
        coming.addWidget(self.newcomer, 2)
        coming.addWidget(self.team, 1)
        card.body.addWidget(self.people, 1)
        card.body.addLayout(coming)
        card.body.addLayout(buttons)
        return card


def _key(question: Question) -> str:
    right = right_letter(question)
    rows = zip(LETTERS, question.choices, strict=False)
    choices = [f"{letter.upper()}. {each.text}" for letter, each in rows]
    return "\n".join([*choices, f"答案 {right.upper()}"])


def _turn(round: Round) -> str:
    """Tell whose turn it is, and whose hands wait."""
    won = next((each for each in round.stage.verdicts.get(round.index, ()) if each.right), None)
    if won and (seat := round.seat(won.seat)):
        return f"{seat.name} 答对了"
    turn, row = round.turn, round.hands.get(round.index, ())
    if turn is None:
        return "还没有人举手" if not row else "举手的都答过了，等下一位"
    seats = [seat for hand in row if hand.at >= turn.at and (seat := round.seat(hand.seat))]
    names = [seat.name for seat in seats if seat.id != turn.seat]
    first = round.seat(turn.seat)
    after = f"　后面：{'、'.join(names)}" if names else ""
    return f"▶ 轮到 {first.name if first else ''}{after}"
