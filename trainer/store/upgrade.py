"""Bringing an older database up to date. Only this module knows alembic; it is loaded at need.

The scripts run on the one connection the program has, in one transaction, with foreign keys off:
a table that is copied and dropped would otherwise take along all rows that refer to it.
"""

from datetime import datetime
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from trainer.store import backup, errors
from trainer.store.folder import Folder

SCRIPTS = Path(__file__).parent / "migrations"


def upgrade(
    connection: sa.Connection, place: Folder, now: datetime, scripts: Path = SCRIPTS, to: str = "head"
) -> None:
    """Back up what there is, then run the scripts that are missing, all or none.

    Transactions of the connection must begin with the write lock.
    """
    config = config_of(scripts)
    config.attributes["connection"] = connection
    sqlite = backup.sqlite_of(connection)
    sqlite.execute("PRAGMA foreign_keys = OFF")
    try:
        with connection.begin():
            is_older = _is_older(connection, config, place)
        if is_older:
            backup.back_up(connection, place, now)
        with connection.begin():
            command.upgrade(config, to)
            if connection.exec_driver_sql("PRAGMA foreign_key_check").first() is not None:
                raise errors.damaged(place)
    finally:
        sqlite.execute("PRAGMA foreign_keys = ON")


def config_of(scripts: Path) -> Config:
    """Configure alembic without an ini file, and without touching anybody's logging."""
    config = Config()
    config.set_main_option("script_location", str(scripts).replace("%", "%%"))
    return config


def _is_older(connection: sa.Connection, config: Config, place: Folder) -> bool:
    """Tell whether there are tables of an older revision; refuse those of one that is not known here."""
    scripts = ScriptDirectory.from_config(config)
    found = set(MigrationContext.configure(connection).get_current_heads())
    if not found <= {script.revision for script in scripts.walk_revisions()}:
        raise errors.StoreNewer(
            f"{place.database} 是较新版本的程序写的，这个版本读不了。请更新程序后再打开。"
        )
    return bool(found) and found != set(scripts.get_heads())
