"""The log of a morning round, written down and read: each act as plain JSON, its deed under a short name."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, Final

from trainer.core.asks import Choose, Leave, Raise, Rejoin
from trainer.core.rounds.acts import Act, Deed, Extend, Free, Judge, Remove, Sit, Steer

_KINDS: Final[Mapping[str, type[Deed]]] = {
    "sit": Sit,
    "rejoin": Rejoin,
    "leave": Leave,
    "choose": Choose,
    "raise": Raise,
    "steer": Steer,
    "extend": Extend,
    "judge": Judge,
    "free": Free,
    "remove": Remove,
}
_NAMES: Final = {made: name for name, made in _KINDS.items()}
_FIELDS: Final = {made: tuple(field.name for field in fields(made)) for made in _NAMES}


def written(act: Act) -> dict[str, Any]:
    """Write an act down: its deed, its instant and its fields."""
    made = type(act.does)
    return {"does": _NAMES[made], "at": act.at} | {name: getattr(act.does, name) for name in _FIELDS[made]}


def read(payload: Mapping[str, Any]) -> Act:
    """Read what `written` wrote; raise ValueError for anything else."""
    told = dict(payload)
    try:
        made, at = _KINDS[told.pop("does")], told.pop("at")
        return Act(int(at), made(**told))
    except (KeyError, TypeError) as error:
        raise ValueError(f"no act of a round: {payload}") from error
