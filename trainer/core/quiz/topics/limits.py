"""Credit limits by the day of joining: the amount, days that share it, and what the print leaves open."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import combinations
from typing import Final

from trainer.core.decision import LimitAnswer
from trainer.core.limits import limit
from trainer.core.money import Money
from trainer.core.quiz.counter.visits import dated
from trainer.core.quiz.mistakes import Mistake
from trainer.core.quiz.question import UNWRITTEN, Key, Number
from trainer.core.quiz.template import Case, Draft, Ground, Template
from trainer.core.quiz.wrong import Itself, apart, asked, slips, told
from trainer.core.tariff import Edition, Limit

MISTAKES: Final[Mapping[str, Mistake]] = {
    "row-before": Mistake("用了前一段的限额", "这天已经过了前一段，要看后一段的限额。"),
    "row-after": Mistake("用了后一段的限额", "这天还没到后一段，要看前一段的限额。"),
    "segment-for-all": Mistake("别的号段也按135", "单列的只有135号段，别的号段看入网日期。"),
    "segment-missed": Mistake("漏看135号段", "135号段在资料里另有一句，和入网日期对不上，要查证。"),
    "both-claimed": Mistake("两段都写的选了一段", "这一天资料写了两个限额，对不上，不能自己选一个。"),
    "lost-guessed": Mistake("缺字的照后面推", "这一段的字缺了，不能照后面的推。"),
    "other-limit": Mistake("限额不同的当成相同", "这天入网的限额和要找的不一样。"),
}
USUAL, SINGLED = ("139", "138", "136", "137"), "135"
SHOWN = 3
"""How many right days a question on several shows."""
MOST = 40
"""How many sets of days an amount is asked for."""
_DAY = re.compile(r"(\d{4})年(\d+)月(\d+)日(?:[至之](?:(\d{4})年)?(\d+)月(\d+)日)?")
_AMOUNT = re.compile(r"限额也?(?:为|调为|调整为)(\d+|零)")


# The days


@lru_cache(maxsize=8)
def _days(edition: Itself[Edition]) -> tuple[date, ...]:
    """Return the days around the ends of the rows, and some inside of each, boundaries first."""
    near = _near(edition.of)
    inside = [date(year, month, 15) for year in range(1999, 2005) for month in (1, 5, 10)]
    return (*near, *(day for day in inside if day not in near))


def _near(edition: Edition) -> list[date]:
    ends = {end for row in edition.limits for end in (row.first, row.last) if end}
    return sorted({end + timedelta(days) for end in ends for days in (-1, 0, 1)})


def _numbers(edition: Edition) -> Iterator[tuple[date, str]]:
    """Yield days with the first figures of a number: around the ends the singled-out segment too."""
    near = _near(edition)
    for place, day in enumerate(_days(Itself(edition))):
        yield day, USUAL[place % len(USUAL)]
        if day in near:
            yield day, SINGLED


def _case(day: date, segment: str) -> Case:
    return day.isoformat(), segment


def _asked_of(case: Case) -> tuple[date, str]:
    return date.fromisoformat(str(case[0])), str(case[1])


def _written(ground: Ground) -> Iterator[Case]:
    for day, segment in _numbers(ground.edition):
        if _limit(ground, day, segment).amount is not None:
            yield _case(day, segment)


def _every(ground: Ground) -> Iterator[Case]:
    yield from (_case(day, segment) for day, segment in _numbers(ground.edition))


# The limit with one error


@lru_cache(maxsize=1024)
def _answer(edition: Itself[Edition], day: date, segment: str) -> LimitAnswer:
    return limit(edition.of, day, segment)


def _limit(ground: Ground, day: date, segment: str) -> LimitAnswer:
    """Ask the rules once for each day and number."""
    return _answer(Itself(ground.edition), day, segment)


def _slipped(ground: Ground, day: date, segment: str) -> tuple[tuple[Money, str], ...]:
    """Return what each row by itself comes to, with the mistake of using it; the right one is among them."""
    return _slips(Itself(ground.edition), day, segment)


@lru_cache(maxsize=1024)
def _slips(edition: Itself[Edition], day: date, segment: str) -> tuple[tuple[Money, str], ...]:
    return tuple(_rows_alone(edition.of, day, segment))


def _rows_alone(edition: Edition, day: date, segment: str) -> Iterator[tuple[Money, str]]:
    lost = any(row.amount is None and _alone(edition, row, day, segment) for row in edition.limits)
    for row in edition.limits:
        if row.amount is not None:
            yield row.amount, "lost-guessed" if lost else _why(edition, row, day, segment)


def _alone(edition: Edition, row: Limit, day: date, segment: str) -> bool:
    """Tell whether a row holds when there is no other."""
    as_written = replace(row, amount=row.amount or Money(0))
    return limit(replace(edition, limits=(as_written,)), day, segment).amount is not None


def _why(edition: Edition, row: Limit, day: date, segment: str) -> str:
    if _alone(edition, row, day, segment):
        return "both-claimed" if segment != SINGLED or row.segment else "segment-missed"
    if row.segment:
        return "segment-for-all"
    return "row-before" if row.last and row.last < day else "row-after"


def _said(amount: Money | None) -> str:
    return told(amount.fen) if amount is not None else UNWRITTEN


def _drafted(ground: Ground, days: Iterable[tuple[date, str]], stem: str) -> Draft:
    """Make a question on some days, the first of which is what memory keeps."""
    asked_of = list(days)
    answers = [_limit(ground, *each) for each in asked_of]
    held = [id for each in asked_of for id in _held(Itself(ground.edition), *each)]
    return Draft(
        stem=stem,
        rule=held[0],
        explanation=tuple(dict.fromkeys(_line(answer.reason) for answer in answers)),
        sources=tuple(dict.fromkeys(source for answer in answers for source in answer.sources)),
        facts=tuple(dict.fromkeys(held)),
    )


@lru_cache(maxsize=1024)
def _held(edition: Itself[Edition], day: date, segment: str) -> tuple[str, ...]:
    """Return the rows that hold by themselves."""
    return tuple(row.id for row in edition.of.limits if _alone(edition.of, row, day, segment))


def _line(reason: str) -> str:
    """Quote as the other explanations do."""
    return reason.replace("「", "“").replace("」", "”")


def _stem(day: date, segment: str) -> str:
    return f"{segment}开头的号码，{dated(day)}入网"


# One day


def _amount(ground: Ground, case: Case) -> Draft:
    day, segment = _asked_of(case)
    right = (_limit(ground, day, segment).amount or Money(0)).fen
    wrong = [(amount.fen, mistake) for amount, mistake in _slipped(ground, day, segment)]
    stem = f"{_stem(day, segment)}，限额是多少元？（为零填0）"
    draft = _drafted(ground, [(day, segment)], stem)
    return replace(draft, number=Number(right, "元", slips(right, wrong)))


def _amount_again(ground: Ground, case: Case) -> Key:
    return next(iter(_read(ground, *_asked_of(case)))) * 100


def _choice(ground: Ground, case: Case) -> Draft:
    day, segment = _asked_of(case)
    right = _said(_limit(ground, day, segment).amount)
    wrong = [(_said(amount), mistake) for amount, mistake in _slipped(ground, day, segment)]
    draft = _drafted(ground, [(day, segment)], f"{_stem(day, segment)}，资料写的限额是多少？")
    shown = apart((right,), (*wrong, (UNWRITTEN, "written-unseen")))
    return replace(draft, right=(right,), wrong=shown)


def _choice_again(ground: Ground, case: Case) -> Key:
    amounts = _read(ground, *_asked_of(case))
    return f"{next(iter(amounts))}元" if len(amounts) == 1 else UNWRITTEN


def _read(ground: Ground, day: date, segment: str) -> frozenset[int]:
    """Read off the quotations which amounts a day and a number have; none before the first day printed."""
    return _print(Itself(ground.edition), day, segment)


@lru_cache(maxsize=1024)
def _print(edition: Itself[Edition], day: date, segment: str) -> frozenset[int]:
    amounts, firsts = set(), []
    for quote in (source.quote for row in edition.of.limits for source in row.sources):
        amount = int(_AMOUNT.findall(quote)[0].replace("零", "0"))
        if found := _DAY.search(quote):
            first = date(int(found[1]), int(found[2]), int(found[3]))
            last = date(int(found[4] or found[1]), int(found[5]), int(found[6])) if found[5] else date.max
            firsts.append(first)
            amounts |= {amount} if first <= day <= last else set()
        elif f"另{segment}整个号段" in quote:
            amounts.add(amount)
    return frozenset(amounts if day >= min(firsts) else ())


# A statement


def _claims(ground: Ground) -> Iterator[Case]:
    """Yield what may be claimed of the days on which the print is clear."""
    for place, case in enumerate(_written(ground)):
        right = _limit(ground, *_asked_of(case)).amount
        amounts = dict.fromkeys(amount for amount, _ in _slipped(ground, *_asked_of(case)))
        wrong = [amount.fen for amount in amounts if amount != right]
        yield from ((*case, fen) for fen in (right.fen if right else 0, wrong[place % len(wrong)]))


def _claim(ground: Ground, case: Case) -> Draft:
    day, segment = _asked_of(case)
    claimed = Money(int(case[2]))
    right = _limit(ground, day, segment).amount
    led = {amount.fen: mistake for amount, mistake in reversed(_slipped(ground, day, segment))}
    near = next((mistake for fen, mistake in led.items() if right and fen != right.fen), "row-after")
    stem = f"{_stem(day, segment)}。同事说限额是{told(claimed.fen)}，对不对？"
    key, wrong = (("对", near), "错") if claimed == right else (("错", led[claimed.fen]), "对")
    return replace(_drafted(ground, [(day, segment)], stem), right=(key[0],), wrong=((wrong, key[1]),))


def _claim_again(ground: Ground, case: Case) -> Key:
    return "对" if _read(ground, *_asked_of(case)) == {int(case[2]) // 100} else "错"


# Several days


def _shared(ground: Ground) -> Iterator[Case]:
    """Yield an amount with three days that have it, boundaries first, the last in every set."""
    by_amount: dict[int, list[str]] = {}
    for day in _days(Itself(ground.edition)):
        amount = _limit(ground, day, USUAL[0]).amount
        if amount is not None:
            by_amount.setdefault(amount.fen, []).append(day.isoformat())
    for fen, days in by_amount.items():
        few = list(combinations(days, SHOWN))[:MOST]
        for three in few:
            case: Case = (fen, *three)
            yield case


def _which(ground: Ground, case: Case) -> Draft:
    fen, *texts = case
    few = [date.fromisoformat(str(text)) for text in texts]
    right = tuple(map(dated, few))
    wrong = [(dated(day), "other-limit") for day in _unlike(Itself(ground.edition), int(fen))]
    stem = f"{USUAL[0]}开头的号码，下面哪几天入网的，限额是{told(int(fen))}？（多选）"
    draft = _drafted(ground, [(day, USUAL[0]) for day in few], stem)
    return replace(draft, right=right, wrong=apart(right, wrong))


@lru_cache(maxsize=64)
def _unlike(edition: Itself[Edition], fen: int) -> tuple[date, ...]:
    """Return the days that have another limit for certain."""
    amounts = {day: _answer(edition, day, USUAL[0]).amount for day in _days(edition)}
    return tuple(day for day, amount in amounts.items() if amount is not None and amount.fen != fen)


def _which_again(ground: Ground, case: Case) -> Key:
    fen, *texts = case
    days = [date.fromisoformat(str(text)) for text in texts]
    return frozenset(dated(day) for day in days if _read(ground, day, USUAL[0]) == {int(fen) // 100})


TEMPLATES: Final[tuple[Template, ...]] = (
    Template("limit.amount", "限额多少", "填数", "受理规定", 3, _written, _amount, _amount_again),
    Template(
        "limit.choice", "限额是哪个", "单选", "受理规定", 3, asked(_every, _choice), _choice, _choice_again
    ),
    Template("limit.judge", "限额对不对", "判断", "受理规定", 2, _claims, _claim, _claim_again),
    Template("limit.which", "哪几天的限额一样", "多选", "受理规定", 4, _shared, _which, _which_again),
)
