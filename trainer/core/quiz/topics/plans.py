"""The plans as a whole: whether one can still be had, and which of them print a field at all."""

from collections.abc import Iterator, Mapping
from typing import Final

from trainer.core.quiz.mistakes import Mistake
from trainer.core.quiz.printed.rows import reread, row, rows
from trainer.core.quiz.printed.words import named
from trainer.core.quiz.question import Key
from trainer.core.quiz.template import Case, Draft, Ground, Template
from trainer.core.quiz.wrong import apart, like_named

MISTAKES: Final[Mapping[str, Mistake]] = {
    "status-mixed": Mistake("现状记错", "这个品牌现在能不能办，资料另有说法。"),
}
_STATUS: Final = {
    "在售": "资费照列，没有写停售",
    "停售": "已经停止销售",
    "短期": "短期优惠，有优惠期",
    "仅老用户": "只给原来的老用户",
    "只有名称": "只提到名字，没有写资费",
}


def _plans(ground: Ground) -> Iterator[Case]:
    return zip(ground.edition.plans)


def _status(ground: Ground, case: Case) -> Draft:
    plan = ground.edition.plans[str(case[0])]
    near = [o.status for o in ground.edition.plans.values() if like_named(plan, o)]
    wrong = [(_STATUS[status], "like-named") for status in near]
    wrong += [(said, "status-mixed") for said in _STATUS.values()]
    told = [cell for cell in plan.cells if cell.field in ("状态", "期限", "适用用户")]
    return Draft(
        stem=f"2004年7月，客户来问{plan.name}。按资料，这个品牌现在是什么情况？",
        rule=f"plan.{plan.id}",
        right=(_STATUS[plan.status],),
        wrong=apart((_STATUS[plan.status],), wrong),
        explanation=(f"{plan.name}：{_STATUS[plan.status]}", *(cell.note for cell in told if cell.note)),
        sources=tuple(source for cell in told for source in cell.sources) or plan.sources,
        brands=(plan.name,),
        facts=tuple(rows(ground.edition)[plan.id, cell.field].fact for cell in told),
    )


def _status_again(ground: Ground, case: Case) -> Key:
    """Look for the words in the plan's own sentences."""
    said = "".join(s.quote for s in ground.edition.plans[str(case[0])].sources).replace("‖", "")
    signs = (("停止销售", "停售"), ("短期优惠", "短期"), ("日前计费类别", "仅老用户"), ("元/", "在售"))
    return _STATUS[next((status for sign, status in signs if sign in said), "只有名称")]


def _fields(ground: Ground) -> Iterator[Case]:
    """Yield each field with two plans that print it and up to three that leave it empty."""
    tables: dict[str, tuple[list[str], list[str]]] = {}
    for (plan, field), found in rows(ground.edition).items():
        tables.setdefault(field, ([], []))[not found.said].append(plan)
    for field, (full, empty) in tables.items():
        for start in range(len(full) - 1 if len(empty) > 1 else 0):
            some = [empty[(start + step) % len(empty)] for step in range(min(3, len(empty)))]
            yield field, *full[start : start + 2], *some


def _printing(ground: Ground, case: Case) -> Draft:
    """Ask which of some plans print a field at all."""
    found = [row(ground, (id, case[0])) for id in case[1:]]
    right = tuple(each.plan.name for each in found if each.said)
    return Draft(
        stem=f"关于{named(str(case[0]))}，下面哪些品牌的资料写明了？（多选）",
        rule=f"plan.{found[0].plan.id}",
        right=right,
        wrong=tuple((each.plan.name, "invented") for each in found if not each.said),
        explanation=tuple(f"{each.plan.name}：{each.said or '资料没有写'}" for each in found),
        sources=tuple(source for each in found for source in each.cell.sources),
        brands=right,
        facts=tuple(each.fact for each in found),
    )


def _printing_again(ground: Ground, case: Case) -> Key:
    found = [row(ground, (id, case[0])) for id in case[1:]]
    return frozenset(each.plan.name for each in found if reread(ground.edition, each.cell))


TEMPLATES: Final[tuple[Template, ...]] = (
    Template("plan.status", "品牌现状", "单选", "资费", 2, _plans, _status, _status_again),
    Template("plan.printing", "哪些品牌写了", "多选", "资费", 3, _fields, _printing, _printing_again),
)
