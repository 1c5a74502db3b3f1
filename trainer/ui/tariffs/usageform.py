"""The form for a month's usage: what it asks depends on the plans, what is wrong is said in place."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QPushButton, QWidget

from trainer.core.rates import CALL
from trainer.core.tariff import Plan
from trainer.core.when import last_of_month
from trainer.ui.kit.card import Card
from trainer.ui.kit.wrapping import wrapping
from trainer.ui.tariffs.fields import DayField, MonthField, NumberField, choice
from trainer.ui.tariffs.typed import Typed, retype, typed
from trainer.ui.tariffs.usage import (
    LOCAL,
    MESSAGES,
    PARTS,
    ROAMING,
    Item,
    Key,
    Told,
    choices_for,
    items_for,
    places_for,
)
from trainer.ui.theme import Theme, mark

START = date(2004, 7, 1)
MOST_MESSAGES = 99_999
HINT = "白天按12点、夜间按22点、当月12日的价算"
_DAY, _NIGHT = PARTS
SAMPLE: dict[tuple[str, str], int] = {
    ("主叫网内", _DAY): 60,
    ("主叫网内", _NIGHT): 80,
    ("主叫网外", _DAY): 20,
    ("被叫网内", _DAY): 40,
    ("被叫网内", _NIGHT): 60,
    ("短信网内", _DAY): 120,
    ("短信网外", _DAY): 10,
}
"""What stands in the form at first, so that there is something to see."""

PLACES: dict[str, tuple[str, str]] = {LOCAL: ("通话地点", "优惠区域以外"), ROAMING: ("漫游地点", "外省")}
_WIDE = 21.0


class UsageForm(Card):
    """`changed` whenever anything is typed or chosen."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "这个月的用量", parent)
        self._theme = theme
        self._asked: object = None
        self.month = MonthField(theme, "账单月份", START)
        self.joined = DayField(theme, "入网日", START, shown=False)
        self.joined.setPlaceholderText("老用户不填")
        self.numbers: dict[Key, NumberField] = {}
        self.boxes: dict[str, QComboBox] = {}
        self._places: dict[str, str] = {}
        self._room = QWidget()
        self.sample, self.clear = QPushButton("示例"), QPushButton("清空")
        self.trouble = wrapping()
        self.setFixedWidth(theme.px(_WIDE))
        self._lay_out()
        for field in (self.month, self.joined):
            field.textChanged.connect(self._on_changed)
        self.sample.clicked.connect(self._on_sample)
        self.clear.clicked.connect(self._on_clear)

    def ask_for(self, plans: Sequence[Plan]) -> None:
        """Ask what these plans need to be told; what was typed stays."""
        items, choices = items_for(plans), choices_for(plans)
        places = {service: tuple(places_for(plans, service)) for service in PLACES}
        if (items, choices, places) == self._asked:
            return
        first, self._asked = self._asked is None, (items, choices, places)
        kept = {(item.name, part): field.text() for (item, part), field in self.numbers.items()}
        if first:
            kept = {key: str(number) for key, number in SAMPLE.items()}
        self._build(items, choices, places, kept)

    def told(self) -> Told | None:
        """Return what is told; None where something cannot be read, which is said in the form."""
        uses = {key: field.value() for key, field in self.numbers.items()}
        month, joined = self.month.value(), self.joined.value()
        if month and joined and joined > last_of_month(month):
            self.joined.complain("在账单月份之后，那个月还没有入网")
        troubles = [self.month.trouble, self.joined.trouble, *(f.trouble for f in self.numbers.values())]
        wrong = next(filter(None, troubles), "")
        self.trouble.setText(wrong or HINT)
        mark(self.trouble, "role", "hot" if wrong else "sub")
        if wrong or month is None:
            return None
        return Told(
            month,
            joined,
            {key: number for key, number in uses.items() if number},
            {name: box.currentData() for name, box in self.boxes.items() if name not in self._places},
            {service: self.boxes[name].currentData() for name, service in self._places.items()},
        )

    @property
    def memory(self) -> Typed:
        """Everything that is typed and chosen."""
        return typed(self._stops())

    def restore(self, kept: Typed) -> None:
        """Type and choose it again."""
        retype(self._stops(), kept)

    def _stops(self) -> list[QWidget]:
        """Return the fields in the order of Tab."""
        return [self.month, self.joined, *self.numbers.values(), *self.boxes.values()]

    def _lay_out(self) -> None:
        gap = self._theme.px(self._theme.sizes.space_s)
        self.body.setSpacing(gap)
        for button in (self.sample, self.clear):
            button.setProperty("kind", "quiet")
            self.add_beside_title(button)
        grid = self._grid()
        for column, name in enumerate(("账单月份（&M）", "入网日（&J）")):
            field: QWidget = self.joined if column else self.month
            label = QLabel(name)
            label.setProperty("role", "sub")
            label.setBuddy(field)
            grid.addWidget(label, 0, column)
            grid.addWidget(field, 1, column)
        self.body.addLayout(grid)
        self.body.addWidget(self._room)
        self.body.addWidget(self.trouble)
        self.body.addStretch(1)

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(self._theme.px(self._theme.sizes.space_s))
        grid.setVerticalSpacing(self._theme.px(self._theme.sizes.space_xs))
        return grid

    def _build(
        self,
        items: Iterable[Item],
        choices: Mapping[str, tuple[str, ...]],
        places: Mapping[str, tuple[str, ...]],
        kept: Mapping[tuple[str, str], str],
    ) -> None:
        """Put new fields in the place of the old ones."""
        chosen = {name: box.currentData() for name, box in self.boxes.items()}
        room, grid = QWidget(), self._grid()
        room.setLayout(grid)
        grid.setColumnStretch(0, 1)
        self.numbers = {}
        self._titles(grid, "通话（分钟）", PARTS)
        for item in items:
            if item.traffic.kind == CALL:
                self._row(grid, item, kept)
        self._titles(grid, "短信（条）", ("网内", "网外"))
        self._messages(grid, kept)
        self.boxes, self._places = {}, {}
        for name, words in self._questions(choices, places):
            self._box(grid, name, words, chosen.get(name))
        self.body.replaceWidget(self._room, room)
        self._room.hide()
        self._room.deleteLater()
        self._room = room
        self._order_tabs()

    def _titles(self, grid: QGridLayout, name: str, columns: Iterable[str]) -> None:
        row = grid.rowCount()
        for column, word in enumerate((name, *columns)):
            label = QLabel(word)
            label.setProperty("role", "sub")
            where = Qt.AlignmentFlag.AlignRight if column else Qt.AlignmentFlag.AlignLeft
            grid.addWidget(label, row, column, where | Qt.AlignmentFlag.AlignBottom)

    def _row(self, grid: QGridLayout, item: Item, kept: Mapping[tuple[str, str], str]) -> None:
        row = grid.rowCount()
        label = QLabel(item.name)
        grid.addWidget(label, row, 0)
        for column, part in enumerate(item.parts, 1):
            field = self._number(item, part, f"{item.name}{part}", kept)
            grid.addWidget(field, row, column)
            if column == 1:
                label.setBuddy(field)

    def _messages(self, grid: QGridLayout, kept: Mapping[tuple[str, str], str]) -> None:
        row = grid.rowCount()
        label = QLabel("点对点短信")
        grid.addWidget(label, row, 0)
        for column, item in enumerate(MESSAGES, 1):
            field = self._number(item, item.parts[0], item.name, kept)
            grid.addWidget(field, row, column)
            if column == 1:
                label.setBuddy(field)

    def _number(self, item: Item, part: str, name: str, kept: Mapping[tuple[str, str], str]) -> NumberField:
        most = 31 * 24 * 60 if item.traffic.kind == CALL else MOST_MESSAGES
        field = self.numbers[item, part] = NumberField(self._theme, name, most, item.unit)
        field.setMaximumWidth(self._theme.px(5.5))
        field.setText(kept.get((item.name, part), ""))
        field.textChanged.connect(self._on_changed)
        return field

    def _questions(
        self, choices: Mapping[str, tuple[str, ...]], places: Mapping[str, tuple[str, ...]]
    ) -> Iterator[tuple[str, list[tuple[str, str]]]]:
        """Yield each question with its answers: the words shown, and what they stand for."""
        for service, words in places.items():
            if words:
                name, elsewhere = PLACES[service]
                self._places[name] = service
                yield name, [(elsewhere, ""), *((word, word) for word in words)]
        for name, answers in choices.items():
            yield name, [(word, word) for word in answers]

    def _box(
        self, grid: QGridLayout, name: str, words: Sequence[tuple[str, str]], chosen: str | None
    ) -> None:
        row, box, label = grid.rowCount(), choice(self._theme, name), QLabel(name)
        label.setBuddy(box)
        for word, meaning in words:
            box.addItem(word, meaning)
        box.setCurrentIndex(max(0, box.findData(chosen)))
        box.currentIndexChanged.connect(self._on_changed)
        grid.addWidget(label, row, 0)
        grid.addWidget(box, row, 1, 1, 2)
        self.boxes[name] = box

    def _order_tabs(self) -> None:
        for before, after in pairwise(self._stops()):
            QWidget.setTabOrder(before, after)

    def _on_changed(self, _now: object) -> None:
        self.changed.emit()

    def _on_sample(self) -> None:
        for (item, part), field in self.numbers.items():
            field.setText(str(SAMPLE.get((item.name, part), "")))

    def _on_clear(self) -> None:
        for field in self.numbers.values():
            field.clear()
