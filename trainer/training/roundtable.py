"""The table of a round as the host's window works it: on the records' thread, with a clock of its own."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from trainer.core.asks import Ask, Choose, Raise, Refused, Reply
from trainer.core.quiz.blueprint import Blueprint, Row
from trainer.core.rights import Pass
from trainer.core.rounds.acts import HostDeed
from trainer.core.rounds.state import Round, RoundRefused
from trainer.core.rounds.summary import RoundSummary
from trainer.core.rounds.view import View
from trainer.store import people as register
from trainer.training import roundends, rounds
from trainer.training.hall import Hall
from trainer.training.roundplans import ByBlueprint, FromMistakes, NothingToAsk, Plan
from trainer.training.rounds import LiveRound

A_SECOND = 1000


@dataclass(frozen=True, slots=True)
class Wish:
    """What the host sets before a round; without a `team` the whole hall plays."""

    count: int = 10
    seconds: int | None = 30
    team: str = ""
    mistakes: bool = False
    bonus: bool = False
    by_teams: bool = False


@dataclass(slots=True)
class Table:
    """A round that is held; `ticks` reads a clock (s) that nobody can set."""

    hall: Hall
    by: Pass
    live: LiveRound
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

    def decide(self, batch: Sequence[tuple[Ask, int]]) -> tuple[Reply, ...]:
        """Answer what phones ask, all of it on the disk first."""
        return self.live.decide(batch)

    def views(self) -> dict[str, View]:
        """Return what every phone shows now, by seat."""
        return self.live.views(self.now())

    def finish(self) -> RoundSummary:
        """End the round and record its summary."""
        return roundends.finish(self.hall, self.by, self.live)


def open_table(hall: Hall, by: Pass, wish: Wish) -> Table:
    """Open a round for what is wished, with those of the hall (or of the team) seated; raise NothingToAsk."""
    members = [each for each in register.members(hall.store, by.hall_id) if each.active]
    mine = [each for each in members if each.role == "trainee" and wish.team in ("", each.team)]
    teams = tuple(dict.fromkeys(each.team for each in mine if each.team)) if wish.by_teams else ()
    table = Table(hall, by, _opened(hall, by, wish, teams))
    for each in mine:
        table.live.seat(each.name, table.now(), each.team if teams else "")
    return table


def go_on(hall: Hall, by: Pass, round_id: str) -> Table:
    """Go on with an interrupted round."""
    return Table(hall, by, rounds.resume_round(hall, by, round_id))


def _opened(hall: Hall, by: Pass, wish: Wish, teams: tuple[str, ...]) -> LiveRound:
    """Draw from yesterday's mistakes where that is wished and there are enough of them, else from all."""
    blueprint = ByBlueprint(Blueprint((Row(wish.count),)))
    wanted = FromMistakes(wish.count, 1, (wish.team,) if wish.team else ()) if wish.mistakes else blueprint
    plan = Plan(
        "早会",
        wanted,
        seconds=wish.seconds,
        bonus=wish.bonus,
        by="teams" if len(teams) > 1 else "persons",
        teams=teams,
    )
    try:
        return rounds.open_round(hall, by, plan)
    except NothingToAsk:
        if not wish.mistakes:
            raise
        return rounds.open_round(hall, by, Plan("早会", blueprint, seconds=wish.seconds, bonus=wish.bonus))
