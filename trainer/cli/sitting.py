"""An attempt played at the terminal: every act is recorded before its result is shown."""

from collections.abc import Callable
from dataclasses import dataclass, field
from time import monotonic

from trainer.cli import marks
from trainer.cli.exits import Exit
from trainer.cli.output import say, say_all, tell
from trainer.cli.terminal import Conversation, Setting
from trainer.core.assess import Assessment
from trainer.core.events import Entry, Event
from trainer.core.saying import TRYING_TAKES, Ear, NotHeard
from trainer.core.scenario import SECOND
from trainer.core.shift import Shift
from trainer.training import attempts
from trainer.training.attempts import Attempt
from trainer.training.hall import Hall

KEPT = "已保存到最后一步。下次运行 trainer play，可以接着做。"
RECALLED = 6
"""How many of the last events somebody who comes back is shown."""


class Leaving(Exception):
    """The trainee wants to leave; everything is kept."""


@dataclass(slots=True)
class Clock:
    """The shift's clock: it runs with the wall's where thinking time counts, and stands still elsewhere."""

    running: bool
    read: Callable[[], float] = monotonic
    base: int = 0
    since: float = 0.0

    def now(self) -> int:
        """Read the clock (ms)."""
        if not self.running:
            return self.base
        return self.base + max(0, int((self.read() - self.since) * SECOND))

    def put(self, to: int) -> None:
        """Put the clock to an instant (ms), to go on from there."""
        self.base, self.since = to, self.read()


@dataclass(slots=True)
class Sitting:
    """A trainee at the terminal with an attempt; `read` reads the wall's clock (s), `ear` takes phrases."""

    hall: Hall
    attempt: Attempt
    read: Callable[[], float] = monotonic
    ear: Ear | None = None
    clock: Clock = field(init=False)
    recorded: bool = False

    def __post_init__(self) -> None:
        self.clock = Clock(self.attempt.timed, self.read)
        self.clock.put(self.attempt.shift.now)

    def run(self) -> Exit:
        """Play to the end and show the marks; leaving or interrupting keeps everything."""
        try:
            Conversation(self, self._setting(), self._known()).hold()
            self._end()
        except Leaving:
            say(KEPT)
        except (EOFError, KeyboardInterrupt):
            say(f"\n{self._kept()}")
            return Exit.INTERRUPTED
        except BrokenPipeError:
            tell(self._kept())
            raise
        return Exit.OK

    def now(self) -> tuple[Shift, list[Event]]:
        """Return the shift and all events by now; the clock goes on to whoever comes into an empty hall."""
        now = self.clock.now()
        shift, events = self.attempt.as_of(now)
        if shift.now > now:
            self.clock.put(shift.now)
        return shift, events

    def do(self, entry: Entry) -> None:
        """Do and record an act; raise ActRefused, or a StoreError. What is not understood takes its time."""
        try:
            self.attempt = attempts.add(self.hall, self.attempt, entry, self.ear)
        except NotHeard:
            self.clock.put(self.clock.now() + TRYING_TAKES)
            raise
        self.clock.put(self.attempt.shift.now)

    def marked(self) -> Assessment:
        """Mark the attempt as it stands."""
        return self.attempt.marked()

    def obey(self, typed: str) -> bool:
        """Leave when asked to."""
        if typed in ("q", "quit", "exit"):
            raise Leaving
        return False

    def _setting(self) -> Setting:
        attempt = self.attempt
        commands = ("  q         先离开（已保存，可以接着做）",)
        undone = "已撤回上一步（记录里仍有）。"
        played = (attempt.scenario, attempt.mode, attempt.seed, attempt.called)
        return Setting(*played, undone, commands, attempt.typed)

    def _known(self) -> int:
        """Return how many events need not be shown: for somebody who comes back, all but the last."""
        return max(0, len(self.now()[1]) - RECALLED) if self.attempt.story.turns else 0

    def _end(self) -> None:
        """Record the marks, and then show them."""
        attempt = self.attempt
        assessment = attempts.finish(self.hall, attempt, self.now()[0].now)
        self.recorded = True
        say(f"\n== {attempt.scenario.title}  {attempt.called}  {attempt.person} ==")
        say_all(marks.report(attempt.scenario, assessment))
        say(f"\n{self._kept()}")

    def _kept(self) -> str:
        """Say what is safe on the disk."""
        return f"成绩已记录，编号 {self.attempt.id[:8]}。" if self.recorded else KEPT
