"""Cases that other rating engines publish in their documents and tests, told in our tables' words.

Each names its source (product, page). Amounts are units of whatever currency the source has; texts of
the sources are not copied, only their numbers. Where a source gives the rule but not these very
prices or totals, they are worked out by hand from it (`WORKED`).
"""

from dataclasses import dataclass
from fractions import Fraction

from tests.core.tables import call, row, table, yuan
from trainer.core.money import Rounding
from trainer.core.proration import Share
from trainer.core.rates import Rate
from trainer.core.rating import Call, Terms

WORKDAYS, WEEKEND = [1, 2, 3, 4, 5], [6, 7]
EXACT = Terms(rounding=Rounding("half-up", Fraction(1, 10**8)))


@dataclass(frozen=True, slots=True)
class Rated:
    """Calls on a table, and what each costs."""

    source: str
    rows: tuple[Rate, ...]
    calls: tuple[tuple[Call, str], ...]
    terms: Terms = EXACT


@dataclass(frozen=True, slots=True)
class Prorated:
    """A monthly price for some days; the total is rounded to the cent."""

    source: str
    share: Share
    amount: str
    days: tuple[str, str]
    total: str


def dialled(number: str, start: str, seconds: int) -> Call:
    """A call to a number."""
    return call(start, seconds, to=number)


CGRATES_TUTORIAL = "CGRateS, Tutorial: tariff plan RT_10CNT and RT_20CNT, GetCost of 1m25s"
CGRATES_TESTS = "CGRateS, engine/calldesc_test.go and engine/loader_csv_test.go"
TWO_STAGES = [(0, "0.10", 60, 60), (60, "0.05", 60, 1)]
LANDLINE = [(0, "1", 1, 60), (60, "1", 1, 1)]

