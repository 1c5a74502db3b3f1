"""Choosing what to practise: a skill, a brand, a rule and a difficulty, with how many questions are left."""

from collections.abc import Iterable
from typing import Any, get_args

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QPushButton, QWidget

from trainer.core.quiz.question import Skill
from trainer.training.sitting import Front, Kind, Topic, Wish
from trainer.ui.theme import Theme

ANY = "不限"
_WIDE = 13.0


class TopicPicker(QWidget):
    """Each choice narrows the others down; none can be chosen that leads to nothing."""

    started = Signal(Wish)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._topics: tuple[Topic, ...] = ()
        self.skill, self.brand, self.rule, self.difficulty = boxes = [QComboBox() for _ in range(4)]
        self.count = QLabel()
        self.count.setProperty("role", "sub")
        self.start, self.cram = QPushButton("开始（&X）"), QPushButton("突击（&T）")
        self.start.setProperty("kind", "primary")
        self.cram.setToolTip("临时多练：从最不熟的开始，不改变复习安排")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.px(theme.sizes.space_s))
        names = ("能力（&N）", "品牌（&P）", "规定（&G）", "难度（&D）")
        for place, (name, box) in enumerate(zip(names, boxes, strict=True)):
            label = QLabel(name)
            label.setBuddy(box)
            box.setMinimumWidth(theme.px(_WIDE / 2))
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(6)
            grid.addWidget(label, place // 2, 2 * (place % 2))
            grid.addWidget(box, place // 2, 2 * (place % 2) + 1)
            box.activated.connect(self._on_changed)
        for column in (1, 3):
            grid.setColumnStretch(column, 1)
        grid.addWidget(self.count, 2, 0, 1, 2)
        grid.addWidget(self.cram, 2, 2)
        grid.addWidget(self.start, 2, 3)
        self.start.clicked.connect(self._on_started)
        self.cram.clicked.connect(self._on_cram)

    def show_front(self, front: Front) -> None:
        """Show what can be chosen; what was chosen stays."""
        self._topics = front.topics
        self._refresh()

    def wish(self, kind: Kind) -> Wish:
        """Return what is chosen now."""
        return Wish(
            kind,
            self.skill.currentData() or "",
            self.brand.currentData() or "",
            self.rule.currentData() or "",
            self.difficulty.currentData() or 0,
        )

    def _on_changed(self) -> None:
        self._refresh()

    def _refresh(self) -> None:
        """Offer in each box what the others leave."""
        skills = {topic.skill for topic in self._suiting(skill="")}
        brands = {brand for topic in self._suiting(brand="") for brand in topic.brands}
        rules = {topic.rule: topic.title for topic in self._suiting(rule="")}
        levels = {topic.difficulty for topic in self._suiting(difficulty=0)}
        _fill(self.skill, [(skill, skill) for skill in get_args(Skill) if skill in skills])
        _fill(self.brand, [(brand, brand) for brand in sorted(brands)])
        _fill(self.rule, sorted((title, rule) for rule, title in rules.items()))
        _fill(self.difficulty, [("★" * level, level) for level in sorted(levels)])
        count = sum(topic.count for topic in self._suiting())
        self.count.setText(f"共 {count} 道题" if self._topics else "题库还是空的。")
        for button in (self.start, self.cram):
            button.setEnabled(count > 0)

    def _suiting(self, **free: Any) -> list[Topic]:
        """Return what suits the boxes, with some of them `free`."""
        wish = self.wish("按题")
        chosen = {name: getattr(wish, name) for name in ("skill", "brand", "rule", "difficulty")}
        wanted = Wish("按题", **{**chosen, **free})
        return [topic for topic in self._topics if topic.suits(wanted)]

    def _on_started(self) -> None:
        self.started.emit(self.wish("按题"))

    def _on_cram(self) -> None:
        self.started.emit(self.wish("突击"))


def _fill(box: QComboBox, entries: Iterable[tuple[str, str | int]]) -> None:
    """Offer these, and keep what is chosen where it is still there."""
    chosen = box.currentData()
    box.clear()
    box.addItem(ANY, None)
    for words, value in entries:
        box.addItem(words, value)
    box.setCurrentIndex(max(0, box.findData(chosen)))
