"""A broken file made whole enough to go on with, so that one pass tells the author everything."""

from collections.abc import Iterable
from copy import deepcopy
from typing import Any

from pydantic import TypeAdapter, ValidationError

from trainer.content.faults import problems_of
from trainer.content.schema import ScenarioText
from trainer.core.check import Problem, Trail

_STAND_INS: dict[str, Any] = {
    "format": 1,
    "date": "2004-01-01",
    "time": "09:00",
    "trains": ["缺"],
    "kind": "stays",
}
_STAND_IN = "缺"
_ROUNDS = 3
_STILL_TRUE = (
    "D602",
    "D603",
    "D606",
    "D607",
    "F105",
    "U201",
    "U202",
    "U207",
    "T301",
    "T302",
    "T303",
    "T304",
    "T305",
    "T306",
    "T308",
)


def mended(
    shape: TypeAdapter[ScenarioText], value: object, problems: Iterable[Problem]
) -> ScenarioText | None:
    """Return the file with what is wrong taken out or stood in for; None where that does not help."""
    value = deepcopy(value)
    for _ in range(_ROUNDS):
        for problem in problems:
            _mend(value, problem)
        try:
            return shape.validate_python(value)
        except ValidationError as error:
            problems = list(problems_of(error, value, ()))
    return None


def still_true(problem: Problem, mended_at: Iterable[Trail]) -> bool:
    """Tell whether a problem of the mended file is the author's, not the mending's."""
    path = problem.path
    if problem.code in ("T302", "D607") and any(_names(trail) for trail in mended_at):
        return False  # the name may well have been defined there
    return problem.code in _STILL_TRUE and not any(
        path[: len(trail)] == trail[: len(path)] for trail in mended_at
    )


def _names(trail: Trail) -> bool:
    """Tell whether names for templates stand at a place."""
    return not {"profile", "variants", "let", "draws"}.isdisjoint(trail)


def _mend(value: Any, problem: Problem) -> None:
    """Fill in what is missing; take out a wrong entry; put a word in the place of a wrong list item."""
    if not problem.path:
        return
    *way, last = problem.path
    for part in way:
        if not isinstance(value, (dict, list)):
            return
        value = value.get(part) if isinstance(value, dict) else value[int(part)]
    if isinstance(value, list):
        value[int(last)] = _STAND_IN
    elif isinstance(value, dict) and problem.code == "F101":
        value[last] = _STAND_INS.get(str(last), _STAND_IN)
    elif isinstance(value, dict) and way[-1:] in (["profile"], ["let"]):
        value[last] = _STAND_IN
    elif isinstance(value, dict):
        value.pop(last, None)
