"""What templates may call: the same tables and rules that mark the answers."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial

from trainer.content.books import Books
from trainer.core.bill import Bill, Usage, bill, tariff_of
from trainer.core.check import near
from trainer.core.decision import Decision
from trainer.core.errors import BadUsage, MissingFact
from trainer.core.library import Library, UnknownWord
from trainer.core.lines import Line
from trainer.core.metering import Bulk
from trainer.core.money import Money
from trainer.core.rates import CALL, MESSAGE, Traffic
from trainer.core.rent import monthly, rent
from trainer.core.rules import Request, decide, papers
from trainer.core.tariff import Cell, Edition, opening, plan_of

DAYTIME = "12:00"
_NOT_IN_IDS = re.compile(r"[^A-Za-z0-9一-龥._-]")


@dataclass(frozen=True, slots=True)
class Bought:
    """Uses that an author tells for a month: what, how much (seconds or pieces), at what time of day."""

    traffic: Traffic
    quantity: int
    at: time


@dataclass(frozen=True, slots=True)
class Sum:
    """A bill as a template shows it: the total, and the formulas of its lines joined by "+"."""

    total: Money
    formula: str
    lines: tuple[Line, ...]


def functions_for(books: Books) -> Mapping[str, Callable[..., object]]:
    """Return the functions by the names that authors know."""
    edition = books.edition
    return {
        "opening": partial(opening, edition),
        "rent": partial(rent, edition),
        "monthly": partial(monthly, edition),
        "bill": partial(month_bill, edition),
        "calls": calls,
        "messages": messages,
        "decide": partial(decided, edition),
        "papers": partial(papers, edition),
        "yuan": lambda amount: Money.parse(str(amount)),
        "hotline": lambda: edition.hotline.shown,
        "phrase": partial(phrase, books.library),
        "cell": partial(cell, edition),
        "written": partial(written, edition),
        "offered": partial(offered, edition),
        "status": partial(status, edition),
        "fact": partial(fact, edition),
        "listed": listed,
        "month_before": month_before,
    }


def calls(minutes: int, service: str, direction: str, at: str = DAYTIME, **where: str) -> Bought:
    """Tell minutes of calls, at the price of a time of day such as "22:00", and if need be in which
    `network` or at which `place`; raise BadUsage.
    """
    return Bought(Traffic(CALL, service, direction, **where), minutes * 60, _time(at))


def messages(count: int, network: str) -> Bought:
    """Tell a number of messages."""
    return Bought(Traffic(MESSAGE, network=network), count, _time(DAYTIME))


def month_bill(
    edition: Edition, plan: str, uses: Iterable[Bought], month: date, **told: str | date | None
) -> Sum:
    """Work out the bill of the month that `month` lies in.

    `choice` answers what the plan asks (江夏), `joined` is the day of joining. Raise as `bill` does.
    """
    first, joined, choice = month.replace(day=1), told.pop("joined", None), str(told.pop("choice", ""))
    if told or not (joined is None or isinstance(joined, date)):
        raise BadUsage(f"bill 只认 choice 和 joined（入网日期），不认{listed(told) or 'joined 的写法'}")
    day = max(first, joined or first)
    bulks = tuple(Bulk(use.traffic, datetime.combine(day, use.at), use.quantity) for use in uses)
    tariff = tariff_of(edition, plan_of(edition, plan))
    choices = {charge.name: choice for charge in tariff.charges if charge.choices}
    return _sum(bill(edition, plan, Usage(first, bulks, joined, choices=choices)))


def decided(edition: Edition, service: str, on: date, **told: object) -> Decision:
    """Decide a request on a day; the rest is told by the names of `Request`. Raise as `decide` does."""
    given = {name: tuple(value) if isinstance(value, list) else value for name, value in told.items()}
    return decide(edition, Request(service, **given), on)  # type: ignore[arg-type]


def phrase(library: Library, id: str) -> str:
    """Return a phrase as printed; raise UnknownWord."""
    if found := library.phrases.get(id):
        return found.text
    raise UnknownWord(f"没有话术「{id}」。{near(id, library.phrases) or '编号见 scripts_zh/phrases.yaml'}")


def cell(edition: Edition, plan: str, field: str) -> str:
    """Return a printed cell's value, such as "0.36/分"; raise MissingFact where the material is silent."""
    found = printed(edition, plan, field)
    if found.value is None:
        raise MissingFact(f"资料没有写{plan}的{found.field}，需查证")
    return found.value


def written(edition: Edition, plan: str, field: str) -> bool:
    """Tell whether the material says what stands in a cell of a plan."""
    return printed(edition, plan, field).value is not None


def offered(edition: Edition, plan: str) -> bool:
    """Tell whether anybody may take a plan: not one that is stopped, short, for old users or only named."""
    return plan_of(edition, plan).status == "在售"


def status(edition: Edition, plan: str) -> str:
    """Return how a plan stands in one word: 在售, 停售, 短期, 仅老用户 or 只有名称."""
    return plan_of(edition, plan).status


def fact(edition: Edition, id: str) -> str:
    """Return the text of a fact of billing or payment; raise UnknownWord."""
    if found := edition.facts.get(id):
        return found.text
    raise UnknownWord(f"没有规定「{id}」。{near(id, edition.facts) or f'现有：{listed(edition.facts)}'}")


def printed(edition: Edition, plan: str, field: str) -> Cell:
    """Return a printed cell by the name of its field, as printed or as `plain` writes it.

    Raise UnknownBrand and UnknownWord.
    """
    cells = plan_of(edition, plan).cells
    wanted = plain(field)
    for found in cells:
        if plain(found.field) == wanted:
            return found
    fields = [found.field for found in cells]
    raise UnknownWord(f"{plan}没有「{field}」这一栏。{near(field, fields) or f'现有：{listed(fields)}'}")


def plain(text: str) -> str:
    """Write a name of the tables with nothing but what an id may hold: 市内 08–19 becomes 市内08-19."""
    return _NOT_IN_IDS.sub("", text.replace("–", "-"))


def listed(texts: Iterable[str]) -> str:
    """Join texts such as the papers missing into one that can stand in a sentence."""
    return "、".join(texts)


def month_before(day: date) -> date:
    """Return the last day of the month before: its `.day` is how many days that month had."""
    return day.replace(day=1) - timedelta(days=1)


def _sum(made: Bill) -> Sum:
    charged = [line.formula for line in made.lines if line.amount]
    return Sum(Money.exactly(made.total), "+".join(charged), made.lines)


def _time(text: str) -> time:
    try:
        return time.fromisoformat(text)
    except ValueError:
        raise BadUsage(f"时刻「{text}」不对，写成 22:00 这样") from None
