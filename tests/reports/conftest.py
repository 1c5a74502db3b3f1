"""What the tests of reports share: the press and the stationery as shipped."""

import pytest
from PySide6.QtWidgets import QApplication

from tests.reports.papers import ROOT
from trainer.reports.html import Stationery
from trainer.reports.pdf import Press


@pytest.fixture
def press(qapp: QApplication) -> Press:
    return Press(ROOT / "assets" / "fonts")


@pytest.fixture(scope="session")
def stationery() -> Stationery:
    return Stationery(ROOT / "assets" / "reports")
