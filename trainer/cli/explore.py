"""The verb `explore`: what can be reached in a scenario, what is wrong with it, and plans that show it."""

import argparse
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from trainer.cli import deadlines, floor
from trainer.cli.exits import Exit
from trainer.cli.output import print_json, say_all, tell
from trainer.cli.transcript import Transcript
from trainer.content.plans import LONGEST_WAIT
from trainer.content.play import Play
from trainer.content.shelf import load
from trainer.core.discoveries import Discovery, Kind, Report, explore
from trainer.core.events import ActKind
from trainer.core.explore import Best
from trainer.core.log import Story, Turn, play_back
from trainer.core.mode import Mode
from trainer.core.scenario import SECOND, Scenario
from trainer.core.shift import ActRefused
from trainer.core.telling import wording
from trainer.core.ways import Course, ways
from trainer.paths import find_places
from trainer.training.hall import pick

MOST_WAYS = 100_000
"""How many ways through one conversation are counted."""

LONGEST_DEED = 24
"""How many characters of what is said or done are shown."""

_MARK = "# trainer explore"
"""What a plan written here begins with; no other file is ever written over."""

_TOLD: dict[Kind, str] = {
    "dead": "{who}的「{node}」走不到任何结尾",
    "stuck": "{who}走到「{node}」时没有选项可选，只能干等",
    "unreached": "{who}的「{node}」走不到",
    "walks_out": "就算按最佳做法，{who}还是{gone}",
    "grows_hotter": "就算按最佳做法，{who}还是等急了",
    "may_walk_out": "按某一种接待次序，{who}会{gone}",
    "always_hotter": "试过的每一种次序里，{who}都等急了",
    "not_served": "没有一种次序能留住所有客户",
    "waiting_pays": "故意让{who}等急，反而能多得 {marks} 分",
    "unproved": "最佳得分比各客户分别的最高分之和少 {marks} 分，没有证明是最高",
}
_NOTES: tuple[Kind, ...] = ("grows_hotter", "may_walk_out", "unproved")
"""What is told, but is no fault."""


@dataclass(frozen=True, slots=True)
class _Explored:
    """One variant: what came of it, the best plan played, how many ways there are, the plans by name."""

    play: Play
    report: Report
    best: Story
    ways: int
    counted: bool
    plans: dict[str, str]

    @property
    def faults(self) -> int:
        """How many of the discoveries should be put right."""
        return sum(found.kind not in _NOTES for found in self.report.discoveries)


def run(args: argparse.Namespace) -> int:
    """Explore one variant or all of them; faults make the exit code 1."""
    places = find_places(args.home, args.content)
    shelf = load(places.content, places.compiled)
    first = pick(shelf, args.scenario, args.variant, 0)
    plays = shelf.plays[args.scenario] if args.variant is None else (first,)
    explored = [_explore(play) for play in plays]
    if args.plans is not None:
        folder = Path(args.plans)
        if taken := _taken(folder, explored):
            tell(f"{taken} 不是 trainer explore 写的，没有改动它，也没有写计划。请换一个文件夹。")
            return Exit.USAGE
        _write(folder, explored)
    if args.json:
        rows = [_as_json(each, args.plans is not None) for each in explored]
        print_json({"scenario": args.scenario, "variants": rows})
    else:
        for each in explored:
            say_all(_lines(each, args.plans is not None))
    faults = sum(each.faults for each in explored)
    tell(_verdict(faults, sum(not each.report.exhaustive for each in explored)))
    return Exit.FOUND if faults else Exit.OK


def _verdict(faults: int, partial: int) -> str:
    found = f"{faults} 处要改" if faults else "没有发现要改的地方"
    return f"{found}（{partial} 个变体没有查全）。" if partial else f"{found}。"


def _explore(play: Play) -> _Explored:
    report = explore(play.scenario)
    counts = [sum(1 for _ in islice(ways(c), MOST_WAYS + 1)) for c in play.scenario.customers]
    counted = max(counts) <= MOST_WAYS
    plans = {f"{_name(play, label)}.plan": text for label, text in _plans(play, report)}
    best = play_back(play.scenario, report.best.acts)
    return _Explored(play, report, best, sum(min(count, MOST_WAYS) for count in counts), counted, plans)


def _plans(play: Play, report: Report) -> Iterator[tuple[str, str]]:
    """Yield the plans of a variant, each with what tells it from the others."""
    for label, title, found in (("best", "最佳做法", report.best), ("worst", "最差做法", report.worst)):
        if found.acts:
            yield label, _plan(play, title, Course(found.acts, found.took))
    for found_out in report.discoveries:
        if found_out.course and found_out.course.until <= LONGEST_WAIT * SECOND:
            yield _label(found_out), _plan(play, _sentence(play.scenario, found_out), found_out.course)


def _plan(play: Play, title: str, course: Course) -> str:
    """Write a course in the plan notation; where it ends at a choice, also what cannot be chosen there."""
    written = Transcript(play, Mode.ASSESSMENT)
    for act in course.acts:
        _wait(written, act.at)
        written.act(act.kind, act.customer, act.option)
    _wait(written, course.until)
    shift, _ = written.as_of()
    here = shift.visit(shift.attending)
    for option in here.node.options if here else ():
        if here and not here.offers(option):
            try:
                written.act("choose", here.customer.id, option.id)
            except ActRefused:
                continue
    _, _, lines = written.text().partition("\n")
    return f"{_MARK}：{title}\n{lines}"


def _wait(written: Transcript, until: int) -> None:
    now = written.as_of()[0].now
    if until > now:
        written.wait(until - now)


