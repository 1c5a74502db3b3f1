"""A played scenario as text: kept with each attempt, to be replayed whatever becomes of the files."""

import msgspec

from trainer.content.play import Play
from trainer.core.errors import TrainerError


class SnapshotDamaged(TrainerError):
    """A kept scenario that cannot be read any more."""


def to_text(play: Play) -> str:
    """Write a scenario and its best marks down, always in the same words for the same content.

    Other rows of its details are left out: an attempt is played with the one that was drawn.
    """
    kept = {"scenario": play.scenario, "best": play.best}
    return msgspec.json.encode(kept, order="deterministic").decode()


def from_text(text: str) -> Play:
    """Read what `to_text` wrote; raise SnapshotDamaged."""
    try:
        return msgspec.json.decode(text, type=Play)
    except (msgspec.DecodeError, UnicodeError):
        raise SnapshotDamaged("保存的场景读不出来。请运行 trainer verify 检查记录。") from None
