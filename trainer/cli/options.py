"""The verbs and their options."""

from trainer import __version__
from trainer.cli import assessoptions, observeoptions, peopleoptions, reportoptions, statsoptions
from trainer.cli.exits import EPILOG
from trainer.cli.parsing import Parser, add_edition, add_json, add_places, day, one_of, positive, seed

MODES = ("跟学", "练习", "考核")
WAYS = (*MODES, "练习·打字", "考核·打字")
"""The modes, and those in which standard phrases are typed from memory."""
ASKED = "请求（JSON 或 YAML，写法见 docs/rating.md）；不写或写 - 就读标准输入。结果总是 JSON"


def parser() -> Parser:
    """Make the parser of all verbs."""
    top = Parser(prog="trainer", description="营业厅培训：和模拟客户练标准用语与办理步骤。", epilog=EPILOG)
    top.extra.add_argument("--version", action="version", version=f"trainer {__version__}", help="显示版本")
    add_places(top)
    top.set_defaults(verb=None, home=None, content=None, json=False)
    verbs = top.add_subparsers(title="动词", dest="verb", metavar="动词", required=False)

    def verb(name: str, told: str) -> Parser:
        made = verbs.add_parser(name, help=told, description=f"{told}。", epilog=EPILOG)
        add_places(made)
        return made

    verb("gui", "打开窗口（不写动词也一样）")
    _play(verb("play", "在终端里练一个场景，或按计划文件演一遍"))
    _check(verb("check", "检查内容文件和计划，一次说出全部问题"))
    _explore(verb("explore", "探路：一个场景能得几分、走不走得通、查全了没有，附能照演的计划"))
    _results(verb("results", "看成绩；results show 编号 逐步重放"))
    _verify(verb("verify", "核对记录有没有被改动，并逐次重放算分"))
    _new(verb("new", "从模板新写一个场景"))
    _plan(verb("plan", "录计划：plan record 场景 文件，边练边写成计划文件"))
    _tariff(verb("tariff", "看资费表：list 列出套餐，show 看一个套餐，diff 比两个版本"))
    _asking(verb("rate", "算一次或一批通话、短信的费用，写明每一步"), table=True)
    _asking(verb("bill", "算一个月的账单，或用几个套餐比一比"), table=True)
    _asking(verb("prorate", "算月费不满一个月该收多少"))
    _asking(verb("decide", "判断一项业务能不能受理，写明全部理由"))
    _recall(verb("recall", "默写一句标准用语，写明每一处扣分"))
    _quiz(verb("quiz", "题库：抽题、出卷、评分、自检，看哪些内容还没有题"))
    peopleoptions.add_to(verb("people", "人员、密码、营业厅，导入名单"), add_places)
    statsoptions.add_to(verb("stats", "统计：从分数表算试卷和各题的指标，结果是 JSON"))
    assessoptions.add_to(verb("assess", "考核：发布、参加、评分、申诉"), add_places)
    reportoptions.add_to(verb("report", "报表：个人考核表、考核汇总、题目分析、月报"), add_places)
    observeoptions.add_to(verb("observe", "日常巡视、公司检查，合成最终考评"), add_places)
    _round(verb("round", "早会：在终端里主持一轮题，按姓名或班组记答案"))
    return top


def _play(made: Parser) -> None:
    made.named.add_argument("scenario", nargs="?", metavar="场景", help="场景编号；不写就列出来挑")
    told = "跟学、练习（默认）或考核；标准用语要打字就写 练习·打字 或 考核·打字"
    made.extra.add_argument("--mode", type=one_of(WAYS), metavar="模式", help=told)
    made.extra.add_argument("--name", metavar="姓名", help="谁在练；不写就问")
    made.extra.add_argument("--variant", metavar="变体", help="指定变体；不写就抽一个")
    made.extra.add_argument("--seed", type=seed, metavar="种子", help="抽变体、细节和排选项用的数")
    made.extra.add_argument("--plan", metavar="文件", help="按计划文件演（写了 --name 才记录）")
    add_json(made, "演完把结果写成 JSON（与 --plan 一起用）")


