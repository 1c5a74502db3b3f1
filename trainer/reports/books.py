"""The sheets as workbooks: which worksheets, columns and rows; keyed by staff number and by question id."""

from collections.abc import Iterable, Iterator, Sequence

from trainer.reports.hallsheets import (
    FEW,
    AssessmentSheet,
    BriefingSheet,
    GivenAnswer,
    ItemFigures,
    ItemSheet,
    MonthSheet,
    PaperQuestion,
    Result,
    TestFigures,
)
from trainer.reports.sheets import Seal, Setting, Who, share_of
from trainer.reports.telling import day
from trainer.reports.xlsx import Cell, Column, Table

_PERSON = (Column("姓名", 12), Column("工号", 11), Column("班组", 12))
_ANSWERS = (
    *_PERSON,
    Column("第几次", 8, "number"),
    Column("题号", 7, "number"),
    Column("题目编号", 32),
    Column("作答", 30),
    Column("得分", 8, "number"),
    Column("满分", 8, "number"),
    Column("错因", 24),
    Column("时间", 20, "moment"),
)
_QUESTIONS = (
    Column("题目编号", 32),
    Column("题型", 8),
    Column("主题", 14),
    Column("题目", 60),
    Column("答案", 30),
    Column("满分", 8, "number"),
)
_ITEMS = (
    Column("题目编号", 32),
    Column("变体", 8),
    Column("题型", 8),
    Column("题目", 60),
    Column("n", 7, "number"),
    Column("样本", 10),
    Column("易度", 9, "percent"),
    Column("标准差", 9, "number"),
    Column("区分度", 9, "number"),
    Column("区分效率", 10, "percent"),
    Column("有效权重", 10, "percent"),
    Column("设定权重", 10, "percent"),
)
_OPTIONS = (
    Column("题目编号", 32),
    Column("变体", 8),
    Column("选项", 7),
    Column("内容", 40),
    Column("正确", 7),
    Column("错因", 24),
    Column("人数", 8, "number"),
    Column("份额", 9, "percent"),
    Column("高分组", 9, "percent"),
    Column("低分组", 9, "percent"),
)


def assessment_book(
    sheet: AssessmentSheet, questions: Sequence[PaperQuestion], answers: Iterable[GivenAnswer], count: int
) -> tuple[Table, ...]:
    """Return the workbook of an assessment: a row for each person, and one for each person and question.

    `answers` are taken one by one, `count` is how many.
    """
    names = tuple(dict.fromkeys(part.name for each in sheet.results for part in each.competences))
    columns = (
        *_PERSON,
        Column("状态", 9),
        *(Column(title, 8, "number") for title in ("第几次", "得分", "满分")),
        Column("百分数", 9, "percent"),
        *(Column(name, 11, "percent") for name in names),
        *(Column(title, 9) for title in ("合规关", "结论", "临界")),
        Column("开始", 20, "moment"),
        Column("结束", 20, "moment"),
    )
    people = (_result(each, names) for each in sheet.results)
    asked = ((each.id, each.form, each.topic, each.stem, each.key, each.out_of) for each in questions)
    return (
        Table("成绩", columns, people, len(sheet.results)),
        Table("作答", _ANSWERS, map(_answer, answers), count),
        Table("题目", _QUESTIONS, asked, len(questions)),
        _about((("营业厅", sheet.hall), *_setting(sheet.setting), *_figures(sheet.figures)), sheet.seal),
    )


def items_book(sheet: ItemSheet) -> tuple[Table, ...]:
    """Return the workbook of an item analysis: a row for each question, and one for each option."""
    options = [(item, option) for item in sheet.items for option in item.options]
    chosen = (
        (
            *(item.id, item.variant, each.label, each.text, "是" if each.right else "", each.mistake),
            *(each.n, each.share, each.upper, each.lower),
        )
        for item, each in options
    )
    return (
        Table("题目分析", _ITEMS, map(_item, sheet.items), len(sheet.items)),
        Table("选项", _OPTIONS, chosen, len(options)),
        _about((("营业厅", sheet.hall), *_setting(sheet.setting), *_figures(sheet.figures)), sheet.seal),
    )


def month_book(sheet: MonthSheet) -> tuple[Table, ...]:
    """Return the workbook of a month: a row for each person, and one for each person and rule."""
    numbers = tuple(Column(title, 10, "number") for title in ("天数", "练习题次", "考核题次", "情景"))
    people = (
        (*_who(each.who), each.days, each.practised, each.assessed, each.scenarios, each.right)
        for each in sheet.people
    )
    cells = [
        (row.name, id, title, share, n)
        for row in sheet.heat.rows
        for (id, title), (share, n) in zip(sheet.heat.rules, row.cells, strict=True)
    ]
    heat = (Column("姓名", 12), Column("规则", 14), Column("名称", 40), Column("答对", 9, "percent"))
    made = [(each.title, each.rule, each.times, each.people) for each in sheet.mistakes]
    often = (Column("错因", 40), Column("规则", 14), Column("次数", 8, "number"), Column("人数", 8, "number"))
    weeks = [(each.begins, each.right, each.n) for each in sheet.weeks]
    seen = [(each.item, each.done, each.missed, each.unseen) for each in sheet.observed]
    walks = (Column("项目", 50), *(Column(title, 8, "number") for title in ("做到", "没做到", "未见")))
    n = Column("次数", 8, "number")
    name = f"{sheet.month.year}年{sheet.month.month}月"
    month = (("营业厅", sheet.hall), ("月份", name), ("计数", sheet.counted))
    return (
        Table("参加", (*_PERSON, *numbers, Column("答对", 9, "percent")), people, len(sheet.people)),
        Table("人和规则", (*heat, n), cells, len(cells)),
        Table("进展", (Column("周", 14, "day"), Column("答对", 9, "percent"), n), weeks, len(weeks)),
        Table("常犯的错", often, made, len(made)),
        Table("日常巡视", walks, seen, len(seen)),
        _about(month, sheet.seal),
    )


