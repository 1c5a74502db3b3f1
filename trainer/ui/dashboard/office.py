"""The supervisor's office: who has signed in, and the pages that are theirs to see."""

import importlib
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, cast

from PySide6.QtCore import QSignalBlocker, Qt, QTimer
from PySide6.QtGui import QFocusEvent, QHideEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from trainer.core.errors import TrainerError
from trainer.core.rights import EVERYBODY, NOBODY, ROLES, Pass
from trainer.ui.jobs import Jobs
from trainer.ui.kit.banner import Banner
from trainer.ui.kit.segments import Segments
from trainer.ui.kit.signin import SignInCard
from trainer.ui.theme import Theme

if TYPE_CHECKING:
    from trainer.training.desk import Desk
    from trainer.ui.dashboard.screen import DashboardScreen

IDLE_MS = 10 * 60 * 1000
"""So long the office may stand behind other screens before whoever signed in is signed out."""
WHY = "这里看成绩、设考核、记巡视。没有密码的学员不用登录，直接去「练习」。"
SIGN_OUT, MAKE_ADMIN = "退出登录", "设管理员…"


class Page(Protocol):
    """One page of the office."""

    def set_desk(self, desk: "Desk") -> None:
        """Take the open hall."""

    def refresh(self) -> None:
        """Read everything anew."""

    def take_focus(self) -> None:
        """Put the keyboard where the work is."""


class Section(NamedTuple):
    """A page: what it is called, where it is made, and whether a trainee has one of their own."""

    called: str
    module: str
    made: str = "Page"
    for_trainees: bool = False


SECTIONS = (
    Section("总览", "trainer.ui.dashboard.figures.page", for_trainees=True),
    Section("考核", "trainer.ui.dashboard.setting.page"),
    Section("题目分析", "trainer.ui.dashboard.items.page"),
    Section("记录", "trainer.ui.dashboard.screen", "DashboardScreen", for_trainees=True),
    Section("巡视", "trainer.ui.dashboard.walk.page"),
    Section("人员", "trainer.ui.dashboard.people.page", for_trainees=True),
)
FIGURES, SETTING, ITEMS, RECORDS, WALK, PEOPLE = range(len(SECTIONS))


