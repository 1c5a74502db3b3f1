"""The third page: a request at the left, and at the right whether the hall accepts it, and why."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from trainer.core.errors import TrainerError
from trainer.core.rules import decide
from trainer.core.tariff import Edition
from trainer.ui.kit.keyline import KeyLine
from trainer.ui.tariffs.answer import Answer
from trainer.ui.tariffs.requestform import RequestForm, Wish
from trainer.ui.tariffs.scrolling import scrolling
from trainer.ui.theme import Theme

KEYS = (("Tab", "下一项"), ("↑ ↓", "选择、换日子"), ("空格", "看出处"), ("Alt+1 – 3", "换页"))


class DecidingPage(QWidget):
    """Decides anew whenever something is chosen, as soon as the keys are read."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edition: Edition | None = None
        self._decided: Wish | None = None
        self.form, self.answer = RequestForm(theme), Answer(theme)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        foot = KeyLine(theme)
        foot.show_keys(KEYS)
        row, column = QHBoxLayout(), QVBoxLayout(self)
        row.setSpacing(theme.px(theme.sizes.space_m))
        row.addWidget(scrolling(self.form, theme))
        row.addWidget(self.answer, 1)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(theme.sizes.space_s))
        column.addLayout(row, 1)
        column.addWidget(foot)
        self._soon.timeout.connect(self.decide)
        self.form.changed.connect(self._soon.start)

    def show_edition(self, edition: Edition) -> None:
        """Decide by the rules of this edition; the same one again leaves what is told."""
        if edition is self._edition:
            return
        self._edition, self._decided = edition, None
        self.form.show_edition(edition)
        self._soon.start()

    def take_focus(self) -> None:
        """Put the keyboard on the first question."""
        self.form.service.setFocus(Qt.FocusReason.OtherFocusReason)

    def decide(self) -> None:
        """Decide at once; the same request again leaves the answer alone, with whatever is open in it."""
        self._soon.stop()
        wish, before = self.form.wish(), self._decided
        if wish is not None and wish == before:
            return
        self._decided = wish
        if self._edition is None or not self._edition.services:
            self.answer.show_trouble("这一版资料里还没有受理规则")
            return
        if wish is None:
            self.answer.show_trouble(f"先改好左边的日期：{self.form.trouble.text()}", self._edition)
            return
        try:
            decision = decide(self._edition, wish.request, wish.on)
        except TrainerError as unclear:
            self.answer.show_trouble(str(unclear), self._edition)
            return
        self.answer.show_decision(self._edition, wish, decision)
