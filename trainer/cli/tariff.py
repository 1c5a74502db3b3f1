"""The verb `tariff`: the plans of an edition, one plan with all its cells, and two editions side by side."""

import argparse
from collections.abc import Iterator
from pathlib import Path

from trainer.cli import answers, rows
from trainer.cli.exits import Exit
from trainer.cli.output import print_json, say_all, tell
from trainer.cli.rating import UnknownEdition, edition_of, pick_edition
from trainer.content.bookreader import read_books
from trainer.content.books import Books
from trainer.content.differences import Difference
from trainer.content.editionreader import EditionFiles
from trainer.content.editions import Stale, differences, stale
from trainer.content.telling import told
from trainer.core.library import Source
from trainer.core.tariff import Cell, Edition, Plan, plan_of
from trainer.paths import find_places

RENT = "月租"


def run(args: argparse.Namespace) -> int:
    """List the plans, show one, or compare two editions."""
    if args.what == "diff":
        return _diff(args)
    edition = edition_of(args)
    return _show(edition, plan_of(edition, args.plan), args) if args.what == "show" else _list(edition, args)


def _list(edition: Edition, args: argparse.Namespace) -> Exit:
    plans = list(edition.plans.values())
    if args.json:
        print_json({"edition": _head(edition), "plans": [_brief(plan) for plan in plans]})
        return Exit.OK
    say_all([f"{edition.title}  {edition.id}", "", *(_line(plan) for plan in plans)])
    tell(f"共 {len(plans)} 个。看一个：trainer tariff show 名字")
    return Exit.OK


def _show(edition: Edition, plan: Plan, args: argparse.Namespace) -> Exit:
    if not args.json:
        say_all([f"{edition.title}  {edition.id}", *_told(plan, edition)])
        return Exit.OK
    ids = rows.assumed(plan.tariff) if plan.tariff else []
    shown: answers.Json = {
        **_brief(plan),
        "aliases": list(plan.aliases),
        "cells": [_cell(cell) for cell in plan.cells],
        "open": list(plan.open),
        "sources": answers.sources(plan.sources),
        "tariff": rows.tariff(plan.tariff) if plan.tariff else None,
    }
    known = answers.readings(ids, edition.assumptions)
    print_json({"edition": _head(edition), "plan": shown, "assumptions": known})
    return Exit.OK


def _head(edition: Edition) -> answers.Json:
    days = {"valid_from": answers.day(edition.valid_from), "valid_to": answers.day(edition.valid_to)}
    return {"id": edition.id, "title": edition.title, **days}


def _brief(plan: Plan) -> answers.Json:
    return {
        "id": plan.id,
        "name": plan.name,
        "family": plan.family,
        "status": plan.status,
        "valid_from": answers.day(plan.valid_from),
        "computable": plan.tariff is not None,
    }


def _cell(cell: Cell) -> answers.Json:
    cited = answers.sources(cell.sources)
    return {"field": cell.field, "value": cell.value, "note": cell.note, "sources": cited}


def _line(plan: Plan) -> str:
    rent = next((cell.value or rows.SILENT for cell in plan.cells if cell.field == RENT), rows.SILENT)
    family = f"（{plan.family}）" if plan.family else ""
    return f"{plan.id}  {plan.name}{family}  {plan.status}  {RENT}：{rent}"


def _told(plan: Plan, edition: Edition) -> Iterator[str]:
    family = f"  {plan.family}" if plan.family else ""
    yield f"{plan.name}  {plan.id}{family}  {plan.status}"
    yield "\n资料里的每一格"
    for cell in plan.cells:
        yield f"  {cell.field}：{cell.value or rows.SILENT}" + (f"（{cell.note}）" if cell.note else "")
        yield from _quoted(cell.sources)
    if not plan.tariff:
        yield "\n资料没有写资费，算不出费用"
    else:
        yield "\n算费用的每一行"
        yield from (f"  {line}" for line in rows.lines(plan.tariff))
        yield "\n用到的假定"
        for id in rows.assumed(plan.tariff):
            if id in edition.assumptions:
                found = edition.assumptions[id]
                yield f"  {id}：{found.text}（{_value(found.value)}）"
    if plan.open:
        yield "\n资料没有说清的"
        yield from (f"  {text}" for text in plan.open)


