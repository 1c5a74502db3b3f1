"""What is made of a scenario file: its variants ready to be played, and its problems."""

from dataclasses import dataclass

from trainer.core.check import Place, Problem
from trainer.core.scenario import Marks, Scenario


@dataclass(frozen=True, slots=True)
class Play:
    """One variant, and the best marks that can be reached in it.

    `drawings` are the same with the other rows of its details, in the order of the file; each can be
    reached with the same best marks. What is played is always what a seed has `drawn`.
    """

    scenario: Scenario
    best: Marks
    drawings: tuple["Play", ...] = ()

    def drawn(self, seed: int) -> "Play":
        """Return the play with the row of details that a seed stands for, and no other; 0 is the first."""
        rows = (self, *self.drawings)
        play = rows[seed % len(rows)]
        return Play(play.scenario, play.best)


@dataclass(frozen=True, slots=True)
class ScenarioFile:
    """What came of one file: its plays (none when it has errors), its problems, and where its id stands."""

    name: str
    plays: tuple[Play, ...]
    problems: tuple[Problem, ...]
    id_place: Place | None = None
