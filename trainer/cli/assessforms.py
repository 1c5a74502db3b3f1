"""The shape of an assessment as a file: read with names, and turned into a draft with people's ids."""

from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from typing import Annotated, Final, Literal

from pydantic import Field, PlainValidator

from trainer.cli.quizforms import BlueprintText, Seed, Told, Words
from trainer.content.faults import refusal
from trainer.content.page import Page
from trainer.content.requests import Asked, RequestDamaged
from trainer.content.tableschema import Strict
from trainer.core.check import near
from trainer.core.exam.setting import Counts, PassMarks
from trainer.core.quiz.blueprint import Blueprint
from trainer.core.scenario import Competence
from trainer.store.people import folded_number
from trainer.training.exams.publishing import Draft, PaperWish, PartWish, RecallWish, ScenarioWish
from trainer.training.people import Colleague

TEMPLATE: Final = """\
# 一场考核。发布以后不能改；写法见 docs/assessment.md
title: 七月上岗考核
opens: 2026-11-23 08:00        # 从什么时候可以开始
closes: 2026-11-30             # 到什么时候截止；只写日期，就是那天的最后一刻
teams: [早班]                  # 班组里的学员都考；也可以写 people: [王芳, "1002"]
attempts: 1                    # 每人可以考几次
counts: 最好                   # 考几次时算哪一次：最好、最后
minutes: 60                    # 全场限时几分钟；不写不限时
gate: true                     # 一票否决：犯了就不通过
shows_marks: false             # 交卷后给本人看成绩
pass:                          # 及格线，百分之几；总分一定要写，别的不写就不要求
  总分: 80
  业务准确: 75
scenarios:
  - scenario: walk-in-quanqiutong
    seed: 7                    # 不写就在发布时抽一个，全场一样
    minutes: 15
    weight: 2                  # 在总分里占的份数
paper:
  title: 资费小卷
  seed: 3
  minutes: 20
  rows:
    - {count: 3, form: [单选, 判断]}
recall:
  phrases: [P01, P10]
"""
"""A file to begin with."""

PassName = Literal["总分", "服务规范", "业务准确", "流程执行", "应变安抚", "效率"]
TOTAL: Final = "总分"
_LAST_MOMENT = timedelta(days=1)


def moment(text: object, *, ends: bool = False) -> datetime:
    """Read a local moment, or a day (its beginning, or its end); raise ValueError."""
    if not isinstance(text, str):
        raise ValueError(text)
    read = datetime.fromisoformat(text)
    if read.time() == time() and ":" not in text and ends:
        read += _LAST_MOMENT
    return read.astimezone() if read.tzinfo is None else read


def _opens(value: object) -> datetime:
    return _moment(value, ends=False)


def _closes(value: object) -> datetime:
    return _moment(value, ends=True)


def _moment(value: object, *, ends: bool) -> datetime:
    try:
        return moment(value, ends=ends)
    except (ValueError, OverflowError, OSError):
        raise refusal("F106", "不是时间", "写成 2026-11-30 18:00，或只写日期") from None


class TimedText(Strict):
    """What every part may have: its own limit in minutes, and its weight in the total."""

    minutes: int = 0
    weight: int = 1


class ScenarioText(TimedText):
    """A scenario to be played."""

    scenario: Told
    variant: Told | None = None
    seed: Seed | None = None
    typed: bool = False


class PaperText(BlueprintText, TimedText):
    """A paper by a blueprint."""


class RecallText(TimedText):
    """Phrases from memory."""

    phrases: Words
    seed: Seed | None = None


class AssessmentText(Strict):
    """An assessment as it is set."""

    title: Told
    opens: Annotated[datetime, PlainValidator(_opens)]
    closes: Annotated[datetime, PlainValidator(_closes)]
    people: Words = ()
    teams: Words = ()
    attempts: int = 1
    counts: Counts = "最好"
    minutes: int = 0
    gate: bool = True
    shows_marks: bool = False
    pass_: dict[PassName, int] = Field(default_factory=dict, alias="pass")
    scenarios: list[ScenarioText] = Field(default_factory=list, max_length=30)
    paper: PaperText | None = None
    recall: RecallText | None = None


def draft_of(asked: Asked[AssessmentText], staff: Sequence[Colleague]) -> Draft:
    """Return the draft, with ids for the names; raise RequestDamaged with every unknown name at its place."""
    form, page = asked.form, Page(asked.page.document)
    people = tuple(_people(form, page, staff))
    _check_teams(form, page, staff)
    if page.problems:
        raise RequestDamaged(page.problems)
    named = tuple((Competence(name), mark) for name, mark in form.pass_.items() if name != TOTAL)
    return Draft(
        title=form.title,
        parts=tuple(_parts(asked)),
        opens=form.opens,
        closes=form.closes,
        people=people,
        teams=form.teams,
        pass_marks=PassMarks(form.pass_.get(TOTAL, 0), named),
        gate=form.gate,
        attempts=form.attempts,
        counts=form.counts,
        minutes=form.minutes,
        shows_marks=form.shows_marks,
    )


def _parts(asked: Asked[AssessmentText]) -> Iterator[PartWish]:
    form = asked.form
    for each in form.scenarios:
        yield ScenarioWish(each.scenario, each.variant, each.seed, each.typed, each.minutes, each.weight)
    if form.paper:
        with asked.at("paper", "rules"):
            blueprint: Blueprint = form.paper.blueprint()
        yield PaperWish(blueprint, form.paper.minutes, form.paper.weight)
    if form.recall:
        yield RecallWish(form.recall.phrases, form.recall.seed, form.recall.minutes, form.recall.weight)


def _people(form: AssessmentText, page: Page, staff: Sequence[Colleague]) -> Iterator[int]:
    names = {each.name: each.id for each in staff if each.active}
    numbers = {each.number: each.id for each in staff if each.active and each.number}
    for place, name in enumerate(form.people):
        known = numbers.get(folded_number(name)) or names.get(name)
        if known is None:
            cure = near(name, names) or "写登记过的姓名或工号，名单见 trainer people list"
            page.tell("R801", f"本厅没有“{name}”，或已经停用", cure, ("people", place))
        else:
            yield known


def _check_teams(form: AssessmentText, page: Page, staff: Sequence[Colleague]) -> None:
    known = sorted({each.team for each in staff if each.active and each.role == "trainee" and each.team})
    for place, team in enumerate(form.teams):
        if team not in known:
            cure = near(team, known) or f"有学员的班组：{'、'.join(known) or '一个也没有'}"
            page.tell("R801", f"班组“{team}”里没有学员", cure, ("teams", place))
