"""The box that asks for phrases from memory, below the three modes."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from trainer.core.mode import Mode
from trainer.ui.home.mode import ModePicker
from trainer.ui.theme import Theme


@pytest.fixture
def picker(qtbot: QtBot, theme: Theme) -> ModePicker:
    made = ModePicker(theme)
    qtbot.addWidget(made)
    made.show()
    return made


def test_nothing_is_typed_unless_it_is_asked_for(picker: ModePicker, qtbot: QtBot) -> None:
    assert not picker.typed
    with qtbot.waitSignal(picker.changed):
        qtbot.keyClick(picker.typing, Qt.Key.Key_Space)
    assert picker.typed


def test_the_guided_mode_shows_the_phrases_so_the_box_is_out_of_use(picker: ModePicker) -> None:
    picker.choose(Mode.ASSESSMENT, typed=True)
    assert picker.typed
    picker.choose(Mode.GUIDED, typed=True)
    assert (picker.typed, picker.typing.isEnabled()) == (False, False)
    picker.cards[2].click()
    assert (picker.typed, picker.typing.isEnabled()) == (True, True)


def test_the_box_is_described(picker: ModePicker) -> None:
    assert "凭记忆" in picker.typing.accessibleDescription()
