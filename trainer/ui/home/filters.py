"""The filters above the list of scenarios: a search box, three boxes to choose from, and a tick."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from trainer.ui.home.scenarios import ENTER
from trainer.ui.home.wanted import MEANING, UNMASTERED, Wanted, difficulties, posts, skills
from trainer.ui.kit.searchbox import SearchBox
from trainer.ui.kit.wrapping import wrapping
from trainer.ui.theme import Theme

if TYPE_CHECKING:
    from trainer.training.hall import Offer

_HIGH, _NARROWEST, _SEARCH, _MOST_SHOWN = 2.2, 4.5, 6.5, 14


class FilterBar(QWidget):
    """`changed` when another filter is wanted, `done` when the keyboard should go on to the list."""

    changed = Signal()
    done = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.search = SearchBox("按题目查找", "按题目查找")
        self.search.setMinimumWidth(theme.px(_SEARCH))
        self.post, self.skill = self._box("岗位"), self._box("技能")
        self.difficulty = self._box("难度")
        self.unmastered = QCheckBox(f"只看{UNMASTERED}（&W）")
        self.unmastered.setToolTip(MEANING)
        self.unmastered.setAccessibleDescription(MEANING)
        self.told = wrapping(role="sub")
        self.all = QPushButton("显示全部")
        self.all.setProperty("kind", "quiet")
        self.all.setToolTip("去掉全部条件（Esc）")
        self._lay_out()
        self._connect()

    @property
    def wanted(self) -> Wanted:
        """What is asked for now."""
        post, skill, difficulty = (box.currentData() for box in (self.post, self.skill, self.difficulty))
        return Wanted(
            self.search.text(), post or "", skill or "", difficulty or 0, self.unmastered.isChecked()
        )

    def ask(self, wanted: Wanted) -> None:
        """Ask for this; what cannot be chosen here is left open."""
        self.search.setText(wanted.text)
        self.unmastered.setChecked(wanted.unmastered)
        for box, value in (
            (self.post, wanted.post),
            (self.skill, wanted.skill),
            (self.difficulty, wanted.difficulty),
        ):
            box.setCurrentIndex(max(0, box.findData(value)))

    def offer(self, offers: Sequence["Offer"]) -> None:
        """Offer what can be chosen among these; what is chosen stays so where it still can be."""
        levels = {level: f"难度 {level}" for level in difficulties(offers)}
        _fill(self.post, "全部岗位", {post: post for post in posts(offers)})
        _fill(self.skill, "全部技能", {skill: skill for skill in skills(offers)})
        _fill(self.difficulty, "全部难度", levels)

    def tell(self, sentence: str, *, clearable: bool) -> None:
        """Say which scenarios are listed; `clearable` offers to take the filters off."""
        self.told.setText(sentence)
        self.all.setVisible(clearable)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on to the list from whichever filter has the keyboard."""
        if event.key() in ENTER and not self.all.hasFocus():
            self.done.emit()
        else:
            super().keyPressEvent(event)

    def _box(self, name: str) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(name)
        box.setFixedHeight(self._theme.px(_HIGH))  # the frame of the focus must not move the row
        box.setMinimumWidth(self._theme.px(_NARROWEST))
        box.setMaxVisibleItems(_MOST_SHOWN)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        return box

    def _lay_out(self) -> None:
        gap = self._theme.px(self._theme.sizes.space_s)
        self.search.setFixedHeight(self._theme.px(_HIGH))
        first, second = QHBoxLayout(), QHBoxLayout()
        for widget in (self.search, self.post, self.skill, self.difficulty):
            first.addWidget(widget, 1)
        second.addWidget(self.told, 1)
        second.addWidget(self.all)
        second.addWidget(self.unmastered)
        column = QVBoxLayout(self)
        column.setContentsMargins(gap // 2, 0, gap // 2, 0)  # in line with the cards, which keep half a gap
        column.setSpacing(self._theme.px(self._theme.sizes.space_xs))
        for row in (first, second):
            row.setSpacing(gap)
            column.addLayout(row)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._on_changed)
        self.search.done.connect(self.done)
        self.unmastered.toggled.connect(self._on_changed)
        self.all.clicked.connect(self._on_all_clicked)
        for box in (self.post, self.skill, self.difficulty):
            box.currentIndexChanged.connect(self._on_changed)

    def _on_changed(self, _now: object) -> None:
        self.changed.emit()

    def _on_all_clicked(self) -> None:
        self.ask(Wanted())
        self.done.emit()


def _fill(box: QComboBox, any_of_them: str, words: Mapping[str, str] | Mapping[int, str]) -> None:
    """Offer these, told in their words; what was chosen stays so, and nobody hears of the change."""
    rows = [(any_of_them, None), *((word, value) for value, word in words.items())]
    if rows == [(box.itemText(place), box.itemData(place)) for place in range(box.count())]:
        return
    kept = box.currentData()
    with QSignalBlocker(box):
        box.clear()
        for word, value in rows:
            box.addItem(word, value)
        box.setCurrentIndex(max(0, box.findData(kept)))
