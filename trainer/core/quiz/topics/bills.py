"""A month's bill: rent, flat fees, what was used, what the bundles give, and the minimum."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from itertools import combinations, product
from typing import Final, NamedTuple

from trainer.core.bill import Bill
from trainer.core.lines import MONTHLY, TRUE_UP
from trainer.core.quiz.mistakes import Mistake
from trainer.core.quiz.printed import months as print_
from trainer.core.quiz.question import Key, Number
from trainer.core.quiz.rated.desks import Desk, desks
from trainer.core.quiz.rated.months import home, month, of_lines, spent, summed
from trainer.core.quiz.rated.uses import edges, kind_said, names, told_uses, turned, use, uses
from trainer.core.quiz.template import Case, Draft, Ground, Template
from trainer.core.quiz.wrong import fen, kept, slips
from trainer.core.rent import RENT

MISTAKES: Final[Mapping[str, Mistake]] = {
    "no-rent": Mistake("漏了月租", "月租每月都要收，不能漏。"),
    "no-fixed": Mistake("漏了每月固定的费用", "包月费、必选功能、业务包每月照收，不能漏。"),
    "no-minimum": Mistake("没有补到最低消费", "合计不到最低消费，要补足。"),
    "minimum-added": Mistake("最低消费又加了一遍", "最低消费是补足的下限，不是另外再收一笔。"),
    "no-bundle": Mistake("赠送的没有扣", "先用完赠送的，超出部分再按单价收。"),
    "bundle-twice": Mistake("赠送的扣了两遍", "赠送的数量一个月只扣一次。"),
    "nominal-rent": Mistake("按月租标价收", "这个品牌全月月租也按公式乘实际天数算。"),
}
MOST = 18
"""How many months of each plan are asked for."""


def _months(ground: Ground) -> Iterator[Case]:
    """Yield months of each plan: around bundles and minimums first, then any two uses."""
    for desk in desks(ground).values():
        known = names(desk)
        kinds = [choice.word for charge in desk.tariff.charges for choice in charge.choices] or [""]
        near = [((name, number), (known[0], 30)) for name, number in edges(desk, known)]
        pairs = [((one, 100), (two, 40)) for one, two in combinations(known, 2)]
        for kind, both in product(kinds, [*near, *pairs][:MOST]):
            merged = dict(both) | dict(both[:1])
            case: Case = (desk.plan.id, kind, *(each for pair in merged.items() for each in pair))
            if month(desk, case) is not None:
                yield case


def _bill(ground: Ground, case: Case) -> Draft:
    desk = desks(ground)[str(case[0])]
    found = month(desk, case)
    assert found is not None  # see _months
    right = fen(found.total) or 0
    gap = "（月租资料没有写，不算）" if found.gaps else ""
    packs = "".join(f"，办了{charge.name}" for charge in desk.tariff.charges if "业务包" in charge.name)
    who = f"{desk.plan.name}{kind_said(desk, str(case[1]))}客户2004年7月用了{told_uses(desk, case)}{packs}"
    end = "（写两位小数）" if right % 100 else ""
    draft = of_lines(desk, found.lines, f"{who}，一共多少元{gap}？{end}")
    return replace(draft, number=Number(right, "元", slips(right, _astray(desk, found, case))))


def _astray(desk: Desk, found: Bill, case: Case) -> Iterator[tuple[int | None, str]]:
    """Add the month up once more with one error at a time."""
    tariff, sums = home(desk), _Sums.of(found)
    rents = {charge.id: charge.amount or Fraction(0) for charge in tariff.charges if charge.name == RENT}
    rent = summed(line for line in found.lines if line.id in rents)
    least = max((minimum.amount for minimum in tariff.minimums), default=Fraction(0))
    if rent:
        yield fen(max(sums.fixed - rent + sums.used, least)), "no-rent"
    if sums.fixed > rent:
        yield fen(max(rent + sums.used, least)), "no-fixed"
    if least:
        yield fen(sums.fixed + sums.used), "no-minimum"
        yield fen(sums.fixed + sums.used + least), "minimum-added"
    if any(share.even_whole for share in tariff.shares):
        yield fen(sums.fixed - rent + sum(rents.values()) + sums.used), "nominal-rent"
    for other, mistake in _otherwise(desk, case):
        if other is not None:
            yield fen(max(sums.fixed + Fraction(other, 100), least)), mistake


class _Sums(NamedTuple):
    """What comes every month, and what was used."""

    fixed: Fraction
    used: Fraction

    @classmethod
    def of(cls, found: Bill) -> "_Sums":
        """Add the lines up; what makes the minimum up is neither."""
        fixed = summed(line for line in found.lines if line.kind == MONTHLY)
        return cls(fixed, summed(line for line in found.lines if line.kind not in (MONTHLY, TRUE_UP)))


def _otherwise(desk: Desk, case: Case) -> Iterator[tuple[int | None, str]]:
    """Meter what was used with the bundles gone or given twice, or with one word for its opposite."""
    if any(bundle.allows(use(*each).traffic) for bundle in desk.tariff.bundles for each in uses(case)):
        yield spent(desk, case, "never"), "no-bundle"
        yield spent(desk, case, "twice"), "bundle-twice"
    for mistake in ("direction", "network", "band"):
        other = [(turned(name, mistake), number) for name, number in uses(case)]
        if other != uses(case) and all(name in names(desk) for name, _ in other):
            yield spent(desk, (*case[:2], *(word for each in other for word in each)), "once"), mistake


def _bill_again(ground: Ground, case: Case) -> Key:
    return fen(print_.month(ground, str(case[0]), str(case[1]), uses(case))[0]) or 0


TEMPLATES: Final[tuple[Template, ...]] = (
    Template("bill.month", "一个月的账单", "填数", "话费计算", 4, _months, kept(_bill), _bill_again),
)
