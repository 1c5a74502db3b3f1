"""The verb `plan`: a person plays in the terminal, and what they do is written as a plan file.

Nothing goes into the records: a plan is for the author's own desk. Its file is written at the end, whole.
"""

import argparse
import re
import secrets
from dataclasses import dataclass
from pathlib import Path

from trainer.cli import marks
from trainer.cli.exits import Exit
from trainer.cli.output import ask, say, say_all, tell
from trainer.cli.terminal import Conversation, Setting
from trainer.cli.transcript import Transcript
from trainer.content.plans import parse
from trainer.content.play import Play
from trainer.content.shelf import load
from trainer.core.assess import Assessment
from trainer.core.events import Entry, Event, Undo
from trainer.core.mode import Mode
from trainer.core.scenario import SECOND
from trainer.core.shift import Shift
from trainer.paths import find_places
from trainer.training.acting import PLAN_SEED, act_plan
from trainer.training.hall import variant_of

UNWRITTEN = "没有写计划。"
_UNDONE = "已撤回上一步（计划里写成 undo）。"
_COMMANDS = (
    "  t 秒数    让时间过去（不然时钟不走）",
    "  s         到这里为止，写下计划",
    "  q         不写计划，离开",
)


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
    shelf = load(places.content, places.compiled)
    play = variant_of(shelf, args.scenario, args.variant, seed).drawn(PLAN_SEED)  # as plans are acted
    mode = Mode(args.mode or Mode.PRACTICE)
    variant = f"（{play.scenario.variant}）" if play.scenario.variant else ""
    say(f"\n== {play.scenario.title}{variant}  {mode.value}  录计划 ==\n{play.scenario.summary}")
    setting = Setting(play.scenario, mode, seed, "录计划", _UNDONE, _COMMANDS)
    try:
        return _record(Transcript(play, mode), setting, target)
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


def _record(transcript: Transcript, setting: Setting, target: Path) -> Exit:
    try:
        Conversation(_Desk(transcript), setting).hold()
    except _Stop as stop:
        if not stop.write:
            say(UNWRITTEN)
            return Exit.OK
    say()
    say_all(marks.summary(transcript.marked()))
    text = transcript.text()
    if not _comes_out(text, transcript.play, target):
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
        except ValueError:
            say("这个名字里有不能用的字符。")
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
    """The author's desk: what is done there is written down, and time passes only when they say so."""

    transcript: Transcript

    def now(self) -> tuple[Shift, list[Event]]:
        """Return the shift and all events by now."""
        return self.transcript.as_of()

    def do(self, entry: Entry) -> None:
        """Do an act and write it down; raise ActRefused."""
        if isinstance(entry, Undo):
            self.transcript.take_back()
        else:
            self.transcript.act(entry.kind, entry.customer, entry.option)

    def marked(self) -> Assessment:
        """Mark what was played, as it stands."""
        return self.transcript.marked()

    def obey(self, typed: str) -> bool:
        """Let time pass, or stop; raise ActRefused where no plan can wait so long."""
        if typed in ("s", "q", "quit", "exit"):
            raise _Stop(write=typed == "s")
        found = re.fullmatch(r"t\s*([0-9]{1,5}(?:\.[0-9]{1,3})?)", typed)
        if found:
            self.transcript.wait(round(float(found[1]) * SECOND))
        return found is not None
