"""What the verbs of the rate tables share: the request, what it is asked of, and the answer."""

import argparse
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any, TypeVar

from trainer.cli import answers
from trainer.cli.exits import Exit
from trainer.cli.output import print_json, tell
from trainer.content.bookreader import read_books
from trainer.content.books import Books
from trainer.content.files import MOST_BYTES, Unreadable, read_bytes
from trainer.content.requests import ANSWERS, Asked, RequestDamaged, read_request, table_of, with_readings
from trainer.content.requestschema import OfTariff
from trainer.content.tablefile import read_tariff
from trainer.content.tableschema import Strict
from trainer.core.adopt import refused
from trainer.core.bill import tariff_of
from trainer.core.check import Place
from trainer.core.errors import MissingFact, TrainerError
from trainer.core.rates import Bundle
from trainer.core.rating import Table
from trainer.core.tariff import Charge, Edition, Tariff, plan_of
from trainer.paths import find_places

F = TypeVar("F", bound=Strict)

STDIN = "-"
STDIN_NAME = "标准输入"


class UnknownEdition(TrainerError):
    """An edition that is not installed."""


@dataclass(frozen=True, slots=True)
class Ground:
    """What a request is worked out on: an edition as the request reads it, or one table alone."""

    edition: Edition | None
    table: Tariff | None = None

    @property
    def readings(self) -> answers.Readings:
        """The assumptions in force."""
        return self.edition.assumptions if self.edition else {}

    @property
    def named(self) -> str | None:
        """The id of the edition; None for a table alone."""
        return self.edition.id if self.edition else None

    def tariff(self, asked: Asked[Any], plan: str | None, *path: str | int) -> Tariff:
        """Return what the plan named at a place charges, or the table; raise RequestDamaged, MissingFact."""
        if self.table is not None:
            return self.table
        assert self.edition is not None  # one of the two is there
        with asked.at(*path):
            found = plan_of(self.edition, plan or "")
        with asked.at("assumptions"):
            return tariff_of(self.edition, found)


def read_asked(args: argparse.Namespace, form: type[F]) -> Asked[F]:
    """Read the request from the file named, or from stdin; raise RequestDamaged."""
    raw, name = _read(args.file)
    return read_request(raw, name, form)


def ground_of(asked: Asked[Any], args: argparse.Namespace) -> Ground:
    """Return what the request is asked of: --table, a table in it, or a plan of an edition."""
    form: OfTariff = asked.form
    plans = [key for key in ("plan", "plans", "table") if getattr(form, key, None) is not None]
    given = plans + (["--table"] if args.table else [])
    if len(given) != 1:
        keys = "、".join(key for key in ("plan", "plans", "table") if hasattr(form, key))
        wrong = (
            f"{' 和 '.join(given)} 只能写一个" if given else f"没有说算哪个资费，要写 {keys}，或用 --table"
        )
        raise asked.refused(wrong, *plans[-1:])
    if given[0] not in ("--table", "table"):
        return Ground(with_readings(asked, edition_of(args)))
    if form.assumptions:
        raise asked.refused("单独的资费表没有假定，删去 assumptions", "assumptions")
    return Ground(None, read_table(args.table) if args.table else table_of(asked))


def edition_of(args: argparse.Namespace) -> Edition:
    """Return the edition named by --edition, or the one in force; raise UnknownEdition, BooksDamaged."""
    return pick_edition(read_books(find_places(args.home, args.content).content), args.edition)


def pick_edition(books: Books, id: str | None) -> Edition:
    """Return the edition of an id (None: the one in force); raise UnknownEdition."""
    if id is None:
        return books.edition
    if id in books.editions:
        return books.editions[id]
    near = get_close_matches(id, books.editions, n=1, cutoff=0.5)
    cure = f"是否指「{near[0]}」？" if near else f"现有：{'、'.join(books.editions)}"
    raise UnknownEdition(f"没有资费版本「{id}」，{cure}")


def read_table(file: str) -> Tariff:
    """Read a table from a file of its own; raise TableDamaged, RequestDamaged."""
    return read_tariff(*_read_file(file))


def ready(tariff: Tariff) -> Table:
    """Make the rows of a tariff ready to rate with."""
    return Table(tariff.rates, tariff.bundles, tariff.terms, tariff.words)


def refuse_lost(ground: Ground, tariff: Tariff, parts: Iterable[Bundle | Charge]) -> None:
    """Raise MissingFact for a part of a tariff that rests on an assumption that is not adopted."""
    for part in parts:
        if lost := refused(part.assumes, ground.readings):
            raise MissingFact(f"资料没有写{tariff.name}的{part.name}怎样算（{'，'.join(lost)}），需查证")


def print_answer(work: Callable[[], object]) -> Exit:
    """Print what the work comes to as JSON; where the table is silent or says no, that."""
    try:
        print_json(work())
    except ANSWERS as told:
        print_json(answers.error(told))
        tell(f"{str(told).rstrip('。')}。")
        return Exit.FOUND
    return Exit.OK


def _read(file: str) -> tuple[bytes, str]:
    if file != STDIN:
        return _read_file(file)
    if sys.stdin is None:
        return b"", STDIN_NAME
    if sys.stdin.isatty():
        tell("请输入请求（JSON），另起一行按 Ctrl-D（Windows 按 Ctrl-Z 再回车）结束。")
    return sys.stdin.buffer.read(MOST_BYTES + 1), STDIN_NAME


def _read_file(file: str) -> tuple[bytes, str]:
    path = Path(file)
    try:
        return read_bytes(path.parent, path), path.as_posix()
    except Unreadable as error:
        place = replace(error.problem.place or Place("", 1, 1), file=path.as_posix())
        raise RequestDamaged([replace(error.problem, place=place)]) from None
