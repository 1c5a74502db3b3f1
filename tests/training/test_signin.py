"""Signing in: the right password gives a Pass, wrong ones cost time, and edited rows are refused."""

import sqlite3
import unicodedata
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from argon2 import PasswordHasher, extract_parameters

from tests.training.roster import PASSWORD, Clock, Place, make_quick, place_in
from trainer.core.rights import NotAllowed, Pass
from trainer.store import errors, ledger
from trainer.store import people as rows
from trainer.store.database import open_store
from trainer.store.people import Changes, add_person
from trainer.training import halls, passwords, people, signin
from trainer.training.people import Details
from trainer.training.signin import Door, LockedOut, SignInRefused


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hash with little effort: what is tested is who may, not how slow a hash is."""
    make_quick(monkeypatch)


@pytest.fixture
def place(tmp_path: Path, clock: Clock) -> Iterator[Place]:
    with place_in(tmp_path / "厅", clock) as made:
        yield made


def edit_by_hand(place: Place, sql: str) -> None:
    with closing(sqlite3.connect(place.store.folder.database)) as file:
        file.execute(sql)
        file.commit()


def signins(place: Place) -> list[ledger.Entry]:
    return ledger.entries(place.store, 1, "signin", str(place.ids["王芳"]))


@pytest.mark.parametrize("who", ["王芳", " 王芳 ", "1001", "１００１"])
def test_by_name_or_by_number(place: Place, who: str) -> None:
    assert place.door().sign_in(who, PASSWORD) == Pass(place.ids["王芳"], "王芳", "trainee", 1)


def test_a_password_may_be_typed_composed_or_not(place: Place) -> None:
    people.set_password(place.store, place.admin, place.ids["王芳"], "Zoë-été-7")
    assert place.door().sign_in("王芳", unicodedata.normalize("NFD", "Zoë-été-7"))


def test_signing_in_is_written_down(place: Place) -> None:
    before = len(signins(place))
    place.door().sign_in("王芳", PASSWORD)
    last = signins(place)[-1]
    assert (len(signins(place)), last.actor_id, last.payload) == (before + 1, place.ids["王芳"], {"ok": True})


@pytest.mark.parametrize(("who", "password"), [("王芳", "不对的密码"), ("没有的人", PASSWORD), ("", "")])
def test_a_wrong_name_and_a_wrong_password_read_alike(place: Place, who: str, password: str) -> None:
    with pytest.raises(SignInRefused) as refused:
        place.door().sign_in(who, password)
    assert str(refused.value) == "姓名（工号）或密码不对，请再试。"


def test_an_unknown_name_is_hashed_for_too(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[str] = []
    monkeypatch.setattr(passwords, "matches", lambda secret, _password: compared.append(secret))
    with pytest.raises(SignInRefused):
        place.door().sign_in("没有的人", PASSWORD)
    assert compared == [passwords.NOBODYS]


def test_the_comparison_with_nobodys_password_takes_as_long_as_a_real_one() -> None:
    parameters = extract_parameters(passwords.NOBODYS)
    assert (parameters.time_cost, parameters.memory_cost, parameters.parallelism) == (2, 19_456, 1)
    assert parameters == extract_parameters(PasswordHasher(2, 19_456, 1).hash(PASSWORD))


def lock_out(place: Place, door: Door) -> None:
    for _ in range(4):
        with pytest.raises(SignInRefused, match="不对"):
            door.sign_in("王芳", "不对的密码")
    with pytest.raises(LockedOut, match="请等 30 秒再试"):
        door.sign_in("王芳", "不对的密码")


def test_guessing_is_slowed_down_even_for_the_right_password(place: Place, clock: Clock) -> None:
    lock_out(place, place.door())
    with pytest.raises(LockedOut) as locked:
        place.door().sign_in("王芳", PASSWORD)  # a new door, as after a restart
    assert 20 < locked.value.seconds <= 30
    assert [entry.payload for entry in signins(place)[-1:]] == [{"ok": False, "failures": 5}]
    clock.go(30)
    assert place.door().sign_in("王芳", PASSWORD)
    with pytest.raises(SignInRefused, match="不对"):
        place.door().sign_in("王芳", "不对的密码")  # counted anew


def test_waits_double_and_are_told_in_minutes(place: Place, clock: Clock) -> None:
    lock_out(place, place.door())
    waits = []
    for _ in range(6):
        clock.go(900)
        with pytest.raises(LockedOut) as locked:
            place.door().sign_in("王芳", "不对的密码")
        waits.append(locked.value.seconds)
    assert waits == [60, 120, 240, 480, 900, 900]
    assert "请等 15 分再试" in str(locked.value)


def test_a_clock_set_forward_does_not_help_at_the_same_door(place: Place, clock: Clock) -> None:
    ticks = [0.0]
    door = Door(place.store, lambda: ticks[0])
    lock_out(place, door)
    clock.go(9_000)
    ticks[0] = 10.0
    with pytest.raises(LockedOut) as locked:
        door.sign_in("王芳", PASSWORD)
    assert locked.value.seconds == 20
    ticks[0] = 30.0
    assert door.sign_in("王芳", PASSWORD)


def test_a_new_password_ends_the_lock_out(place: Place) -> None:
    door = place.door()
    lock_out(place, door)
    people.set_password(place.store, place.supervisor, place.ids["王芳"], "新密码一二三")
    assert door.sign_in("王芳", "新密码一二三")


def test_others_are_not_locked_out(place: Place) -> None:
    lock_out(place, place.door())
    assert place.door().sign_in("周主管", PASSWORD)


@pytest.mark.parametrize(
    "change",
    ["role = 'admin'", "role = 'trainee', secret = NULL", "hall_id = 2", "active = 1, team = '九班'"],
)
def test_a_row_edited_by_hand_is_refused(place: Place, change: str) -> None:
    edit_by_hand(place, f"UPDATE person SET {change} WHERE name = '王芳'")
    door = place.door()
    if "NULL" in change:
        with pytest.raises(errors.StoreTampered, match="trainer verify"):
            signin.training_pass(place.store, place.ids["王芳"])
    else:
        with pytest.raises(errors.StoreTampered, match="trainer verify"):
            door.sign_in("王芳", PASSWORD)


def test_a_password_put_in_by_hand_is_refused(place: Place) -> None:
    own = passwords.hashed("我的密码")
    edit_by_hand(place, f"UPDATE person SET secret = '{own}' WHERE name = '周主管'")
    with pytest.raises(errors.StoreTampered):
        place.door().sign_in("周主管", "我的密码")


def test_the_doors_stay_shut_when_the_administrator_is_taken_out_by_hand(place: Place) -> None:
    edit_by_hand(place, "UPDATE person SET role = 'trainee' WHERE role = 'admin'")
    assert not signin.is_open(place.store)


def test_who_has_left_cannot_sign_in(place: Place) -> None:
    people.edit(place.store, place.supervisor, place.ids["王芳"], Details("王芳", "1001", active=False))
    with pytest.raises(NotAllowed, match="已停用"):
        place.door().sign_in("王芳", PASSWORD)
    with pytest.raises(NotAllowed, match="已停用"):
        signin.training_pass(place.store, place.ids["王芳"])


def test_an_old_hash_is_made_anew_and_stays_proven(place: Place) -> None:
    old = PasswordHasher(time_cost=1, memory_cost=32, parallelism=1).hash(PASSWORD)
    with place.store.writing() as connection:
        rows.change(connection, place.store, 0, place.ids["王芳"], Changes(secret=old))
    place.door().sign_in("王芳", PASSWORD)
    renewed = rows.proven(place.store, place.ids["王芳"]).secret
    assert renewed
    assert not passwords.is_outdated(renewed)
    assert place.door().sign_in("王芳", PASSWORD)


def test_a_row_that_changes_while_the_password_is_judged(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    def meanwhile(_secret: str) -> bool:
        people.edit(place.store, place.supervisor, place.ids["王芳"], Details("王芳", "1001", "九班"))
        return False

    monkeypatch.setattr(passwords, "is_outdated", meanwhile)
    with pytest.raises(SignInRefused, match="再试一次"):
        place.door().sign_in("王芳", PASSWORD)


def test_without_a_password_one_trains_but_does_not_sign_in(place: Place) -> None:
    with pytest.raises(SignInRefused, match="还没有密码"):
        place.door().sign_in("新人", "")
    assert signin.training_pass(place.store, place.ids["新人"]) == Pass(
        place.ids["新人"], "新人", "trainee", 1
    )


def test_who_has_a_password_signs_in_even_to_train(place: Place) -> None:
    with pytest.raises(NotAllowed, match="请先登录"):
        signin.training_pass(place.store, place.ids["王芳"])


def test_the_administrator_may_close_self_training_hall_by_hall(place: Place) -> None:
    halls.open_training(place.store, place.admin, 1, allowed=False)
    with pytest.raises(NotAllowed, match="要登录才能练习"):
        signin.training_pass(place.store, place.ids["新人"])
    assert signin.training_pass(place.store, place.ids["东新人"])
    edit_by_hand(place, "UPDATE hall SET open_training = 1")
    with pytest.raises(errors.StoreTampered, match="本营业厅"):
        signin.training_pass(place.store, place.ids["新人"])


def test_a_training_pass_of_a_supervisor_is_a_trainees(place: Place) -> None:
    added = people.add(place.store, place.admin, Details("李主管", role="supervisor"))
    given = signin.training_pass(place.store, added.id)
    assert given.role == "trainee"
    assert signin.still_holds(place.store, given) == given
    assert [each.name for each in people.colleagues(place.store, given)] == ["李主管"]


def test_a_hash_that_is_none_matches_nothing() -> None:
    assert not passwords.matches("x", PASSWORD)
    assert not passwords.matches(passwords.NOBODYS, "\ud800")


def test_without_an_administrator_everything_is_open(tmp_path: Path) -> None:
    with open_store(tmp_path / "厅", Clock()) as store:
        person = add_person(store, "张三")
        assert signin.is_open(store)
        assert signin.training_pass(store, person.id).name == "张三"


def test_spans_are_told_as_people_say_them() -> None:
    assert "请等 1 分 30 秒再试" in str(LockedOut(89.2))
