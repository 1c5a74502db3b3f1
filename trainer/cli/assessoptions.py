"""The options of the verb `assess`; only the standard library is loaded here."""

import argparse
import re
from collections.abc import Callable
from typing import Any

from trainer.cli.exits import EPILOG

ASKED = "写法见 docs/assessment.md"
COMPETENCES = ("服务规范", "业务准确", "流程执行", "应变安抚", "效率")
MOST = 10**9


def add_to(made: Any, places: Callable[[Any], None]) -> None:
    """Add the inner verbs to the parser of `assess`; `places` adds the options that every verb has."""
    inner = made.add_subparsers(
        title="动词",
        dest="what",
        metavar="new|publish|list|sit|who|show|override|comment|appeal|answer|release|extend|withdraw|show-marks",
        required=True,
    )

    def verb(name: str, told: str) -> Any:
        sub = inner.add_parser(name, help=told, description=f"{told}。{ASKED}。", epilog=EPILOG)
        asked = "谁在用：姓名或工号；不写就问"
        sub.extra.add_argument("--as", dest="who", metavar="姓名", help=asked)
        sub.extra.add_argument("--json", action="store_true", default=False, help="写成 JSON")
        places(sub)
        return sub

    _setting(verb)
    _sitting(verb)
    _defending(verb)


def _setting(verb: Callable[[str, str], Any]) -> None:
    new = verb("new", "写一份考核的样子，改好再发布")
    new.named.add_argument("file", metavar="文件", help="新文件的名字；已有的文件不会覆盖")
    publish = verb("publish", "发布一场考核；发布以后不能改")
    publish.named.add_argument("file", metavar="文件", help="考核（YAML 或 JSON）；写 - 就读标准输入")
    publish.extra.add_argument("--check", action="store_true", help="只核对，不发布")
    verb("list", "列出发布了的考核")
    extend = verb("extend", "推迟截止时间")
    extend.named.add_argument("id", metavar="考核", help="考核的编号，写开头几位就行")
    extend.extra.add_argument("--closes", required=True, metavar="时间", help="新的截止时间")
    withdraw = verb("withdraw", "撤销一场考核；考过的成绩都留着")
    withdraw.named.add_argument("id", metavar="考核", help="考核的编号，写开头几位就行")
    shown = verb("show-marks", "公布成绩：本人从此能看自己的成绩，不能收回")
    shown.named.add_argument("id", metavar="考核", help="考核的编号，写开头几位就行")
    for each in (extend, withdraw):
        each.extra.add_argument("--reason", required=True, metavar="理由", help="理由，留在台账里")


def _sitting(verb: Callable[[str, str], Any]) -> None:
    sit = verb("sit", "参加考核；没有考完的接着考")
    sit.named.add_argument("id", metavar="考核", help="考核的编号，写开头几位就行")
    who = verb("who", "谁考了，谁没考，谁缺考")
    who.named.add_argument("id", metavar="考核", help="考核的编号，写开头几位就行")


def _defending(verb: Callable[[str, str], Any]) -> None:
    def about(name: str, told: str, text: str = "") -> Any:
        made = verb(name, told)
        made.named.add_argument("sitting", metavar="考次", help="考次的编号，写开头几位就行")
        if text:
            made.named.add_argument("text", metavar=text, help=f"{text}，留在台账里")
        return made

    about("show", "看一次考核的成绩，和以后写的每一条")
    change = about("override", "改一个分数，或去掉一条一票否决")
    add = change.extra.add_argument
    add("--part", type=count, required=True, metavar="第几部分", help="从 1 数起")
    add("--competence", choices=COMPETENCES, metavar="能力", help="改哪个能力的分")
    add("--to", type=count, metavar="分", help="改成几分")
    add("--lift", default="", metavar="一票否决", help="去掉这一条一票否决，写它的名称")
    add("--after", type=count, required=True, metavar="条号", help="您看到的最新一条，见 show")
    add("--reason", required=True, metavar="理由", help="理由，留在台账里")
    about("comment", "写一条批注", "批注").extra.add_argument(
        "--part", type=count, metavar="第几部分", help="只说这一部分；从 1 数起"
    )
    about("appeal", "申诉，由本人提出", "申诉")
    about("answer", "答复申诉", "答复")
    about("release", "准许离场；时间照走，到点以前可以接着考", "理由")


def count(text: str) -> int:
    """Read a whole number."""
    if re.fullmatch(r"[0-9]{1,9}", text):
        return int(text)
    raise argparse.ArgumentTypeError(f"「{text}」不对，要写 0 到 {MOST - 1} 的整数")
