"""What messages cost in a month, inside and beyond what is given, and where no price is written."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from trainer.core.quiz.mistakes import Mistake
from trainer.core.quiz.printed import months as print_
from trainer.core.quiz.question import UNWRITTEN, Key
from trainer.core.quiz.rated.desks import Desk, desks
from trainer.core.quiz.rated.months import Given, of_lines, spent, used
from trainer.core.quiz.rated.uses import edges, names, turned, uses
from trainer.core.quiz.template import Case, Draft, Ground, Template
from trainer.core.quiz.wrong import apart, asked, fen, in_full, kept
from trainer.core.rates import MESSAGE, OFF_NET, ON_NET

MISTAKES: Final[Mapping[str, Mistake]] = {
    "off-net-free": Mistake("网外也算进了赠送", "赠送的只管网内，网外从第一条起收费。"),
}
OTHERS = 4
"""By how many errors and other plans, at most, messages are priced."""
_GIVEN: Final[tuple[tuple[Given, str], ...]] = (
    ("never", "no-bundle"),
    ("twice", "bundle-twice"),
    ("to all", "off-net-free"),
)


def _sent(ground: Ground) -> Iterator[Case]:
    """Yield messages in each network: around what is given, else one and some."""
    for desk in desks(ground).values():
        for name in (ON_NET + MESSAGE, OFF_NET + MESSAGE):
            near = [number for each, number in edges(desk, [name]) if number > 0 and each == name]
            few = near[:4] or (1, 30)
            yield from (
                (desk.plan.id, "", name, number) for number in (few if name in names(desk) else (30,))
            )


def _gives(desk: Desk) -> bool:
    """Tell whether messages are given each month."""
    return any(of.kind == MESSAGE for bundle in desk.tariff.bundles for of in bundle.of)


def _cost(desk: Desk, case: Case, given: Given = "once") -> str | None:
    """Price messages alone; None where no price is written."""
    cost = spent(desk, case, given, MESSAGE)
    return None if cost is None else in_full(cost)


def _messages(ground: Ground, case: Case) -> Draft:
    desk = desks(ground)[str(case[0])]
    lines = used(desk, case, MESSAGE)
    right = _cost(desk, case) or UNWRITTEN
    aside = "（月费不算）" if _gives(desk) else ""
    stem = f"{desk.plan.name}客户这个月发了{case[3]}条{case[2]}，短信费是多少{aside}？"
    draft = of_lines(desk, lines, stem) if lines is not None else _silent(desk, stem, str(case[2]))
    wrong = (("不收钱", "silent-zero"),) if lines is None else ()
    misread = (*wrong, *_misread(ground, desk, case), (UNWRITTEN, "written-unseen"))
    return replace(draft, right=(right,), wrong=apart((right,), misread))


def _silent(desk: Desk, stem: str, name: str) -> Draft:
    cells = [cell for cell in desk.plan.cells if MESSAGE in cell.field]
    return Draft(
        stem=stem,
        rule=f"plan.{desk.plan.id}",
        explanation=(f"{desk.plan.name}的{name}，资料没有写价，要查实再答",),
        sources=tuple(source for cell in cells for source in cell.sources) or desk.plan.sources,
        brands=(desk.plan.name,),
        facts=tuple(f"cell.{desk.plan.id}.{cell.field}" for cell in cells),
    )


def _misread(ground: Ground, desk: Desk, case: Case) -> Iterator[tuple[str, str]]:
    """Price the messages with one error at a time."""
    name = str(case[2])
    strange = "invented" if _cost(desk, case) is None else "other-brand"
    tries = [(_cost(desk, (*case[:2], turned(name, "network"), case[3])), "network")]
    if _gives(desk):
        tries += [(_cost(desk, case, given), mistake) for given, mistake in _GIVEN]
    like = [each for each in desks(ground).values() if name in names(each) and each is not desk]
    tries += [(_cost(each, case, "never"), strange) for each in like[: max(OTHERS + 1 - len(tries), 1)]]
    yield from ((text, mistake) for text, mistake in tries if text is not None)


def _messages_again(ground: Ground, case: Case) -> Key:
    found = print_.used(ground, str(case[0]), uses(case))
    return UNWRITTEN if found is None else in_full(fen(found) or 0)


_ask = kept(_messages)

TEMPLATES: Final[tuple[Template, ...]] = (
    Template("bill.messages", "短信费", "单选", "话费计算", 3, asked(_sent, _ask), _ask, _messages_again),
)
