"""The prices and conditions of a row, from what is written to what the core rates with."""

from collections.abc import Iterable, Iterator
from fractions import Fraction

from trainer.content.page import Page
from trainer.content.tableschema import RateText, StageText, TierText, UseText
from trainer.content.tableterms import Around
from trainer.core.check import Trail, near
from trainer.core.rates import CALL, For, Stage, Tier
from trainer.core.rating import Scope
from trainer.core.when import ALL_DAY, Days, Times, Window

MINUTE = 60
_WAYS = ("price", "stages", "tiers", "missing", "barred")

Priced = tuple[Fraction, Trail]
"""An amount as written, and its place."""


def use_of(page: Page, text: UseText, at: Trail, around: Around) -> For:
    """Return what a row is for; tell of names that nothing bears."""
    if text.from_ and text.until and text.from_ > text.until:
        page.tell("F106", "「from」在「until」之后", "from 写在前的一天，until 写在后的一天", (*at, "from"))
    return For(
        kind=text.kind,
        service=frozenset(text.service or ()),
        direction=frozenset(text.direction or ()),
        network=frozenset(text.network or ()),
        place=frozenset(text.place or ()),
        to=_prefixes(page, text.to or (), (*at, "to"), around),
        times=Times.between(text.times) if text.times else ALL_DAY,
        days=Days(
            weekdays=frozenset(text.weekdays or ()),
            months=frozenset(text.months or ()),
            windows=tuple(_windows(page, text.windows or (), (*at, "windows"), around)),
            first=text.from_,
            last=text.until,
            monthdays=frozenset(text.monthdays or ()),
        ),
    )


def unit_of(kinds: Iterable[str]) -> int:
    """Return what is counted where a row does not say: minutes of calls, single pieces of all else."""
    return MINUTE if set(kinds) == {CALL} else 1


def stages_of(page: Page, text: RateText, at: Trail) -> tuple[Stage, ...]:
    """Return the stages of a row that has a price (one by tiers has the price of the first)."""
    unit = unit_of([text.kind])
    if text.stages:
        _check_stages(page, text.stages, (*at, "stages"))
        return tuple(_stage(stage, stage.price, unit, stage.after) for stage in text.stages)
    if text.tiers:
        return (_stage(text, text.tiers[0].price, unit),)
    return () if text.price is None else (_stage(text, text.price, unit),)


def tiers_of(page: Page, text: RateText, at: Trail) -> tuple[Tier, ...]:
    """Return the tiers of a row; tell where they do not rise, or end too early."""
    tiers = text.tiers or []
    for index, tier in enumerate(tiers):
        here, last = (*at, "tiers", index, "up_to"), index == len(tiers) - 1
        if last != (tier.up_to is None):
            page.tell("F114", "「tiers」只有最后一档没有上限", "最后一档写 up_to: null，别的写数字", here)
        elif tier.up_to is not None and index and tier.up_to <= (tiers[index - 1].up_to or 0):
            page.tell("F114", "「tiers」的上限要一档比一档高", "检查 up_to", here)
    return tuple(Tier(tier.up_to, tier.price, tier.fee) for tier in tiers)


def check_ways(page: Page, text: RateText, at: Trail) -> None:
    """Tell of a row with no price or more than one, and of keys that go with another kind of price."""
    ways = [way for way in _WAYS if getattr(text, way) is not None]
    if len(ways) != 1:
        message = f"一行要写且只写一种价钱（现有：{'、'.join(ways) or '无'}）"
        page.tell("F105", message, f"{'、'.join(_WAYS)} 中选一个；资料没写的写 missing", at)
    if text.stages and {"per", "step"} & text.model_fields_set:
        page.tell("F105", "有 stages 的行不写 per、step", "把它们写在每一段里", at)
    if text.tiering and not text.tiers:
        page.tell("F105", "没有 tiers 的行不写 tiering", "删去 tiering，或写 tiers", (*at, "tiering"))
    steps: list[StageText | RateText] = [*text.stages] if text.stages else [text]
    if text.started and not any(_open(each) for each in steps):
        page.tell(
            "F105", "写了 started，但没有 step: null", "写上 step: null，或删去 started", (*at, "started")
        )


def check_sums(page: Page, text: RateText, at: Trail, scope: Scope) -> None:
    """Tell of a row that counts over the month in a way that each call would have to be known for."""
    if text.counts == "month" and (text.stages or text.most is not None):
        page.tell("F105", "按全月合计进位的行不写 stages、most", "删去，或写 counts: use", (*at, "counts"))
    if text.counts == "month" and scope == "call":
        page.tell("F105", "逐次取整的表不能按全月合计进位", "rounding 的 on 写 line", (*at, "counts"))
    if text.tiers and scope == "step":
        page.tell("F105", "按单位取整的表不写 tiers", "rounding 的 on 写 line", (*at, "tiers"))
    if text.tiering == "volume" and (text.most is not None or scope == "call"):
        page.tell(
            "F105",
            "按总量定价的行不写 most，也不逐次取整",
            "删去 most；rounding 的 on 写 line",
            (*at, "tiering"),
        )


def priced(text: RateText, at: Trail) -> Iterator[Priced]:
    """Yield every amount that a row charges, with its place."""
    single = {"fee": text.fee, "price": text.price, "most": text.most}
    yield from ((amount, (*at, key)) for key, amount in single.items() if amount is not None)
    for index, stage in enumerate(text.stages or ()):
        yield stage.price, (*at, "stages", index, "price")
    for index, tier in enumerate(text.tiers or ()):
        yield from _priced_tier(tier, (*at, "tiers", index))


def _priced_tier(tier: TierText, at: Trail) -> Iterator[Priced]:
    yield tier.price, (*at, "price")
    yield tier.fee, (*at, "fee")


def _stage(text: StageText | RateText, price: Fraction, unit: int, after: int = 0) -> Stage:
    per = text.per or unit
    return Stage(price, per, None if _open(text) else text.step or per, after)


def _open(text: StageText | RateText) -> bool:
    """Tell whether "step: null" is written: the material does not say what a started unit costs."""
    return text.step is None and "step" in text.model_fields_set


def _check_stages(page: Page, stages: Iterable[StageText], at: Trail) -> None:
    before = -1
    for index, stage in enumerate(stages):
        here = (*at, index, "after")
        if index == 0 and stage.after:
            page.tell("F114", "「stages」的第一段要从 0 起", "写 after: 0", here)
        elif stage.after <= before:
            page.tell("F114", "「stages」要一段比一段晚", "检查 after", here)
        before = stage.after


def _windows(page: Page, names: Iterable[str], at: Trail, around: Around) -> Iterator[Window]:
    for index, name in enumerate(names):
        if name not in around.windows:
            cure = near(name, around.windows) or "在 windows 里补上它的起止日"
            page.tell("U208", f"没有日期表「{name}」", cure, (*at, index))
        yield from around.windows.get(name, ())


def _prefixes(page: Page, names: Iterable[str], at: Trail, around: Around) -> frozenset[str]:
    prefixes: set[str] = set()
    for index, name in enumerate(names):
        if name.isascii() and name.isdigit():
            prefixes.add(name)
        elif name in around.destinations:
            prefixes |= around.destinations[name]
        else:
            cure = near(name, around.destinations) or "写号码的开头几位，或在 destinations 里补上"
            page.tell("U208", f"没有目的地「{name}」", cure, (*at, index))
    return frozenset(prefixes)
