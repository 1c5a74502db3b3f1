"""The window of a sitting: from part to part, the limits, who sits, the end, and leaving."""

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.exam.conftest import PAPER, PHRASE, SCENE, Publish, exam_of
from tests.ui.player.conftest import play_best
from tests.walks.conftest import SOON, Press
from tests.walks.test_floor_manager import STAFF, governed, published, sit_down
from trainer.core.rights import Pass
from trainer.paths import Places
from trainer.store import ledger
from trainer.training.desk import Desk
from trainer.training.exams import seats
from trainer.ui.app import build
from trainer.ui.exam.watch import FocusWatch
from trainer.ui.jobs import Worker
from trainer.ui.window import Window

ACTIVE, INACTIVE = Qt.ApplicationState.ApplicationActive, Qt.ApplicationState.ApplicationInactive


def test_after_one_scenario_the_next_begins_without_asking_for_leave(
    window: Window, press: Press, publish: Publish
) -> None:
    publish(SCENE, SCENE)
    exam = sit_down(window)
    pages: list[int] = []
    exam._pages.currentChanged.connect(pages.append)
    play_best(exam.player, press)  # type: ignore[arg-type]
    assert not exam.is_sitting
    assert exam._pages.indexOf(exam.leave) not in pages


def test_the_bar_tells_who_sits_and_the_limit_of_the_part(window: Window, publish: Publish) -> None:
    publish(PAPER, PHRASE, minutes=60)
    exam = sit_down(window)
    assert exam.bar.who.text() == STAFF
    assert STAFF in exam.bar.who.accessibleName()
    assert exam.bar.time.text().startswith(("还剩 5 分", "还剩 4 分"))
    exam.ran_out.emit()
    assert "第 2 部分" in exam.bar.part.text()
    exam.ran_out.emit()
    assert not exam.is_sitting


@pytest.mark.parametrize("shown", [True, False])
def test_the_end_tells_the_marks_where_they_may_be_seen(
    window: Window, publish: Publish, shown: bool
) -> None:
    publish(PHRASE, shows_marks=shown)
    exam = sit_down(window)
    exam.ran_out.emit()
    assert ("%" in exam.end.accessibleName()) == shown
    assert ("主管公布" in exam.end.accessibleName()) != shown


def test_a_leave_is_told_while_it_lasts_and_when_it_ends(
    window: Window, publish: Publish, desk: Desk, qtbot: QtBot
) -> None:
    publish(PAPER)
    exam = sit_down(window)
    exam.watch.setParent(None)
    watch = FocusWatch(exam, soon_ms=1)
    watch.left.connect(exam._on_gone)
    watch.returned.connect(exam._on_back)
    with qtbot.waitSignal(exam.gone, timeout=SOON):
        watch.see(INACTIVE)
    assert kinds(desk) == ["focus.left"]
    watch.see(ACTIVE)
    assert kinds(desk) == ["focus.left", "focus"]
    watch.see(ACTIVE)
    assert len(kinds(desk)) == 2
    exam.ran_out.emit()
    watch.see(INACTIVE)
    watch.see(ACTIVE)
    assert len(kinds(desk)) == 2


def test_a_window_closed_on_a_sitting_was_left(window: Window, publish: Publish, desk: Desk) -> None:
    publish(PAPER)
    exam = sit_down(window)
    window.hide()
    assert kinds(desk) == ["focus.left"]
    (row,) = desk.with_hall(lambda hall, by: seats.store_of.sittings(hall.store))
    me = Pass(row.person_id, row.person, "trainee", 1)
    seats.begin(desk._hall, me, row.assessment_id, row.person_id)
    assert kinds(desk) == ["focus.left", "focus"]
    assert exam.is_sitting


def kinds(desk: Desk) -> list[str]:
    """What the ledger says of leaves, in order."""
    return [each.kind for each in ledger.entries(desk._hall.store, 1) if each.kind.startswith("focus")]


def test_to_leave_a_scenario_asks_for_a_supervisor_with_a_real_worker(qtbot: QtBot, places: Places) -> None:
    made = build(places, Worker())
    qtbot.addWidget(made, before_close_func=leave_idle)
    made.resize(1280, 800)
    with qtbot.waitSignal(made.opened, timeout=SOON):
        made.show()
    settled: list[object] = []
    made._jobs.submit(lambda: set_up(made), settled.append, settled.append)
    qtbot.waitUntil(lambda: bool(settled), timeout=SOON)
    exam = exam_of(made)
    qtbot.waitUntil(lambda: bool(exam.offers.buttons), timeout=SOON)
    for _sure in range(2):
        exam.offers.buttons[0].click()
    front = exam._pages.currentWidget
    qtbot.waitUntil(lambda: front() is exam.player and exam.player.is_playing, timeout=SOON)  # type: ignore[attr-defined]
    exam.player.sheet.left.emit()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: front() is exam.leave, timeout=SOON)


def set_up(window: Window) -> None:
    """Set an assessment, in the worker."""
    desk = window.door._desk
    assert desk is not None
    published(desk, governed(desk))
    desk.register().sign_out()


def leave_idle(window: Window) -> None:
    """Close what the window had open, in the thread that opened it."""
    assert isinstance(window._jobs, Worker)
    window.hide()
    window._jobs.close(window.door.close)
    window.door.leave()
