"""Which scenarios are wanted: by post, skill, difficulty, title, and mastery; and that told in words."""

import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trainer.training.hall import Offer

UNMASTERED = "还没掌握的"
MEANING = "没练过，或最近一次不到 80%、合规没通过；跟学不算"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for; "" and 0 mean any."""

    text: str = ""
    post: str = ""
    skill: str = ""
    difficulty: int = 0
    unmastered: bool = False

    def keeps(self, offer: "Offer", mastered: Collection[str]) -> bool:
        """Tell whether an offer is wanted by somebody who has mastered these scenarios."""
        if self.post not in ("", offer.post) or self.difficulty not in (0, offer.difficulty):
            return False
        if (self.skill and self.skill not in offer.trains) or (self.unmastered and offer.id in mastered):
            return False
        title = _folded(offer.title)
        return all(word in title for word in _folded(self.text).split())

    @property
    def words(self) -> str:
        """Tell what is asked for, "" where anything is."""
        title, level = self.text.strip(), f"难度 {self.difficulty}" if self.difficulty else ""
        skill, named = f"练「{self.skill}」" if self.skill else "", f"题目有「{title}」" if title else ""
        rest = UNMASTERED if self.unmastered else ""
        return "、".join(part for part in (self.post, skill, level, named, rest) if part)


ANYTHING = Wanted()


def chosen(offers: Iterable["Offer"], wanted: Wanted, mastered: Collection[str]) -> list["Offer"]:
    """Return the offers that are wanted, in their order."""
    return [offer for offer in offers if wanted.keeps(offer, mastered)]


def summed_up(shown: int, all_of_them: int, wanted: Wanted) -> str:
    """Tell how many are listed, and why not all."""
    if not wanted.words:
        return f"共 {all_of_them} 个场景"
    return f"{wanted.words}：{shown} 个（共 {all_of_them} 个）"


def nothing_left(offers: Sequence["Offer"], wanted: Wanted, mastered: Collection[str]) -> str:
    """Say why nothing is listed, and what to do."""
    rest = Wanted(wanted.text, wanted.post, wanted.skill, wanted.difficulty)
    if wanted.unmastered and (done := len(chosen(offers, rest, mastered))):
        what = f"「{rest.words}」的 {done} 个场景" if rest.words else f"这 {done} 个场景"
        return f"{what}您都掌握了。\n换一个岗位或难度，或者显示全部，用考核再练一遍。"
    if wanted == Wanted(text=wanted.text):
        return f"没有题目里有「{wanted.text.strip()}」的场景。\n少写几个字，或者按岗位、技能、难度挑。"
    return f"没有这样的场景：{wanted.words}。\n去掉一个条件再看看。"


def posts(offers: Iterable["Offer"]) -> list[str]:
    """List the posts, those with the most scenarios first."""
    return [post for post, _ in Counter(offer.post for offer in offers).most_common()]


def skills(offers: Iterable["Offer"]) -> list[str]:
    """List what is trained, the most frequent first."""
    return [skill for skill, _ in Counter(skill for offer in offers for skill in offer.trains).most_common()]


def difficulties(offers: Iterable["Offer"]) -> list[int]:
    """List the difficulties that there are, the easiest first."""
    return sorted({offer.difficulty for offer in offers})


def _folded(text: str) -> str:
    """Make full-width and half-width, capital and small letters alike."""
    return unicodedata.normalize("NFKC", text).casefold()
