"""The table of a round as the host's window works it: on the records' thread, with a clock of its own."""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from trainer.core.asks import Ask, Choose, Raise, Refused, Reply
from trainer.core.quiz.bank import Bank
from trainer.core.quiz.blueprint import Blueprint, Row
from trainer.core.quiz.subjects import titles
from trainer.core.quiz.template import Ground
from trainer.core.rights import Pass
from trainer.core.rounds.acts import HostDeed
from trainer.core.rounds.setup import Way
from trainer.core.rounds.state import Round, RoundRefused
from trainer.core.rounds.summary import RoundSummary
from trainer.core.rounds.view import View
from trainer.store import people as register
from trainer.store.people import Member
from trainer.store.rounds import RoundRow
from trainer.training import roundends, rounds
from trainer.training.hall import Hall
from trainer.training.quizzes import open_bank
from trainer.training.roundplans import (
    ByBlueprint,
    FromMistakes,
    NothingToAsk,
    OfRule,
    Plan,
    ReadySet,
    Wanted,
    askable_rules,
)
from trainer.training.rounds import LiveRound

A_SECOND = 1000


Of = Literal["mixed", "mistakes", "rule", "again"]
"""Where the questions come from: all of the bank, what was answered wrong, one rule, an earlier round."""

FELL_BACK: Final = "这几天答错的题太少，凑不成一轮，已改为混合抽题；其余照您设的。"


@dataclass(frozen=True, slots=True)
class Wish:
    """What the host sets before a round; where no `teams` are named the whole hall plays.

    `days` belongs to mistakes, `rule` to one rule, and `again` has the questions of an earlier round.
    """

    count: int = 10
    seconds: int | None = 30
    teams: tuple[str, ...] = ()
    of: Of = "mixed"
    days: int = 1
    rule: str = ""
    again: tuple[str, ...] = ()
    bonus: bool = False
    by_teams: bool = False
    way: Way = "answers"
    changeable: bool = True


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier round whose questions can be asked once more: its title with its day."""

    title: str
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Offered:
    """What a host can choose from: the teams, earlier rounds, and the id of one that was interrupted."""

    teams: tuple[str, ...]
    earlier: tuple[Earlier, ...] = ()
    waiting: str = ""
    told: str = ""
    """The interrupted round by its title and time."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The bank, which takes a second to make, and its rules that a whole round can be made of, by title."""

    bank: Bank
    rules: tuple[tuple[str, str], ...]


@dataclass(slots=True)
class Table:
    """A round that is held; `ticks` reads a clock (s) that nobody can set."""

    hall: Hall
    by: Pass
    live: LiveRound
    told: str = ""
    """What the host should know: that the questions come from elsewhere than was wished."""
    ticks: Callable[[], float] = time.monotonic
    _since: float = field(init=False)

    def __post_init__(self) -> None:
        self._since = self.ticks() - self.live.round.now / A_SECOND

    @property
    def round(self) -> Round:
        """The round as it stands; plain data, to be read anywhere."""
        return self.live.round

    def now(self) -> int:
        """Return the instant on the round's clock (ms); it never runs back."""
        return max(self.live.round.now, int((self.ticks() - self._since) * A_SECOND))

    def steer(self, deed: HostDeed) -> Round:
        """Do what the host does; raise RoundRefused."""
        self.live.steer(deed, self.now())
        return self.round

    def answer(self, seat: str, letter: str) -> Round:
        """Take an answer for somebody without a phone ("" raises their hand); raise RoundRefused."""
        deed: Ask = Choose(seat, self.round.index, letter) if letter else Raise(seat)
        (reply,) = self.live.decide([(deed, self.now())])
        if isinstance(reply, Refused):
            raise RoundRefused(reply.reason)
        return self.round

    def seat(self, name: str, team: str = "") -> Round:
        """Give a guest or a latecomer (by name or staff number) a seat; raise RoundRefused."""
        self.live.seat(name, self.now(), team)
        return self.round

    def decide(self, batch: Sequence[tuple[Ask, int]]) -> tuple[Reply, ...]:
        """Answer what phones ask, all of it on the disk first."""
        return self.live.decide(batch)

    def views(self) -> dict[str, View]:
        """Return what every phone shows now, by seat."""
        return self.live.views(self.now())

    def finish(self) -> RoundSummary:
        """End the round and record its summary."""
        return roundends.finish(self.hall, self.by, self.live)


