"""The log of a shift, played back: a shift is its log, and everything else is recomputed from it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from trainer.core.events import Act, Chose, Entry, Event
from trainer.core.scenario import Scenario
from trainer.core.shift import ActRefused, Shift, act, advance, begin


@dataclass(frozen=True, slots=True)
class Turn:
    """One act: where the shift stood at its instant, and everything since the act before it."""

    act: Act
    before: Shift
    after: Shift
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """A log played back: the turns that stand, and every turn there ever was, undone ones included."""

    scenario: Scenario
    turns: tuple[Turn, ...] = ()
    history: tuple[Turn, ...] = ()

    @property
    def shift(self) -> Shift:
        """Where the shift stands now."""
        return self.turns[-1].after if self.turns else begin(self.scenario)

    @property
    def events(self) -> list[Event]:
        """Everything that happened and was not taken back, in order."""
        return [event for turn in self.turns for event in turn.events]

    def then(self, entry: Entry) -> "Story":
        """Return the story with one more entry; raise ActRefused when it cannot be done."""
        if isinstance(entry, Act):
            before, waited = advance(self.shift, entry.at)
            after, events = act(before, entry)
            if entry.typed:
                events = [_as_said(event, entry) for event in events]
            turn = Turn(entry, before, after, (*waited, *events))
            return replace(self, turns=(*self.turns, turn), history=(*self.history, turn))
        if not self.turns:
            raise ActRefused("还没有可以撤回的动作")
        return replace(self, turns=self.turns[:-1])

    def as_of(self, now: int) -> tuple[Shift, list[Event]]:
        """Return the shift and all events up to `now` (ms), as the trainee sees them.

        Where the hall is empty the clock goes on to the next customer by itself.
        """
        shift, events = self.until(now)
        if not shift.present and shift.to_arrive:
            return self.until(shift.to_arrive[0].arrives)
        return shift, events

    def until(self, now: int) -> tuple[Shift, list[Event]]:
        """Return the shift and all events with the time up to `now` (ms) passed; never goes back."""
        shift, late = advance(self.shift, max(now, self.shift.now))
        return shift, self.events + late


def _as_said(event: Event, said: Act) -> Event:
    """Let the choice that an act led to tell what was typed for it."""
    return replace(event, typed=said.typed) if isinstance(event, Chose) else event


def play_back(scenario: Scenario, entries: Iterable[Entry]) -> Story:
    """Play a whole log; raise ActRefused at the first entry that cannot have been made."""
    story = Story(scenario)
    for entry in entries:
        story = story.then(entry)
    return story
