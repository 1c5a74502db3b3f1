"""Sheets to print: small ones for golden files, and large ones with as much as a hall ever has."""

from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Any

from trainer.core.library import Source
from trainer.reports import hallsheets as hall
from trainer.reports import sheets as one

HOSTILE = "<script>alert(1)</script>&\"'"
SETTINGS = "3f1c9a0e5b7d2486" * 4
CHAIN = "c0de1e1234567890" * 4  # no letters that join into one glyph
SEAL = one.Seal(CHAIN, 1284, datetime(2004, 7, 4, 17, 30), "李静")
SETTING = one.Setting(
    "2004-07-a",
    "七月营业员考核",
    "2004年武汉资费与规则（历史培训资料）",
    SETTINGS,
    (("情景 1", 11), ("情景 2", 12), ("试卷", 42)),
    "P20040703-7f3a9c",
    Fraction(80),
    date(2004, 7, 1),
    date(2004, 7, 7),
)
D9 = Source("D9", (272,), "普通全球通月租费50元‖市内通话费0.36元/分钟")
D3 = Source("D3", (64, 65), "客户进入营业厅时，导购员要微笑点头示意")
WHO = one.Who("陈晓梅", "WH0123", "早班一组")
COMPETENCES = (
    one.CompetenceMarks("服务规范", 34, 40, 80, 81.5),
    one.CompetenceMarks("业务准确", Fraction(63, 2), 40, 80, 74.0, recorded=30),
    one.CompetenceMarks("流程执行", 22, 24, 75, 79.25),
    one.CompetenceMarks("应变安抚", 9, 12, None, 70.0),
    one.CompetenceMarks("效率", 4, 6, None, None),
)
CRITICAL = one.Loss(
    "对王先生：行，证件不用看了", "请出示您的有效身份证件原件", "HR-7", "不看证件就办过户", sources=(D3,)
)
LOSSES = (
    one.Loss("没有向王先生微笑点头", "进门 5 秒内微笑点头", "KM-G1a", "迎客", 2, 2, 7_500, "王先生", (D3,)),
    one.Loss("“等一下！”", "“请您稍等。”", "KM-G4", "请客户稍等", Fraction(3, 2), 3, 83_000, "刘女士", (D3,)),
)
PARTS = (
    one.ScenarioPart("午间高峰的三位客户", "b", 11, 26, 30, LOSSES, "客户都接待完了"),
    one.ScenarioPart("过户", "", 12, 18, 18),
)
OBSERVATION = one.Observation(
    (
        one.SubScore("日常巡视", 91.7, 24, 50),
        one.SubScore("公司检查", None, 0, 20),
        one.SubScore("模拟考核", 83.0, 3, 30),
    ),
    86.4,
    "良好",
    "中国电信 2016：95/90/80",
    ("李静", "赵强"),
)
NOTES = (
    one.Note(
        "改分", "李静", datetime(2004, 7, 3, 16, 0), "第 3 题题干有歧义，两个答案都算", "业务准确 30 → 31.5"
    ),
    one.Note("申诉", "陈晓梅", datetime(2004, 7, 3, 18, 5), "第 7 题我选的和资料一致"),
    one.Note("申诉答复", "李静", datetime(2004, 7, 4, 9, 0), "资料第 272 行写的是 50 元，维持原分"),
)


def questions(count: int) -> tuple[one.Answered, ...]:
    """Questions as a paper has them; each fifth is answered wrongly, one not at all."""
    return tuple(
        one.Answered(
            f"opening.cost:gotone:{number}",
            f"客户要开{'全球通' if number % 2 else '神州行储值卡'}，带了有效身份证件，今天第 {number} 位。一共交多少元？",
            "" if number == 5 else "B 100元" if number % 5 == 0 else "C 150元",
            "C 150元",
            0 if number % 5 == 0 else 2,
            2,
            "漏了入网费" if number % 5 == 0 and number != 5 else "",
            (D9,),
            "单选",
            "资费",
            datetime(2004, 7, 3, 9, 5) + timedelta(seconds=30 * number),
        )
        for number in range(1, count + 1)
    )


