"""The verb `verify`: proves the records and plays every attempt back to its marks."""

import argparse
from dataclasses import asdict
from typing import Any

from trainer.cli.exits import Exit
from trainer.cli.output import print_json, say_all, tell
from trainer.cli.records import has_records
from trainer.paths import find_places
from trainer.store import recount
from trainer.store.attempts import attempts
from trainer.store.database import Store, open_store
from trainer.store.errors import StoreTampered
from trainer.store.rows import Fault, Head
from trainer.training import proving


def run(args: argparse.Namespace) -> int:
    """Print every fault; any makes the exit code 1. Sums are made anew first where that is asked for."""
    places = find_places(args.home, args.content)
    if not has_records(places):
        if args.json:
            print_json({"faults": [], "attempts": 0, "records": 0, "head": None})
        return Exit.OK
    with open_store(places.data) as store:
        if args.recount:
            recount.rebuild(store)
        return _print(args, proving.verify(store), len(attempts(store)), _head(store))


def _print(args: argparse.Namespace, faults: list[Fault], played: int, head: Head | None) -> int:
    records, end = (head.seq, head.hash) if head else (0, None)
    if args.json:
        rows: list[dict[str, Any]] = [asdict(fault) for fault in faults]
        print_json({"faults": rows, "attempts": played, "records": records, "head": end})
    else:
        lines = [_line(fault) for fault in faults]
        say_all([*lines, f"练习 {played} 次，记录 {records} 条，末尾 {end or '读不出来'}"])
    if faults:
        tell(f"查出 {len(faults)} 处疑点。")
        return Exit.FOUND
    tell("记录完好，逐次重放得分一致。")
    return Exit.OK


def _line(fault: Fault) -> str:
    where = f"第 {fault.seq} 条" if fault.seq is not None else "全库"
    return f"{where}  {fault.code}  {fault.message}"


def _head(store: Store) -> Head | None:
    """Return where the chain ends; None where even that was tampered with (a fault says so)."""
    try:
        return store.head()
    except StoreTampered:
        return None
