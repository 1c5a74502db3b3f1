"""The third page: a request at the left, and at the right whether the hall accepts it, and why."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from trainer.core.errors import TrainerError
from trainer.core.rules import decide
from trainer.core.tariff import Edition
from trainer.ui.tariffs.answer import Answer
from trainer.ui.tariffs.formpage import FormPage
from trainer.ui.tariffs.requestform import RequestForm, Wish
from trainer.ui.tariffs.typed import Typed
from trainer.ui.theme import Theme

KEYS = (
    ("Tab", "下一项"),
    ("↑ ↓", "选择、换日子"),
    ("PgUp PgDn", "换月份"),
    ("空格", "打勾、看出处"),
    ("Alt+1 – 3", "换页"),
)


class DecidingPage(FormPage):
    """Decides anew whenever something is chosen."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent)
        self._edition: Edition | None = None
        self._decided: Wish | None = None
        self.form, self.answer = RequestForm(theme), Answer(theme)
        self.set_out(self.form, self.answer, KEYS)
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

    @property
    def memory(self) -> Typed:
        """Everything that is typed and chosen."""
        return self.form.memory

    def restore(self, kept: Typed) -> None:
        """Type and choose it again."""
        self.form.restore(kept)

    def work_out(self) -> None:
        """Decide at once; the same request again leaves the answer alone, with whatever is open in it."""
        self._soon.stop()
        wish, before = self.form.wish(), self._decided
        if wish is not None and wish == before:
            return
        self._decided = wish
        if self._edition is None or not self._edition.services:
            self.answer.show_trouble("这一版资料里还没有受理规则")
        elif wish is None:
            self.answer.show_trouble(f"先改好左边的{self.form.trouble.text()}", self._edition)
        else:
            self._decide(self._edition, wish)

    def _decide(self, edition: Edition, wish: Wish) -> None:
        try:
            decision = decide(edition, wish.request, wish.on)
        except TrainerError as unclear:
            self.answer.show_trouble(str(unclear), edition)
            self.form.show_asked(str(unclear))
        else:
            self.answer.show_decision(edition, wish, decision)
            self.form.show_asked(decision.ask)
