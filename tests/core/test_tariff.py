"""An edition: what opening costs, which plan a name means, and what the material leaves out."""

import pytest

from tests.core.small_edition import edition
from trainer.core.errors import MissingFact
from trainer.core.money import Money
from trainer.core.tariff import Opening, UnknownBrand, opening, plan_of, unknown_brand

SMALL = edition()


def test_opening_costs_card_and_prepaid() -> None:
    assert opening(SMALL, "全球通").total == Money.parse("150")


@pytest.mark.parametrize(
    ("card", "prepaid", "lost"),
    [(None, None, "卡费和预存"), (Money(1), None, "预存"), (None, Money(1), "卡费")],
)
def test_the_fact_that_is_missing_is_named_and_never_nothing(
    card: Money | None, prepaid: Money | None, lost: str
) -> None:
    with pytest.raises(MissingFact, match=f"资料没有写某卡的{lost}，需查证"):
        _ = Opening("某卡", card, prepaid, ()).total


@pytest.mark.parametrize("name", ["全球通", "MZ-全球通", "GSM"])
def test_a_plan_answers_to_its_name_its_id_and_its_aliases(name: str) -> None:
    assert plan_of(SMALL, name).name == "全球通"


@pytest.mark.parametrize(
    ("typed", "cure"),
    [
        ("全球桶", "资费表里没有「全球桶」，是否指「全球通」？"),
        ("随e行", "是否指「随E行」？"),
        ("神州行", "现有：全球通、随E行、黄鹤卡、智慧卡$"),
        ("", "现有：全球通、"),
    ],
)
def test_an_unknown_plan_gets_a_suggestion(typed: str, cure: str) -> None:
    with pytest.raises(UnknownBrand, match=cure):
        plan_of(SMALL, typed)


def test_an_unknown_brand_gets_a_suggestion_among_the_openings() -> None:
    with pytest.raises(UnknownBrand, match="没有「动感地带卡」，是否指「动感地带」？"):
        opening(SMALL, "动感地带卡")
    assert str(unknown_brand("x", ["甲", "甲", "乙"])) == "资费表里没有「x」，现有：甲、乙"
