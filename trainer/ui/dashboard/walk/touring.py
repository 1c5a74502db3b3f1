"""The page of the walk: set up once, walked with a draft that is kept after every press, handed in once."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from trainer.core.errors import TrainerError
from trainer.core.observing import Form, Standing, Walk
from trainer.ui.dashboard.walk.asking import Asker
from trainer.ui.dashboard.walk.setup import Setup
from trainer.ui.dashboard.walk.walking import Walking
from trainer.ui.theme import Theme

if TYPE_CHECKING:
    from trainer.core.rights import Pass
    from trainer.store.observations import KeptSheet
    from trainer.training.observing import Floor

Names = list[tuple[int, str]]
KEPT, KEEPING = "草稿已存，关了窗口也不会丢", "正在存草稿…"
GOING_ON = "上次没交的巡视还在，接着记就行。"


class Touring(QWidget):
    """`told` carries a sentence and its tone; `kept` follows a sheet that was handed in."""

    told = Signal(str, str)
    kept = Signal()

    def __init__(self, theme: Theme, asker: Asker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._asker = asker
        self._keeping: Walk | None = None
        self._waiting: Walk | None = None
        self._busy = False
        self._sure = False
        self.setup, self.walking = Setup(theme), Walking(theme)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.setup)
        self._pages.addWidget(self.walking)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._pages)
        self.setup.began.connect(self._on_began)
        self.walking.changed.connect(self._on_changed)
        self.walking.handed.connect(self._on_handed)
        self.walking.dropped.connect(self._on_dropped)

    @property
    def is_walking(self) -> bool:
        """Whether a walk is under way."""
        return self._pages.currentWidget() is self.walking

    def refresh(self) -> None:
        """Read who is there; while a walk is under way, it stays."""
        if not self.is_walking:
            self._asker.ask(_offered, self._on_offered, self._on_failed)

    def go_on(self, walk: Walk) -> None:
        """Show a walk that has begun elsewhere: a correction."""
        self._asker.ask(partial(_with_form, walk), self._on_shown, self._on_failed)

    def take_focus(self) -> None:
        """Put the keyboard where the work is."""
        if self.is_walking:
            self.walking.take_focus()
        else:
            self.setup.take_focus()

    def _on_offered(self, offered: tuple[Form, Names, Walk | None, Form]) -> None:
        form, people, walk, own = offered
        self.setup.offer(form, people)
        if walk is not None:
            self._on_shown((walk, own, people))
            self.told.emit(GOING_ON, "plain")

    def _on_shown(self, shown: tuple[Walk, Form, Names]) -> None:
        self._sure = False
        self.walking.show_walk(*shown)
        self.walking.say_state(KEPT)
        self._pages.setCurrentWidget(self.walking)
        self.walking.take_focus()

    def _on_began(self, shift: str, team: tuple[Standing, ...]) -> None:
        self._asker.ask(partial(_begun, shift, team), self._on_shown, self._on_failed)

    def _on_changed(self, walk: Walk) -> None:
        """Keep the newest draft; what is pressed while one is written is written next."""
        self._sure = False
        self._waiting = walk
        if self._keeping is None:
            self._keep()

    def _keep(self) -> None:
        self._keeping, self._waiting = self._waiting, None
        if self._keeping is not None:
            self.walking.say_state(KEEPING)
            self._asker.ask(partial(_keep, self._keeping), self._on_kept, self._on_not_kept)

    def _on_kept(self, _nothing: None) -> None:
        self._keeping = None
        if self._waiting is not None:
            self._keep()
        else:
            self.walking.say_state(KEPT)

    def _on_not_kept(self, error: TrainerError) -> None:
        self._keeping = None
        self.walking.say_state("草稿没有存下来")
        self.told.emit(str(error), "hot")

    def _on_handed(self, remark: str, reason: str) -> None:
        if not self._busy:
            self._busy = True
            work = partial(_handed, self.walking.walk, remark, reason)
            self._asker.ask(work, self._on_handed_in, self._on_not_handed)

    def _on_handed_in(self, kept: KeptSheet) -> None:
        self._busy = False
        self._waiting = None
        self._pages.setCurrentWidget(self.setup)
        self.told.emit(f"已交表，记在台账第 {kept.seq} 条。", "good")
        self.refresh()
        self.kept.emit()

    def _on_not_handed(self, error: TrainerError) -> None:
        self._busy = False
        self.told.emit(str(error), "hot")

    def _on_dropped(self) -> None:
        """Ask once, then throw the draft away."""
        if not self._sure and self.walking.walk.acts:
            self._sure = True
            self.told.emit("再按一次“不要这次了”，这次记的就全部丢掉。", "warm")
            return
        self._waiting = None
        self._asker.ask(_dropped, self._on_gone, self._on_failed)

    def _on_gone(self, _nothing: None) -> None:
        self._pages.setCurrentWidget(self.setup)
        self.told.emit("", "plain")
        self.refresh()

    def _on_failed(self, error: TrainerError) -> None:
        self.told.emit(str(error), "hot")


def _names(floor: Floor, by: Pass) -> Names:
    return [(each.id, each.name) for each in floor.people(by)]


def _offered(floor: Floor, by: Pass) -> tuple[Form, Names, Walk | None, Form]:
    walk = floor.draft(by)
    own = floor.form if walk is None else floor.form_for(by, walk)
    return floor.form, _names(floor, by), walk, own


def _with_form(walk: Walk, floor: Floor, by: Pass) -> tuple[Walk, Form, Names]:
    return walk, floor.form_for(by, walk), _names(floor, by)


def _begun(shift: str, team: tuple[Standing, ...], floor: Floor, by: Pass) -> tuple[Walk, Form, Names]:
    return _with_form(floor.begin(by, shift, team), floor, by)


def _keep(walk: Walk, floor: Floor, by: Pass) -> None:
    floor.keep(by, walk)


def _handed(walk: Walk, remark: str, reason: str, floor: Floor, by: Pass) -> KeptSheet:
    return floor.save(by, walk, remark, reason)


def _dropped(floor: Floor, by: Pass) -> None:
    floor.drop(by)
