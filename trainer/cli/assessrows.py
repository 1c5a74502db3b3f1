"""Assessments and sittings as lines of text and as JSON."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from trainer.cli.results import SHORT
from trainer.core.exam.setting import CALLED
from trainer.core.exam.verdict import PartResult, Verdict
from trainer.training.exams.defending import Defended, Presented
from trainer.training.exams.publishing import Published
from trainer.training.hall import Hall

LISTED = ("编号", "名称", "开始", "截止", "部分", "人数", "状态")
PRESENT = ("姓名", "状态", "考了几次", "成绩", "合规", "结果", "考次")
NONE = "—"


def defended(opened: Defended) -> Iterator[str]:
    """Tell a sitting: its parts, what holds now, and every entry since."""
    row, of = opened.row, opened.published.row
    yield f"{of.title}  {row.person}  第 {row.number} 次  考次 {row.id}"
    yield f"设置 {of.hash}"
    pairs = zip(opened.setting.parts, opened.effective, strict=False)  # no results while it goes on
    for place, (part, result) in enumerate(pairs, start=1):
        marks = f"{sum(result.got)}/{sum(result.best)}"
        yield f"  {place}. {CALLED[part.kind]}  {part.title}  {marks}{_state(result)}"
    if opened.now is None or opened.recorded is None:
        yield "还没有交卷。"
    else:
        yield from verdict_lines(opened.now)
        if opened.now != opened.recorded:
            yield f"当时记的是 {opened.recorded.percent}%，{passed(opened.recorded)}。"
    for each in opened.remarks:
        yield f"台账第 {each.seq} 条  {when(each.at)}  {each.by}  {each.called}：{each.text}"


def _state(result: PartResult) -> str:
    return "" if result.complete else "（没有做）" if not result.begun else "（没有做完）"


def verdict_lines(found: Verdict) -> Iterator[str]:
    """Tell the total, the competences and the gate."""
    yield f"总分 {found.percent}%  {passed(found)}"
    for each in found.standings:
        needed = (
            "" if each.needed is None else f"，要 {each.needed}%：{'达到' if each.passed else '没有达到'}"
        )
        yield f"  {each.competence.value}  {each.got}/{each.best}（{each.percent}%{needed}）"
    yield "合规：通过" if found.compliant else f"合规：不通过（{'、'.join(found.critical)}）"


def passed(found: Verdict) -> str:
    """Say whether it was passed."""
    return "通过" if found.passed else "不通过"


def setting_lines(made: Published) -> Iterator[str]:
    """Tell what was fixed, with its hashes."""
    for place, part in enumerate(made.setting.parts, start=1):
        yield f"  {place}. {CALLED[part.kind]}  {part.title}  种子 {part.seed}  内容 {part.snapshot}"
    yield f"资费版本 {made.setting.edition}  设置 {made.row.hash}"


def listed(hall: Hall, found: Published) -> tuple[str, ...]:
    """Return an assessment as a row of the list."""
    now = hall.store.clock()
    state = "未开始" if now < found.setting.opens else "进行中" if now < found.closes else "已截止"
    numbers = str(len(found.setting.parts)), str(len(found.setting.people))
    window = when(found.setting.opens), when(found.closes)
    return (found.row.id[:SHORT], found.row.title, *window, *numbers, "已撤销" if found.withdrawn else state)


def presented(each: Presented) -> tuple[str, ...]:
    """Return a person as a row: whether they came, and what counts."""
    opened = each.counting
    if opened is None or opened.now is None:
        return (each.person, each.presence, str(each.sat), NONE, NONE, NONE, NONE)
    gate = "通过" if opened.now.compliant else "不通过"
    marks = f"{opened.now.percent}%"
    return each.person, each.presence, str(each.sat), marks, gate, passed(opened.now), opened.row.id[:SHORT]


def when(moment: datetime) -> str:
    """Write a moment by the clock on the wall."""
    return f"{moment.astimezone():%Y-%m-%d %H:%M}"


def published_json(found: Published) -> dict[str, Any]:
    """Write an assessment down for other programs."""
    setting = found.setting
    return {
        "id": found.row.id,
        "title": found.row.title,
        "settings": found.row.hash,
        "edition": setting.edition,
        "opens": setting.opens.isoformat(),
        "closes": found.closes.isoformat(),
        "withdrawn": found.withdrawn,
        "marks_shown": found.marks_shown,
        "people": list(setting.people),
        "parts": [
            {"kind": part.kind, "title": part.title, "seed": part.seed, "snapshot": part.snapshot}
            for part in setting.parts
        ],
    }


def presented_json(each: Presented) -> dict[str, Any]:
    """Write down whether somebody came, and what counts."""
    opened = each.counting
    marks = verdict_json(opened.now) if opened else None
    sitting = opened.row.id if opened else None
    return {"name": each.person, "state": each.presence, "sat": each.sat, "sitting": sitting, "marks": marks}


def verdict_json(found: Verdict | None) -> dict[str, Any] | None:
    """Write down what a sitting is worth."""
    if found is None:
        return None
    marks = {each.competence.value: {"got": each.got, "best": each.best} for each in found.standings}
    told = {"percent": found.percent, "passed": found.passed, "compliant": found.compliant}
    return {**told, "critical": list(found.critical), "competences": marks}


def defended_json(opened: Defended) -> dict[str, Any]:
    """Write a sitting down, and all that was written to it."""
    return {
        "sitting": opened.row.id,
        "name": opened.row.person,
        "number": opened.row.number,
        "settings": opened.published.row.hash,
        "recorded": verdict_json(opened.recorded),
        "now": verdict_json(opened.now),
        "parts": [{"got": list(each.got), "best": list(each.best)} for each in opened.effective],
        "entries": [
            {"seq": each.seq, "kind": each.kind, "by": each.by, "at": each.at.isoformat(), "text": each.text}
            for each in opened.remarks
        ],
        "seq": opened.seq,
    }
