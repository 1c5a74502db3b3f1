"""The register: every change is in the ledger with its row, and a row edited by hand is not believed."""

from dataclasses import replace

import pytest

from trainer.store import errors, halls, ledger, people
from trainer.store.audit import verify
from trainer.store.database import Store
from trainer.store.people import Changes, Member
from trainer.store.rows import Fault

SECRET = "$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHQ$aGFzaA"


def change(store: Store, person_id: int, **changes: object) -> Member:
    with store.writing() as connection:
        return people.change(connection, store, 0, person_id, Changes(**changes))  # type: ignore[typeddict-item]


def edit_by_hand(store: Store, sql: str) -> None:
    """Change the file as somebody with another program would: without the guards."""
    with store.writing() as connection:
        names = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        for name in connection.exec_driver_sql(names).scalars().all():
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        connection.exec_driver_sql(sql)


def found(store: Store) -> list[Fault]:
    with store.reading() as connection:
        return list(people.faults(connection, store))


@pytest.fixture
def second_hall(store: Store) -> int:
    with store.writing() as connection:
        return halls.add_hall(connection, store, 0, "东门厅").id


def test_whoever_enrolled_is_a_trainee_without_a_password(store: Store) -> None:
    (member,) = people.members(store)
    assert (member.name, member.role, member.secret, member.active) == ("张三", "trainee", None, True)
    assert people.proven(store, 1) == member
    assert ledger.entries(store, 1) == []


def test_a_change_is_one_entry_with_before_and_after_and_no_secret(store: Store) -> None:
    change(store, 1, secret=SECRET, team="一班")
    change(store, 1, team="二班")
    change(store, 1, team="二班")  # nothing changes, nothing is written
    first, second = ledger.entries(store, 1, "person", "1")
    assert (first.payload["before"]["secret"], second.payload["before"]["team"]) == (None, "一班")
    assert second.payload["after"]["team"] == "二班"
    assert first.payload["after"]["secret"] == second.payload["after"]["secret"] == people.fingerprint(SECRET)
    assert SECRET not in str(first.payload)
    assert SECRET not in repr(people.proven(store, 1))


def test_who_is_added_is_written_down_at_once(store: Store) -> None:
    with store.writing() as connection:
        added = people.register(connection, store, 1, Changes(name="李四", number="A1", team="一班"))
    entry = ledger.latest(store, 1, "person", str(added.id))
    assert entry is not None
    assert (entry.payload["before"], entry.actor_id, entry.payload["after"]["number"]) == (None, 1, "A1")


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE person SET role = 'admin'",
        "UPDATE person SET secret = NULL",
        "UPDATE person SET secret = 'x'",
        "UPDATE person SET active = 0",
        "UPDATE person SET hall_id = 2",
        "UPDATE person SET hall_id = 2, role = 'trainee', secret = NULL, team = ''",
        "UPDATE entry SET payload = '{}' WHERE kind = 'person'",
    ],
)
def test_a_row_edited_by_hand_is_refused(store: Store, second_hall: int, sql: str) -> None:
    change(store, 1, role="supervisor", secret=SECRET)
    edit_by_hand(store, sql)
    with pytest.raises(errors.StoreTampered, match="trainer verify"):
        people.proven(store, 1)
    with pytest.raises(errors.StoreTampered):
        change(store, 1, team="一班")
    assert [fault.code for fault in found(store)] == ["person"]


@pytest.mark.parametrize("sql", ["UPDATE person SET role = 'admin'", "UPDATE person SET secret = 'x'"])
def test_a_role_or_a_password_that_nobody_gave_is_refused(store: Store, sql: str) -> None:
    edit_by_hand(store, sql)
    with pytest.raises(errors.StoreTampered, match="登记内容被改动过"):
        people.proven(store, 1)
    assert "张三" in found(store)[0].message


def test_who_moves_is_written_down_in_both_halls_and_can_come_back(store: Store, second_hall: int) -> None:
    change(store, 1, secret=SECRET)
    for hall_id in (second_hall, 1, second_hall):
        change(store, 1, hall_id=hall_id)
        assert people.proven(store, 1).hall_id == hall_id
    assert len(ledger.entries(store, 1, "person")) == 4
    assert len(ledger.entries(store, second_hall, "person")) == 3
    assert found(store) == []


def test_to_be_put_back_into_the_old_hall_by_hand_is_seen(store: Store, second_hall: int) -> None:
    change(store, 1, secret=SECRET)
    change(store, 1, hall_id=second_hall)
    edit_by_hand(store, "UPDATE person SET hall_id = 1")
    with pytest.raises(errors.StoreTampered):
        people.proven(store, 1)