RATED = (
    # 60 s blocks, then seconds whose price is rounded to 5 places: 0.1 + 25 × 0.00083, and a fee of 0.2.
    Rated(
        CGRATES_TUTORIAL,
        (row("10cnt", stages=TWO_STAGES, fee="0.2"),),
        ((call("2014-08-04 13:00", 85), "0.32075"), (call("2014-08-04 13:00", 60), "0.3")),
        Terms("carry", Rounding("half-up", yuan("0.00001")), "step"),
    ),
    # Half an hour before and after 18:00 on a workday: 1 + 1800 × 1 + 1800 × 0.5; no time, no fee.
    Rated(
        f"{CGRATES_TESTS}: TestGetCost, TestGetCostZero",
        (
            row("r4", "1", 1, 1, fee="1", weekdays=WORKDAYS, times="00:00-18:00"),
            row("r5", "0.5", 1, 1, weekdays=WORKDAYS, times="18:00-24:00"),
            row("weekend", "0.5", 1, 1, weekdays=WEEKEND),
        ),
        (
            (call("2012-02-02 17:30", 3600), "2701"),
            (call("2012-02-02 17:30", 0), "0"),
            (call("2012-02-02 17:00", 60), "61"),
            (call("2012-02-02 17:01", 60), "61"),
        ),
        Terms("carry"),
    ),
    # A first minute whole, then second by second (GroupIntervalStart 60 s): 85 s and 132 s.
    Rated(
        f"{CGRATES_TESTS}: TestGetCostTimespans, TestGetCostRateGroups",
        (row("landline", stages=LANDLINE),),
        (
            (call("2013-10-08 09:23:02", 85), "85"),
            (call("2013-10-07 14:50", 132), "132"),
            (call(seconds=59), "60"),
        ),
        Terms("carry"),
    ),
    # 59 seconds in a block of a minute cost the minute.
    Rated(
        f"{CGRATES_TESTS}: TestSerialDebit",
        (row("nt", "1", 1, 60),),
        ((call("2017-02-02 17:30", 59), "60"),),
    ),
    # A holiday on 1 May outweighs the workday it falls on.
    Rated(
        f"{CGRATES_TESTS}: TestCalldescHolliday",
        (
            row("workday", "2", 1, 1, weekdays=WORKDAYS),
            row("weekend", "3", 1, 1, weekdays=WEEKEND),
            row("holiday", "1", 1, 1, windows=["2015-05-01..2015-05-01"], priority=20),
        ),
        (
            (call("2015-05-01 13:30", 326), "326"),
            (call("2015-04-30 23:59:59", 2), "3"),
            (call("2015-05-02", 1), "3"),
        ),
    ),
    # Friday 7:59:04 to 8:02: two stretches, 56 s and 120 s, at one price.
    Rated(
        f"{CGRATES_TESTS}: TestSplitSpansWeekend",
        (
            row("early", "1", 1, 1, weekdays=WORKDAYS, times="00:00-08:00"),
            row("late", "1", 1, 1, weekdays=WORKDAYS, times="08:00-24:00"),
            row("weekend", "1", 1, 1, weekdays=WEEKEND),
        ),
        ((call("2015-04-24 07:59:04", 176), "176"),),
    ),
    # Prefixes 49, 41, 43: 0.2, 0.1 and 0.1 a minute by the second; weekends 0.1 and 0.05.
    Rated(
        f"{CGRATES_TESTS}: RT_STANDARD and RT_STD_WEEKEND",
        (
            row("r1", "0.2", 60, 1, to="49"),
            row("r2", "0.1", 60, 1, to=["41", "43"]),
            row("r2-weekend", "0.1", 60, 1, to="49", weekdays=WEEKEND),
            row("r3-weekend", "0.05", 60, 1, to="41", weekdays=WEEKEND),
        ),
        (
            (dialled("4930", "2012-02-03 10:00", 90), "0.3"),
            (dialled("4930", "2012-02-04 10:00", 90), "0.15"),
            (dialled("4101", "2012-02-05 23:59:30", 60), "0.075"),
            (dialled("4301", "2012-02-05 10:00", 60), "0.1"),
        ),
    ),
    # The longest match of the digits wins.
    Rated(
        "A2Billing, Rates (classic mode): longest match of the dialled digits",
        (row("uk", "0.02", to="44"), row("leicester", "0.014", to="44116"), row("default", "0.50")),
        (
            (dialled("441161234567", "2009-02-03 10:00", 60), "0.014"),
            (dialled("442071234567", "2009-02-03 10:00", 60), "0.02"),
            (dialled("4911", "2009-02-03 10:00", 60), "0.50"),
        ),
    ),
    # 0.06 for ten minutes, 0.07 for the next twenty, then 0.08; billing blocks of a minute.
    Rated(
        "A2Billing forum, progressive billing: cycles A, B and C with billing blocks",
        (row("cycles", stages=[(0, "0.06", 60, 60), (600, "0.07", 60, 60), (1800, "0.08", 60, 60)]),),
        (
            (call(seconds=600), "0.60"),
            (call(seconds=601), "0.67"),
            (call(seconds=1800), "2.00"),
            (call(seconds=1801), "2.08"),
            (call(seconds=3600), "4.40"),
        ),
    ),
    # 30/6: 10 s are billed as 30 s, 31 s as 36 s; 6/6: 5 s as 6 s and 8 s as 12 s (here 0.01 a second).
    Rated(
        "VaaS Consumer, Call billing increment (30/6)",
        (row("30/6", stages=[(0, "0.01", 1, 30), (30, "0.01", 1, 6)]),),
        ((call(seconds=10), "0.30"), (call(seconds=31), "0.36"), (call(seconds=36), "0.36")),
    ),
    Rated(
        "Warm Connect, 6/6 billing explanation",
        (row("6/6", "0.01", 1, 6),),
        ((call(seconds=5), "0.06"), (call(seconds=8), "0.12")),
    ),
    # $0.0100 a minute: by the minute 5 s and 50 s cost a minute, by six seconds 5 s cost a tenth.
    Rated(
        "Go360Host knowledge base, What is the billing increment?",
        (row("60", "0.0100", service="60"), row("6", "0.0100", 60, 6, service="6")),
        (
            (call(seconds=5, service="60"), "0.0100"),
            (call(seconds=50, service="60"), "0.0100"),
            (call(seconds=5, service="6"), "0.0010"),
        ),
    ),
    # The first minute whole, then by the second.
    Rated(
        "Vodafone UK support, Why have you charged for more minutes than I've used? (at 0.60 a minute)",
        (row("uk", stages=[(0, "0.60", 60, 60), (60, "0.60", 60, 1)]),),
        ((call(seconds=12), "0.60"), (call(seconds=60), "0.60"), (call(seconds=75), "0.75")),
    ),
    # Flat charges for the first, the next and the last stretch of a call.
    Rated(
        "Harmarney TeleCARE, Tiered rates per call (1 for a minute, 2 for the next four, 3 for the next five)",
        (row("flat", stages=[(0, "1", 60, 60), (60, "2", 240, 240), (300, "3", 300, 300)]),),
        ((call(seconds=1), "1"), (call(seconds=61), "3"), (call(seconds=301), "6"), (call(seconds=600), "6")),
    ),
    # The tariff of the time period in which the call commenced.
    Rated(
        "Orange Belgium reference offer, Chargeable call duration: period of the start (1 and 0.5 a second)",
        (row("peak", "1", 1, 1, times="08:00-19:00"), row("off", "0.5", 1, 1, times="19:00-08:00")),
        ((call("2004-07-07 18:59:59", 60), "60"), (call("2004-07-07 07:59:59", 60), "30")),
        Terms("start"),
    ),
)

