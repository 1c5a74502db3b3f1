"""The options of the verb `stats`; only the standard library is loaded here."""

import argparse
import re
from typing import Any

_NUMBER = r"[0-9]{1,12}(\.[0-9]{1,12})?"


def add_to(made: Any) -> None:
    """Add the file and the options to the parser of `stats`."""
    told = "分数表（CSV）：第一列人名，第一行题号，第二行可以写 max 和每题满分；不写或写 - 就读标准输入"
    made.named.add_argument("file", nargs="?", default="-", metavar="文件", help=told)
    told = "合格线：总分，如 18；或百分比，如 60%%。写了就列出临界的人"
    made.extra.add_argument("--pass", dest="pass_mark", type=_pass_mark, metavar="分数", help=told)
    told = "每题满分，如 2,2,5；一样就写一个数。分数表里有 max 行就不用写"
    made.extra.add_argument("--maxima", type=_maxima, metavar="满分", help=told)
    told = "每题至少几份作答才算；不写是 20"
    made.extra.add_argument("--least", type=_least, default=20, metavar="份数", help=told)


def _pass_mark(text: str) -> tuple[float, bool]:
    """Read a pass mark: the number, and whether it is per cent of the best total."""
    found = re.fullmatch(rf"({_NUMBER})([%％]?)", text)
    if not found:
        raise argparse.ArgumentTypeError(f"合格线「{text}」不对，写成 18 或 60% 这样")
    number, is_percent = float(found[1]), bool(found[3])
    if is_percent and number > 100:
        raise argparse.ArgumentTypeError(f"合格线「{text}」超过了 100%")
    return number, is_percent


def _maxima(text: str) -> tuple[float, ...]:
    parts = re.split("[,，]", text)
    if not all(re.fullmatch(_NUMBER, part.strip()) for part in parts):
        raise argparse.ArgumentTypeError(f"满分「{text}」不对，写成 2,2,5 这样")
    return tuple(map(float, parts))


def _least(text: str) -> int:
    if re.fullmatch("[0-9]{1,6}", text) and int(text):
        return int(text)
    raise argparse.ArgumentTypeError(f"份数「{text}」不对，要写 1 到 999999 的整数")
