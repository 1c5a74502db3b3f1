"""The printed cells of the plans: what stands there, whose it is, and what does not stand anywhere."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import Final

from trainer.core.library import Source
from trainer.core.quiz.mistakes import Mistake
from trainer.core.quiz.printed.rows import NOTHING, Row, reread, row, rows
from trainer.core.quiz.printed.words import AMOUNT, named
from trainer.core.quiz.question import UNWRITTEN, Key, Number
from trainer.core.quiz.template import Case, Draft, Ground, Template
from trainer.core.quiz.topics import plans
from trainer.core.quiz.wrong import LEAST_WRONG, apart, asked, like_named, slips
from trainer.core.tariff import Plan
from trainer.core.when import last_of_month

MISTAKES: Final[Mapping[str, Mistake]] = {
    **plans.MISTAKES,
    "like-named": Mistake("名字相近的品牌弄混", "两个品牌名字相近，资费是两张表，要看清全名。"),
    "other-row": Mistake("看错了行", "这是同一个品牌的另一行，看清所问的是哪一项。"),
    "doubted": Mistake("对的说成错的", "清单上就是这样写的，核对原文再答。"),
    "silent-none": Mistake("没写当成没有", "资料没有写，不等于没有。照实说需要查实。"),
    "wrong-owner": Mistake("记成了别的品牌", "这一条不在这个品牌的清单上，看清是哪个品牌的。"),
}
PAIRED = 4
"""How many rows of a plan a matching shows."""
_CHARGED: Final = ("IP", "长途", "漫游", "短信", "通话", "主叫", "被叫")
"""What is charged by use."""
_PRICED: Final = ("月租", "资费", *_CHARGED)


def _draft(found: Row, stem: str) -> Draft:
    """Return what every question about one cell shares."""
    plan, cell = found.plan, found.cell
    trace = f"{_subject(found)}：{found.said or '资料没有写'}"
    return Draft(
        stem=stem,
        rule=f"plan.{plan.id}",
        explanation=(trace, cell.note) if cell.note else (trace,),
        sources=cell.sources or plan.sources,
        brands=(plan.name,),
        facts=(found.fact,),
    )


def _subject(found: Row) -> str:
    """Name a cell with its plan, once."""
    name = named(found.cell.field)
    return name if name.startswith(found.plan.name) else f"{found.plan.name}的{name}"


# What a cell says


def _those(fits: Callable[[Row], object]) -> Callable[[Ground], Iterator[Case]]:
    return lambda ground: (key for key, found in rows(ground.edition).items() if fits(found))


_written = _those(lambda found: found.said)
_amounts = _those(lambda found: AMOUNT.fullmatch(found.said))
_empty = _those(lambda found: not found.said)


def _value(ground: Ground, case: Case) -> Draft:
    found = row(ground, case)
    draft = _draft(found, f"清单上，{_subject(found)}是怎么写的？")
    return replace(draft, right=(found.said,), wrong=(*found.others, (UNWRITTEN, "written-unseen")))


def _value_again(ground: Ground, case: Case) -> Key:
    return reread(ground.edition, row(ground, case).cell)


def _amount(ground: Ground, case: Case) -> Draft:
    found = row(ground, case)
    per, number, unit, rest = _slots(found.said)
    right = _whole(number, unit)
    others = ((AMOUNT.fullmatch(text), mistake) for text, mistake in found.others)
    wrong = ((_whole(m[2], unit), mistake) for m, mistake in others if m and m[3] == unit)
    end = "（写两位小数）" if unit == "元" and right % 100 else ""
    stem = f"{_subject(found)}{per or '是'}多少{unit}{rest.replace('本地被叫', '')}？{end}"
    return replace(_draft(found, stem), number=Number(right, unit, slips(right, wrong)))


def _slots(text: str) -> Sequence[str]:
    return [part or "" for found in AMOUNT.finditer(text) for part in found.groups()]


def _whole(number: str, unit: str) -> int:
    return int(Fraction(number) * (100 if unit == "元" else 1))


def _amount_again(ground: Ground, case: Case) -> Key:
    _, number, unit, _ = _slots(reread(ground.edition, row(ground, case).cell))
    return _whole(number, unit)


# What is not written


def _unwritten(ground: Ground, case: Case) -> Draft:
    found = row(ground, case)
    wrong = (*_nothing(found), *found.others)
    if len(wrong) < LEAST_WRONG:
        wrong += tuple(_borrowed(ground, found.plan))[:LEAST_WRONG]
    how = "怎么收费" if found.topic in _CHARGED and not found.cell.field.endswith("价") else "是怎么规定的"
    draft = _draft(found, f"客户问：{_subject(found)}{how}？")
    return replace(draft, right=(UNWRITTEN,), wrong=wrong)


def _nothing(found: Row) -> Iterator[tuple[str, str]]:
    """Yield what silence is taken for."""
    start = found.plan.valid_from
    if start and "止日" in found.cell.field:
        end = last_of_month(start)
        yield f"到{end.year}年{end.month}月{end.day}日", "invented"
        yield "没有止日，一直有效", "silent-none"
    elif found.topic in _PRICED:
        yield "不收钱", "silent-zero"
    else:
        yield "没有这一项", "silent-none"


def _borrowed(ground: Ground, plan: Plan) -> Iterator[tuple[str, str]]:
    """Yield the other plans by which a silent one may be answered, those of its family first."""
    others = [other for other in ground.edition.plans.values() if other.tariff and other is not plan]
    others.sort(key=lambda other: other.family != plan.family)
    return ((f"和{other.name}一样", "invented") for other in others)


def _unwritten_again(ground: Ground, case: Case) -> Key:
    """Nothing is quoted for the cell, or what is quoted is listed among the open points."""
    found = row(ground, case)
    is_open = any(point.startswith(found.cell.field) for point in found.plan.open)
    return UNWRITTEN if is_open or not found.cell.sources else reread(ground.edition, found.cell)


# Whose it is


def _owned(ground: Ground) -> Iterator[Case]:
    """Yield the cells of plans that share no sentence with another plan."""
    plans = ground.edition.plans
    sentences = [plan.sources for plan in plans.values()]
    return (key for key in _written(ground) if sentences.count(plans[str(key[0])].sources) == 1)


def _who(ground: Ground, case: Case) -> Draft:
    own = row(ground, case)
    plan, alike = own.plan, NOTHING if own.said in NOTHING else (own.said,)
    printed = {o.plan.id for o in rows(ground.edition).values() if o.topic == own.topic and o.said in alike}
    others = [
        o for o in ground.edition.plans.values() if (o.tariff or not plan.tariff) and o.id not in printed
    ]
    wrong = tuple((o.name, "like-named" if like_named(plan, o) else "wrong-owner") for o in others)
    draft = _draft(own, f"哪个品牌的清单上写着“{named(own.cell.field)}：{own.said}”？")
    return replace(draft, right=(plan.name,), wrong=wrong)


def _who_again(ground: Ground, case: Case) -> Key:
    """Find the plan whose own sentence holds the quotation, on the same lines."""
    quotes = [(s.lines, s.quote.replace("‖", "")) for s in row(ground, case).cell.sources]
    plans = {plan.name: plan.sources for plan in ground.edition.plans.values()}
    return next(name for name, own in plans.items() if all(_stands(quote, own) for quote in quotes))


def _stands(quote: tuple[Sequence[int], str], sentences: Sequence[Source]) -> bool:
    lines, text = quote
    return any(set(lines) <= set(s.lines) and text in s.quote.replace("‖", "") for s in sentences)


def _details(ground: Ground) -> Iterator[Case]:
    """Yield each cell as it is printed or with one wrong detail in turn; an empty one with a borrowed one."""
    for number, (key, found) in enumerate(rows(ground.edition).items()):
        if found.said and (number % 2 == 0 or not found.others):
            yield *key, found.said
        elif found.others:
            yield *key, found.others[number % len(found.others)][0]


def _detail(ground: Ground, case: Case) -> Draft:
    found, text = row(ground, case), str(case[2])
    draft = _draft(found, f"{found.plan.name}的清单上写着“{named(found.cell.field)}：{text}”，对不对？")
    if text == found.said:
        return replace(draft, right=("对",), wrong=(("错", "doubted"),))
    return replace(draft, right=("错",), wrong=(("对", dict(found.others)[text]),))


def _detail_again(ground: Ground, case: Case) -> Key:
    cell = row(ground, case).cell
    return "对" if cell.sources and reread(ground.edition, cell) == case[2] else "错"


def _windows(ground: Ground) -> Iterator[Case]:
    """Yield some rows of a plan at a time, until all were there."""
    for plan in ground.edition.plans.values():
        fields = [cell.field for cell in plan.cells if cell.value is not None]
        last = len(fields) - PAIRED
        for start in sorted({min(start, last) for start in range(0, len(fields), PAIRED - 1) if last >= 0}):
            yield plan.id, *fields[start : start + PAIRED]


def _match(ground: Ground, case: Case) -> Draft:
    found = [row(ground, (case[0], field)) for field in case[1:]]
    plan = found[0].plan
    pairs = tuple((named(each.cell.field), each.said) for each in found)
    wrong = apart([right for _, right in pairs], (pair for each in found for pair in each.others))
    return Draft(
        stem=f"把{plan.name}清单上的项目和写法连起来。",
        rule=f"plan.{plan.id}",
        pairs=pairs,
        wrong=wrong[:2],
        explanation=tuple(f"{left}：{right}" for left, right in pairs),
        sources=tuple(dict.fromkeys(source for each in found for source in each.cell.sources)),
        brands=(plan.name,),
        facts=tuple(each.fact for each in found),
    )


def _match_again(ground: Ground, case: Case) -> Key:
    cells = [row(ground, (case[0], field)).cell for field in case[1:]]
    return frozenset((named(cell.field), reread(ground.edition, cell)) for cell in cells)


TEMPLATES: Final[tuple[Template, ...]] = (
    Template("cell.value", "清单上怎么写", "单选", "资费", 2, asked(_written, _value), _value, _value_again),
    Template("cell.amount", "清单上写多少", "填数", "资费", 2, _amounts, _amount, _amount_again),
    Template("cell.unwritten", "清单没有写", "单选", "资费", 3, _empty, _unwritten, _unwritten_again),
    Template("cell.who", "是哪个品牌的", "单选", "资费", 2, asked(_owned, _who), _who, _who_again),
    Template("cell.judge", "说得对不对", "判断", "资费", 2, _details, _detail, _detail_again),
    Template("cell.match", "项目连写法", "连线", "资费", 3, _windows, _match, _match_again),
    *plans.TEMPLATES,
)
