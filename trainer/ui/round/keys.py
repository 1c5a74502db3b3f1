"""What the keys of a host do, and what is said where they cannot do it."""

from typing import Final

from trainer.core.rounds.acts import Extend, HostDeed, Steer, Step
from trainer.core.rounds.state import Phase, Round

ONWARD: Final[dict[Phase, Step]] = {
    "lobby": "next",
    "question": "close",
    "closed": "reveal",
    "reveal": "board",
    "board": "next",
}
MORE_MS = 10_000
TYPING_MS = 700
"""So long a digit waits for a second one, where there are more than nine people."""
JUDGED: Final = {"j": True, "k": False}
NOBODY = "先按数字点一个人，再按 A–D 记答案。"
NO_HAND = "还没有人举手：先按举手的人的数字，再按 J、K 或 A–D。"
WHOM = "先按数字或点一下，选中一个人。"
LEAVING = "要把 {} 移出这一轮吗？得分不再算。再按一次 Delete 移出，按 Esc 算了。"
FREED = "{} 可以用自己的姓名再加入了。"


def deed_of(round: Round, key: str) -> HostDeed | None:
    """Return what a key does."""
    if key in ("+", "="):
        return Extend(MORE_MS)
    steps: dict[str, Step] = {
        "p": "resume" if round.stage.paused else "pause",
        "s": "skip",
        "u": "back",
        "e": "end",
    }
    return Steer(steps[key]) if key in steps else None
