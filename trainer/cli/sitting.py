"""An attempt played at the terminal: lines are read, acts are recorded, and then their result is shown."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from time import monotonic

from trainer.cli import floor, marks
from trainer.cli.exits import Exit
from trainer.cli.output import ask, say, say_all
from trainer.core.assess import right_options
from trainer.core.events import Act, ActKind, Entry, Undo
from trainer.core.mode import Mode
from trainer.core.scenario import SECOND
from trainer.core.shift import ActRefused, Shift, Visit
from trainer.training import attempts
from trainer.training.attempts import Attempt
from trainer.training.hall import Hall

KEPT = "已保存到最后一步。下次运行 trainer play，可以接着做。"
HELP = """\
  数字   选这一条回复或步骤        a 客户号  转去接待        n 客户号  微笑点头
  w 客户号  请稍等                 u  撤回                  h  提示（分减半）
  q  先离开（已保存，可以接着做）   回车  再看一眼            ?  这段说明"""
_TO_CUSTOMERS: dict[str, ActKind] = {"a": "attend", "n": "nod", "w": "ask_wait"}


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
    """A trainee at the terminal with an attempt; `read` reads the wall's clock (s).

    `told` is how many events were shown.
    """

    hall: Hall
    attempt: Attempt
    read: Callable[[], float] = monotonic
    clock: Clock = field(init=False)
    told: int = 0

    def __post_init__(self) -> None:
        self.clock = Clock(self.attempt.timed, self.read)
        self.clock.put(self.attempt.shift.now)

    def run(self) -> Exit:
        """Play to the end and show the marks; leaving or interrupting keeps everything."""
        try:
            self._play()
        except Leaving:
            say(KEPT)
            return Exit.OK
        except (EOFError, KeyboardInterrupt):
            say(f"\n{KEPT}")
            return Exit.INTERRUPTED
        self._end()
        return Exit.OK

    def _play(self) -> None:
        if self.attempt.story.turns:
            self._recall()
        while True:
            shift = self._catch_up()
            if shift.over:
                return
            say_all(self._view(shift))
            self._answer(ask("请选（？ 看说明）> "), shift)

    def _end(self) -> None:
        assessment = attempts.finish(self.hall, self.attempt, self._now())
        say(f"\n== {self.attempt.scenario.title}  {self.attempt.mode.value}  {self.attempt.person} ==")
        say_all(marks.report(self.attempt.scenario, assessment))
        say(f"\n成绩已记录，编号 {self.attempt.id[:8]}。")

    def _catch_up(self) -> Shift:
        """Tell what has happened since, and return the shift as it stands now."""
        now = self.clock.now()
        shift, events = self.attempt.as_of(now)
        if shift.now > now:
            self.clock.put(shift.now)
        fresh = events[self.told :]
        self.told = len(events)
        if fresh:
            say_all(floor.news(self.attempt.scenario, fresh))
        return shift

    def _recall(self) -> None:
        """Show the last of what was played before, for somebody who comes back."""
        events = self.attempt.as_of(self.clock.now())[1]
        self.told = max(0, len(events) - 6)

    def _view(self, shift: Shift) -> Iterator[str]:
        scenario = self.attempt.scenario
        yield f"\n-- {scenario.clock(shift.now)}  {scenario.post}  {self.attempt.mode.value} --"
        yield from floor.customers(shift)
        visit = shift.visit(shift.attending)
        if visit is None:
            yield "您没有在接待谁：a 客户号 转去接待，n 客户号 微笑点头，w 客户号 请稍等。"
            return
        yield from floor.option_lines(visit, self.attempt.seed)
        if self.attempt.mode is Mode.GUIDED:
            yield from floor.script(visit)

    def _answer(self, text: str, shift: Shift) -> None:
        """Do what was typed; a refusal is told and nothing changes."""
        typed = unicodedata.normalize("NFKC", text).strip().lower()
        if not typed:
            return
        if typed in ("?", "help"):
            say(HELP)
        elif typed in ("q", "quit", "exit"):
            raise Leaving
        else:
            try:
                self._do(self._entry(typed, shift))
            except ActRefused as refusal:
                say(f"{refusal}。")

    def _entry(self, typed: str, shift: Shift) -> Entry:
        """Read a command; raise ActRefused where it makes no sense."""
        if typed == "u":
            return Undo()
        now = self._now()
        if typed == "h":
            return Act(now, "hint", self._attended(shift).customer.id)
        if re.fullmatch(r"[0-9]{1,3}", typed):
            visit = self._attended(shift)
            offered = floor.options(visit, self.attempt.seed)
            if 1 <= int(typed) <= len(offered):
                return Act(now, "choose", visit.customer.id, offered[int(typed) - 1].id)
            raise ActRefused(f"没有第 {typed} 条，请选 1 到 {len(offered)}")
        if found := re.fullmatch(r"([anw])\s*([0-9]{0,3})", typed):
            return Act(now, _TO_CUSTOMERS[found[1]], _customer(shift, found[2]).customer.id)
        raise ActRefused(f"看不懂「{text_of(typed)}」，输入 ? 看说明")

    def _do(self, entry: Entry) -> None:
        self.attempt = attempts.add(self.hall, self.attempt, entry)
        self.clock.put(self.attempt.shift.now)
        if isinstance(entry, Undo):
            self.told = min(self.told, len(self.attempt.as_of(self.clock.now())[1]))
            say("已撤回上一步（记录里仍有）。")
            self._repeat_line()
            return
        self._catch_up()
        if entry.kind == "hint":
            self._hint(entry.customer)
        elif entry.kind == "choose" and not self.attempt.timed:
            say_all(marks.verdict(self.attempt.marked().decisions[-1]))

    def _repeat_line(self) -> None:
        visit = self.attempt.shift.visit(self.attempt.shift.attending)
        if visit:
            say(f"{visit.customer.name}：{visit.node.line}")

    def _hint(self, customer: str) -> None:
        visit = self.attempt.shift.visit(customer)
        assert visit is not None  # the hint was given for somebody in the hall
        right = right_options(visit.node, visit.talk)
        numbers = [n for n, o in enumerate(floor.options(visit, self.attempt.seed), start=1) if o in right]
        say(f"提示：选 {'、'.join(map(str, numbers))}")

    def _now(self) -> int:
        return self.attempt.as_of(self.clock.now())[0].now

    def _attended(self, shift: Shift) -> Visit:
        visit = shift.visit(shift.attending)
        if visit is None:
            raise ActRefused("您没有在接待谁，先用 a 客户号 转去接待")
        return visit


def text_of(typed: str) -> str:
    """Cut what was typed to what a sentence can carry."""
    return typed if len(typed) <= 20 else f"{typed[:20]}…"


def _customer(shift: Shift, number: str) -> Visit:
    """Return the customer of this number, or the only one there is."""
    if not number and len(shift.present) == 1:
        return shift.present[0]
    if not number:
        raise ActRefused("请写客户号，如 a 2")
    if 1 <= int(number) <= len(shift.visits):
        return shift.visits[int(number) - 1]
    raise ActRefused(f"没有 {number} 号客户")
