"""How far a long export is, and the way to stop it."""

from typing import Protocol

from trainer.core.errors import TrainerError


class Cancelled(TrainerError):
    """The user did not want to wait; nothing was left behind."""

    def __init__(self) -> None:
        super().__init__("导出已取消，没有写出文件。")


class Progress(Protocol):
    """Is told how much is done; raises Cancelled to stop."""

    def __call__(self, done: int, of: int) -> None:
        """Take notice that `done` of `of` steps are done."""
        ...


def unwatched(done: int, of: int) -> None:
    """Go on to the end."""
