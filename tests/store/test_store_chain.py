"""Whoever changes the file without the key is found out; the guards make even that hard."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace

import pytest
import sqlalchemy as sa

from trainer.store import attempts, chain
from trainer.store.audit import verify
from trainer.store.database import Store, open_store
from trainer.store.errors import StoreTampered

Begin = Callable[..., str]
Forge = Callable[..., None]


@pytest.fixture
def played(store: Store, begin: Begin) -> str:
    """Two attempts, one of them finished (records 1, 2, 4, 6) and returned, the other open (3, 5)."""
    first = begin()
    attempts.append(store, first, "act", {"n": 1})
    second = begin(scenario="s03")
    attempts.append(store, first, "act", {"n": 2})
    attempts.append(store, second, "act", {"n": 3})
    attempts.finish(store, first, {"marks": 9})
    return first


@pytest.fixture
def forge(store: Store) -> Forge:
    """Change the file as somebody with an SQLite tool would: the guards are taken off and put back."""

    def forged(*statements: str) -> None:
        with closing(sqlite3.connect(store.folder.database, isolation_level=None)) as file:
            guards = file.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
            for name, _ in guards:
                file.execute(f"DROP TRIGGER {name}")
            for statement in statements:
                file.execute(statement)
            for _, sql in guards:
                file.execute(sql)

    return forged


def codes(store: Store) -> set[str]:
    return {fault.code for fault in verify(store)}


def test_an_untouched_chain_has_no_faults(store: Store, played: str) -> None:
    assert verify(store) == []
    attempts.append(store, played, "correction", {"by": "主管"})
    assert verify(store) == []


def test_an_empty_chain_has_no_faults(store: Store) -> None:
    assert verify(store) == []
    assert (store.head().seq, store.head().hash) == (0, chain.GENESIS)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE record SET payload = '{}'",
        "DELETE FROM record WHERE seq = 6",
        "REPLACE INTO record SELECT seq, attempt_id, kind, ordinal, '{}', at, previous, hash FROM record",
        "UPDATE snapshot SET body = ''",
        "DELETE FROM snapshot",
        "REPLACE INTO snapshot SELECT hash, '' FROM snapshot",
        "UPDATE attempt SET mode = '练习'",
        "UPDATE attempt SET started = '2004-01-01'",
        "UPDATE attempt SET result = '{}' WHERE finished IS NOT NULL",
        "DELETE FROM attempt",
        "UPDATE head SET seq = 1",
        "DELETE FROM head",
    ],
)
def test_the_guards_refuse_to_change_what_is_recorded(store: Store, played: str, statement: str) -> None:
    for foreign_keys in ("ON", "OFF"):
        with closing(sqlite3.connect(store.folder.database)) as file:
            file.execute(f"PRAGMA foreign_keys = {foreign_keys}")
            with pytest.raises(sqlite3.IntegrityError, match="append-only"):
                file.execute(statement)
    assert verify(store) == []


@pytest.mark.parametrize(
    ("statement", "code"),
    [
        ("UPDATE record SET payload = '{\"n\":8}' WHERE seq = 2", "hash"),
        ("UPDATE record SET at = '2004-03-02T00:00:00.000000+00:00' WHERE seq = 2", "hash"),
        ("UPDATE record SET kind = 'undo' WHERE seq = 4", "hash"),
        ("UPDATE record SET payload = x'00ff' WHERE seq = 4", "hash"),
        ("UPDATE record SET payload = 'no json' WHERE kind = 'start'", "start"),
        ("UPDATE record SET previous = (SELECT hash FROM record WHERE seq = 1) WHERE seq = 4", "order"),
        ("DELETE FROM record WHERE seq = 4", "gap"),
        ("DELETE FROM record WHERE seq = 4", "ordinal"),
        ("DELETE FROM record WHERE seq >= 6", "tail"),
        ("DELETE FROM record WHERE seq = 1", "start"),
        ("DELETE FROM record", "tail"),
        (
            "INSERT INTO record SELECT 7, attempt_id, kind, 4, payload, at, '', '' FROM record WHERE seq = 6",
            "tail",
        ),
        ("UPDATE head SET seq = 5, hash = (SELECT hash FROM record WHERE seq = 5)", "head"),
        ("DELETE FROM head", "head"),
        ("UPDATE attempt SET mode = '练习'", "header"),
        ("UPDATE attempt SET seed = 8", "header"),
        ("UPDATE person SET name = '李四'", "header"),
        ('UPDATE attempt SET result = \'{"result":{"marks":10}}\' WHERE finished IS NOT NULL', "result"),
        ("UPDATE attempt SET finished = NULL, result = NULL", "result"),
        ("UPDATE attempt SET finished = started, result = '{}' WHERE finished IS NULL", "result"),
        ("DELETE FROM attempt WHERE finished IS NULL", "attempt"),
        ("UPDATE snapshot SET body = '{}'", "snapshot"),
        ("DELETE FROM snapshot", "file"),
    ],
)
def test_every_change_is_found(store: Store, played: str, forge: Forge, statement: str, code: str) -> None:
    forge(statement)
    assert code in codes(store)


def test_records_that_changed_places_are_found(store: Store, played: str, forge: Forge) -> None:
    forge(*(f"UPDATE record SET seq = {new} WHERE seq = {old}" for old, new in ((2, 99), (4, 2), (99, 4))))
    assert {"hash", "order", "ordinal"} <= codes(store)


def test_a_forged_attempt_without_records_is_found_and_not_listed(
    store: Store, played: str, forge: Forge
) -> None:
    columns = (
        "person_id, scenario, variant, title, snapshot, edition, "
        "seed, mode, started, app_version, finished, result"
    )
    forge(
        f"INSERT INTO attempt (id, {columns}) SELECT 'forged', {columns} FROM attempt WHERE id = '{played}'"
    )
    assert [(fault.code, fault.attempt_id) for fault in verify(store)] == [("start", "forged")]
    assert "forged" not in {row.id for row in attempts.attempts(store)}


def test_cutting_off_the_end_and_the_projection_is_found(store: Store, played: str, forge: Forge) -> None:
    forge("DELETE FROM record WHERE seq = 6", "UPDATE attempt SET finished = NULL, result = NULL")
    assert [(fault.seq, fault.code) for fault in verify(store)] == [(5, "tail")]


def test_a_missing_guard_is_found(store: Store, played: str) -> None:
    with store.writing() as connection:
        connection.exec_driver_sql("DROP TRIGGER record_stays")
    assert [(fault.code, "record_stays" in fault.message) for fault in verify(store)] == [("guard", True)]


def test_a_fault_says_where_it_is(store: Store, played: str, forge: Forge) -> None:
    forge("UPDATE record SET payload = '{}' WHERE seq = 4")
    (fault,) = verify(store)
    assert (fault.seq, fault.attempt_id, fault.code) == (4, played, "hash")
    assert "第 4 条" in fault.message


def test_nothing_is_written_on_from_an_altered_head(store: Store, played: str, forge: Forge) -> None:
    """Signing a new head would hide what was cut off."""
    attempt_id = attempts.unfinished(store)[0].id
    forge(
        "DELETE FROM record WHERE seq = 6",
        "UPDATE head SET seq = 5, hash = (SELECT hash FROM record WHERE seq = 5)",
    )
    store.close()
    with open_store(store.folder.root) as again:
        with pytest.raises(StoreTampered, match="trainer verify"):
            attempts.append(again, attempt_id, "act", {})
        assert len(attempts.acts(again, attempt_id)) == 1


def test_a_lost_head_is_a_sentence(store: Store, played: str, forge: Forge) -> None:
    forge("DELETE FROM head")
    with pytest.raises(StoreTampered):
        store.head()
    with pytest.raises(StoreTampered):
        attempts.append(store, attempts.unfinished(store)[0].id, "act", {})


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE attempt SET result = 'no json'",
        "UPDATE attempt SET result = '[]' WHERE finished IS NOT NULL",
        "UPDATE attempt SET started = 'yesterday'",
    ],
)
def test_an_unreadable_attempt_is_a_sentence(store: Store, played: str, forge: Forge, statement: str) -> None:
    forge(statement)
    with pytest.raises(StoreTampered, match="trainer verify"):
        attempts.attempts(store)


def test_an_unreadable_act_is_a_sentence(store: Store, played: str, forge: Forge) -> None:
    forge("UPDATE record SET payload = '{' WHERE seq = 4")
    with pytest.raises(StoreTampered, match="trainer verify"):
        attempts.acts(store, played)


def test_another_key_does_not_prove_the_chain(store: Store, played: str) -> None:
    stranger = replace(store, key=bytes(chain.KEY_BYTES))
    with stranger.reading() as connection:
        count = connection.execute(sa.text("SELECT count(*) FROM record")).scalar_one()
    assert [fault.code for fault in verify(stranger)] == ["hash"] * count + ["head"]


def test_equal_values_are_written_alike() -> None:
    assert chain.canonical({"b": 1, "a": "中"}) == chain.canonical({"a": "中", "b": 1}) == '{"a":"中","b":1}'
