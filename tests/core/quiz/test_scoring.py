"""The scoring rules: worked cases, and what holds for every ordering."""

from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trainer.core.quiz.scoring import (
    ORDER,
    SEVERAL,
    BadRules,
    Rules,
    SeveralRule,
    Ticked,
    all_matched,
    following,
    kept,
    longest_in_order,
    pairs_matched,
    printed,
)


@pytest.mark.parametrize(
    ("right", "wrong", "scores"),
    [  # of 3 right and 2 wrong choices: all-or-nothing, part, half, right minus wrong, fractions added
        (3, 0, "1 1 1 1 1"),
        (2, 0, "0 2/3 1/2 2/3 2/3"),
        (1, 0, "0 1/3 1/2 1/3 1/3"),
        (0, 0, "0 0 0 0 0"),
        (3, 1, "0 0 0 2/3 1/2"),
        (2, 1, "0 0 0 1/3 1/6"),
        (1, 2, "0 0 0 0 0"),
        (3, 2, "0 0 0 1/3 0"),
    ],
)
def test_several_right_choices(right: int, wrong: int, scores: str) -> None:
    ticked = Ticked(right, wrong, 3, 2)
    assert [str(rule(ticked)) for rule in SEVERAL.values()] == scores.split()


def test_a_paper_may_say_what_a_wrong_choice_costs() -> None:
    assert SEVERAL["分数相加"](Ticked(3, 1, 3, 2, Fraction(1, 4))) == Fraction(3, 4)
    assert SEVERAL["分数相加"](Ticked(3, 2, 3, 2, Fraction(0))) == 1
    assert SEVERAL["分数相加"](Ticked(2, 0, 2, 0)) == 1


CHAIN = (("a", "b"), ("b", "c"), ("c", "d"))
FORK = (("a", "b"), ("a", "c"))


@pytest.mark.parametrize(
    ("before", "placed", "scores"),
    [  # exact, by pairs, longest ordered
        (CHAIN, "abcd", "1 1 1"),
        (CHAIN, "bacd", "0 5/6 3/4"),
        (CHAIN, "bcda", "0 1/2 3/4"),
        (CHAIN, "cdab", "0 1/3 1/2"),
        (CHAIN, "dcba", "0 0 0"),
        (CHAIN, "abc", "0 1/2 3/4"),
        (CHAIN, "", "0 0 0"),
        (FORK, "acbd", "1 1 1"),
        (FORK, "dacb", "1 1 1"),
        (FORK, "bacd", "0 1/2 3/4"),
        (FORK, "bcad", "0 0 3/4"),
        ((), "abcd", "1 1 1"),
    ],
)
def test_orderings(before: tuple[tuple[str, str], ...], placed: str, scores: str) -> None:
    assert [str(rule(before, tuple(placed), 4)) for rule in ORDER.values()] == scores.split()


def test_what_stands_before_what_is_before_too() -> None:
    assert following(CHAIN) == {("a", "b"), ("a", "c"), ("a", "d"), ("b", "c"), ("b", "d"), ("c", "d")}


ITEMS = "abcdef"
PARTIAL_ORDERS = st.sets(st.sampled_from([(a, b) for a in ITEMS for b in ITEMS if a < b]))


@given(PARTIAL_ORDERS, st.permutations(ITEMS), st.integers(2, 6))
def test_the_longest_ordered_subset_is_the_longest(
    before: set[tuple[str, str]], order: list[str], n: int
) -> None:
    placed = order[:n]
    pairs = following(before)

    def holds(some: tuple[str, ...]) -> bool:
        own = {pair for pair in pairs if set(pair) <= set(some)}
        return kept(own, some) == own

    best = max(size for size in range(1, n + 1) if any(map(holds, combinations(placed, size))))
    assert longest_in_order(before, placed, len(ITEMS)) == (Fraction(best, len(ITEMS)) if best > 1 else 0)


def test_matchings() -> None:
    assert (pairs_matched(2, 3), all_matched(2, 3), all_matched(3, 3)) == (Fraction(2, 3), 0, 1)


@pytest.mark.parametrize(
    "said", [{"within": Fraction(-1)}, {"percent": Fraction(-1)}, {"cost": Fraction(-1)}, {"decimals": 3}]
)
def test_rules_that_cannot_be_followed_are_refused(said: dict[str, Fraction]) -> None:
    with pytest.raises(BadRules):
        Rules(**said)  # type: ignore[arg-type]


def test_a_sheet_prints_the_rules_of_its_forms() -> None:
    assert printed(Rules(), {"单选", "填空"}) == ("单选题：选对得分。", "填空题：每空分别计分。")
    rules = Rules("分数相加", cost=Fraction(1, 2), within=Fraction(1, 100), percent=Fraction(1), decimals=2)
    assert printed(rules, {"多选", "填数"}) == (
        "多选题：应选的平分满分，每个错选倒扣0.5个满分，最低0分。",
        "填数题：误差不超过0.01（按题目的单位）或正确数的1%算对，金额要写2位小数。",
    )


@pytest.mark.parametrize("rule", SEVERAL)
def test_every_rule_is_told(rule: SeveralRule) -> None:
    [told] = printed(Rules(rule), {"多选"})
    assert "{" not in told
