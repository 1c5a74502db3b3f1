"""The screen of the questions: what can be practised, a sitting question by question, and the book."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from trainer.core.quiz.question import Answer
from trainer.training.sitting import Front, Sitting, Summary, Wish, Wrong
from trainer.ui.jobs import Jobs
from trainer.ui.kit.banner import Banner
from trainer.ui.kit.empty import EmptyState
from trainer.ui.quiz.asking import AskPage
from trainer.ui.quiz.book import BookPage
from trainer.ui.quiz.bookfiles import BookFiles
from trainer.ui.quiz.ending import EndPage
from trainer.ui.quiz.front import FrontPage
from trainer.ui.quiz.work import Work
from trainer.ui.theme import Theme

if TYPE_CHECKING:
    from trainer.training.desk import Desk
    from trainer.training.practice import Practice

T = TypeVar("T")

NOBODY = "先到「练习」里填好姓名，再来做题。\n题目按各人的记忆安排，所以要知道是谁。"
READING, BUSY, AGAIN = "正在准备题库…", "正在处理…", "再试一次"
UNDONE = "上一题已撤回，请重新作答。两次都留有记录，只按重答的算。"


class QuizScreen(QWidget):
    """Give it a desk, then `open` it for a person, or let them `practise` at once."""

    closed = Signal()
    """A sitting is over or left: what is due may be something else now."""
    read = Signal(str)
    answered = Signal()
    """An answer is on disk, and what came of it is shown."""
    shown = Signal()
    """What was asked for (the first page, a question, the end, the book) is shown."""

    def __init__(self, theme: Theme, jobs: Jobs, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self._desk: Desk | None = None
        self._person = ""
        self.sitting: Sitting | None = None
        self.work = Work(jobs, self)
        self.banner = Banner(theme)
        self.nobody, self.front = EmptyState(theme, NOBODY), FrontPage(theme)
        self.asking, self.book = AskPage(theme), BookPage(theme)
        self.files = BookFiles(self.book, theme, self._run)
        self.end: EndPage | None = None
        self._pages = QStackedWidget()
        for page in (self.nobody, self.front, self.asking, self.book):
            self._pages.addWidget(page)
        column = QVBoxLayout(self)
        side, edge = theme.px(theme.sizes.space_xl), theme.px(theme.sizes.space_m)
        column.setContentsMargins(side, edge, side, edge)
        column.setSpacing(theme.px(theme.sizes.space_s))
        column.addWidget(self.banner)
        column.addWidget(self._pages, 1)
        self._connect()

    def set_desk(self, desk: Desk) -> None:
        """Take the open hall."""
        self._desk = desk

    def open(self, person: str) -> None:
        """Show what this person can practise; a sitting that is going on stays."""
        if person == self._person and self._pages.currentWidget() is self.asking:
            self.take_focus()
            return
        self._person, self.sitting = person, None
        self.work.forget()
        self._show_front()

    def practise(self, person: str, wish: Wish) -> None:
        """Begin a sitting at once."""
        self._person = person
        self.work.forget()
        self._begin(wish)

    def take_over(self, before: QuizScreen) -> None:
        """Go on with the sitting of another screen (one in another theme), at the first question left."""
        self._desk, self._person = before._desk, before._person
        if before.sitting is not None and not before.sitting.is_over:
            self.sit_down(before.sitting)
        elif self._person:
            self._show_front()

    def practise_today(self, person: str) -> None:
        """Begin what is due today, topped up with what was never asked."""
        self.practise(person, Wish("今日到期"))

    def take_focus(self) -> None:
        """Put the keyboard where the work is."""
        page = self._pages.currentWidget()
        if isinstance(page, FrontPage | AskPage | BookPage | EndPage):
            page.take_focus()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.take_focus()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard on to where the work is."""
        self.take_focus()

    def _connect(self) -> None:
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.work.busy.connect(self._on_busy)
        self.work.failed.connect(self._on_failed)
        self.banner.acted.connect(self._on_retry)
        self.front.started.connect(self._begin)
        self.front.book_wanted.connect(self._open_book)
        self.asking.answered.connect(self._on_answered)
        self.asking.next_wanted.connect(self._on_next)
        self.asking.undo_wanted.connect(self._on_undo)
        self.asking.left.connect(self._on_left)
        self.asking.read.connect(self.read)
        self.book.practise_wanted.connect(self._on_practise_wanted)
        self.book.moved.connect(self._on_moved)
        self.files.written.connect(self._on_written)
        self.book.left.connect(self._show_front)

    def _run(self, work: Callable[[Practice], T], done: Callable[[T], None]) -> bool:
        """Run work with the questions, which are read when they are first asked for."""
        if self._desk is None:
            return False
        return self.work.run(partial(_with_practice, self._desk, work), done)

    def _bring(self, page: QWidget) -> None:
        self.banner.hide()
        self._pages.setCurrentWidget(page)
        self.take_focus()
        self.shown.emit()

    # The first page and the book

    def _show_front(self) -> None:
        if not self._person:
            self.nobody.say(NOBODY)
            self._bring(self.nobody)
            return
        self.nobody.say(READING)
        person = self._person
        self._run(lambda practice: practice.front(person), self._on_front)

    def _on_front(self, front: Front) -> None:
        self.front.show_front(front)
        self._bring(self.front)

    def _open_book(self) -> None:
        self.files.person = person = self._person
        self._run(lambda practice: practice.book(person, put_away=None), self._on_book)

    def _on_book(self, book: list[Wrong]) -> None:
        self.book.show_book(book)
        self._bring(self.book)

    def _on_practise_wanted(self, ids: tuple[int, ...]) -> None:
        self._begin(Wish("错题", mistakes=ids, count=len(ids)))

    def _on_moved(self, ids: tuple[int, ...], back: bool) -> None:
        person = self._person

        def move(practice: Practice) -> list[Wrong]:
            practice.put_away(ids, back=back)
            return practice.book(person, put_away=None)

        self._run(move, self._on_book)

    def _on_written(self, sentence: str) -> None:
        self.banner.say(sentence, "good")

    # A sitting

    def _begin(self, wish: Wish) -> None:
        person = self._person
        self._run(lambda practice: practice.begin(person, wish), self.sit_down)

    def sit_down(self, sitting: Sitting) -> None:
        """Go on with a sitting from where it stands."""
        self.sitting = sitting
        self.asking.ask(sitting)
        self._bring(self.asking)

    def _on_answered(self, answer: Answer) -> None:
        sitting = self.sitting
        if sitting is not None and not self.work.pending:
            self.asking.pad.hold(True)
            self._run(lambda practice: practice.answer(sitting, answer), self._on_marked)

    def _on_marked(self, sitting: Sitting) -> None:
        self.sitting = sitting
        self.banner.hide()
        self.asking.reveal(sitting)
        self.answered.emit()

    def _on_next(self) -> None:
        if self.sitting is None or self.work.pending:
            return
        if self.sitting.is_over:
            self._end()
        else:
            self.asking.ask(self.sitting)
            self.banner.hide()
            self.shown.emit()

    def _on_undo(self) -> None:
        sitting = self.sitting
        if sitting is not None and sitting.done:
            self._run(lambda practice: practice.undo(sitting), self._on_undone)

    def _on_undone(self, sitting: Sitting) -> None:
        self.sitting = sitting
        self.asking.ask(sitting)
        self._bring(self.asking)
        self.banner.say(UNDONE)

    def _on_left(self) -> None:
        """End a sitting early: what is answered counts, the rest was not asked."""
        if self.sitting is None or not self.sitting.done:
            self._on_finished()
        else:
            self._end()

    def _end(self) -> None:
        sitting = self.sitting
        if sitting is not None:
            self._run(lambda practice: practice.summary(sitting), self._on_summed_up)

    def _on_summed_up(self, summary: Summary) -> None:
        assert self.sitting is not None, "what is summed up was sat"
        before, self.end = self.end, EndPage(self._theme, self.sitting, summary)
        if before is not None:
            self._pages.removeWidget(before)
            before.deleteLater()
        self.end.again_wanted.connect(self._on_again)
        self.end.finished.connect(self._on_finished)
        self._pages.addWidget(self.end)
        self._bring(self.end)

    def _on_again(self) -> None:
        if self.sitting is not None:
            self.sit_down(self.sitting.again())

    def _on_finished(self) -> None:
        self.sitting = None
        self.closed.emit()
        self._show_front()

    # Waiting and failing

    def _on_busy(self, busy: bool) -> None:
        if busy:
            at_front = self._pages.currentWidget() in (self.nobody, self.front)
            self.banner.say(READING if at_front else BUSY)

    def _on_failed(self, sentence: str) -> None:
        self.asking.pad.hold(False)
        self.banner.say(sentence, "hot", AGAIN)
        self.take_focus()

    def _on_retry(self) -> None:
        self.banner.hide()
        self.work.retry()


def _with_practice(desk: Desk, work: Callable[[Practice], T]) -> T:
    return work(desk.practice())
