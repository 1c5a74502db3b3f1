"""A new hire on the first day: a name, a first scenario shown step by step, one alone, then what is due."""

from PySide6.QtCore import Qt

from tests.ui.photos import photograph
from tests.ui.player.conftest import play_best
from tests.walks.conftest import Press
from trainer.core.mode import Mode
from trainer.core.quiz.marking import right_answer
from trainer.core.quiz.question import Answer, Question
from trainer.store.database import open_store
from trainer.training.proving import verify
from trainer.ui.frame import HOME
from trainer.ui.window import Window

CTRL = Qt.KeyboardModifier.ControlModifier


def play_through(window: Window, press: Press) -> None:
    """Begin what is chosen at home and play it to its end."""
    press(Qt.Key.Key_Return)
    player = window.player
    assert player is not None
    assert window.stack.currentWidget() is player
    play_best(player, press)
    photograph(window, f"new-hire-{player.attempt.mode.name.lower()}")  # type: ignore[union-attr]
    press(Qt.Key.Key_Return)
    assert window.stack.currentWidget() is window.home


def test_the_first_day_of_a_new_hire(window: Window, press: Press) -> None:
    home = window.home
    photograph(window, "new-hire-opens")
    home.who.set_name("周小川")  # no key types a Chinese letter
    for mode in (Mode.GUIDED, Mode.PRACTICE):
        home.modes.choose(mode)
        home.list.setFocus()
        press(Qt.Key.Key_1)
        play_through(window, press)
    assert home.today.isVisible()

    press(Qt.Key.Key_T, CTRL)
    quiz = window.quiz
    assert quiz is not None
    photograph(window, "new-hire-asked")
    while quiz.sitting is not None and (task := quiz.sitting.task) is not None:
        given = right_answer(task) if isinstance(task, Question) else Answer(typed=(task.text,))
        quiz.asking.answered.emit(given)
        quiz.asking.next_wanted.emit()
    assert quiz.end is not None
    photograph(window, "new-hire-summed-up")
    quiz.end.finished.emit()
    window.go_to(HOME)
    photograph(window, "new-hire-knows")

    with open_store(window.door.places.data) as store:
        assert verify(store) == []
