"""The shape of what is asked of the rate tables: a rating, a bill, a proration, a decision."""

import re
from collections.abc import Mapping
from datetime import date
from functools import partial
from typing import Annotated, Any, NamedTuple

from pydantic import BaseModel, Field, PlainValidator

from trainer.content.faults import refusal
from trainer.content.tableschema import RoundingText, Strict
from trainer.content.tablevalues import Amount, Kind, Word
from trainer.core.metering import MOST_PIECES
from trainer.core.papers import BadPaper, Paper
from trainer.core.rates import IN, OFF_NET, ON_NET, OUT
from trainer.core.when import FIRST, LAST

MOST_USES = 20_000
MOST_PLANS = 40

_DIRECTIONS = {"out": OUT, "in": IN, OUT: OUT, IN: IN}
_NETWORKS = {"on-net": ON_NET, "off-net": OFF_NET}
_DAY = r"(\d{4})-(\d{2})-(\d{2})"
_CLOCK = r"(\d{2}):(\d{2})(?::(\d{2}))?"
_DATE = re.compile(_DAY, re.ASCII)
_MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
_TIME = re.compile(_CLOCK, re.ASCII)
_MOMENT = re.compile(f"({_DAY})[ T]({_CLOCK})", re.ASCII)
_NUMBER = re.compile(r"[0-9]{1,30}")
_YEARS = f"要在 {FIRST.year} 到 {LAST.year} 年之间"


class When(NamedTuple):
    """A moment as far as it is told: the day, and the second of the day."""

    day: date | None = None
    second: int | None = None


def _day_of(year: str, month: str, day: str) -> date:
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        raise refusal("F106", "没有这一天", "改成存在的日期") from None
    if not FIRST <= found <= LAST:
        raise refusal("F106", "的年份不对", _YEARS)
    return found


def _second_of(hour: str, minute: str, second: str | None) -> int:
    if int(hour) > 23 or int(minute) > 59 or int(second or 0) > 59:
        raise refusal("F113", "没有这个钟点", "从 00:00:00 到 23:59:59")
    return int(hour) * 3600 + int(minute) * 60 + int(second or 0)


def _day(value: object) -> date:
    found = _DATE.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise refusal("F106", "的日期写法不对", "写成 2004-07-07 这样")
    return _day_of(*found.groups())


def _month(value: object) -> date:
    found = _MONTH.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise refusal("F106", "的月份写法不对", "写成 2004-07 这样")
    return _day_of(found[1], found[2], "1")


def _moment(value: object) -> When:
    found = _MOMENT.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        raise refusal("F113", "的时刻写法不对", '写成 "2004-07-03 18:59:30" 这样')
    return When(_day_of(*found.group(2, 3, 4)), _second_of(*found.group(6, 7, 8)))


def _part_of_moment(value: object) -> When:
    """Read a moment, or only a day, or only a time of the day."""
    if isinstance(value, str):
        if found := _DATE.fullmatch(value):
            return When(day=_day_of(*found.groups()))
        if found := _TIME.fullmatch(value):
            return When(second=_second_of(*found.groups()))
        if _MOMENT.fullmatch(value):
            return _moment(value)
    raise refusal("F113", "的时刻写法不对", '写成 "2004-07-03 20:00"，或只写 "20:00"')


def _one_of(words: Mapping[str, str], value: object) -> str:
    if isinstance(value, str) and value in words:
        return words[value]
    raise refusal("F103", f"只能是 {'、'.join(words)}", "改成其中一个；没有说就删去这个键")


def _network(value: object) -> str:
    if isinstance(value, str) and 0 < len(value.strip()) <= 60:
        return _NETWORKS.get(value, value)
    raise refusal("F104", "要写文字", f"写{ON_NET}（on-net）、{OFF_NET}（off-net）或一个群的名字")


def _count(most: int, value: object) -> int:
    if type(value) is int and 0 <= value <= most:
        return value
    raise refusal("F104", f"要写 0 到 {most} 之间的整数", "不写小数，不加引号")


