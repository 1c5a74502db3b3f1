"""What the window does about the morning round: the host's desk, the stage, and phones while it is open."""

import gc
import importlib
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

from trainer.core.errors import TrainerError
from trainer.core.round import advance
from trainer.core.rounds.acts import HostDeed
from trainer.core.rounds.state import Round
from trainer.ui.errand import Errand
from trainer.ui.jobs import Jobs

if TYPE_CHECKING:
    from trainer.core.quiz.bank import Bank
    from trainer.core.rounds.summary import RoundSummary
    from trainer.live.host import Host
    from trainer.training.desk import Desk
    from trainer.training.hall import Hall
    from trainer.training.roundtable import Catalogue, Table
    from trainer.ui.dashboard.items.files import SheetFiles
    from trainer.ui.later import Later
    from trainer.ui.round.between import Door
    from trainer.ui.round.host import HostScreen
    from trainer.ui.round.phones import Phones
    from trainer.ui.round.setup import Offer
    from trainer.ui.round.stage import StageWindow

T = TypeVar("T")
TABLES, SETUP = "trainer.training.roundtable", "trainer.ui.round.setup"
PHONES = "trainer.ui.round.phones"
FILES = "trainer.ui.dashboard.items.files"
TICK_MS = 100
"""The ring on the stage moves ten times a second; what phones did is seen with it."""


