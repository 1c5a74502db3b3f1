"""What opening a number costs: card fee, prepaid charges, both together, and the change."""

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from typing import Final

from trainer.core.money import Money
from trainer.core.quiz.mistakes import Mistake
from trainer.core.quiz.question import UNWRITTEN, Key, Number
from trainer.core.quiz.template import Case, Draft, Ground, Template
from trainer.core.quiz.wrong import Slips, apart, slips, told
from trainer.core.tariff import Opening, opening

MISTAKES: Final[Mapping[str, Mistake]] = {
    "change-of-card": Mistake("找零时漏了预存", "找零时只扣了卡费，预存也要收。"),
    "change-of-prepaid": Mistake("找零时漏了卡费", "找零时只扣了预存，卡费也要收。"),
    "card-only": Mistake("只比卡费", "只看卡费便宜不便宜，要连预存一起比。"),
    "prepaid-only": Mistake("只比预存", "只看预存多少，要连卡费一起比。"),
    "dearer": Mistake("没有算合计就比", "把卡费和预存加起来再比，这个要交的更多。"),
    "unlike": Mistake("把不同价的当成同价", "这个品牌要交的钱不一样，清单上另有一行。"),
    "grouped": Mistake("充值卡当成预存", "储值卡的充值卡是购卡，不是预存，是否必买资料没有写。"),
}
CARD, PREPAID, TOTAL = "卡费", "预存", "卡费和预存一共"
SHOWN = 4
"""How many brands a comparison or a matching shows."""
_PRINTED = re.compile(r"(\d+)元")


def _whole(ground: Ground) -> list[Opening]:
    """Return the openings that are written whole."""
    return [o for o in ground.edition.openings.values() if o.card is not None and o.prepaid is not None]


def _amounts(found: Opening) -> dict[str, Money | None]:
    total = found.card + found.prepaid if found.card is not None and found.prepaid is not None else None
    return {CARD: found.card, PREPAID: found.prepaid, TOTAL: total}


def _trace(found: Opening) -> tuple[str, ...]:
    total = found.total
    return (f"{found.brand}：卡费{_fee(found.card)}，预存{_fee(found.prepaid)}", f"合计{total.short}元")


def _fee(amount: Money | None) -> str:
    return f"{amount.short}元" if amount is not None else "没有写"


def _printed(found: Opening) -> tuple[int, int]:
    """Read the two amounts off the quotation, in fen: 免卡费 is nothing."""
    quote = found.sources[0].quote
    numbers = [int(number) * 100 for number in _PRINTED.findall(quote)]
    card, prepaid = numbers if len(numbers) > 1 else (0, *numbers)
    return card, prepaid


def _read(ground: Ground, brand: str) -> int:
    """Add up what the quotation says, in fen."""
    return sum(_printed(ground.edition.openings[brand]))


def _facts(brands: Iterable[str]) -> tuple[str, ...]:
    return tuple(f"opening.{brand}" for brand in brands)


# One amount


def _written(ground: Ground) -> Iterator[Case]:
    """Yield each brand with each amount that is written."""
    for part in (TOTAL, CARD, PREPAID):
        for found in ground.edition.openings.values():
            if _amounts(found)[part] is not None:
                yield found.brand, part


def _amount(ground: Ground, case: Case) -> Draft:
    found, part = opening(ground.edition, str(case[0])), str(case[1])
    amounts = _amounts(found)
    right = amounts[part] or Money(0)
    start = "免入网费，" if part == TOTAL else ""
    stem = f"客户新开{found.brand}，{start}{part}要交多少元？"
    end = "（不收就填0）" if part == CARD else ""
    return Draft(
        stem=stem + end,
        rule=f"opening.{found.brand}",
        number=Number(right.fen, "元", _amount_slips(ground, found, part)),
        explanation=_trace(found) if amounts[TOTAL] else (f"{found.brand}的卡费是{_fee(found.card)}",),
        sources=found.sources,
        brands=(found.brand,),
        difficulty=1,
    )


def _amount_slips(ground: Ground, found: Opening, part: str) -> Slips:
    own = {name: amount.fen for name, amount in _amounts(found).items() if amount is not None}
    mixed = "part-only" if part == TOTAL else "swapped"
    wrong = [(own.get(other), mixed) for other in (CARD, PREPAID) if other != part]
    others = (_amounts(other)[part] for other in ground.edition.openings.values())
    wrong += [(amount.fen, "other-brand") for amount in others if amount is not None]
    return slips(own[part], wrong)


