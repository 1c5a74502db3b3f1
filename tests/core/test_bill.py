"""A month's bill: charges, uses, bundles and minimums together, partial months, and every silence told."""

from dataclasses import replace
from fractions import Fraction
from itertools import permutations
from typing import Any

import pytest

from tests.core.tables import LOCAL, SOURCE, TEXT, at, bundle, call, day, of, pieces, row, yuan
from trainer.core.bill import WHOLE, Bill, Usage, bill, bill_of
from trainer.core.errors import BadUsage, MissingFact, NotOffered
from trainer.core.metering import Bulk
from trainer.core.money import Rounding
from trainer.core.proration import Share, Step
from trainer.core.rates import MESSAGE
from trainer.core.rating import Call, Terms
from trainer.core.tariff import (
    Assumption,
    Charge,
    Choice,
    Edition,
    Hotline,
    Minimum,
    Plan,
    Tariff,
    UnknownBrand,
)

JULY = day("2004-07-01")
RENT = Charge("rent", "月租", yuan("50"), share="R-RENT", assumes=("AS-14",), sources=(SOURCE,))
BY_DAY = Share("R-RENT", "月租日收", assumes=("AS-4",), sources=(replace(SOURCE, document="D8"),))
HALF = Share("R-PKG", "半月规则", steps=(Step(1, Fraction(1)), Step(16, Fraction(1, 2))), assumes=("AS-15",))
LEAST = Minimum("least", "最低消费", yuan("42"), ("通话",), WHOLE, ("AS-9",), (SOURCE,))


def tariff(**more: Any) -> Tariff:
    return Tariff("t", "某套餐", **{"rates": (row(), pieces()), "shares": (BY_DAY, HALF), **more})


def july(*uses: Call | Bulk, **more: Any) -> Usage:
    return Usage(JULY, uses, **more)


def told(made: Bill) -> list[tuple[str, str, str | None]]:
    return [
        (line.name, line.formula, str(line.amount) if line.amount is not None else None)
        for line in made.lines
    ]


def test_a_bill_adds_up_its_lines_in_order_charges_uses_bundles_minimums() -> None:
    free = bundle("sms", 10, of(MESSAGE), name="赠送短信", assumes=("AS-5",))
    made = bill_of(
        tariff(charges=(RENT,), bundles=(free,), minimums=(LEAST,)),
        july(Bulk(TEXT, at("2004-07-02"), 15), call("2004-07-01 09:00", 61)),
    )
    assert told(made) == [
        ("月租", "50", "50"),
        ("row行", "2×0.6", "6/5"),
        ("sms行", "5×0.1", "1/2"),
        ("赠送短信", "用了10条，共10条", "0"),
        ("补足最低消费", "42-1.2", "204/5"),
    ]
    assert made.total == yuan("92.50") == sum(line.amount for line in made.lines if line.amount is not None)
    assert made.assumptions == ("AS-14", "AS-5", "AS-9")
    assert (made.tariff, made.month, made.gaps) == ("某套餐", JULY, ())
    assert [each.cost for each in made.uses] == [yuan("1.20"), yuan("0.50")]


def test_uses_are_rated_in_the_order_they_happened_whatever_order_they_are_told_in() -> None:
    near, far = row("near", "0.20", service="近"), row("far", "0.90", service="远")
    made = tariff(rates=(near, far), bundles=(bundle("free", 60),))
    uses = [call(f"2004-07-{n:02} 09:00", 60, service=word) for n, word in ((1, "远"), (2, "近"), (3, "远"))]
    assert {bill_of(made, july(*order)).total for order in permutations(uses)} == {yuan("1.10")}


