"""Credit limits by the day of joining."""

from dataclasses import replace
from datetime import date

import pytest

from tests.core.counter import on_day, shipped
from trainer.core.money import Money
from trainer.core.rules import limit


@pytest.mark.parametrize(
    ("joined", "segment", "amount"),
    [
        (date(2000, 6, 30), "", None),
        (date(2000, 6, 30), "135", None),
        (date(2000, 7, 1), "", "300"),
        (date(2001, 2, 28), "", "300"),
        (date(2001, 2, 28), "1350", "300"),
        (date(2001, 3, 1), "", None),
        (date(2001, 3, 2), "", "100"),
        (date(2001, 3, 2), "139", "100"),
        (date(2001, 3, 2), "135", None),
        (date(2001, 11, 30), "", "100"),
        (date(2001, 12, 1), "", None),
        (date(2001, 12, 2), "", "0"),
        (date(2004, 2, 29), "135", None),
    ],
)
def test_the_limit_goes_by_the_day_of_joining(joined: date, segment: str, amount: str | None) -> None:
    answer = limit(shipped(), joined, segment)
    assert answer.amount == (None if amount is None else Money.parse(amount))
    assert ("需查证" in answer.reason) == (amount is None)
    assert answer.open


def test_a_day_that_two_rows_claim_names_both() -> None:
    reason = limit(shipped(), date(2001, 3, 1)).reason
    assert "「2000年7月1日至2001年3月1日之间入网的限额为300元」，又写「从2001年3月1日至12月1日" in reason
    assert "另135整个号段" in limit(shipped(), date(2002, 1, 1), "135").reason
    assert (
        limit(shipped(), date(2000, 6, 30), "135").reason
        == "2000年6月30日入网的限额，资料缺了字，另写「另135整个号段的限额也调为300元」，需查证"
    )
    assert limit(shipped(), date(2002, 1, 1)).reason == "2002年1月1日入网的限额是0元"
    assert (
        limit(replace(shipped(), limits=()), date(2002, 1, 1)).reason
        == "2002年1月1日入网的限额，资料没有写，需查证"
    )


def test_a_decision_tells_the_limit_of_who_says_when_they_joined() -> None:
    decision = on_day(10, "补卡", joined=date(2001, 2, 1), arrears=False)
    assert decision.limit is not None
    assert decision.limit.amount == Money.parse("300")
    assert on_day(10, "补卡").limit is None
