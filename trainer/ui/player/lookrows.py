"""What was looked up, as the rows of a list: a heading for each group, its entries, and what is left out."""

from collections.abc import Sequence
from dataclasses import dataclass

from trainer.core.lookup import Extract, Group

FIRST = 5
"""So many entries of a group are shown before one asks for the rest."""


@dataclass(frozen=True, slots=True)
class LookRow:
    """A heading, an entry, or (without either's entry) what is left out of a group."""

    group: Group
    words: str
    entry: Extract | None = None
    is_heading: bool = False

    @property
    def spoken(self) -> str:
        """What a screen reader reads."""
        return f"{self.entry.title}：{self.entry.text}" if self.entry else self.words


def rows(found: Sequence[Extract], opened: frozenset[Group], *, searching: bool) -> tuple[LookRow, ...]:
    """Put what was found into groups, the group of the best entry first.

    Without a search a group shows nothing before it is `opened`.
    """
    groups: dict[Group, list[Extract]] = {}
    for entry in found:
        groups.setdefault(entry.group, []).append(entry)
    made: list[LookRow] = []
    for group, members in groups.items():
        shown = len(members) if group in opened else FIRST if searching else 0
        made.append(LookRow(group, f"{group} · {len(members)} 条", is_heading=True))
        made += [LookRow(group, entry.title, entry) for entry in members[:shown]]
        if shown and shown < len(members):
            made.append(LookRow(group, f"还有 {len(members) - shown} 条"))
    return tuple(made)
