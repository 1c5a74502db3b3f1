"""Letters by the place shown, and the key in these letters."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reports import papers
from trainer.core.quiz.question import Choice, Question
from trainer.reports.lettering import circled, demands, in_order, key_told, letters


@pytest.mark.parametrize(
    ("question", "key"),
    [
        (papers.ONE, "C"),
        (papers.SEVERAL, "AB"),
        (papers.JUDGE, "B"),
        (papers.MONEY, "150.00元"),
        (papers.COUNT, "200条"),
        (papers.ORDER, "B → C → A → D"),
        (papers.CHAIN, "B → C → A"),
        (papers.MATCH, "① B，② A，③ C"),
        (papers.GAPS, "① 200（也可写：二百），② 50"),
        (papers.GAP, "1860"),
    ],
    ids=lambda each: each.stem if isinstance(each, Question) else each,
)
def test_the_key_is_told_in_the_letters_shown(question: Question, key: str) -> None:
    assert key_told(question) == key


def test_a_left_side_without_a_partner_is_told() -> None:
    assert key_told(replace(papers.MATCH, pairs=papers.MATCH.pairs[:2])) == "① B，② A，③ 无"


def test_letters_follow_the_screen_not_the_ids() -> None:
    assert letters(papers.ONE) == {"d": "A", "e": "B", "f": "C", "a": "D"}


def test_letters_end_at_z() -> None:
    many = tuple(Choice(str(i), str(i)) for i in range(27))
    with pytest.raises(ValueError, match="letters end at Z"):
        letters(replace(papers.ONE, choices=many))


def test_an_order_with_room_says_what_it_must_keep() -> None:
    assert demands(papers.ORDER) == "顺序不止一种，只要 B 在 C 前，C 在 A 前，C 在 D 前 就对。"
    assert demands(papers.CHAIN) == ""
    assert demands(papers.ONE) == ""


def test_an_order_in_a_circle_is_refused() -> None:
    with pytest.raises(ValueError, match="circle"):
        in_order(replace(papers.CHAIN, before=(("d", "e"), ("e", "d"))))


@given(st.permutations("abcdef"), st.permutations("abcdef"), st.sets(st.integers(0, 4)))
def test_the_order_told_is_right(shown: list[str], right: list[str], kept: set[int]) -> None:
    before = tuple((right[i], right[i + 1]) for i in sorted(kept))
    question = replace(papers.ORDER, choices=tuple(Choice(id, id) for id in shown), before=before)
    found = in_order(question)
    assert sorted(found) == sorted(shown)
    assert all(found.index(first) < found.index(then) for first, then in before)


def test_signs_go_on_past_ten() -> None:
    assert [circled(1), circled(10), circled(11)] == ["①", "⑩", "(11)"]
