"""The rate tables inside the real window: their keys, a new theme that loses nothing, and photographs."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.photos import ROOT, WARM, photograph
from trainer import settings as keeping
from trainer.paths import Places
from trainer.settings import Settings
from trainer.ui import theme as themes
from trainer.ui.app import build
from trainer.ui.frame import HOME, TABLES
from trainer.ui.jobs import AtOnce
from trainer.ui.tariffs.screen import CALCULATE, COMPARE, DECIDE, TariffsScreen
from trainer.ui.theme import Theme
from trainer.ui.window import Window

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, light: Theme, tmp_path: Path) -> Iterator[Window]:
    """Return the window as it stands when the hall has been opened."""
    places = Places(ROOT, tmp_path / "data", WARM)
    keeping.save(Settings(person="王小丽"), places.settings)
    made = build(places, AtOnce())
    qtbot.addWidget(made, before_close_func=leave)
    with qtbot.waitSignal(made.opened, timeout=20_000):
        made.show()
    made.resize(1280, 800)
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    yield made
    themes.apply(qapp, light)


def leave(window: Window) -> None:
    """Close what the window had open."""
    window.door.close()
    window.door.leave()


def tables(window: Window) -> TariffsScreen:
    assert window.tariffs
    return window.tariffs


def wear(qtbot: QtBot, window: Window, text: str) -> None:
    """Choose a look, and wait until everything stands there anew."""
    next(action for action in window.looks.actions() if action.text() == text).trigger()
    qtbot.waitUntil(window.top.isVisible)


def fill(window: Window) -> None:
    """Choose and type something on every page."""
    window.go_to(TABLES)
    screen = tables(window)
    screen.picker.plans.choose(("QQT", "XQK", "XYK"))
    screen.picker.search.setText("月租")
    screen.compare.only_different.setChecked(True)
    screen.compare.view.stand(1, 1)
    screen.compare.view.opened.emit(screen.compare.view.current_entry())
    screen.go_to(CALCULATE)
    assert screen.calculator
    screen.calculator.form.joined.setText("2004-7-32")
    screen.calculator.form.boxes["通话地点"].setCurrentText("六郊县基站内")
    next(iter(screen.calculator.form.numbers.values())).setText("77")
    screen.go_to(DECIDE)
    assert screen.deciding
    form = screen.deciding.form
    form.case.setCurrentText("单位开户")
    form.plan.setCurrentText("爱心卡")
    form.plan.setCurrentText("全球通")
    form.asked.setChecked(True)
    form.papers.ticks[0].setChecked(True)
    form.papers.other.setText("经办人：身份证复印件")
    form.joined.setText("2001-3-1")
    form.segment.setText("135")
    form.on.setText("2004年7月9日")


def test_a_new_look_loses_nothing_on_any_page(qtbot: QtBot, window: Window) -> None:
    fill(window)
    before = tables(window).memory
    wear(qtbot, window, "深色")
    screen = tables(window)
    assert screen.switch.place == DECIDE
    assert screen.deciding
    assert screen.deciding.form.isVisible()
    assert screen.memory == before
    wear(qtbot, window, "放大")
    for page in (CALCULATE, COMPARE):
        tables(window).go_to(page)
    assert tables(window).compare.quote.isVisible()
    tables(window).go_to(DECIDE)
    assert tables(window).memory == before


def test_a_new_look_loses_nothing_while_another_screen_is_in_front(qtbot: QtBot, window: Window) -> None:
    fill(window)
    before = tables(window).memory
    window.go_to(HOME)
    wear(qtbot, window, "高对比")
    assert window.tariffs is None
    wear(qtbot, window, "放大")
    window.go_to(TABLES)
    assert tables(window).memory == before


def test_the_tables_are_worked_by_keyboard_in_the_window(qtbot: QtBot, window: Window) -> None:
    QTest.keyClick(window, Qt.Key.Key_F1)
    screen = tables(window)
    assert screen.compare.view.hasFocus()
    QTest.keyClick(window, Qt.Key.Key_3, ALT)
    assert screen.deciding
    assert screen.deciding.form.service.hasFocus()
    QTest.keyClick(window, Qt.Key.Key_I, ALT)
    qtbot.waitUntil(screen.deciding.form.asked.isChecked)
    QTest.keyClick(window, Qt.Key.Key_E, ALT)
    assert screen.deciding.form.papers.other.hasFocus()
    QTest.keyClicks(QApplication.focusWidget(), "A:B")
    screen.deciding.work_out()
    assert screen.deciding.answer.word.text() == "不受理"
    QTest.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert window.stack.currentWidget() is window.home
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert screen.switch.place == DECIDE


def test_the_tables_are_photographed_in_the_window(qtbot: QtBot, window: Window) -> None:
    window.go_to(TABLES)
    for look, called in (("light", "浅色"), ("dark", "深色"), ("contrast", "高对比")):
        wear(qtbot, window, called)
        for page, name in ((COMPARE, "compare"), (CALCULATE, "calculate"), (DECIDE, "decide")):
            tables(window).go_to(page)
            window.resize(1280, 800)
            photograph(window, f"tariffs-window-{name}-{look}-1280")
