"""The ledger: signed entries, one chain for each hall, nothing changed and nothing believed that was."""

import pytest
import sqlalchemy as sa

from trainer.store import attempts, chain, errors, ledger
from trainer.store.audit import verify
from trainer.store.database import Store, open_store
from trainer.store.ledger import Note
from trainer.store.tables import hall


def note(subject: str = "42", kind: str = "comment", **payload: object) -> Note:
    return Note(kind, subject, {"text": "好", **payload})


def write(store: Store, sql: str) -> None:
    """Change the file as somebody with another program would: without the guards."""
    with store.writing() as connection:
        for name in (
            connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            .scalars()
            .all()
        ):
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        connection.exec_driver_sql(sql)


def test_entries_are_read_back_in_order_by_kind_and_subject(store: Store) -> None:
    first, other = ledger.add(store, 1, note()), ledger.add(store, 1, note("43", "look"))
    last = ledger.add(store, 1, note())
    assert ledger.entries(store, 1) == [first, other, last]
    assert ledger.entries(store, 1, "comment", "42") == [first, last]
    assert ledger.latest(store, 1, "comment", "42") == last
    assert ledger.latest(store, 1, "override", "42") is None
    assert (last.seq, last.previous) == (3, other.hash)


def test_the_head_is_the_newest_entry(store: Store) -> None:
    assert ledger.head_of(store, 1).seq == 0
    added = ledger.add(store, 1, note())
    assert (ledger.head_of(store, 1).seq, ledger.head_of(store, 1).hash) == (1, added.hash)


def test_each_hall_has_its_own_chain(store: Store) -> None:
    with store.writing() as connection:
        connection.execute(sa.insert(hall).values(id=2, name="东门厅", open_training=1, created="x"))
    ledger.add(store, 1, note())
    assert ledger.add(store, 2, note()).previous == chain.GENESIS
    assert len(ledger.entries(store, 1)) == len(ledger.entries(store, 2)) == 1


def test_an_entry_signs_where_the_acts_ended(store: Store, begin: object) -> None:
    assert callable(begin)
    begin()
    assert ledger.add(store, 1, note()).anchor == f"1:{store.head().hash}"


@pytest.mark.parametrize("change", ["payload = '{}'", "subject = '43'", "actor_id = 1", "kind = 'override'"])
def test_an_entry_that_was_altered_is_not_read(store: Store, begin: object, change: str) -> None:
    assert callable(begin)
    begin()
    ledger.add(store, 1, note())
    write(store, f"UPDATE entry SET {change}")
    with pytest.raises(errors.StoreTampered):
        ledger.entries(store, 1)


@pytest.mark.parametrize(
    "sql", ["UPDATE ledger_head SET hash = 'x'", "DELETE FROM ledger_head", "UPDATE ledger_head SET seq = 9"]
)
def test_nothing_is_written_after_an_end_that_was_altered(store: Store, sql: str) -> None:
    ledger.add(store, 1, note())
    write(store, sql)
    with pytest.raises(errors.StoreTampered):
        ledger.add(store, 1, note())


@pytest.mark.parametrize(
    "sql", ["UPDATE entry SET kind = 'x'", "DELETE FROM entry", "DELETE FROM ledger_head"]
)
def test_the_file_itself_refuses_a_change(store: Store, sql: str) -> None:
    ledger.add(store, 1, note())
    with pytest.raises(sa.exc.IntegrityError, match="append-only"), store.writing() as connection:
        connection.exec_driver_sql(sql)


def test_the_key_is_wanted_as_soon_as_anything_is_in_the_ledger(store: Store) -> None:
    ledger.add(store, 1, note())
    store.close()
    with open_store(store.folder.root) as again:
        assert len(ledger.entries(again, 1)) == 1
    store.folder.key.write_bytes(b"x" * chain.KEY_BYTES)
    with pytest.raises(errors.KeyWrong):
        open_store(store.folder.root)


def test_whole_ledgers_prove(store: Store, begin: object) -> None:
    assert callable(begin)
    begin()
    for _ in range(3):
        ledger.add(store, 1, note())
    assert verify(store) == []


@pytest.mark.parametrize(
    ("sql", "place"),
    [
        ("UPDATE entry SET payload = '{}' WHERE seq = 2", 2),
        ("UPDATE entry SET previous = 'x' WHERE seq = 2", 2),
        ("DELETE FROM entry WHERE seq = 2", 3),
        ("DELETE FROM entry WHERE seq = 3", 2),
        ("UPDATE ledger_head SET mac = 'x'", 3),
        ("DELETE FROM ledger_head", 3),
        ("UPDATE entry SET at = 3.5 WHERE seq = 2", 2),
    ],
)
def test_the_first_broken_entry_is_named(store: Store, sql: str, place: int) -> None:
    for _ in range(3):
        ledger.add(store, 1, note())
    write(store, sql)
    found = [fault for fault in verify(store) if fault.code == "ledger"]
    assert found[0].seq == place


def test_acts_that_were_cut_off_show_in_the_ledger(store: Store, begin: object) -> None:
    assert callable(begin)
    attempts.abandon(store, begin(), "学员放弃")
    ledger.add(store, 1, note())
    write(store, "DELETE FROM record WHERE seq = 2")
    assert "anchor" in {fault.code for fault in verify(store)}
