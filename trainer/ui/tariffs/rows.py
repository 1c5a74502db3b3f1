"""Plans side by side as plain data: printed fields in groups, one place per plan, and what differs."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from trainer.core.errors import MissingFact
from trainer.core.library import Source
from trainer.core.tariff import Assumption, Edition, Opening, Plan

Standing = Literal["said", "silent", "elsewhere"]
"""Whether the material says it, is silent, or prices the plan by other rows of the same group."""

SILENT, ELSEWHERE = "未写", "—"
OPENING, LOCAL, MATERIAL = "开户", "市内通话", "资料"
UNCLEAR = "没有说清的"
GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (OPENING, ("卡费", "预存", "充值卡", "合计")),
    ("月费", ("月租", "最低消费", "必选功能", "其它费用")),
    (LOCAL, ()),
    ("长途", ("长途",)),
    ("漫游", ("漫游",)),
    ("短信", ("短信",)),
    ("功能", ("来显", "来电显示", "不可", "随意听", "业务包")),
    ("办理", ()),
    (MATERIAL, ()),
)
"""The groups in the order shown, and the words by which a printed field belongs to one."""

_BY_WORD = ("短信", "漫游", "长途", OPENING, "月费", "功能")
_LOCAL_WORDS = ("市内", "本地", "基本通话", "主叫", "被叫", "夜间", "通话", "区域")
_SAME = {
    "本地通话": "市内通话",
    "基本通话": "市内通话",
    "本地主叫": "市内主叫",
    "主叫": "市内主叫",
    "本地被叫": "市内被叫",
    "被叫": "市内被叫",
    "夜间 19–8 主叫": "市内 19–08 主叫",
    "夜间 19–8 被叫": "市内 19–08 被叫",
    "月租变体 VPMN": "月租变体",
}
"""Fields that the material words in several ways, and the row in which they stand side by side."""

_FIRST = (
    "市内通话",
    "市内主叫",
    "市内被叫",
    "市内 08–19",
    "市内 19–08 主叫",
    "市内 19–08 被叫",
    "夜间起始日",
)
_UNIT = re.compile(r"(?<=\d)/(?=分|条|6秒|月)")
_AMOUNT = re.compile(r"\d+(?:\.\d+)?(?:–\d+(?:\.\d+)?)?")
_DECIMALS = re.compile(r"(\d+\.\d*?)0+(?!\d)")


@dataclass(frozen=True, slots=True)
class Entry:
    """What the material says about one field of one plan; `points` are what it leaves open on the whole."""

    plan: Plan
    group: str
    row: str
    field: str
    value: str | None
    standing: Standing
    sources: tuple[Source, ...] = ()
    note: str = ""
    points: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The value as shown, with its unit; 未写 where the material is silent."""
        if self.value is None:
            return SILENT if self.standing == "silent" else ELSEWHERE
        if _AMOUNT.fullmatch(self.value):
            return f"{self.value} 元{'/月' if self.group == '月费' else ''}"
        return _UNIT.sub(" 元/", self.value)

    @property
    def key(self) -> str:
        """What it is compared by: 0.40 is 0.4."""
        if self.points:
            return "；".join(self.points)
        return _DECIMALS.sub(lambda found: found[1].removesuffix("."), self.value or self.standing)


@dataclass(frozen=True, slots=True)
class Row:
    """One field, with an entry for each plan in the order of the columns."""

    group: str
    name: str
    entries: tuple[Entry, ...]

    @property
    def differs(self) -> bool:
        """Whether the plans do not all say the same."""
        return len({entry.key for entry in self.entries}) > 1


def group_of(field: str) -> str:
    """Return the group that a printed field belongs to."""
    words = dict(GROUPS)
    for group in _BY_WORD:
        if any(word in field for word in words[group]):
            return group
    return LOCAL if any(word in field for word in _LOCAL_WORDS) else "办理"


def compare(edition: Edition, plans: Sequence[Plan]) -> tuple[Row, ...]:
    """Put plans side by side: the union of their fields, group by group."""
    said = [_entries_of(edition, plan) for plan in plans]
    names: dict[tuple[str, str], None] = {}
    for entries in said:
        names |= dict.fromkeys(entries)
    rows = []
    for group, name in sorted(names, key=_place):
        found = tuple(
            entries.get((group, name)) or _unsaid(plan, group, name, entries)
            for plan, entries in zip(plans, said, strict=True)
        )
        rows.append(Row(group, name, found))
    return tuple(rows)


