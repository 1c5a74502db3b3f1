"""What is made of a scenario file: its variants ready to be played, and its problems."""

from dataclasses import dataclass

from trainer.core.check import Place, Problem
from trainer.core.scenario import Marks, Scenario


@dataclass(frozen=True, slots=True)
class Play:
    """One variant, and the best marks that can be reached in it."""

    scenario: Scenario
    best: Marks


@dataclass(frozen=True, slots=True)
class ScenarioFile:
    """What came of one file: its plays (none when it has errors), its problems, and where its id stands."""

    name: str
    plays: tuple[Play, ...]
    problems: tuple[Problem, ...]
    id_place: Place | None = None
