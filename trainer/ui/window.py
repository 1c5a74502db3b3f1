"""The frame and the navigation: the screens in a stack, and the wires between them.

The home screen stands at once. The records are opened behind it, and the other screens are built
when first wanted (`later`). Screens know nothing of one another.
"""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from trainer import settings as keeping
from trainer.core.errors import TrainerError
from trainer.settings import Settings
from trainer.ui import theme as themes
from trainer.ui.errand import Errand
from trainer.ui.examining import Examining
from trainer.ui.frame import EXAM, HOME, NAME, QUESTIONS, ROUND, TABLES, LookMenu, TopBar, Ways
from trainer.ui.home.door import Door
from trainer.ui.home.screen import HomeScreen, Wish
from trainer.ui.home.trouble import Trouble
from trainer.ui.hosting import Hosting
from trainer.ui.jobs import Jobs
from trainer.ui.kit.banner import Banner
from trainer.ui.later import Later, load_modules
from trainer.ui.looking import Looking
from trainer.ui.notices import Notices
from trainer.ui.playing import Playing
from trainer.ui.practising import Practising
from trainer.ui.speech import Speech
from trainer.ui.supervising import Supervising
from trainer.ui.theme import Theme, Tone

if TYPE_CHECKING:
    from trainer.training.desk import Desk, Welcome
    from trainer.training.today import Today
    from trainer.ui.dashboard.office import OfficeScreen
    from trainer.ui.player.screen import PlayerScreen
    from trainer.ui.quiz.screen import QuizScreen
    from trainer.ui.tariffs.screen import TariffsScreen

CLOSED = "现在还不能开始"
_SIZE = (85.4, 53.4)


