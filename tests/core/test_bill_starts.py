"""A plan that begins on a day has no bill before it: 假期卡 from 2004-06-18."""

from dataclasses import replace

import pytest

from tests.core.small_edition import edition
from tests.core.tables import day
from trainer.core.bill import Usage, bill
from trainer.core.errors import BadUsage, NotOffered
from trainer.core.tariff import Edition

JUNE = day("2004-06-01")


@pytest.fixture
def starting() -> Edition:
    made = edition()
    id, plan = next((id, plan) for id, plan in made.plans.items() if plan.name == "全球通")
    return replace(made, plans={id: replace(plan, valid_from=day("2004-06-18"))})


@pytest.mark.parametrize(
    "usage",
    [Usage(day("2004-05-01")), Usage(JUNE, joined=day("2004-06-17")), Usage(JUNE, joined=day("2004-05-30"))],
)
def test_before_its_first_day_a_plan_is_not_offered(starting: Edition, usage: Usage) -> None:
    with pytest.raises(NotOffered, match="全球通从2004年6月18日起才有"):
        bill(starting, "全球通", usage)


def test_in_its_first_month_the_day_of_joining_must_be_told(starting: Edition) -> None:
    with pytest.raises(BadUsage, match="要写明入网日"):
        bill(starting, "全球通", Usage(JUNE))
    assert bill(starting, "全球通", Usage(JUNE, joined=day("2004-06-18"))).total > 0
    assert bill(starting, "全球通", Usage(day("2004-07-01"))).total > 0
