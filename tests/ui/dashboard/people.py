"""Trainees who really play at the desk, each in their own manner, by a clock that can be set."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from trainer.core.assess import right_options
from trainer.core.events import Act, Undo
from trainer.core.mode import Mode
from trainer.core.scenario import Option
from trainer.core.shift import Visit
from trainer.training.attempts import Attempt, Choice
from trainer.training.desk import Desk

WALK_IN = "walk-in-quanqiutong"
Pick = Callable[[Visit], Option]


def best(visit: Visit) -> Option:
    """Choose what earns most."""
    return right_options(visit.node, visit.talk)[0]


def careless(visit: Visit) -> Option:
    """Choose what fails the attempt, wherever there is such a thing."""
    offered = [option for option in visit.node.options if visit.offers(option)]
    return next((option for option in offered if option.critical), best(visit))


def clumsy(visit: Visit) -> Option:
    """Choose something allowed that is not the best, wherever there is such a thing."""
    right = right_options(visit.node, visit.talk)
    offered = [o for o in visit.node.options if visit.offers(o) and not o.critical and o not in right]
    return offered[0] if offered else right[0]


@dataclass
class Clock:
    """Goes on by four seconds whenever it is read."""

    now: datetime = field(default=datetime(2026, 11, 20, 1, 12, tzinfo=UTC))

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=4)
        return self.now


@dataclass
class Trainees:
    """People who play at the desk."""

    desk: Desk
    clock: Clock = field(default_factory=Clock)

    def begin(
        self, name: str, mode: Mode = Mode.ASSESSMENT, scenario: str = WALK_IN, seed: int = 7
    ) -> Attempt:
        """Start an attempt."""
        return self.desk.start(self.desk.enrol(name), Choice(scenario, mode, seed=seed))

    def act(self, attempt: Attempt, pick: Pick) -> Attempt:
        """Do the next thing: turn to somebody, or choose."""
        shift, _ = attempt.as_of(attempt.shift.now)
        if not shift.attending or all(visit.customer.id != shift.attending for visit in shift.present):
            return self.desk.add(attempt, Act(shift.now, "attend", shift.present[0].customer.id))
        visit = shift.visit(shift.attending)
        assert visit is not None
        return self.desk.add(attempt, Act(shift.now, "choose", visit.customer.id, pick(visit).id))

    def play(
        self, name: str, pick: Pick = best, mode: Mode = Mode.ASSESSMENT, scenario: str = WALK_IN
    ) -> Attempt:
        """Play a whole attempt and hand it in."""
        attempt = self.begin(name, mode, scenario)
        while not attempt.shift.over:
            attempt = self.act(attempt, pick)
        self.desk.finish(attempt, attempt.shift.now)
        return attempt

    def play_and_think_again(self, name: str) -> Attempt:
        """Practise: look at a hint, take an answer back, and play to the end."""
        attempt = self.begin(name, Mode.PRACTICE)
        attempt = self.desk.add(self.act(attempt, clumsy), Undo())
        while not attempt.shift.over:
            attempt = self.act(attempt, best)
        self.desk.finish(attempt, attempt.shift.now)
        return attempt
