"""Requests to the rate tables: read from JSON or YAML, or refused with every problem at its place."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, Generic, TypeVar

from pydantic import ValidationError

from trainer.content.faults import problems_of
from trainer.content.files import Unreadable, bulk
from trainer.content.page import Page
from trainer.content.requestschema import OfTariff, ProrateText, UseText, When, keys_of
from trainer.content.tablemaker import make_tariff
from trainer.content.tableschema import Strict, TableText, TermsText
from trainer.content.tableterms import Around, with_terms
from trainer.content.telling import told
from trainer.content.yaml12 import decode, read
from trainer.core.check import Problem, Trail, near
from trainer.core.errors import BadUsage, MissingFact, NotOffered, TrainerError
from trainer.core.metering import Bulk, Meter
from trainer.core.money import Rounding
from trainer.core.proration import Share
from trainer.core.rates import CALL, MESSAGE, Traffic
from trainer.core.rating import LONGEST_CALL, Call, Table
from trainer.core.tariff import Edition, Tariff
from trainer.core.when import midnight

F = TypeVar("F", bound=Strict)
Stretch = tuple[date, date]

ANSWERS = (MissingFact, NotOffered)
"""What is no fault of the request: the table has been asked, and this is what it says."""

_TABLE: dict[str, Any] = {"format": 1, "id": "table", "name": "资费表"}
_SHARE: dict[str, Any] = {"id": "share", "name": "折算"}


class RequestDamaged(TrainerError):
    """A request that cannot be worked out; `problems` says why, each with its place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = told(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


@dataclass(frozen=True, slots=True)
class Asked(Generic[F]):
    """A request as it was read, with the page it stands on."""

    form: F
    page: Page

    def refused(self, sentence: str, *path: str | int) -> RequestDamaged:
        """Return the error that says what is wrong at a place of the request."""
        page = Page(self.page.document)
        page.tell("R801", sentence.rstrip("。？"), "", path)
        return RequestDamaged(page.problems)

    @contextmanager
    def at(self, *path: str | int) -> Iterator[None]:
        """Let what the core refuses be told with the place of the request it comes from."""
        try:
            yield
        except (*ANSWERS, RequestDamaged):
            raise
        except TrainerError as error:
            raise self.refused(str(error), *path) from None

    def refuse_days(self, edition: Edition, days: Iterable[tuple[Trail, date | None]]) -> None:
        """Refuse days on which the edition does not hold."""
        first, last = edition.valid_from, edition.valid_to
        for path, day in days:
            if day and ((first and day < first) or (last and day > last)):
                told_from, told_to = first or "以前", last or "以后"
                sentence = f"{day} 不在资费版本 {edition.id} 的有效期里，要在 {told_from} 到 {told_to} 之间"
                raise self.refused(sentence, *path)


def read_request(raw: bytes, name: str, form: type[F]) -> Asked[F]:
    """Read a request of a form from what is called `name`; raise RequestDamaged with all problems."""
    with bulk():
        try:
            page = Page(read(decode(raw, name), name))
        except Unreadable as error:
            raise RequestDamaged([error.problem]) from None
        asked = _read(page, form)
    if asked is None or page.problems:
        raise RequestDamaged(page.problems)
    return asked


def table_of(asked: Asked[Any]) -> Tariff:
    """Return the table that stands in the request; raise RequestDamaged."""
    page, here = asked.page, ("table",)
    text = page.head({**_TABLE, **asked.form.table}, TableText, here, _TABLE)
    tariff = make_tariff(page, text, (text.id, text.name), here, Around()) if text else None
    if tariff is None or page.problems:
        raise RequestDamaged(page.problems)
    return tariff


def terms_of(asked: Asked[ProrateText]) -> tuple[Share | None, Rounding]:
    """Return the share in the request (None: none is), and its rounding; raise RequestDamaged."""
    form, scratch = asked.form, Page(asked.page.document)
    shares = [] if form.share is None else [{**_SHARE, **form.share}]
    around = with_terms(scratch, TermsText(rounding=form.rounding, shares=shares), (), Around())
    for problem in scratch.problems:
        path = ("share", *problem.path[2:]) if problem.path[:1] == ("shares",) else problem.path
        asked.page.tell(problem.code, problem.message, problem.cure, path)
    if asked.page.problems:
        raise RequestDamaged(asked.page.problems)
    return next(iter(around.shares.values()), None), around.terms.rounding


def with_readings(asked: Asked[Any], edition: Edition) -> Edition:
    """Return the edition with the assumptions that the request reads otherwise; raise RequestDamaged."""
    known = dict(edition.assumptions)
    for id, value in asked.form.assumptions.items():
        here = ("assumptions", id)
        if id not in known:
            raise asked.refused(f"没有假定「{id}」，{near(id, known) or '编号见 trainer tariff show'}", *here)
        if isinstance(value, bool) != isinstance(known[id].value, bool):
            wanted = "true 或 false" if isinstance(known[id].value, bool) else f"如 {known[id].value}"
            raise asked.refused(f"假定「{id}」的值不对，要写 {wanted}", *here)
        known[id] = replace(known[id], value=value)
    return replace(edition, assumptions=known)


def uses_of(asked: Asked[Any], table: Table, stretch: Stretch | None) -> tuple[Call | Bulk, ...]:
    """Return the uses; a moment that is told in part is one of `stretch` (None: no days are told).

    Raise RequestDamaged where the table knows a word otherwise, or prices the moments differently.
    """
    uses = []
    for index, text in enumerate(asked.form.uses):
        with asked.at("uses", index):
            use = _use(text, table, stretch)
            with suppress(*ANSWERS):  # those are told with everything else that is missing
                Meter(table).add(use)
            uses.append(use)
    return tuple(uses)


def moment_of(use: Call | Bulk) -> datetime:
    """Return when a use began."""
    return use.start if isinstance(use, Call) else use.at


# Reading


def _read(page: Page, form: type[F]) -> Asked[F] | None:
    raw = page.document.value if page.document else None
    if not isinstance(raw, dict):
        page.tell("F104", "请求要写成一个 JSON 对象", '例如 {"plan": "全球通"}，写法见 docs/rating.md', ())
        return None
    try:
        asked = Asked(form.model_validate(raw), page)
    except ValidationError as error:
        for problem in problems_of(error, raw, keys_of(form)):
            page.tell(problem.code, problem.message, problem.cure, problem.path)
        return None
    if isinstance(asked.form, OfTariff):
        for index, use in enumerate(asked.form.uses):
            for code, message, cure, key in _faults(use):
                page.tell(code, message, cure, ("uses", index, key))
    return asked


def _faults(use: UseText) -> Iterator[tuple[str, str, str, str]]:
    """Yield what is wrong about a use as a whole: code, message, cure and the key it is about."""
    told_keys = [key for key in ("seconds", "minutes", "count") if getattr(use, key) is not None]
    wanted = ("seconds",) if use.start else ("seconds", "minutes") if use.kind == CALL else ("count",)
    if use.kind == MESSAGE and use.start:
        yield "F104", "短信没有 start", "写 count 和 at", "start"
    elif use.start and use.at:
        yield "F104", "start 和 at 只能写一个", "一次通话写 start，合计写 at", "at"
    elif use.start and use.calls is not None:
        yield "F104", "写了 start 就是一次，不写 calls", "删去 calls，或改写 at", "calls"
    elif not told_keys:
        yield "F101", f"缺少「{'」或「'.join(wanted)}」", "写明用了多少", "kind"
    elif len(told_keys) > 1:
        yield "F104", f"{'、'.join(told_keys)} 只能写一个", "删去多写的", told_keys[1]
    elif told_keys[0] not in wanted:
        yield "F104", f"这里不用 {told_keys[0]}", f"改写 {' 或 '.join(wanted)}", told_keys[0]
    elif use.start and (use.seconds or 0) > LONGEST_CALL:
        yield "F104", "「seconds」数字太大", f"一次通话最长 {LONGEST_CALL} 秒", "seconds"


# Uses


def _use(text: UseText, table: Table, stretch: Stretch | None) -> Call | Bulk:
    words = (text.kind, text.service, text.direction, text.network, text.place, text.to or "")
    traffic, seconds = Traffic(*words), text.seconds or 0
    if text.start and text.start.day:
        return Call(traffic, _at(text.start.day, text.start.second or 0), seconds)
    quantity = text.count or seconds + 60 * (text.minutes or 0)
    return Bulk(traffic, _moment(table, traffic, text.at or When(), stretch), quantity, text.calls)


def _moment(table: Table, traffic: Traffic, when: When, stretch: Stretch | None) -> datetime:
    """Return a moment for a use that is told in part; raise BadUsage where the price depends on the rest."""
    if when.day is None and stretch is None:
        raise BadUsage(f"{traffic}没有说是哪一天，at 要写日期，或加上 month")
    first, last = (when.day, when.day) if when.day else stretch or (date.min, date.min)
    if when.day and when.second is not None:
        return _at(when.day, when.second)
    try:
        found = _prices(table, traffic, when, (first, last))
    except ANSWERS:
        return _at(first, when.second or 0)  # there is no price at any moment, which rating it will tell
    (one, at), *others = found.items()
    if others:
        other, later = others[0]
        told_both = f"{at:%Y-%m-%d %H:%M}按“{one[1]}”，{later:%Y-%m-%d %H:%M}按“{other[1]}”"
        raise BadUsage(f"{traffic}要看时候：{told_both}，at 要写全日期和钟点")
    return at


def _prices(
    table: Table, traffic: Traffic, when: When, stretch: Stretch
) -> dict[tuple[str, str, tuple[int, ...]], datetime]:
    """Return the rows that may hold with the bundles that may free, each with a moment at which they do."""
    found: dict[tuple[str, str, tuple[int, ...]], datetime] = {}
    day, last = stretch
    while day <= last:
        for band in table.timetable.day(traffic, day):
            if when.second is None or band.start <= when.second < band.end:
                second = band.start if when.second is None else when.second
                row = (band.rate.id, band.rate.name) if band.rate else ("", "没有价格")
                found.setdefault((*row, band.free), _at(day, second))
        day += timedelta(days=1)
    return found


def _at(day: date, second: int) -> datetime:
    return midnight(day) + timedelta(seconds=second)
