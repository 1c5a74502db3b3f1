"""The rows of a tariff, told in the keys of the table format and in a line for people."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from trainer.cli.answers import Json, amount, day, sources
from trainer.core.lines import quantity
from trainer.core.money import price
from trainer.core.proration import Share
from trainer.core.rates import CALL, MESSAGE, WORDS, Bundle, For, Rate, Stage
from trainer.core.tariff import Charge, Minimum, Percentage, Tariff
from trainer.core.when import ALL_DAY, DAY, Days, Times

SILENT = "未写"
MOST_WINDOWS = 3


def tariff(of: Tariff) -> Json:
    """Write everything that a plan charges; keys that say nothing are left out."""
    return {
        "rates": [_rate(rate) for rate in of.rates],
        "bundles": [_bundle(bundle) for bundle in of.bundles],
        "charges": [_charge(charge) for charge in of.charges],
        "minimums": [_minimum(least) for least in of.minimums],
        "percentages": [_percentage(each) for each in of.percentages],
        "shares": [_share(share) for share in of.shares],
    }


def lines(of: Tariff) -> Iterator[str]:
    """Yield a line for each row, as people read it."""
    for rate in of.rates:
        yield f"{rate.id}  {rate.name}：{_priced(rate)}{_conditions(rate.of)}{_resting(rate.assumes)}"
    for bundle in of.bundles:
        free = f"每月{quantity(bundle.of[0].kind, bundle.per, Fraction(bundle.quantity, bundle.per))}免费"
        yield f"{bundle.id}  {bundle.name}：{free}{_resting(bundle.assumes)}"
    for charge in of.charges:
        yield f"{charge.id}  {charge.name}：{_charged(charge)}{_resting(charge.assumes)}"
    for least in of.minimums:
        yield f"{least.id}  {least.name}：{price(least.amount)}元/月{_resting(least.assumes)}"
    for each in of.percentages:
        yield f"{each.id}  {each.name}：{price(each.percent)}%{_resting(each.assumes)}"


def assumed(of: Tariff) -> list[str]:
    """Return the ids of all assumptions that the tariff rests on."""
    parts: list[Rate | Bundle | Charge | Minimum | Percentage | Share] = [*of.rates, *of.bundles]
    parts += [*of.charges, *of.minimums, *of.percentages, *of.shares]
    ids = [id for part in parts for id in part.assumes] + [rate.started for rate in of.rates]
    return [id for id in dict.fromkeys([*ids, *of.terms.assumes]) if id]


# In the keys of the table format


def _rate(of: Rate) -> Json:
    stages = [
        {"after": each.after, "price": amount(each.price), "per": each.per, "step": each.step}
        for each in of.stages
    ]
    tiers = [{"up_to": t.up_to, "price": amount(t.price), "fee": amount(t.fee)} for t in of.tiers]
    unit = {"per": of.stages[0].per, "step": of.stages[0].step} if of.tiers else {}
    return _telling(
        {
            **_named(of),
            **_use(of.of),
            "fee": amount(of.fee) if of.fee else None,
            "stages": stages if not of.tiers else None,
            "tiers": tiers,
            **unit,
            "tiering": of.tiering if of.tiers else None,
            "counts": of.counts if of.counts != "use" else None,
            "most": amount(of.most),
            "priority": of.priority or None,
            "missing": of.missing,
            "barred": of.barred,
            "started": of.started,
            **_rests(of),
        }
    )


def _use(of: For) -> Json:
    return {
        "kind": of.kind,
        **{word: sorted(getattr(of, word)) for word in WORDS},
        "to": sorted(of.to),
        "times": _times(of.times),
        "weekdays": sorted(of.days.weekdays),
        "months": sorted(of.days.months),
        "monthdays": sorted(of.days.monthdays),
        "windows": [{"from": day(window.first), "to": day(window.last)} for window in of.days.windows],
        "from": day(of.days.first),
        "until": day(of.days.last),
    }


def _bundle(of: Bundle) -> Json:
    told = {"for": [_telling(_use(use)) for use in of.of], "quantity": of.quantity // of.per, "per": of.per}
    more = {"frees_fee": of.frees_fee or None, "partial": of.partial, "share": of.share}
    return _telling({**_named(of), **told, **more, **_rests(of)})


def _charge(of: Charge) -> Json:
    choices = [{"word": choice.word, "amount": amount(choice.amount)} for choice in of.choices]
    told = {"amount": amount(of.amount), "choices": choices, "missing": of.missing, "share": of.share}
    return _telling({**_named(of), **told, **_rests(of)})


def _minimum(of: Minimum) -> Json:
    told = {"amount": amount(of.amount), "counts": list(of.counts), "share": of.share}
    return _telling({**_named(of), **told, **_rests(of)})


def _percentage(of: Percentage) -> Json:
    return _telling({**_named(of), "percent": price(of.percent), "counts": list(of.counts), **_rests(of)})


def _share(of: Share) -> Json:
    steps = [{"day": step.day, "share": str(step.share)} for step in of.steps]
    told = {"times": of.times, "divisor": of.divisor, "first_counts": of.first_counts}
    return _telling({**_named(of), **told, "even_whole": of.even_whole, "steps": steps, **_rests(of)})


def _named(of: Any) -> Json:
    return {"id": of.id, "name": of.name}


def _rests(of: Any) -> Json:
    return {"assumes": list(of.assumes), "sources": sources(of.sources)}


def _telling(told: Json) -> Json:
    return {key: value for key, value in told.items() if value not in (None, "", [])}


def _times(of: Times) -> list[str]:
    """Write stretches of the day; one over midnight is one again."""
    if of == ALL_DAY:
        return []
    spans = list(of.spans)
    if len(spans) > 1 and spans[0][0] == 0 and spans[-1][1] == DAY:
        spans = [*spans[1:-1], (spans[-1][0], spans[0][1])]
    return [f"{_clock(start)}-{_clock(end)}" for start, end in spans]


def _clock(second: int) -> str:
    return f"{second // 3600:02}:{second % 3600 // 60:02}"


# For people


def _priced(of: Rate) -> str:
    if of.barred or of.missing:
        return of.barred or f"{SILENT}（{of.missing}）"
    price_text = _by_tiers(of) if of.tiers else "，".join(_staged(of.of.kind, stage) for stage in of.stages)
    fee = f"接通{price(of.fee)}元，" if of.fee else ""
    return fee + price_text + (f"，每次最多{price(of.most)}元" if of.most is not None else "")


def _staged(kind: str, of: Stage) -> str:
    return (f"{of.after}秒后" if of.after else "") + f"{price(of.price)}元/{_unit(kind, of.per)}"


def _by_tiers(of: Rate) -> str:
    """Write the tiers one after another, the last without an end."""
    kind, per = of.of.kind, of.stages[0].per
    parts = []
    for tier in of.tiers:
        upto = f"{quantity(kind, per, Fraction(tier.up_to))}以内" if tier.up_to else "以上"
        fee = f"，进这一档另收{price(tier.fee)}元" if tier.fee else ""
        parts.append(f"{upto}{price(tier.price)}元/{_unit(kind, per)}{fee}")
    return "，".join(parts)


def _conditions(of: For) -> str:
    words = ["或".join(sorted(getattr(of, word))) for word in WORDS if getattr(of, word)]
    words += [f"拨{'、'.join(sorted(of.to))}"] if of.to else []
    words += _times(of.times)
    words += _days(of.days)
    return f"（{'，'.join(words)}）" if words else ""


def _days(of: Days) -> Iterator[str]:
    if of.weekdays:
        yield "周" + "".join("一二三四五六日"[each - 1] for each in sorted(of.weekdays))
    if of.months:
        yield "、".join(f"{month}月" for month in sorted(of.months))
    if of.monthdays:
        yield "、".join(f"{number}日" for number in sorted(of.monthdays))
    windows = [f"{w.first}到{w.last}" if w.first != w.last else str(w.first) for w in of.windows]
    if windows:
        more = f"等 {len(windows)} 段" if len(windows) > MOST_WINDOWS else ""
        yield "、".join(windows[:MOST_WINDOWS]) + more
    if of.first:
        yield f"{of.first}起"
    if of.last:
        yield f"到{of.last}止"


def _charged(of: Charge) -> str:
    if of.choices:
        return "，".join(f"{choice.word}{price(choice.amount)}元/月" for choice in of.choices)
    return SILENT if of.amount is None else f"{price(of.amount)}元/月"


def _resting(ids: tuple[str, ...]) -> str:
    return f"  按{'、'.join(ids)}" if ids else ""


def _unit(kind: str, per: int) -> str:
    """Write what a price is for: 分钟, 6秒, 条."""
    if kind == CALL:
        return "分钟" if per == 60 else "秒" if per == 1 else f"{per}秒"
    piece = "条" if kind == MESSAGE else "个"
    return piece if per == 1 else f"{per}{piece}"
