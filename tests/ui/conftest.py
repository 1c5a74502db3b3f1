"""The dressed application, and the three themes."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from trainer.ui import theme as themes
from trainer.ui.theme import Theme

ROOT = Path(__file__).parents[2]
ASSETS = ROOT / "assets"


@pytest.fixture(scope="session")
def light(qapp: QApplication) -> Theme:
    """Dress the application in the light theme once for all tests."""
    theme = themes.load(ASSETS, "light")
    assert themes.apply(qapp, theme) == ""
    return theme


@pytest.fixture
def theme(light: Theme, qapp: QApplication) -> Theme:
    """Return the light theme at the desk's size."""
    return light


@pytest.fixture(scope="session")
def photos() -> Path:
    """Return the folder for photographs that people look at."""
    folder = ROOT / "build" / "photos"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
