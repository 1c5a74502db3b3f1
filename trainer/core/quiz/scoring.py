"""The scoring rules by name: what share of a question's mark an answer earns, in exact fractions.

A paper chooses one rule for each form of question (`Rules`) and prints them. docs/quiz.md works every
formula through.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal

from trainer.core.errors import TrainerError
from trainer.core.money import price
from trainer.core.quiz.question import Form

SeveralRule = Literal["全对才得分", "少选得部分分", "少选得一半", "对减错", "分数相加"]
"""How a choice of several right ones is scored."""

OrderRule = Literal["完全一致", "偏序", "最长有序"]
"""How an ordering is scored."""

MatchRule = Literal["全对才得分", "按对得分"]
"""How a matching is scored."""

Pairs = Collection[tuple[str, str]]
"""The (earlier, later) ids of an ordering."""

NOTHING, HALF, WHOLE = Fraction(0), Fraction(1, 2), Fraction(1)
MOST_DECIMALS = 2
_TWO = 2


class BadRules(TrainerError):
    """Scoring rules that cannot be followed."""


@dataclass(frozen=True, slots=True)
class Rules:
    """How the questions of a paper are scored; printed on every sheet.

    `cost` is what a wrong choice takes off where fractions are added up (None: 1 ÷ the number of wrong
    choices). A number may be off by `within` (in its own unit) or by `percent` of the right one,
    whichever is more. `decimals` are demanded of every amount; None: 12.3 is as good as 12.30.
    """

    several: SeveralRule = "全对才得分"
    order: OrderRule = "偏序"
    match: MatchRule = "按对得分"
    cost: Fraction | None = None
    within: Fraction = NOTHING
    percent: Fraction = NOTHING
    decimals: int | None = None

    def __post_init__(self) -> None:
        if min(self.within, self.percent, self.cost or 0) < 0:
            raise BadRules("误差和扣分不能是负数")
        if self.decimals is not None and not 0 <= self.decimals <= MOST_DECIMALS:
            raise BadRules(f"金额的小数位数只能是 0 到 {MOST_DECIMALS}")


AS_USUAL = Rules()


@dataclass(frozen=True, slots=True)
class Ticked:
    """How many right and wrong choices were ticked, of how many; and what a wrong one costs."""

    right: int
    wrong: int
    of_right: int
    of_wrong: int
    cost: Fraction | None = None

    @property
    def is_all(self) -> bool:
        """Tell whether all right ones were ticked and no wrong one."""
        return self.right == self.of_right and not self.wrong


def all_or_nothing(ticked: Ticked) -> Fraction:
    """全对才得分（少选不得分）: 1 for exactly the right choices, else 0."""
    return WHOLE if ticked.is_all else NOTHING


def part_without_wrong(ticked: Ticked) -> Fraction:
    """少选得部分分: r/R with no wrong choice, else 0."""
    return NOTHING if ticked.wrong else Fraction(ticked.right, ticked.of_right)


def half_without_wrong(ticked: Ticked) -> Fraction:
    """少选得一半: 1 for exactly the right ones, 1/2 for some of them and no wrong one, else 0."""
    if ticked.wrong or not ticked.right:
        return NOTHING
    return WHOLE if ticked.is_all else HALF


def right_minus_wrong(ticked: Ticked) -> Fraction:
    """对减错: max(0, (r - w)/R)."""
    return max(NOTHING, Fraction(ticked.right - ticked.wrong, ticked.of_right))


def fractions_added(ticked: Ticked) -> Fraction:
    """分数相加: max(0, r/R - w·c) and never above 1, c = 1/W or as the paper says.

    It is what Moodle does with a multiple-answer question whose right choices share 100 % and whose
    wrong ones share -100 % (grade_response: the fractions ticked are added, then held in 0 to 1).
    """
    cost = ticked.cost if ticked.cost is not None else Fraction(1, max(ticked.of_wrong, 1))
    return max(NOTHING, Fraction(ticked.right, ticked.of_right) - ticked.wrong * cost)


SEVERAL: Final[Mapping[SeveralRule, Callable[[Ticked], Fraction]]] = {
    "全对才得分": all_or_nothing,
    "少选得部分分": part_without_wrong,
    "少选得一半": half_without_wrong,
    "对减错": right_minus_wrong,
    "分数相加": fractions_added,
}


def following(before: Pairs) -> frozenset[tuple[str, str]]:
    """Return every (earlier, later) pair that follows from some: what stands before what is before too."""
    pairs = set(before)
    while new := {(a, d) for a, b in pairs for c, d in pairs if b == c} - pairs:
        pairs |= new
    return frozenset(pairs)


def kept(before: Pairs, placed: Sequence[str]) -> frozenset[tuple[str, str]]:
    """Return the pairs that stand in their order; one with an item that was not placed does not."""
    place = {id: index for index, id in enumerate(placed)}
    return frozenset((a, b) for a, b in before if a in place and b in place and place[a] < place[b])


def exact_order(before: Pairs, placed: Sequence[str], items: int) -> Fraction:
    """完全一致: 1 if everything is placed and no pair is broken, else 0."""
    pairs = frozenset(before)
    return WHOLE if len(placed) == items and kept(pairs, placed) == pairs else NOTHING


def pairs_in_order(before: Pairs, placed: Sequence[str], items: int) -> Fraction:
    """偏序: k/P, the share of the pairs kept, of all that the order demands (also through a third item)."""
    pairs = following(before)
    return Fraction(len(kept(pairs, placed)), len(pairs)) if pairs else Fraction(len(placed), items)


def longest_in_order(before: Pairs, placed: Sequence[str], items: int) -> Fraction:
    """最长有序: L/n, the most items that break no pair among themselves; one alone counts nothing.

    Broken pairs are transitive, so the largest set without one is found by Dilworth's theorem: the
    number of items less the largest matching between them.
    """
    pairs = following(before)
    place = {id: index for index, id in enumerate(placed)}
    broken: dict[str, list[str]] = {id: [] for id in placed}
    for earlier, later in pairs:
        if earlier in place and later in place and place[earlier] > place[later]:
            broken[earlier].append(later)
    longest = len(placed) - _matched(broken)
    return NOTHING if longest < _TWO <= items else Fraction(longest, items)


def _matched(edges: Mapping[str, Sequence[str]]) -> int:
    """Count the largest matching from each item to one of its edges (Kuhn's augmenting paths)."""
    taken: dict[str, str] = {}

    def freed(item: str, tried: set[str]) -> bool:
        for other in edges[item]:
            if other not in tried:
                tried.add(other)
                if other not in taken or freed(taken[other], tried):
                    taken[other] = item
                    return True
        return False

    return sum(freed(item, set()) for item in edges)


ORDER: Final[Mapping[OrderRule, Callable[[Pairs, Sequence[str], int], Fraction]]] = {
    "完全一致": exact_order,
    "偏序": pairs_in_order,
    "最长有序": longest_in_order,
}


def pairs_matched(right: int, of: int) -> Fraction:
    """按对得分: the share of the left sides that are joined as they should be."""
    return Fraction(right, of)


def all_matched(right: int, of: int) -> Fraction:
    """全对才得分: 1 if all left sides are joined as they should be, else 0."""
    return WHOLE if right == of else NOTHING


MATCH: Final[Mapping[MatchRule, Callable[[int, int], Fraction]]] = {
    "全对才得分": all_matched,
    "按对得分": pairs_matched,
}

_SEVERAL_TOLD: Final[Mapping[SeveralRule, str]] = {
    "全对才得分": "全部选对才得分，少选、错选都不得分",
    "少选得部分分": "少选的按选对的比例得分，有错选不得分",
    "少选得一半": "少选得一半的分，有错选不得分",
    "对减错": "选对的个数减去选错的个数，再除以应选的个数，最低0分",
    "分数相加": "应选的平分满分，{cost}，最低0分",
}
_ORDER_TOLD: Final[Mapping[OrderRule, str]] = {
    "完全一致": "次序全对才得分",
    "偏序": "按先后正确的对数占全部对数的比例得分",
    "最长有序": "按次序正确的最长一组占总项数的比例得分",
}
_MATCH_TOLD: Final[Mapping[MatchRule, str]] = {
    "全对才得分": "全部连对才得分",
    "按对得分": "按连对的对数占总对数的比例得分",
}


def printed(rules: Rules, forms: Collection[Form]) -> tuple[str, ...]:
    """Return the rules as a sheet prints them: one sentence for each form that it has."""
    cost = "错误选项平分倒扣的满分" if rules.cost is None else f"每个错选倒扣{price(rules.cost)}个满分"
    told: dict[Form, str] = {
        "单选": "选对得分",
        "判断": "判断对得分",
        "多选": _SEVERAL_TOLD[rules.several].format(cost=cost),
        "填数": _number_told(rules),
        "填空": "每空分别计分",
        "排序": _ORDER_TOLD[rules.order],
        "连线": _MATCH_TOLD[rules.match],
    }
    return tuple(f"{form}题：{sentence}。" for form, sentence in told.items() if form in forms)


def _number_told(rules: Rules) -> str:
    allowed = [f"{price(rules.within)}（按题目的单位）"] if rules.within else []
    allowed += [f"正确数的{price(rules.percent)}%"] if rules.percent else []
    exact = f"误差不超过{'或'.join(allowed)}算对" if allowed else "要准确，金额准确到分"
    demanded = f"，金额要写{rules.decimals}位小数" if rules.decimals is not None else ""
    return exact + demanded
