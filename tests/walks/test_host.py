"""A host at 8:50: three presses to the first question, the keyboard alone to the summary."""

from dataclasses import replace
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.ui.photos import dressed, photograph
from tests.walks.conftest import Press
from trainer.core.rights import EVERYBODY
from trainer.core.rounds.setup import right_letter
from trainer.core.rounds.state import Round
from trainer.store.database import open_store
from trainer.training.desk import Desk
from trainer.training.people import Details, add
from trainer.training.proving import verify
from trainer.ui.frame import ROUND
from trainer.ui.hosting import Hosting
from trainer.ui.round.between import Door
from trainer.ui.round.stage import StageWindow
from trainer.ui.window import Window

STAFF = ("王芳", "李明", "陈静")


@pytest.fixture
def hosting(window: Window) -> Hosting:
    """The round tab of a hall with three people."""
    desk = window.door._desk
    assert isinstance(desk, Desk)
    for number, name in enumerate(STAFF):
        desk.with_store(add, Details(name, f"A0{number}", "早班"))
    window.go_to(ROUND)
    return window.hosting


def begin(window: Window, hosting: Hosting) -> None:
    """Begin a round of three questions."""
    screen = hosting._screen()
    screen.setup.count.setValue(3)
    screen.setup.begin.click()
    assert screen.is_holding


def answer(round: Round, press: Press, wrong: int) -> None:
    """Let everybody answer right but one."""
    assert round.question is not None
    right = right_letter(round.question)
    for place in range(len(STAFF)):
        press(Qt.Key(Qt.Key.Key_1 + place))
        letter = "abcd"[right == "a"] if place == wrong else right
        press(Qt.Key(Qt.Key.Key_A + "abcd".index(letter)))


def stage_of(window: Window) -> StageWindow:
    stage = window._later.stage
    assert stage is not None
    stage.resize(1280, 720)
    return stage


def test_a_round_is_held_by_the_keyboard_alone(window: Window, press: Press, hosting: Hosting) -> None:
    begin(window, hosting)
    table, screen, stage = hosting._table, hosting._screen(), stage_of(window)
    assert table is not None
    photograph(stage, "round-stage-lobby")
    for number in range(3):
        press(Qt.Key.Key_Space)
        assert table.round.phase == "question"
        answer(table.round, press, wrong=number)
        assert table.round.answered == (3, 3)
        if number == 0:
            photograph(stage, "round-stage-question")
            photograph(window, "round-desk-question")
        press(Qt.Key.Key_Space)
        press(Qt.Key.Key_Space)
        assert table.round.phase == "reveal"
        if number == 0:
            photograph(stage, "round-stage-reveal")
        press(Qt.Key.Key_Space)
    photograph(stage, "round-stage-board")
    press(Qt.Key.Key_Space)
    assert table.round.phase == "summary"
    press(Qt.Key.Key_Space)
    assert screen.after.came.text() == "在场 3 位：王芳、李明、陈静"
    photograph(stage, "round-stage-summary")
    photograph(window, "round-desk-summary")
    screen.after.back.click()
    assert not screen.is_holding
    assert not stage.isVisible()
    window.door.close()
    with open_store(window.door.places.data) as store:
        assert verify(store) == []


def test_pause_more_time_skip_and_back_have_keys(window: Window, press: Press, hosting: Hosting) -> None:
    begin(window, hosting)
    table = hosting._table
    assert table is not None
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_P)
    assert table.round.stage.paused
    press(Qt.Key.Key_P)
    assert not table.round.stage.paused
    left = table.round.left(table.now())
    press(Qt.Key.Key_Plus)
    assert (table.round.left(table.now()) or 0) > (left or 0)
    press(Qt.Key.Key_A)
    assert "先按" in hosting._screen().banner.accessibleName()
    press(Qt.Key.Key_S)
    assert table.round.stage.skipped
    press(Qt.Key.Key_U)
    assert not table.round.stage.skipped
    press(Qt.Key.Key_E)
    assert table.round.phase == "summary"


def test_the_stage_goes_with_the_window(window: Window, press: Press, hosting: Hosting) -> None:
    """Else the program would live on behind the projector's picture."""
    begin(window, hosting)
    stage = stage_of(window)
    assert stage.isVisible()
    window.close()
    assert not stage.isVisible()


def test_an_interrupted_round_is_offered_again(window: Window, press: Press, hosting: Hosting) -> None:
    begin(window, hosting)
    press(Qt.Key.Key_Space)
    hosting.close()
    hosting._table = None
    window.go_to(0)
    window.go_to(ROUND)
    setup = hosting._screen().setup
    assert setup.go_on.isVisibleTo(window)
    setup.go_on.click()
    assert hosting._table is not None
    assert hosting._table.round.index == 0
    hosting.close()
    hosting._table = None
    hosting.open()
    setup.drop.click()
    assert setup.go_on.isVisibleTo(window), "it is asked twice"
    setup.drop.click()
    assert not setup.go_on.isVisibleTo(window)
    assert hosting._table is None


