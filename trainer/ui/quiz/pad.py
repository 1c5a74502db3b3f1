"""The pad that answers are given on: one of three, by the form of what is asked."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from trainer.core.quiz.question import Answer, Question
from trainer.training.sitting import Done, Task
from trainer.ui.kit.keyline import Key
from trainer.ui.quiz.filling import FillingPad
from trainer.ui.quiz.picking import AT_ONCE, PickingPad
from trainer.ui.quiz.reciting import RecitingPad
from trainer.ui.theme import Theme

TYPED = ("填数", "填空")


class AnswerPad(QWidget):
    """Shows the pad that fits; all of them are kept and used again."""

    answered = Signal(Answer)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picking, self.filling, self.reciting = PickingPad(theme), FillingPad(theme), RecitingPad(theme)
        self._now: PickingPad | FillingPad | RecitingPad = self.picking
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for pad in (self.picking, self.filling, self.reciting):
            pad.hide()
            column.addWidget(pad)
            pad.answered.connect(self.answered)

    def ask(self, task: Task) -> None:
        """Show the pad for a task, empty."""
        if not isinstance(task, Question):
            self._turn_to(self.reciting)
            self.reciting.ask(task)
        elif task.form in TYPED:
            self._turn_to(self.filling)
            self.filling.ask(task)
        else:
            self._turn_to(self.picking)
            self.picking.ask(task)

    def prepare(self, task: Task) -> None:
        """Draw what may be asked next."""
        if isinstance(task, Question) and task.choices:
            self.picking.prepare(task)

    def reveal(self, done: Done) -> None:
        """Show what came of the answer."""
        task = done.task
        if not isinstance(task, Question):
            self.reciting.reveal(done)
        elif task.form in TYPED:
            self.filling.reveal(task, done.answer, done.right)
        else:
            self.picking.reveal(task, done.answer)

    def hold(self, held: bool) -> None:
        """Take nothing while an answer is being recorded."""
        self._now.hold(held)

    def take_focus(self) -> None:
        """Put the keyboard where the answer is given."""
        self._now.take_focus()

    def _turn_to(self, pad: PickingPad | FillingPad | RecitingPad) -> None:
        if pad is not self._now or pad.isHidden():
            self._now.hide()
            self._now = pad
            pad.show()


def keys_of(task: Task) -> tuple[Key, ...]:
    """Tell the keys that answer a task."""
    if not isinstance(task, Question) or task.form in TYPED:
        return (("Enter", "确定"),)
    if task.form in AT_ONCE:
        return (("1–9 或 A–I", "选"), ("↑ ↓", "移动"), ("Enter", "选这一项"))
    word = {"排序": "按先后次序选", "连线": "给左边逐行选"}.get(task.form, "选上或取消")
    return (("1–9 或 A–I", word), ("Backspace", "退一步"), ("Enter", "确定"))


def how_to(task: Task) -> str:
    """Say in a few words how a task is answered."""
    if not isinstance(task, Question):
        return "默写话术"
    return {
        "单选": "单选：选一项",
        "多选": "多选：选出所有对的",
        "判断": "判断：对还是错",
        "填数": "填数字",
        "排序": "排序：从第一个选到最后一个",
        "连线": "连线：给每一行选一项",
        "填空": "填空",
    }[task.form]
