"""A variant of a scenario, ready to be played, with the best marks that can be reached in it."""

from dataclasses import dataclass

from trainer.core.scenario import Marks, Scenario


@dataclass(frozen=True, slots=True)
class Play:
    """What is played, and what its marks are measured against."""

    scenario: Scenario
    best: Marks
