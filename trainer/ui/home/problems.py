"""A quiet note that some scenarios cannot be shown, with what is wrong on demand."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from trainer.ui.kit.banner import Banner
from trainer.ui.theme import Theme

if TYPE_CHECKING:
    from trainer.core.check import Problem

MOST_LISTED = 3
SHOW, HIDE = "看看是什么", "收起"


class ProblemNote(QWidget):
    """Hidden while all is well; warnings are the author's business, not the trainee's."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentence = ""
        self.banner = Banner(theme)
        self.listing = QLabel()
        self.listing.setWordWrap(True)
        self.listing.setTextFormat(Qt.TextFormat.PlainText)
        self.listing.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.listing.setProperty("role", "mono")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(theme.sizes.space_xs))
        column.addWidget(self.banner)
        column.addWidget(self.listing)
        self.banner.acted.connect(self._on_acted)
        self.banner.dismissed.connect(self.hide)
        self.hide()

    def show_problems(self, problems: Sequence["Problem"]) -> None:
        """Tell of these; put away once, the same ones stay away."""
        errors = [problem for problem in problems if problem.level == "error"]
        sentence = _counted(errors) if errors else ""
        if sentence == self._sentence:
            return
        self._sentence = sentence
        self.listing.setText(_listed(errors))
        self.listing.hide()
        self.banner.say(sentence, "warm", SHOW)
        self.setVisible(bool(errors))

    def _on_acted(self) -> None:
        self.listing.setVisible(self.listing.isHidden())
        self.banner.say(self._sentence, "warm", SHOW if self.listing.isHidden() else HIDE)


def _counted(errors: Sequence["Problem"]) -> str:
    files = {problem.place.file for problem in errors if problem.place}
    return f"{len(files) or 1} 个场景有问题，没有列出来或不完整；运行 trainer check 查看。"


def _listed(errors: Sequence["Problem"]) -> str:
    lines = [str(problem) for problem in errors[:MOST_LISTED]]
    if len(errors) > MOST_LISTED:
        lines.append(f"……还有 {len(errors) - MOST_LISTED} 处")
    return "\n".join(lines)
