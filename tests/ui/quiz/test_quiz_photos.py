"""Photographs of the questions (build/photos/quiz-*.png), for people to look at."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.photos import dressed, photograph, photograph_all
from tests.ui.quiz.conftest import FORMS, ME, Clock, do, right, screen_for, sitting_of, wrong
from trainer.core.quiz.question import Answer
from trainer.training.desk import Desk
from trainer.training.practice import Practice
from trainer.training.sitting import Prompt, Sitting, Task, Wish
from trainer.ui.quiz.screen import QuizScreen
from trainer.ui.theme import Theme

Play = Callable[[QuizScreen], None]


def shoot(desk: Desk, name: str, play: Play) -> None:
    """Photograph a screen light and dark at two sizes, and in contrast with large letters."""

    def make(theme: Theme) -> QuizScreen:
        screen = screen_for(theme, desk)
        screen.open(ME)
        screen.show()
        play(screen)
        return screen

    photograph_all(make, f"quiz-{name}")
    with dressed("contrast", 20) as theme:
        screen = make(theme)
        photograph(screen, f"quiz-{name}-contrast-20")
        screen.close()
        screen.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)  # type: ignore[call-overload]


def around(task: Task) -> tuple[Task, ...]:
    """Put a task third of ten."""
    filler = [each for each in FORMS.values() if each is not task]
    return (filler[0], filler[1], task, *filler[2:6], *filler[:3])


@pytest.fixture
def third(practice: Practice) -> Callable[[Task], Sitting]:
    """Return a sitting in which two tasks are done and a task is asked."""

    def make(task: Task) -> Sitting:
        return do(practice, sitting_of(practice, around(task)), "rw")

    return make


@pytest.mark.parametrize("form", FORMS)
def test_each_form(
    qtbot: QtBot, desk: Desk, practice: Practice, third: Callable[[Task], Sitting], form: str
) -> None:
    task, sitting = FORMS[form], third(FORMS[form])
    shoot(desk, f"{form}-asked", lambda screen: screen.sit_down(sitting))

    def play(screen: QuizScreen) -> None:
        screen.sit_down(sitting)
        screen.asking.answered.emit(wrong(task))
        if form == "单选":
            screen.asking.feedback.toggle_sources()

    shoot(desk, f"{form}-wrong", play)


def test_right(qtbot: QtBot, desk: Desk, practice: Practice, third: Callable[[Task], Sitting]) -> None:
    sitting = third(FORMS["单选"])

    def play(screen: QuizScreen) -> None:
        screen.sit_down(sitting)
        screen.asking.answered.emit(right(FORMS["单选"]))

    shoot(desk, "right", play)


def test_half_picked(qtbot: QtBot, desk: Desk, third: Callable[[Task], Sitting]) -> None:
    for form, ids in (("排序", "ab"), ("连线", "a"), ("多选", "ac")):
        sitting = third(FORMS[form])

        def play(screen: QuizScreen, sitting: Sitting = sitting, ids: str = ids) -> None:
            screen.sit_down(sitting)
            for id in ids:
                screen.asking.pad.picking.cards.picked.emit(id)

        shoot(desk, f"{form}-half", play)


@pytest.mark.parametrize(
    ("name", "typed"),
    [
        ("asked", ""),
        ("marked", "找您 12 元,请收好发票与前,谢谢光临"),
        ("right", "找您{金额}元，请收好钱和发票。"),
        ("forbidden", "你等一下，找你{金额}元"),
    ],
)
def test_reciting(qtbot: QtBot, desk: Desk, practice: Practice, name: str, typed: str) -> None:
    prompt = practice.begin(ME, Wish("话术", rule="P06"), seed=4).tasks[0]
    assert isinstance(prompt, Prompt)
    sitting = do(practice, sitting_of(practice, (FORMS["单选"], prompt, FORMS["多选"]), Wish("话术")), "r")

    def play(screen: QuizScreen) -> None:
        screen.sit_down(sitting)
        if typed:
            screen.asking.answered.emit(Answer(typed=(typed.format(**dict(prompt.given)),)))

    shoot(desk, f"recite-{name}", play)


def test_the_first_page_of_a_newcomer(qtbot: QtBot, desk: Desk) -> None:
    shoot(desk, "front-new", lambda screen: None)


def test_the_first_page(qtbot: QtBot, desk: Desk, practice: Practice, clock: Clock) -> None:
    for days in range(5):
        clock.go_on(days=days % 3)
        do(practice, practice.begin(ME, Wish("今日到期"), seed=days), "rwrwrrwwrr")
        do(practice, practice.begin(ME, Wish("话术"), seed=days), "rw")
    clock.go_on(days=2)
    shoot(desk, "front", lambda screen: None)


def test_nobody(qtbot: QtBot, desk: Desk) -> None:
    shoot(desk, "nobody", lambda screen: screen.open(""))


def test_the_end(qtbot: QtBot, desk: Desk, practice: Practice) -> None:
    done = do(practice, practice.begin(ME, Wish("今日到期"), seed=7), "rwwrrwrrrr")
    clean = do(practice, practice.begin(ME, Wish("突击"), seed=7), "rrrrrrrrrr")

    def end(screen: QuizScreen, sitting: Sitting) -> None:
        screen.sit_down(replace(sitting, tasks=(*sitting.tasks, FORMS["单选"])))
        screen.asking.left.emit()

    shoot(desk, "end", lambda screen: end(screen, done))
    shoot(desk, "end-right", lambda screen: end(screen, clean))


def test_the_book(qtbot: QtBot, desk: Desk, practice: Practice, clock: Clock) -> None:
    shoot(desk, "book-empty", lambda screen: screen.front.book_wanted.emit())
    for days in range(3):
        do(practice, practice.begin(ME, Wish("今日到期"), seed=days), "wwrwwrwwww")
        do(practice, practice.begin(ME, Wish("话术"), seed=days), "w")
        clock.go_on(days=1)
    shoot(desk, "book", lambda screen: screen.front.book_wanted.emit())

    def look_for(screen: QuizScreen) -> None:
        screen.front.book_wanted.emit()
        screen.book.search.setText("没有这样的题")

    shoot(desk, "book-none", look_for)
