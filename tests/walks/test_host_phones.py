"""A round with a phone in it, the records on their own thread as in the hall."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.live.calling import Phone
from tests.walks.conftest import SOON
from trainer.core.rounds.setup import right_letter
from trainer.live.addresses import Address
from trainer.live.switchboard import REFUSED
from trainer.ui.frame import ROUND
from trainer.ui.round import phones as rooms
from trainer.ui.window import Window


def test_a_phone_joins_answers_and_is_removed(
    qtbot: QtBot, threaded: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rooms, "found_addresses", lambda: [Address("127.0.0.1")])
    threaded.go_to(ROUND)
    hosting, screen = threaded.hosting, threaded.hosting._screen()
    qtbot.waitUntil(lambda: screen.setup.address.count() == 1, timeout=SOON)
    screen.setup.phones.setChecked(True)
    screen.setup.count.setValue(3)
    screen.setup.begin.click()
    qtbot.waitUntil(lambda: hosting._host is not None, timeout=SOON)
    table = hosting._table
    assert table is not None
    with Phone(hosting._host) as phone:
        phone.join("客人")
        qtbot.waitUntil(lambda: screen.desk.phones.text() == "手机 1 部")
        qtbot.waitUntil(lambda: screen.desk.people.count() == 1)
        qtbot.keyClick(screen, Qt.Key.Key_Space)
        qtbot.waitUntil(lambda: screen.desk.onward.text() == "截止作答")
        phone.phase("question")
        assert table.round.question is not None
        right = right_letter(table.round.question)
        assert phone.choose(0, right)["t"] == "ack"
        qtbot.waitUntil(lambda: screen.desk.people.item(0).text() == f"1 客人　答 {right.upper()}")
        for key in (Qt.Key.Key_1, Qt.Key.Key_Delete, Qt.Key.Key_Delete):
            qtbot.keyClick(screen, key)
        qtbot.waitUntil(lambda: screen.desk.people.count() == 0)
        assert phone.end() == REFUSED
        qtbot.waitUntil(lambda: screen.desk.phones.text() == "手机 0 部")
    for key in (Qt.Key.Key_E, Qt.Key.Key_Space):
        qtbot.keyClick(screen, key)
        qtbot.waitUntil(lambda: table.round.phase == "summary")
    qtbot.waitUntil(lambda: hosting._table is None, timeout=SOON)
    assert hosting._host is None
    assert screen.after.came.text() == "在场 0 位：没有人"
