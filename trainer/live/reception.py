"""The reception: whoever calls tells the room code, gets a token, and then a seat by name or number."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from trainer.core.asks import Ask, Join, Refused, Rejoin, Seated
from trainer.live import words
from trainer.live.clerk import Told
from trainer.live.limits import Gate
from trainer.live.listening import Listener
from trainer.live.names import cleaned, name_or_number, too_long
from trainer.live.seats import Seats
from trainer.live.words import Hello, Look, Room

Asking = Callable[[Ask], Awaitable[Told]]


@dataclass(eq=False)
class Reception:
    """Receives callers until they have a seat or are turned away."""

    room: Room
    seats: Seats
    gate: Gate
    ask: Asking
    _joining: dict[str, asyncio.Event] = field(default_factory=dict)

    async def receive(self, listener: Listener) -> Seated | Refused:
        """Hear a caller out; raise TimeoutError when it does not say in time who it is."""
        until = asyncio.get_running_loop().time() + self.gate.limits.hello
        while True:
            async with asyncio.timeout_at(until):
                message = await listener.next()
            match message:
                case Look(code):
                    refused = self._wrong(code, listener.line.address) or self._full()
                    if refused:
                        return refused
                    await listener.line.send(words.room(self.room, self.seats.new_token()))
                case Hello() as hello:
                    return await self._seat(hello, listener.line.address)
                case _:
                    listener.strike()

    async def _seat(self, hello: Hello, address: str) -> Seated | Refused:
        """Give a seat, or the one that the token stands for; a token asks for one seat at a time."""
        if not self.seats.is_ours(hello.token):
            return Refused(words.STRANGER)
        while hello.token in self._joining:
            await self._joining[hello.token].wait()
        seat = self.seats.seat_of(hello.token)
        if seat is not None:
            return self._back(seat, await self.ask(Rejoin(seat)))
        join = self._wrong(hello.code, address) or self._full() or self._join(hello)
        return join if isinstance(join, Refused) else await self._new(hello.token, join)

    async def _new(self, token: str, join: Join) -> Seated | Refused:
        """Give a new seat, and bind it to the token even if the caller is gone by then."""
        done = self._joining[token] = asyncio.Event()
        try:
            told = await self.ask(join)
            if isinstance(told.reply, Seated):
                self.seats.bind(token, told.reply.seat)
        finally:
            del self._joining[token]
            done.set()
        return _admitted(told)

    def _back(self, seat: str, told: Told) -> Seated | Refused:
        if isinstance(told.reply, Refused):
            self.seats.forget(seat)
        return _admitted(told)

    def _wrong(self, code: str, address: str) -> Refused | None:
        """Refuse a wrong code, and after many of them every code: nobody learns that they guessed it."""
        if not self.gate.may_guess(address):
            return Refused(words.TOO_MANY_CODES)
        if self.seats.opens(code):
            return None
        self.gate.count_wrong(address)
        return Refused(words.WRONG_CODE)

    def _full(self) -> Refused | None:
        most = self.gate.limits.phones
        return Refused(words.FULL.format(most)) if len(self.seats) + len(self._joining) >= most else None

    def _join(self, hello: Hello) -> Join | Refused:
        name, number = name_or_number(hello.who)
        team = cleaned(hello.team)
        if too_long(name, number):
            return Refused(words.LONG_NAME)
        if not name and not number and not (team and self.room.devices):
            return Refused(words.NO_NAME)
        return Join(name, number, team)


def _admitted(told: Told) -> Seated | Refused:
    match told.reply:
        case Seated() as seated if told.state not in (None, words.GONE):
            return seated
        case Refused() as refused:
            return refused
    return Refused(words.STRANGER)