def _taken(folder: Path, explored: list[_Explored]) -> Path | None:
    """Return a file in the way that was not written here."""
    for each in explored:
        for name in each.plans:
            path = folder / name
            if path.exists() and not path.read_bytes().startswith(_MARK.encode()):
                return path
    return None


def _write(folder: Path, explored: list[_Explored]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for each in explored:
        for name, text in each.plans.items():
            (folder / name).write_text(text, encoding="utf-8", newline="\n")


def _lines(each: _Explored, written: bool) -> Iterator[str]:
    """Write what came of one variant."""
    scenario, report = each.play.scenario, each.report
    variant = f"  变体 {scenario.variant}" if scenario.variant else ""
    yield f"\n== {scenario.title}{variant} =="
    yield f"{_word(report)}：{_coverage(report)}"
    more = "" if each.counted else "以上"
    yield f"查过 {report.states} 个局面；对话走法 {each.ways} 种{more}"
    yield from _best_lines(each)
    yield from (deadlines.line(found) for found in deadlines.deadlines(each.best))
    low = report.worst
    doubt = "" if low.exact else f"（也许还能更低，但不会低于 {low.bound} 分）"
    yield f"最差 {sum(low.marks)} 分{doubt}" if low.complete else "最差得分没有找到"
    for found in report.discoveries:
        sure = "" if found.certain else "（没有查完）"
        plan = f"  见 {_name(each.play, _label(found))}.plan" if written and found.course else ""
        yield f"{'提醒' if found.kind in _NOTES else '要改'}：{_sentence(scenario, found)}{sure}{plan}"
    if written:
        yield f"写了 {len(each.plans)} 份计划"


def _best_lines(each: _Explored) -> Iterator[str]:
    scenario, top = each.play.scenario, each.report.best
    if not top.acts:
        yield "最佳做法没有找到"
        return
    ends = scenario.clock(top.took)
    yield f"最佳 {sum(top.marks)} 分，要用 {_seconds(top.took)} 秒（到 {ends}），做法："
    for turn in each.best.turns:
        yield f"  {scenario.clock(turn.act.at)}  {_deed(turn, scenario)}"


def _deed(turn: Turn, scenario: Scenario) -> str:
    """Write an act of the best plan, with the beginning of what is said or done."""
    act = turn.act
    if act.kind != "choose":
        return f"{wording(scenario).serve if act.kind == 'attend' else _DEEDS[act.kind]} {act.customer}"
    visit = turn.before.visit(act.customer)
    option = visit.node.option(act.option) if visit else None
    said = floor.deed(option) if option else ""
    return (
        f"选 {act.customer} {act.option}  {said if len(said) <= LONGEST_DEED else f'{said[:LONGEST_DEED]}…'}"
    )


def _coverage(report: Report) -> str:
    """Say what was searched, and how far."""
    talks = "每一段对话都查完了" if report.conversed else "有对话太大，没有查完"
    if report.orders is None:
        return f"{talks}。"
    if report.orders.complete:
        return f"{talks}；按最佳对话、不空等也不来回转的接待次序都试完了。"
    near = report.orders.departures
    reach = f"与最佳做法相差 {near} 步以内的都试过" if near > 0 else "只试了一部分"
    return f"{talks}；接待次序试了 {report.orders.states} 个局面，{reach}，其余没有试。"


def _word(report: Report) -> str:
    return "穷尽" if report.exhaustive else "部分"


def _sentence(scenario: Scenario, found: Discovery) -> str:
    who = scenario.customer(found.customer).name if found.customer else ""
    return _TOLD[found.kind].format(
        who=who, node=found.node, marks=found.marks, gone=wording(scenario).walks_out
    )


def _label(found: Discovery) -> str:
    return ".".join(part for part in (found.kind.replace("_", "-"), found.customer, found.node) if part)


def _name(play: Play, label: str) -> str:
    parts = (play.scenario.id, play.scenario.variant, label)
    return re.sub(r"[^\w.-]", "_", ".".join(part for part in parts if part))


def _as_json(each: _Explored, written: bool) -> dict[str, Any]:
    report = each.report
    tried = report.orders
    found = []
    for one in report.discoveries:
        plan = f"{_name(each.play, _label(one))}.plan" if written and one.course else None
        fault = one.kind not in _NOTES
        row = {"kind": one.kind, "fault": fault, "certain": one.certain, "customer": one.customer}
        found.append({**row, "node": one.node, "told": _sentence(each.play.scenario, one), "plan": plan})
    return {
        "variant": each.play.scenario.variant,
        "coverage": _word(report),
        "conversations_complete": report.conversed,
        "orders": tried
        and {"states": tried.states, "complete": tried.complete, "departures": tried.departures},
        "states": report.states,
        "ways": {"count": each.ways, "complete": each.counted},
        "best": _best_json(report.best),
        "worst": _best_json(report.worst),
        "deadlines": [deadlines.as_json(found) for found in deadlines.deadlines(each.best)],
        "findings": found,
        "plans": [*each.plans] if written else [],
    }


def _best_json(found: Best) -> dict[str, Any]:
    acts = [
        {"at": act.at / SECOND, "kind": act.kind, "customer": act.customer, "option": act.option}
        for act in found.acts
    ]
    head = {"score": sum(found.marks), "marks": list(found.marks), "bound": found.bound}
    return {**head, "exact": found.exact, "seconds": found.took / SECOND, "acts": acts}


def _seconds(ms: int) -> str:
    return f"{ms / SECOND:g}"


_DEEDS: dict[ActKind, str] = {"nod": "点头", "ask_wait": "请稍等", "hint": "提示"}
