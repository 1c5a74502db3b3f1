"""The pad: a field in which a standard phrase is typed from memory; speech may come through it too."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from trainer.core.saying import MOST_SAID
from trainer.ui.kit.wrapping import wrapping
from trainer.ui.theme import Role, Theme

ASKED = "这时该说哪一句标准用语？凭记忆打出来，按 Enter 说出口。"
_HIGH = {"body": 4.2, "large": 5.2}
"""Room for two lines of letters, as a multiple of the base size."""
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_LEFT_ALONE = (Qt.Key.Key_Escape, Qt.Key.Key_F1, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_WITH_CONTROL = (Qt.Key.Key_H, Qt.Key.Key_S, Qt.Key.Key_W)


class PhraseField(QPlainTextEdit):
    """Two lines of text: Enter is done with them, Down leaves the last one; an input method has its keys."""

    entered = Signal()
    left_below = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._composes = False
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Know while hanzi are being put together."""
        self._composes = bool(event.preeditString())
        super().inputMethodEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if self._composes:
            event.accept()  # whatever the input method left of it: it was meant for its list of hanzi
        elif key in _ENTER:
            if not event.isAutoRepeat():
                self.entered.emit()
        elif self._is_for_the_screen(event):
            event.ignore()
        elif key == Qt.Key.Key_Down and self._is_on_the_last_line():
            self.left_below.emit()
        else:
            super().keyPressEvent(event)

    def _is_for_the_screen(self, event: QKeyEvent) -> bool:
        """Tell whether a key means the same here as everywhere: most keys are text."""
        key = Qt.Key(event.key())
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            undoes = key == Qt.Key.Key_Z and not self.document().isUndoAvailable()
            return undoes or key in _WITH_CONTROL
        return key in _LEFT_ALONE

    def _is_on_the_last_line(self) -> bool:
        below = self.textCursor()
        return not below.movePosition(below.MoveOperation.Down)


class Pad(QWidget):
    """Hidden where nothing is to be typed; the text stays until something else is asked."""

    said = Signal(str)
    left_below = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._question: object = None
        self.field = PhraseField()
        self.field.setAccessibleName("标准用语")
        self.field.setPlaceholderText(ASKED)
        self._label = QLabel("您说")
        self._label.setProperty("role", "sub")
        self._label.setBuddy(self.field)
        self._say = QPushButton("说出口")
        self._say.setProperty("kind", "primary")
        self._say.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._say.setToolTip("说出口（Enter）")
        self.hint = wrapping()
        self.field.textChanged.connect(self._on_changed)
        self.field.entered.connect(self._on_entered)
        self.field.left_below.connect(self.left_below)
        self._say.clicked.connect(self._on_entered)
        self._lay_out()
        self.set_text_role("body")
        self.hide()

    @property
    def is_open(self) -> bool:
        """Tell whether something is to be typed."""
        return not self.isHidden()

    def ask(self, question: object, hint: str = "") -> bool:
        """Ask for a phrase, or for none (None); tell whether this is another question than before."""
        anew = question != self._question
        self._question = question
        if anew:
            self.field.clear()
        self.hint.setText(f"提示：“{hint}”" if hint else "")
        self.hint.setVisible(bool(hint))
        self.setVisible(question is not None)
        return anew and question is not None

    def ask_again(self) -> None:
        """Let what was not understood be typed over, or mended."""
        self.field.selectAll()

    def set_text_role(self, role: Role) -> None:
        """Write in the letters of this role."""
        for part in (self.field, self.field.viewport()):  # what is typed, and what is asked before
            part.setFont(self._theme.font(role))
        self.field.setFixedHeight(self._theme.px(_HIGH.get(role, _HIGH["body"])))
        self.updateGeometry()

    def heightForWidth(self, width: int) -> int:
        """Return the height of the field and the hint below it."""
        hint = 0 if self.hint.isHidden() else self.hint.heightForWidth(width) + self._gap
        return self.field.height() + hint

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(24), self.heightForWidth(self._theme.px(24)))

    def _lay_out(self) -> None:
        self._gap = self._theme.px(self._theme.sizes.space_xs)
        row, column = QHBoxLayout(), QVBoxLayout(self)
        row.setSpacing(self._theme.px(self._theme.sizes.space_s))
        row.addWidget(self._label)
        row.addWidget(self.field, 1)
        row.addWidget(self._say)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._gap)
        column.addLayout(row)
        column.addWidget(self.hint)

    def _on_changed(self) -> None:
        text = self.field.toPlainText()
        if len(text) > MOST_SAID:
            self.field.setPlainText(text[:MOST_SAID])
            self.field.moveCursor(self.field.textCursor().MoveOperation.End)
        self._say.setEnabled(bool(text.strip()))

    def _on_entered(self) -> None:
        if text := self.field.toPlainText().strip():
            self.said.emit(text)
