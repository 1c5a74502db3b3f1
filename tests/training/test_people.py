"""Rights where the use cases live: trainees keep to themselves, supervisors to their hall, one administrator."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tests.training.roster import PASSWORD, Clock, Place, make_quick, place_in
from trainer.core.rights import EVERYBODY, NotAllowed, Pass
from trainer.store import errors, ledger
from trainer.store import people as rows
from trainer.store.database import open_store
from trainer.store.halls import HallRefused, HallUnknown
from trainer.training import halls, people
from trainer.training.passwords import PasswordRefused
from trainer.training.people import ChangedMeanwhile, Details
from trainer.training.register import Register
from trainer.training.signin import LockedOut, SignInRefused


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hash with little effort: what is tested is who may, not how slow a hash is."""
    make_quick(monkeypatch)


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    with place_in(tmp_path / "厅", Clock()) as made:
        yield made


def names(place: Place, by: Pass) -> list[str]:
    return [each.name for each in people.colleagues(place.store, by)]


def test_a_trainee_sees_nobody_else(place: Place) -> None:
    assert names(place, place.trainee) == ["王芳"]


def test_a_supervisor_sees_the_own_hall(place: Place) -> None:
    assert names(place, place.supervisor) == ["管理", "周主管", "王芳", "新人"]
    assert names(place, place.east) == ["东主管", "东新人"]


def test_the_administrator_sees_everybody(place: Place) -> None:
    assert names(place, place.admin) == ["管理", "周主管", "王芳", "新人", "东主管", "东新人"]
    found = people.colleagues(place.store, place.admin)[2]
    assert (found.number, found.hall, found.has_password) == ("1001", "本营业厅", True)
    assert "argon2" not in repr(found)


Deed = Callable[[Place, Pass], object]
DEEDS: dict[str, Deed] = {
    "add": lambda place, by: people.add(place.store, by, Details("钱七")),
    "edit": lambda place, by: people.edit(place.store, by, place.ids["新人"], Details("新人", team="三班")),
    "deactivate": lambda place, by: people.edit(
        place.store, by, place.ids["新人"], Details("新人", active=False)
    ),
    "password": lambda place, by: people.set_password(place.store, by, place.ids["新人"], PASSWORD),
    "no password": lambda place, by: people.take_password(place.store, by, place.ids["王芳"]),
    "rename team": lambda place, by: halls.rename_team(place.store, by, 1, "一班", "甲班"),
    "teams": lambda place, by: halls.teams(place.store, by, 1),
}
OF_THE_ADMINISTRATOR: dict[str, Deed] = {
    "role": lambda place, by: people.edit(
        place.store, by, place.ids["新人"], Details("新人", role="supervisor")
    ),
    "add a supervisor": lambda place, by: people.add(place.store, by, Details("钱七", role="supervisor")),
    "move": lambda place, by: people.edit(place.store, by, place.ids["新人"], Details("新人", hall_id=2)),
    "edit a supervisor": lambda place, by: people.edit(
        place.store, by, place.ids["周主管"], Details("周主管", role="supervisor")
    ),
    "password of a supervisor": lambda place, by: people.set_password(
        place.store, by, place.ids["周主管"], PASSWORD
    ),
    "hall": lambda place, by: halls.add_hall(place.store, by, "西门厅"),
    "rename hall": lambda place, by: halls.rename_hall(place.store, by, 1, "中心厅"),
    "close training": lambda place, by: halls.open_training(place.store, by, 1, allowed=False),
    "hand over": lambda place, by: people.hand_over(place.store, by, place.ids["周主管"]),
}


@pytest.mark.parametrize("deed", [*DEEDS, *OF_THE_ADMINISTRATOR])
def test_a_trainee_changes_nothing(place: Place, deed: str) -> None:
    before = ledger.head_of(place.store, 1)
    with pytest.raises(NotAllowed):
        {**DEEDS, **OF_THE_ADMINISTRATOR}[deed](place, place.trainee)
    assert ledger.head_of(place.store, 1) == before


@pytest.mark.parametrize("deed", DEEDS)
def test_a_supervisor_keeps_the_own_hall_only(place: Place, deed: str) -> None:
    with pytest.raises(NotAllowed):
        DEEDS[deed](place, place.east)
    DEEDS[deed](place, place.supervisor)


@pytest.mark.parametrize("deed", OF_THE_ADMINISTRATOR)
def test_some_things_are_the_administrators(place: Place, deed: str) -> None:
    before = ledger.head_of(place.store, 1)
    with pytest.raises(NotAllowed):
        OF_THE_ADMINISTRATOR[deed](place, place.supervisor)
    assert ledger.head_of(place.store, 1) == before
    OF_THE_ADMINISTRATOR[deed](place, place.admin)


def test_a_supervisor_learns_nothing_of_who_is_not_there(place: Place) -> None:
    with pytest.raises(NotAllowed):
        people.edit(place.store, place.supervisor, 99, Details("新人"))
    with pytest.raises(rows.PersonUnknown):
        people.edit(place.store, place.admin, 99, Details("新人"))


