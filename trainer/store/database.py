"""Opening the hall's database: SQLite with a write-ahead log, brought up to date, and its key.

Use a `Store` in the thread that opened it, and only there: it has one connection, and SQLite's
own check of the thread is left on. Give it to the one worker that does all database work.
"""

import importlib
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

import sqlalchemy as sa
from sqlalchemy.pool import QueuePool

from trainer.store import backup, errors, lock
from trainer.store.folder import Folder, is_share
from trainer.store.rows import Head, utc_now
from trainer.store.tables import REVISION, head

BUSY_SECONDS = 5.0
QUICKLY_CHECKED = 16 << 20
PRAGMAS = ("foreign_keys = ON", "synchronous = FULL", "recursive_triggers = ON")
# SQLite lets BEGIN IMMEDIATE pass on a read-only file; a write that finds no row is refused there.
PROBE = "UPDATE head SET seq = seq WHERE 0"

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Store:
    """A hall's records, open. Close it (or leave its `with`) in the thread that opened it."""

    folder: Folder
    engine: sa.Engine
    key: bytes = field(repr=False)
    clock: Clock = utc_now

    @contextmanager
    def reading(self) -> Iterator[sa.Connection]:
        """Read in one transaction: everything is seen as it stood at the first query."""
        with _worded(self.folder), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sa.Connection]:
        """Write in one transaction, alone from its beginning; it is on the disk when this ends."""
        with _worded(self.folder), _alone(self.engine) as connection, connection.begin():
            yield connection

    def head(self) -> Head:
        """Tell where the chain ends."""
        with self.reading() as connection:
            row = connection.execute(sa.select(head.c.seq, head.c.hash)).one_or_none()
        if row is None:
            raise lock.broken_head(self.folder)
        return Head(row.seq, row.hash)

    def back_up(self) -> Path:
        """Copy the database and the key into a new folder under `backups`; return that folder."""
        with _worded(self.folder), self.engine.connect() as connection:
            return backup.back_up(connection, self.folder, self.clock())

    def back_up_daily(self) -> Path | None:
        """Back up if today has no backup yet, and keep two weeks of them; return the new folder, if any.

        A disk without room for a copy is no reason not to train: then there is none today.
        """
        if not backup.is_due(self.folder, self.clock()):
            return None
        try:
            made = self.back_up()
        except (errors.StoreFull, errors.StoreReadOnly, errors.StoreUnreachable, errors.StoreWriteFailed):
            return None
        backup.prune(self.folder)
        return made

    def close(self) -> None:
        """Let go of the files."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_store(folder: Path, clock: Clock = utc_now) -> Store:
    """Open the records in a folder; make them when there are none. Every failure is a `StoreError`.

    A database of an older version is copied to `backups` and brought up to date.
    """
    place = Folder(folder)
    with _worded(place):
        suspect = _prepare(place)
        engine = _engine(place)
        try:
            key = _bring_up(engine, place, clock, suspect)
        except BaseException:
            engine.dispose()
            raise
    return Store(place, engine, key, clock)


def _prepare(place: Folder) -> bool:
    """Make the folder; refuse one where the database would be in danger, or where it has just been lost.

    Tell whether the whole file should be checked: after a crash (a log is left), or if it is small.
    """
    place.root.mkdir(parents=True, exist_ok=True)
    if is_share(place.root):
        raise _on_share(place)
    size = place.database.stat().st_size if place.database.exists() else 0
    has_log = place.log.exists() and place.log.stat().st_size > 0
    if size == 0 and (has_log or place.key.exists()):
        raise errors.damaged(place) if place.database.exists() else errors.missing(place)
    return has_log or size <= QUICKLY_CHECKED


def _check(connection: sa.Connection, place: Folder) -> None:
    """Refuse a file whose pages do not fit together."""
    if connection.exec_driver_sql("PRAGMA quick_check(1)").scalar() != "ok":
        raise errors.damaged(place)


def _engine(place: Folder) -> sa.Engine:
    """Make an engine of one connection that begins its transactions itself, so that DDL rolls back too."""
    engine = sa.create_engine(
        "sqlite+pysqlite://",
        creator=lambda: _connect(place),
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=0,
        pool_timeout=0,
    )
    sa.event.listen(engine, "begin", _begin)
    return engine


def _connect(place: Folder) -> sqlite3.Connection:
    connection = sqlite3.connect(place.database, timeout=BUSY_SECONDS, isolation_level=None)
    try:
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        (mode,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
        if mode != "wal":
            raise _on_share(place) if place.is_writable() else errors.read_only(place)
    except BaseException:
        connection.close()
        raise
    return connection


def _begin(connection: sa.Connection) -> None:
    connection.exec_driver_sql(connection.get_execution_options().get("begin", "BEGIN"))


def _alone(engine: sa.Engine) -> sa.Connection:
    """Connect so that transactions take the write lock when they begin: two programs wait, never collide."""
    return engine.connect().execution_options(begin="BEGIN IMMEDIATE")


def _bring_up(engine: sa.Engine, place: Folder, clock: Clock, suspect: bool) -> bytes:
    """Bring the tables up to date, and find (or make) the key; return it."""
    with _alone(engine) as connection:
        with connection.begin():
            if suspect:
                _check(connection, place)
            revision = _revision(connection, place)
        if revision != REVISION:
            # The one import at need: alembic takes longer to load than the window takes to open.
            importlib.import_module("trainer.store.upgrade").upgrade(connection, place, clock())
        with connection.begin():
            connection.exec_driver_sql(PROBE)
            return lock.unlock(connection, place)


def _revision(connection: sa.Connection, place: Folder) -> str | None:
    """Read which revision the tables are of; None for an empty database."""
    tables = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars().all()
    if not tables:
        return None
    if "alembic_version" in tables:
        found = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalars().first()
        if found:
            return str(found)
    raise errors.StoreForeign(f"{place.database} 是别的程序的数据库。请换一个文件夹。")


def _on_share(place: Folder) -> errors.StoreOnShare:
    return errors.StoreOnShare(
        f"{place.root} 在网络共享盘上，数据库放在那里会损坏。请改用本机硬盘上的文件夹。"
    )


@contextmanager
def _worded(place: Folder) -> Iterator[None]:
    """Turn errors of SQLite and of the file system into sentences; mistakes of ours pass as they are."""
    try:
        yield
    except (sa.exc.DBAPIError, sqlite3.Error) as error:
        worded = errors.from_sqlite(error.orig if isinstance(error, sa.exc.DBAPIError) else error, place)
        if worded is None:
            raise
        raise worded from error
    except OSError as error:
        raise errors.from_os(error, place) from error
