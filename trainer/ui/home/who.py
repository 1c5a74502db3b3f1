"""Who is practising: a field for the name that knows the people who trained here, and a hint below it."""

from collections.abc import Sequence

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtWidgets import QCompleter, QLabel, QLineEdit, QVBoxLayout, QWidget

from trainer.ui.theme import Theme, mark

LONGEST_NAME = 40
HINT = "第一次来就直接写，以后会记得"
MISSING = "请先写上您的姓名"


class NameField(QWidget):
    """Enter moves on."""

    confirmed = Signal()
    changed = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known = QStringListModel(self)
        self.field = QLineEdit()
        self.field.setMaxLength(LONGEST_NAME)
        self.field.setPlaceholderText("姓名")
        self.field.setClearButtonEnabled(True)
        self.field.setCompleter(self._completer())
        label = QLabel("我是")
        label.setProperty("role", "heading")
        label.setBuddy(self.field)
        self.hint = QLabel()
        self.hint.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(theme.sizes.space_xs))
        for widget in (label, self.field, self.hint):
            column.addWidget(widget)
        self.setFocusProxy(self.field)
        self.field.textChanged.connect(self._on_text_changed)
        self.field.returnPressed.connect(self.confirmed)
        self.complain("")

    @property
    def name(self) -> str:
        """The name as it is kept: without spaces around it, single ones inside."""
        return " ".join(self.field.text().split())

    def know(self, names: Sequence[str]) -> None:
        """Offer these names while one is typed."""
        self._known.setStringList(list(names))
        self.complain("")

    def set_name(self, name: str) -> None:
        """Put this name into the field."""
        self.field.setText(name)

    def complain(self, sentence: str) -> None:
        """Say below the field what is wrong with the name; "" shows the quiet hint again."""
        quiet = "" if self._known.rowCount() or self.name else HINT
        self.hint.setText(sentence or quiet)
        self.hint.setVisible(bool(sentence or quiet))
        self.field.setAccessibleDescription(sentence or quiet)
        mark(self.hint, "role", "warm" if sentence else "sub")

    def _completer(self) -> QCompleter:
        completer = QCompleter(self._known, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        return completer

    def _on_text_changed(self, _text: str) -> None:
        self.complain("")
        self.changed.emit(self.name)