@pytest.mark.parametrize("look", ["light", "dark"])
def test_the_stage_shows_how_phones_come_in(
    qtbot: QtBot, window: Window, hosting: Hosting, look: str
) -> None:
    begin(window, hosting)
    assert hosting._table is not None
    with dressed(look) as theme:
        stage = StageWindow(theme)
        qtbot.addWidget(stage)
        stage.resize(1280, 720)
        svg = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2"><path d="M0 0h1v1H0z"/></svg>'
        stage.open_door(Door("http://192.168.1.20:8484/", "K7M2", svg))
        stage.show_round(hosting._table.round, 0)
        photograph(stage, f"round-stage-door-{look}")
    assert hosting._table.by == EVERYBODY


def test_after_the_round_a_table_and_a_sheet_are_written(
    window: Window, press: Press, hosting: Hosting, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin(window, hosting)
    table, after = hosting._table, hosting._screen().after
    assert table is not None
    press(Qt.Key.Key_Space)
    answer(table.round, press, wrong=1)
    for _ in range(2):
        press(Qt.Key.Key_Space)
    press(Qt.Key.Key_E)
    press(Qt.Key.Key_Space)
    assert after.weak.accessibleDescription().endswith("答对 66%（2/3）")
    assert after.away.text() == "该来的都到了。"
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path))
    press(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert "写好了 早会小结" in hosting._screen().banner.accessibleName()
    press(Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    (book,) = tmp_path.glob("*.xlsx")
    (sheet,) = tmp_path.glob("*.pdf")
    assert sheet.read_bytes().startswith(b"%PDF")
    rows = list(load_workbook(book)["得分"].iter_rows(values_only=True))
    assert [row[:4] for row in rows[1:]] == [
        ("王芳", "A00", "早班", "到"),
        ("陈静", "A02", "早班", "到"),
        ("李明", "A01", "早班", "到"),
    ]
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(book))
    press(Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert "注意" in hosting._screen().banner.accessibleName()
    assert after.book.isEnabled()


def test_a_round_goes_on_in_other_colours_and_its_summary_waits(
    qtbot: QtBot, window: Window, press: Press, hosting: Hosting
) -> None:
    begin(window, hosting)
    table, before = hosting._table, window._later.stage
    assert table is not None
    press(Qt.Key.Key_Space)
    window._wear(replace(window.settings, theme="dark"))
    qtbot.waitUntil(lambda: window._later.stage not in (None, before))
    window.go_to(ROUND)
    screen = hosting._screen()
    assert screen.is_holding
    screen.setFocus()
    press(Qt.Key.Key_E)
    assert table.round.phase == "summary"
    press(Qt.Key.Key_Space)
    window.go_to(0)
    window.go_to(ROUND)
    assert screen.after.isVisibleTo(screen)
    screen.after.back.click()
    assert screen.setup.isVisibleTo(screen)


def test_hands_a_guest_and_a_removal_in_the_window(window: Window, press: Press, hosting: Hosting) -> None:
    screen = hosting._screen()
    screen.setup.way.choose(1)
    begin(window, hosting)
    table = hosting._table
    assert table is not None
    press(Qt.Key.Key_N)
    screen.desk.newcomer.setText("客人")
    press(Qt.Key.Key_Return)
    assert [seat.name for seat in table.round.players] == [*STAFF, "客人"]
    press(Qt.Key.Key_N)
    screen.desk.newcomer.setText("王芳")
    press(Qt.Key.Key_Return)
    assert "已经加入" in screen.banner.accessibleName()
    press(Qt.Key.Key_Escape)
    press(Qt.Key.Key_Space)
    press(Qt.Key.Key_4)
    press(Qt.Key.Key_2)
    press(Qt.Key.Key_K)
    press(Qt.Key.Key_J)
    assert table.round.phase == "closed"
    press(Qt.Key.Key_3)
    press(Qt.Key.Key_Delete)
    press(Qt.Key.Key_Delete)
    assert [seat.name for seat in table.round.players] == ["王芳", "李明", "客人"]
    press(Qt.Key.Key_E)
    press(Qt.Key.Key_Space)
    assert screen.after.away.text() == "没来 1 位：陈静"


def test_where_too_few_mistakes_were_made_the_host_is_told(window: Window, hosting: Hosting) -> None:
    screen = hosting._screen()
    screen.setup.source.choose(1)
    screen.setup.days.setValue(3)
    begin(window, hosting)
    assert "已改为混合抽题" in screen.banner.accessibleName()
    hosting._show()
    assert screen.banner.isVisible()
    assert hosting._table is not None
    assert len(hosting._table.round.setup.questions) == 3


def test_the_rules_are_offered_when_they_are_wanted(window: Window, hosting: Hosting) -> None:
    setup = hosting._screen().setup
    assert setup.rule.count() == 0
    setup.source.choose(2)
    assert setup.rule.count() > 50
    setup.rule.setCurrentIndex(3)
    rule = setup.rule.currentData()
    begin(window, hosting)
    assert hosting._table is not None
    assert {each.rule for each in hosting._table.round.setup.questions} == {rule}


def test_phones_that_cannot_come_in_are_told_with_a_cure(window: Window, hosting: Hosting) -> None:
    screen = hosting._screen()
    screen.setup.phones.setChecked(True)
    screen.setup.address.clear()
    screen.setup.address.addItem("不在这里", "203.0.113.9")
    begin(window, hosting)
    assert "用不了" in screen.banner.accessibleName()
    assert screen.desk.phones.text() == ""
    screen.banner.acted.emit()
    assert hosting._host is not None
    assert screen.desk.phones.text() == "手机 0 部"
    screen.closed.emit()
    assert hosting._host is None
