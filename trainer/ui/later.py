"""The screens that are built when first wanted, and kept.

Their modules would double the time to the first picture, so they are loaded once the hall is open,
between two events, in the window's thread: making Qt's types in another one crashes now and then.
"""

import importlib
from functools import partial
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QWidget

from trainer.ui.jobs import Jobs
from trainer.ui.theme import Theme

if TYPE_CHECKING:
    from trainer.core.tariff import Edition
    from trainer.ui.dashboard.office import OfficeScreen
    from trainer.ui.exam.screen import ExamScreen
    from trainer.ui.player.screen import PlayerScreen
    from trainer.ui.quiz.screen import QuizScreen
    from trainer.ui.round.host import HostScreen
    from trainer.ui.round.stage import StageWindow
    from trainer.ui.tariffs.screen import Memory, TariffsScreen

PLAYER, OFFICE = "trainer.ui.player.screen", "trainer.ui.dashboard.office"
HOST, STAGE = "trainer.ui.round.host", "trainer.ui.round.stage"
EXAM, WRITTEN, PADS = "trainer.ui.exam.screen", "trainer.ui.exam.written", "trainer.ui.quiz.pad"
TARIFFS, QUIZ = "trainer.ui.tariffs.screen", "trainer.ui.quiz.screen"


def load_modules() -> None:
    """Load the screens' modules, one after another, when there is time."""
    for name in (PLAYER, QUIZ, OFFICE, TARIFFS):
        QTimer.singleShot(0, partial(importlib.import_module, name))


class Later:
    """Builds each screen once and puts it on the stack; None stands for one that nobody wanted yet."""

    def __init__(self, stack: QStackedWidget, theme: Theme, jobs: Jobs) -> None:
        self._stack, self._theme, self._jobs = stack, theme, jobs
        self.player: PlayerScreen | None = None
        self.quiz: QuizScreen | None = None
        self.office: OfficeScreen | None = None
        self.exam: ExamScreen | None = None
        self.round: HostScreen | None = None
        self.stage: StageWindow | None = None
        self.tariffs: TariffsScreen | None = None
        self._tables: Memory | None = None
        self._asked: QuizScreen | None = None
        self._section = 0

    def build_player(self) -> "PlayerScreen":
        """Build the player."""
        made = importlib.import_module(PLAYER).PlayerScreen(self._theme, self._jobs)
        self.player = cast("PlayerScreen", self._kept(made))
        return self.player

    def build_quiz(self) -> "QuizScreen":
        """Build the screen of the questions."""
        made = importlib.import_module(QUIZ).QuizScreen(self._theme, self._jobs)
        self.quiz = cast("QuizScreen", self._kept(made))
        if self._asked:
            self.quiz.take_over(self._asked)
            self._asked = None
        return self.quiz

    def build_exam(self) -> "ExamScreen":
        """Build the screen of assessments, with a player and a page of questions of its own."""
        player = importlib.import_module(PLAYER).PlayerScreen(self._theme, self._jobs)
        pads, written = importlib.import_module(PADS), importlib.import_module(WRITTEN)
        page = written.WrittenPage(self._theme, pads.AnswerPad(self._theme), pads.how_to)
        made = importlib.import_module(EXAM).ExamScreen(self._theme, player, page)
        self.exam = cast("ExamScreen", self._kept(made))
        return self.exam

    def build_round(self) -> "HostScreen":
        """Build the host's desk of a morning round, and the stage beside it."""
        made = importlib.import_module(HOST).HostScreen(self._theme)
        self.stage = cast("StageWindow", importlib.import_module(STAGE).StageWindow(self._theme))
        self.round = cast("HostScreen", self._kept(made))
        return self.round

    def build_office(self) -> "OfficeScreen":
        """Build the supervisor's office, at the page that was open in the one before."""
        made = importlib.import_module(OFFICE).OfficeScreen(self._theme, self._jobs)
        self.office = cast("OfficeScreen", self._kept(made))
        self.office.start_at(self._section)
        return self.office

    def build_tariffs(self, edition: "Edition") -> "TariffsScreen":
        """Build the rate tables; what was typed and chosen in those before stands there again."""
        made = importlib.import_module(TARIFFS).TariffsScreen(self._theme)
        self.tariffs = cast("TariffsScreen", self._kept(made))
        self.tariffs.show_edition(edition)
        if self._tables:
            self.tariffs.restore(self._tables)
        return self.tariffs

    def take_over(self, before: "Later") -> None:
        """Remember what was typed and chosen on the screens of another."""
        self._tables = before.tariffs.memory if before.tariffs else before._tables
        self._asked = before.quiz or before._asked
        self._section = before.office.sections.place if before.office else before._section

    def _kept(self, screen: QWidget) -> QWidget:
        self._stack.addWidget(screen)
        return screen
