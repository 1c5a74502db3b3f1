"""The sheets become documents: which template, which charts, and what stands at the foot of every page."""

from collections.abc import Mapping
from typing import Any

from trainer.reports.charts import Axis, Bar, bars, histogram, progress, radar
from trainer.reports.document import Document
from trainer.reports.drawing import Drawing, shortened
from trainer.reports.hallsheets import FEW, AssessmentSheet, BriefingSheet, ItemSheet, MonthSheet
from trainer.reports.heatmap import heat_maps
from trainer.reports.html import Stationery
from trainer.reports.sheets import PersonSheet, Seal, Setting, share_of
from trainer.reports.telling import NOTHING, day, one_line

PERSON, ASSESSMENT, MONTH, ITEMS, BRIEFING = "个人考核表", "考核汇总", "营业厅月报", "题目分析", "早会小结"
MOST_MISTAKES = 12
_DIGITS, _LETTERING, _HEAD_ROOM = 16, 10.7, 620.0
_LEAST_AXES = 3


def person_page(stationery: Stationery, sheet: PersonSheet) -> Document:
    """Return the sheet of one attempt of a person."""
    axes = [
        Axis(each.name, share_of(each.got, each.best), _hundredth(each.hall_percent))
        for each in sheet.competences
    ]
    charts = {"radar": radar(axes)} if len(axes) >= _LEAST_AXES else {}
    words = {
        "total": share_of(sheet.got, sheet.best),
        "seeds": _seeds(sheet.setting),
        "hall_known": any(axis.hall is not None for axis in axes),
        "under": f"{sheet.hall} · {sheet.setting.title}",
    }
    number = f"（{sheet.who.number}）" if sheet.who.number else ""
    about = f"{sheet.who.name}{number} · {sheet.setting.title} · 第 {sheet.attempt} 次"
    foot = _foot(sheet.setting.settings, sheet.seal, sheet.setting.paper)
    return _page(stationery, (PERSON, "person.html.j2", about, foot), sheet, charts, words)


def assessment_page(stationery: Stationery, sheet: AssessmentSheet) -> Document:
    """Return the sheet of a whole assessment."""
    mark = sheet.setting.pass_percent
    chart = histogram(tuple(sheet.percents()), None if mark is None else float(mark))
    words = {
        "names": tuple(dict.fromkeys(part.name for each in sheet.results for part in each.competences)),
        "passed_count": sum(result.passed is True for result in sheet.done),
        "gate_count": sum(result.compliant is False for result in sheet.done),
        "window": _window(sheet.setting),
        "seeds": _seeds(sheet.setting),
        "under": f"{sheet.hall} · {sheet.setting.title}",
    }
    foot = _foot(sheet.setting.settings, sheet.seal, sheet.setting.paper)
    about = (ASSESSMENT, "assessment.html.j2", sheet.setting.title, foot)
    return _page(stationery, about, sheet, {"histogram": chart}, words)


def month_page(stationery: Stationery, sheet: MonthSheet) -> Document:
    """Return the sheet of a hall's month."""
    month = f"{sheet.month.year}年{sheet.month.month}月"
    weeks = [(f"{week.begins.month}月{week.begins.day}日", week.right, week.n) for week in sheet.weeks]
    often = sorted(sheet.mistakes, key=lambda each: -each.times)[:MOST_MISTAKES]
    charts = {f"heat-{number}": each for number, each in enumerate(heat_maps(sheet.heat), 1)}
    if weeks:
        charts["progress"] = progress(weeks, "每周答对的份额")
    if often:
        told = [Bar(each.title, each.times, f"{each.times} 次，{each.people} 人") for each in often]
        charts["mistakes"] = bars(told, "常犯的错")
    about = (MONTH, "month.html.j2", f"{sheet.hall} · {month}", _foot("", sheet.seal))
    return _page(stationery, about, sheet, charts, {"under": f"{sheet.hall} · {month}"})


def items_page(stationery: Stationery, sheet: ItemSheet) -> Document:
    """Return the analysis of a paper's questions."""
    words = {"seeds": _seeds(sheet.setting), "under": f"{sheet.hall} · {sheet.setting.title}"}
    foot = _foot(sheet.setting.settings, sheet.seal, sheet.setting.paper)
    return _page(stationery, (ITEMS, "items.html.j2", sheet.setting.title, foot), sheet, {}, words)


def briefing_page(stationery: Stationery, sheet: BriefingSheet) -> Document:
    """Return the summary of a morning round."""
    foot = _foot(sheet.settings, sheet.seal, name="记录")
    about = (BRIEFING, "briefing.html.j2", f"{sheet.hall} · {sheet.title}", foot)
    under = f"{sheet.hall} · {sheet.title} · {day(sheet.begun.date())}"
    return _page(stationery, about, sheet, {}, {"under": under})


def _page(
    stationery: Stationery,
    about: tuple[str, str, str, str],
    sheet: PersonSheet | AssessmentSheet | MonthSheet | ItemSheet | BriefingSheet,
    charts: Mapping[str, Drawing],
    words: Mapping[str, Any],
) -> Document:
    """Fill in a template; `about` is the kind of sheet, the template, whom it is about and the foot."""
    kind, template, whom, foot = about
    title = one_line(f"{kind} · {whom}")
    html = stationery.fill(
        template, sheet=sheet, kind=kind, title=title, charts=charts, share=share_of, few=FEW, **words
    )
    head = shortened(title, _LETTERING, _HEAD_ROOM)
    return Document(title, html, sheet.seal.printed.date(), head, foot=foot, charts=charts)


def _foot(settings: str, seal: Seal, paper: str = "", name: str = "设置") -> str:
    """Tell the beginnings of the hashes; the sheet has them whole."""
    told = (
        f"{name} {settings[:_DIGITS]}" if settings else "",
        f"链尾 {seal.seq}:{seal.chain[:_DIGITS]}",
        f"试卷 {paper}" if paper else "",
    )
    return one_line(" · ".join(filter(None, told)))


def _seeds(setting: Setting) -> str:
    return "；".join(f"{what} {seed}" for what, seed in setting.seeds) or NOTHING


def _window(setting: Setting) -> str:
    begins, ends = (day(on) if on else "" for on in (setting.opens, setting.closes))
    return f"{begins} 至 {ends}" if begins or ends else NOTHING


def _hundredth(percent: float | None) -> float | None:
    return None if percent is None else percent / 100
