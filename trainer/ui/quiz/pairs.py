"""The left sides of a matching, each with what was given to it; the next one to be served stands out."""

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from trainer.ui.kit.wrapping import wrapping
from trainer.ui.theme import Theme, mark

NOTHING = "？"
NEXT = f"→ {NOTHING}　现在给这一行选"


class Pairs(QWidget):
    """Two columns: what is to be matched, and what it was matched with."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[tuple[QLabel, QLabel]] = []
        self._shown = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(theme.sizes.space_l))
        self._grid.setColumnStretch(1, 1)

    def show_lefts(self, texts: Sequence[str]) -> None:
        """Show what is to be matched."""
        while len(self._rows) < len(texts):
            self._add_row()
        self._shown = len(texts)
        for row, (left, right) in enumerate(self._rows):
            left.setText(f"{row + 1}. {texts[row]}" if row < len(texts) else "")
            for label in (left, right):
                label.setVisible(row < len(texts))

    def show_rights(self, texts: Sequence[str]) -> None:
        """Show what was given by now; the first one without is next."""
        for row in range(self._shown):
            if row < len(texts):
                self._say(row, f"→ {texts[row]}", "body")
            else:
                self._say(row, NEXT if row == len(texts) else f"→ {NOTHING}", "sub")

    def show_key(self, given: Sequence[str], right: Sequence[frozenset[str]]) -> None:
        """Tell of each pair whether it is right, and what belongs there otherwise."""
        for row in range(min(self._shown, len(right))):
            said = given[row] if row < len(given) else NOTHING
            if said in right[row]:
                self._say(row, f"→ {said}　√ 对", "good")
            else:
                self._say(row, f"→ {said}　× 应配 {'或'.join(sorted(right[row]))}", "hot")

    def _say(self, row: int, text: str, role: str) -> None:
        left, right = self._rows[row]
        right.setText(text)
        right.setAccessibleName(f"{left.text()} {text}")
        mark(right, "role", role)

    def _add_row(self) -> None:
        left, right = QLabel(), wrapping()
        row = len(self._rows)
        for place, label in enumerate((left, right)):
            self._grid.addWidget(label, row, place)
        self._rows.append((left, right))