def test_somebody_taken_out_of_the_file_is_missed(store: Store) -> None:
    change(store, 1, team="一班")
    edit_by_hand(store, "DELETE FROM person")
    assert "不见了" in found(store)[0].message


@pytest.mark.parametrize(
    ("sql", "kept"),
    [
        ("UPDATE person SET role = 'admin', hall_id = 2, team = 'x'", True),
        ("UPDATE person SET secret = 'x', active = 0", False),
    ],
)
def test_a_row_edited_by_hand_is_restored_to_what_the_ledger_says(
    store: Store, second_hall: int, sql: str, kept: bool
) -> None:
    before = change(store, 1, role="supervisor", secret=SECRET, team="一班")
    edit_by_hand(store, sql)
    with store.writing() as connection:
        restored = people.restore(connection, store, 1, 1)
        assert people.restore(connection, store, 1, 1) == restored  # nothing left to do
    assert restored == (before if kept else replace(before, secret=None))
    assert people.proven(store, 1) == restored
    assert found(store) == []
    last = ledger.latest(store, 1, "person", "1")
    assert last is not None
    assert last.payload["restored"] is True
    assert last.payload["before"] != last.payload["after"]


def test_a_role_that_nobody_gave_is_taken_back(store: Store) -> None:
    edit_by_hand(store, "UPDATE person SET role = 'supervisor', secret = 'x'")
    with store.writing() as connection:
        restored = people.restore(connection, store, 1, 1)
    assert (restored.role, restored.secret) == ("trainee", None)
    assert people.proven(store, 1) == restored


def test_names_and_numbers_are_taken_once(store: Store) -> None:
    with store.writing() as connection:
        people.register(connection, store, 0, Changes(name="李四", number="A1"))
    with pytest.raises(errors.NameRefused, match="已经登记给李四"):
        change(store, 1, number="A1")
    with pytest.raises(errors.NameRefused, match="“李四”已经登记过"):
        change(store, 1, name="李四")
    assert ledger.entries(store, 1, "person", "1") == []


def test_people_are_found_by_number_first_and_then_by_name(store: Store) -> None:
    change(store, 1, number="A1")
    with store.writing() as connection:
        people.register(connection, store, 0, Changes(name="A1"))
    assert [people.find(store, who).name for who in (" ａ 1", "a1", " 张三 ")] == ["张三"] * 3  # type: ignore[union-attr]
    assert people.find(store, "") is None
    assert people.find(store, "李四") is None


def test_an_administrator_made_once_is_never_forgotten(store: Store) -> None:
    with store.reading() as connection:
        assert not people.has_admin(connection)
    change(store, 1, role="admin", secret=SECRET)
    edit_by_hand(store, "UPDATE person SET role = 'trainee'")
    with store.reading() as connection:
        assert people.has_admin(connection)


def test_nobody_is_found_by_a_number_that_is_not_there(store: Store) -> None:
    with pytest.raises(people.PersonUnknown):
        people.proven(store, 9)


def test_the_records_stay_whole(store: Store) -> None:
    change(store, 1, role="supervisor", secret=SECRET)
    assert verify(store) == []
    assert found(store) == []


def test_a_hall_is_added_changed_and_proven(store: Store, second_hall: int) -> None:
    with store.writing() as connection:
        halls.change_hall(connection, store, 1, second_hall, {"open_training": False})
        halls.change_hall(connection, store, 1, second_hall, {"open_training": False})
        assert not halls.proven_hall(connection, store, second_hall).open_training
    assert [hall.name for hall in halls.halls(store)] == ["本营业厅", "东门厅"]
    assert len(ledger.entries(store, second_hall, "hall")) == 2
    edit_by_hand(store, "UPDATE hall SET open_training = 1")
    with pytest.raises(errors.StoreTampered, match="东门厅"), store.reading() as connection:
        halls.proven_hall(connection, store, second_hall)
    assert [fault.code for fault in found(store)] == ["hall"]


def test_a_hall_closed_by_hand_before_anybody_changed_it_is_seen(store: Store) -> None:
    edit_by_hand(store, "UPDATE hall SET open_training = 0")
    assert [fault.code for fault in found(store)] == ["hall"]


def test_two_halls_are_not_called_the_same(store: Store, second_hall: int) -> None:
    with pytest.raises(halls.HallRefused, match="已经有营业厅“东门厅”"), store.writing() as connection:
        halls.change_hall(connection, store, 0, 1, {"name": "东门厅"})
    with pytest.raises(halls.HallUnknown), store.reading() as connection:
        halls.hall_in(connection, 9)
