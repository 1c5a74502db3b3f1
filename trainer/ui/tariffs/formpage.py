"""What the pages with a form share: the form at the left, the results at the right, the keys below."""

from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trainer.ui.kit.keyline import Key, KeyLine
from trainer.ui.kit.scrolling import scrolling
from trainer.ui.theme import Theme


class FormPage(QWidget):
    """Works out anew whenever something is typed, as soon as the keys are read."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._left = QWidget()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.work_out)

    def work_out(self) -> None:
        """Work out at once; the same things told again leave the results alone, with whatever is open."""
        raise NotImplementedError

    def show_form(self, shown: bool) -> None:
        """Show the form, or leave its room to something else."""
        self._left.setVisible(shown)

    def set_out(self, form: QWidget, results: QWidget, keys: Sequence[Key]) -> None:
        """Put everything in its place."""
        theme, foot = self._theme, KeyLine(self._theme)
        foot.show_keys(keys)
        self._left = scrolling(form, theme)
        row, column = QHBoxLayout(), QVBoxLayout(self)
        row.setSpacing(theme.px(theme.sizes.space_m))
        row.addWidget(self._left)
        row.addWidget(results, 1)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(theme.sizes.space_s))
        column.addLayout(row, 1)
        column.addWidget(foot)
