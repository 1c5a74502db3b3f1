"""Calm cards in the middle of a page: to sign in with a password, and to make the first administrator."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from trainer.ui.kit.card import Card
from trainer.ui.kit.scrolling import upright
from trainer.ui.kit.wrapping import wrapping
from trainer.ui.theme import Theme, mark

LONGEST_NAME, LONGEST_PASSWORD = 40, 128
A_SECOND_MS = 1000
_WIDTH = 26.0
SIGN_IN, WAITING = "登录", "正在核对…"
WHY_ADMIN = (
    "现在谁都能看成绩、改名单。设一位管理员以后，要登录才能看别人的成绩；"
    "没有密码的学员照样可以练习。\n忘了密码没有别的办法进来，请记牢。"
)


def secret_field(name: str) -> QLineEdit:
    """Return a field that shows dots."""
    field = QLineEdit()
    field.setEchoMode(QLineEdit.EchoMode.Password)
    field.setMaxLength(LONGEST_PASSWORD)
    field.setAccessibleName(name)
    return field


def labelled(theme: Theme, words: str, field: QWidget) -> QVBoxLayout:
    """Put a label above its field, with the key that leads to it."""
    label = QLabel(words)
    label.setProperty("role", "sub")
    label.setBuddy(field)
    column = QVBoxLayout()
    column.setSpacing(theme.px(theme.sizes.space_xs))
    column.addWidget(label)
    column.addWidget(field)
    return column


class CentredCard(QWidget):
    """A card in the middle, a sentence on what went wrong, and buttons below."""

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.card = Card(theme, title)
        self.card.setFixedWidth(theme.px(_WIDTH))
        self.trouble = wrapping()
        mark(self.trouble, "role", "warm")
        self.trouble.hide()
        area, room = upright(title), QWidget()
        room.setProperty("role", "page")
        area.setWidget(room)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        row, column, whole = QHBoxLayout(), QVBoxLayout(room), QVBoxLayout(self)
        row.addStretch(1)
        row.addWidget(self.card)
        row.addStretch(1)
        column.addStretch(2)
        column.addLayout(row)
        column.addStretch(3)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    def say(self, sentence: str) -> None:
        """Tell what went wrong; "" takes it away."""
        self.trouble.setText(sentence)
        self.trouble.setVisible(bool(sentence))
        self.trouble.setAccessibleName(sentence)

    def set_out(self, fields: Sequence[tuple[str, QLineEdit]], buttons: Sequence[QPushButton]) -> None:
        """Put the fields and the buttons into the card, the first button as the one that Enter presses."""
        for words, field in fields:
            self.card.body.addLayout(labelled(self._theme, words, field))
        self.card.body.addWidget(self.trouble)
        row = QHBoxLayout()
        row.setSpacing(self._theme.px(self._theme.sizes.space_s))
        for button in buttons:
            mark(button, "kind", "primary" if button is buttons[0] else "quiet")
            button.setAutoDefault(True)
            row.addWidget(button)
        row.addStretch(1)
        self.card.body.addLayout(row)


class SignInCard(CentredCard):
    """`entered` carries the name or staff number and the password; `left` when somebody turns away."""

    entered = Signal(str, str)
    left = Signal()

    def __init__(self, theme: Theme, why: str = "", parent: QWidget | None = None) -> None:
        super().__init__(theme, SIGN_IN, parent)
        self.who, self.password = QLineEdit(), secret_field("密码")
        self.who.setMaxLength(LONGEST_NAME)
        self.who.setAccessibleName("姓名或工号")
        self.enter, self.back = QPushButton(SIGN_IN), QPushButton("返回")
        self._held = 0
        self._timer = QTimer(self)
        self._timer.setInterval(A_SECOND_MS)
        self._timer.timeout.connect(self._on_second)
        if why:
            self.card.body.addWidget(wrapping(why, "sub"))
        self.set_out((("姓名或工号（&N）", self.who), ("密码（&P）", self.password)), (self.enter, self.back))
        self.who.returnPressed.connect(self._on_who_entered)
        self.password.returnPressed.connect(self._on_entered)
        self.enter.clicked.connect(self._on_entered)
        self.back.clicked.connect(self.left)

    def set_who(self, name: str) -> None:
        """Put a name into the field, and forget the password."""
        self.who.setText(name)
        self.password.clear()

    def wait(self) -> None:
        """The password is being judged: let nothing be typed meanwhile."""
        self.say("")
        self._enable(False, WAITING)

    def refuse(self, sentence: str, seconds: int = 0) -> None:
        """Tell why not; after too many wrong passwords count `seconds` down before the next."""
        self.say(sentence)
        self.password.clear()
        self._held = seconds
        if seconds:
            self._timer.start()
        self._show_held()
        self.take_focus()

    def welcome(self) -> None:
        """Forget the password that was right."""
        self.password.clear()
        self.say("")
        self._enable(True, SIGN_IN)

    def take_focus(self) -> None:
        """Put the keyboard on what is missing."""
        (self.password if self.who.text().strip() else self.who).setFocus(Qt.FocusReason.OtherFocusReason)

    def _enable(self, enabled: bool, word: str) -> None:
        for widget in (self.who, self.password, self.enter):
            widget.setEnabled(enabled)
        self.enter.setText(word)

    def _show_held(self) -> None:
        self._enable(True, SIGN_IN)
        if self._held:
            self.enter.setEnabled(False)
            self.enter.setText(f"{self._held} 秒后再试")

    def _on_second(self) -> None:
        self._held = max(0, self._held - 1)
        if not self._held:
            self._timer.stop()
            self.say("")
        self._show_held()

    def _on_who_entered(self) -> None:
        self.password.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_entered(self) -> None:
        if self._held:
            return
        if not (self.who.text().strip() and self.password.text()):
            self.say("请填写姓名（或工号）和密码。")
            self.take_focus()
            return
        self.entered.emit(self.who.text(), self.password.text())


class FirstAdminCard(CentredCard):
    """`made` carries the name and the password; `later` when it can wait."""

    made = Signal(str, str)
    later = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, "设一位管理员", parent)
        self.who, self.once, self.twice = QLineEdit(), secret_field("密码"), secret_field("再输一遍密码")
        self.who.setMaxLength(LONGEST_NAME)
        self.make, self.wait_button = QPushButton("设为管理员"), QPushButton("以后再说")
        self.card.body.addWidget(wrapping(WHY_ADMIN, "sub"))
        fields = (
            ("姓名（&N）", self.who),
            ("密码（&P），至少 6 个字符", self.once),
            ("再输一遍（&R）", self.twice),
        )
        self.set_out(fields, (self.make, self.wait_button))
        self.who.returnPressed.connect(self._on_who_entered)
        self.once.returnPressed.connect(self._on_once_entered)
        self.twice.returnPressed.connect(self._on_made)
        self.make.clicked.connect(self._on_made)
        self.wait_button.clicked.connect(self.later)

    def refuse(self, sentence: str) -> None:
        """Tell why not."""
        self.make.setEnabled(True)
        self.say(sentence)

    def take_focus(self) -> None:
        """Put the keyboard on the first field."""
        self.who.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_who_entered(self) -> None:
        self.once.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_once_entered(self) -> None:
        self.twice.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_made(self) -> None:
        if not self.who.text().strip():
            self.say("请填写姓名。")
            self.take_focus()
        elif self.once.text() != self.twice.text():
            self.say("两次输入的密码不一样，请再输一遍。")
            self.twice.clear()
            self._on_once_entered()
        else:
            self.say("")
            self.make.setEnabled(False)
            self.made.emit(self.who.text(), self.once.text())