def opening_of(edition: Edition, plan: Plan) -> Opening | None:
    """Return what opening the plan costs: by its name, else by its family; None where neither is listed."""
    for name in (plan.name, *plan.aliases, plan.family):
        if name in edition.openings:
            return edition.openings[name]
    return None


def resting(edition: Edition, entry: Entry) -> tuple[Assumption, ...]:
    """Return the assumptions that whatever is computed from this entry rests on."""
    tariff = entry.plan.tariff
    if tariff is None or not entry.sources:
        return ()
    parts = [(rate.sources, (*rate.assumes, rate.started)) for rate in tariff.rates]
    parts += [(charge.sources, charge.assumes) for charge in tariff.charges]
    parts += [(bundle.sources, bundle.assumes) for bundle in tariff.bundles]
    parts += [(least.sources, least.assumes) for least in tariff.minimums]
    proof = set(entry.sources)
    ids = dict.fromkeys(id for sources, assumes in parts if proof & set(sources) for id in assumes)
    return tuple(edition.assumptions[id] for id in ids if id in edition.assumptions)


def matches(plan: Plan, text: str) -> bool:
    """Tell whether every word of a search stands in the plan's names, fields or values."""
    heap = "\n".join(_searched(plan)).casefold()
    return all(word in heap for word in text.casefold().split())


def row_matches(row: Row, text: str) -> bool:
    """Tell whether every word of a search stands in the row's group, name or values."""
    values = (f"{entry.field} {entry.text} {entry.value or ''}" for entry in row.entries)
    points = (point for entry in row.entries for point in entry.points)
    heap = "\n".join((row.group, row.name, *values, *points)).casefold()
    return all(word in heap for word in text.casefold().split())


def _place(row: tuple[str, str]) -> tuple[int, int]:
    """Return where a row stands: by its group, the plain calls first, then as printed."""
    group, name = row
    place = _FIRST.index(name) if name in _FIRST else len(_FIRST)
    return [known for known, _ in GROUPS].index(group), place


def _searched(plan: Plan) -> Iterator[str]:
    yield from (plan.name, plan.family, plan.status, *plan.aliases)
    for cell in plan.cells:
        yield f"{cell.field} {cell.value or SILENT}"


def _entries_of(edition: Edition, plan: Plan) -> dict[tuple[str, str], Entry]:
    entries: dict[tuple[str, str], Entry] = {}
    for entry in (*_opening(edition, plan), *_printed(plan), _unclear(plan)):
        row = entry.row if (entry.group, entry.row) not in entries else entry.field
        entries.setdefault((entry.group, row), entry)
    return entries


def _printed(plan: Plan) -> Iterator[Entry]:
    for cell in plan.cells:
        group = group_of(cell.field)
        standing: Standing = "silent" if cell.value is None else "said"
        row = _SAME.get(cell.field, cell.field)
        yield Entry(plan, group, row, cell.field, cell.value, standing, cell.sources, cell.note)


def _opening(edition: Edition, plan: Plan) -> Iterable[Entry]:
    """Yield card fee, prepaid charges and their sum."""
    found = opening_of(edition, plan)
    if found is None:
        return [Entry(plan, OPENING, name, name, None, "silent") for name in ("卡费", "预存", "合计")]
    try:
        total: str | None = found.total.short
        note = found.note
    except MissingFact as missing:
        total, note = None, "。".join(filter(None, (str(missing), found.note)))
    values = (
        ("卡费", None if found.card is None else found.card.short, found.note),
        ("预存", None if found.prepaid is None else found.prepaid.short, found.note),
        ("合计", total, note),
    )
    return [
        Entry(plan, OPENING, name, name, value, "said" if value else "silent", found.sources, told)
        for name, value, told in values
    ]


def _unclear(plan: Plan) -> Entry:
    """Return what the material leaves open about a plan, all of it in one place."""
    told = f"{len(plan.open)} 点" if plan.open else "没有"
    return Entry(plan, MATERIAL, UNCLEAR, UNCLEAR, told, "said", points=plan.open)


def _unsaid(plan: Plan, group: str, name: str, entries: dict[tuple[str, str], Entry]) -> Entry:
    """Return the entry of a row that the plan does not have: calls may be priced by other rows."""
    priced = group == LOCAL and any(
        place == LOCAL and entry.standing == "said" for (place, _), entry in entries.items()
    )
    return Entry(plan, group, name, name, None, "elsewhere" if priced else "silent")
