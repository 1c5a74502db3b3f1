"""The verb `results`: who did what, with which marks; and one attempt played back act by act."""

import argparse
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any
from unicodedata import east_asian_width

from trainer.cli import floor, marks
from trainer.cli.exits import Exit
from trainer.cli.output import print_json, say, say_all, tell
from trainer.cli.records import has_records
from trainer.cli.signing import signed_in
from trainer.core.events import Act, Event
from trainer.core.log import Turn
from trainer.core.rights import Pass
from trainer.paths import find_places
from trainer.store.database import Store, open_store
from trainer.store.errors import AttemptUnknown
from trainer.store.people import proper_name
from trainer.store.rows import AttemptFilter, AttemptRow
from trainer.training import results
from trainer.training.register import Register
from trainer.training.results import Review

SHORT = 8
HEADINGS = ("编号", "姓名", "场景", "模式", "开始", "成绩", "合规", "一票否决")


def run(args: argparse.Namespace) -> int:
    """List the results, or show one attempt."""
    places = find_places(args.home, args.content)
    if not has_records(places):
        if args.json and not args.show:
            print_json({"attempts": []})
        return Exit.USAGE if args.show else Exit.OK
    with open_store(places.data) as store:
        by = signed_in(Register(store), args.who)
        return _show(store, by, args) if args.show else _list(store, by, args)


def _list(store: Store, by: Pass, args: argparse.Namespace) -> Exit:
    rows = results.results(store, by, AttemptFilter(scenario=args.scenario, mode=args.mode))
    if args.name is not None:
        name = proper_name(args.name)
        rows = [row for row in rows if row.person == name]
    if args.json:
        print_json({"attempts": [results.as_json(row) for row in rows]})
    elif rows:
        say_all(table([HEADINGS, *(_cells(row) for row in rows)]))
        tell(f"共 {len(rows)} 次。逐步重放：trainer results show 编号")
    if not rows:
        tell("没有这样的成绩。")
    return Exit.OK


def _show(store: Store, by: Pass, args: argparse.Namespace) -> Exit:
    review = results.review(store, by, _whole_id(store, by, args.attempt))
    if args.json:
        print_json(_review_json(review))
        return Exit.OK
    row = review.row
    say(f"{row.header.title}  {row.header.mode}  {row.person}  {_when(row)}  种子 {row.header.seed}")
    say(f"编号 {row.id}  资费版本 {row.header.edition}  {_ending(row)}\n")
    say_all(_replay(review))
    say()
    say_all(marks.report(review.attempt.scenario, review.assessment))
    return Exit.OK


def _whole_id(store: Store, by: Pass, given: str) -> str:
    """Find the attempt whose id begins so."""
    found = [row.id for row in results.results(store, by) if given and row.id.startswith(given.lower())]
    if len(found) > 1:
        raise AttemptUnknown(f"有 {len(found)} 次练习的编号以 {given} 开头，请多写几位。")
    if not found:
        raise AttemptUnknown(f"没有编号以「{given}」开头的练习。编号见 trainer results。")
    return found[0]


def _replay(review: Review) -> Iterator[str]:
    """Tell the attempt act by act; what was taken back says so."""
    scenario = review.attempt.scenario
    for turn, undone in _turns(review):
        if undone:
            yield "（下面这一步后来撤回了）"
        yield from floor.news(scenario, turn.events)
    now = review.row.result["ended_ms"] if review.row.result else review.attempt.shift.now
    late = review.attempt.as_of(now)[1][len(review.attempt.story.events) :]
    yield from floor.news(scenario, late)


def _turns(review: Review) -> Iterator[tuple[Turn, bool]]:
    standing = {id(turn) for turn in review.attempt.story.turns}
    return ((turn, id(turn) not in standing) for turn in review.attempt.story.history)


def _review_json(review: Review) -> dict[str, Any]:
    acts = [
        {
            **_act_json(turn.act),
            "recorded": recorded.isoformat(),
            "undone": undone,
            "events": [_event_json(event) for event in turn.events],
        }
        for (turn, undone), recorded in zip(_turns(review), review.instants, strict=True)
    ]
    return {**results.as_json(review.row), "acts": acts, "assessment": marks.as_json(review.assessment)}


def _act_json(act: Act) -> dict[str, Any]:
    """Write an act down; how it was said only where a phrase was typed."""
    told = asdict(act)
    return told if act.typed else {k: v for k, v in told.items() if k not in ("typed", "share", "breaks")}


def _event_json(event: Event) -> dict[str, Any]:
    return {"event": type(event).__name__, **asdict(event)}


def _cells(row: AttemptRow) -> tuple[str, ...]:
    what = (row.id[:SHORT], row.person, row.header.title, row.header.mode, _when(row))
    if row.result is None:
        return (*what, _ending(row), "", "")
    marks_of = f"{row.result['total']}/{row.result['out_of']} ({row.result['percent']}%)"
    gate = "通过" if row.result["compliant"] else "不通过"
    return (*what, marks_of, gate, "、".join(row.result["critical"]))


def _ending(row: AttemptRow) -> str:
    if row.abandoned:
        return row.abandoned
    return "已完成" if row.result else "没有做完"


def _when(row: AttemptRow) -> str:
    return row.started.astimezone().strftime("%Y-%m-%d %H:%M")


def table(rows: list[tuple[str, ...]]) -> Iterator[str]:
    """Lay cells out in columns; a Chinese character is two columns wide."""
    widths = [max(map(_width, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = (cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True))
        yield "  ".join(cells).rstrip()


def _width(text: str) -> int:
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)
