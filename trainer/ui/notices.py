"""What the window has to say above its screens: one sentence after another, each until it is put away."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from trainer.ui.kit.banner import Banner
from trainer.ui.theme import Theme, Tone

Notice = tuple[str, Tone]


class Notices(QWidget):
    """Shows the first unread notice; gone while there is none."""

    def __init__(self, theme: Theme, unread: list[Notice]) -> None:
        super().__init__()
        self.banner, self.unread = Banner(theme), list(unread)
        edge = theme.px(theme.sizes.space_xl)
        row = QHBoxLayout(self)
        row.setContentsMargins(edge, theme.px(theme.sizes.space_s), edge, 0)
        row.addWidget(self.banner)
        self.banner.dismissed.connect(self._on_read)
        self._show_first()

    def add(self, sentence: str, tone: Tone) -> None:
        """Say something, after what is still unread; the same twice is said once."""
        if sentence and (sentence, tone) not in self.unread:
            self.unread.append((sentence, tone))
            self._show_first()

    def _on_read(self) -> None:
        self.unread = self.unread[1:]
        self._show_first()

    def _show_first(self) -> None:
        if self.unread:
            self.banner.say(*self.unread[0])
        self.setVisible(bool(self.unread))
