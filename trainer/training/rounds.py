"""Holding a morning round: opened, resumed, and played in batches that are on the disk before anyone is told.

A `LiveRound` belongs to the thread of the records. `round` may be read anywhere: it is plain data, and
only ever replaced whole.
"""

import secrets
import unicodedata
import uuid
from collections.abc import Iterable, Sequence
from contextlib import suppress
from typing import Final

from trainer.core.asks import Ask, Join, Refused, Rejoin, Reply, Seated, Taken
from trainer.core.errors import TrainerError
from trainer.core.quiz.bank import Bank
from trainer.core.rights import Pass, require_supervisor
from trainer.core.round import act, play_back
from trainer.core.rounds.acts import Act, Event, Free, HostDeed, SeatKind, Sit, Steer
from trainer.core.rounds.setup import Briefing
from trainer.core.rounds.state import Round, RoundRefused, Seat
from trainer.core.rounds.view import View, phone_view, phone_views
from trainer.store import people as register
from trainer.store import rounds as kept
from trainer.store.database import Store
from trainer.store.errors import NameRefused, StoreTampered
from trainer.store.people import Member
from trainer.store.rounds import RoundRow
from trainer.training.hall import Hall
from trainer.training.quizzes import open_bank
from trainer.training.roundplans import Plan, setup_of
from trainer.training.signin import still_holds

LONGEST_NAME: Final = 12
"""So many characters of a guest's name have room on the stage."""

Outcome = tuple[Event, ...] | Refused
"""What became of an act: what happened, or why it could not be done."""


class LiveRound:
    """A round that is being held. All that changes it is on the disk when the call returns."""

    def __init__(self, store: Store, hall_id: int, id: str, briefing: Briefing, acts: Sequence[Act]) -> None:
        """Play the acts so far back; raise StoreTampered where they cannot have been made."""
        self._store, self.hall_id, self.id, self.briefing = store, hall_id, id, briefing
        self._known = len(acts)
        try:
            self.round: Round = play_back(briefing.setup, acts)
        except RoundRefused as error:
            raise StoreTampered(f"早会 {id[:8]} 的记录前后矛盾，不能接着开。请重新开一轮。") from error

    def submit(self, acts: Iterable[Act]) -> tuple[Outcome, ...]:
        """Do acts in their order and record those that changed anything, all in one commit.

        Where they cannot be recorded a StoreError tells why, and nothing has changed.
        """
        round, outcomes, done = self.round, list[Outcome](), list[Act]()
        for each in acts:
            try:
                after, events = act(round, each)
            except RoundRefused as refusal:
                outcomes.append(Refused(str(refusal)))
                continue
            outcomes.append(events)
            if any(event.kind != "timed-out" for event in events):
                round = after
                done.append(each)
        kept.append(self._store, self.id, self._known, done)
        self.round, self._known = round, self._known + len(done)
        return tuple(outcomes)

    def steer(self, deed: HostDeed, at: int) -> tuple[Event, ...]:
        """Do what the host does at an instant (ms); raise RoundRefused."""
        (outcome,) = self.submit([Act(at, deed)])
        if isinstance(outcome, Refused):
            raise RoundRefused(outcome.reason)
        return outcome

    def seat(self, who: str, at: int, team: str = "", kind: SeatKind = "host") -> Seat:
        """Give somebody (by name or staff number; "" for the device of a team) a seat; raise RoundRefused."""
        sit = _sit(self._register(), Join(who, "", team), self.round.setup.teams, kind)
        if isinstance(sit, Refused):
            raise RoundRefused(sit.reason)
        (outcome,) = self.submit([Act(at, sit)])
        if isinstance(outcome, Refused):
            raise RoundRefused(outcome.reason)
        return _seat_of(self.round, outcome)

    def decide(self, batch: Sequence[tuple[Ask, int]]) -> tuple[Reply, ...]:
        """Answer what phones ask, each with its arrival (ms); all is on the disk when this returns.

        What is sent again is answered as it was the first time, and counts once.
        """
        people = self._register() if any(isinstance(ask, Join) for ask, _ in batch) else ()
        teams = self.round.setup.teams
        deeds = [_sit(people, ask, teams, "phone") if isinstance(ask, Join) else ask for ask, _ in batch]
        acts = [
            Act(at, deed) for deed, (_, at) in zip(deeds, batch, strict=True) if not isinstance(deed, Refused)
        ]
        outcomes = iter(self.submit(acts))
        return tuple(
            deed if isinstance(deed, Refused) else self._reply(ask, next(outcomes))
            for deed, (ask, _) in zip(deeds, batch, strict=True)
        )

    def view(self, seat: str, now: int) -> View:
        """Return what one phone shows at an instant (ms)."""
        return phone_view(self.round, seat, now)

    def views(self, now: int) -> dict[str, View]:
        """Return what every phone shows at an instant (ms), by seat."""
        return phone_views(self.round, now)

    def _reply(self, ask: Ask, outcome: Outcome) -> Reply:
        if isinstance(outcome, Refused):
            return outcome
        if isinstance(ask, Join):
            return _seated(_seat_of(self.round, outcome))
        if isinstance(ask, Rejoin) and (seat := self.round.seat(ask.seat)):
            return _seated(seat)
        return Taken(self.round.index)

    def _register(self) -> tuple[Member, ...]:
        return tuple(register.members(self._store, self.hall_id))