def _amount_again(ground: Ground, case: Case) -> Key:
    """Read the quotation: the first amount is the card, the second the prepaid charges."""
    card, prepaid = _printed(ground.edition.openings[str(case[0])])
    return {CARD: card, PREPAID: prepaid}.get(str(case[1]), card + prepaid)


# What is not written


def _silent(ground: Ground) -> Iterator[Case]:
    for found in ground.edition.openings.values():
        for part, amount in _amounts(found).items():
            if amount is None:
                yield found.brand, part


def _unwritten(ground: Ground, case: Case) -> Draft:
    found, part = opening(ground.edition, str(case[0])), str(case[1])
    like = [amount for other in _whole(ground) if (amount := _amounts(other)[part])]
    wrong = [("不收钱", "silent-zero"), *((told(amount.fen), "invented") for amount in like)]
    if part == TOTAL and found.card is not None:
        numbers = [int(number) * 100 for number in _PRINTED.findall(found.sources[0].quote)]
        wrong = [(told(sum(numbers)), "grouped"), (told(found.card.fen), "part-only"), *wrong[:1]]
    written = f"卡费是{_fee(found.card)}，" if found.card is not None else ""
    lost = PREPAID if written else part.removesuffix("一共")
    notes = (found.note,) if found.note else ()
    return Draft(
        stem=f"客户问：新开{found.brand}，{part}要交多少钱？",
        rule=f"opening.{found.brand}",
        right=(UNWRITTEN,),
        wrong=apart((UNWRITTEN,), wrong),
        explanation=(f"开户费用的清单里，{found.brand}的{written}{lost}没有写。", *notes),
        sources=found.sources,
        brands=(found.brand,),
    )


def _unwritten_again(ground: Ground, case: Case) -> Key:
    """Look for the brand in every quotation of the list, and for a prepaid amount beside it."""
    quotes = [s.quote for o in ground.edition.openings.values() for s in o.sources]
    lines = [quote for quote in quotes if str(case[0]) in quote]
    return "" if any(PREPAID in line for line in lines) or (lines and case[1] == CARD) else UNWRITTEN


# Several brands


def _pivots(ground: Ground) -> Iterator[Case]:
    """Yield each brand that has others with the same amounts."""
    whole = _whole(ground)
    for part in (CARD, PREPAID):
        for found in whole:
            alike = [o for o in whole if o is not found and _amounts(o)[part] == _amounts(found)[part]]
            if 2 <= len(alike) < len(whole) - 2:
                yield found.brand, part


def _alike(ground: Ground, case: Case) -> Draft:
    found, part = opening(ground.edition, str(case[0])), str(case[1])
    amount = _amounts(found)[part]
    others = [o for o in _whole(ground) if o is not found]
    right = tuple(o.brand for o in others if _amounts(o)[part] == amount)
    wrong = [(o.brand, "unlike") for o in others]
    return Draft(
        stem=f"开户时，哪些品牌的{part}和{found.brand}一样多？（多选）",
        rule=f"opening.{found.brand}",
        right=right,
        wrong=apart(right, wrong),
        explanation=tuple(f"{o.brand}的{part}是{_fee(_amounts(o)[part])}" for o in (found, *others)),
        sources=tuple(dict.fromkeys(s for o in (found, *others) for s in o.sources)),
        brands=(found.brand, *right),
        facts=_facts((found.brand, *(o.brand for o in others))),
    )


def _alike_again(ground: Ground, case: Case) -> Key:
    place = 0 if case[1] == CARD else 1
    printed = {o.brand: _printed(o)[place] for o in _whole(ground)}
    wanted = printed.pop(str(case[0]))
    return frozenset(brand for brand, amount in printed.items() if amount == wanted)


def _fours(ground: Ground) -> Iterator[Case]:
    """Yield sets of brands of which one is the cheapest by itself."""
    for four in combinations(_whole(ground), SHOWN):
        totals = sorted(o.total for o in four)
        if totals[0] < totals[1]:
            yield tuple(o.brand for o in four)


