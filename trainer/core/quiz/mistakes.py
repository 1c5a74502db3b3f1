"""The named mistakes that wrong answers stand for: each has one name, and one sentence that teaches.

A topic that needs a new one adds it to its own part of the table.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Mistake:
    """A mistake as supervisors count it (`name`), and what a trainee is told of it (`told`)."""

    name: str
    told: str


MISTAKES: Final[Mapping[str, Mistake]] = {
    "swapped": Mistake("卡费和预存说反", "卡费和预存说反了。"),
    "part-only": Mistake("只算了一部分", "只算了其中一项，还有一项没有加。"),
    "other-brand": Mistake("用了别的品牌的价", "这是别的品牌的价，各品牌不一样。"),
    "invented": Mistake("资料没写的编了出来", "资料没有写，不能估，也不能照别的推。照实说需要查实。"),
    "silent-zero": Mistake("没写当成不收钱", "资料没有写，不等于不收钱。照实说需要查实。"),
    "written-unseen": Mistake("写了的说成没写", "资料里写了，查表就有，不用请客户等。"),
}
