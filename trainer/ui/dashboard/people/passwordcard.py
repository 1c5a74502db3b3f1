"""The card on which a password is typed twice: one's own, after the old one, or somebody else's."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from trainer.ui.kit.signin import CentredCard, secret_field
from trainer.ui.theme import Theme

DIFFERENT = "两次输入的密码不一样，请再输一遍。"
OWN = "改我的密码"


class PasswordCard(CentredCard):
    """`chosen` carries the person (0: oneself), the old password ("" for another's) and the new one."""

    chosen = Signal(int, str, str)
    left = Signal()

    def __init__(self, theme: Theme, *, own: bool, parent: QWidget | None = None) -> None:
        super().__init__(theme, OWN, parent)
        self._person_id = 0
        self.old, self.once, self.twice = (
            secret_field(name) for name in ("原来的密码", "新密码", "再输一遍新密码")
        )
        self.keep, self.back = QPushButton("保存密码"), QPushButton("返回")
        fields: list[tuple[str, QLineEdit]] = [("原来的密码（&O）", self.old)] if own else []
        fields += [("新密码（&P），至少 6 个字符", self.once), ("再输一遍（&R）", self.twice)]
        self._first = fields[0][1]
        self.set_out(fields, (self.keep, self.back))
        self.once.returnPressed.connect(self._on_once_entered)
        for field in (self.old, self.twice):
            field.returnPressed.connect(self._on_kept)
        self.keep.clicked.connect(self._on_kept)
        self.back.clicked.connect(self.left)

    def open_for(self, person_id: int, name: str) -> None:
        """Begin for somebody with empty fields; 0 and "" for oneself."""
        self._person_id = person_id
        self.card.set_title(f"给{name}设密码" if name else OWN)
        for field in (self.old, self.once, self.twice):
            field.clear()
        self.say("")

    def take_focus(self) -> None:
        """Put the keyboard on the first field."""
        self._first.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _on_once_entered(self) -> None:
        self.twice.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_kept(self) -> None:
        if self.once.text() != self.twice.text():
            self.say(DIFFERENT)
            self.twice.clear()
            self.twice.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.say("")
            self.chosen.emit(self._person_id, self.old.text(), self.once.text())
