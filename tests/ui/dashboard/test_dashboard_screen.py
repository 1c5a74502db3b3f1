"""The supervisor's screen: opened by keyboard, stepped through, honest about what it cannot read."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.ui.dashboard.people import Trainees, best, careless
from tests.ui.photos import photograph_all
from trainer.core.errors import TrainerError
from trainer.training.desk import Desk
from trainer.ui.dashboard.screen import DashboardScreen
from trainer.ui.jobs import AtOnce, Failed, Worker
from trainer.ui.theme import Theme

ENTER, ESCAPE = Qt.Key.Key_Return, Qt.Key.Key_Escape


class OnDemand:
    """Jobs that wait until the test lets them run."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[], None]] = []

    def submit(self, work: Callable[[], Any], done: Callable[[Any], None], failed: Failed) -> None:
        self.waiting.append(lambda: AtOnce().submit(work, done, failed))

    def run(self) -> None:
        """Run everything that waits."""
        while self.waiting:
            self.waiting.pop(0)()


@pytest.fixture
def screen(qtbot: QtBot, theme: Theme, desk: Desk) -> DashboardScreen:
    made = DashboardScreen(theme, AtOnce())
    return shown(qtbot, made, desk)


def shown(qtbot: QtBot, made: DashboardScreen, desk: Desk) -> DashboardScreen:
    qtbot.addWidget(made)
    made.set_desk(desk)
    made.resize(1280, 800)
    with qtbot.waitExposed(made):
        made.show()
    return made


def open_by_keyboard(qtbot: QtBot, screen: DashboardScreen, person: str) -> None:
    view = screen.overview.view
    view.setFocus()
    qtbot.keyClick(view, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    for _ in range(next(row for row, line in enumerate(screen.overview.shown) if line.person == person)):
        qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, ENTER)


def tamper(tmp_path: Path, *statements: str) -> None:
    """Change the records behind the program's back."""
    with closing(sqlite3.connect(tmp_path / "records" / "hall.db", isolation_level=None)) as file:
        for (name,) in file.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            file.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            assert file.execute(statement).rowcount > 0


def test_without_a_desk_nothing_happens(qtbot: QtBot, theme: Theme) -> None:
    screen = DashboardScreen(theme, AtOnce())
    qtbot.addWidget(screen)
    screen.refresh()
    screen.open("nobody")
    assert screen.overview.shown == ()


def test_an_empty_hall_says_what_to_do_next(
    screen: DashboardScreen, trainees: Trainees, qtbot: QtBot
) -> None:
    screen.refresh()
    assert screen.overview.empty.isVisible()
    assert "还没有人练过" in screen.overview.empty.accessibleName()
    trainees.play("王芳")
    screen.overview.empty.acted.emit()
    assert [line.person for line in screen.overview.shown] == ["王芳"]


def test_an_attempt_is_opened_stepped_and_closed_by_keyboard(
    screen: DashboardScreen, busy_hall: Trainees, qtbot: QtBot
) -> None:
    screen.refresh()
    open_by_keyboard(qtbot, screen, "李明")
    page = screen.attempt
    assert page.isVisible()
    assert page.replay.hasFocus()
    assert page.facts.title.text() == "首开全球通"
    assert page.facts.gate.text() == "合规：未通过"
    assert page.facts.who.text().startswith("李明 · 2026年11月20日 ")
    assert "记录编号 " in page.facts.proof.text()
    first = page.recorded.text()
    assert first.endswith("写入记录。")
    qtbot.keyClick(page.replay, Qt.Key.Key_Right)
    qtbot.keyClick(page.replay, Qt.Key.Key_Right)
    qtbot.keyClick(page.replay, Qt.Key.Key_Left)
    assert page.replay.at == 1
    assert page.recorded.text().endswith("与上一条动作相隔 4 秒。")
    assert page.timeline.currentIndex().row() == 1
    qtbot.keyClick(page.replay, ESCAPE)
    assert screen.overview.isVisible()
    assert screen.overview.view.hasFocus()
    assert screen.overview.shown[screen.overview.view.currentIndex().row()].person == "李明"


