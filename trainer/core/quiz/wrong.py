"""Wrong answers, each once and with the mistake that leads to it; and what is worked out once and kept."""

from collections.abc import Callable, Collection, Iterable, Iterator
from fractions import Fraction
from functools import lru_cache
from typing import Generic, ParamSpec, TypeVar

from trainer.core.errors import BadUsage, MissingFact, NotOffered
from trainer.core.library import Library
from trainer.core.money import Money, half_up
from trainer.core.quiz.template import Case, Draft, Ground
from trainer.core.tariff import Edition, Plan

T = TypeVar("T")
P = ParamSpec("P")

FEN = 100
"""How many of them a yuan has."""
LEAST_WRONG = 2
"""A choice with fewer wrong answers gives itself away and is not asked."""

Wrong = tuple[tuple[str, str], ...]
Slips = tuple[tuple[int, str], ...]


def apart(right: Collection[str], wrong: Iterable[tuple[str, str]]) -> Wrong:
    """Drop what equals a right answer or was told before; the mistake told first keeps the text."""
    found: dict[str, str] = {}
    for text, mistake in wrong:
        if text not in right:
            found.setdefault(text, mistake)
    return tuple(found.items())


def slips(right: int, wrong: Iterable[tuple[int | None, str]]) -> Slips:
    """Drop numbers equal to the right one or told before, and those that came to nothing (None)."""
    found: dict[int, str] = {}
    for value, mistake in wrong:
        if value is not None and value != right:
            found.setdefault(value, mistake)
    return tuple(found.items())


class Itself(Generic[T]):
    """Something large that is told apart by being itself: what is worked out from it once can be kept."""

    __slots__ = ("of",)

    def __init__(self, of: T) -> None:
        self.of = of

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Itself) and self.of is other.of

    def __hash__(self) -> int:
        return id(self.of)


def kept(ask: Callable[[Ground, Case], Draft]) -> Callable[[Ground, Case], Draft]:
    """Keep the drafts made last: a case that is dear to work out is drawn with one seed after another."""

    @lru_cache(maxsize=512)
    def known(edition: Itself[Edition], library: Itself[Library], case: Case) -> Draft:
        return ask(Ground(edition.of, library.of), case)

    return lambda ground, case: known(Itself(ground.edition), Itself(ground.library), case)


def tried(work: Callable[P, T], *given: P.args, **named: P.kwargs) -> T | None:
    """Do the work; None where the tables do not say, do not offer it, or cannot tell what is meant."""
    try:
        return work(*given, **named)
    except (MissingFact, NotOffered, BadUsage):
        return None


def asked(
    cases: Callable[[Ground], Iterable[Case]], ask: Callable[[Ground, Case], Draft]
) -> Callable[[Ground], Iterator[Case]]:
    """Leave out the choices to which too few mistakes lead."""
    return lambda ground: (case for case in cases(ground) if len(ask(ground, case).wrong) >= LEAST_WRONG)


def fen(yuan: Fraction | None) -> int | None:
    """Return an amount in fen, rounded once where it is not whole; None stays None."""
    if yuan is None:
        return None
    return half_up(yuan).fen if FEN % yuan.denominator else yuan.numerator * (FEN // yuan.denominator)


def told(amount: int) -> str:
    """Write an amount in fen as people say it: 12.30元."""
    return f"{Money(amount).short}元"


def in_full(amount: int) -> str:
    """Write an amount in fen as it stands among others, so that no length tells it apart: 12.00元."""
    return str(Money(amount))


def like_named(plan: Plan, other: Plan) -> bool:
    """Tell whether two names share two letters beyond 套餐, as 校园卡 and 校园套餐 do."""
    return plan is not other and _alike(plan.name, other.name)


@lru_cache(maxsize=4096)
def _alike(name: str, other: str) -> bool:
    pairs = {name[i : i + 2] for i in range(len(name) - 1)} - {"套餐"}
    return any(pair in other for pair in pairs)
