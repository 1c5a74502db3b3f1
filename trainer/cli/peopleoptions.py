"""The options of the verb `people`; only the standard library is loaded here."""

import argparse
from collections.abc import Callable
from typing import Any

from trainer.cli.exits import EPILOG

ASKED = "密码在终端里问，不写在命令里；有管理员之前不用登录"


def add_to(made: Any, places: Callable[[Any], None]) -> None:
    """Add the inner verbs to the parser of `people`; `places` adds the options that every verb has."""
    made.set_defaults(who=None)
    inner = made.add_subparsers(
        title="动词", dest="what", metavar="list|add|import|admin|password|restore|hall", required=True
    )

    def verb(name: str, does: str, verbs: Any = inner) -> Any:
        sub = verbs.add_parser(name, help=does, description=f"{does}。{ASKED}。", epilog=EPILOG)
        told = "谁在用：姓名或工号；不写就问"
        sub.extra.add_argument("--as", dest="who", default=argparse.SUPPRESS, metavar="姓名", help=told)
        places(sub)
        return sub

    _json(_hall(verb("list", "列出名单")))
    _add(verb("add", "登记一个人"))
    _import(verb("import", "导入名单：先核对，没有问题再加 --apply 导入"))
    admin = verb("admin", "设第一位管理员，或把管理员移交给别人")
    admin.named.add_argument("name", nargs="?", metavar="姓名", help="管理员，或接任的人；不写就问")
    password = verb("password", "改自己的密码，或给别人设密码")
    password.named.add_argument("name", nargs="?", metavar="姓名", help="给谁设；不写就是改自己的")
    password.extra.add_argument("--remove", action="store_true", help="去掉密码，练习时不用登录（限学员）")
    restore = verb("restore", "登记内容被改动过的人，按台账恢复（限管理员）")
    restore.named.add_argument("name", metavar="姓名", help="恢复谁的登记；密码对不上就要重设")
    _halls(verb("hall", "列出营业厅；hall add、rename、training 添加、改名、开关免密码练习"), verb)


def _add(made: Any) -> None:
    made.named.add_argument("name", metavar="姓名", help="姓名；同名的在后面加字区分")
    made.extra.add_argument("--number", default="", metavar="工号", help="工号")
    made.extra.add_argument("--team", default="", metavar="班组", help="班组")
    told = "学员（默认）或主管"
    made.extra.add_argument("--role", default="学员", choices=("学员", "主管"), metavar="角色", help=told)
    _hall(made)


def _import(made: Any) -> None:
    told = "名单：CSV 或 .xlsx，第一行写 姓名、工号、班组、营业厅、角色，次序不限"
    made.named.add_argument("file", metavar="文件", help=told)
    made.extra.add_argument("--apply", action="store_true", help="核对没有问题就导入；不写只核对")
    _json(_hall(made))


def _halls(made: Any, verb: Callable[[str, str, Any], Any]) -> None:
    inner = made.add_subparsers(title="动词", dest="deed", metavar="add|rename|training", required=False)
    add = verb("add", "添加营业厅", inner)
    add.named.add_argument("name", metavar="名称", help="营业厅的名称")
    rename = verb("rename", "给营业厅改名", inner)
    rename.named.add_argument("name", metavar="旧名称", help="现在的名称")
    rename.named.add_argument("new", metavar="新名称", help="以后的名称")
    training = verb("training", "没有密码的人能不能练习", inner)
    training.named.add_argument("name", metavar="名称", help="营业厅的名称")
    training.named.add_argument("allowed", choices=("on", "off"), metavar="on|off", help="能或不能")
    _json(made)


def _hall(made: Any) -> Any:
    made.extra.add_argument("--hall", metavar="营业厅", help="营业厅的名称；不写就是自己的")
    return made


def _json(made: Any) -> None:
    made.extra.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="写成 JSON")
