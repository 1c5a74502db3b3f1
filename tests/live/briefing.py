"""A morning round to let phones in to: the real one of `core`, kept in memory, with its host's desk."""

import threading
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from queue import SimpleQueue
from typing import Any

from trainer.core.asks import Ask, Join, Refused, Rejoin, Reply, Seated, Taken
from trainer.core.library import Source
from trainer.core.quiz.question import Choice, Question
from trainer.core.round import act, begin
from trainer.core.rounds.acts import Act, Deed, Event, Sit, Steer, Step
from trainer.core.rounds.setup import Setup
from trainer.core.rounds.state import Round, RoundRefused
from trainer.core.rounds.view import View, phone_views
from trainer.live.events import HostEvent
from trainer.live.host import Host, monotonic_ms
from trainer.live.limits import LIMITS, Limits
from trainer.live.words import Room

RENT = Question(
    "q1", "t", "e", (), 0, "单选", "普通全球通的月租费是多少？", "记住", 1, "全球通月租",
    choices=(
        Choice("x", "20 元"),
        Choice("y", "50 元", True),
        Choice("z", "30 元"),
        Choice("w", "没有月租"),
    ),
    explanation=("普通全球通每月收月租费 50 元；20 到 30 元的是 VPMN。",),
    sources=(Source("D9", (272,), "普通全球通月租费50元(VPMN为20元-30元)"),),
)  # fmt: skip
CALL = replace(
    RENT, id="q2", rule="大灵通通话费", stem="大灵通用户在市内打电话，每分钟多少钱？",
    choices=(
        Choice("x", "0.25 元", True),
        Choice("y", "0.36 元"),
        Choice("z", "被叫包月，主叫也不再收钱，只是不能漫游"),
        Choice("w", "0.60 元"),
    ),
    explanation=("大灵通没有月租，市内通话每分钟 0.25 元。",),
    sources=(Source("D9", (273,), "大灵通:无月租,市内通话费0.25元/分钟,被叫16元包月"),),
)  # fmt: skip
SHOWN = replace(
    RENT, id="q3", form="判断", rule="来显", stem="大灵通可以取消来电显示。",
    choices=(Choice("x", "对"), Choice("y", "不对", True)),
    explanation=("大灵通和灵通卡的来电显示都不能取消。",),
    sources=(Source("D6", (164,), "无漫游功能(本地通);来显不能取消。"),),
)  # fmt: skip
QUESTIONS = (RENT, CALL, SHOWN)


def questions(count: int) -> tuple[Question, ...]:
    """Return so many different questions whose right answer is B."""
    return tuple(replace(RENT, id=f"q{n}", stem=f"第 {n} 题：月租费是多少？") for n in range(1, count + 1))


class Briefing:
    """A round in the memory that counts what it is asked, and the host that lets phones in to it."""

    def __init__(self, limits: Limits = LIMITS, **said: Any) -> None:
        plan: dict[str, Any] = {"title": "晨会抢答", "questions": QUESTIONS, "seconds": None}
        setup = Setup(**{**plan, **said})
        self.round: Round = begin(setup)
        self.batches: list[list[tuple[Ask, int]]] = []
        self.answered: list[Event] = []
        self.events: SimpleQueue[HostEvent] = SimpleQueue()
        self._lock = threading.Lock()
        self._zero = monotonic_ms()
        self.host = Host(
            self.decide,
            self.views,
            address="127.0.0.1",
            room=Room(setup.title, setup.teams, setup.by == "teams"),
            limits=limits,
            clock=self.now,
            on_event=self.events.put,
        )

    def now(self) -> int:
        """Tell the round's time in ms."""
        return monotonic_ms() - self._zero

    def decide(self, batch: Sequence[tuple[Ask, int]]) -> list[Reply]:
        """Do what phones ask."""
        with self._lock:
            self.batches.append(list(batch))
            return [self._reply(ask, at) for ask, at in batch]

    def views(self, _seats: Collection[str]) -> Mapping[str, View]:
        """Return what all phones show."""
        return phone_views(self.round, self.now())

    def steer(self, *steps: Step) -> None:
        """Do what the host does, and show it."""
        self.does(*(Steer(step) for step in steps))

    def does(self, *deeds: Deed) -> None:
        """Do things at the desk, and show them."""
        with self._lock:
            for deed in deeds:
                self._do(deed, self.now())
        self.host.changed()

    def hear(self, kind: type[HostEvent]) -> Any:
        """Wait for an event of a kind."""
        while True:
            event = self.events.get(timeout=30)
            if isinstance(event, kind):
                return event

    def _do(self, deed: Deed, at: int) -> tuple[Event, ...]:
        self.round, events = act(self.round, Act(at, deed))
        return events

    def _reply(self, ask: Ask, at: int) -> Reply:
        try:
            deed = Sit(ask.name or ask.number or ask.team, ask.team) if isinstance(ask, Join) else ask
            events = self._do(deed, at)
        except RoundRefused as refusal:
            return Refused(str(refusal))
        self.answered += [event for event in events if event.kind in ("answered", "changed")]
        if isinstance(ask, Join):
            return self._seated(next(event.seat for event in events if event.seat))
        return self._seated(ask.seat) if isinstance(ask, Rejoin) else Taken(self.round.index)

    def _seated(self, id: str) -> Seated:
        seat = self.round.seat(id)
        assert seat is not None
        return Seated(seat.id, seat.name, seat.team)