@pytest.mark.parametrize(
    ("joined", "left", "expected", "formula"),
    [
        (None, None, "50", "50"),
        ("2004-06-15", None, "50", "50"),
        ("2004-07-01", None, "50", "50"),
        ("2004-07-02", None, "48.39", "50/31×30"),
        ("2004-07-31", None, "1.61", "50/31×1"),
        (None, "2004-07-30", "48.39", "50/31×30"),
        (None, "2004-08-01", "50", "50"),
        ("2004-07-10", "2004-07-19", "16.13", "50/31×10"),
    ],
)
def test_joining_and_leaving_cut_the_charges(
    joined: str | None, left: str | None, expected: str, formula: str
) -> None:
    usage = july(joined=day(joined) if joined else None, left=day(left) if left else None)
    (line,) = bill_of(tariff(charges=(RENT,)), usage).lines
    assert (line.amount, line.formula) == (yuan(expected), formula)
    assert ("AS-4" in line.assumptions, len(line.sources)) == ((True, 2) if "/" in formula else (False, 1))


def test_a_day_of_joining_that_is_free_names_its_rule_even_on_the_first() -> None:
    share = replace(BY_DAY, first_counts=False)
    (line,) = bill_of(tariff(charges=(RENT,), shares=(share,)), july(joined=JULY)).lines
    assert (line.formula, line.amount, line.assumptions) == ("50/31×30", yuan("48.39"), ("AS-14", "AS-4"))


def test_a_share_that_divides_even_whole_months_always_names_its_rule() -> None:
    share = replace(BY_DAY, times=12, divisor=365, even_whole=True)
    (line,) = bill_of(tariff(charges=(RENT,), shares=(share,)), july()).lines
    assert (line.formula, line.amount, line.assumptions) == ("50×12/365×31", yuan("50.96"), ("AS-14", "AS-4"))


def test_a_charge_without_a_rule_for_a_part_of_a_month_is_a_missing_fact() -> None:
    bare = tariff(charges=(replace(RENT, share=""),))
    assert bill_of(bare, july()).total == 50
    with pytest.raises(MissingFact, match="资料没有写某套餐的月租入网当月怎样收，需查证"):
        bill_of(bare, july(joined=day("2004-07-02")))
    with pytest.raises(MissingFact, match="资料没有写某套餐的月租离网当月怎样收，需查证"):
        bill_of(bare, july(left=day("2004-07-30")))
    whole = tariff(charges=(replace(RENT, share=WHOLE),))
    assert bill_of(whole, july(joined=day("2004-07-31"))).total == 50


def test_an_amount_the_material_does_not_print_is_shown_and_left_out() -> None:
    lost = replace(RENT, amount=None, missing="来电显示费")
    made = bill_of(tariff(charges=(lost,)), july())
    assert (told(made), made.total) == ([("月租", "资料未写", None)], 0)
    assert made.gaps == ("资料没有写来电显示费，账单里没有计入",)


CASES = replace(RENT, amount=None, choices=(Choice("江夏", yuan("30")), Choice("其余", yuan("20"))))


@pytest.mark.parametrize(("key", "word", "total"), [("月租", "江夏", 30), ("rent", "其余", 20)])
def test_the_customers_case_decides_the_amount(key: str, word: str, total: int) -> None:
    assert bill_of(tariff(charges=(CASES,)), july(choices={key: word})).total == total


def test_a_case_that_is_not_told_or_not_known_is_refused() -> None:
    with pytest.raises(BadUsage, match=r"某套餐的月租要写明是哪一种：江夏、其余$"):
        bill_of(tariff(charges=(CASES,)), july())
    with pytest.raises(BadUsage, match="江夏、其余，没有「汉口」"):
        bill_of(tariff(charges=(CASES,)), july(choices={"月租": "汉口"}))


@pytest.mark.parametrize(
    ("minutes", "lack", "formula"),
    [
        (69, "0.60", "42-41.4"),
        (70, "0", "已满42"),
        (71, "0", "已满42"),
        (0, "42", "42-0"),
    ],
)
def test_a_minimum_makes_up_exactly_what_is_lacking(minutes: int, lack: str, formula: str) -> None:
    uses = [Bulk(LOCAL, at("2004-07-02"), minutes * 60)] if minutes else []
    line = bill_of(tariff(minimums=(LEAST,)), july(*uses)).lines[-1]
    assert (line.amount, line.formula, line.kind, line.sources) == (yuan(lack), formula, "补足", (SOURCE,))


