"""The loop that all phones hang on: lets them in by code and token, carries what they ask, shows what is new.

A phone has one question in the air at a time: its next message is read when the reply is there. So no queue
grows here, whatever a phone sends.
"""

import asyncio
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import TypeVar

from websockets.exceptions import ConnectionClosed

from trainer.core.asks import Ask, Choose, Leave, Raise, Refused, Seated, Taken
from trainer.live import words
from trainer.live.clerk import Asked, Told
from trainer.live.events import Connected, Dropped, Failed, HostEvent, TurnedAway
from trainer.live.limits import Gate
from trainer.live.line import Line
from trainer.live.listening import HangUp, Listener
from trainer.live.phone import Phone
from trainer.live.reception import Reception
from trainer.live.seats import Seats
from trainer.live.words import Room

_T = TypeVar("_T")

REFUSED, MOVED, OVER = 4000, 4001, 4002
"""The codes a connection is closed with; the page goes by what was said before."""


@dataclass(eq=False)
class Switchboard:
    """Carries messages between phones and the clerk. All but what the clerk calls runs on the loop."""

    room: Room
    seats: Seats
    gate: Gate
    send: Callable[[Sequence[Asked]], None]
    clock: Callable[[], int]
    on_event: Callable[[HostEvent], None]
    lines: set[Line] = field(default_factory=set)
    _loop: asyncio.AbstractEventLoop = field(default_factory=asyncio.get_running_loop)
    _reception: Reception = field(init=False)
    _phones: dict[str, Phone] = field(default_factory=dict)
    _newest: dict[str, str] = field(default_factory=dict)
    """What each seat is shown: something newer may come while a phone is still sitting down."""
    _asked: list[Asked] = field(default_factory=list)
    _waiting: set[asyncio.Future[Told]] = field(default_factory=set)
    _closing: bool = False
    _farewells: set[asyncio.Task[None]] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._reception = Reception(self.room, self.seats, self.gate, self._ask)

    # What the clerk calls, in its own thread.

    def hear(self, replies: Sequence[tuple[Asked, Told]]) -> None:
        """Reply to phones."""
        self._soon(self._tell, replies)

    def show(self, states: Mapping[str, str]) -> None:
        """Show seats what they are shown."""
        self._soon(self._show, states)

    def connected(self) -> Collection[str]:
        """Return the seats that have a phone now."""
        return tuple(self._phones.copy())

    def failed(self, error: Exception) -> None:
        """Tell the window of a fault."""
        self.on_event(Failed(error))

    def _soon(self, what: Callable[[_T], None], about: _T) -> None:
        try:
            self._loop.call_soon_threadsafe(what, about)
        except RuntimeError:
            return  # the loop did not wait any longer for the clerk: nobody is left to be told

    # What happens on the loop.

    async def serve(self, line: Line) -> None:
        """Carry one connection from its first word to its last."""
        listener = Listener(line, self.gate)
        try:
            admitted = await self._reception.receive(listener)
        except ConnectionClosed:
            return
        except TimeoutError:
            admitted = Refused(words.SILENT)
        except HangUp as end:
            admitted = Refused(end.why)
        if isinstance(admitted, Refused):
            self.on_event(TurnedAway(line.address, admitted.reason))
            await _say_last(line, words.no(admitted.reason, form=True), REFUSED)
        else:
            await self._keep(Phone(line, admitted), listener)

    async def _ask(self, ask: Ask) -> Told:
        """Ask the round, and wait until the reply is there."""
        if self._closing:
            return Told(Refused(words.OVER))
        waiting: asyncio.Future[Told] = self._loop.create_future()
        self._waiting.add(waiting)
        self._put(Asked(ask, self.clock(), partial(_settle, waiting)))
        try:
            return await waiting
        finally:
            self._waiting.discard(waiting)

    def _put(self, asked: Asked) -> None:
        """Hand over to the clerk what comes in one turn of the loop all at once.

        One by one each would wake the clerk's thread, only for the two to fight over the interpreter.
        """
        if not self._asked:
            self._loop.call_soon(self._hand_over)
        self._asked.append(asked)

    def _hand_over(self) -> None:
        asked, self._asked = self._asked, []
        self.send(asked)

    async def sweep(self) -> None:
        """Cut those who have long left unread what was sent to them; forget quiet addresses."""
        stall = self.gate.limits.stall
        while True:
            await asyncio.sleep(stall / 4)
            for phone in list(self._phones.values()):
                if phone.stuck_since is not None and self._loop.time() - phone.stuck_since > stall:
                    phone.cut("slow")
            self.gate.forget_quiet()

    async def close(self) -> None:
        """Let nobody in any more, and ask the round nothing more."""
        self._closing = True

    async def part(self, over: bool) -> None:
        """Tell all phones if the round is over, and cut all lines."""
        for waiting in self._waiting:
            _settle(waiting, Told(Refused(words.OVER)))
        for phone in self._phones.values() if over else ():
            phone.why = "over"
            self._farewell(phone, words.BYE, OVER)
        if self._farewells:
            await asyncio.wait(self._farewells)
        for line in self.lines:
            line.transport.abort()

    async def _keep(self, phone: Phone, listener: Listener) -> None:
        """Keep a phone on its seat until it goes, and the former phone of that seat no longer."""
        former = self._phones.get(phone.seat)
        self._phones[phone.seat] = phone
        if former is not None:
            former.why = "moved"
            self._farewell(former, words.MOVED, MOVED)
        pouring = asyncio.create_task(phone.pour())
        try:
            self.on_event(Connected(phone.seat, len(self._phones)))
            await phone.say(words.seat(phone.at.name, phone.at.team))
            phone.show(self._newest[phone.seat])
            await self._listen(phone, listener)
        except ConnectionClosed:
            pass  # that is how most phones go
        except HangUp as end:
            phone.why = "flood"
            await _say_last(phone.line, words.no(end.why), REFUSED)
        finally:
            pouring.cancel()
            self._let_go(phone)

    async def _listen(self, phone: Phone, listener: Listener) -> None:
        while True:
            message = await listener.next()
            if self._phones.get(phone.seat) is not phone:
                return
            match message:
                case words.Ping():
                    await phone.say(words.PONG)
                case words.Pick(n, question, choice):
                    await self._carry(phone, n, Choose(phone.seat, question, choice))
                case words.Hand(n):
                    await self._carry(phone, n, Raise(phone.seat))
                case _:
                    listener.strike()

    async def _carry(self, phone: Phone, n: int, ask: Ask) -> None:
        match (await self._ask(ask)).reply:
            case Taken(question):
                await phone.say(words.ack(n, question))
            case Refused(reason):
                await phone.say(words.no(reason, n))
            case Seated():
                raise TypeError(f"no reply to {ask}")

    def _let_go(self, phone: Phone) -> None:
        """Free the line of a phone; the round is told, unless somebody else is on the seat already."""
        if self._phones.get(phone.seat) is phone:
            del self._phones[phone.seat]
            if not self._closing and phone.why != "gone":
                self._put(Asked(Leave(phone.seat), self.clock(), _nothing))
        self.on_event(Dropped(phone.seat, phone.why, len(self._phones)))

    def _tell(self, replies: Sequence[tuple[Asked, Told]]) -> None:
        for asked, told in replies:
            if isinstance(told.reply, Seated) and told.state is not None:
                self._newest[told.reply.seat] = told.state
            asked.told(told)

    def _show(self, states: Mapping[str, str]) -> None:
        for seat, state in states.items():
            phone = self._phones.get(seat)
            self._newest[seat] = state
            if state == words.GONE:
                self.seats.forget(seat)
                if phone is not None:
                    phone.why = "gone"
                    self._farewell(phone, words.GONE, REFUSED)
            elif phone is not None:
                phone.show(state)

    def _farewell(self, phone: Phone, word: str, code: int) -> None:
        """Say a last word to a phone and hang up, without waiting for it."""
        task = self._loop.create_task(_say_last(phone.line, word, code))
        self._farewells.add(task)
        task.add_done_callback(self._farewells.discard)


async def _say_last(line: Line, word: str, code: int) -> None:
    """Say a last word, and hang up; whoever does not read it is cut off after a while."""
    try:
        async with asyncio.timeout(line.close_timeout):
            await line.send(word)
            await line.close(code)
    except (ConnectionClosed, TimeoutError):
        line.transport.abort()


def _settle(waiting: asyncio.Future[Told], told: Told) -> None:
    if not waiting.done():
        waiting.set_result(told)


def _nothing(_told: Told) -> None:
    """Nobody waits for the reply: the phone is gone."""
