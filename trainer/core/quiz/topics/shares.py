"""Rent for a part of a month: by the day, by halves, and where no rule says."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from functools import lru_cache
from typing import Final

from trainer.core.bill import WHOLE, Usage, bill_of
from trainer.core.lines import Line
from trainer.core.money import half_up
from trainer.core.proration import Share, prorate
from trainer.core.quiz.mistakes import Mistake
from trainer.core.quiz.printed.days import half_from, rent_for
from trainer.core.quiz.printed.rows import readings
from trainer.core.quiz.question import UNWRITTEN, Key, Number
from trainer.core.quiz.rated.desks import Desk, desks, desks_of
from trainer.core.quiz.rated.uses import kind_said
from trainer.core.quiz.template import Case, Draft, Ground, Template
from trainer.core.quiz.wrong import Itself, apart, fen, in_full, kept, slips, told, tried
from trainer.core.rent import RENT, rent
from trainer.core.tariff import Charge, Edition
from trainer.core.when import last_of_month

MISTAKES: Final[Mapping[str, Mistake]] = {
    "calendar-days": Mistake("除以当月天数", "公式是月租乘12再除以365，不是除以当月天数。"),
    "whole-month": Mistake("按整月收", "按实际天数收，不是整月的月租。"),
    "first-day-off": Mistake("入网当天没有算", "开通当天也算一天。"),
    "one-day-more": Mistake("多算一天", "数一数天数，多数了一天。"),
    "day-by-day": Mistake("每天先取整", "先算出总数再取到分，不是每天先取整再乘天数。"),
    "over-366": Mistake("闰年除以366", "公式写的是365，闰年也照365。"),
    "half-for-whole": Mistake("全月当成半月", "15号以前（含15号）入网收全月月租。"),
    "whole-for-half": Mistake("半月当成全月", "16号起入网收半月月租。"),
    "by-days": Mistake("套餐也按天算", "套餐用户按半月规则收，不按天数。"),
    "formula-borrowed": Mistake("借用了50元月租的公式", "按天的公式只写了50元的月租，不能自己用到别的品牌。"),
    "rule-borrowed": Mistake("借用了套餐的半月规则", "半月规则只写了套餐用户，不能自己用到别的品牌。"),
    "whole-guessed": Mistake("没写就按整月收", "资料没有写这个品牌入网当月怎样收，不能自己定。"),
}
_ONLY: Final = "按天的公式只写了50元的月租，半月规则只写了套餐用户的月租"
Rented = tuple[Desk, Charge, Share]


# Rent by the day


def _rented(ground: Ground) -> tuple[Rented, ...]:
    """Return the rents that a rule cuts, with their plan and the rule."""
    return _cut(Itself(ground.edition))


@lru_cache(maxsize=8)
def _cut(edition: Itself[Edition]) -> tuple[Rented, ...]:
    return tuple(
        (desk, charge, share)
        for desk in desks_of(edition.of).values()
        for charge in desk.tariff.charges
        for share in desk.tariff.shares
        if charge.share == share.id and charge.amount is not None
    )


def _by_the_day(ground: Ground) -> Rented:
    return next(found for found in _rented(ground) if not found[2].steps)


def _days(_ground: Ground) -> Iterator[Case]:
    """Yield numbers of days, whole months and a single day first."""
    yield from ((days,) for days in (31, 30, 29, 28, 1, *range(2, 28)))


def _for_days(ground: Ground, case: Case) -> Draft:
    desk, charge, share = _by_the_day(ground)
    days = int(case[0])
    found = rent(ground.edition, desk.plan.name, days)
    wrong = _off(charge, share, date(2004, 7, 1), date(2004, 7, 1) + timedelta(days=days - 1))
    return Draft(
        stem=f"{desk.plan.name}客户这个计费期实际用了{days}天，按天算，月租是多少元？（写两位小数）",
        rule=share.id,
        number=Number(found.amount.fen, "元", slips(found.amount.fen, wrong)),
        explanation=(f"{found.formula}＝{found.amount.short}元，最后四舍五入到分",),
        sources=found.sources,
        assumptions=tuple(each.id for each in found.assumptions),
        brands=(desk.plan.name,),
        facts=(share.id, f"cell.{desk.plan.id}.{charge.name}"),
    )


def _off(charge: Charge, share: Share, first: date, last: date) -> Iterator[tuple[int | None, str]]:
    """Cut the rent by a rule with one error in it."""
    amount, days = charge.amount or Fraction(0), (last - first).days + 1
    yield fen(prorate(_by_month(share), amount, first, last).exact), "calendar-days"
    yield fen(amount), "whole-month"
    late = replace(share, first_counts=False)
    yield (fen(prorate(late, amount, first, last).exact) if days > 1 else None), "first-day-off"
    yield fen(prorate(share, amount, first, last + timedelta(days=1)).exact), "one-day-more"
    yield fen(half_up(prorate(share, amount, first, first).exact).yuan * days), "day-by-day"
    yield fen(prorate(replace(share, divisor="year"), amount, first, last).exact), "over-366"


def _by_month(share: Share) -> Share:
    """Return the rule that divides by the days of the calendar month."""
    return replace(share, times=1, divisor="month", even_whole=True)


def _for_days_again(ground: Ground, case: Case) -> Key:
    return rent_for(ground, int(case[0]))


def _joins(_ground: Ground) -> Iterator[Case]:
    """Yield days of joining in months of every length, the ends and the middle first."""
    for month in (date(2004, 7, 1), date(2004, 2, 1), date(2003, 2, 1), date(2004, 6, 1)):
        last = last_of_month(month).day
        for day in (1, 2, 15, 16, last - 1, last, 6, 10, 20, 25):
            yield (month.replace(day=day).isoformat(),)


def _joined(ground: Ground, case: Case) -> Draft:
    desk, charge, share = _by_the_day(ground)
    first = date.fromisoformat(str(case[0]))
    last = last_of_month(first)
    line = _charged(desk, charge, first)
    right, days = fen(line.amount) or 0, (last - first).days + 1
    return Draft(
        stem=f"客户{_said(first)}开通{desk.plan.name}，当月月租按天算，是多少元？（写两位小数）",
        rule=share.id,
        number=Number(right, "元", slips(right, _off(charge, share, first, last))),
        explanation=(
            f"{_said(first)}到{last.day}日，开通当天也算，共{days}天",
            f"{line.formula}＝{told(right)}",
        ),
        sources=line.sources,
        assumptions=line.assumptions,
        brands=(desk.plan.name,),
        facts=(share.id, f"cell.{desk.plan.id}.{charge.name}"),
    )


def _joined_again(ground: Ground, case: Case) -> Key:
    _, month, day = (int(part) for part in str(case[0]).split("-"))
    length = {2: 29 if str(case[0]).startswith("2004") else 28, 6: 30}.get(month, 31)
    return rent_for(ground, length - day + 1)


def _charged(desk: Desk, charge: Charge, joined: date, **choices: str) -> Line:
    """Return the line of a charge for the month in which a customer joins and uses nothing."""
    bare = replace(desk.tariff, rates=(), bundles=(), minimums=(), charges=(charge,))
    return bill_of(bare, Usage(joined.replace(day=1), (), joined, choices=choices)).lines[0]


def _said(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


# Half a month


def _halves(ground: Ground) -> Iterator[Case]:
    for desk, _, share in _rented(ground):
        for day in (15, 16, 1, 14, 17, 20, 31) if share.steps else ():
            yield desk.plan.id, f"2004-07-{day:02}"


def _half(ground: Ground, case: Case) -> Draft:
    desk, charge, share = next(found for found in _rented(ground) if found[0].plan.id == case[0])
    first = date.fromisoformat(str(case[1]))
    line = _charged(desk, charge, first)
    amount, right = charge.amount or Fraction(0), in_full(fen(line.amount) or 0)
    formula, last = _by_the_day(ground)[2], last_of_month(first)
    by_days = prorate(_by_month(formula), amount, first, last).exact
    borrowed = prorate(formula, amount, first, last).exact
    wrong = [(amount, "whole-for-half"), (amount / 2, "half-for-whole")]
    wrong += [(by_days, "by-days"), (borrowed, "formula-borrowed")]
    shown = ((in_full(fen(each) or 0), mistake) for each, mistake in wrong)
    return Draft(
        stem=f"客户{_said(first)}入网办{desk.plan.name}，当月月租收多少？",
        rule=share.id,
        right=(right,),
        wrong=apart((right,), (*shown, (UNWRITTEN, "written-unseen"))),
        explanation=(f"{share.name}：15号（含）以前入网收全月，16号起收半月", f"所以：{right}"),
        sources=line.sources,
        assumptions=tuple(id for id in line.assumptions if id != "AS-15" or first.day > 16),
        brands=(desk.plan.name,),
        facts=(share.id, f"cell.{desk.plan.id}.{charge.name}"),
    )


def _half_again(ground: Ground, case: Case) -> Key:
    whole = int(readings(ground.edition, str(case[0]))[RENT].removesuffix("元")) * 100
    return in_full(whole // 2 if int(str(case[1])[-2:]) >= half_from(ground) else whole)


# What no rule cuts


def _uncut(ground: Ground) -> Iterator[Case]:
    """Yield what comes every month and has no rule for a part of one, for plans one can still join."""
    for desk in desks(ground).values():
        if desk.plan.status not in ("停售", "仅老用户"):
            for charge in desk.tariff.charges:
                for word in [choice.word for choice in charge.choices] or [""]:
                    for day in (16, 10, 20) if charge.share in ("", WHOLE) else ():
                        if charge.amount is not None or word:
                            yield desk.plan.id, charge.id, word, f"2004-07-{day}"


def _unsaid(ground: Ground, case: Case) -> Draft:
    desk, first = desks(ground)[str(case[0])], date.fromisoformat(str(case[3]))
    charge = next(charge for charge in desk.tariff.charges if charge.id == case[1])
    word = str(case[2])
    due = tried(_charged, desk, charge, first, **({charge.name: word} if word else {}))
    amount = next((c.amount for c in charge.choices if c.word == word), charge.amount) or Fraction(0)
    borrowed = prorate(_by_the_day(ground)[2], amount, first, last_of_month(first)).exact
    wrong = ((borrowed, "formula-borrowed"), (amount / 2, "rule-borrowed"), (amount, "whole-guessed"))
    return Draft(
        stem=f"客户{_said(first)}入网办{desk.plan.name}{kind_said(desk, word)}，当月{charge.name}收多少？",
        rule=f"plan.{desk.plan.id}",
        right=(UNWRITTEN,) if due is None else (),
        wrong=apart((UNWRITTEN,), ((in_full(fen(each) or 0), mistake) for each, mistake in wrong)),
        explanation=(f"{desk.plan.name}的{charge.name}，入网当月怎样收，资料没有写", _ONLY),
        sources=charge.sources,
        brands=(desk.plan.name,),
        facts=(f"plan.{desk.plan.id}",),
        difficulty=4,
    )


def _unsaid_again(ground: Ground, case: Case) -> Key:
    """The formula is printed for one rent alone, the half-month rule for 套餐 alone."""
    desk = desks(ground)[str(case[0])]
    is_rent = any(charge.id == case[1] and charge.name == RENT for charge in desk.tariff.charges)
    is_printed = readings(ground.edition, desk.plan.id).get(RENT) == "50元"
    return "" if is_rent and (is_printed or "套餐" in desk.plan.name) else UNWRITTEN


TEMPLATES: Final[tuple[Template, ...]] = (
    Template("share.days", "按天算月租", "填数", "话费计算", 3, _days, kept(_for_days), _for_days_again),
    Template("share.joined", "入网当月的月租", "填数", "日期", 4, _joins, kept(_joined), _joined_again),
    Template("share.half", "套餐半月规则", "单选", "日期", 2, _halves, kept(_half), _half_again),
    Template("share.unsaid", "入网当月没有写", "单选", "日期", 4, _uncut, kept(_unsaid), _unsaid_again),
)