def test_every_change_tells_who_did_it(place: Place) -> None:
    people.edit(place.store, place.supervisor, place.ids["新人"], Details("新人", "1002", "三班"))
    last = ledger.latest(place.store, 1, "person", str(place.ids["新人"]))
    assert last is not None
    assert last.actor_id == place.supervisor.person_id
    assert (last.payload["before"]["team"], last.payload["after"]["team"]) == ("二班", "三班")


def test_a_pass_that_no_longer_holds_opens_nothing(place: Place) -> None:
    people.edit(place.store, place.admin, place.ids["周主管"], Details("周主管", "S1", hall_id=1))
    with pytest.raises(NotAllowed, match="重新登录"):
        people.add(place.store, place.supervisor, Details("钱七"))
    with pytest.raises(NotAllowed, match="请先登录"):
        people.add(place.store, EVERYBODY, Details("钱七"))
    with pytest.raises(NotAllowed, match="请先登录"):
        people.add(place.store, Pass(0, "我", "admin", 1), Details("钱七"))


def test_two_supervisors_do_not_undo_each_others_work(place: Place) -> None:
    shown = next(each for each in people.colleagues(place.store, place.supervisor) if each.name == "新人")
    changed = Details("新人", "1002", "三班")
    people.edit(place.store, place.supervisor, shown.id, changed, shown.details)
    with pytest.raises(ChangedMeanwhile, match="刷新"):
        people.edit(place.store, place.admin, shown.id, Details("新人", "1009", "二班"), shown.details)
    assert rows.proven(place.store, shown.id).team == "三班"


def test_somebody_sent_away_is_out_at_once(place: Place) -> None:
    people.edit(place.store, place.supervisor, place.ids["王芳"], Details("王芳", "1001", active=False))
    with pytest.raises(NotAllowed):
        people.colleagues(place.store, place.trainee)


def test_the_office_is_handed_over_and_there_is_always_one(place: Place) -> None:
    heir = people.hand_over(place.store, place.admin, place.ids["周主管"])
    assert heir.role == "admin"
    roles = [each.role for each in rows.members(place.store)]
    assert (roles.count("admin"), roles[0]) == (1, "supervisor")
    with pytest.raises(NotAllowed):
        people.hand_over(place.store, place.admin, place.ids["周主管"])


@pytest.mark.parametrize("who", ["新人", "管理"])
def test_not_everybody_can_take_the_office(place: Place, who: str) -> None:
    with pytest.raises(NotAllowed):
        people.hand_over(place.store, place.admin, place.ids[who])


def test_the_administrator_cannot_be_unmade(place: Place) -> None:
    for details in (Details("管理", role="admin", active=False), Details("管理", role="supervisor")):
        with pytest.raises(NotAllowed, match="移交"):
            people.edit(place.store, place.admin, place.ids["管理"], details)
    with pytest.raises(NotAllowed, match="移交"):
        people.edit(place.store, place.admin, place.ids["周主管"], Details("周主管", role="admin"))
    with pytest.raises(NotAllowed, match="一定要有密码"):
        people.take_password(place.store, place.admin, place.ids["管理"])
    with pytest.raises(NotAllowed, match="已经有管理员"):
        people.make_admin(place.store, Details("另一位"), PASSWORD)


def test_who_is_known_can_become_the_first_administrator(tmp_path: Path) -> None:
    with open_store(tmp_path / "厅", Clock()) as store:
        known = people.add(store, EVERYBODY, Details("张三", "7", "一班"))
        made = people.make_admin(store, Details("张三"), PASSWORD)
        assert made == Pass(known.id, "张三", "admin", 1)
        (row,) = people.colleagues(store, made)
        assert (row.number, row.team) == ("7", "一班")


def test_until_there_is_an_administrator_everybody_may_everything_but_make_another(tmp_path: Path) -> None:
    with open_store(tmp_path / "厅", Clock()) as store:
        added = people.add(store, EVERYBODY, Details("张三", role="supervisor"))
        people.set_password(store, EVERYBODY, added.id, PASSWORD)
        halls.rename_hall(store, EVERYBODY, 1, "中心厅")
        with pytest.raises(NotAllowed):
            people.hand_over(store, EVERYBODY, added.id)
        with pytest.raises(NotAllowed, match="还没有密码"):
            people.change_own_password(store, EVERYBODY, "", PASSWORD)


def test_the_own_password_is_changed_with_the_old_one(place: Place) -> None:
    with pytest.raises(SignInRefused, match="原来的密码不对"):
        people.change_own_password(place.store, place.trainee, "错的", "新密码一二三")
    people.change_own_password(place.store, place.trainee, PASSWORD, "新密码一二三")
    assert place.door().sign_in("王芳", "新密码一二三").name == "王芳"


