"""Practice: what is asked and in which order, answers remembered in one commit, mis-taps, and the book."""

import csv
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from trainer.content.bookreader import read_books
from trainer.content.books import Books
from trainer.core.errors import TrainerError
from trainer.core.memory import MistakeFilter
from trainer.core.quiz.bank import Bank
from trainer.core.quiz.marking import right_answer
from trainer.core.quiz.question import Answer, Question
from trainer.core.quiz.template import Ground
from trainer.core.quiz.topics import openings
from trainer.paths import find_places
from trainer.store import memory as log
from trainer.store.database import Store, open_store
from trainer.store.people import people
from trainer.training import memory
from trainer.training.practice import NothingToPractise, Practice, title_of
from trainer.training.prompts import Prompts
from trainer.training.recalling import open_phrases
from trainer.training.sitting import Prompt, Sitting, Task, Wish, answer_in_words, key_in_words, stem_of

ROOT = find_places().content
ME = "李梅"
BEGIN = datetime(2026, 3, 2, 1, tzinfo=UTC)


class Clock:
    """A clock that stands where it was put."""

    now = BEGIN

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture(scope="module")
def books() -> Books:
    return read_books(ROOT)


@pytest.fixture(scope="module")
def bank(books: Books) -> Bank:
    return Bank(Ground(books.edition, books.library), templates=openings.TEMPLATES)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path, clock: Clock) -> Iterator[Store]:
    with open_store(tmp_path, clock) as opened:
        yield opened


@pytest.fixture
def practice(store: Store, bank: Bank, books: Books) -> Practice:
    return Practice(store, bank, Prompts(open_phrases(ROOT, books)), title_of(bank.ground))


def right(task: Task) -> Answer:
    return Answer(typed=(task.text,)) if isinstance(task, Prompt) else right_answer(task)


def wrong(task: Task) -> Answer:
    """Answer so that nothing is right; a number by its first slip."""
    if isinstance(task, Prompt):
        return Answer(typed=("不知道",))
    if task.number:
        value = task.number.slips[0][0] if task.number.slips else task.number.value + 1
        return Answer(typed=(f"{value / 100:.2f}",))
    if task.lefts:
        joined = dict(task.pairs)
        ids = [joined[left.id] for left in task.lefts]
        return Answer((*ids[1:], ids[0]))
    return Answer((next(choice.id for choice in task.choices if not choice.right),))


def do(practice: Practice, sitting: Sitting, answers: str) -> Sitting:
    """Answer right (r) or wrong (w), one after another."""
    for letter in answers:
        assert sitting.task is not None
        sitting = practice.answer(sitting, (right if letter == "r" else wrong)(sitting.task))
    return sitting


def test_a_newcomer_gets_ten_new_questions_of_different_rules(practice: Practice) -> None:
    front = practice.front(ME)
    assert (front.due, front.wrong, front.streak, front.weakest) == (0, 0, 0, ())
    sitting = practice.begin(ME, Wish("今日到期"), seed=1)
    assert len(sitting.tasks) == len({task.id for task in sitting.tasks}) == 10
    assert sitting.task is sitting.tasks[0]
    assert len({task.rule for task in sitting.tasks[:5]}) == 5


def test_the_same_seed_asks_the_same(practice: Practice) -> None:
    assert (
        practice.begin(ME, Wish("今日到期"), seed=3).tasks
        == practice.begin(ME, Wish("今日到期"), seed=3).tasks
    )
    assert (
        practice.begin(ME, Wish("今日到期"), seed=3).tasks
        != practice.begin(ME, Wish("今日到期"), seed=4).tasks
    )


def test_what_is_due_comes_first_and_unseen_questions_before_seen_ones(
    practice: Practice, clock: Clock
) -> None:
    first = do(practice, practice.begin(ME, Wish("今日到期"), seed=1), "w" * 3)
    clock.now += timedelta(minutes=11)
    again = practice.begin(ME, Wish("今日到期"), seed=2)
    rules = list(dict.fromkeys(done.task.rule for done in first.done))
    assert {task.rule for task in again.tasks[: len(rules)]} == set(rules)
    assert not {task.id for task in again.tasks} & {done.task.id for done in first.done}