def person(count: int = 6, **more: Any) -> one.PersonSheet:
    """A person's sheet with all that can stand on one."""
    given: dict[str, Any] = {
        "hall": "江汉路营业厅",
        "who": WHO,
        "setting": SETTING,
        "seal": SEAL,
        "attempt": 2,
        "begun": datetime(2004, 7, 3, 9, 5),
        "ended": datetime(2004, 7, 3, 10, 2),
        "got": Fraction(201, 2),
        "best": 122,
        "passed": False,
        "competences": COMPETENCES,
        "critical": (CRITICAL,),
        "parts": PARTS,
        "questions": questions(count),
        "recalls": (
            one.Recalled(
                "P-07",
                "收银时唱收唱付",
                "您好收您200元",
                "您好，收您200元，找您50元。",
                3,
                5,
                ("找您50元",),
                (D3,),
            ),
        ),
        "focus": (
            one.FocusLoss(datetime(2004, 7, 3, 9, 31), 12),
            one.FocusLoss(datetime(2004, 7, 3, 9, 40), 4),
        ),
        "notes": NOTES,
        "observation": OBSERVATION,
        "borderline": one.Borderline(93.2, 102.0, True),
    } | more
    return one.PersonSheet(**given)


def bare_person() -> one.PersonSheet:
    """A person's sheet with as little as can be: a quiz alone, no pass marks, an attempt that goes on."""
    return person(
        0,
        setting=one.Setting("q", "自测", "2004", SETTINGS),
        who=one.Who(HOSTILE),
        ended=None,
        passed=None,
        competences=COMPETENCES[4:],
        critical=(),
        parts=(),
        recalls=(),
        focus=(),
        notes=(),
        observation=None,
        borderline=one.Borderline(90.0, 95.0, False),
    )


NAMES = ("陈晓梅", "欧阳建国", "刘芳", HOSTILE, "赵强", "孙玥", "周堃", "吴珺")
RULES = (
    hall.WeakRule("KM-G4", "请客户稍等，回来要说“让您久等了”", 31, 60, (D3,)),
    hall.WeakRule("TR-12", "储值卡不退余额", 22, 58, (D9,)),
    hall.WeakRule("PA-3", "过户要两人的证件原件", 17, 60, (D9,)),
)


def figures(n: int) -> hall.TestFigures:
    """Statistics of a paper; of few people some cannot be reckoned."""
    if n < 5:
        return hall.TestFigures(n, 80.0, 81.0)
    return hall.TestFigures(n, 83.25, 84.5, 9.125, -0.42, 0.18, 0.81, 0.43, 3.98)


def result(number: int) -> hall.Result:
    """The result of the person of this number; of eight one is absent and one has not begun."""
    who = one.Who(NAMES[number % 8], f"WH{number:04d}", "早班一组" if number % 2 else "晚班")
    if number % 8 in (3, 6):
        return hall.Result(who, "缺考" if number % 8 == 3 else "未开始")
    got = 70 + number * 13 % 52
    parts = tuple(
        one.CompetenceMarks(each.name, max(each.got - number % 7, 0), each.best, each.pass_percent)
        for each in COMPETENCES
    )
    fine = got > 97
    times = (datetime(2004, 7, 3, 9, 5), datetime(2004, 7, 3, 10, number % 60))
    return hall.Result(who, "已完成", 1, got, 122, parts, number % 9 != 1, fine, 94 < got < 102, *times)


