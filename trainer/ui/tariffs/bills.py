"""The bills of several plans for one usage: which is the cheapest, what each is made of, what is missing."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from trainer.core.bill import Bill, bill
from trainer.core.errors import MissingFact, TrainerError
from trainer.core.lines import MONTHLY, TRUE_UP, Line
from trainer.core.money import written
from trainer.core.rates import CALL, MESSAGE
from trainer.core.tariff import Edition, Plan
from trainer.ui.tariffs.usage import Told, usage_of

KINDS = (MONTHLY, CALL, MESSAGE, TRUE_UP)
CHEAPEST = "最省"


@dataclass(frozen=True, slots=True)
class Part:
    """What the lines of one kind come to."""

    kind: str
    amount: Fraction


@dataclass(frozen=True, slots=True)
class Outcome:
    """A plan with its bill, or with the reason why there is none."""

    plan: Plan
    bill: Bill | None
    reason: str = ""
    cheapest: bool = False

    @property
    def whole(self) -> bool:
        """Whether nothing is left out of the sum."""
        return self.bill is not None and not any(line.amount is None for line in self.bill.lines)

    @property
    def parts(self) -> tuple[Part, ...]:
        """What the bill is made of, kind by kind, without what comes to nothing."""
        sums: dict[str, Fraction] = dict.fromkeys(KINDS, Fraction(0))
        for line in self.bill.lines if self.bill else ():
            sums[line.kind] = sums.get(line.kind, Fraction(0)) + (line.amount or 0)
        return tuple(Part(kind, amount) for kind, amount in sums.items() if amount > 0)

    @property
    def sum_words(self) -> str:
        """The sum as shown; with something left out it is the least it can be."""
        if self.bill is None:
            return "算不出"
        return yuan(self.bill.total) if self.whole else f"至少 {yuan(self.bill.total)}"


def work_out(edition: Edition, plans: Sequence[Plan], told: Told) -> tuple[Outcome, ...]:
    """Work out the bill of each plan for the same usage, and mark the cheapest.

    A plan without a bill, or with something left out of it, is never the cheapest; where there is
    only one bill, nothing is.
    """
    outcomes = [_outcome(edition, plan, told) for plan in plans]
    totals = [outcome.bill.total for outcome in outcomes if outcome.bill and outcome.whole]
    least = min(totals) if len(totals) > 1 else None
    return tuple(
        Outcome(each.plan, each.bill, each.reason, each.bill.total == least)
        if each.bill and each.whole
        else each
        for each in outcomes
    )


def yuan(amount: Fraction) -> str:
    """Write an amount as 12.30 元."""
    return f"{written(amount)} 元"


def amount_words(line: Line) -> str:
    """Write what a line comes to."""
    return "未写" if line.amount is None else written(line.amount)


def _outcome(edition: Edition, plan: Plan, told: Told) -> Outcome:
    try:
        return Outcome(plan, bill(edition, plan.id, usage_of(told, plan)))
    except MissingFact as missing:
        return Outcome(plan, None, str(missing))
    except TrainerError as refused:
        return Outcome(plan, None, f"{refused}，不能比较")
