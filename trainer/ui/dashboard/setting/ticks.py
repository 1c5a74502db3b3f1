"""A list of which some are ticked, by Space or by the mouse."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

_ID = Qt.ItemDataRole.UserRole
_ON, _OFF = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class Ticks(QListWidget):
    """`changed` when somebody ticks; `turned` says which one, and how."""

    changed = Signal()
    turned = Signal(object, bool)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemChanged.connect(self._on_item_changed)

    def fill(self, rows: Iterable[tuple[object, str]], on: Collection[object] = ()) -> None:
        """List ids with their words; nobody hears of it."""
        self.blockSignals(True)
        self.clear()
        for id, words in rows:
            item = QListWidgetItem(words, self)
            item.setData(_ID, id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(_ON if id in on else _OFF)
        self.blockSignals(False)
        if self.count():
            self.setCurrentRow(0)

    def show_ticks(self, ids: Collection[object], partly: Collection[object] = ()) -> None:
        """Tick these and no others; nobody hears of it."""
        self.blockSignals(True)
        for item in self._items():
            id = item.data(_ID)
            half = Qt.CheckState.PartiallyChecked if id in partly else _OFF
            item.setCheckState(_ON if id in ids else half)
        self.blockSignals(False)
        self.viewport().update()

    def tick(self, ids: Collection[object]) -> None:
        """Tick these and no others."""
        self.show_ticks(ids)
        self.changed.emit()

    @property
    def ids(self) -> list[Any]:
        """The ids of all."""
        return [item.data(_ID) for item in self._items()]

    @property
    def ticked(self) -> list[Any]:
        """The ids of those ticked, in the order of the list."""
        return [item.data(_ID) for item in self._items() if item.checkState() == _ON]

    def _items(self) -> Iterator[QListWidgetItem]:
        return (self.item(place) for place in range(self.count()))

    def _on_item_changed(self, item: QListWidgetItem) -> None:
        self.turned.emit(item.data(_ID), item.checkState() == _ON)
        self.changed.emit()