def _value(value: bool | int | str) -> str:
    return ("采用" if value else "没有采用") if isinstance(value, bool) else f"现在是 {value}"


def _quoted(sources: tuple[Source, ...]) -> Iterator[str]:
    for source in sources:
        numbers = "、".join(map(str, source.lines))
        yield f"    {source.document} 第{numbers}行：“{source.quote}”"


# Two editions


def _diff(args: argparse.Namespace) -> Exit:
    root = find_places(args.home, args.content).content
    books = read_books(root)
    old, new = (_edition(books, name) for name in (args.old, args.new))
    changed = differences(old, new)
    installed = all(books.editions.get(each.id) == each for each in (old, new))
    found = stale(root, old.id, new.id) if installed and old.id != new.id else None
    if args.json:
        print_json(
            {
                "old": _head(old),
                "new": _head(new),
                "changes": [_change(each) for each in changed],
                "stale": None if found is None else [_stale(each) for each in found],
            }
        )
    else:
        say_all([*map(_change_line, changed), *(_stale_line(each) for each in found or ())])
    tell(_summary(changed, found))
    return Exit.OK


def _edition(books: Books, name: str) -> Edition:
    """Return an installed edition by its id, or the one in a folder."""
    folder = Path(name)
    if name in books.editions or not folder.is_dir():
        return pick_edition(books, name)
    files = EditionFiles(folder.resolve().parent, folder.resolve())
    edition = files.edition()
    problems = [problem for page in files.pages for problem in page.problems]
    if edition is None or problems:
        raise UnknownEdition("\n".join(map(str, told(problems))))
    return edition


_FIELDS = {
    "price": "价钱",
    "fee": "接通费",
    "most": "每次最多",
    "card": "卡费",
    "prepaid": "预存",
    "amount": "金额",
    "value": "值",
    "quantity": "数量",
    "verdict": "能不能办",
    "reason": "理由",
    "status": "状态",
    "open": "没说清的",
    "note": "说明",
    "text": "说法",
    "days": "日子",
    "times": "时段",
    "first": "起",
    "last": "止",
    "valid_from": "有效期起",
    "valid_to": "有效期止",
}
"""What people call the last part of a trail; the whole of it stands in the JSON."""


def _change(of: Difference) -> answers.Json:
    return {
        "trail": list(of.trail),
        "names": list(of.names),
        "before": of.before,
        "after": of.after,
        "old_sources": answers.sources(of.old_sources),
        "new_sources": answers.sources(of.new_sources),
    }


def _stale(of: Stale) -> answers.Json:
    return {
        "file": of.file,
        "scenario": of.scenario,
        "variant": of.variant,
        "changes": [_change(each) for each in of.changes],
        "problems": [str(problem) for problem in of.problems],
    }


def _change_line(of: Difference) -> str:
    before, after = of.before or rows.SILENT, of.after or rows.SILENT
    what = _FIELDS.get(str(of.trail[-1]), str(of.trail[-1]))
    return f"{'  '.join(of.names) or '版本'}  {what}：{before} → {after}"


def _stale_line(of: Stale) -> str:
    variant = f"（{of.variant}）" if of.variant else ""
    why = "算不出来了" if of.problems else f"{len(of.changes)} 处不同"
    return f"要重看：{of.file}  {of.scenario}{variant}  {why}"


def _summary(changed: list[Difference], found: list[Stale] | None) -> str:
    facts = f"{len(changed)} 处不同" if changed else "两个版本一样"
    if found is None:
        return f"{facts}。没有比场景：两个版本都要放在 assets/tariffs/ 里，编号不同。"
    return f"{facts}，{len(found)} 个场景变体要重看。"