def briefing_book(sheet: BriefingSheet) -> tuple[Table, ...]:
    """Return the workbook of a morning round: a row for each person, and one for each question."""
    scores = tuple(Column(title, 8, "number") for title in ("答对", "答过", "抢答快"))
    seats: list[tuple[Cell, ...]] = [
        (*_who(each.who), "客" if each.guest else "到", each.right, each.asked, each.bonus)
        for each in sheet.seats
    ]
    seats += [(name, "", "", "缺", None, None, None) for name in sheet.absent]
    asked = [
        (
            *(each.id, each.stem, each.key, "跳过" if each.skipped else "", each.right, each.answered),
            *(share_of(each.right, each.answered), each.mistake),
        )
        for each in sheet.questions
    ]
    columns = (
        *(Column("题目编号", 32), Column("题目", 60), Column("答案", 30), Column("状态", 8)),
        *(Column(title, 8, "number") for title in ("答对", "作答")),
        *(Column("份额", 9, "percent"), Column("最常犯的错", 24)),
    )
    round = (
        *(("营业厅", sheet.hall), ("早会", sheet.title), ("主持人", sheet.host)),
        *(("记录哈希", sheet.settings), ("日期", day(sheet.begun.date()))),
    )
    return (
        Table("得分", (*_PERSON, Column("出勤", 8), *scores), seats, len(seats)),
        Table("各题", columns, asked, len(asked)),
        _about(round, sheet.seal),
    )


def _who(who: Who) -> tuple[str, str, str]:
    return who.name, who.number, who.team


def _result(result: Result, names: Sequence[str]) -> tuple[Cell, ...]:
    """Return the row of a person; what was not done stays empty."""
    if result.state != "已完成":
        return (*_who(result.who), result.state, *(None,) * (len(names) + 9))
    shares = {part.name: share_of(part.got, part.best) for part in result.competences}
    return (
        *(*_who(result.who), result.state, result.attempt, result.got, result.best),
        share_of(result.got, result.best),
        *(shares.get(name) for name in names),
        *(_verdict(result.compliant, "过", "未过"), _verdict(result.passed, "合格", "不合格")),
        *("临界" if result.borderline else "", result.begun, result.ended),
    )


def _verdict(yes: bool | None, good: str, bad: str) -> str | None:
    return None if yes is None else good if yes else bad


def _answer(given: GivenAnswer) -> tuple[Cell, ...]:
    who = given.who
    return (
        *(who.name, who.number, who.team, given.attempt, given.place, given.question, given.answer),
        *(given.got, given.out_of, given.mistake, given.at),
    )


def _item(item: ItemFigures) -> tuple[Cell, ...]:
    figures = (item.discrimination, item.efficiency, item.effective_weight)
    trusted = (None, None, None) if item.few else figures
    few = f"不足 {FEW}" if item.few else ""
    return (
        *(item.id, item.variant, item.form, item.stem, item.n, few),
        *(item.facility, item.sd, *trusted, item.intended_weight),
    )


def _setting(setting: Setting) -> Iterator[tuple[str, Cell]]:
    yield from (("考核", setting.title), ("考核编号", setting.id), ("试卷编号", setting.paper))
    yield from (("资料版本", setting.edition), ("设置哈希", setting.settings))
    yield from ((f"种子 {what}", str(seed)) for what, seed in setting.seeds)


def _figures(figures: TestFigures) -> Iterator[tuple[str, Cell]]:
    """Yield the statistics at full precision."""
    yield "人数", figures.n
    yield from (("平均分", figures.mean), ("中位数", figures.median), ("标准差", figures.sd))
    yield from (("偏度", figures.skewness), ("峰度", figures.kurtosis), ("α 系数", figures.alpha))
    yield from (("误差比", figures.error_ratio), ("测量标准误", figures.sem))


def _about(rows: Iterable[tuple[str, Cell]], seal: Seal) -> Table:
    """Return the worksheet that says what the workbook is, and what proves it."""
    end = (("账本链尾", seal.chain), ("链尾序号", seal.seq))
    told = (*rows, *end, ("出表人", seal.by), ("出表时间", seal.printed))
    return Table("说明", (Column("项目", 16), Column("内容", 70, "any")), told, len(told))
