"""Photographs of the tariffs screen, for people to look at (build/photos/tariffs-*.png)."""

from collections.abc import Callable
from functools import partial

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.photos import dressed, photograph, photograph_all
from trainer.core.tariff import Edition
from trainer.ui.tariffs.screen import CALCULATE, DECIDE, TariffsScreen
from trainer.ui.theme import Theme


def opened(edition: Edition, act: Callable[[TariffsScreen], None], theme: Theme) -> TariffsScreen:
    screen = TariffsScreen(theme)
    screen.resize(1280, 800)
    screen.show_edition(edition)
    screen.show()
    act(screen)
    return screen


def compare(screen: TariffsScreen) -> None:
    screen.compare.view.stand(0, 0)


def quote(screen: TariffsScreen) -> None:
    screen.compare.view.stand(6, 2)
    screen.compare.view.opened.emit(screen.compare.view.current_entry())


def everything(screen: TariffsScreen) -> None:
    screen.picker.plans.choose(plan.id for plan in screen.picker.plans.shown)


def nothing(screen: TariffsScreen) -> None:
    screen.picker.clear.click()


def calculator(screen: TariffsScreen) -> None:
    screen.go_to(CALCULATE)


def many(screen: TariffsScreen) -> None:
    screen.go_to(CALCULATE)
    screen.picker.plans.choose(("QQT", "DLT", "LTK", "XQK", "XYK", "MZ-XS", "MZ-QC"))
    assert screen.calculator
    screen.calculator.form.clear.click()
    screen.calculator.form.numbers[next(iter(screen.calculator.form.numbers))].setText("200")
    screen.calculator.recompute()
    screen.calculator.bill.stand(1)
    screen.calculator.bill.opened.emit(screen.calculator.bill.current_line())


def refused(screen: TariffsScreen) -> None:
    screen.go_to(DECIDE)
    assert screen.deciding
    screen.deciding.form.service.setCurrentText("过户")
    screen.deciding.form.owing.setCurrentText("欠费")
    screen.deciding.decide()
    screen.deciding.answer.notes[0].set_open(True)


def papers(screen: TariffsScreen) -> None:
    screen.go_to(DECIDE)
    assert screen.deciding
    screen.deciding.form.case.setCurrentText("代他人开户")
    screen.deciding.form.asked.setChecked(True)
    screen.deciding.decide()


@pytest.mark.parametrize("act", [compare, quote, calculator, refused])
def test_the_tariffs_screen(qapp: object, edition: Edition, act: Callable[[TariffsScreen], None]) -> None:
    photograph_all(partial(opened, edition, act), f"tariffs-{act.__name__}")


@pytest.mark.parametrize("act", [everything, nothing, many, papers])
def test_the_tariffs_screen_with_much_and_with_nothing(
    qtbot: QtBot, theme: Theme, edition: Edition, act: Callable[[TariffsScreen], None]
) -> None:
    screen = opened(edition, act, theme)
    qtbot.addWidget(screen)
    photograph(screen, f"tariffs-{act.__name__}-light-1280")


@pytest.mark.parametrize("act", [quote, many, papers])
def test_the_tariffs_screen_in_large_letters(
    qtbot: QtBot, edition: Edition, act: Callable[[TariffsScreen], None]
) -> None:
    for look, base_px in (("contrast", 15), ("light", 21)):
        with dressed(look, base_px) as theme:
            screen = opened(edition, act, theme)
            qtbot.addWidget(screen)
            screen.resize(1280, 800)
            photograph(screen, f"tariffs-{act.__name__}-{look}-{base_px}")