def test_a_minimum_counts_the_lines_it_names_by_kind_or_id_or_all() -> None:
    uses = (call("2004-07-02"), Bulk(TEXT, at("2004-07-02"), 4))
    for counts, lack in (
        (("通话",), "41.40"),
        (("sms", "通话"), "41"),
        (("rent",), "0"),
        ((), "0"),
        (("x",), "42"),
    ):
        least = replace(LEAST, counts=counts)
        made = bill_of(tariff(charges=(RENT,), minimums=(least,)), july(*uses))
        assert made.lines[-1].amount == yuan(lack)
    assert (
        bill_of(tariff(minimums=(replace(LEAST, counts=()),)), july(*uses)).lines[-1].formula
        == "42-(0.6+0.4)"
    )


def test_what_one_minimum_makes_up_counts_for_a_later_one() -> None:
    whole = Minimum("all", "保底", yuan("60"), (), WHOLE)
    made = bill_of(tariff(minimums=(LEAST, whole)), july())
    assert [line.amount for line in made.lines] == [42, 18]
    assert bill_of(tariff(minimums=(whole, LEAST)), july()).total == 102


@pytest.mark.parametrize(("share", "lack"), [(WHOLE, "42"), ("R-RENT", "21.68"), ("R-PKG", "21")])
def test_a_minimum_may_be_cut_as_a_charge_is(share: str, lack: str) -> None:
    made = bill_of(tariff(minimums=(replace(LEAST, share=share),)), july(joined=day("2004-07-16")))
    assert made.total == yuan(lack)
    assert made.assumptions[0] == "AS-9"


def test_everything_that_is_missing_is_told_at_once() -> None:
    rates = (
        row(missing="白天单价", times="08:00-20:00"),
        row("night", missing="夜间单价", times="20:00-08:00"),
    )
    made = tariff(rates=rates, charges=(replace(RENT, share=""),), minimums=(replace(LEAST, share=""),))
    made = replace(made, blocked=("另外一条",))
    usage = july(*(call(f"2004-07-{n} {h}:00") for n in (10, 11) for h in (12, 22)), joined=day("2004-07-02"))
    with pytest.raises(MissingFact) as error:
        bill_of(made, usage)
    assert str(error.value).split("；") == [
        "另外一条",
        "资料没有写白天单价，需查证",
        "资料没有写夜间单价，需查证",
        "资料没有写某套餐的月租入网当月怎样收，需查证",
        "资料没有写某套餐的最低消费入网当月怎样收，需查证",
    ]


def test_a_service_that_is_not_open_is_told_at_once() -> None:
    with pytest.raises(NotOffered, match="没有漫游功能"):
        bill_of(tariff(rates=(row(barred="没有漫游功能"),)), july(call()))


def test_a_bundle_in_a_part_of_a_month_is_a_gap_only_where_it_was_used() -> None:
    free = bundle("sms", 10, of(MESSAGE), partial="入网当月送多少")
    made, uses = tariff(bundles=(free,)), (Bulk(TEXT, at("2004-07-20"), 1),)
    assert bill_of(made, july(*uses, joined=day("2004-07-02"))).gaps == (
        "资料没有写入网当月送多少，这里按全额算",
    )
    assert bill_of(made, july(*uses)).gaps == bill_of(made, july(joined=day("2004-07-02"))).gaps == ()


