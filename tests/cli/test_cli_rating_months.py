"""`trainer rate` over the edge of a month: what goes by the month is worked out for one month only."""

from typing import Any

import pytest

from tests.cli.asking import answer, ask

ROW = {"id": "a", "name": "a", "kind": "call", "price": "1"}
FREE = {"id": "f", "name": "送", "for": [{"kind": "call"}], "quantity": 20, "per": 60}
TIERS = [{"up_to": 10, "price": "2"}, {"up_to": None, "price": "1"}]
TIERED = {"id": "a", "name": "a", "kind": "call", "tiers": TIERS}
MONTHLY = [
    {"rates": [ROW], "bundles": [FREE]},
    {"rates": [TIERED]},
    {"rates": [{**ROW, "counts": "month"}]},
]
OTHER = "这一项是 2024-04，免费量和分档按月计，分成几个请求：第1项是 2024-03"


def uses(*moments: str) -> list[dict[str, Any]]:
    return [{"kind": "call", "start": moment, "seconds": 1200} for moment in moments]


def refused(request: dict[str, Any]) -> str:
    done = ask("rate", request=request)
    assert (done.code, done.out) == (2, "")
    return done.err


@pytest.mark.parametrize("table", MONTHLY, ids=["bundle", "tiers", "counts"])
def test_uses_of_two_months_are_refused_where_prices_go_by_the_month(table: dict[str, Any]) -> None:
    told = refused({"table": table, "uses": uses("2024-03-31 23:59:59", "2024-04-01 00:00:00")})
    assert OTHER in told
    same = answer(
        "rate", request={"table": table, "uses": uses("2024-03-01 00:00:00", "2024-03-31 23:59:59")}
    )
    assert len(same["uses"]) == 2
    assert answer("rate", request={"table": table})["total"] == "0.00"


def test_other_tables_may_be_asked_of_many_months_at_once() -> None:
    asked = {"table": {"rates": [ROW]}, "uses": uses("2024-03-31 23:59:59", "2024-04-01 00:00:00")}
    assert answer("rate", request=asked)["total"] == "40.00"


def test_a_month_that_is_told_holds_for_every_use() -> None:
    asked = {"table": {"rates": [ROW]}, "month": "2024-03"}
    told = refused({**asked, "uses": uses("2024-03-31 23:59:59", "2024-04-01 00:00:00")})
    assert "这一项是 2024-04，month 写的是 2024-03" in told
    bulk = {"kind": "call", "minutes": 1, "at": "2024-04-01 10:00"}
    assert "month 写的是 2024-03" in refused({**asked, "uses": [bulk]})