ACTUAL, OF_30 = Share("actual", "按天"), Share("30", "按三十天", divisor=30, even_whole=True)
YEARLY = Share("365", "按年", divisor=365, even_whole=True)
ZUORA_DAYS = "Zuora, When prorating a month, assume 30 days in a month or use actual days? (of 100)"
ZUORA_MONTH = "Zuora, Total amount with partial month proration"

PRORATED = (
    Prorated(f"{ZUORA_MONTH}: actual days", ACTUAL, "100", ("2018-01-01", "2018-01-14"), "45.16"),
    Prorated(f"{ZUORA_MONTH}: 30 days", OF_30, "100", ("2018-01-01", "2018-01-14"), "46.67"),
    Prorated(f"{ZUORA_DAYS}: 5/31", ACTUAL, "100", ("2021-01-27", "2021-01-31"), "16.13"),
    Prorated(f"{ZUORA_DAYS}: 5/30", OF_30, "100", ("2021-01-27", "2021-01-31"), "16.67"),
    Prorated(f"{ZUORA_DAYS}: 2/28", ACTUAL, "100", ("2021-02-27", "2021-02-28"), "7.14"),
    Prorated(f"{ZUORA_DAYS}: 2/30", OF_30, "100", ("2021-02-27", "2021-02-28"), "6.67"),
    Prorated(f"{ZUORA_DAYS}: leap year, 29/29", ACTUAL, "100", ("2020-02-01", "2020-02-29"), "100"),
    Prorated(f"{ZUORA_DAYS}: leap year, 29/30", OF_30, "100", ("2020-02-01", "2020-02-29"), "96.67"),
    Prorated(f"{ZUORA_DAYS}: 9/30", ACTUAL, "100", ("2021-04-21", "2021-04-29"), "30"),
    Prorated(
        "How to prorate a yearly subscription: 29 days of 120 a year",
        YEARLY,
        "120",
        ("2010-02-15", "2010-03-15"),
        "9.53",
    ),
)

PERIODS = (("Zuora, Partial week proration: five weeks and two days at 100", "100", 7, 2, "528.57"),)


WORKED = (
    f"{CGRATES_TESTS}: TestCalldescHolliday",
    f"{CGRATES_TESTS}: TestSplitSpansWeekend",
    f"{CGRATES_TESTS}: RT_STANDARD and RT_STD_WEEKEND",
    "A2Billing",
    "Vodafone",
    "Harmarney",
    "Orange Belgium",
)
"""Beginnings of sources that give the rule, but not the totals used here."""


def priced(case: Rated) -> list[tuple[str, str]]:
    """What each call of a case costs, beside what the source says."""
    made = table(*case.rows, edge=case.terms.edge, rounding=case.terms.rounding, scope=case.terms.scope)
    calls = [each for each, _ in case.calls]
    answers = [made.yuan(units) for units in made.costs(calls)]
    assert answers == [made.yuan(made.cost(made.parts(each))) for each in calls]
    return [
        (str(answer), str(yuan(expected))) for answer, (_, expected) in zip(answers, case.calls, strict=True)
    ]
