"""How a customer looks: the parts of a face, and the mood it shows."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Literal

Hair = Literal["short", "bob", "long", "bun", "bald", "curly", "cap"]
Age = Literal["young", "middle", "old"]
Clothes = Literal["blue", "rose", "green", "grey", "sand", "navy"]


class Mood(IntEnum):
    """How hot a customer is; a face and a word for each."""

    CALM = 0
    UNEASY = 1
    ANGRY = 2
    FURIOUS = 3

    @property
    def word(self) -> str:
        """The mood as staff would say it."""
        return ("平静", "着急", "生气", "激动")[self]


@dataclass(frozen=True, slots=True)
class Face:
    """The parts a customer's face is drawn from (names of the parts in assets/faces)."""

    hair: Hair = "short"
    age: Age = "middle"
    clothes: Clothes = "blue"


PLAIN_FACE = Face()
