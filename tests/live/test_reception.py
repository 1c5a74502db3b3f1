"""Two calls with one token, while the first still waits for its seat: there is one seat."""

import asyncio
from types import SimpleNamespace

from trainer.core.asks import Join, Rejoin, Seated
from trainer.live import words
from trainer.live.clerk import Told
from trainer.live.limits import LIMITS, Gate
from trainer.live.reception import Reception
from trainer.live.seats import Seats


def caller(message):
    async def following():
        return message

    return SimpleNamespace(next=following, line=SimpleNamespace(address="192.168.1.9"))


def test_a_second_call_waits_for_the_first_and_comes_back_to_its_seat():
    async def play():
        asked, record = [], asyncio.Event()

        async def ask(ask):
            asked.append(type(ask))
            await record.wait()
            return Told(Seated("s1", "李梅"), words.state({"phase": "lobby"}))

        seats = Seats("123456")
        reception = Reception(words.Room(), seats, Gate(LIMITS), ask)
        hello = words.Hello(seats.new_token(), "123456", "李梅")
        calls = [asyncio.create_task(reception.receive(caller(hello))) for _ in range(2)]
        await asyncio.sleep(0)  # both are heard
        assert asked == [Join]
        record.set()
        return asked, await asyncio.gather(*calls)

    asked, seated = asyncio.run(play())
    assert asked == [Join, Rejoin]
    assert seated == [Seated("s1", "李梅")] * 2
