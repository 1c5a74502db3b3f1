"""The ends of what has days, by their number: from which day, to which, from which again."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from trainer.core.quiz.counter.calendar import MONTHS, at, banned
from trainer.core.quiz.counter.quoted import reading
from trainer.core.quiz.counter.visits import PAY_MONTH, YES, Visit, decided, facts_of, visit, wish
from trainer.core.quiz.question import Key, Number
from trainer.core.quiz.template import Case, Draft, Ground
from trainer.core.quiz.wrong import slips

FIRST, LAST, AGAIN = "从几日", "到几日", "几日起"


def numbered(ground: Ground) -> Iterator[Case]:
    """Yield what has banned or paying days, with the end that is asked for."""
    for what in (AGAIN, LAST, FIRST):
        for each in banned(ground.edition):
            yield (*each.case, what)
    for what in (FIRST, LAST):
        yield (*Visit(PAY_MONTH).case, what)


def number(ground: Ground, case: Case) -> Draft:
    """Ask for the number of a day."""
    this, what = visit(case), str(case[7])
    pays = this.service == PAY_MONTH
    right = _ends(ground, this)[what]
    other = _ends(ground, Visit(PAY_MONTH) if not pays else banned(ground.edition)[0])
    wrong = [(right - 1, "last-free"), (right + 1, "next-barred")]
    mixed = "other-ban" if pays else "other-window"
    sample = decided(ground.edition, at(this, date(*MONTHS[0], 3)))
    return Draft(
        stem=_numbered_stem(this, what),
        rule="PAY-MONTH" if pays else facts_of(ground.edition, this, sample)[0],
        number=Number(right, "日", slips(right, [*wrong, (other.get(what, other[LAST]), mixed)])),
        explanation=(*sample.reasons, f"所以填{right}"),
        sources=sample.sources,
        assumptions=sample.assumptions,
        brands=this.brands,
        facts=facts_of(ground.edition, this, sample),
    )


def _numbered_stem(this: Visit, what: str) -> str:
    if this.service == PAY_MONTH:
        return f"交清上月的全部话费，每月{'从几日开始' if what == FIRST else '到几日为止'}？"
    asks = {
        FIRST: "每月从几日起停办",
        LAST: "每月停办到几日为止（含当日）",
        AGAIN: "月初停办以后，几日起又能办",
    }
    return f"不欠费的客户{wish(this)}。这项业务{asks[what]}？"


def _ends(ground: Ground, this: Visit) -> dict[str, int]:
    """Let the rules decide every day of a month, and return where the answer turns."""
    days = [date(*MONTHS[0], number) for number in range(1, 32)]
    yes = {day.day: decided(ground.edition, at(this, day)).accepted for day in days}
    turned = [then for now, then in pairwise(yes) if yes[now] != yes[then]]
    if this.service == PAY_MONTH:
        return {FIRST: turned[0], LAST: turned[1] - 1}
    return {FIRST: 1, LAST: turned[0] - 1, AGAIN: turned[0]}


def number_again(ground: Ground, case: Case) -> Key:
    """Ask the quotation for the first day on which it is done."""
    this, what = visit(case[:7]), str(case[7])
    start = reading(ground, at(this, date(*MONTHS[0], 1))).start
    first = start.day if start else 0
    if this.service != PAY_MONTH:
        return {FIRST: 1, LAST: first - 1, AGAIN: first}[what]
    late = [day for day in range(first, 32) if _reads(ground, this, day) == YES]
    return first if what == FIRST else len(late) + first - 1


def _reads(ground: Ground, this: Visit, day: int) -> str:
    return reading(ground, at(this, date(*MONTHS[0], day))).verdict