def test_an_answer_is_remembered_before_it_is_told(practice: Practice, store: Store) -> None:
    sitting = do(practice, practice.begin(ME, Wish("今日到期"), seed=1), "w")
    done = sitting.done[0]
    (line,) = log.reviews(store, sitting.person_id)
    assert (line.review.rule, line.review.reference) == (done.task.rule, done.task.id)
    assert line.review.mistake == (done.mistakes[0].id if done.mistakes else "")
    (entry,) = memory.mistakes(store)
    assert entry.asked.chosen == answer_in_words(done.task, done.answer)
    assert not done.right
    assert done.score == 0


def test_nothing_is_kept_of_what_is_no_answer(practice: Practice, store: Store) -> None:
    sitting = practice.begin(ME, Wish("今日到期"), seed=1)
    with pytest.raises(TrainerError):
        practice.answer(sitting, Answer(("nonsense",)))
    assert log.reviews(store, sitting.person_id) == []


def test_a_mis_tap_is_taken_back_and_both_stay_in_the_log(practice: Practice, store: Store) -> None:
    begun = practice.begin(ME, Wish("今日到期"), seed=1)
    back = practice.undo(do(practice, begun, "w"))
    assert back == begun
    assert [line.kind for line in log.reviews(store, begun.person_id)] == ["review", "undo"]
    assert memory.mistakes(store) == []
    assert practice.undo(back) is back
    assert practice.front(ME).weakest == ()


def test_a_cram_never_touches_the_schedule(practice: Practice, store: Store) -> None:
    sitting = do(practice, practice.begin(ME, Wish("突击", skill="开户费用"), seed=1), "wr")
    assert {line.kind for line in log.reviews(store, sitting.person_id)} == {"cram"}
    assert log.traces(store, sitting.person_id) == []
    assert [touched.mastery for touched in practice.summary(sitting).touched] == [None] * 2


def test_a_topic_asks_for_nothing_else(practice: Practice) -> None:
    wish = Wish("按题", brand="全球通", difficulty=2)
    sitting = practice.begin(ME, wish, seed=1)
    for task in sitting.tasks:
        assert isinstance(task, Question)
        assert "全球通" in task.brands
        assert task.difficulty == 2
    counted = sum(topic.count for topic in practice.front(ME).topics if topic.suits(wish))
    assert counted >= len(sitting.tasks)
    with pytest.raises(NothingToPractise, match="放宽条件"):
        practice.begin(ME, Wish("按题", skill="日期"))


def test_the_book_asks_the_very_same_question_again(practice: Practice) -> None:
    with pytest.raises(NothingToPractise, match="错题本"):
        practice.begin(ME, Wish("错题"))
    sitting = do(practice, practice.begin(ME, Wish("今日到期"), seed=1), "wrw")
    again = practice.begin(ME, Wish("错题"), seed=9)
    assert list(again.tasks) == [done.task for done in sitting.done if not done.right]
    newest = practice.book(ME)[0]
    assert practice.begin(ME, Wish("错题", mistakes=(newest.id,))).tasks == (newest.task,)
    assert newest.right == key_in_words(newest.task) if newest.task else False
    do(practice, practice.begin(ME, Wish("错题")), "rr")
    do(practice, practice.begin(ME, Wish("错题")), "rr")
    with pytest.raises(NothingToPractise):
        practice.begin(ME, Wish("错题"))


def test_entries_are_put_away_and_brought_back(practice: Practice) -> None:
    do(practice, practice.begin(ME, Wish("今日到期"), seed=1), "w")
    (entry,) = practice.book(ME)
    practice.put_away([entry.id])
    assert practice.book(ME) == []
    assert [each.id for each in practice.book(ME, put_away=None)] == [entry.id]
    practice.put_away([entry.id], back=True)
    assert practice.book(ME) == [entry]


