"""A small edition: three plans with gaps, one that is only named, and what opening them costs."""

from fractions import Fraction

from trainer.core.library import Source
from trainer.core.money import Money
from trainer.core.rates import CALL, MESSAGE, For, Rate, Stage
from trainer.core.tariff import (
    Assumption,
    Cell,
    Charge,
    Choice,
    Edition,
    Hotline,
    Opening,
    Plan,
    Status,
    Tariff,
)

RENT = Source("D9", (253,), "月租费20元")
CALLS = Source("D9", (272,), "市内通话费0.40元/分钟")
AS_7 = Assumption("AS-7", "没有写方向的价，主叫、被叫都用", True, "市内通话的账单")


def small_edition() -> Edition:
    """Return an edition of these plans, with one assumption and no rules."""
    plans = _plans()
    return Edition(
        "small",
        "小资费表（历史培训资料）",
        None,
        None,
        "2004.txt",
        Hotline("1860", "10060", "", ()),
        {each.id: each for each in plans},
        {
            "甲": Opening("甲", Money(10000), Money(5000), (RENT,)),
            "动感": Opening("动感", Money(8000), None, (RENT,), "预存没有写"),
        },
        (),
        {},
        (),
        {},
        (),
        {"AS-7": AS_7},
    )


def _plans() -> tuple[Plan, ...]:
    """Return plans A, B, C and one that is only named."""
    return (
        plan("A", "甲", cells=(cell("月租", "20", RENT), cell("市内通话", "0.40/分", CALLS))),
        plan(
            "B",
            "乙",
            cells=(
                cell("月租", "20", RENT),
                cell("本地通话", "0.4/分", CALLS),
                cell("短信网内", "0.1/条", CALLS),
                cell("短信网外", None),
            ),
            open_points=("网外短信价",),
        ),
        plan(
            "C",
            "丙",
            rent=Charge("rent", "月租", None, (Choice("江夏", Fraction(30)), Choice("其余", Fraction(10)))),
        ),
        Plan("D", "丁", "", "只有名称", (), None),
    )


def plan(
    id: str,
    name: str,
    cells: tuple[Cell, ...] = (),
    rent: Charge | None = None,
    open_points: tuple[str, ...] = (),
    status: Status = "在售",
) -> Plan:
    """Return a plan whose calls cost 0.40 and whose rent is 20; B has messages on the network too."""
    rates = [
        Rate(
            "local",
            "市内通话",
            For(CALL),
            (Stage(Fraction("0.4"), 60, 60),),
            assumes=("AS-7",),
            sources=(CALLS,),
        )
    ]
    if id == "B":
        on_net = For(MESSAGE, network=frozenset({"网内"}))
        rates.append(Rate("sms", "网内短信", on_net, (Stage(Fraction("0.1"), 1, 1),), sources=(CALLS,)))
        rates.append(
            Rate("sms-off", "网外短信", For(MESSAGE, network=frozenset({"网外"})), missing="乙的网外短信价")
        )
    charge = rent or Charge("rent", "月租", Fraction(20), sources=(RENT,))
    tariff = Tariff(id, name, tuple(rates), charges=(charge,))
    family = "" if id == "A" else "动感"
    return Plan(id, name, family, status, cells, tariff, open_points, (f"{name}卡",), None, (RENT,))


def cell(field: str, value: str | None, *sources: Source) -> Cell:
    """Return a printed cell, or one that the material leaves open."""
    return Cell(field, value, sources)
