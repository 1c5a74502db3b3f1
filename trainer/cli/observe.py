"""The verb `observe`: the sheet of the walk, company checks, weights and the final evaluation."""

import argparse
from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any, Final

from trainer.cli import sheetfile
from trainer.cli.exits import Exit
from trainer.cli.output import print_json, say_all, tell
from trainer.cli.results import table
from trainer.cli.signing import signed_in
from trainer.content.bookreader import read_books
from trainer.content.observationreader import read_form
from trainer.core.composite import PARTS, PRESETS, UNTOLD, Period, Weights, WeightsRefused, written
from trainer.core.observing import VERDICTS, Amends, Form
from trainer.core.rights import Pass
from trainer.paths import find_places
from trainer.store.database import open_store
from trainer.training.evaluation import Evaluated
from trainer.training.observing import Floor, SheetUnknown, SheetView
from trainer.training.register import Register

LISTED = ("编号", "日期", "时间", "班次", "看了谁", "做到", "没做到", "未见", "巡视人")
EVALUATED = ("姓名", *PARTS.values(), "总分", "等级", "合规")
GATES = {True: "通过", False: "未通过", None: "—"}
_SHORT = 8


def run(args: argparse.Namespace) -> int:
    """Do what the inner verb says, signed in where there is an administrator."""
    places = find_places(args.home, args.content)
    form = read_form(places.content, read_books(places.content).library)
    if args.what == "form":
        return _form(form, args)
    with open_store(places.data) as store:
        by = signed_in(Register(store), args.who)
        return _VERBS[args.what](Floor(store, form), by, args)


def _form(form: Form, args: argparse.Namespace) -> int:
    if args.json:
        items = [
            {
                "id": item.id,
                "section": item.section,
                "title": item.title,
                "text": item.text,
                "posts": list(item.posts),
                "points": item.points,
                "together": item.together,
                "quotes": [source.quote for source in item.sources],
            }
            for item in form.items
        ]
        print_json({"shifts": list(form.shifts), "items": items})
    else:
        rows = [(i.id, "、".join(i.posts), f"{i.points} 分", f"{i.title}{i.text}") for i in form.items]
        say_all(table([("条目", "岗位", "分值", "看什么"), *rows]))
    return Exit.OK


def _list(floor: Floor, by: Pass, args: argparse.Namespace) -> int:
    views = floor.sheets(by)
    if args.json:
        print_json({"sheets": [sheetfile.as_json(view) for view in views]})
    elif views:
        say_all(table([LISTED, *map(_listed, views)]))
    else:
        tell("还没有巡视表。")
    return Exit.OK


def _show(floor: Floor, by: Pass, args: argparse.Namespace) -> int:
    ids = {view.kept.id for view in floor.sheets(by) if view.kept.id.startswith(args.id)}
    if len(ids) != 1:
        raise SheetUnknown(f"没有编号以「{args.id}」开头的一张巡视表，编号见 trainer observe list。")
    opened = floor.open(by, ids.pop())
    if args.json:
        print_json(sheetfile.as_json(opened.view))
        return Exit.OK
    rows = [
        (opened.view.name(line.spot.person_id), line.spot.post, line.spot.item, VERDICTS[line.verdict])
        for line in opened.view.kept.sheet.lines
    ]
    say_all(table([("姓名", "岗位", "条目", "结果"), *rows]))
    for kept in opened.history:
        reason = f"，理由：{kept.amends.reason}" if kept.amends.reason else ""
        tell(f"台账第 {kept.seq} 条：{kept.by.name or '（未登录）'}{reason}")
    return Exit.OK


def _save(floor: Floor, by: Pass, args: argparse.Namespace) -> int:
    walk, remark = sheetfile.read_walk(args.file, floor, by)
    kept = floor.save(by, walk, remark)
    if args.json:
        print_json({"id": kept.id, "seq": kept.seq})
    tell(f"已交表 {kept.id[:_SHORT]}，记在台账第 {kept.seq} 条。")
    return Exit.OK


def _company(floor: Floor, by: Pass, args: argparse.Namespace) -> int:
    if args.file is None:
        return _checks(floor, by, args)
    path, out_of = Path(args.file), Fraction(args.out_of) if args.out_of else None
    plan = floor.company.dry_run(by, path, args.date, out_of)
    applied = bool(args.apply and not plan.bad)
    if applied:
        floor.company.apply(by, path, plan)
    rows = [
        {"name": name, "day": row.day.isoformat(), "got": float(row.got), "out_of": float(row.out_of)}
        for name, row in zip(plan.names, plan.rows, strict=True)
    ]
    bad = [
        {"row": each.row, "column": each.column, "what": each.what, "cure": each.cure} for each in plan.bad
    ]
    if args.json:
        print_json({"applied": applied, "rows": rows, "bad": bad, "notes": list(plan.notes)})
    else:
        told = [f"{row['name']}  {row['day']}  {row['got']:g}/{row['out_of']:g}" for row in rows]
        say_all([*told, *map(str, plan.bad), *plan.notes])
    if plan.bad:
        tell(f"有 {len(plan.bad)} 处不对，一条也没有导入。请改好再来。")
        return Exit.FOUND
    tell(f"已导入 {len(rows)} 行。" if applied else f"核对好了，{len(rows)} 行；加 --apply 才导入。")
    return Exit.OK


