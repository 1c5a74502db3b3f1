"""Before a walk: the shift, and who stands on which post; told once for the whole round of the hall."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from trainer.core.observing import Form, Standing
from trainer.ui.kit.card import Card
from trainer.ui.kit.empty import EmptyState
from trainer.ui.kit.scrolling import upright
from trainer.ui.kit.searchbox import SearchBox
from trainer.ui.kit.segments import Segments
from trainer.ui.theme import Theme

NOT_SEEN = "不看"
NOBODY_YET = "本厅名单里还没有人。\n请先到「人员」页登记员工，再来巡视。"


class Setup(QWidget):
    """`began` carries the shift and who stands where."""

    began = Signal(str, object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._form: Form | None = None
        self._names: list[QLabel] = []
        self.boxes: dict[int, QComboBox] = {}
        self._card = Card(theme, "这次巡视看谁？")
        self._shifts = QHBoxLayout()
        self.shift: Segments | None = None
        self._find = SearchBox("姓名", "在名单里查找姓名")
        self._find.textChanged.connect(self._on_find)
        self._people = QGridLayout()
        for column in (1, 3):
            self._people.setColumnStretch(column, 1)
        self._people.setHorizontalSpacing(theme.px(theme.sizes.space_l))
        self.start = QPushButton("开始巡视")
        self.start.setProperty("kind", "primary")
        self.start.clicked.connect(self._on_start)
        self._told = QLabel()
        self._told.setProperty("role", "sub")
        self._empty = EmptyState(theme, NOBODY_YET)
        self._lay_out()

    def offer(self, form: Form, people: Sequence[tuple[int, str]]) -> None:
        """Offer the shifts and the people of the hall; posts that were chosen stay chosen."""
        if form != self._form:
            self._form = form
            self._offer_shifts(form)
        chosen = {id: box.currentIndex() for id, box in self.boxes.items()}
        self._clear()
        for place, (person_id, name) in enumerate(people):
            label, box = QLabel(name), QComboBox()
            box.addItems([NOT_SEEN, *form.posts])
            box.setCurrentIndex(chosen.get(person_id, 0))
            box.setAccessibleName(f"{name}的岗位")
            box.currentIndexChanged.connect(self._count)
            label.setBuddy(box)
            line, side = divmod(place, 2)
            self._people.addWidget(label, line, 2 * side)
            self._people.addWidget(box, line, 2 * side + 1)
            self._names.append(label)
            self.boxes[person_id] = box
        self._people.setRowStretch(len(people), 1)
        self._card.setVisible(bool(people))
        self._empty.setVisible(not people)
        self._count()

    def take_focus(self) -> None:
        """Put the keyboard on the first choice to make."""
        (self.shift or self.start).setFocus()

    @property
    def team(self) -> tuple[Standing, ...]:
        """Who was chosen, on which post."""
        posts = self._form.posts if self._form else ()
        return tuple(
            Standing(id, posts[box.currentIndex() - 1])
            for id, box in self.boxes.items()
            if box.currentIndex()
        )

    def _lay_out(self) -> None:
        theme = self._theme
        room, area = QWidget(), upright("名单")
        column = QVBoxLayout(room)
        column.setContentsMargins(0, 0, theme.px(theme.sizes.space_m), 0)
        column.addLayout(self._people)
        area.setWidget(room)
        room.setAutoFillBackground(False)
        foot = QHBoxLayout()
        foot.addWidget(self._told, 1)
        foot.addWidget(self.start)
        self._card.body.addLayout(self._shifts)
        self._card.body.addWidget(self._find)
        self._card.body.addWidget(area, 1)
        self._card.body.addLayout(foot)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._card, 1)
        outer.addWidget(self._empty, 1)

    def _offer_shifts(self, form: Form) -> None:
        if self.shift is not None:
            self.shift.deleteLater()
        self.shift = Segments(self._theme, "班次", form.shifts)
        self._shifts.insertWidget(0, self.shift)
        if self._shifts.count() == 1:
            self._shifts.addStretch(1)

    def _clear(self) -> None:
        for widget in (*self._names, *self.boxes.values()):
            self._people.removeWidget(widget)
            widget.deleteLater()
        self._names, self.boxes = [], {}

    def _count(self) -> None:
        team = self.team
        self.start.setEnabled(bool(team))
        rows = sum(len(self._form.of(who.post)) for who in team) if self._form else 0
        self._told.setText(f"{len(team)} 人，{rows} 条要看" if team else "给要看的人选一个岗位")

    def _on_find(self, text: str) -> None:
        wanted = text.strip()
        for label, box in zip(self._names, self.boxes.values(), strict=True):
            found = wanted in label.text() or bool(box.currentIndex())
            label.setVisible(found)
            box.setVisible(found)

    def _on_start(self) -> None:
        if self._form and self.shift and self.team:
            self.began.emit(self._form.shifts[self.shift.place], self.team)