def test_the_book_is_written_as_a_table_in_words(practice: Practice, tmp_path: Path) -> None:
    do(practice, practice.begin(ME, Wish("今日到期"), seed=1), "ww")
    book = practice.book(ME)
    path = practice.export(tmp_path / "错题本.csv", book)
    rows = list(csv.DictReader(path.read_text("utf-8-sig").splitlines()))
    assert [row["规则"] for row in rows] == [entry.title for entry in book]
    assert [row["错在"] for row in rows] == [entry.named.name if entry.named else "" for entry in book]


def test_a_question_that_is_gone_stays_in_the_book_without_its_text(
    practice: Practice, store: Store, books: Books, bank: Bank
) -> None:
    do(practice, practice.begin(ME, Wish("今日到期"), seed=1), "w")
    empty = Bank(bank.ground, templates=())
    later = Practice(store, empty, Prompts(open_phrases(ROOT, books)), title_of(bank.ground))
    (entry,) = later.book(ME)
    assert entry.task is None
    assert "不再出" in entry.stem
    with pytest.raises(NothingToPractise):
        later.begin(ME, Wish("错题"))


def test_phrases_are_typed_from_memory(practice: Practice, store: Store) -> None:
    sitting = practice.begin(ME, Wish("话术", rule="P06"), seed=5)
    (prompt,) = sitting.tasks
    assert isinstance(prompt, Prompt)
    assert dict(prompt.given)["金额"] in prompt.text
    assert prompt.moment in stem_of(prompt)
    done = do(practice, sitting, "r").done[0]
    assert (done.right, done.score) == (True, 1.0)
    assert done.recalled
    (line,) = log.reviews(store, sitting.person_id)
    assert (line.review.source, line.review.rule, line.review.reference) == ("recall", "P06", "recall.P06")


def test_a_lost_phrase_comes_again_as_it_was(practice: Practice) -> None:
    sitting = do(practice, practice.begin(ME, Wish("话术", rule="P04"), seed=5), "w")
    assert not sitting.done[0].right
    assert practice.begin(ME, Wish("错题")).tasks == sitting.tasks
    (entry,) = practice.book(ME)
    assert entry.right == sitting.tasks[0].text  # type: ignore[union-attr]


def test_a_forbidden_word_earns_nothing_and_has_its_name(practice: Practice, books: Books) -> None:
    word = next(iter(books.library.forbidden.values())).words[0]
    sitting = practice.begin(ME, Wish("话术", rule="P01"), seed=5)
    done = practice.answer(sitting, Answer(typed=(f"您好，欢迎光临，请坐，{word}",))).done[0]
    assert (done.right, done.score) == (False, 0.0)
    assert word in done.mistakes[0].name


def test_phrases_that_are_due_are_asked_for_first(practice: Practice, clock: Clock) -> None:
    first = do(practice, practice.begin(ME, Wish("话术"), seed=1), "w")
    clock.now += timedelta(minutes=11)
    assert practice.front(ME).phrases_due == 1
    assert practice.begin(ME, Wish("话术"), seed=2).tasks[0].rule == first.done[0].task.rule
    assert practice.begin(ME, Wish("今日到期"), seed=2).tasks[0].rule == first.done[0].task.rule


def test_the_end_sums_up(practice: Practice) -> None:
    sitting = do(practice, practice.begin(ME, Wish("今日到期"), seed=1), "rwr")
    summary = practice.summary(sitting)
    assert (summary.right, summary.of) == (2, 3)
    assert sum(touched.of for touched in summary.touched) == 3
    assert all(touched.mastery for touched in summary.touched)
    assert summary.due >= 1
    assert sum(times for _, times in summary.mistakes) == len(sitting.done[1].mistakes)
    assert sitting.again().tasks == (sitting.done[1].task,)


def test_each_person_has_a_book_of_their_own(practice: Practice, store: Store) -> None:
    do(practice, practice.begin(ME, Wish("今日到期"), seed=1), "w")
    assert practice.book("王小丽") == []
    assert practice.front("王小丽").person == "王小丽"
    assert [person.name for person in people(store)] == [ME]  # looking enrols nobody
    assert len(memory.mistakes(store, MistakeFilter())) == 1