def _checks(floor: Floor, by: Pass, args: argparse.Namespace) -> int:
    rows = [
        (view.name(row.person_id), row.day.isoformat(), float(row.got), float(row.out_of), view.kept.title)
        for view in floor.company.checks(by)
        for row in view.kept.rows
    ]
    if args.json:
        names = ("name", "day", "got", "out_of", "title")
        print_json({"rows": [dict(zip(names, row, strict=True)) for row in rows]})
    elif rows:
        cells = [(name, day, f"{got:g}", f"{out_of:g}", title) for name, day, got, out_of, title in rows]
        say_all(table([("姓名", "日期", "得分", "满分", "检查"), *cells]))
    else:
        tell("还没有公司检查的成绩。")
    return Exit.OK


def _weights(floor: Floor, by: Pass, args: argparse.Namespace) -> int:
    before = floor.results.weights(by)
    if args.weights or args.off:
        amends = Amends(before.seq if before else 0, args.reason)
        before = floor.results.set_weights(by, None if args.off else _typed(args), amends)
        tell(f"记在台账第 {before.seq} 条。")
    now = before.weights if before else None
    if args.json:
        told = {part: now.of(part) for part in PARTS} if now else None
        print_json({"weights": told, "bands": now.bands if now else "", "seq": before.seq if before else 0})
    elif now is None:
        say_all([f"没有设权重，只列分项，不合计：{UNTOLD}。"])
    else:
        bands = PRESETS[now.bands].name if now.bands else "不分等级"
        say_all(["，".join(f"{called} {now.of(part)}%" for part, called in PARTS.items()), bands])
    return Exit.OK


def _typed(args: argparse.Namespace) -> Weights:
    if len(args.weights) != len(PARTS) or not all(text.isdigit() for text in args.weights):
        raise WeightsRefused(f"要写三个整数：{'、'.join(PARTS.values())}各占百分之几，合计 100。")
    walk, inspection, simulator = map(int, args.weights)
    return Weights(walk, inspection, simulator, args.bands)


def _marks(floor: Floor, by: Pass, args: argparse.Namespace) -> int:
    first = args.first or floor.today().replace(day=1)
    last = args.last or (floor.today().replace(day=1) + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    found = floor.results.table(by, Period(first, last))
    if args.json:
        head = {"seq": found.head.seq, "hash": found.head.hash}
        print_json({"rows": [_as_json(each) for each in found.rows], "head": head, **_period(first, last)})
        return Exit.OK
    say_all(table([EVALUATED, *map(_evaluated, found.rows)]))
    if found.in_force is None:
        tell(f"没有设权重，只列分项，不合计：{UNTOLD}。")
    return Exit.OK


def _period(first: date, last: date) -> dict[str, str]:
    return {"from": first.isoformat(), "to": last.isoformat()}


def _listed(view: SheetView) -> tuple[str, ...]:
    sheet = view.kept.sheet
    counts = (str(view.count(verdict)) for verdict in VERDICTS)
    head = (view.kept.id[:_SHORT], sheet.day, sheet.time, sheet.shift, "、".join(view.people))
    return (*head, *counts, view.kept.by.name or "（未登录）")


def _evaluated(each: Evaluated) -> tuple[str, ...]:
    made = each.composite
    scores = (f"{written(each.score(part).tenths)}（n={each.score(part).n}）" for part in PARTS)
    lacking = f"缺{'、'.join(PARTS[part] for part in made.lacking)}"
    total = lacking if made.lacking else written(made.total)
    return (each.person.name, *scores, total, made.band, GATES[made.gate.open])


def _as_json(each: Evaluated) -> dict[str, Any]:
    made = each.composite
    scores: dict[str, Any] = {
        part: {
            "percent": None if each.score(part).tenths is None else (each.score(part).tenths or 0) / 10,
            "n": each.score(part).n,
            "unseen": each.score(part).unseen,
        }
        for part in PARTS
    }
    total = None if made.total is None else made.total / 10
    gate = {"passed": made.gate.passed, "failed": made.gate.failed}
    return {"name": each.person.name, **scores, "total": total, "band": made.band, "gate": gate}


_VERBS: Final[dict[str, Callable[[Floor, Pass, argparse.Namespace], int]]] = {
    "list": _list,
    "show": _show,
    "save": _save,
    "company": _company,
    "weights": _weights,
    "marks": _marks,
}
