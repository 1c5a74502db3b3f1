"""A morning round: the whole hall at one screen, a question at a time, from the lobby to the summary.

A round is plain data and is its log, like a shift: it changes only through `act` (somebody does
something) and `advance` (time passes), which return the new round and what happened. The clock belongs to
whoever calls: each act brings its instant, in ms since the round began, as the host's machine read it.
What phones ask stands in `core.asks`, the plan, the acts and the state in `core.rounds`.
"""

from collections.abc import Iterable
from dataclasses import replace

from trainer.core.asks import Choose, Leave, Raise, Rejoin
from trainer.core.rounds.acts import Act, Event, Sit
from trainer.core.rounds.host import closed, steer
from trainer.core.rounds.players import play
from trainer.core.rounds.setup import Setup
from trainer.core.rounds.state import Round


def begin(setup: Setup) -> Round:
    """Open the lobby of a round."""
    return Round(setup)


def advance(round: Round, to: int) -> tuple[Round, tuple[Event, ...]]:
    """Let time pass until `to` (ms): a question whose time is up is closed. Time never runs back.

    Nothing of it needs to be logged: the next act sees to it anyway.
    """
    if to <= round.now:
        return round, ()
    deadline = round.stage.deadline
    if deadline is None or deadline > to:
        return replace(round, now=to), ()
    over = replace(round, now=to, stage=closed(round.stage, deadline))
    return over, (Event(deadline, "timed-out", question=round.index),)


def act(round: Round, done: Act) -> tuple[Round, tuple[Event, ...]]:
    """Do an act at its instant, after whatever was due before; raise RoundRefused, and nothing has changed.

    The log's order decides between acts of one instant. What a player did counts by its own instant,
    also where something later was logged before it; what the host does takes effect now. An answer that
    is sent again changes nothing, and no event tells of it.
    """
    waited, timed = advance(round, done.at)
    match done.does:
        case Sit() | Rejoin() | Leave() | Choose() | Raise():
            after, events = play(waited, done.at, done.does)
        case _:
            after, events = steer(waited, waited.now, done.does)
    return after, (*timed, *events)


def play_back(setup: Setup, acts: Iterable[Act]) -> Round:
    """Play a whole log; raise RoundRefused at the first act that cannot have been made."""
    round = begin(setup)
    for each in acts:
        round, _ = act(round, each)
    return round
