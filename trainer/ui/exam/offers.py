"""The assessments a person is to sit: each says what it is made of, until when, and has one button."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QVBoxLayout, QWidget

from trainer.core.exam.setting import CALLED, Setting
from trainer.ui.kit.card import Card
from trainer.ui.kit.chip import Chip
from trainer.ui.kit.empty import EmptyState
from trainer.ui.kit.scrolling import upright
from trainer.ui.kit.wrapping import wrapping
from trainer.ui.theme import Theme

if TYPE_CHECKING:
    from trainer.training.exams.offers import Offer

NONE = "现在没有要参加的考核。\n主管发布以后，会列在这里。"
NOBODY = "先到「练习」里填好姓名，再来看有没有要参加的考核。"
RULES = "开始以后没有点评、不能撤回、不能回头；离开窗口会记下来，不扣分；关掉程序时间也照走。"
BEGIN, GO_ON, SURE = "开始考核", "接着考", "确定开始"


class OffersPage(QWidget):
    """`begun` carries the id of the assessment that is to be sat now."""

    begun = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._asked: QPushButton | None = None
        self.buttons: list[QPushButton] = []
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
        while (item := self._cards.takeAt(0)) is not None:
            if widget := item.widget():
                widget.deleteLater()
        for offer in offers:
            self._cards.addWidget(self._card(offer))
        self._cards.addStretch(1)
        self._scroll.setVisible(bool(offers))
        self.empty.setVisible(not offers)
        self.empty.say(NONE if name else NOBODY)

    def take_focus(self) -> None:
        """Put the keyboard on the first that can be sat."""
        first = next((button for button in self.buttons if button.isEnabled()), None)
        (first or self).setFocus(Qt.FocusReason.OtherFocusReason)

    def _card(self, offer: "Offer") -> Card:
        setting = offer.published.setting
        card, state = Card(self._theme, setting.title), Chip()
        state.show_word(offer.state)
        card.add_beside_title(state)
        card.body.addWidget(wrapping(made_of(setting)))
        closes = offer.published.closes.astimezone()
        day = f"{closes.year}年{closes.month}月{closes.day}日"
        told = f"{day} {closes:%H:%M} 前完成　已考 {offer.sat} 次，共 {setting.attempts} 次"
        card.body.addWidget(wrapping(told, "sub"))
        button = QPushButton(GO_ON if offer.state == "进行中" else BEGIN)
        button.setProperty("kind", "primary")
        button.setEnabled(offer.state in ("可以参加", "进行中"))
        button.setAutoDefault(True)
        button.clicked.connect(partial(self._on_pressed, button, offer.published.row.id))
        self.buttons.append(button)
        card.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        return card

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
