"""On which days something is done: the first days of a month, the days of paying, and terms with an end."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from trainer.core.quiz.counter.asking import (
    answered,
    answered_again,
    drawn,
    drawn_together,
    judged,
    judged_again,
    verdict,
    verdict_again,
)
from trainer.core.quiz.counter.calendar import (
    MONTHS,
    SHIFTS,
    at,
    banned,
    edges,
    first_days,
    free,
    moved,
    paying,
    terms,
)
from trainer.core.quiz.counter.ends import number, number_again, numbered
from trainer.core.quiz.counter.quoted import reading
from trainer.core.quiz.counter.visits import (
    CONVERT,
    NO,
    PAY_MONTH,
    PAY_NOW,
    RERATE,
    YES,
    Visit,
    dated,
    decided,
    said,
    scene,
    visit,
    wish,
)
from trainer.core.quiz.mistakes import Mistake
from trainer.core.quiz.question import UNWRITTEN, Key
from trainer.core.quiz.template import Case, Draft, Ground, Template
from trainer.core.quiz.wrong import apart, asked
from trainer.core.when import last_of_month

MISTAKES: Final[Mapping[str, Mistake]] = {
    "last-free": Mistake("最后一天当成能办", "期限两头都算，最后一天还不能办，过了这天才行。"),
    "next-barred": Mistake("期限后一天也算进去", "期限到最后一天为止，第二天就能办了。"),
    "eve-barred": Mistake("上月底就不办了", "出帐期从1日开始，上个月的最后一天照办。"),
    "far-barred": Mistake("平日也不办", "出帐期只有1日到5日，平日照办。"),
    "today-too": Mistake("把当天也算进去", "实时交费只到前一日已合帐的费用，当天的还没有。"),
    "day-short": Mistake("少算了一天", "截止到前一日，前一日的费用算在里面。"),
    "month-end": Mistake("和全月交费弄混", "交上一个计费月全部费用的是全月交缴，实时交费到前一日。"),
    "not-banned": Mistake("不在名单的也停了", "1日到5日只停改计费类别和更改帐户信息，这项照办。"),
    "other-window": Mistake("和交费日期弄混", "6日到20日是交上月全部话费的日子，和出帐期不是一回事。"),
    "other-ban": Mistake("交费和出帐期弄混", "1日到5日出帐，全月话费是6日到20日交。"),
}
"""The mistakes with days; those with the rules of acceptance stand in `counter.errors`."""
SHOWN = 3
"""How many right answers a question on several days or services shows."""
PAID_IN: Final = (2004, 2005)
"""Years of whose months the first and another day are asked for: one is a leap year."""


# One visit on one day


def _days(ground: Ground) -> Iterator[Case]:
    yield from (each.case for part in (terms(ground), paying(), first_days(ground)) for each in part)


def _replies(ground: Ground) -> Iterator[Case]:
    """Yield visits of who owes and who does not, around the first days of a month."""
    for each in (*terms(ground), *paying()):
        yield each.case
    for day in edges(*MONTHS[0])[:3]:
        for owes in (1, 0):
            for each in (*banned(ground.edition), *free(ground.edition)):
                yield at(each, day)._replace(owes=owes).case


def _claims(ground: Ground) -> Iterator[Case]:
    """Yield what may be claimed of a day on which the material speaks."""
    for each in (*terms(ground), *paying(), *first_days(ground)):
        in_month = each.day.month == MONTHS[0][1] or each.day.day == MONTHS[0][1]
        if in_month and said(decided(ground.edition, each)) != UNWRITTEN:
            yield from ((*each.case, claimed) for claimed in (YES, NO))


# The first day on which it is done again


def _barred(ground: Ground) -> Iterator[Case]:
    """Yield visits that only the day bars."""
    visits = [at(each, day) for each in banned(ground.edition) for day in edges(*MONTHS[0])]
    visits += [at(Visit(PAY_MONTH), date(*MONTHS[0], day)) for day in (5, 1, 3)]
    for each in (*terms(ground), *visits):
        found = decided(ground.edition, each)
        if found.verdict == "不受理" and found.possible_from:
            yield each.case


def _again_from(ground: Ground, case: Case) -> Draft:
    this = visit(case)
    found = decided(ground.edition, this)
    right = dated(found.possible_from or this.day)
    wrong = [(mistake, decided(moved(ground.edition, mistake), this).possible_from) for mistake in SHIFTS]
    shown = [(dated(day), mistake) for mistake, day in wrong if day]
    stem = f"{scene(this)}，今天不能办。最早哪天能办？"
    options = apart((right,), (*shown, (UNWRITTEN, "written-unseen")))
    return drawn(ground, this, stem, (right,), options)


def _again_again(ground: Ground, case: Case) -> Key:
    start = reading(ground, visit(case)).start
    return dated(start) if start else ""


# Several days, several services


def _spans(ground: Ground) -> Iterator[Case]:
    for year, month in MONTHS:
        yield from ((*each.case[:3], year, month) for each in banned(ground.edition))


def _spanned(case: Case) -> tuple[Visit, date]:
    service, origin, plan, year, month = case
    return Visit(str(service), str(origin), str(plan)), date(int(year), int(month), 1)


def _which_days(ground: Ground, case: Case) -> Draft:
    this, first = _spanned(case)
    asked_of = {
        first: "",
        first.replace(day=3): "",
        first.replace(day=5): "",
        first - timedelta(1): "eve-barred",
        first.replace(day=6): "next-barred",
        first.replace(day=16): "far-barred",
    }
    found = {day: decided(ground.edition, at(this, day)) for day in asked_of}
    right = tuple(dated(day) for day, decision in found.items() if decision.verdict == "不受理")
    wrong = [(dated(day), asked_of[day]) for day, decision in found.items() if decision.accepted]
    stem = f"不欠费的客户{wish(this)}，下面哪几天不能办？（多选）"
    return drawn(ground, at(this, first), stem, right, apart(right, wrong))


def _which_days_again(ground: Ground, case: Case) -> Key:
    this, first = _spanned(case)
    days = [first - timedelta(1), *(first.replace(day=number) for number in (1, 3, 5, 6, 16))]
    return frozenset(dated(day) for day in days if reading(ground, at(this, day)).start)


def _groups(ground: Ground) -> Iterator[Case]:
    """Yield a day and three services that it bars, boundaries first."""
    simple = [each.service for each in banned(ground.edition) if each.service not in (CONVERT, RERATE)]
    for year, month in MONTHS:
        for day in edges(year, month):
            few = [simple[i : i + SHOWN] for i in range(len(simple) - SHOWN + 1)]
            if decided(ground.edition, at(Visit(simple[0]), day)).verdict == "不受理":
                yield from ((day.isoformat(), *names) for names in few)


def _which_services(ground: Ground, case: Case) -> Draft:
    day, *names = map(str, case)
    barred = [at(Visit(name), date.fromisoformat(day)) for name in names]
    others = [at(each, barred[0].day) for each in free(ground.edition)]
    wrong = [(each.service, "not-banned") for each in others if decided(ground.edition, each).accepted]
    stem = f"{dated(barred[0].day)}，客户不欠费，下面哪些业务今天不能办？（多选）"
    return drawn_together(ground, barred, stem, tuple(names), apart(names, wrong))


def _which_services_again(ground: Ground, case: Case) -> Key:
    day, *names = map(str, case)
    visits = [at(Visit(name), date.fromisoformat(day)) for name in names]
    return frozenset(each.service for each in visits if reading(ground, each).start)


# Real-time payment


def _paid(ground: Ground) -> Iterator[Case]:
    """Yield the first of each month, whose eve is in another one, then the second and the last."""
    firsts = [date(year, month, 1) for year in PAID_IN for month in range(1, 13)]
    for day in (*firsts, *(first.replace(day=2) for first in firsts), *map(last_of_month, firsts)):
        yield (day.isoformat(),)


def _through(ground: Ground, case: Case) -> Draft:
    this = Visit(PAY_NOW, on=str(case[0]))
    day = this.day
    right = day - timedelta(1)
    before = last_of_month(day.replace(day=1) - timedelta(1))
    wrong = [(day, "today-too"), (day - timedelta(2), "day-short"), (before, "month-end")]
    stem = f"{dated(day)}，客户要实时交费。费用交到哪一天为止（含当天）？"
    shown = [(dated(each), mistake) for each, mistake in wrong]
    options = apart((dated(right),), (*shown, (UNWRITTEN, "written-unseen")))
    draft = drawn(ground, this, stem, (dated(right),), options)
    line = f"{dated(day)}的前一日是{dated(right)}"
    return replace(draft, explanation=(*draft.explanation[:-1], line), facts=(*draft.facts, "R-PAY2"))


def _through_again(ground: Ground, case: Case) -> Key:
    """Count one day back by hand, if the quotation says the day before."""
    quote = ground.edition.facts["R-PAY2"].sources[0].quote
    year, month, day = (int(part) for part in str(case[0]).split("-"))
    back = 1 if "前一日" in quote else 0
    if day > back:
        return f"{year}年{month}月{day - back}日"
    year, month = (year, month - 1) if month > 1 else (year - 1, 12)
    lengths = [31, 29 if year % 4 == 0 else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return f"{year}年{month}月{lengths[month - 1]}日"


TEMPLATES: Final[tuple[Template, ...]] = (
    Template(
        "day.verdict", "这天受理不受理", "单选", "日期", 3, asked(_days, verdict), verdict, verdict_again
    ),
    Template(
        "day.reply",
        "欠费又赶上出帐期",
        "单选",
        "日期",
        4,
        asked(_replies, answered),
        answered,
        answered_again,
    ),
    Template("day.judge", "这天的答复对不对", "判断", "日期", 2, _claims, judged, judged_again),
    Template(
        "day.from", "最早哪天能办", "单选", "日期", 3, asked(_barred, _again_from), _again_from, _again_again
    ),
    Template("day.number", "几日起，到几日", "填数", "日期", 2, numbered, number, number_again),
    Template("day.which", "哪几天不能办", "多选", "日期", 3, _spans, _which_days, _which_days_again),
    Template(
        "day.services", "这天哪些不能办", "多选", "日期", 4, _groups, _which_services, _which_services_again
    ),
    Template(
        "day.through", "实时交费交到哪天", "单选", "日期", 3, asked(_paid, _through), _through, _through_again
    ),
)
