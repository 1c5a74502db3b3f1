"""The verb `plan`: a person plays in the terminal, and what they do is written as a plan file.

Nothing goes into the records: a plan is for the author's own desk. Its file is written at the end, whole.
"""

import argparse
import re
import secrets
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from trainer.cli import floor, marks
from trainer.cli.exits import Exit
from trainer.cli.output import ask, say, say_all, tell
from trainer.cli.sitting import text_of
from trainer.cli.transcript import Transcript
from trainer.content.plans import parse
from trainer.content.play import Play
from trainer.content.shelf import load
from trainer.core.assess import right_options
from trainer.core.events import ActKind
from trainer.core.mode import Mode
from trainer.core.scenario import SECOND
from trainer.core.shift import ActRefused, Shift, Visit
from trainer.paths import find_places
from trainer.training.acting import act_plan
from trainer.training.hall import pick

UNWRITTEN = "没有写计划。"
HELP = """\
  数字   选这一条回复或步骤        a 客户号  转去接待        n 客户号  微笑点头
  w 客户号  请稍等                 u  撤回                  h  提示（分减半）
  t 秒数  让时间过去（不然时钟不走） s  到这里为止，写下计划    q  不写计划，离开
  回车  再看一眼                   ?  这段说明"""
_TO_CUSTOMERS: dict[str, ActKind] = {"a": "attend", "n": "nod", "w": "ask_wait"}


class _Stop(Exception):
    """The author wants no more of it; `write` tells whether the plan is wanted."""

    def __init__(self, *, write: bool) -> None:
        super().__init__()
        self.write = write


def run(args: argparse.Namespace) -> int:
    """Play, and write the plan; an existing file is never touched."""
    target = Path(args.file)
    if trouble := _trouble(target):
        tell(trouble)
        return Exit.USAGE
    places = find_places(args.home, args.content)
    seed = secrets.randbits(32) if args.seed is None else args.seed
    play = pick(load(places.content, places.compiled), args.scenario, args.variant, seed)
    mode = Mode(args.mode or Mode.PRACTICE)
    variant = f"（{play.scenario.variant}）" if play.scenario.variant else ""
    say(f"\n== {play.scenario.title}{variant}  {mode.value}  录计划 ==\n{play.scenario.summary}")
    try:
        return _record(_Desk(Transcript(play, mode), seed), target)
    except (EOFError, KeyboardInterrupt):
        tell(f"\n已中断，{UNWRITTEN}")
        return Exit.INTERRUPTED


def _trouble(target: Path) -> str:
    """Say before the first question why the plan could not be written there; "" where it can."""
    if target.is_dir():
        return f"{target} 是文件夹，请写计划文件的名字。"
    if target.exists() or target.is_symlink():
        return f"{target} 已经有了，没有改动它。请换一个文件名。"
    if not target.parent.is_dir():
        return f"没有文件夹 {target.parent}。请先建好，或换一个位置。"
    return ""


def _record(desk: "_Desk", target: Path) -> Exit:
    try:
        desk.play()
    except _Stop as stop:
        if not stop.write:
            say(UNWRITTEN)
            return Exit.OK
    say()
    say_all(marks.summary(desk.transcript.marked()))
    text = desk.transcript.text()
    if not _comes_out(text, desk.transcript.play, target):
        return Exit.FOUND
    written = _written(target, text)
    say(str(written))
    tell(f"写好了。重演一遍：trainer play --plan {written}")
    return Exit.OK


def _comes_out(text: str, play: Play, target: Path) -> bool:
    """Tell whether the plan, acted, does what was played; say where it does not."""
    failures = act_plan(parse(text, str(target)), play).failures
    for failure in failures:
        tell(f"第 {failure.line} 行应为：{failure.expected}；实际：{failure.was}")
    if failures:
        tell(f"录下的计划重演不出来，{UNWRITTEN}请把上面几行告诉程序的作者。")
    return not failures


def _written(target: Path, text: str) -> Path:
    """Write the plan whole, and return where; ask for another name as long as it cannot be."""
    while True:
        try:
            _write(target, text)
            return target
        except FileExistsError:
            say(f"{target} 已经有了，没有改动它。")
        except OSError as error:
            say(f"{target} 写不了：{error.strerror or error}。")
        target = Path(ask("换一个文件名> "))


def _write(target: Path, text: str) -> None:
    file = target.open("xb")
    try:
        with file:
            file.write(text.encode())
    except BaseException:
        target.unlink(missing_ok=True)
        raise


