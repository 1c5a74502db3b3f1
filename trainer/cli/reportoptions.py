"""The options of the verb `report`; only the standard library is loaded here."""

from collections.abc import Callable
from typing import Any

from trainer.cli.exits import EPILOG

FORMS = ("html", "pdf", "xlsx")


def add_to(made: Any, places: Callable[[Any], None]) -> None:
    """Add the inner verbs to the parser of `report`; `places` adds the options that every verb has."""
    inner = made.add_subparsers(
        title="动词", dest="what", metavar="person|people|assessment|items|month", required=True
    )

    def verb(name: str, told: str, subject: str, meant: str) -> None:
        sub = inner.add_parser(name, help=told, description=f"{told}。", epilog=EPILOG)
        sub.named.add_argument("subject", metavar=subject, help=meant)
        sub.named.add_argument("folder", metavar="文件夹", help="报表放在这里；没有就新建")
        sub.extra.add_argument(
            "--form", action="append", choices=FORMS, default=[], metavar="格式", help=_FORMS_TOLD
        )
        sub.extra.add_argument("--as", dest="who", metavar="姓名", help="谁在用：姓名或工号；不写就问")
        sub.extra.add_argument("--json", action="store_true", default=False, help="写成 JSON")
        places(sub)

    short = "写开头几位就行"
    sitting, assessment = f"考次的编号，{short}", f"考核的编号，{short}"
    verb("person", "一个人一次考核的考核表", "考次", sitting)
    verb("people", "一场考核全部的个人考核表", "考核", assessment)
    verb("assessment", "一场考核的汇总", "考核", assessment)
    verb("items", "一场考核的题目分析", "考核", assessment)
    verb("month", "本营业厅的月报", "月份", "写成 2026-11 这样")


_FORMS_TOLD = "html、pdf 或 xlsx；可以写几次，不写就三种都要"
