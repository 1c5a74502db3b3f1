"""The first page of the questions: what can be practised, one press each, and how one stands."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from trainer.training.sitting import Front, Kind, Wish
from trainer.ui.kit.card import Card
from trainer.ui.kit.choice import ChoiceList
from trainer.ui.kit.choicecard import Choice
from trainer.ui.kit.keyline import KeyLine
from trainer.ui.kit.scrolling import upright
from trainer.ui.quiz.standing import StandingCard
from trainer.ui.quiz.topics import TopicPicker
from trainer.ui.theme import Theme

DUE, AGAIN, RECITE, BOOK = "due", "again", "recite", "book"
WISHES: dict[str, Kind] = {DUE: "今日到期", AGAIN: "错题", RECITE: "话术"}
KEYS = (("1–4", "开始"), ("Tab", "选主题"), ("↑ ↓", "移动"), ("Enter", "确定"))

_LARGE = 100.0


def ways(front: Front) -> list[Choice]:
    """Tell what can be begun with one press."""
    due = f"今天到期 {front.due} 条" if front.due else "今天没有到期的"
    hint = "到期的先问，不够十题用新题补上" if front.due else "做十道没做过的题"
    wrong = f"{front.wrong} 道还没有掌握" if front.wrong else "还没有错题"
    recite = f"共 {front.phrases} 条" + (f"，今天到期 {front.phrases_due} 条" if front.phrases_due else "")
    none_wrong = "答错的题会自动记进错题本"
    empty = front.questions == 0 and front.phrases == 0
    return [
        Choice(DUE, f"今天的练习：{due}", hint, not empty, "题库还是空的"),
        Choice(AGAIN, f"再练错题：{wrong}", "原题再做一遍", front.wrong > 0, none_wrong),
        Choice(RECITE, f"默写话术：{recite}", "看情形，凭记忆写标准用语", front.phrases > 0, "没有话术"),
        Choice(BOOK, "看错题本", "查错在哪里，可导出、移出"),
    ]


class FrontPage(QWidget):
    """`started` with what is wished for; `book_wanted` to look at the book of wrong answers."""

    started = Signal(Wish)
    book_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.title, self.total = QLabel("题库"), QLabel()
        self.ways, self.topics = ChoiceList(theme), TopicPicker(theme)
        self.standing = StandingCard(theme)
        self._lay_out(theme)
        self.ways.picked.connect(self._on_picked)
        self.topics.started.connect(self.started)

    def show_front(self, front: Front) -> None:
        """Show what there is for a person."""
        self.total.setText(f"{front.person} · 题库 {front.questions} 题，话术 {front.phrases} 条")
        self.ways.set_choices(ways(front))
        self.topics.show_front(front)
        self.standing.show_front(front)

    def take_focus(self) -> None:
        """Put the keyboard on what is to be done first."""
        self.ways.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Digits begin wherever the keyboard is."""
        number = event.key() - Qt.Key.Key_0
        if event.isAutoRepeat() or not 1 <= number <= 9 or not self.ways.pick_number(number):
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the room there is for larger letters."""
        super().resizeEvent(event)
        large = event.size().width() >= self._theme.px(_LARGE)
        self.ways.set_text_role("large" if large else "body")

    def _lay_out(self, theme: Theme) -> None:
        sizes = theme.sizes
        self.title.setProperty("role", "title")
        self.total.setProperty("role", "sub")
        head, body, foot = QHBoxLayout(), QHBoxLayout(), KeyLine(theme)
        head.addWidget(self.title)
        head.addStretch(1)
        head.addWidget(self.total)
        body.setSpacing(theme.px(sizes.space_l))
        chooser = Card(theme, "选主题")
        chooser.body.addWidget(self.topics)
        for parts, stretch in (((self.ways, chooser), 3), ((self.standing,), 2)):
            area, room = upright(), QWidget()
            column = QVBoxLayout(room)
            column.setContentsMargins(0, 0, theme.px(sizes.space_s), 0)
            column.setSpacing(theme.px(sizes.space_l))
            for part in parts:
                column.addWidget(part)
            column.addStretch(1)
            area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            area.setWidget(room)
            room.setAutoFillBackground(False)
            body.addWidget(area, stretch)
        foot.show_keys(KEYS)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(sizes.space_m))
        column.addLayout(head)
        column.addLayout(body, 1)
        column.addWidget(foot)

    def _on_picked(self, id: str) -> None:
        if id == BOOK:
            self.book_wanted.emit()
        else:
            self.started.emit(Wish(WISHES[id]))
