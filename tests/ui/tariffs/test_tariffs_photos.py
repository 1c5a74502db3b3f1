"""Photographs of the tariffs screen, for people to look at (build/photos/tariffs-*.png)."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from tests.ui.photos import dressed, photograph
from trainer.core.tariff import Edition
from trainer.ui.tariffs.screen import CALCULATE, DECIDE, TariffsScreen
from trainer.ui.theme import BASE_PX, Theme

Act = Callable[[TariffsScreen], None]
DESK = (1280, 750)
"""What the window leaves of 1280×800."""


def compare(screen: TariffsScreen) -> None:
    screen.compare.view.stand(0, 0)


def quote(screen: TariffsScreen) -> None:
    screen.compare.view.stand(6, 2)
    screen.compare.view.opened.emit(screen.compare.view.current_entry())


def unclear(screen: TariffsScreen) -> None:
    screen.compare.view.stand(99, 2)
    screen.compare.view.opened.emit(screen.compare.view.current_entry())


def everything(screen: TariffsScreen) -> None:
    screen.picker.plans.choose(plan.id for plan in screen.picker.plans.shown)
    screen.compare.view.stand(8, 9)


def nothing(screen: TariffsScreen) -> None:
    screen.picker.clear.click()


def calculator(screen: TariffsScreen) -> None:
    screen.go_to(CALCULATE)


def swapped(screen: TariffsScreen) -> None:
    screen.go_to(CALCULATE)
    screen.choosing.setChecked(True)


def wrong(screen: TariffsScreen) -> None:
    screen.go_to(CALCULATE)
    assert screen.calculator
    screen.calculator.form.joined.setText("2004-13-1")
    screen.calculator.form.numbers[next(iter(screen.calculator.form.numbers))].setText("很多")
    screen.calculator.work_out()


def many(screen: TariffsScreen) -> None:
    screen.go_to(CALCULATE)
    screen.picker.plans.choose(("QQT", "DLT", "LTK", "XQK", "XYK", "MZ-XS", "MZ-QC"))
    assert screen.calculator
    screen.calculator.form.clear.click()
    screen.calculator.form.numbers[next(iter(screen.calculator.form.numbers))].setText("200")
    screen.calculator.work_out()
    screen.calculator.bill.stand(1)
    screen.calculator.bill.opened.emit(screen.calculator.bill.current_line())


def refused(screen: TariffsScreen) -> None:
    screen.go_to(DECIDE)
    assert screen.deciding
    screen.deciding.form.service.setCurrentText("过户")
    screen.deciding.form.owing.setCurrentText("欠费")
    screen.deciding.work_out()
    screen.deciding.answer.notes[0].set_open(True)


def papers(screen: TariffsScreen) -> None:
    screen.go_to(DECIDE)
    assert screen.deciding
    screen.deciding.form.case.setCurrentText("代他人开户")
    screen.deciding.form.asked.setChecked(True)
    screen.deciding.form.papers.other.setText("代办人：学生证、机主：工作证")
    screen.deciding.work_out()


def heart(screen: TariffsScreen) -> None:
    screen.go_to(DECIDE)
    assert screen.deciding
    screen.deciding.form.plan.setCurrentText("爱心卡")
    screen.deciding.form.asked.setChecked(True)
    screen.deciding.form.on.setText("2004年6月31日")
    screen.deciding.work_out()


def take(theme: Theme, edition: Edition, act: Act, size: tuple[int, int]) -> None:
    """Photograph what an act leaves, at a size that the screen must be able to take."""
    screen = TariffsScreen(theme)
    screen.resize(*size)
    screen.show_edition(edition)
    screen.show()
    act(screen)
    screen.resize(*size)
    assert (screen.width(), screen.height()) == size
    name = size[0] if theme.base_px == BASE_PX else theme.base_px
    photograph(screen, f"tariffs-{act.__name__}-{theme.name}-{name}")
    screen.deleteLater()  # dressing the application anew dresses every widget that is still there
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.mark.parametrize(
    "act",
    [compare, quote, unclear, everything, nothing, calculator, wrong, many, refused, papers, heart],
)
def test_the_pages(theme: Theme, edition: Edition, act: Act) -> None:
    take(theme, edition, act, DESK)


@pytest.mark.parametrize(("look", "size"), [("dark", (1920, 1030)), ("contrast", DESK)])
def test_the_pages_in_other_looks(qapp: object, edition: Edition, look: str, size: tuple[int, int]) -> None:
    with dressed(look) as theme:
        for act in (quote, calculator, papers):
            take(theme, edition, act, size)


def test_the_pages_in_large_letters(qapp: object, edition: Edition) -> None:
    with dressed("light", 21) as theme:
        for act in (quote, calculator, swapped, papers):
            take(theme, edition, act, (1280, 736))
