"""Practising by keyboard: from the first page to the end, every form, mis-taps, faults and the book."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.quiz.conftest import FORMS, ME, Press, do, right, wrong
from trainer.core.errors import TrainerError
from trainer.core.quiz.marking import right_answer
from trainer.core.quiz.question import Answer
from trainer.store import memory as log
from trainer.store.database import Store
from trainer.training.desk import Desk
from trainer.training.practice import Practice
from trainer.training.sitting import Prompt, Sitting, Wish
from trainer.ui.jobs import AtOnce
from trainer.ui.quiz.asking import AskPage
from trainer.ui.quiz.booktable import Column
from trainer.ui.quiz.ending import EndPage
from trainer.ui.quiz.screen import NOBODY, UNDONE, QuizScreen
from trainer.ui.theme import Theme

K = Qt.Key


class Held(AtOnce):
    """Jobs that wait until they are let go."""

    def __init__(self) -> None:
        self.waiting: list[Callable[[], None]] = []

    def submit(self, *job: Any) -> None:
        self.waiting.append(partial(super().submit, *job))

    def let_go(self) -> None:
        for job in self.waiting:
            job()


CONTROL = Qt.KeyboardModifier.ControlModifier
Sit = Callable[..., Sitting]


def page(screen: QuizScreen) -> object:
    """Return the page in front."""
    return screen._pages.currentWidget()


def last(screen: QuizScreen) -> Answer:
    """Return the answer given last."""
    assert screen.sitting
    return screen.sitting.done[-1].answer


def test_one_press_on_the_first_page_starts(screen: QuizScreen, press: Press) -> None:
    screen.open(ME)
    assert page(screen) is screen.front
    press(K.Key_1)
    assert page(screen) is screen.asking
    assert screen.sitting
    assert len(screen.sitting.tasks) == 10


def test_nobody_is_told_to_give_a_name(screen: QuizScreen) -> None:
    screen.open("")
    assert page(screen) is screen.nobody
    assert screen.nobody.accessibleName() == NOBODY


def test_a_sitting_from_the_first_question_to_the_end(
    screen: QuizScreen, practice: Practice, press: Press, qtbot: QtBot
) -> None:
    screen.practise(ME, Wish("按题", skill="开户费用", count=3))
    for _ in range(3):
        assert screen.sitting
        assert screen.sitting.task
        screen.asking.pad.answered.emit(right(screen.sitting.task))
        assert screen.asking.next.hasFocus()
        press(K.Key_Return)
    assert isinstance(page(screen), EndPage)
    with qtbot.waitSignal(screen.closed):
        press(K.Key_Escape)
    assert page(screen) is screen.front


@pytest.mark.parametrize("key", [K.Key_2, K.Key_B])
def test_a_digit_or_a_letter_answers_a_single_choice(
    screen: QuizScreen, sit: Sit, press: Press, key: K
) -> None:
    sit(FORMS["单选"], FORMS["判断"])
    press(key)
    assert last(screen) == Answer(("b",))
    assert screen.asking.is_revealed
    assert "只算了其中一项" in screen.asking.feedback.note.accessibleName()
    assert [card.choice.state for card in screen.asking.pad.picking.cards.cards] == [
        "right",
        "wrong",
        "plain",
        "plain",
    ]


def test_nothing_moves_when_the_answer_is_told(screen: QuizScreen, sit: Sit, press: Press) -> None:
    for form in ("单选", "多选"):
        sit(FORMS[form])
        cards = screen.asking.pad.picking.cards
        QApplication.processEvents()
        before = [card.mapTo(screen, card.rect().topLeft()) for card in cards.cards]
        heights = [card.height() for card in cards.cards]
        screen.asking.pad.answered.emit(wrong(FORMS[form]))
        QApplication.processEvents()
        assert [card.mapTo(screen, card.rect().topLeft()) for card in cards.cards] == before
        assert [card.height() for card in cards.cards] == heights


def test_several_are_picked_and_confirmed_by_enter(screen: QuizScreen, sit: Sit, press: Press) -> None:
    sit(FORMS["多选"], FORMS["单选"])
    for key in (K.Key_1, K.Key_B, K.Key_C, K.Key_2, K.Key_4):
        press(key)
    assert not screen.asking.is_revealed
    press(K.Key_Return)
    assert last(screen) == Answer(("a", "c", "d"))


def test_space_picks_the_card_with_the_keyboard(screen: QuizScreen, sit: Sit, press: Press) -> None:
    sit(FORMS["多选"])
    press(K.Key_Down)
    press(K.Key_Space)
    press(K.Key_Return)
    assert last(screen) == Answer(("b",))


def test_an_order_is_pressed_in_order_and_taken_back(screen: QuizScreen, sit: Sit, press: Press) -> None:
    sit(FORMS["排序"])
    letters = [choice.id for choice in FORMS["排序"].choices]
    best = right_answer(FORMS["排序"]).chosen
    press(K.Key_1)
    press(K.Key_Backspace)
    for id in best:
        press(K.Key_Return)  # not ready yet: confirms nothing
        press(K(K.Key_1 + letters.index(id)))
    press(K.Key_Return)
    assert last(screen).chosen == best
    assert screen.sitting
    assert screen.sitting.done[0].right


def test_a_matching_serves_one_row_after_another(screen: QuizScreen, sit: Sit, press: Press) -> None:
    sit(FORMS["连线"])
    for key in (K.Key_1, K.Key_2, K.Key_2, K.Key_4):
        press(key)
    press(K.Key_Return)
    assert last(screen) == Answer(("a", "b", "b"))


def test_a_number_is_typed(screen: QuizScreen, sit: Sit, qtbot: QtBot) -> None:
    sit(FORMS["填数"])
    field = screen.asking.pad.filling.fields[0]
    qtbot.keyClick(field, K.Key_Return)
    assert not screen.asking.is_revealed
    field.setText("１00 元")
    qtbot.keyClick(field, K.Key_Return)
    assert screen.sitting
    assert screen.sitting.done[0].right


def test_enter_goes_through_the_blanks(screen: QuizScreen, sit: Sit, qtbot: QtBot) -> None:
    sit(FORMS["填空"])
    first, second = screen.asking.pad.filling.fields
    qtbot.keyClicks(first, "200")
    qtbot.keyClick(first, K.Key_Return)
    assert second.hasFocus()
    qtbot.keyClicks(second, "9")
    qtbot.keyClick(second, K.Key_Return)
    assert last(screen) == Answer(typed=("200", "9"))
    assert (first.property("wrong"), second.property("wrong")) == ("", "yes")


def test_a_phrase_is_typed_and_marked_on_the_text(
    screen: QuizScreen, practice: Practice, sit: Sit, qtbot: QtBot
) -> None:
    prompt = practice.begin(ME, Wish("话术", rule="P01"), seed=1).tasks[0]
    assert isinstance(prompt, Prompt)
    sit(prompt)
    pad = screen.asking.pad.reciting
    qtbot.keyClicks(pad.field, "L")
    pad.field.setPlainText("您好，请坐")
    qtbot.keyClick(pad.field, K.Key_Return)
    assert [run.text for run in pad.marked.runs if run.label == "missing"] == ["〔欢迎光临〕"]
    assert "缺少" in pad.losses.text()
    assert "缺欢迎光临" in pad.marked.accessibleName()
    with qtbot.waitSignal(screen.read) as heard:
        qtbot.keyClick(screen.asking.next, K.Key_L)
    assert heard.args == [prompt.spoken]


def test_a_key_held_down_goes_no_further(screen: QuizScreen, sit: Sit, press: Press) -> None:
    sit(FORMS["单选"], FORMS["判断"], FORMS["多选"])
    press(K.Key_A)
    held = QKeyEvent(QEvent.Type.KeyPress, K.Key_Return, Qt.KeyboardModifier.NoModifier, "", True)
    QApplication.sendEvent(screen.asking.next, held)
    assert screen.asking.is_revealed
    assert screen.sitting
    assert len(screen.sitting.done) == 1


def test_a_mis_tap_is_taken_back_and_asked_again(
    screen: QuizScreen, sit: Sit, press: Press, store: Store, qtbot: QtBot
) -> None:
    sitting = sit(FORMS["单选"], FORMS["填数"])
    press(K.Key_B)
    press(K.Key_Z, CONTROL)
    assert screen.sitting == sitting
    assert not screen.asking.is_revealed
    assert screen.banner.accessibleName().endswith(UNDONE)
    press(K.Key_A)
    press(K.Key_Return)
    qtbot.keyClick(screen.asking.pad.filling.fields[0], K.Key_Z, CONTROL)  # from the next question too
    assert screen.sitting == sitting
    kinds = [line.kind for line in log.reviews(store, sitting.person_id)]
    assert kinds == ["review", "undo", "review", "undo"]


def test_what_was_wrong_is_asked_again(screen: QuizScreen, sit: Sit, press: Press) -> None:
    sit(FORMS["单选"], FORMS["判断"])
    press(K.Key_B)
    press(K.Key_Return)
    press(K.Key_2)
    press(K.Key_Return)
    end = page(screen)
    assert isinstance(end, EndPage)
    assert end.again.hasFocus()
    press(K.Key_Return)
    assert screen.sitting
    assert screen.sitting.tasks == (FORMS["单选"],)
    assert isinstance(page(screen), AskPage)


def test_leaving_early_sums_up_what_was_done(
    screen: QuizScreen, sit: Sit, press: Press, qtbot: QtBot
) -> None:
    sit(FORMS["单选"], FORMS["判断"])
    press(K.Key_A)
    press(K.Key_Escape)
    assert isinstance(page(screen), EndPage)
    sit(FORMS["单选"])
    with qtbot.waitSignal(screen.closed):
        press(K.Key_Escape)
    assert page(screen) is screen.front


def test_an_answer_that_cannot_be_stored_can_be_given_again(
    screen: QuizScreen, sit: Sit, press: Press, practice: Practice, monkeypatch: pytest.MonkeyPatch
) -> None:
    sit(FORMS["单选"])

    def refuse(*_: object) -> Sitting:
        raise TrainerError("磁盘满了。")

    with monkeypatch.context() as broken:
        broken.setattr(practice, "answer", refuse)
        press(K.Key_B)
        assert "磁盘满了" in screen.banner.accessibleName()
        assert not screen.asking.is_revealed
    screen.banner.acted.emit()
    assert last(screen) == Answer(("b",))


def test_the_proof_opens_by_s(screen: QuizScreen, sit: Sit, press: Press) -> None:
    sit(FORMS["单选"])
    press(K.Key_A)
    press(K.Key_S)
    assert screen.asking.feedback.note.is_open


def test_the_next_question_is_drawn_while_the_feedback_is_read(
    screen: QuizScreen, sit: Sit, press: Press, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[object] = []
    monkeypatch.setattr(screen.asking.pad.picking, "prepare", drawn.append)
    sit(FORMS["单选"], FORMS["判断"])
    press(K.Key_A)
    assert drawn == [FORMS["判断"]]


def test_topics_narrow_one_another_down(screen: QuizScreen, practice: Practice) -> None:
    screen.open(ME)
    topics = screen.front.topics
    topics.skill.setCurrentIndex(topics.skill.findData("证件"))
    topics.skill.activated.emit(topics.skill.currentIndex())
    assert topics.count.text() == "共 1 道题"
    assert topics.brand.findData("神州行") == -1
    topics.start.click()
    assert screen.sitting
    assert screen.sitting.tasks[0].id == FORMS["多选"].id


def test_the_book_is_searched_moved_and_practised(
    screen: QuizScreen, practice: Practice, press: Press, qtbot: QtBot, tmp_path: Path
) -> None:
    do(practice, practice.begin(ME, Wish("按题", skill="开户费用"), seed=2), "wwww")
    screen.open(ME)
    press(K.Key_4)
    book = screen.book
    assert page(screen) is book
    assert len(book.shown) == 4
    assert book.view.hasFocus()
    first = book.shown[0]
    press(K.Key_Delete)
    assert first.id not in {wrong.id for wrong in book.shown}
    book.states.choose(2)
    assert [wrong.id for wrong in book.shown] == [first.id]
    press(K.Key_Delete)
    book.states.choose(3)
    assert len(book.shown) == 4
    book.view.sortByColumn(Column.MISTAKE, Qt.SortOrder.AscendingOrder)
    book.search.setText(first.entry.asked.chosen)
    assert first.id in {wrong.id for wrong in book.shown}
    screen.files.export(tmp_path / "错题.csv")
    assert first.entry.question in (tmp_path / "错题.csv").read_text("utf-8-sig")
    screen.files.print_out(tmp_path)
    assert len(list(tmp_path.glob("*.pdf"))) == 3
    book.search.setText("没有这样的题")
    assert not book.shown
    book.empty.acted.emit()
    book.view.setFocus()
    press(K.Key_Return)
    assert screen.sitting
    assert len(screen.sitting.tasks) == 4
    assert screen.sitting.wish.kind == "错题"


def test_a_sitting_that_goes_on_is_not_lost_by_coming_back(screen: QuizScreen, sit: Sit) -> None:
    sitting = sit(FORMS["单选"])
    screen.open(ME)
    assert screen.sitting == sitting
    assert page(screen) is screen.asking


def test_another_theme_goes_on_with_the_sitting(
    screen: QuizScreen, sit: Sit, press: Press, theme: Theme, qtbot: QtBot
) -> None:
    sit(FORMS["单选"], FORMS["判断"])
    press(K.Key_B)
    other = QuizScreen(theme, AtOnce())
    qtbot.addWidget(other)
    other.take_over(screen)
    assert other.sitting == screen.sitting
    assert other.asking.stem.text() == FORMS["判断"].stem


def test_what_is_due_is_practised_even_while_something_is_read(
    theme: Theme, desk: Desk, qtbot: QtBot
) -> None:
    held = Held()
    screen = QuizScreen(theme, held)
    qtbot.addWidget(screen)
    screen.set_desk(desk)
    screen.open(ME)
    screen.practise_today(ME)
    held.let_go()
    assert page(screen) is screen.asking


def test_an_ordering_that_is_not_whole_is_revealed_too(screen: QuizScreen, sit: Sit) -> None:
    """The pad asks for all of them, but a record may hold an answer of another hand."""
    question = FORMS["排序"]
    sit(question)
    screen.asking.answered.emit(Answer((question.choices[0].id,)))
    assert screen.sitting
    assert not screen.sitting.done[0].right
