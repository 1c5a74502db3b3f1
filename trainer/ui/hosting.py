"""What the window does about the morning round: the host's desk, the stage, and phones while it is open."""

import importlib
import threading
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication

from trainer.core.asks import Ask, Reply
from trainer.core.errors import TrainerError
from trainer.core.round import advance
from trainer.core.rounds.acts import HostDeed
from trainer.core.rounds.state import Round
from trainer.ui.errand import Errand
from trainer.ui.jobs import Jobs

if TYPE_CHECKING:
    from trainer.core.rounds.summary import RoundSummary
    from trainer.live.host import Host
    from trainer.training.desk import Desk
    from trainer.training.roundtable import Table
    from trainer.ui.dashboard.items.files import SheetFiles
    from trainer.ui.round.host import HostScreen
    from trainer.ui.round.stage import StageWindow

T = TypeVar("T")
TABLES = "trainer.training.roundtable"
FILES = "trainer.ui.dashboard.items.files"
TICK_MS = 250
PATIENCE = 10.0
"""Seconds that a batch of phones waits for the records at most."""


class Hosting(Errand):
    """Holds one round at a time; phones are let in only while it is open."""

    _phones_asked = Signal()

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(jobs, parent)
        self._table: Table | None = None
        self._host: Host | None = None
        self._files: SheetFiles | None = None
        self._waiting = self._ended = ""
        self._ticks = QTimer(self, interval=TICK_MS)
        self._ticks.timeout.connect(self._show)
        self._phones_asked.connect(self._show, Qt.ConnectionType.QueuedConnection)

    def open(self) -> None:
        """Show the host's desk."""
        if self._later is None or self._desk is None:
            return
        screen = self._screen()
        self.brought.emit(screen)
        if self._table is None:
            self._jobs.submit(partial(_offered, self._desk), self._on_offered, self._on_refused)

    def close(self) -> None:
        """Let no phone in any more, and take the stage away."""
        self._ticks.stop()
        if self._host is not None:
            self._host.stop()
            self._host = None
        if self._later and self._later.stage:
            self._later.stage.hide()

    def _screen(self) -> "HostScreen":
        assert self._later is not None  # only asked once there are screens
        if self._later.round is None:
            screen = self._later.build_round()
            screen.setup.begin.clicked.connect(self._on_begin)
            screen.setup.go_on.clicked.connect(self._on_go_on)
            screen.steered.connect(self._on_steered)
            screen.answered.connect(self._on_answered)
            screen.finished.connect(self._on_finish)
            screen.closed.connect(self._on_closed)
            screen.full.connect(self._on_full)
            self._files = self._files_of(screen)
        return cast("HostScreen", self._later.round)

    @property
    def _stage(self) -> "StageWindow":
        assert self._later is not None
        assert self._later.stage is not None  # it is built with the desk
        return self._later.stage

    def _do(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        self._jobs.submit(work, done, self._on_refused)

    # Before

    def _on_offered(self, offered: tuple[list[str], str]) -> None:
        teams, self._waiting = offered
        self._screen().show_setup(teams, self._waiting)

    def _on_begin(self) -> None:
        setup, rooms = self._screen().setup, importlib.import_module(TABLES)
        wish = rooms.Wish(
            count=setup.count.value(),
            seconds=setup.seconds.value() or None,
            team=setup.team.currentData() or "",
            mistakes=setup.mistakes.isChecked(),
            bonus=setup.bonus.isChecked() and setup.seconds.value() > 0,
            by_teams=setup.by_teams.isChecked(),
        )
        if self._desk:
            self._do(partial(self._desk.with_hall, rooms.open_table, wish), self._on_opened)

    def _on_go_on(self) -> None:
        rooms = importlib.import_module(TABLES)
        if self._desk:
            self._do(partial(self._desk.with_hall, rooms.go_on, self._waiting), self._on_opened)

    def _on_opened(self, table: "Table") -> None:
        self._table = table
        stage = self._stage
        stage.show_summary(None)
        stage.open_door(None)
        screens = QGuiApplication.screens()
        if len(screens) > 1:
            stage.setGeometry(screens[1].geometry())
            stage.showFullScreen()
        else:
            stage.show()
        if self._screen().setup.phones.isChecked():
            self._let_phones_in(table)
        self._screen().window().activateWindow()
        self._ticks.start()
        self._show()

    # The round

    def _show(self) -> None:
        if self._table is not None:
            now = self._table.now()
            round = advance(self._table.round, now)[0]
            self._stage.show_round(round, now)
            self._screen().show_round(round)

    def _on_steered(self, deed: HostDeed) -> None:
        if self._table is not None:
            self._do(partial(self._table.steer, deed), self._on_changed)

    def _on_answered(self, seat: str, letter: str) -> None:
        if self._table is not None:
            self._do(partial(self._table.answer, seat, letter), self._on_changed)

    def _on_changed(self, _round: Round) -> None:
        if self._host is not None:
            self._host.changed()
        self._show()

    def _on_finish(self) -> None:
        if self._table is not None:
            self._ticks.stop()
            self._do(self._table.finish, self._on_finished)

    def _on_finished(self, summary: "RoundSummary") -> None:
        if self._host is not None:
            self._host.stop()
            self._host = None
        self._table = None
        self._ended = summary.id
        self._stage.show_summary(summary)
        self._screen().show_summary(summary)
        self.ended.emit()

    def _on_closed(self) -> None:
        self.close()
        self.open()

    def _on_full(self) -> None:
        self._stage.setWindowState(self._stage.windowState() ^ Qt.WindowState.WindowFullScreen)

    def _on_refused(self, error: TrainerError) -> None:
        self._screen().say(str(error))

    # After

    def _files_of(self, screen: "HostScreen") -> "SheetFiles":
        """Return what writes files as the supervisor's pages do."""
        made = importlib.import_module(FILES).SheetFiles(screen.theme, self._jobs, screen)
        screen.after.export_wanted.connect(self._on_export_wanted)
        made.written.connect(self._on_written)
        made.failed.connect(self._on_not_written)
        return cast("SheetFiles", made)

    def _on_export_wanted(self, folder: str, forms: tuple[str, ...]) -> None:
        if self._files and self._desk and not self._files.busy:
            self._screen().after.say_busy(True)
            self._files.write(self._desk, "briefing", self._ended, Path(folder), forms)

    def _on_written(self, files: list[str]) -> None:
        self._screen().after.say_busy(False)
        self._screen().say(f"写好了 {Path(files[0]).name}，在 {Path(files[0]).parent}", "good")

    def _on_not_written(self, error: TrainerError) -> None:
        self._screen().after.say_busy(False)
        self._on_refused(error)

    # Phones

    def _let_phones_in(self, table: "Table") -> None:
        """Listen on the hall's own network while the round is open."""
        live, found = (
            importlib.import_module("trainer.live.host"),
            importlib.import_module("trainer.live.addresses"),
        )
        words, stages = (
            importlib.import_module("trainer.live.words"),
            importlib.import_module("trainer.ui.round.scenes"),
        )
        choices = found.addresses()
        if not choices:
            self._screen().say("没有找到局域网，手机连不进来；其余照常。")
            return
        room = words.Room(table.round.setup.title, table.round.setup.teams)
        decide, views = partial(self._decide, table), partial(_views, table)
        host = live.Host(decide, views, address=choices[0].ip, room=room, clock=table.now)
        try:
            host.start()
        except TrainerError as error:
            self._screen().say(str(error))
            return
        self._host = host
        qr = importlib.import_module("trainer.live.qr").qr_svg(host.link)
        self._stage.open_door(stages.Door(host.url, host.code, qr))

    def _decide(self, table: "Table", batch: Sequence[tuple[Ask, int]]) -> tuple[Reply, ...]:
        """Have a batch put on record in the records' thread, and wait for it in the host's."""
        ready, found = threading.Event(), list[tuple[Reply, ...]]()

        def work() -> None:
            try:
                found.append(table.decide(batch))
            finally:
                ready.set()

        self._jobs.submit(work, _nothing, _nothing)
        if not ready.wait(PATIENCE) or not found:
            raise TimeoutError("the records did not answer")
        self._phones_asked.emit()
        return found[0]


def _views(table: "Table", _seats: Any) -> dict[str, Any]:
    return table.views()


def _offered(desk: "Desk") -> tuple[list[str], str]:
    """Tell which teams there are, and the id of a round that was interrupted."""
    rounds, people = (
        importlib.import_module("trainer.training.rounds"),
        importlib.import_module("trainer.training.people"),
    )
    found = desk.with_hall(rounds.interrupted)
    members = desk.with_store(people.colleagues)
    teams = dict.fromkeys(each.team for each in members if each.team and each.active)
    return list(teams), found[0].id if found else ""


def _nothing(_done: object) -> None:
    pass