class OfficeScreen(QWidget):
    """Give it a desk, then `open` it whenever it comes to the front; pages are built when first wanted."""

    def __init__(self, theme: Theme, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme, self._jobs = theme, jobs
        self._desk: Desk | None = None
        self._pages: dict[int, QWidget] = {}
        self.by = NOBODY
        self.banner = Banner(theme)
        self.sections = Segments(theme, "主管的页面", [section.called for section in SECTIONS])
        self.who, self.leave = QLabel(), QPushButton(SIGN_OUT)
        self.card = SignInCard(theme, WHY)
        self.card.back.hide()
        self._stack = QStackedWidget()
        self._stack.addWidget(self.card)
        self._idle = QTimer(self, interval=IDLE_MS, singleShot=True)
        self._lay_out(theme)
        self._connect()

    def set_desk(self, desk: "Desk") -> None:
        """Take the open hall."""
        self._desk = desk
        for page in self._pages.values():
            cast(Page, page).set_desk(desk)

    def open(self) -> None:
        """Show what whoever has signed in may see, as it stands now."""
        if self._desk:
            self._jobs.submit(partial(_who, self._desk), self._on_known, self._on_failed)

    def start_at(self, place: int) -> None:
        """Open at this page the first time."""
        with QSignalBlocker(self.sections):
            self.sections.choose(place)

    def page(self, place: int) -> QWidget:
        """Return a page, made now if nobody wanted it before."""
        if place not in self._pages:
            section = SECTIONS[place]
            made = getattr(importlib.import_module(section.module), section.made)(self._theme, self._jobs)
            if self._desk:
                made.set_desk(self._desk)
            self._pages[place] = made
            self._stack.addWidget(made)
            self._wire(place, made)
        return self._pages[place]

    def _wire(self, place: int, made: Any) -> None:
        """Let one page lead to another; pages know nothing of each other."""
        if place == FIGURES:
            made.person_opened.connect(self._on_person_opened)
        elif place == PEOPLE:
            made.signed_in.connect(self.open)

    def _on_person_opened(self, name: str) -> None:
        """Show what somebody did."""
        self.go_to(RECORDS)
        cast("DashboardScreen", self.page(RECORDS)).look_for(name)

    def go_to(self, place: int) -> None:
        """Show a page, if it is one that may be seen."""
        if self.by != NOBODY and _may_open(self.by, place):
            if place == self.sections.place:
                self._show(place)
            else:
                self.sections.choose(place)

    def take_focus(self) -> None:
        """Put the keyboard where the work is."""
        cast(Page, self._stack.currentWidget()).take_focus()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard on to where the work is."""
        super().focusInEvent(event)
        self.take_focus()

    def showEvent(self, event: QShowEvent) -> None:
        """Whoever is signed in is back."""
        super().showEvent(event)
        self._idle.stop()

    def hideEvent(self, event: QHideEvent) -> None:
        """Let nobody find the office open long after it was left."""
        super().hideEvent(event)
        if self.by not in (NOBODY, EVERYBODY):
            self._idle.start()

    def _lay_out(self, theme: Theme) -> None:
        sizes, head, column = theme.sizes, QHBoxLayout(), QVBoxLayout(self)
        self.who.setProperty("role", "sub")
        self.leave.setProperty("kind", "quiet")
        head.setSpacing(theme.px(sizes.space_m))
        head.addWidget(self.sections)
        head.addStretch(1)
        head.addWidget(self.who)
        head.addWidget(self.leave)
        side, edge = theme.px(sizes.space_xl), theme.px(sizes.space_m)
        column.setContentsMargins(side, edge, side, edge)
        column.setSpacing(theme.px(sizes.space_m))
        column.addLayout(head)
        column.addWidget(self.banner)
        column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.sections.chosen.connect(self._on_chosen)
        self.leave.clicked.connect(self._on_leave)
        self.card.entered.connect(self._on_entered)
        self._idle.timeout.connect(self._sign_out)
        for place in range(len(SECTIONS)):
            keys = QKeySequence(f"Alt+{place + 1}")
            context = Qt.ShortcutContext.WidgetWithChildrenShortcut
            QShortcut(keys, self, partial(self.go_to, place), context=context)

    def _show(self, place: int) -> None:
        page = self.page(place)
        self.banner.hide()
        self._stack.setCurrentWidget(page)
        cast(Page, page).refresh()
        self.take_focus()

    def _on_known(self, by: Pass) -> None:
        """Show who asks, and what they may see."""
        self.by = by
        self.who.setText("还没有管理员，谁都能看" if by == EVERYBODY else _told(by))
        self.leave.setText(MAKE_ADMIN if by == EVERYBODY else SIGN_OUT)
        for widget in (self.sections, self.who, self.leave):
            widget.setVisible(by != NOBODY)
        if by == NOBODY:
            self._stack.setCurrentWidget(self.card)
            self.card.take_focus()
            return
        for place in range(len(SECTIONS)):
            self.sections.offer(place, _may_open(by, place))
        place = self.sections.place
        self.go_to(place if _may_open(by, place) else RECORDS)

    def _on_chosen(self, place: int) -> None:
        self._show(place)

    def _on_entered(self, who: str, password: str) -> None:
        if self._desk:
            self.card.wait()
            work = partial(_sign_in, self._desk, who, password)
            self._jobs.submit(work, self._on_signed_in, self._on_refused)

    def _on_signed_in(self, by: Pass) -> None:
        self.card.welcome()
        self.card.set_who("")
        self._on_known(by)

    def _on_refused(self, error: TrainerError) -> None:
        self.card.refuse(str(error), getattr(error, "seconds", 0))

    def _on_leave(self) -> None:
        if self.by == EVERYBODY:
            self.go_to(PEOPLE)
        else:
            self._sign_out()

    def _sign_out(self) -> None:
        """Forget whoever was signed in, and every page that was theirs."""
        for page in self._pages.values():
            self._stack.removeWidget(page)
            page.deleteLater()
        self._pages.clear()
        if self._desk:
            self._jobs.submit(partial(_sign_out, self._desk), self._on_known, self._on_failed)

    def _on_failed(self, error: TrainerError) -> None:
        self.banner.say(str(error), "hot")


def _may_open(by: Pass, place: int) -> bool:
    return by.role != "trainee" or SECTIONS[place].for_trainees


def _told(by: Pass) -> str:
    return f"{ROLES[by.role]}　{by.name}"


def _who(desk: "Desk") -> Pass:
    return desk.by


def _sign_in(desk: "Desk", who: str, password: str) -> Pass:
    return desk.register().sign_in(who, password)


def _sign_out(desk: "Desk") -> Pass:
    desk.register().sign_out()
    return desk.by