def _paper(value: object) -> str:
    try:
        if isinstance(value, str):
            Paper.parse(value)
            return value
    except BadPaper:
        pass
    raise refusal("F104", "里的证件写法不对", "写成“谁：什么证件”，如 本人：身份证")


def _number(value: object) -> str:
    if isinstance(value, str) and _NUMBER.fullmatch(value):
        return value
    raise refusal("F104", "的号码写法不对", '只写数字，加引号，如 "4915112345678"')


Day = Annotated[date, PlainValidator(_day)]
Month = Annotated[date, PlainValidator(_month)]
Moment = Annotated[When, PlainValidator(_moment)]
PartOfMoment = Annotated[When, PlainValidator(_part_of_moment)]
Direction = Annotated[str, PlainValidator(partial(_one_of, _DIRECTIONS))]
Network = Annotated[str, PlainValidator(_network)]
Number = Annotated[str, PlainValidator(_number)]
Name = Annotated[str, Field(min_length=1, max_length=60)]
Pieces = Annotated[int, PlainValidator(partial(_count, MOST_PIECES))]
Minutes = Annotated[int, PlainValidator(partial(_count, MOST_PIECES // 60))]
Readings = Annotated[dict[str, bool | int | str], Field(max_length=60)]
Shown = Annotated[str, PlainValidator(_paper)]
Told = Annotated[str, Field(max_length=60)]


class UseText(Strict):
    """One call (`start`, `seconds`), or a sum of uses (minutes, seconds or count; `at`)."""

    kind: Kind
    service: Word = ""
    direction: Direction = ""
    network: Network = ""
    place: Word = ""
    to: Number | None = None
    start: Moment | None = None
    at: PartOfMoment | None = None
    seconds: Pieces | None = None
    minutes: Minutes | None = None
    count: Pieces | None = None
    calls: Pieces | None = None


Uses = Annotated[list[UseText], Field(max_length=MOST_USES)]


class _Asked(Strict):
    """What every request may say."""

    assumptions: Readings = Field(default_factory=dict)


class OfTariff(_Asked):
    """What is asked of a plan, or of a table in the request."""

    plan: Name | None = None
    table: dict[str, Any] | None = None
    month: Month | None = None
    uses: Uses = Field(default_factory=list)


class RateText(OfTariff):
    """`trainer rate`: what uses cost."""


class BillText(OfTariff):
    """`trainer bill`: what a month comes to, on one plan or on several."""

    month: Month
    plans: Annotated[list[Name], Field(min_length=1, max_length=MOST_PLANS)] | None = None
    joined: Day | None = None
    left: Day | None = None
    choices: Annotated[dict[str, Name], Field(max_length=60)] = Field(default_factory=dict)


class PeriodText(Strict):
    """Some days, both included."""

    from_: Day = Field(alias="from")
    to: Day


class ProrateText(_Asked):
    """`trainer prorate`: what a charge comes to for some days."""

    amount: Amount | None = None
    plan: Name | None = None
    charge: Name | None = None
    choices: Annotated[dict[str, Name], Field(max_length=60)] = Field(default_factory=dict)
    share: dict[str, Any] | None = None
    period: PeriodText | None = None
    from_: Day = Field(alias="from")
    to: Day
    joined: bool = True
    rounding: RoundingText | None = None


class DecideText(_Asked):
    """`trainer decide`: whether a request is accepted on a day."""

    service: Name
    on: Day
    plan: Told = ""
    plan_from: Told = ""
    papers: Annotated[list[Shown], Field(max_length=40)] | None = None
    case: Told = ""
    arrears: bool | None = None
    place: Told = ""
    feature: Told = ""
    joined: Day | None = None
    segment: Told = ""


def keys_of(form: type[BaseModel]) -> frozenset[str]:
    """Return every key that a request of this form may have."""
    models = (form, UseText) if issubclass(form, OfTariff) else (form, PeriodText, RoundingText)
    return frozenset(field.alias or name for model in models for name, field in model.model_fields.items())
