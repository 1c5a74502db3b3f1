"""What is set before a round: where the questions come from, who plays, and how they answer."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QSpinBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from trainer.core.rounds.setup import FEWEST, LONGEST, MOST, SHORTEST, WAYS
from trainer.training.roundtable import Of, Offered, Wish
from trainer.ui.kit.card import Card
from trainer.ui.kit.scrolling import upright
from trainer.ui.kit.segments import Segments
from trainer.ui.kit.signin import labelled
from trainer.ui.theme import Theme, mark

if TYPE_CHECKING:
    from trainer.live.addresses import Address

SOURCES: Final[dict[Of, str]] = {
    "mixed": "混合抽题",
    "mistakes": "近几天答错的",
    "rule": "一条规则",
    "again": "以前的一轮",
}
ABREAST = 5
MOST_DAYS = 30
BEGIN, BUSY, GO_ON, DROP = "开始早会", "正在出题…", "接着开上一轮", "不接着开了"
SURE = "再按一次：上一轮作废，不写小结"


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be chosen: by the records of the hall, and the addresses that phones could call."""

    hall: Offered
    addresses: "Sequence[Address]" = field(default_factory=tuple)


class SetupPage(QWidget):
    """The defaults will do: the button to begin has the keyboard."""

    rules_wanted = Signal()
    """The rules are listed when they are first asked for: making all questions takes a second."""

    dropped = Signal()
    """The interrupted round is given up, and that was asked twice."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._earlier: tuple[tuple[str, ...], ...] = ()
        self.count, self.seconds, self.days = QSpinBox(), QSpinBox(), QSpinBox()
        self.source = Segments(theme, "题目从哪里来", tuple(SOURCES.values()))
        self.way = Segments(theme, "怎么答", tuple(WAYS.values()))
        self.rule, self.earlier, self.address = QComboBox(), QComboBox(), QComboBox()
        self.changeable, self.bonus = (
            QCheckBox("截止前可以改答案（&G）"),
            QCheckBox("加速度分，和对错分开（&V）"),
        )
        self.by_teams, self.phones = QCheckBox("按班组比（&Z）"), QCheckBox("开手机作答，扫码加入（&S）")
        self.teams: dict[str, QCheckBox] = {}
        self.begin, self.go_on, self.drop = QPushButton(BEGIN), QPushButton(GO_ON), QPushButton(DROP)
        self._set_defaults()
        self._lay_out(theme)
        self.drop.clicked.connect(self._on_drop)
        self.source.chosen.connect(self._on_source)
        self.way.chosen.connect(self._show)
        self.seconds.valueChanged.connect(self._show)
        self.phones.toggled.connect(self._show)
        self.rule.editTextChanged.connect(self._show)
        self._show()

    @property
    def of(self) -> Of:
        """Where the questions come from."""
        return tuple(SOURCES)[self.source.place]

    @property
    def wish(self) -> Wish:
        """What is set."""
        seconds, place = self.seconds.value(), self.earlier.currentIndex()
        hands = self.way.place == tuple(WAYS).index("hands")
        return Wish(
            count=self.count.value(),
            seconds=max(SHORTEST, seconds) if seconds else None,
            teams=tuple(name for name, box in self.teams.items() if box.isChecked()),
            of=self.of,
            days=self.days.value(),
            rule=self._ruled if self.of == "rule" else "",
            again=self._earlier[place] if self.of == "again" else (),
            bonus=self.bonus.isChecked() and seconds > 0 and not hands,
            by_teams=self.by_teams.isChecked(),
            way="hands" if hands else "answers",
            changeable=self.changeable.isChecked(),
        )

    @property
    def listens_on(self) -> str:
        """The address that is chosen for the phones; "" where there is none."""
        return str(self.address.currentData() or "")

    @property
    def _ruled(self) -> str:
        """The rule that is written there; "" where it is none."""
        return str(self.rule.itemData(self.rule.findText(self.rule.currentText())) or "")

    def offer(self, offer: Offer) -> None:
        """Offer these teams, earlier rounds and addresses, and to go on with a round."""
        hall = offer.hall
        self._offer_teams(hall.teams)
        self._earlier = tuple(each.questions for each in hall.earlier)
        self.earlier.clear()
        self.earlier.addItems([f"{each.title}（{len(each.questions)} 题）" for each in hall.earlier])
        self.source.offer(tuple(SOURCES).index("again"), bool(hall.earlier))
        if self.of == "again" and not hall.earlier:
            self.source.choose(0)
        self.address.clear()
        for each in offer.addresses:
            self.address.addItem(f"{each.ip}（{each.card}）" if each.card else each.ip, each.ip)
        self.go_on.setText(f"接着开 {hall.told}" if hall.told else GO_ON)
        self.drop.setText(DROP)
        for button in (self.go_on, self.drop):
            button.setVisible(bool(hall.waiting))
        self.say_busy(False)

    def offer_rules(self, rules: Sequence[tuple[str, str]]) -> None:
        """Offer these rules, by id and title."""
        with QSignalBlocker(self.rule):
            self.rule.clear()
            for id, title in rules:
                self.rule.addItem(title, id)
        self._show()

    def say_busy(self, busy: bool) -> None:
        """While a round is opened no other is."""
        self.begin.setText(BUSY if busy else BEGIN)
        self.begin.setEnabled(not busy)
        self.go_on.setEnabled(not busy)
        self._show()

    def _on_drop(self) -> None:
        if self.drop.text() == DROP:
            self.drop.setText(SURE)
        else:
            self.dropped.emit()

    def _on_source(self, _place: int) -> None:
        if self.of == "rule" and not self.rule.count():
            self.rules_wanted.emit()
        self._show()

    def _show(self, *_: object) -> None:
        """Show what belongs to the choices; what would have no meaning cannot be set."""
        self._more.setCurrentIndex(self.source.place)
        hands = self.way.place == tuple(WAYS).index("hands")
        self.changeable.setEnabled(not hands)
        self.bonus.setEnabled(not hands and self.seconds.value() > 0)
        self.count.setEnabled(self.of != "again")
        self.by_teams.setVisible(len(self.teams) > 1)
        self._address.setVisible(self.phones.isChecked() and self.address.count() > 1)
        ready = self.of != "rule" or bool(self._ruled)
        self.begin.setEnabled(ready and self.begin.text() == BEGIN)

    def _offer_teams(self, names: Sequence[str]) -> None:
        if tuple(names) == tuple(self.teams):
            return
        for box in self.teams.values():
            self._team_grid.removeWidget(box)
            box.deleteLater()
        self.teams = {name: QCheckBox(name.replace("&", "&&")) for name in names}
        for place, box in enumerate(self.teams.values()):
            self._team_grid.addWidget(box, place // ABREAST, place % ABREAST)
        self._team_room.setVisible(len(names) > 1)

    def _set_defaults(self) -> None:
        self.count.setRange(FEWEST, MOST)
        self.count.setValue(10)
        self.seconds.setRange(0, LONGEST)
        self.seconds.setSpecialValueText("不限时")
        self.seconds.setSuffix(" 秒")
        self.seconds.setValue(30)
        self.days.setRange(1, MOST_DAYS)
        self.days.setSuffix(" 天")
        self.changeable.setChecked(True)
        self.rule.setEditable(True)
        self.rule.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        if finds := self.rule.completer():
            finds.setFilterMode(Qt.MatchFlag.MatchContains)
            finds.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.address.setAccessibleName("手机连哪个地址")
        mark(self.begin, "kind", "primary")
        self.drop.setToolTip("上一轮不写小结，以后也不再问；已经记下的答案还在")
        for button in (self.go_on, self.drop):
            button.hide()

    def _lay_out(self, theme: Theme) -> None:
        card, column, inside, room = Card(theme, "早会"), QVBoxLayout(self), QWidget(), QVBoxLayout()
        for part in (self._numbers(theme), self._questions(theme), self._who(), self._how(theme)):
            card.body.addWidget(part)
        inside.setLayout(room)
        room.setContentsMargins(0, 0, 0, 0)
        room.addWidget(card)
        room.addStretch(1)
        area, row = upright("早会的设置"), QHBoxLayout()
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        for button in (self.begin, self.go_on, self.drop):
            button.setAutoDefault(True)
            row.addWidget(button)
        row.addStretch(1)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(area, 1)
        column.addLayout(row)

    def _numbers(self, theme: Theme) -> QWidget:
        box, row = QWidget(), QHBoxLayout()
        box.setLayout(row)
        row.setContentsMargins(0, 0, 0, 0)
        row.addLayout(labelled(theme, "几道题（&Q）", self.count))
        row.addLayout(labelled(theme, "每题多久（&T）", self.seconds))
        row.addStretch(1)
        return box

    def _questions(self, theme: Theme) -> QWidget:
        """Lay out where the questions come from, and below it what belongs to that."""
        box, column = QWidget(), QVBoxLayout()
        self._more = QStackedWidget()
        mixed = QLabel("各个内容都抽一些，适合大屏的单选和判断。")
        mixed.setProperty("role", "sub")
        self._more.addWidget(mixed)
        for words, widget in (
            ("算几天以内", self.days),
            ("哪一条（可以打字找）", self.rule),
            ("哪一轮", self.earlier),
        ):
            self._more.addWidget(_beside(words, widget))
        box.setLayout(column)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(_at_left(labelled(theme, "题目从哪里来（&F）", self.source)))
        column.addWidget(self._more)
        return box

    def _who(self) -> QWidget:
        self._team_room, self._team_grid = QWidget(), QGridLayout()
        column, told = QVBoxLayout(self._team_room), QLabel("谁参加（不勾就是全厅）")
        told.setProperty("role", "sub")
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(told)
        column.addLayout(self._team_grid)
        self._team_grid.setColumnStretch(ABREAST, 1)
        self._team_room.hide()
        return self._team_room

    def _how(self, theme: Theme) -> QWidget:
        box, column, row = QWidget(), QVBoxLayout(), QHBoxLayout()
        box.setLayout(column)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(_at_left(labelled(theme, "怎么答（&H）", self.way)))
        for each in (self.changeable, self.by_teams, self.bonus, self.phones):
            column.addWidget(each)
        self._address = QWidget()
        self._address.setLayout(row)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(_beside("手机连哪个地址", self.address))
        column.addWidget(self._address)
        return box


def _beside(words: str, widget: QWidget) -> QWidget:
    """Put a label at the left of its field."""
    box, row, label = QWidget(), QHBoxLayout(), QLabel(words)
    label.setProperty("role", "sub")
    label.setBuddy(widget)
    box.setLayout(row)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(label)
    row.addWidget(widget)
    row.addStretch(1)
    return box


def _at_left(field: QLayout) -> QHBoxLayout:
    """Keep a field as wide as it needs to be."""
    row = QHBoxLayout()
    row.addLayout(field)
    row.addStretch(1)
    return row