def _plan(made: Parser) -> None:
    inner = made.add_subparsers(title="动词", dest="what", metavar="record 场景 文件", required=True)
    told = "在终端里练一遍，写成计划文件；不记成绩"
    record = inner.add_parser("record", help=told, description=f"{told}。", epilog=EPILOG)
    record.named.add_argument("scenario", metavar="场景", help="场景编号")
    record.named.add_argument("file", metavar="文件", help="新计划文件的名字；已有的文件不会覆盖")
    record.extra.add_argument("--mode", type=one_of(MODES), metavar="模式", help="跟学、练习（默认）或考核")
    record.extra.add_argument("--variant", metavar="变体", help="指定变体；不写就抽一个")
    record.extra.add_argument("--seed", type=seed, metavar="种子", help="抽变体、细节和排选项用的数")
    add_places(record)


def _check(made: Parser) -> None:
    told = "场景文件、计划文件或文件夹；不写就查自带的内容"
    made.named.add_argument("paths", nargs="*", metavar="文件", help=told)
    add_json(made)


def _explore(made: Parser) -> None:
    made.named.add_argument("scenario", metavar="场景", help="场景编号")
    made.extra.add_argument("--variant", metavar="变体", help="只看这个变体；不写就全看")
    told = "把最佳、最差和每个发现写成计划文件，放在这里"
    made.extra.add_argument("--plans", metavar="文件夹", help=told)
    add_json(made)


def _verify(parser: Parser) -> None:
    parser.add_argument("--recount", action="store_true", help="先按答题记录重算各种合计，再核对")
    add_json(parser)


def _results(made: Parser) -> None:
    add_json(made)
    made.extra.add_argument("--name", metavar="姓名", help="只看这个人的")
    made.extra.add_argument("--as", dest="who", metavar="姓名", help="谁在看：姓名或工号；有管理员以后要登录")
    made.extra.add_argument("--scenario", metavar="场景", help="只看这个场景的")
    made.extra.add_argument("--mode", type=one_of(WAYS), metavar="模式", help="只看这种模式的，如 考核·打字")
    inner = made.add_subparsers(title="动词", dest="show", metavar="show 编号", required=False)
    show = inner.add_parser("show", help="逐步重放一次练习", epilog=EPILOG)
    show.named.add_argument("attempt", metavar="编号", help="练习的编号，写开头几位就行")
    add_json(show)
    add_places(show)


def _new(made: Parser) -> None:
    made.named.add_argument("kind", type=one_of(("scenario",)), metavar="scenario", help="写什么")
    made.named.add_argument("file", metavar="文件", help="新文件的名字；已有的文件不会覆盖")


def _tariff(made: Parser) -> None:
    inner = made.add_subparsers(title="动词", dest="what", metavar="list|show|diff", required=True)

    def verb(name: str, told: str) -> Parser:
        sub = inner.add_parser(name, help=told, description=f"{told}。", epilog=EPILOG)
        add_json(sub)
        add_places(sub)
        return sub

    add_edition(verb("list", "列出全部套餐"))
    show = verb("show", "看一个套餐：印的每一格、出处，和算费用的每一行")
    show.named.add_argument("plan", metavar="套餐", help="名字、编号或别名")
    add_edition(show)
    diff = verb("diff", "比两个版本：改了什么，哪些场景要重看")
    for name, metavar in (("old", "旧版本"), ("new", "新版本")):
        diff.named.add_argument(name, metavar=metavar, help="版本编号，或一个版本的文件夹")


def _asking(made: Parser, table: bool = False) -> None:
    made.named.add_argument("file", nargs="?", default="-", metavar="文件", help=ASKED)
    if table:
        told = "用这个文件里的资费表（YAML 或 JSON），不用套餐"
        made.extra.add_argument("--table", metavar="文件", help=told)
    add_edition(made)


