"""The assessments of a person: what each is made of, until when, its button, and what was sat of it."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from trainer.core.exam.setting import CALLED, Setting
from trainer.ui.exam.when import when
from trainer.ui.kit.card import Card
from trainer.ui.kit.chip import Chip
from trainer.ui.kit.empty import EmptyState
from trainer.ui.kit.scrolling import upright
from trainer.ui.kit.wrapping import wrapping
from trainer.ui.theme import Theme

if TYPE_CHECKING:
    from trainer.training.exams.offers import Offer, Sat, State

NONE = "现在没有要参加的考核。\n主管发布以后，会列在这里。"
NOBODY = "先到「练习」里填好姓名，再来看有没有要参加的考核。"
RULES = "开始以后没有点评、不能撤回、不能回头；离开窗口会记下来，不扣分；关掉程序时间也照走。"
BEGIN, GO_ON, SURE = "开始考核", "接着考", "确定开始"
MARKS, LATER = "看成绩", "成绩由主管公布"
OPEN: "tuple[State, ...]" = ("可以参加", "进行中")
OVER: "tuple[State, ...]" = ("已完成", "已截止", "已撤销")


class OffersPage(QWidget):
    """`begun` carries the id of the assessment to sit now, `asked` that of a sitting whose marks to see."""

    begun = Signal(str)
    asked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._asked: QPushButton | None = None
        self.buttons: list[QPushButton] = []
        self.marks: list[QPushButton] = []
        self.empty = EmptyState(theme, NONE)
        self._list = QWidget()
        self._cards = QVBoxLayout(self._list)
        self._cards.setSpacing(theme.px(theme.sizes.space_m))
        self._scroll = upright("要参加的考核")
        self._scroll.setWidget(self._list)
        title = QLabel("考核")
        title.setProperty("role", "title")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(theme.sizes.space_m))
        column.addWidget(title)
        column.addWidget(wrapping(RULES, "sub"))
        column.addWidget(self._scroll, 1)
        column.addWidget(self.empty, 1)

    def show_offers(self, name: str, offers: "list[Offer]") -> None:
        """Show what a person is to sit."""
        self._asked = None
        self.buttons.clear()
        self.marks.clear()
        while (item := self._cards.takeAt(0)) is not None:
            if widget := item.widget():
                widget.deleteLater()
        for offer in sorted(offers, key=lambda each: each.state not in OPEN):
            self._cards.addWidget(self._card(offer))
        self._cards.addStretch(1)
        self._scroll.setVisible(bool(offers))
        self.empty.setVisible(not offers)
        self.empty.say(NONE if name else NOBODY)

    def take_focus(self) -> None:
        """Put the keyboard on the first that can be sat."""
        first = next((button for button in (*self.buttons, *self.marks) if button.isEnabled()), None)
        (first or self).setFocus(Qt.FocusReason.OtherFocusReason)

    def _card(self, offer: "Offer") -> Card:
        setting = offer.published.setting
        card, state = Card(self._theme, setting.title), Chip()
        state.show_word(offer.state)
        card.add_beside_title(state)
        card.body.addWidget(wrapping(made_of(setting)))
        told = f"{when(offer.published.closes)} 前完成　已考 {offer.sat} 次，共 {setting.attempts} 次"
        card.body.addWidget(wrapping(told, "sub"))
        if offer.published.withdrawn:
            card.body.addWidget(wrapping(f"主管撤销了：{offer.published.withdrawn}", "sub"))
        for sat in offer.past:
            card.body.addLayout(self._past(sat, shown=offer.published.marks_shown))
        card.body.addWidget(self._button(offer), 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _button(self, offer: "Offer") -> QPushButton:
        """Make the button that sits down; where that is over for good it is not shown."""
        button = QPushButton(GO_ON if offer.state == "进行中" else BEGIN)
        button.setProperty("kind", "primary")
        button.setEnabled(offer.state in OPEN)
        button.setVisible(offer.state not in OVER)
        button.setAutoDefault(True)
        button.clicked.connect(partial(self._on_pressed, button, offer.published.row.id))
        self.buttons.append(button)
        return button

    def _past(self, sat: "Sat", *, shown: bool) -> QHBoxLayout:
        """Tell of a sitting that was handed in, with the button for its marks where they may be seen."""
        row = QHBoxLayout()
        row.setSpacing(self._theme.px(self._theme.sizes.space_m))
        row.addWidget(QLabel(f"第 {sat.number} 次　{when(sat.finished)} 交卷"))
        if shown:
            button = QPushButton(MARKS)
            button.setAccessibleName(f"{MARKS}，第 {sat.number} 次")
            button.setAutoDefault(True)
            button.clicked.connect(partial(self._on_asked, sat.id))
            self.marks.append(button)
            row.addWidget(button)
        else:
            later = QLabel(LATER)
            later.setProperty("role", "sub")
            row.addWidget(later)
        row.addStretch(1)
        return row

    def _on_asked(self, sitting_id: str, _checked: bool = False) -> None:
        self.asked.emit(sitting_id)

    def _on_pressed(self, button: QPushButton, assessment_id: str, _checked: bool = False) -> None:
        """Ask once more before the clock starts; what goes on is gone on with at once."""
        if button.text() == BEGIN:
            if self._asked:
                self._asked.setText(BEGIN)
            self._asked = button
            button.setText(SURE)
        else:
            self.begun.emit(assessment_id)


def made_of(setting: Setting) -> str:
    """Say what an assessment is made of, and how long it may take."""
    parts = "；".join(f"{CALLED[part.kind]}《{part.title}》" for part in setting.parts)
    limit = f"，限时 {setting.minutes} 分钟" if setting.minutes else ""
    return f"{len(setting.parts)} 部分{limit}：{parts}。"