def test_the_old_password_cannot_be_guessed_at_a_screen_left_open(place: Place) -> None:
    for _ in range(5):
        with pytest.raises(SignInRefused):
            people.change_own_password(place.store, place.trainee, "错的", "新密码一二三")
    with pytest.raises(LockedOut):
        people.change_own_password(place.store, place.trainee, PASSWORD, "新密码一二三")


@pytest.mark.parametrize(
    ("password", "why"),
    [
        ("12345", "太短"),
        ("x" * 129, "太长"),
        ("王芳王芳", "太短"),
        ("11111111", "同一个字符"),
        ("密码\u200b一二三四", "看不见"),
        ("\ud800abcdef", "看不见"),
    ],
)
def test_what_will_not_do_as_a_password(place: Place, password: str, why: str) -> None:
    with pytest.raises(PasswordRefused, match=why):
        people.set_password(place.store, place.admin, place.ids["王芳"], password)


def test_a_password_is_not_the_name_nor_the_number(place: Place) -> None:
    added = people.add(place.store, place.admin, Details("Margaret Wu", "AB-10020"))
    for password in ("margaretwu", "ａｂ-10020"):
        with pytest.raises(PasswordRefused, match="姓名或工号"):
            people.set_password(place.store, place.admin, added.id, password)


@pytest.mark.parametrize(
    ("details", "why"),
    [
        (Details(""), "请填写姓名"),
        (Details("李\u200b四"), "看不见"),
        (Details("李四", "1" * 21), "工号太长"),
        (Details("李四", "1\u200b1"), "看不见"),
        (Details("李四", team="班" * 21), "班组太长"),
        (Details("李四", team="班" * 41), "班组太长"),
        (Details("李四", "1001"), "已经登记给王芳"),
    ],
)
def test_what_cannot_be_written_down(place: Place, details: Details, why: str) -> None:
    with pytest.raises(errors.NameRefused, match=why):
        people.add(place.store, place.admin, details)


def test_halls_and_teams(place: Place) -> None:
    assert [hall.name for hall in halls.halls(place.store, place.supervisor)] == ["本营业厅"]
    assert [hall.name for hall in halls.halls(place.store, place.trainee)] == ["本营业厅"]
    assert [hall.name for hall in halls.halls(place.store, place.admin)] == ["本营业厅", "东门厅"]
    assert halls.rename_team(place.store, place.supervisor, 1, "一班", "甲班") == 2
    assert halls.teams(place.store, place.supervisor, 1) == ["二班", "甲班"]
    with pytest.raises(errors.NameRefused, match="请填写营业厅名称"):
        halls.add_hall(place.store, place.admin, " ")
    with pytest.raises(HallRefused):
        halls.rename_hall(place.store, place.admin, 1, "东门厅")
    with pytest.raises(HallUnknown):
        people.add(place.store, place.admin, Details("钱七", hall_id=9))


def test_a_stolen_copy_with_a_role_written_by_hand_opens_nothing(place: Place) -> None:
    with closing(sqlite3.connect(place.store.folder.database)) as file:
        file.execute("UPDATE person SET role = 'admin' WHERE name = '王芳'")
        file.commit()
    with pytest.raises(errors.StoreTampered, match="登记内容被改动过"):
        people.colleagues(place.store, Pass(place.ids["王芳"], "王芳", "admin", 1))
    with pytest.raises(errors.StoreTampered, match="trainer people restore 王芳"):
        people.edit(place.store, place.admin, place.ids["王芳"], Details("王芳"))
    with pytest.raises(NotAllowed):
        people.restore(place.store, place.supervisor, place.ids["王芳"])
    assert people.restore(place.store, place.admin, place.ids["王芳"]).role == "trainee"
    assert place.door().sign_in("王芳", PASSWORD).role == "trainee"


def test_the_register_knows_who_is_signed_in(tmp_path: Path) -> None:
    with open_store(tmp_path / "厅", Clock()) as store:
        register = Register(store)
        assert register.who() == EVERYBODY
        assert register.roll().is_open
        register.make_admin(Details("管理"), PASSWORD)
        added = register.add(Details("周主管", role="supervisor"))
        register.set_password(added.id, PASSWORD)
        register.hand_over(added.id)
        now = register.who()
        assert now is not None
        assert now.role == "supervisor"
        register.sign_out()
        assert register.who() is None
        with pytest.raises(NotAllowed, match="请先登录"):
            register.roll()
        register.sign_in("周主管", PASSWORD)
        register.edit(added.id, Details("周经理", role="admin"))
        assert register.by().name == "周经理"
        assert not register.open_training(1, allowed=False).open_training
        assert register.add_hall("东门厅").id == 2
        assert register.rename_hall(2, "西门厅").name == "西门厅"
        assert register.rename_team(1, "没有", "也没有") == 0
        newcomer = register.add(Details("新人"))
        register.set_password(newcomer.id, PASSWORD)
        register.take_password(newcomer.id)
        register.change_own_password(PASSWORD, "另一个密码8")
        assert register.store is store
