"""The verb `new`: a scenario to begin from, written to a file that was not there before."""

import argparse
from pathlib import Path

from trainer.cli.exits import Exit
from trainer.cli.output import say, tell
from trainer.paths import find_places

TEMPLATE = "assets/templates/scenario.yaml"


def run(args: argparse.Namespace) -> int:
    """Copy the template to the new file; nothing is ever overwritten."""
    template = find_places(args.home, args.content).content / TEMPLATE
    target = Path(args.file)
    try:
        text = template.read_bytes()
    except OSError:
        tell(f"找不到模板 {template}。请重新安装程序。")
        return Exit.CANNOT
    try:
        with target.open("xb") as file:
            file.write(text)
    except FileExistsError:
        tell(f"{target} 已经有了，没有改动它。请换一个文件名。")
        return Exit.USAGE
    except (FileNotFoundError, NotADirectoryError):
        tell(f"没有文件夹 {target.parent}。请先建好，或换一个位置。")
        return Exit.USAGE
    say(str(target))
    tell(f"写好了。改完用 trainer check {target} 检查。")
    return Exit.OK
