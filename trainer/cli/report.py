"""The verb `report`: sheets of a person, an assessment, its items and a month, as files."""

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

from trainer.cli.exits import Exit
from trainer.cli.output import print_json, say, tell
from trainer.cli.signing import signed_in
from trainer.core.rights import Pass
from trainer.paths import find_places
from trainer.store import exams
from trainer.store.exams import AssessmentUnknown
from trainer.training.exams.publishing import published
from trainer.training.hall import Hall, open_hall
from trainer.training.register import Register
from trainer.training.reporting.binding import bindery, stationery_and_press
from trainer.training.reporting.exporting import FORMS, Order, export

_WHOLE = 100


def run(args: argparse.Namespace) -> int:
    """Make the sheets that are asked for, signed in where there is an administrator."""
    places = find_places(args.home, args.content)
    hall = open_hall(places)
    try:
        by = signed_in(Register(hall.store), args.who)
        order = Order(args.what, _subject(hall, by, args), Path(args.folder), tuple(args.form) or FORMS)
        made = bindery(hall, places.content, stationery_and_press(places.content / "assets"))
        files = export(hall, by, order, made, Counter())
    finally:
        hall.close()
    if args.json:
        print_json({"files": [str(file) for file in files]})
    else:
        for file in files:
            say(str(file))
        tell(f"写好了 {len(files)} 个文件。")
    return Exit.OK


class Counter:
    """Tells at the terminal how far it is; where nobody looks, nothing."""

    def __init__(self) -> None:
        self._told = -1

    def __call__(self, done: int, of: int) -> None:
        """Write a new per cent over the one before."""
        percent = _WHOLE * done // max(of, 1)
        if percent != self._told and sys.stderr is not None and sys.stderr.isatty():
            self._told = percent
            end = "\n" if percent == _WHOLE else ""
            sys.stderr.write(f"\r正在制表 {percent}%{end}")
            sys.stderr.flush()


def _subject(hall: Hall, by: Pass, args: argparse.Namespace) -> str:
    """Return the whole id that was begun; a month is written out."""
    if args.what == "month":
        return str(args.subject)
    if args.what == "person":
        ids = (row.id for row in exams.sittings(hall.store))
        return _only(ids, args.subject, "考次", "编号见 trainer assess who 考核")
    ids = (each.row.id for each in published(hall, by))
    return _only(ids, args.subject, "考核", "编号见 trainer assess list")


def _only(ids: Iterable[str], given: str, what: str, cure: str) -> str:
    found = [id for id in ids if given and id.startswith(given.lower())]
    if len(found) == 1:
        return found[0]
    if found:
        raise AssessmentUnknown(f"有 {len(found)} 个{what}的编号以「{given}」开头，请多写几位。")
    raise AssessmentUnknown(f"没有编号以「{given}」开头的{what}，{cure}。")