def test_the_keyboard_is_on_the_table_as_soon_as_there_are_rows(
    qtbot: QtBot, theme: Theme, desk: Desk, trainees: Trainees
) -> None:
    trainees.play("王芳")
    jobs = OnDemand()
    screen = shown(qtbot, DashboardScreen(theme, jobs), desk)
    screen.setFocus()
    screen.refresh()
    assert screen.overview.filters.search.hasFocus()
    jobs.run()
    assert screen.overview.view.hasFocus()
    screen.open(screen.overview.shown[0].id)
    jobs.run()
    screen.setFocus()
    assert screen.attempt.replay.hasFocus()


def test_the_marks_are_on_the_second_page(screen: DashboardScreen, busy_hall: Trainees, qtbot: QtBot) -> None:
    screen.refresh()
    open_by_keyboard(qtbot, screen, "王芳")
    qtbot.keyClick(screen.attempt.replay, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    assert screen.attempt.marks.hasFocus()
    qtbot.keyClick(screen.attempt.marks, ENTER)
    assert screen.overview.isVisible()
    open_by_keyboard(qtbot, screen, "陈静")
    assert screen.attempt.replay.hasFocus()


def test_acts_taken_back_stay_in_the_list(screen: DashboardScreen, trainees: Trainees, qtbot: QtBot) -> None:
    screen.refresh()
    screen.open(trainees.play_and_think_again("陈静").id)
    model = screen.attempt.timeline.model()
    told = [model.index(row, 0).data() for row in range(model.rowCount())]
    assert [row for row, words in enumerate(told) if words.endswith("（已撤回）")] == [0]
    assert screen.attempt.timeline.currentIndex().row() == 1
    assert "撤回过 1 次" in screen.attempt.facts.who.text()
    assert screen.attempt.facts.mode.text() == "练习，不计入考核成绩"
    qtbot.keyClick(screen.attempt.timeline, Qt.Key.Key_Down)
    assert screen.attempt.replay.at == 1
    qtbot.keyClick(screen.attempt.timeline, Qt.Key.Key_Home)
    assert screen.attempt.replay.at == 1


def test_an_attempt_without_an_act_or_without_an_end_can_be_opened(
    screen: DashboardScreen, trainees: Trainees, desk: Desk
) -> None:
    begun, given_up = trainees.begin("张伟"), trainees.act(trainees.begin("刘洋"), careless)
    desk.give_up(given_up.id)
    screen.refresh()
    screen.open(begun.id)
    assert screen.attempt.facts.gate.text() == "合规：还没有评定"
    assert screen.attempt.recorded.text() == ""
    screen.open(given_up.id)
    assert screen.attempt.facts.state.text() == "放弃"
    assert "学员放弃" in screen.attempt.facts.who.text()


@pytest.mark.parametrize(
    "payload",
    [
        "{}",
        '{"at":"soon","kind":"choose","customer":"wang","option":"P01"}',
        '{"at":-5,"kind":"nod","customer":"x"}',
    ],
)
def test_a_tampered_act_ends_in_a_sentence(
    screen: DashboardScreen, trainees: Trainees, tmp_path: Path, payload: str
) -> None:
    attempt = trainees.play("王芳")
    tamper(tmp_path, f"UPDATE record SET payload = '{payload}' WHERE kind = 'act' AND ordinal = 2")
    screen.refresh()
    screen.open(attempt.id)
    assert screen.overview.isVisible()
    assert screen.banner.isVisible()
    assert screen.banner.accessibleName().startswith("出错：")


def test_a_tampered_scenario_ends_in_a_sentence(
    screen: DashboardScreen, trainees: Trainees, tmp_path: Path
) -> None:
    attempt = trainees.play("王芳")
    tamper(tmp_path, "UPDATE snapshot SET body = replace(body, '全球通', '神州行')")
    screen.refresh()
    screen.open(attempt.id)
    assert "被改动过" in screen.banner.accessibleName()


def test_marks_that_the_replay_does_not_earn_are_said(
    screen: DashboardScreen, trainees: Trainees, tmp_path: Path
) -> None:
    attempt = trainees.play("李明", careless)
    tamper(
        tmp_path, "UPDATE attempt SET result = replace(result, '\"compliant\":false', '\"compliant\":true')"
    )
    screen.refresh()
    assert screen.overview.shown[0].compliant is True
    screen.open(attempt.id)
    assert screen.attempt.warning.isVisible()
    assert "对不上" in screen.attempt.warning.accessibleName()
    assert screen.attempt.facts.gate.text() == "合规：未通过"
    other = trainees.play("王芳", best)
    screen.open(other.id)
    assert not screen.attempt.warning.isVisible()


def test_an_error_of_the_records_is_said_and_can_be_tried_again(
    qtbot: QtBot, theme: Theme, desk: Desk
) -> None:
    class Failing:
        """A desk whose disk is away at first."""

        away = True

        def results(self) -> list[Any]:
            if self.away:
                raise TrainerError("记录读不出来。")
            return desk.results()

    failing = Failing()
    screen = shown(qtbot, DashboardScreen(theme, AtOnce()), failing)  # type: ignore[arg-type]
    screen.refresh()
    assert screen.banner.accessibleName() == "出错：记录读不出来。"
    failing.away = False
    screen.banner.acted.emit()
    assert not screen.banner.isVisible()


def test_a_long_wait_is_shown_and_can_be_called_off(
    qtbot: QtBot, theme: Theme, desk: Desk, trainees: Trainees
) -> None:
    attempt, jobs = trainees.play("王芳"), OnDemand()
    screen = shown(qtbot, DashboardScreen(theme, jobs), desk)
    screen.refresh()
    busy = screen.overview.busy
    assert not busy.isVisible()
    with qtbot.waitSignal(busy.timer.timeout):
        pass
    assert busy.isVisible()
    assert busy.accessibleName() == "正在读取记录…"
    jobs.run()
    assert not busy.isVisible()
    screen.open(attempt.id)
    qtbot.keyClick(screen.overview.view, ESCAPE)
    jobs.run()
    assert screen.overview.isVisible()
    screen.open(attempt.id)
    jobs.run()
    assert screen.attempt.isVisible()


def test_the_table_is_exported(
    screen: DashboardScreen,
    busy_hall: Trainees,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    screen.refresh()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "成绩"), ""))
    with qtbot.waitSignal(screen.exported) as told:
        qtbot.keyClick(screen.overview.view, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    assert told.args == [str(tmp_path / "成绩.csv")]
    assert "已导出 6 条记录" in screen.banner.accessibleName()
    screen.export(tmp_path)
    assert "没能写出" in screen.banner.accessibleName()


def test_the_real_worker_brings_results_and_attempts(
    qtbot: QtBot, theme: Theme, make_desk: Callable[[], Desk]
) -> None:
    jobs, opened = Worker(), []
    screen = DashboardScreen(theme, jobs)
    jobs.submit(make_desk, opened.append, lambda error: pytest.fail(str(error)))
    qtbot.waitUntil(lambda: bool(opened))
    shown(qtbot, screen, opened[0])
    played: list[str] = []
    trainees = Trainees(opened[0])
    jobs.submit(lambda: trainees.play("王芳").id, played.append, lambda error: pytest.fail(str(error)))
    screen.refresh()
    qtbot.waitUntil(lambda: bool(screen.overview.shown))
    screen.open(played[0])
    qtbot.waitUntil(screen.attempt.isVisible)
    jobs.close(opened[0].close)


def test_photographs(busy_hall: Trainees, desk: Desk, qtbot: QtBot) -> None:
    failed = next(row.id for row in desk.results() if row.person == "李明" and row.header.mode == "考核")

    def made(theme: Theme) -> DashboardScreen:
        screen = DashboardScreen(theme, AtOnce())
        screen.set_desk(desk)
        screen.refresh()
        return screen

    def listed(theme: Theme) -> DashboardScreen:
        screen = made(theme)
        screen.overview.filters.choose_mode("")
        return screen

    def replayed(theme: Theme) -> DashboardScreen:
        screen = made(theme)
        screen.open(failed)
        screen.attempt.replay.step(4)
        return screen

    def marked(theme: Theme) -> DashboardScreen:
        screen = replayed(theme)
        screen.attempt.tabs.setCurrentWidget(screen.attempt.marks)
        return screen

    def nothing(theme: Theme) -> DashboardScreen:
        screen = made(theme)
        screen.overview.show_lines([])
        return screen

    def not_found(theme: Theme) -> DashboardScreen:
        screen = made(theme)
        screen.overview.filters.search.setText("孙")
        screen.banner.say("没能写出 成绩.csv（磁盘已满）。请换一个文件夹再导出。", "hot")
        return screen

    for make in (listed, replayed, marked, nothing, not_found):
        photograph_all(make, f"dashboard-{make.__name__}")
