"""The command line: one file for each verb; without a verb the window opens.

Only the standard library is loaded until the verb is known (see `rooms`).
"""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from trainer.cli.exits import Exit
from trainer.cli.output import ready_streams, tell
from trainer.cli.rooms import room
from trainer.core.errors import TrainerError

VERBS = {
    "gui": "trainer.cli.gui",
    "play": "trainer.cli.play",
    "check": "trainer.cli.check",
    "explore": "trainer.cli.explore",
    "results": "trainer.cli.results",
    "verify": "trainer.cli.verify",
    "new": "trainer.cli.new",
    "plan": "trainer.cli.record",
    "tariff": "trainer.cli.tariff",
    "rate": "trainer.cli.rate",
    "bill": "trainer.cli.bill",
    "prorate": "trainer.cli.prorate",
    "decide": "trainer.cli.decide",
    "recall": "trainer.cli.recall",
    "quiz": "trainer.cli.quiz",
    "people": "trainer.cli.people",
    "assess": "trainer.cli.assess",
    "report": "trainer.cli.report",
    "observe": "trainer.cli.observe",
    "round": "trainer.cli.round",
    "stats": "trainer.cli.stats",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the arguments say and return the exit code (see `Exit`)."""
    ready_streams()
    words = sys.argv[1:] if argv is None else list(argv)
    try:
        if not words:
            return int(room(VERBS["gui"]).open_window())  # without argparse: the window opens sooner
        args = room("trainer.cli.options").parser().parse_args(words)
        return int(room(VERBS[args.verb or "gui"]).run(args))
    except (KeyboardInterrupt, EOFError):
        tell("\n已中断。")
    except BrokenPipeError:
        _drop_output()
    except TrainerError as error:
        tell(str(error))
        return int(room("trainer.cli.blame").exit_code(error))
    except OSError as error:
        tell(f"{_place_of(error)}：{error.strerror or error}。请检查磁盘空间和权限后再试。")
        return Exit.CANNOT
    return Exit.INTERRUPTED


def _place_of(error: OSError) -> str:
    return str(Path(os.fsdecode(error.filename))) if isinstance(error.filename, str | bytes) else "读写出错"


def _drop_output() -> None:
    """Let nothing more be written where nobody reads: `trainer results | head`."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