def offered(hall: Hall, by: Pass) -> Offered:
    """Tell what a host can choose from; raise NotAllowed."""
    waiting = rounds.interrupted(hall, by)
    members = register.members(hall.store, by.hall_id)
    return Offered(
        tuple(dict.fromkeys(each.team for each in members if each.team and each.active)),
        tuple(Earlier(_called(row), ids) for row, ids in rounds.ready_sets(hall, by)),
        waiting[0].id if waiting else "",
        _called(waiting[0]) if waiting else "",
    )


def _called(row: RoundRow) -> str:
    return f"{row.begun.astimezone():%m月%d日 %H:%M} {row.title}"


def catalogue(hall: Hall) -> Catalogue:
    """Make the bank, and list the rules of it that a whole round can be made of."""
    books = hall.shelf.books
    bank = open_bank(books)
    named = titles(Ground(books.edition, books.library), askable_rules(bank))
    return Catalogue(bank, tuple(named.items()))


def open_table(hall: Hall, by: Pass, wish: Wish, bank: Bank | None = None) -> Table:
    """Open a round for what is wished, with those of the hall (or of the teams) seated; raise NothingToAsk.

    `bank` spares making the questions of the hall anew.
    """
    members = [each for each in register.members(hall.store, by.hall_id) if each.active]
    mine = [each for each in members if each.role == "trainee" and _plays(wish, each.team)]
    own = tuple(dict.fromkeys(each.team for each in mine if each.team))
    plan = _plan(wish, wish.teams or (own if wish.by_teams else ()))
    table = _opened(hall, by, plan, bank)
    _seat_all(table, mine)
    return table


def _plays(wish: Wish, team: str) -> bool:
    return not wish.teams or team in wish.teams


def _seat_all(table: Table, people: Iterable[Member]) -> None:
    """Seat people, each in the own team; tell of those who have none where the round needs one."""
    left = []
    for each in people:
        if table.round.setup.teams and not each.team:
            left.append(each.name)
        else:
            table.seat(each.name, each.team)
    if left:
        table.told += f"{'、'.join(left)} 没有班组，没有入座；按 N 可以请他们坐到一个班组里。"


def go_on(hall: Hall, by: Pass, round_id: str) -> Table:
    """Go on with an interrupted round."""
    return Table(hall, by, rounds.resume_round(hall, by, round_id))


def give_up(hall: Hall, by: Pass, round_id: str) -> None:
    """Give an interrupted round up."""
    rounds.give_up(hall, by, round_id)


def _plan(wish: Wish, teams: tuple[str, ...]) -> Plan:
    """Return what is wished as a plan; raised hands have no bonus for speed."""
    return Plan(
        "早会",
        _wanted(wish),
        seconds=wish.seconds,
        bonus=wish.bonus and wish.way == "answers",
        by="teams" if wish.by_teams else "persons",
        teams=teams,
        way=wish.way,
        changeable=wish.changeable,
    )


def _wanted(wish: Wish) -> Wanted:
    match wish.of:
        case "mistakes":
            return FromMistakes(wish.count, wish.days, wish.teams)
        case "rule":
            return OfRule(wish.rule, wish.count)
        case "again":
            return ReadySet(wish.again)
        case _:
            return _mixed(wish.count)


def _mixed(count: int) -> ByBlueprint:
    return ByBlueprint(Blueprint((Row(count),)))


def _opened(hall: Hall, by: Pass, plan: Plan, bank: Bank | None) -> Table:
    """Open a round; where too few mistakes were made all else stays as it was wished."""
    try:
        return Table(hall, by, rounds.open_round(hall, by, plan, bank))
    except NothingToAsk:
        if not isinstance(plan.wanted, FromMistakes):
            raise
        mixed = replace(plan, wanted=_mixed(plan.wanted.count))
        return Table(hall, by, rounds.open_round(hall, by, mixed, bank), FELL_BACK)