def assessment(count: int = 8, **more: Any) -> hall.AssessmentSheet:
    """The sheet of an assessment of so many people."""
    given: dict[str, Any] = {
        "hall": "江汉路营业厅",
        "setting": SETTING,
        "seal": SEAL,
        "results": tuple(map(result, range(count))),
        "figures": figures(count * 3 // 4),
        "weakest": RULES,
        "borderline": one.Borderline(93.6, 101.6, False),
    } | more
    return hall.AssessmentSheet(**given)


def month(people: int = 5, rules: int = 6, **more: Any) -> hall.MonthSheet:
    """The month of a hall of so many people and rules."""
    heads = tuple((f"KM-G{number}", f"{RULES[number % 3].title}") for number in range(rules))
    rows = tuple(
        hall.HeatRow(
            NAMES[row % 8],
            tuple(
                (None, 0)
                if (row + rule) % 7 == 3
                else ((row * 7 + rule * 11) % 101 / 100, (row + rule) % 12 + 1)
                for rule in range(rules)
            ),
        )
        for row in range(people)
    )
    given: dict[str, Any] = {
        "hall": "江汉路营业厅",
        "month": date(2004, 7, 1),
        "seal": SEAL,
        "counted": "练习和考核分开计；热力图、进展和错误只计练习。",
        "people": tuple(
            hall.TookPart(one.Who(NAMES[n % 8], f"WH{n:04d}", "早班"), n % 22, n * 31, n % 3 * 50, n % 6, 0.8)
            for n in range(people)
        ),
        "heat": hall.Heat(heads, rows),
        "weeks": tuple(
            hall.Week(
                date(2004, 6, 7) + timedelta(weeks=n), None if n == 2 else 0.6 + 0.04 * n, 40 * (n != 2)
            )
            for n in range(8)
        ),
        "mistakes": (
            hall.NamedMistake("漏了入网费", "TR-4", 31, 12),
            hall.NamedMistake("把储值卡余额退给客户 <b>", "TR-12", 22, 9),
            hall.NamedMistake("只看了一个人的证件", "PA-3", 7, 6),
        ),
        "weakest": RULES,
        "observed": (
            hall.Observed("客户进门时微笑点头", 41, 3, 2, D3),
            hall.Observed("唱收唱付", 0, 0, 5),
        ),
        "absent": ("吴珺",),
    } | more
    return hall.MonthSheet(**given)


def items(count: int = 3, **more: Any) -> hall.ItemSheet:
    """The analysis of a paper of so many questions; the second has few answers, the third no spread."""
    given: dict[str, Any] = {
        "hall": "江汉路营业厅",
        "setting": SETTING,
        "seal": SEAL,
        "figures": figures(48),
        "items": tuple(_item(number) for number in range(1, count + 1)),
    } | more
    return hall.ItemSheet(**given)


def _item(number: int) -> hall.ItemFigures:
    n = 12 if number == 2 else 48
    options = (
        hall.OptionFigures("A", "100元", False, 5, 0.104, 0.0, 0.23, "漏了入网费"),
        hall.OptionFigures("B", "150元", True, 40, 0.833, 1.0, 0.62),
        hall.OptionFigures("C", "200元 <b>", False, 3, 0.0625, 0.0, 0.15, "入网费算了两次"),
    )
    question = questions(number)[-1]
    spread = (0.0, None, None, 0.0) if number == 3 else (0.373, 0.41, 0.62, 0.055)
    return hall.ItemFigures(
        question.id, question.stem, "单选", n, 0.833, *spread, 0.05, options, "b" * (number % 2)
    )


def briefing(seats: int = 7, rounds: int = 8, **more: Any) -> hall.BriefingSheet:
    """The summary of a morning round."""
    given: dict[str, Any] = {
        "hall": "江汉路营业厅",
        "title": "周一早会",
        "begun": datetime(2004, 7, 5, 8, 30),
        "ended": datetime(2004, 7, 5, 8, 41),
        "host": "李静",
        "settings": SETTINGS,
        "seal": SEAL,
        "seats": tuple(
            hall.Seat(one.Who(NAMES[n % 8]), 8 - n % 5, 8, 10 * (n % 3), n == 6) for n in range(seats)
        ),
        "absent": ("赵强", "周堃"),
        "questions": tuple(
            hall.RoundQuestion(each.id, each.stem, each.key, 5 - n % 3, 6, each.mistake, n == 3)
            for n, each in enumerate(questions(rounds))
        ),
        "weakest": RULES,
        "teams": (("早班一组", 31), ("晚班", 28)),
    } | more
    return hall.BriefingSheet(**given)
