"""Months that other billing engines publish: tiers, packages, free units, minimums with true-up.

The same rules as in `published`: every case names its source.
"""

from dataclasses import dataclass
from datetime import date

from tests.core.tables import at, bundle, day, of, row, yuan
from trainer.core.metering import Bulk
from trainer.core.proration import Share
from trainer.core.rates import Bundle, Rate, Traffic
from trainer.core.tariff import Charge, Minimum, Tariff

UNITS = "用量"


@dataclass(frozen=True, slots=True)
class Billed:
    """A month on a tariff, and the total of its bill."""

    source: str
    tariff: Tariff
    uses: tuple[Bulk, ...]
    total: str
    joined: date | None = None


def used(quantity: int, on: str = "2018-01-15") -> Bulk:
    """So many units."""
    return Bulk(Traffic(UNITS), at(on), quantity)


def units(*tiers: tuple[int | None, str] | tuple[int | None, str, str], volume: bool = False) -> Rate:
    """A row for units with a price by tiers."""
    return row("units", "0", 1, 1, kind=UNITS, tiers=tiers, tiering="volume" if volume else "graduated")


def each(price: str, per: int = 1) -> Rate:
    """A row for units in packages of `per`, a started one whole."""
    return row("units", price, per, per, kind=UNITS)


def tariff(*rows: Rate, rent: str = "", free: int = 0, least: str = "", cut: str = "whole") -> Tariff:
    """A tariff of these rows, a monthly fee, free units and a minimum; `cut` shares fee and minimum."""
    bundles: tuple[Bundle, ...] = (bundle("free", free, of(UNITS)),) if free else ()
    charges = (Charge("fee", "月费", yuan(rent), share=cut),) if rent else ()
    minimums = (Minimum("least", "最低消费", yuan(least), (), cut),) if least else ()
    return Tariff("t", "套餐", rows, bundles, charges, minimums, (Share("days", "按天"),))


STRIPE = "Stripe, Set up tiered pricing (5 at 7, to 10 at 6.5, then 6)"
FONTS = ((5, "7"), (10, "6.5"), (None, "6"))
LAGO_VOLUME = (
    (10_000, "0.0010", "10"),
    (50_000, "0.0008", "10"),
    (100_000, "0.0006", "10"),
    (None, "0.0004", "10"),
)
FLEXPRICE = ((10_000, "0.0010"), (50_000, "0.0008"), (None, "0.0006"))
ZUPLO = ((1000, "0.10"), (10_000, "0.05"), (None, "0.01"))
ORACLE = "Oracle Banking Liquidity Management, Examples for tier based amount"

BILLED = (
    *(
        Billed(f"{STRIPE}: volume", tariff(units(*FONTS, volume=True)), (used(quantity),), total)
        for quantity, total in ((1, "7"), (5, "35"), (6, "39"), (20, "120"), (25, "150"))
    ),
    *(
        Billed(f"{STRIPE}: graduated", tariff(units(*FONTS)), (used(quantity),), total)
        for quantity, total in ((5, "35"), (6, "41.5"), (20, "127.5"), (25, "157.5"))
    ),
    Billed("Lago, Volume", tariff(units(*LAGO_VOLUME, volume=True)), (used(65_000),), "49"),
    Billed("Lago, Graduated", tariff(units((100, "1"), (200, "0.5"), (None, "0.1"))), (used(201),), "150.1"),
    Billed("Lago, Package (5 for 100 units, 100 free)", tariff(each("5", 100), free=100), (used(201),), "10"),
    Billed("Lago, Package (5 for 100 units, 100 free)", tariff(each("5", 100), free=100), (used(100),), "0"),
    Billed(
        "Lago, Spending minimums (0.010 a user, at least 100)",
        tariff(each("0.010"), least="100"),
        (used(5000),),
        "100",
    ),
    Billed("Lago, Negotiated contract billing", tariff(each("1"), least="1000"), (used(800),), "1000"),
    Billed("Lago, Negotiated contract billing", tariff(each("1"), least="1000"), (used(1300),), "1300"),
    Billed(
        "Lago, pull request 1787 Add scenario specs (fee 50, 3 units at 10, at least 100)",
        tariff(each("10"), rent="50", least="100"),
        (used(3),),
        "100",
    ),
    # A minimum shared by the days: from the 16th of a month of 31 days 16/31 of 100, of which 20 are used.
    Billed(
        "Lago, Spending minimums: prorated by the days of the subscription",
        tariff(each("1"), least="100", cut="days"),
        (used(20, "2018-01-20"),),
        "51.61",
        day("2018-01-16"),
    ),
    Billed(
        "Zuora, Example: tiered pricing mode (100 free, then 2)",
        tariff(units((100, "0"), (None, "2"))),
        (used(130),),
        "60",
    ),
    Billed(
        "Zuora, Storage: tiered with overage",
        tariff(units((500, "0"), (1000, ".10"), (3000, ".08"), (10_000, ".06"), (None, ".15"))),
        (used(10_100),),
        "645",
    ),
    Billed(
        "Zuora, Overage pricing (59.99 with 500 minutes, then 0.50)",
        tariff(each("0.50"), rent="59.99", free=500),
        (used(510),),
        "64.99",
    ),
    Billed("Zuplo, Pricing models: graduated", tariff(units(*ZUPLO)), (used(15_000),), "600"),
    Billed("Zuplo, Pricing models: volume", tariff(units(*ZUPLO, volume=True)), (used(15_000),), "150"),
    Billed(
        "Autumn, Graduated pricing: 10 + 72 + 25 for 15,000 requests",
        tariff(units((1000, "0.01"), (10_000, "0.008"), (None, "0.005"))),
        (used(15_000),),
        "107",
    ),
    Billed("Flexprice, Tiered: volume", tariff(units(*FLEXPRICE, volume=True)), (used(65_000),), "39"),
    Billed("Flexprice, Flat fee", tariff(each("0.05")), (used(1000),), "50"),
    Billed("Chargebee, Package pricing", tariff(each("1.25", 1_000_000)), (used(10),), "1.25"),
    Billed("Chargebee, Package pricing", tariff(each("1.25", 1_000_000)), (used(1_000_000),), "1.25"),
    Billed("Chargebee, Package pricing", tariff(each("1.25", 1_000_000)), (used(1_500_000),), "2.50"),
    Billed(
        f"{ORACLE}: slabs with a charge each",
        tariff(units((250, "0", "10"), (500, "0", "20"), (None, "0", "30"))),
        (used(1000),),
        "60",
    ),
    Billed(
        f"{ORACLE}: slabs by unit", tariff(units((250, "1"), (500, "2"), (None, "3"))), (used(1000),), "2250"
    ),
    Billed(
        f"{ORACLE}: variable with one charge",
        tariff(units((250, "0", "10"), (500, "0", "20"), (None, "0", "30"), volume=True)),
        (used(1000),),
        "30",
    ),
    Billed(
        f"{ORACLE}: variable by unit",
        tariff(units((250, "1"), (500, "2"), (None, "3"), volume=True)),
        (used(1000),),
        "3000",
    ),
)

WORKED = (
    f"{STRIPE}: graduated",
    "Lago, Graduated",
    "Lago, Spending minimums: prorated",
    "Zuora, Storage",
    "Zuora, Overage",
)
"""Beginnings of sources that give the rule, but not the totals used here."""