@pytest.mark.parametrize(
    ("usage", "error"),
    [
        (Usage(day("2004-07-02")), "账单月份 2004-07-02 要写成这个月的1日"),
        (july(joined=day("2004-08-01")), "2004-07这个月客户不在网：入网 2004-08-01，离网 2004-07-31"),
        (july(left=day("2004-06-30")), "2004-07这个月客户不在网：入网 2004-07-01，离网 2004-06-30"),
        (july(joined=day("2004-07-20"), left=day("2004-07-19")), "客户不在网"),
        (
            july(call("2004-06-30 23:59:59")),
            "通话的日子 2004-06-30 23:59 不在账单里，要在 2004-07-01 到 2004-07-31",
        ),
        (july(call("2004-08-01 00:00")), "不在账单里"),
        (july(call("2004-07-09 23:59:59"), joined=day("2004-07-10")), "不在账单里"),
        (
            july(Bulk(TEXT, at("2004-07-20"), 1), left=day("2004-07-19")),
            "短信的日子 2004-07-20 00:00 不在账单里",
        ),
        (july(Bulk(TEXT, at("2004-07-20"), -1)), "短信的数量 -1 不对"),
        (july(call(seconds=-1)), "通话时长 -1 秒不对"),
        (Usage(day("9999-12-01"), (call("2004-07-20"),)), "不在账单里，要在 9999-12-01 到 9999-12-31"),
    ],
)
def test_usage_that_nobody_can_have_had_is_refused(usage: Usage, error: str) -> None:
    with pytest.raises(BadUsage, match=error):
        bill_of(tariff(), usage)


@pytest.mark.parametrize(
    ("month", "first", "last"),
    [
        ("2004-02-01", "2004-02-01 00:00", "2004-02-29 23:59:59"),
        ("2003-12-01", "2003-12-01", "2003-12-31 23:59:59"),
    ],
)
def test_the_first_and_the_last_second_of_a_month_are_on_its_bill(month: str, first: str, last: str) -> None:
    assert bill_of(tariff(), Usage(day(month), (call(first), call(last, 3600)))).total == yuan("36.60")


def test_each_line_is_rounded_once_and_names_the_rule_where_it_changed_something() -> None:
    terms = Terms(rounding=Rounding("half-up"), assumes=("AS-1r",))
    made = tariff(rates=(row("a", "0.005", service="a"), row("b", "0.005", service="b")), terms=terms)
    usage = july(call(service="a"), call(service="a"), call(service="b"))
    lines = bill_of(made, usage).lines
    assert [(line.exact, line.amount, line.assumptions) for line in lines] == [
        (yuan("0.01"), yuan("0.01"), ()),
        (yuan("0.005"), yuan("0.01"), ("AS-1r",)),
    ]


# Plans of an edition


def edition(*plans: Plan) -> Edition:
    texts = {"AS-4": "首日算不算", "AS-9": "最低消费含什么"}
    return Edition(
        "e", "试", None, None, "", Hotline("1860", "1860", "", ()), {plan.name: plan for plan in plans},
        {}, (), {}, (), {}, (), {id: Assumption(id, text, True) for id, text in texts.items()},
    )  # fmt: skip


def test_a_plan_of_an_edition_is_billed_by_name_id_or_alias_with_its_assumptions() -> None:
    share = replace(BY_DAY, first_counts="AS-4")
    made = edition(
        Plan("MZ", "某卡", "", "在售", (), tariff(charges=(RENT,), shares=(share,)), aliases=("老某卡",))
    )
    usage = july(joined=day("2004-07-31"))
    assert {bill(made, name, usage).total for name in ("某卡", "MZ", "老某卡")} == {yuan("1.61")}
    made.assumptions["AS-4"] = Assumption("AS-4", "首日算不算", False)
    assert bill(made, "某卡", usage).total == 0


def test_a_plan_that_is_only_named_has_no_bill() -> None:
    made = edition(Plan("MZ", "某卡", "", "只有名称", (), None))
    with pytest.raises(MissingFact, match="资料没有写某卡的资费，需查证"):
        bill(made, "某卡", july())
    with pytest.raises(UnknownBrand, match="资费表里没有「别的卡」"):
        bill(made, "别的卡", july())