class Hosting(Errand):
    """Holds one round at a time; phones are let in only while it is open."""

    def __init__(self, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(jobs, parent)
        self._table: Table | None = None
        self._phones: Phones | None = None
        self._bank: Bank | None = None
        self._shown: tuple[Round, str] | None = None
        self._files: SheetFiles | None = None
        self._door: Door | None = None
        self._summary: RoundSummary | None = None
        self._waiting = ""
        self._ticks = QTimer(self, interval=TICK_MS)
        self._ticks.timeout.connect(self._show)

    def use(self, later: "Later") -> None:
        """Work on new screens; a round that is held goes on there."""
        super().use(later)
        self._shown = None
        if self._table is not None:
            QTimer.singleShot(0, self._go_on_there)

    def _go_on_there(self) -> None:
        if self._table is not None:
            self._on_door(self._door)
            self._raise_stage()
            self._show()

    def open(self) -> None:
        """Show the host's desk; a summary stays until it is put away."""
        if self._later is None or self._desk is None:
            return
        screen = self._screen()
        self.brought.emit(screen)
        if self._table is not None:
            self._show()
        elif self._summary is not None:
            screen.show_summary(self._summary)
        else:
            self._jobs.submit(partial(_offered, self._desk), self._on_offered, self._on_refused)

    def close(self) -> None:
        """Let no phone in any more, and take the stage away."""
        self._ticks.stop()
        if self._phones is not None:
            self._phones.close()
        if self._later and self._later.stage:
            self._later.stage.hide()

    def _screen(self) -> "HostScreen":
        assert self._later is not None  # only asked once there are screens
        if self._later.round is None:
            screen = self._later.build_round()
            screen.setup.begin.clicked.connect(self._on_begin)
            screen.setup.go_on.clicked.connect(self._on_go_on)
            screen.setup.dropped.connect(self._on_drop)
            screen.setup.rules_wanted.connect(self._on_rules_wanted)
            screen.added.connect(self._on_added)
            screen.cured.connect(self._on_cured)
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

    def _on_offered(self, offer: "Offer") -> None:
        self._waiting = offer.hall.waiting
        self._screen().show_setup(offer)

    def _on_rules_wanted(self) -> None:
        if self._desk:
            self._do(partial(self._desk.with_hall, _catalogue), self._on_catalogue)

    def _on_catalogue(self, found: "Catalogue") -> None:
        self._bank = found.bank
        self._screen().setup.offer_rules(found.rules)

    def _on_begin(self) -> None:
        setup, rooms = self._screen().setup, importlib.import_module(TABLES)
        if self._desk:
            setup.say_busy(True)
            work = partial(self._desk.with_hall, rooms.open_table, setup.wish, self._bank)
            self._do(work, self._on_opened)

    def _on_go_on(self) -> None:
        rooms = importlib.import_module(TABLES)
        if self._desk:
            self._screen().setup.say_busy(True)
            self._do(partial(self._desk.with_hall, rooms.go_on, self._waiting), self._on_opened)

    def _on_drop(self) -> None:
        """The round that was interrupted is given up, and offered no more."""
        rooms = importlib.import_module(TABLES)
        if self._desk and self._waiting:
            self._do(partial(self._desk.with_hall, rooms.give_up, self._waiting), self._on_dropped)

    def _on_dropped(self, _done: None) -> None:
        self.open()

    def _on_opened(self, table: "Table") -> None:
        self._table, self._shown = table, None
        screen = self._screen()
        screen.setup.say_busy(False)
        gc.collect()
        gc.freeze()  # what the round was drawn from is not looked through again while phones wait
        self._stage.show_summary(None)
        self._on_door(None)
        self._raise_stage()
        self._ticks.start()
        self._show()
        if table.told:
            screen.say(table.told)
        if screen.setup.phones.isChecked():
            self._phones_of().open(table, screen.setup.listens_on)

    def _raise_stage(self) -> None:
        """Show the stage on the second screen, where there is one; the keyboard stays with the desk."""
        stage, screens = self._stage, QGuiApplication.screens()
        if len(screens) > 1:
            stage.setGeometry(screens[1].geometry())
            stage.showFullScreen()
        else:
            stage.show()
        self._screen().window().activateWindow()

    # The round

    def _show(self) -> None:
        """Show the round now; the desk only where more has happened than time."""
        if self._table is None or self._later is None or self._later.stage is None:
            return
        now, known = self._table.now(), self._table.round
        round = advance(known, now)[0]
        self._stage.show_round(round, now)
        self._screen().show_left(round, now)
        if self._shown is None or self._shown[0] is not known or self._shown[1] != round.phase:
            self._shown = (known, round.phase)
            self._screen().show_round(round)
            if round.phase != known.phase or round.setup.way == "hands":
                self._tell_phones()

    def _on_steered(self, deed: HostDeed) -> None:
        if self._table is not None:
            self._do(partial(self._table.steer, deed), self._on_changed)

    def _on_answered(self, seat: str, letter: str) -> None:
        if self._table is not None:
            self._do(partial(self._table.answer, seat, letter), self._on_changed)

    def _on_added(self, name: str, team: str) -> None:
        if self._table is not None:
            self._do(partial(self._table.seat, name, team), self._on_seated)

    def _on_seated(self, round: Round) -> None:
        self._screen().end_name()
        self._on_changed(round)

    def _on_changed(self, _round: Round) -> None:
        self._show()
        self._tell_phones()

    def _tell_phones(self) -> None:
        """Show the phones what is new, once the stage is painted: to do both at once makes both slow."""
        if self._phones is not None:
            self._stage.repaint()
            self._phones.tell()

    def _on_finish(self) -> None:
        if self._table is not None:
            self._ticks.stop()
            self._do(self._table.finish, self._on_finished)

    def _on_finished(self, summary: "RoundSummary") -> None:
        if self._phones is not None:
            self._phones.close()
        self._table = None
        self._summary = summary
        self._stage.show_summary(summary)
        self._screen().show_summary(summary)
        self.ended.emit()

    def _on_closed(self) -> None:
        self._summary = None
        self.close()
        self.open()

    def _on_full(self) -> None:
        """Have the stage fill its screen, or not; one that was closed comes back."""
        self._stage.setWindowState(self._stage.windowState() ^ Qt.WindowState.WindowFullScreen)
        self._stage.show()

    def _on_refused(self, error: TrainerError) -> None:
        if not self._screen().is_holding:
            self._screen().setup.say_busy(False)
        self._screen().say(str(error))
        if self._table is not None:
            self._ticks.start()

    # After

    def _files_of(self, screen: "HostScreen") -> "SheetFiles":
        """Return what writes files as the supervisor's pages do."""
        made = importlib.import_module(FILES).SheetFiles(screen.theme, self._jobs, screen)
        screen.after.export_wanted.connect(self._on_export_wanted)
        made.written.connect(self._on_written)
        made.failed.connect(self._on_not_written)
        return cast("SheetFiles", made)

    def _on_export_wanted(self, folder: str, forms: tuple[str, ...]) -> None:
        if self._files and self._desk and self._summary and not self._files.busy:
            self._screen().after.say_busy(True)
            self._files.write(self._desk, "briefing", self._summary.id, Path(folder), forms)

    def _on_written(self, files: list[str]) -> None:
        self._screen().after.say_busy(False)
        self._screen().say(f"写好了 {Path(files[0]).name}，在 {Path(files[0]).parent}", "good")

    def _on_not_written(self, error: TrainerError) -> None:
        self._screen().after.say_busy(False)
        self._on_refused(error)

    # Phones

    def _phones_of(self) -> "Phones":
        if self._phones is None:
            phones: Phones = importlib.import_module(PHONES).Phones(self._jobs, self)
            phones.opened.connect(self._on_door)
            phones.counted.connect(self._on_counted)
            phones.broken.connect(self._on_broken)
            self._phones = phones
        return self._phones

    @property
    def _host(self) -> "Host | None":
        return self._phones.host if self._phones else None

    def _on_door(self, door: "Door | None") -> None:
        self._door = door
        self._stage.open_door(door)
        self._on_counted(None if door is None else 0)

    def _on_counted(self, phones: int | None) -> None:
        self._screen().desk.show_phones(phones)

    def _on_broken(self, told: str) -> None:
        self._screen().say_broken(told)

    def _on_cured(self) -> None:
        self._screen().banner.hide()
        self._phones_of().open_again()


def _offered(desk: "Desk") -> "Offer":
    """Tell what there is to choose from, and at which addresses phones could call."""
    offered = importlib.import_module(TABLES).offered
    addresses = importlib.import_module(PHONES).found_addresses
    found: Offer = importlib.import_module(SETUP).Offer(desk.with_hall(offered), addresses())
    return found


def _catalogue(hall: "Hall", _by: object) -> "Catalogue":
    made: Catalogue = importlib.import_module(TABLES).catalogue(hall)
    return made
