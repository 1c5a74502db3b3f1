"""Published cases of other rating engines come out as published."""

from datetime import timedelta

import pytest

from tests.core import published, published_months
from tests.core.published import PERIODS, PRORATED, RATED, Prorated, Rated, priced
from tests.core.published_months import BILLED, Billed
from tests.core.tables import day, yuan
from trainer.core.bill import Usage, bill_of
from trainer.core.money import TO_THE_FEN
from trainer.core.proration import of_period, prorate
from trainer.core.rates import ties


@pytest.mark.parametrize("case", RATED, ids=lambda case: case.source)
def test_calls_cost_what_the_source_says(case: Rated) -> None:
    assert list(ties(case.rows)) == []
    answers = priced(case)
    assert [answer for answer, _ in answers] == [expected for _, expected in answers]


@pytest.mark.parametrize("case", BILLED, ids=lambda case: f"{case.source}: {case.uses[0].quantity}")
def test_a_month_comes_to_what_the_source_says(case: Billed) -> None:
    usage = Usage(day("2018-01-01"), case.uses, joined=case.joined)
    assert bill_of(case.tariff, usage).total == yuan(case.total)


@pytest.mark.parametrize("case", PRORATED, ids=lambda case: case.source)
def test_a_part_of_a_month_costs_what_the_source_says(case: Prorated) -> None:
    first, last = case.days
    due = prorate(case.share, yuan(case.amount), day(first), day(last))
    assert TO_THE_FEN(due.exact) == yuan(case.total)


@pytest.mark.parametrize(("source", "amount", "length", "used", "total"), PERIODS)
def test_a_part_of_another_period_costs_what_the_source_says(
    source: str, amount: str, length: int, used: int, total: str
) -> None:
    first = day("2018-01-01")
    week, part = (first, first + timedelta(length - 1)), (first, first + timedelta(used - 1))
    assert TO_THE_FEN(5 * yuan(amount) + of_period(yuan(amount), week, part).exact) == yuan(total), source


def test_there_are_enough_cases_whose_totals_the_source_itself_prints() -> None:
    sources = {case.source for case in (*RATED, *BILLED, *PRORATED)}
    worked = published.WORKED + published_months.WORKED
    assert len({source for source in sources if not source.startswith(worked)}) >= 12
    assert all(any(source.startswith(each) for source in sources) for each in worked)
