"""What players do in a morning round: take seats, answer, raise hands, go and come back."""

from dataclasses import replace
from typing import Final

from trainer.core.asks import Choose, Leave, Rejoin
from trainer.core.rounds.acts import Event, PlayerDeed, Sit
from trainer.core.rounds.setup import choice_at
from trainer.core.rounds.state import Given, Hand, Round, RoundRefused, Seat

MOST_SEATS: Final = 300
"""More seats than this no hall needs: those who go and come again keep theirs."""

Played = tuple[Round, tuple[Event, ...]]


def play(round: Round, at: int, deed: PlayerDeed) -> Played:
    """Do what a player does at an instant (ms); raise RoundRefused. What is done already changes nothing."""
    match deed:
        case Sit():
            return _sit(round, at, deed)
        case Rejoin():
            return _return(round, at, _seat(round, deed.seat))
        case Leave():
            return _leave(round, at, _seat(round, deed.seat))
        case Choose():
            return _choose(round, at, deed)
        case _:
            return _raise(round, at, _seat(round, deed.seat))


def _sit(round: Round, at: int, deed: Sit) -> Played:
    _refuse_strange(round, deed)
    known = next((seat for seat in round.players if seat.name == deed.name), None)
    if known is not None:
        if not known.free and not _waits_for_phone(round, known, deed):
            raise RoundRefused(f"“{deed.name}”已经加入。如果是您本人换了手机，请主持人放行后再加入。")
        taken = replace(known, kind=deed.kind, here=True, free=False)
        return _with(round, taken), (Event(at, "returned", known.id, round.index),)
    if len(round.seats) >= MOST_SEATS:
        raise RoundRefused("座位已满，请和同事合用一台手机，或举手由主持人记录。")
    since = round.index + (round.phase not in ("lobby", "question")) if round.index >= 0 else 0
    id = f"s{len(round.seats) + 1}"
    seat = Seat(id, deed.name, deed.team, deed.kind, deed.person, since)
    return replace(round, seats=(*round.seats, seat)), (Event(at, "seated", id, round.index),)


def _waits_for_phone(round: Round, seat: Seat, deed: Sit) -> bool:
    """Tell whether a phone may take a seat that the host gave; not once an answer was recorded on it."""
    used = any(seat.id in given for given in round.given.values())
    return seat.kind == "host" and deed.kind == "phone" and not used


def _refuse_strange(round: Round, deed: Sit) -> None:
    """Raise RoundRefused for a seat that this round does not have."""
    teams = round.setup.teams
    if round.phase == "summary":
        raise RoundRefused("本轮早会已经结束，下次请早一点加入。")
    if not deed.name.strip():
        raise RoundRefused("请填写姓名或工号。")
    if teams and deed.team not in teams:
        raise RoundRefused(f"请选择班组：{'、'.join(teams)}。")
    if deed.kind == "device" and round.setup.by != "teams":
        raise RoundRefused("这一轮按个人计分，请填写姓名或工号。")


def _return(round: Round, at: int, seat: Seat) -> Played:
    if seat.here and not seat.free:
        return round, ()
    back = replace(seat, here=True, free=False)
    return _with(round, back), (Event(at, "returned", seat.id, round.index),)


def _leave(round: Round, at: int, seat: Seat) -> Played:
    if not seat.here:
        return round, ()
    return _with(round, replace(seat, here=False)), (Event(at, "left", seat.id, round.index),)


def _choose(round: Round, at: int, deed: Choose) -> Played:
    seat, stage = _seat(round, deed.seat), round.stage
    if round.setup.way == "hands":
        raise RoundRefused("这一轮举手抢答：请先举手，轮到您再回答。")
    before = round.given.get(deed.question, {}).get(seat.id)
    if before and before.choice == deed.choice:
        return round, ()  # sent again, for the first word of it got lost
    _refuse_closed(round, at, deed.question)
    if choice_at(round.setup.questions[deed.question], deed.choice) is None:
        raise RoundRefused("没有这个选项，请选屏幕上的字母。")
    if before and not round.setup.changeable and seat.kind != "host":
        raise RoundRefused("您的答案已收到，这一轮不能改答案。")
    close = stage.deadline if stage.phase == "question" else stage.ended
    left = None if close is None or round.setup.seconds is None else close - at
    given = {**round.answers, seat.id: Given(deed.choice, at, left)}
    answered = replace(round, given={**round.given, round.index: given})
    return answered, (Event(at, "changed" if before else "answered", seat.id, round.index),)


def _raise(round: Round, at: int, seat: Seat) -> Played:
    if round.setup.way != "hands":
        raise RoundRefused("这一轮不用举手，请直接选答案。")
    row = round.hands.get(round.index, ())
    if any(verdict.seat == seat.id for verdict in round.stage.verdicts.get(round.index, ())):
        raise RoundRefused("这道题您已经答过，请听别人答。")
    if any(hand.seat == seat.id for hand in row):
        return round, ()
    _refuse_closed(round, at, round.index)
    raised = replace(round, hands={**round.hands, round.index: (*row, Hand(seat.id, at))})
    return raised, (Event(at, "hand", seat.id, round.index),)


def _refuse_closed(round: Round, at: int, question: int) -> None:
    """Raise RoundRefused unless the question was open when this arrived.

    What arrived before the close counts, also where it is told after it.
    """
    stage = round.stage
    if question != stage.index or question < 0 or stage.phase not in ("question", "closed"):
        raise RoundRefused("这道题现在不收答案，请看大屏。")
    if question in round.shown:
        raise RoundRefused("这道题的答案已经公布过，不再收答案。")
    if stage.paused:
        raise RoundRefused("主持人暂停了，请等继续后再答。")
    if stage.ended is not None and at >= stage.ended:
        raise RoundRefused("本题已经截止，等下一题。")


def _seat(round: Round, id: str) -> Seat:
    found = round.seat(id)
    if found is None:
        raise RoundRefused("您不在这一轮里，请重新加入。")
    return found


def _with(round: Round, seat: Seat) -> Round:
    return replace(round, seats=tuple(seat if each.id == seat.id else each for each in round.seats))
