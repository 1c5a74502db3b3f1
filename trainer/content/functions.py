"""What templates may call: the same tables and rules that mark the answers."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta

from trainer.content.books import Books
from trainer.core.check import near
from trainer.core.library import Library, UnknownWord
from trainer.core.money import Money
from trainer.core.rules import papers
from trainer.core.tariff import Edition, opening, rent


def functions_for(books: Books) -> Mapping[str, Callable[..., object]]:
    """Return the functions by the names that authors know."""
    edition = books.edition
    return {
        "opening": lambda brand: opening(edition, brand),
        "rent": lambda brand, days: rent(edition, brand, days),
        "papers": lambda case, carried: papers(edition, case, carried),
        "yuan": lambda amount: Money.parse(str(amount)),
        "hotline": lambda: edition.hotline.shown,
        "phrase": lambda id: phrase(books.library, id),
        "monthly": lambda brand: monthly(edition, brand),
        "listed": listed,
        "month_before": month_before,
    }


def phrase(library: Library, id: str) -> str:
    """Return a phrase as printed; raise UnknownWord."""
    if found := library.phrases.get(id):
        return found.text
    raise UnknownWord(f"没有话术「{id}」。{near(id, library.phrases) or '编号见 scripts_zh/phrases.yaml'}")


def monthly(edition: Edition, brand: str) -> Money:
    """Return the monthly rent as printed; raise UnknownBrand and MissingFact as `rent` does."""
    return edition.rents[rent(edition, brand, 1).brand].monthly


def listed(texts: Iterable[str]) -> str:
    """Join texts such as the papers missing into one that can stand in a sentence."""
    return "、".join(texts)


def month_before(day: date) -> date:
    """Return the last day of the month before: its `.day` is how many days that month had."""
    return day.replace(day=1) - timedelta(days=1)
