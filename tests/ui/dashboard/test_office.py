"""The office: open to all before there is an administrator, then only to whoever signs in."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.dashboard.people import Trainees, best
from tests.ui.photos import photograph_all
from trainer.core.mode import Mode
from trainer.core.rights import EVERYBODY, NOBODY
from trainer.training.desk import Desk
from trainer.training.people import Details
from trainer.ui.dashboard.office import FIGURES, IDLE_MS, PEOPLE, RECORDS, SECTIONS, SETTING, OfficeScreen
from trainer.ui.jobs import AtOnce
from trainer.ui.theme import Theme

BOSS, STAFF = "钱经理", "王芳"
SECRET = "hall-8:50"


@pytest.fixture
def office(qtbot: QtBot, light: Theme, desk: Desk) -> OfficeScreen:
    made = OfficeScreen(light, AtOnce())
    qtbot.addWidget(made)
    made.start_at(RECORDS)
    made.set_desk(desk)
    made.resize(1280, 800)
    made.show()
    return made


def governed(desk: Desk) -> None:
    """Make an administrator, and a trainee with a password."""
    register = desk.register()
    register.make_admin(Details(BOSS), SECRET)
    added = register.add(Details(STAFF))
    register.set_password(added.id, "wang-fang-1")
    register.sign_out()


def sign_in(office: OfficeScreen, who: str, password: str) -> None:
    """Sign in by keyboard."""
    office.card.who.setText(who)  # no key types a Chinese letter
    QTest.keyClick(office.card.who, Qt.Key.Key_Return)
    QTest.keyClicks(office.card.password, password)
    QTest.keyClick(office.card.password, Qt.Key.Key_Return)


def front(office: OfficeScreen) -> QWidget:
    """Return the page that is shown."""
    return office._stack.currentWidget()


def offered(office: OfficeScreen) -> list[str]:
    """Return what the sections offer."""
    buttons = office.sections._group.buttons()
    return [button.text() for button in buttons if button.isVisibleTo(office)]


def test_without_an_administrator_everything_is_open(office: OfficeScreen) -> None:
    office.open()
    assert office.by == EVERYBODY
    assert offered(office) == [section.called for section in SECTIONS]
    assert front(office) is office.page(RECORDS)
    office.leave.click()
    assert front(office) is office.page(PEOPLE)


def test_with_an_administrator_one_has_to_sign_in(office: OfficeScreen, desk: Desk) -> None:
    governed(desk)
    office.open()
    assert office.by == NOBODY
    assert front(office) is office.card
    assert not office.sections.isVisibleTo(office)
    office.go_to(RECORDS)
    assert front(office) is office.card
    sign_in(office, BOSS, "wrong-one")
    assert front(office) is office.card
    assert "不对" in office.card.trouble.text()
    sign_in(office, BOSS, SECRET)
    assert front(office) is office.page(RECORDS)
    assert BOSS in office.who.text()
    office.leave.click()
    assert front(office) is office.card


def test_a_trainee_finds_only_what_is_theirs(office: OfficeScreen, desk: Desk) -> None:
    governed(desk)
    office.open()
    sign_in(office, STAFF, "wang-fang-1")
    assert offered(office) == ["总览", "记录", "人员"]
    office.go_to(SETTING)
    assert front(office) is office.page(RECORDS)


def test_an_office_left_open_signs_out(qtbot: QtBot, office: OfficeScreen, desk: Desk) -> None:
    governed(desk)
    office.open()
    sign_in(office, BOSS, SECRET)
    assert office._idle.interval() == IDLE_MS
    office.hide()
    assert office._idle.isActive()
    office.show()
    assert not office._idle.isActive()
    office.hide()
    office._idle.timeout.emit()
    assert office.by == NOBODY
    assert desk.by == NOBODY


def test_the_door_is_photographed(desk: Desk) -> None:
    governed(desk)

    def door(theme: Theme) -> OfficeScreen:
        made = OfficeScreen(theme, AtOnce())
        made.set_desk(desk)
        made.open()
        return made

    photograph_all(door, "office-door")


def test_a_person_of_the_figures_is_looked_up_in_the_records(
    office: OfficeScreen, trainees: Trainees
) -> None:
    trainees.play("王芳", best, Mode.PRACTICE)
    trainees.play("李明", best, Mode.ASSESSMENT)
    office.open()
    figures = office.page(FIGURES)
    figures.person_opened.emit("王芳")  # type: ignore[attr-defined]
    records = front(office)
    assert records is office.page(RECORDS)
    assert [line.person for line in records.overview.shown] == ["王芳"]  # type: ignore[attr-defined]
