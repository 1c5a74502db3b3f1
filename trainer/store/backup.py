"""Backups: a copy of the database with the key beside it, whole or not at all."""

import os
import shutil
import sqlite3
import tempfile
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa

from trainer.store import chain
from trainer.store.folder import Folder

KEPT = 14
"""How many backups are kept: two weeks of days on which somebody trained."""


def back_up(connection: sa.Connection, place: Folder, now: datetime) -> Path:
    """Copy the database and the key into a new folder named for the instant; return that folder.

    Not within a transaction that writes: SQLite would wait for its end for ever.
    """
    place.backups.mkdir(exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=".draft-", dir=place.backups))
    try:
        _copy(sqlite_of(connection), draft / place.database.name)
        key = chain.read_key(place.key)
        if key is not None:
            chain.write_secret(draft / place.key.name, key)
        target = _free_name(place.backups, now)
        os.replace(draft, target)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    return target


def is_due(place: Folder, now: datetime) -> bool:
    """Tell whether the day of `now` (UTC) has no backup yet."""
    newest = place.newest_backup()
    return newest is None or not newest.name.startswith(now.astimezone(UTC).strftime("%Y%m%d"))


def prune(place: Folder) -> None:
    """Take away the oldest backups but the newest `KEPT`; one that cannot be deleted stays."""
    folders = sorted(each.parent for each in place.backups.glob(f"[0-9]*/{place.database.name}"))
    for old in folders[:-KEPT]:
        shutil.rmtree(old, ignore_errors=True)


def sqlite_of(connection: sa.Connection) -> sqlite3.Connection:
    """Return SQLite's own connection, for what has no place in a transaction."""
    raw = connection.connection.dbapi_connection
    if not isinstance(raw, sqlite3.Connection):
        raise TypeError(f"not a connection to SQLite: {raw!r}")
    return raw


def _copy(source: sqlite3.Connection, target: Path) -> None:
    """Copy a database into a single file, with nothing left in a log beside it."""
    with closing(sqlite3.connect(target)) as copy:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")


def _free_name(backups: Path, now: datetime) -> Path:
    """Name a backup so that names sort by time: a second one of the same instant comes after the first."""
    stem = now.astimezone(UTC).strftime("%Y%m%dT%H%M%S.%fZ")
    same = sum(1 for _ in backups.glob(f"{stem}*"))
    return backups / f"{stem}{f'-{same:03}' if same else ''}"