@dataclass(slots=True)
class _Desk:
    """The author at the terminal; `seed` shuffles the options, `told` is how many events were shown."""

    transcript: Transcript
    seed: int
    told: int = 0

    def play(self) -> None:
        """Read and do what is typed until the shift is over; raise _Stop where it ends before."""
        while True:
            shift = self._catch_up()
            if shift.over:
                return
            say_all(self._view(shift))
            typed = unicodedata.normalize("NFKC", ask("请选（？ 看说明）> ")).strip().lower()
            try:
                self._answer(typed, shift)
            except ActRefused as refusal:
                say(f"{refusal}。")

    def _catch_up(self) -> Shift:
        """Tell what has happened since, and return the shift as it stands."""
        shift, events = self.transcript.as_of()
        if fresh := events[self.told :]:
            say_all(floor.news(self.transcript.play.scenario, fresh))
        self.told = len(events)
        return shift

    def _view(self, shift: Shift) -> Iterator[str]:
        scenario = self.transcript.play.scenario
        yield f"\n-- {scenario.clock(shift.now)}  {scenario.post}  录计划 --"
        yield from floor.customers(shift)
        visit = shift.visit(shift.attending)
        if visit is None:
            yield "您没有在接待谁：a 客户号 转去接待，n 客户号 微笑点头，w 客户号 请稍等。"
            return
        yield from floor.option_lines(visit, self.seed)
        if self.transcript.mode is Mode.GUIDED:
            yield from floor.script(visit)

    def _answer(self, typed: str, shift: Shift) -> None:
        """Do what was typed; raise ActRefused where it makes no sense or cannot be done."""
        if typed in ("?", "help"):
            say(HELP)
        elif typed in ("s", "q"):
            raise _Stop(write=typed == "s")
        elif typed == "u":
            self._take_back()
        elif typed == "h":
            self._hint(_attended(shift))
        elif re.fullmatch(r"[0-9]{1,3}", typed):
            self._choose(_attended(shift), int(typed))
        elif typed:
            self._act(typed, shift)

    def _act(self, typed: str, shift: Shift) -> None:
        """Do what takes a number: turn to a customer, or let time pass."""
        if found := re.fullmatch(r"([anw])\s*([0-9]{0,3})", typed):
            self.transcript.act(_TO_CUSTOMERS[found[1]], _numbered(shift, found[2]).customer.id)
        elif found := re.fullmatch(r"t\s*([0-9]{1,5}(?:\.[0-9]{1,3})?)", typed):
            self.transcript.wait(round(float(found[1]) * SECOND))
        else:
            raise ActRefused(f"看不懂「{text_of(typed)}」，输入 ? 看说明")

    def _choose(self, visit: Visit, number: int) -> None:
        options = floor.options(visit, self.seed)
        if not 1 <= number <= len(options):
            raise ActRefused(f"没有第 {number} 条，请选 1 到 {len(options)}")
        self.transcript.act("choose", visit.customer.id, options[number - 1].id)
        self._catch_up()
        if self.transcript.mode is not Mode.ASSESSMENT:
            say_all(marks.verdict(self.transcript.marked().decisions[-1]))

    def _hint(self, visit: Visit) -> None:
        self.transcript.act("hint", visit.customer.id)
        right = right_options(visit.node, visit.talk)
        options = floor.options(visit, self.seed)
        numbers = [str(number) for number, option in enumerate(options, start=1) if option in right]
        say(f"提示：选 {'、'.join(numbers)}")

    def _take_back(self) -> None:
        self.transcript.take_back()
        shift, events = self.transcript.as_of()
        self.told = len(events)
        say("已撤回上一步（计划里写成 undo）。")
        if visit := shift.visit(shift.attending):
            say(f"{visit.customer.name}：{visit.node.line}")


def _attended(shift: Shift) -> Visit:
    visit = shift.visit(shift.attending)
    if visit is None:
        raise ActRefused("您没有在接待谁，先用 a 客户号 转去接待")
    return visit


def _numbered(shift: Shift, number: str) -> Visit:
    """Return the customer of this number, or the only one there is."""
    known = shift.visits if number else shift.present
    if not number and len(known) != 1:
        raise ActRefused("请写客户号，如 a 2")
    place = int(number or 1)
    if not 1 <= place <= len(known):
        raise ActRefused(f"没有 {place} 号客户")
    return known[place - 1]
