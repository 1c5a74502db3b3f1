"""Two hundred phones at once: each answer is counted exactly once, and all hear of it."""

import asyncio
import json
from collections import Counter
from contextlib import AsyncExitStack

from tests.live.briefing import questions
from tests.live.calling import calling, hear, join
from trainer.live.limits import Limits

PHONES, QUESTIONS = 200, 10
IN_A_HURRY = Limits(said_by_address=(10_000, 0))
"""All phones have one address here, and no human being to wait for."""


async def play(briefing, steer) -> Counter[str]:
    """Let all phones answer every question at the same instant; return what they heard."""
    heard = Counter[str]()
    async with AsyncExitStack() as calls:
        phones = await asyncio.gather(
            *(calls.enter_async_context(calling(briefing.host)) for _ in range(PHONES))
        )
        await asyncio.gather(*(join(each, briefing.host.code, f"手机{n}") for n, each in enumerate(phones)))
        for question in range(QUESTIONS):
            await asyncio.to_thread(steer, "next")
            told = await asyncio.gather(*(answer(each, question, n) for n, each in enumerate(phones)))
            heard.update(told)
            await asyncio.to_thread(steer, "close", "reveal")
    return heard


async def answer(phone, question: int, n: int) -> str:
    """Wait for a question, answer it, twice when in doubt, and change it at times."""
    while (told := await hear(phone, "state"))["phase"] != "question":
        pass
    assert told["question"]["number"] == question + 1
    for turn in range(2 if n % 5 == 0 else 1):
        await phone.send(json.dumps({"t": "choose", "q": question, "c": "b", "n": turn}))
        assert (await hear(phone, "ack", "no")) == {"t": "ack", "n": turn, "q": question}
    return "ack"


def test_every_answer_of_two_hundred_phones_counts_exactly_once(open_briefing):
    briefing = open_briefing(questions=questions(QUESTIONS), limits=IN_A_HURRY)
    heard = asyncio.run(play(briefing, briefing.steer))
    assert heard == {"ack": PHONES * QUESTIONS}
    assert Counter((event.seat, event.question) for event in briefing.answered) == Counter(
        {(f"s{seat}", question): 1 for seat in range(1, PHONES + 1) for question in range(QUESTIONS)}
    )
    assert all(len(given) == PHONES for given in briefing.round.given.values())
    assert len(briefing.batches) < PHONES * QUESTIONS  # many answers to one commit


def test_the_two_hundred_and_first_is_refused_politely(open_briefing):
    briefing = open_briefing()

    async def crowd() -> str:
        async with AsyncExitStack() as calls:
            for n in range(PHONES):
                phone = await calls.enter_async_context(calling(briefing.host))
                await join(phone, briefing.host.code, f"手机{n}")
            async with calling(briefing.host) as late:
                await late.send(json.dumps({"t": "look", "code": briefing.host.code}))
                return str((await hear(late, "no"))["why"])

    assert "已经有 200 部手机加入，坐不下了" in asyncio.run(crowd())
    assert len(briefing.round.players) == PHONES
