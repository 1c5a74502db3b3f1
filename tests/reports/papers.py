"""Papers to print: one with every form of question, made by hand, and one drawn from the shipped tables."""

from datetime import date
from fractions import Fraction
from itertools import islice, zip_longest
from pathlib import Path
from typing import Any

from trainer.content.shelf import load
from trainer.core.library import Source
from trainer.core.quiz.hall import forbidden, gaps, receptions, sequence
from trainer.core.quiz.question import Blank, Choice, Number, Question
from trainer.core.quiz.template import Ground, question_of
from trainer.core.quiz.topics import cells, openings
from trainer.reports.papersheet import Asked, PaperSheet

ROOT = Path(__file__).parents[2]
D9 = Source("D9", (272,), "普通全球通月租费50元‖市内通话费0.36元/分钟")
SCORING = ("多选少选得部分分，错选不得分。", "填数写到分。")


def ask(form: Any, stem: str, **more: Any) -> Question:
    """A question with what every question has."""
    given: dict[str, Any] = {"explanation": ("照清单算。",), "sources": (D9,)} | more
    case = ("样题", stem)
    return Question("q" + form, "hand", "small", case, 1, form, stem, "资费", 1, "rule", **given)


def choices(*texts: str, right: str = "") -> tuple[Choice, ...]:
    """Choices in the order shown; their ids stand in another order than their letters."""
    ids = "defabc"
    return tuple(Choice(ids[i], text, text in right.split("|")) for i, text in enumerate(texts))


ONE = ask("单选", "全球通月租多少？", choices=choices("30元", "42元", "50元", "58元", right="50元"))
SEVERAL = ask(
    "多选",
    "过户时要带哪些证件？<请看清> & 选全",
    choices=choices(
        "原机主的有效身份证件原件",
        "新机主的有效身份证件原件",
        "学生证",
        "单位介绍信并加盖公章，经办人同时出示本人证件，缺一样也不能受理",
        right="原机主的有效身份证件原件|新机主的有效身份证件原件",
    ),
    assumptions=("AS-1r", "AS-99"),
)
JUDGE = ask("判断", "大灵通有漫游功能。", choices=choices("对", "错", right="错"))
MONEY = ask("填数", "客户开全球通，一共要交多少元？", number=Number(150_00, "元"))
COUNT = ask("填数", "学生套餐每月送多少条短信？", number=Number(200, "条"))
ORDER = ask(
    "排序",
    "把下面的步骤按先后排好。",
    choices=choices("递单签字", "问好", "审核证件", "收费找零"),
    before=(("e", "f"), ("f", "d"), ("f", "a")),
)
CHAIN = ask(
    "排序", "按月份先后排好。", choices=choices("三月", "一月", "二月"), before=(("e", "f"), ("f", "d"))
)
MATCH = ask(
    "连线",
    "给每个品牌连上开户要交的钱。",
    lefts=(Choice("la", "全球通"), Choice("lb", "神州行储值卡"), Choice("lc", "动感地带")),
    choices=choices("100元", "150元", "80元", "60元"),
    pairs=(("la", "e"), ("lb", "d"), ("lc", "f")),
)
GAPS = ask(
    "填空",
    "补全这句标准用语：“您好，收您＿＿＿元，找您＿＿＿元。”",
    blanks=(Blank(("200", "二百"), 200_00), Blank(("50",), 50_00)),
)
GAP = ask("填空", "中国移动的客户服务热线是＿＿＿。", blanks=(Blank(("1860",)),))
EVERY_FORM = (ONE, SEVERAL, JUDGE, MONEY, COUNT, ORDER, CHAIN, MATCH, GAPS, GAP)


def sheet_of(*questions: Question, **more: Any) -> PaperSheet:
    """A paper of these questions, two marks each."""
    given: dict[str, Any] = {
        "id": "P20040703-7f3a9c",
        "title": "七月营业员考核",
        "hall": "江汉路营业厅",
        "on": date(2004, 7, 3),
        "edition": "2004年武汉资费与规则（历史培训资料）",
        "seed": 42,
        "scoring": SCORING,
        "minutes": 60,
        "readings": {"AS-1r": "金额四舍五入到分"},
    } | more
    return PaperSheet(asked=tuple(Asked(each, Fraction(2)) for each in questions), **given)


def drawn(count: int) -> tuple[Question, ...]:
    """Return the first questions of the shipped templates, one of each template after the other."""
    books = load(ROOT).books
    ground = Ground(books.edition, books.library)
    rooms = (cells, openings, gaps, receptions, sequence, forbidden)
    templates = [template for room in rooms for template in room.TEMPLATES]
    rounds = zip_longest(*(islice(template.cases(ground), 20) for template in templates))
    return tuple(
        islice(
            (
                question_of(template, ground, case, seed=7)
                for cases in rounds
                for template, case in zip(templates, cases, strict=True)
                if case is not None
            ),
            count,
        )
    )