def _cheapest(ground: Ground, case: Case) -> Draft:
    four = [opening(ground.edition, str(brand)) for brand in case]
    right = min(four, key=lambda o: o.total)
    wrong = [(_least(four, CARD), "card-only"), (_least(four, PREPAID), "prepaid-only")]
    wrong += [(o.brand, "dearer") for o in four]
    return Draft(
        stem=f"{'、'.join(map(str, case))}，新开哪个品牌，卡费加预存交得最少？",
        rule=f"opening.{right.brand}",
        right=(right.brand,),
        wrong=apart((right.brand,), wrong),
        explanation=tuple(f"{o.brand}：{_fee(o.card)}＋{_fee(o.prepaid)}＝{_fee(o.total)}" for o in four),
        sources=tuple(dict.fromkeys(s for o in four for s in o.sources)),
        brands=tuple(o.brand for o in four),
        facts=_facts(o.brand for o in four),
    )


def _least(four: list[Opening], part: str) -> str:
    return min(four, key=lambda o: _amounts(o)[part] or Money(0)).brand


def _cheapest_again(ground: Ground, case: Case) -> Key:
    return sorted((_read(ground, str(brand)), str(brand)) for brand in case)[0][1]


def _distinct(ground: Ground) -> Iterator[Case]:
    """Yield sets of brands that all cost something else."""
    for four in combinations(_whole(ground), SHOWN):
        if len({o.total for o in four}) == SHOWN:
            yield tuple(o.brand for o in four)


def _match(ground: Ground, case: Case) -> Draft:
    four = [opening(ground.edition, str(brand)) for brand in case]
    pairs = tuple((o.brand, told(o.total.fen)) for o in four)
    rights = tuple(right for _, right in pairs)
    wrong = [(_fee(o.card), "part-only") for o in four if o.card and o.card.fen]
    return Draft(
        stem="把品牌和开户时要交的钱（卡费加预存）连起来。",
        rule=f"opening.{four[0].brand}",
        pairs=pairs,
        wrong=apart(rights, wrong)[:2],
        explanation=tuple(f"{o.brand}：{_fee(o.card)}＋{_fee(o.prepaid)}＝{_fee(o.total)}" for o in four),
        sources=tuple(dict.fromkeys(s for o in four for s in o.sources)),
        brands=tuple(o.brand for o in four),
        facts=_facts(o.brand for o in four),
    )


def _match_again(ground: Ground, case: Case) -> Key:
    return frozenset((str(brand), f"{_read(ground, str(brand)) // 100}元") for brand in case)


# The change


def _handed(ground: Ground) -> Iterator[Case]:
    """Yield each brand with the notes that a customer may hand over: the next hundred, the next fifty."""
    for found in _whole(ground):
        total = found.total.fen // 100
        notes = [(total // 50 + 1) * 50, (total // 100 + 1) * 100, (total // 100 + 2) * 100]
        yield from ((found.brand, given) for given in dict.fromkeys(notes))


def _change(ground: Ground, case: Case) -> Draft:
    found, given = opening(ground.edition, str(case[0])), Money(int(case[1]) * 100)
    card, prepaid = found.card or Money(0), found.prepaid or Money(0)
    right = (given - found.total).fen
    wrong = [((given - card).fen, "change-of-card"), ((given - prepaid).fen, "change-of-prepaid")]
    wrong += [((given - o.total).fen, "other-brand") for o in _whole(ground) if o.total < given]
    return Draft(
        stem=f"客户新开{found.brand}，给了{given.short}元。收下卡费和预存，应找多少元？",
        rule=f"opening.{found.brand}",
        number=Number(right, "元", slips(right, wrong)),
        explanation=(*_trace(found), f"找零{given.short}－{found.total.short}＝{told(right)}"),
        sources=found.sources,
        brands=(found.brand,),
    )


def _change_again(ground: Ground, case: Case) -> Key:
    return int(case[1]) * 100 - _read(ground, str(case[0]))


TEMPLATES: Final[tuple[Template, ...]] = (
    Template("opening.total", "开户要交多少", "填数", "开户费用", 1, _written, _amount, _amount_again),
    Template("opening.change", "开户找零", "填数", "开户费用", 2, _handed, _change, _change_again),
    Template(
        "opening.unwritten", "开户费用没有写全", "单选", "开户费用", 2, _silent, _unwritten, _unwritten_again
    ),
    Template("opening.alike", "哪些品牌收得一样", "多选", "开户费用", 2, _pivots, _alike, _alike_again),
    Template("opening.cheapest", "哪个开户最便宜", "单选", "开户费用", 2, _fours, _cheapest, _cheapest_again),
    Template("opening.match", "品牌连开户费用", "连线", "开户费用", 2, _distinct, _match, _match_again),
)
