"""The one thread that asks the round: everything that has arrived since the last time goes in one batch.

So one commit serves all answers that came while the last one was written, and a phone hears that its
answer is taken only after it is on the disk. What all phones are to be shown goes after the replies.
"""

import threading
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from queue import SimpleQueue
from typing import Any, Protocol

from trainer.core.asks import Ask, Refused, Reply, Seated
from trainer.live import words

View = Mapping[str, Any]
Views = Callable[[Collection[str]], Mapping[str, View]]
"""What the phones on these seats are shown; a seat that is no more (or has the phase "gone") is let go."""

Decide = Callable[[Sequence[tuple[Ask, int]]], Sequence[Reply]]
"""Puts a batch of asks and their instants (ms) on record, and replies to each of them."""


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """What a phone asked, when (ms); `told` is called with the reply and what to show."""

    ask: Ask
    at: int
    told: Callable[["Told"], None]


@dataclass(frozen=True, slots=True)
class Told:
    """The reply to a phone, and for one that takes a seat what it shows."""

    reply: Reply
    state: str | None = None


class Ears(Protocol):
    """Who is told what comes of it, from the clerk's thread."""

    def hear(self, replies: Sequence[tuple[Asked, Told]]) -> None:
        """Reply to phones."""
        ...

    def show(self, states: Mapping[str, str]) -> None:
        """Show seats what they are shown; `words.GONE` for one that is no more."""
        ...

    def connected(self) -> Collection[str]:
        """Return the seats that have a phone now."""
        ...

    def failed(self, error: Exception) -> None:
        """Take note of a fault."""
        ...


@dataclass(frozen=True, slots=True, eq=False)
class _Shown:
    """New states: these, or (None) whatever the round says for the phones that are connected."""

    views: Mapping[str, View] | None


_Item = Sequence[Asked] | _Shown | None


@dataclass(eq=False)
class Clerk:
    """Asks the round in batches, in a thread of its own."""

    decide: Decide
    views: Views
    ears: Ears = field(init=False)
    _queue: SimpleQueue[_Item] = field(default_factory=SimpleQueue)
    _thread: threading.Thread = field(init=False)

    def __post_init__(self) -> None:
        self._thread = threading.Thread(target=self._work, name="round", daemon=True)

    def start(self, ears: Ears) -> None:
        """Begin to work, and tell these ears what comes of it."""
        self.ears = ears
        self._thread.start()

    def ask(self, asked: Sequence[Asked]) -> None:
        """Queue what phones asked."""
        self._queue.put(asked)

    def show(self, views: Mapping[str, View] | None) -> None:
        """Queue what phones are to be shown; None: what the round says when it is this one's turn."""
        self._queue.put(_Shown(views))

    def stop(self, patience: float) -> None:
        """Do what is queued, and end; after so many seconds of waiting leave it to itself."""
        self._queue.put(None)
        self._thread.join(patience)

    def _work(self) -> None:
        over = False
        while not over:
            items = self._taken()
            over = None in items
            if asked := [each for item in items if isinstance(item, Sequence) for each in item]:
                self.ears.hear(list(zip(asked, self._decided(asked), strict=True)))
            if shown := [each for each in items if isinstance(each, _Shown)]:
                self._show(shown)

    def _taken(self) -> list[_Item]:
        items = [self._queue.get()]
        while not self._queue.empty():  # nobody else takes from it
            items.append(self._queue.get())
        return items

    def _decided(self, asked: Sequence[Asked]) -> list[Told]:
        try:
            replies = self.decide([(each.ask, each.at) for each in asked])
            if len(replies) != len(asked):
                raise ValueError(f"{len(asked)} asks, {len(replies)} replies")
            states = self._states({seat for reply in replies if (seat := _seat_in(reply))})
        except Exception as error:  # told to the window; the round goes on
            self.ears.failed(error)
            return [Told(Refused(words.NOT_KEPT)) for _ in asked]
        return [Told(reply, states.get(_seat_in(reply))) for reply in replies]

    def _show(self, shown: Sequence[_Shown]) -> None:
        """Show what is newest; of several wishes for whatever the round says the last one is enough."""
        given = [each.views for each in shown]
        last = max((place for place, views in enumerate(given) if views is None), default=-1)
        states: dict[str, str] = {}
        try:
            for place, views in enumerate(given):
                if views is not None:
                    states |= _encoded(views)
                elif place == last:
                    states |= self._states(self.ears.connected())
        except Exception as error:  # told to the window; the round goes on
            self.ears.failed(error)
        else:
            self.ears.show(states)

    def _states(self, seats: Collection[str]) -> dict[str, str]:
        if not seats:
            return {}
        views = self.views(seats)
        made = _encoded({seat: views[seat] for seat in seats if seat in views})
        return {seat: made.get(seat, words.GONE) for seat in seats}


def _seat_in(reply: Reply) -> str:
    """Return the seat that a reply gives; "" for none."""
    return reply.seat if isinstance(reply, Seated) else ""


def _encoded(views: Mapping[str, View]) -> dict[str, str]:
    """Write each view once, also where several seats share it."""
    texts: dict[int, str] = {}
    found = {}
    for seat, view in views.items():
        if id(view) not in texts:
            texts[id(view)] = words.GONE if view.get("phase") == "gone" else words.state(view)
        found[seat] = texts[id(view)]
    return found
