"""The scripts lead from nothing to today's tables, and no database of before loses a row."""

import logging
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from trainer.store import attempts, database, errors, upgrade
from trainer.store.audit import verify
from trainer.store.database import Store, open_store
from trainer.store.folder import Folder
from trainer.store.tables import GUARDS, REVISION, metadata

NOW = datetime(2026, 1, 1, tzinfo=UTC)
Begin = Callable[..., str]
REVISIONS = [
    each.revision
    for each in reversed(
        list(ScriptDirectory.from_config(upgrade.config_of(upgrade.SCRIPTS)).walk_revisions())
    )
]
SECOND = '''"""A second revision, copying tables as alembic does on SQLite."""
import sqlalchemy as sa
from alembic import op
revision, down_revision = "next", "{head}"
def upgrade():
    with op.batch_alter_table("person") as table:
        table.add_column(sa.Column("post", sa.Text, server_default="台席", nullable=False))
    {then}
'''


@pytest.fixture
def scripts(tmp_path: Path) -> Path:
    """A copy of the scripts, to add one to."""
    return Path(shutil.copytree(upgrade.SCRIPTS, tmp_path / "50%" / "migrations"))


@pytest.fixture
def connection(folder: Path) -> Iterator[sa.Connection]:
    """A connection as `open_store` uses it, to an empty database."""
    folder.mkdir()
    engine = database._engine(Folder(folder))
    with database._alone(engine) as opened:
        yield opened
    engine.dispose()


def add_script(scripts: Path, then: str = "") -> None:
    (scripts / "versions" / "r9999_next.py").write_text(
        SECOND.format(head=REVISION, then=then), encoding="utf-8"
    )


def rows(connection: sa.Connection) -> dict[str, int]:
    """Count the rows of every table."""
    with connection.begin():
        names = (
            connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars().all()
        )
        return {
            name: connection.exec_driver_sql(f"SELECT count(*) FROM {name}").scalar_one() for name in names
        }


def test_the_newest_script_is_the_revision_of_the_tables() -> None:
    assert REVISIONS[-1] == REVISION


def test_the_scripts_make_todays_tables_and_guards(store: Store) -> None:
    with store.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
        triggers = connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        ).scalars()
        assert set(triggers) == GUARDS


@pytest.mark.parametrize("revision", REVISIONS)
def test_a_database_of_every_revision_is_brought_up_without_losing_a_row(
    connection: sa.Connection, folder: Path, revision: str
) -> None:
    upgrade.upgrade(connection, Folder(folder), NOW, to=revision)
    fill(connection)
    before = rows(connection)
    connection.engine.dispose()
    upgrade.upgrade(connection, Folder(folder), NOW)
    assert {name: rows(connection)[name] for name in before} == before


def fill(connection: sa.Connection) -> None:
    """Put a row into every table, whatever its columns, parents first."""
    tables = sa.MetaData()
    with connection.begin():
        tables.reflect(connection)
        for table in tables.sorted_tables:
            if table.name not in ("alembic_version", "hall"):  # a first hall is always there
                connection.execute(sa.insert(table).values({each.name: filling(each) for each in table.c}))


def filling(column: sa.Column[object]) -> object:
    if column.name == "kind":
        return "start"
    if column.name == "role":
        return "trainee"
    return 1 if isinstance(column.type, sa.Integer) else "1"


def test_an_upgrade_keeps_rows_that_refer_to_a_copied_table(
    connection: sa.Connection, folder: Path, scripts: Path
) -> None:
    upgrade.upgrade(connection, Folder(folder), NOW)
    fill(connection)
    before = rows(connection)
    add_script(scripts)
    upgrade.upgrade(connection, Folder(folder), NOW, scripts)
    assert rows(connection) == before
    with connection.begin():
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        assert connection.exec_driver_sql("SELECT post FROM person").scalar() == "台席"


@pytest.mark.parametrize(
    ("then", "error"),
    [
        ("raise RuntimeError('half way')", RuntimeError),
        (
            "op.execute('INSERT INTO record SELECT 2, 7, kind, 0, 1, 1, 1, 1 FROM record')",
            errors.StoreDamaged,
        ),
    ],
)
def test_an_upgrade_that_fails_changes_nothing(
    connection: sa.Connection, folder: Path, scripts: Path, then: str, error: type[Exception]
) -> None:
    upgrade.upgrade(connection, Folder(folder), NOW)
    fill(connection)
    with connection.begin():
        before = connection.exec_driver_sql("SELECT sql FROM sqlite_master").all()
    add_script(scripts, then)
    with pytest.raises(error):
        upgrade.upgrade(connection, Folder(folder), NOW, scripts)
    with connection.begin():
        assert connection.exec_driver_sql("SELECT sql FROM sqlite_master").all() == before
        assert connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar() == REVISION


def test_an_existing_database_is_backed_up_with_its_key_before_an_upgrade(
    store: Store, begin: Begin, scripts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    attempt_id = begin()
    store.close()
    add_script(scripts)
    monkeypatch.setattr(database, "REVISION", "next")
    monkeypatch.setattr(upgrade.upgrade, "__defaults__", (scripts, "head"))
    with open_store(store.folder.root) as upgraded:
        assert attempts.acts(upgraded, attempt_id) == []
        assert verify(upgraded) == []
    backup = store.folder.newest_backup()
    assert backup is not None
    assert sorted(each.name for each in backup.iterdir()) == ["hall.db", "hall.key"]
    with closing(sqlite3.connect(backup / "hall.db")) as kept:
        assert kept.execute("SELECT version_num FROM alembic_version").fetchall() == [(REVISION,)]
        assert kept.execute("SELECT id FROM attempt").fetchall() == [(attempt_id,)]


def test_a_new_database_needs_no_backup(store: Store) -> None:
    assert store.folder.newest_backup() is None


def test_an_upgrade_leaves_everybodys_logging_alone(folder: Path) -> None:
    ours = logging.getLogger("trainer.somewhere")
    before = (logging.getLogger().level, list(logging.getLogger().handlers))
    open_store(folder).close()
    assert (logging.getLogger().level, list(logging.getLogger().handlers)) == before
    assert not ours.disabled