class Window(QMainWindow):
    """The one window of the program; show it, and it opens the hall once it is painted."""

    painted = Signal()
    opened = Signal()
    refused = Signal()

    def __init__(self, door: Door, jobs: Jobs, settings: Settings, theme: Theme) -> None:
        super().__init__()
        self.door, self.settings = door, settings
        self.refusal: TrainerError | None = None
        self._jobs, self._theme = jobs, theme
        self._desk: Desk | None = None
        self._welcome: Welcome | None = None
        self.notices = Notices(theme, [])
        self._is_painted = False
        self.speech = Speech(door.places, self)
        self.speech.noticed.connect(self.notify)
        self._take_on_errands(door, jobs)
        self.looks = LookMenu(settings, self)
        self.looks.show_worn(theme.name)
        self.looks.triggered.connect(self._on_look_chosen)
        self.setWindowTitle(NAME)
        self.resize(theme.px(_SIZE[0]), theme.px(_SIZE[1]))
        self._furnish()
        self._ways = Ways(self)
        self._ways.triggered.connect(self._on_way_chosen)
        self.home.who.set_name(settings.person)
        self.home.take_focus()
        self.painted.connect(self._on_painted, Qt.ConnectionType.QueuedConnection)

    def _take_on_errands(self, door: Door, jobs: Jobs) -> None:
        """Know whom to ask for each thing that can be done."""
        self.playing = Playing(door, jobs, self.speech, self)
        self.practising = Practising(jobs, self.speech, self)
        self.looking, self.supervising = Looking(jobs, self), Supervising(jobs, self)
        self.examining, self.hosting = Examining(jobs, self), Hosting(jobs, self)
        self.errands: tuple[Errand, ...] = (self.playing, self.practising, self.looking, self.examining)
        self.errands += (self.hosting, self.supervising)
        for errand in self.errands:
            errand.brought.connect(self._on_brought)
            errand.failed.connect(self._on_failed)
            errand.ended.connect(self._refresh_home)
        self.playing.ended.connect(self._on_ended)
        self.practising.told.connect(self._on_told)

    def open_hall(self) -> None:
        """Open the records and the content, elsewhere; the home screen fills when they are there."""
        self._jobs.submit(self.door.open, self._on_opened, self._on_refused)

    def notify(self, sentence: str, tone: Tone = "warm") -> None:
        """Say something in the banner, after what is still unread there."""
        self.notices.add(sentence, tone)

    def report(self, sentence: str) -> None:
        """Say that the program is at fault; where that kept the hall shut, offer to try again."""
        if self._desk is None:
            self._on_refused(TrainerError(sentence))
        else:
            self.notify(sentence, "hot")

    def go_to(self, tab: int) -> None:
        """Show the screen of a tab; not while an attempt is played, and not before the records are open."""
        if self.top.isVisibleTo(self) and self.top.tabs.isTabEnabled(tab):
            self.top.tabs.setCurrentIndex(tab)

    @property
    def banner(self) -> Banner:
        """The sentence above the screens."""
        return self.notices.banner

    @property
    def player(self) -> "PlayerScreen | None":
        """The player, once something was played."""
        return self._later.player

    @property
    def quiz(self) -> "QuizScreen | None":
        """The questions, once they were looked at."""
        return self._later.quiz

    @property
    def office(self) -> "OfficeScreen | None":
        """The supervisor's office, once it was looked at."""
        return self._later.office

    @property
    def tariffs(self) -> "TariffsScreen | None":
        """The rate tables, once they were looked at."""
        return self._later.tariffs

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell once that the window can be seen."""
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            self.painted.emit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Take the stage away, and let no phone in any more."""
        self.hosting.close()
        super().closeEvent(event)

    # Furniture

    def _furnish(self) -> None:
        """Build everything that wears the theme."""
        self.top = TopBar(self._theme, self.looks)
        self.notices = Notices(self._theme, self.notices.unread)
        self.home, self.trouble = HomeScreen(self._theme), Trouble(self._theme, CLOSED)
        self.stack = QStackedWidget()
        self._later = Later(self.stack, self._theme, self._jobs)
        for errand in self.errands:
            errand.use(self._later)
        self.stack.addWidget(self.home)
        self.stack.addWidget(self.trouble)
        page = QWidget()
        page.setProperty("role", "page")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top)
        column.addWidget(self.notices)
        column.addWidget(self.stack, 1)
        self.setCentralWidget(page)
        self._connect()

    def _connect(self) -> None:
        self.top.tabs.currentChanged.connect(self._on_tab_changed)
        self.home.name_changed.connect(self._on_name_changed)
        self.home.questions_requested.connect(self._on_questions_requested)
        self.home.play_requested.connect(self._on_play_requested)
        self.home.resume_requested.connect(self.playing.resume)
        self.home.give_up_requested.connect(self.playing.give_up)
        self.trouble.retried.connect(self._on_retried)
        self.trouble.given_up.connect(self.close)

    def _bring(self, screen: QWidget) -> None:
        """Bring a screen to the front; the player and trouble have the window for themselves."""
        alone = screen is self.player or screen is self.trouble or bool(screen.property("alone"))
        self.top.setVisible(not alone)
        for action in self.looks.actions():
            action.setEnabled(not alone)
        self.stack.setCurrentWidget(screen)

    # The hall

    def _on_painted(self) -> None:
        QTimer.singleShot(0, self.open_hall)  # what the user did meanwhile comes first

    def _on_opened(self, opened: tuple["Desk", "Welcome"]) -> None:
        self._desk, self.refusal = opened[0], None
        for errand in self.errands:
            errand.set_desk(self._desk)
        self.top.open_tabs()
        self._bring(self.home)
        self._on_welcome(opened[1])
        self.speech.speed = self.settings.speed
        self.speech.turn(self.settings.voice)
        load_modules()
        self.opened.emit()

    def _on_refused(self, error: TrainerError) -> None:
        self.refusal = error
        self._bring(self.trouble)
        self.trouble.say(str(error))
        self.refused.emit()

    def _on_retried(self) -> None:
        self._bring(self.home)
        self.open_hall()

    def _on_welcome(self, welcome: "Welcome") -> None:
        self._welcome = welcome
        self.home.show_welcome(welcome)
        self._ask_today()

    def _on_name_changed(self, name: str) -> None:
        self.top.show_person(name)
        self._ask_today()

    def _ask_today(self) -> None:
        people = self._welcome.people if self._welcome else []
        self.practising.tell(self.home.name, [person.name for person in people])

    def _refresh_home(self, _done: object = None) -> None:
        if self._desk:
            self._jobs.submit(self._desk.welcome, self._on_welcome, self._on_failed)

    def _on_failed(self, error: TrainerError) -> None:
        self.notify(str(error), "hot")

    # Playing

    def _on_play_requested(self, wish: Wish) -> None:
        self._keep(replace(self.settings, person=wish.name))
        self.playing.begin(wish)

    def _on_ended(self) -> None:
        if self.stack.currentWidget() is self.player:
            self._bring(self.home)
            self.home.take_focus()

    # Looking

    def _on_way_chosen(self, way: QAction) -> None:
        self.go_to(way.data())

    def _on_brought(self, screen: QWidget) -> None:
        self._bring(screen)
        if screen is not self.player:  # which takes the keyboard when an attempt stands on it
            screen.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_told(self, today: "Today | None") -> None:
        self.home.show_today(today)

    def _on_tab_changed(self, tab: int) -> None:
        if self._desk is None or self._welcome is None or tab == HOME:
            self._bring(self.home)
            self._refresh_home()
        elif tab == QUESTIONS:
            self.practising.open(self.home.name)
        elif tab == TABLES:
            self.looking.open(self._welcome.edition)
        elif tab == EXAM:
            self.examining.open(self.home.name)
        elif tab == ROUND:
            self.hosting.open()
        else:
            self.supervising.open()

    def _on_questions_requested(self, name: str) -> None:
        self._keep(replace(self.settings, person=name))
        with QSignalBlocker(self.top.tabs):
            self.top.tabs.setCurrentIndex(QUESTIONS)
        self.practising.practise(name)

    def _on_look_chosen(self, action: QAction) -> None:
        wanted = LookMenu.changed(self.settings, action)
        if self.looks.dresses(action):
            self._wear(wanted)
            return
        self.speech.speed = wanted.speed
        self.speech.turn(wanted.voice)
        self.practising.aim_at(wanted.retention)
        self._keep(wanted)

    def _wear(self, wanted: Settings) -> None:
        """Dress everything anew: what was typed and chosen stays."""
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        try:
            theme = themes.load(self._theme.assets, wanted.theme, wanted.base_px)
            themes.apply(app, theme)
        except TrainerError as error:
            self.looks.show_worn(self._theme.name)
            self.notify(str(error))
            return
        self._theme, wish, tab = theme, self.home.wish, self.top.tabs.currentIndex()
        before = self._later
        self._furnish()
        self._later.take_over(before)
        self.home.restore(wish)
        if self._desk and self._welcome:
            self.top.open_tabs()
            self.home.show_welcome(self._welcome)
            self.home.restore(wish)
        self.top.tabs.setCurrentIndex(tab)
        self._keep(wanted)

    def _keep(self, wanted: Settings) -> None:
        if wanted != self.settings:
            self.settings = wanted
            work = partial(keeping.save, wanted, self.door.places.settings)
            self._jobs.submit(work, _nothing, self._on_failed)


def _nothing(_done: object) -> None:
    pass