def _recall(made: Parser) -> None:
    made.named.add_argument("phrase", metavar="用语", help="标准用语的编号，如 P10")
    made.named.add_argument("text", nargs="?", metavar="文字", help="默写的文字；不写就读标准输入")
    told = "空格里应填的内容，如 --fill 金额=12.30；可以写几次"
    made.extra.add_argument("--fill", action="append", default=[], metavar="空格=内容", help=told)
    add_edition(made)


def _quiz(made: Parser) -> None:
    inner = made.add_subparsers(
        title="动词", dest="what", metavar="draw|paper|mark|selftest|coverage", required=True
    )

    def verb(name: str, told: str) -> Parser:
        sub = inner.add_parser(name, help=told, description=f"{told}。写法见 docs/quiz.md。", epilog=EPILOG)
        add_edition(sub)
        add_places(sub)
        return sub

    _drawing(verb("draw", "抽题，结果是 JSON"))
    paper = verb("paper", "按蓝图出一份试卷")
    paper.extra.add_argument("--blueprint", default="-", metavar="文件", help="蓝图；不写或写 - 就读标准输入")
    paper.extra.add_argument("--seed", type=seed, metavar="种子", help="不用蓝图里的种子")
    told = "把试卷、答题卡、答案印成 PDF，放进这个文件夹"
    paper.extra.add_argument("--pdf", metavar="文件夹", help=told)
    paper.extra.add_argument("--hall", default="", metavar="营业厅", help="印在试卷上的营业厅")
    paper.extra.add_argument("--date", type=day, metavar="日期", help="印在试卷上的日期；不写就是今天")
    marking = verb("mark", "给一道题或一份试卷评分")
    told = "题目或试卷，和答案；不写或写 - 就读标准输入"
    marking.named.add_argument("file", nargs="?", default="-", metavar="文件", help=told)
    testing = verb("selftest", "自检：每道题用第二种算法再算一遍")
    testing.extra.add_argument("--template", action="append", default=[], metavar="模板", help="只查这个模板")
    testing.extra.add_argument("--seeds", type=positive, default=3, metavar="几个", help="每种情况用几个种子")
    verb("coverage", "哪些内容还没有题")
    _keyless(paper)


def _drawing(made: Parser) -> None:
    for name, metavar, told in (
        ("rule", "规则", "只要这条规则的"),
        ("skill", "内容", "只要这类内容的，如 资费"),
        ("brand", "品牌", "只要这个品牌的"),
        ("form", "题型", "只要这种题型的，如 单选"),
        ("template", "模板", "只要这个模板的"),
    ):
        made.extra.add_argument(f"--{name}", action="append", default=[], metavar=metavar, help=told)
    told = "只要这个难度的；以上都可以写几次"
    made.extra.add_argument(
        "--difficulty", type=positive, action="append", default=[], metavar="难度", help=told
    )
    made.extra.add_argument("--count", type=positive, default=1, metavar="几道", help="抽几道题；不写是 1")
    made.extra.add_argument("--seed", type=seed, default=0, metavar="种子", help="同一个种子抽到同样的题")
    _keyless(made)


def _keyless(made: Parser) -> None:
    made.extra.add_argument("--no-key", action="store_true", help="不写答案、讲解和出处")


def _round(made: Parser) -> None:
    add = made.extra.add_argument
    add("--title", default="早会", metavar="名称", help="这一轮叫什么")
    add("--count", type=positive, default=5, metavar="几道", help="3 到 20 道题")
    add("--rule", default="", metavar="规则", help="只问这条规则")
    add("--days", type=positive, default=0, metavar="天数", help="问这几天答错的题")
    add("--team", action="append", default=[], metavar="班组", help="参加的班组；可写几次")
    add("--name", action="append", default=[], metavar="姓名", help="姓名或工号；分班组写 姓名@班组")
    add("--seconds", type=positive, metavar="秒", help="每题限时；不写不限时")
    add("--seed", type=seed, metavar="种子", help="同一个种子抽到同样的题")
    add("--hands", action="store_true", help="举手抢答")
    add("--device", action="store_true", help="每个班组一台设备")
