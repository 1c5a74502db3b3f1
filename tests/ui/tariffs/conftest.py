"""The shipped edition, read once, and the screen that shows it."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from trainer.content.shelf import load
from trainer.core.tariff import Edition
from trainer.ui.tariffs.screen import CALCULATE, DECIDE, TariffsScreen
from trainer.ui.theme import Theme

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="session")
def edition() -> Edition:
    """The tables that are shipped."""
    return load(ROOT).books.edition


@pytest.fixture
def screen(qtbot: QtBot, theme: Theme, edition: Edition) -> TariffsScreen:
    """The screen as it opens."""
    shown = TariffsScreen(theme)
    qtbot.addWidget(shown)
    shown.resize(1280, 740)
    shown.show_edition(edition)
    with qtbot.waitExposed(shown):
        shown.show()
    shown.activateWindow()
    qtbot.waitUntil(shown.isActiveWindow)
    shown.take_focus()
    return shown


@pytest.fixture
def calculating(screen: TariffsScreen) -> TariffsScreen:
    """The screen with the calculator in front, its bills worked out."""
    screen.go_to(CALCULATE)
    assert screen.calculator
    screen.calculator.work_out()
    return screen


@pytest.fixture
def deciding(screen: TariffsScreen) -> TariffsScreen:
    """The screen with the decisions in front."""
    screen.go_to(DECIDE)
    assert screen.deciding
    screen.deciding.work_out()
    return screen
