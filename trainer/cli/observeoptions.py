"""The options of the verb `observe`; only the standard library is loaded here."""

import argparse
import re
from collections.abc import Callable
from datetime import date
from typing import Any

from trainer.cli.exits import EPILOG

ASKED = "写法见 docs/observation.md"


def add_to(made: Any, places: Callable[[Any], None]) -> None:
    """Add the inner verbs to the parser of `observe`; `places` adds the options that every verb has."""
    inner = made.add_subparsers(
        title="动词", dest="what", metavar="form|list|show|save|company|weights|marks", required=True
    )

    def verb(name: str, told: str) -> Any:
        sub = inner.add_parser(name, help=told, description=f"{told}。{ASKED}。", epilog=EPILOG)
        sub.extra.add_argument("--as", dest="who", metavar="姓名", help="谁在用：姓名或工号；不写就问")
        sub.extra.add_argument("--json", action="store_true", default=False, help="写成 JSON")
        places(sub)
        return sub

    verb("form", "列出巡视表的每一条，和它的出处")
    verb("list", "列出交了的巡视表")
    show = verb("show", "看一张巡视表，和它的每次更正")
    show.named.add_argument("id", metavar="编号", help="巡视表的编号，写开头几位就行")
    save = verb("save", "交一张写好的巡视表")
    save.named.add_argument("file", metavar="文件", help="巡视表（JSON）；写 - 就读标准输入")
    _company(verb("company", "列出公司检查的成绩；写文件就导入：先核对，没有问题再加 --apply"))
    _weights(verb("weights", "看权重，或设权重"))
    _marks(verb("marks", "最终考核：分项，和按权重合计的总分"))


def _company(made: Any) -> None:
    told = "成绩：CSV 或 .xlsx，要有 姓名（或工号）、得分、满分、日期 几列，次序不限"
    made.named.add_argument("file", nargs="?", metavar="文件", help=told)
    made.extra.add_argument("--date", type=day, metavar="日期", help="文件里没有“日期”列时的检查日期")
    made.extra.add_argument("--out-of", type=mark, metavar="满分", help="文件里没有“满分”列时的满分")
    made.extra.add_argument("--apply", action="store_true", help="核对没有问题就导入；不写只核对")


def _weights(made: Any) -> None:
    told = "日常巡视 公司检查 模拟考核 各占百分之几，合计 100；不写只看"
    made.named.add_argument("weights", nargs="*", type=mark, metavar="权重", help=told)
    made.extra.add_argument(
        "--bands", default="", metavar="等级", help="等级方案，如 telecom-2016；不写不分等级"
    )
    made.extra.add_argument("--off", action="store_true", help="不合计，只列分项")
    made.extra.add_argument("--reason", default="", metavar="理由", help="改权重的理由；第一次设不用写")


def _marks(made: Any) -> None:
    made.extra.add_argument(
        "--from", dest="first", type=day, metavar="日期", help="从哪天起；不写就是本月 1 日"
    )
    made.extra.add_argument(
        "--to", dest="last", type=day, metavar="日期", help="到哪天止；不写就是本月最后一天"
    )


def day(text: str) -> date:
    """Read a day."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"日期「{text}」不对，写成 2004-07-08 这样") from None


def mark(text: str) -> str:
    """Read a mark, or a weight, as it is written."""
    if re.fullmatch(r"[0-9]{1,4}(?:\.[0-9]{1,2})?", text):
        return text
    raise argparse.ArgumentTypeError(f"「{text}」不对，要写成数字，最多两位小数")