def open_round(hall: Hall, by: Pass, plan: Plan, bank: Bank | None = None) -> LiveRound:
    """Draw the questions and open the lobby; `bank` spares making the questions of the hall anew.

    Raise NotAllowed, NothingToAsk, BadSetup and what else drawing can raise.
    """
    require_host(hall, by, by.hall_id)
    drawn = bank or open_bank(hall.shelf.books)
    seed = secrets.randbits(32) if plan.seed is None else plan.seed
    setup = setup_of(hall.store, drawn, by.hall_id, plan, seed)
    briefing = Briefing(setup, by.name, by.person_id, drawn.edition, seed, plan.teams, plan.graded)
    id = uuid.uuid4().hex
    kept.begin(hall.store, id, by.hall_id, briefing)
    return LiveRound(hall.store, by.hall_id, id, briefing, ())


def interrupted(hall: Hall, by: Pass) -> list[RoundRow]:
    """List the rounds of the hall that can be gone on with, the latest first."""
    require_host(hall, by, by.hall_id)
    return kept.rounds(hall.store, by.hall_id, finished=False)


def resume_round(hall: Hall, by: Pass, round_id: str) -> LiveRound:
    """Go on with an interrupted round: phones join again under their names, and find their scores.

    Its clock goes on from `round.now`; a question that was open is paused.
    """
    row = kept.round_of(hall.store, round_id)
    require_host(hall, by, row.hall_id)
    if row.finished is not None:
        raise kept.RoundOver("这一轮早会已经结束，可以看小结。")
    briefing, acts = kept.briefing_of(hall.store, round_id), kept.acts(hall.store, round_id)
    live = LiveRound(hall.store, row.hall_id, round_id, briefing, acts)
    now = live.round.now
    freed = [Act(now, Free(seat.id)) for seat in live.round.players if seat.kind != "host"]
    stop = [Act(now, Steer("pause"))] if live.round.phase == "question" else []
    live.submit([*stop, *freed])
    return live


def give_up(hall: Hall, by: Pass, round_id: str, reason: str = "主持人放弃") -> None:
    """End an interrupted round without a summary."""
    row = kept.round_of(hall.store, round_id)
    require_host(hall, by, row.hall_id)
    kept.abandon(hall.store, round_id, reason, by.person_id)


def ready_sets(hall: Hall, by: Pass, most: int = 10) -> list[tuple[RoundRow, tuple[str, ...]]]:
    """List the latest rounds that are over with their questions (by id), to be asked once more.

    One that cannot be read is left out: `verify` names it, and nobody can hold it anyway.
    """
    require_host(hall, by, by.hall_id)
    found = []
    for row in kept.rounds(hall.store, by.hall_id, finished=True)[:most]:
        with suppress(StoreTampered):
            questions = kept.briefing_of(hall.store, row.id).setup.questions
            found.append((row, tuple(question.id for question in questions)))
    return found


def require_host(hall: Hall, by: Pass, hall_id: int) -> None:
    """Raise NotAllowed unless somebody may hold rounds of a hall, now."""
    require_supervisor(by, hall_id)
    still_holds(hall.store, by)


def _sit(people: Sequence[Member], ask: Join, teams: Sequence[str], kind: SeatKind) -> Sit | Refused:
    """Find out who joins; somebody the hall does not know is a guest."""
    try:
        name, number = _clean(ask.name), register.folded_number(ask.number)
        member = _member(people, name, number)
    except TrainerError as refusal:
        return Refused(str(refusal))
    team = ask.team if ask.team in teams else ""
    if member:
        return Sit(member.name, team or _own(member.team, teams), kind, member.id)
    if not name:
        return Sit(team, team, "device") if team else Refused("请填写姓名或工号。")
    if len(name) > LONGEST_NAME:
        return Refused(f"姓名最多 {LONGEST_NAME} 个字，请写短一点。")
    return Sit(name, team, kind)


def _clean(name: str) -> str:
    return register.proper_name(name) if unicodedata.normalize("NFC", name).strip() else ""


def _member(people: Sequence[Member], name: str, number: str) -> Member | None:
    """Return who has this staff number, or is called so; a name may be a staff number typed in its place."""
    wanted = number or register.folded_number(name)
    found = next((each for each in people if each.number and each.number == wanted), None)
    if number and found is None:
        raise NameRefused(f"没有工号 {number[:LONGEST_NAME]}，请核对，或改填姓名。")
    if number and found and name and found.name != name:
        raise NameRefused("工号和姓名对不上，请核对。")
    return found or next((each for each in people if each.name == name), None)


def _own(team: str, teams: Sequence[str]) -> str:
    return team if team in teams or not teams else ""


def _seat_of(round: Round, events: tuple[Event, ...]) -> Seat:
    seat = round.seat(next(event.seat for event in events if event.kind in ("seated", "returned")))
    assert seat is not None  # it has just been given
    return seat


def _seated(seat: Seat) -> Seated:
    return Seated(seat.id, seat.name, seat.team)
