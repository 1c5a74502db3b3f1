"""Which papers a customer carries: those of the rule to tick, and a line for any other."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from trainer.core.papers import Paper
from trainer.ui.kit.wrapping import wrapping
from trainer.ui.tariffs.fields import PapersField
from trainer.ui.tariffs.typed import Typed, retype, typed
from trainer.ui.theme import Theme

OTHER = "其他证件"
_SHORT, _COLUMNS = 4, 3


class PaperTick(QCheckBox):
    """One paper; its owner stands above it, and in what a screen reader says."""

    def __init__(self, text: str) -> None:
        super().__init__(Paper.parse(text).kind)
        self.paper = text
        self.setAccessibleName(text)


class PaperBox(QWidget):
    """`changed` when a paper is ticked or written."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.ticks: list[PaperTick] = []
        self.other = PapersField(theme, OTHER)
        self._room = QWidget()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(theme.sizes.space_xs))
        label = QLabel(f"{OTHER}（&E）：写明是谁的，几样之间用顿号")
        label.setProperty("role", "sub")
        label.setBuddy(self.other)
        for widget in (self._room, label, self.other):
            self._column.addWidget(widget)
        self.other.textChanged.connect(self._on_changed)

    @property
    def carried(self) -> tuple[str, ...] | None:
        """Every paper carried, as "本人：身份证"; None where the line cannot be read, which it tells."""
        others = self.other.value()
        if others is None:
            return None
        ticked = tuple(tick.paper for tick in self.ticks if tick.isChecked())
        return tuple(dict.fromkeys((*ticked, *others)))

    @property
    def memory(self) -> Typed:
        """What is ticked and written."""
        return typed((*self.ticks, self.other))

    def restore(self, kept: Typed) -> None:
        """Tick and write it again."""
        retype((*self.ticks, self.other), kept)

    def offer(self, papers: Sequence[str]) -> None:
        """Offer these papers; one that was ticked stays so."""
        if list(papers) == [tick.paper for tick in self.ticks]:
            return
        kept = {tick.paper for tick in self.ticks if tick.isChecked()}
        self.ticks = [PaperTick(paper) for paper in papers]
        for tick in self.ticks:
            tick.setChecked(tick.paper in kept)
            tick.toggled.connect(self._on_changed)
        whose = Paper.parse(papers[0]).whose if papers else "本人"
        self.other.setPlaceholderText(f"例如 {whose}：学生证")
        self._show_ticks()

    def _show_ticks(self) -> None:
        """Put the ticks in the place of the old ones, under the name of their owner."""
        room = QWidget()
        grid = QGridLayout(room)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(self._theme.px(self._theme.sizes.space_s))
        grid.setVerticalSpacing(0)
        short = all(len(tick.text()) <= _SHORT for tick in self.ticks)
        for widget, column, wide in self._placed(_COLUMNS if short else 1):
            row = grid.rowCount() - (1 if column else 0)
            grid.addWidget(widget, row, column, 1, wide)
        self._column.replaceWidget(self._room, room)
        self._room.hide()
        self._room.deleteLater()
        self._room = room
        before: QWidget = self.other
        for tick in reversed(self.ticks):
            QWidget.setTabOrder(tick, before)
            before = tick

    def _placed(self, columns: int) -> Iterator[tuple[QWidget, int, int]]:
        """Yield each owner and each tick with its column and how many columns it takes."""
        whose, number = "", 0
        for tick in self.ticks:
            owner = Paper.parse(tick.paper).whose
            if owner != whose:
                whose, number = owner, 0
                yield wrapping(owner, "sub"), 0, columns
            yield tick, number % columns, 1
            number += 1

    def _on_changed(self, _now: object) -> None:
        self.changed.emit()
