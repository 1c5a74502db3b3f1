"""A hall where an assessment was sat: many people, some right and some wrong, each a little later."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from trainer.content.shelf import load
from trainer.core.exam.setting import PassMarks
from trainer.core.quiz.blueprint import Blueprint, Row
from trainer.core.quiz.marking import right_answer
from trainer.core.quiz.question import Answer, Question
from trainer.core.rights import Pass
from trainer.paths import find_places
from trainer.store.database import open_store
from trainer.training.attempts import Attempt
from trainer.training.desk import Desk
from trainer.training.exams import publishing, seats, written
from trainer.training.exams.publishing import Draft, PaperWish, Published, RecallWish, ScenarioWish
from trainer.training.hall import Hall
from trainer.training.people import Details, add, make_admin
from trainer.training.practice import Practice
from trainer.training.prompts import Sources
from trainer.training.sitting import Prompt, Task

WALK_IN = "walk-in-quanqiutong"
START = datetime(2026, 11, 23, 1, tzinfo=UTC)
PAPER = PaperWish(
    Blueprint((Row(5, forms=("单选", "判断")), Row(1, forms=("填数",))), seed=3, title="小卷"), weight=3
)
PHRASES = RecallWish(("P01", "P10"), seed=5)
SCENE = ScenarioWish(WALK_IN, seed=7)


@dataclass
class Clock:
    """Goes on by a second whenever it is read."""

    now: datetime = field(default=START)

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now

    def go_on(self, **by: float) -> None:
        self.now += timedelta(**by)


def open_hall(folder: Path, cache: Path, clock: Clock) -> Hall:
    """Open a hall with the shipped content and no records; close its store afterwards."""
    return Hall(load(find_places().content, cache / "shelf.bin"), open_store(folder, clock))


@pytest.fixture(scope="session")
def questions(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Practice]:
    """The practice of a hall of its own, opened once for the questions it has."""
    root = find_places().content
    desk = Desk(Hall(load(root), open_store(tmp_path_factory.mktemp("bank"))), root)
    yield desk.practice()
    desk.close()


@pytest.fixture(scope="session")
def sources(questions: Practice) -> Sources:
    """Where the questions and phrases of assessments are taken from: nothing changes them."""
    return questions.sources


@dataclass
class Place:
    """The hall, its people, and an assessment of them."""

    hall: Hall
    clock: Clock
    sources: Sources
    boss: Pass
    staff: tuple[Pass, ...]
    published: Published

    @property
    def id(self) -> str:
        return self.published.row.id

    def sit(self, me: Pass, chance: float, *, skip: int = 0) -> str:
        """Sit the assessment, right by chance; the last `skip` items of each part stay unanswered."""
        hall, dice = self.hall, Random(f"{me.name}{chance}")
        seat = seats.begin(hall, me, self.id, me.person_id)
        while seat.part:
            opened = seats.open_part(hall, me, seat)
            if isinstance(opened, Attempt):
                seat = seats.end_part(hall, me, seat, opened, opened.shift.now)
                continue
            for task in opened.tasks[: len(opened.tasks) - skip]:
                given = answer_of(task, dice, right=dice.random() < chance)
                opened = written.answer(hall, opened, given, self.sources.prompts)
            seat = seats.end_part(hall, me, seat, opened)
        seats.hand_in(hall, me, seat.row.id)
        return seat.row.id


def answer_of(task: Task, dice: Random, *, right: bool) -> Answer:
    """Answer a question or a phrase, right or with one of the mistakes it offers."""
    if isinstance(task, Prompt):
        return Answer(typed=(task.text if right else "嗯",))
    if right:
        return right_answer(task)
    assert isinstance(task, Question)
    if task.number:
        return Answer(typed=("7777",))
    wrong = [choice for choice in task.choices if not choice.right]
    return Answer((dice.choice(wrong).id,))


def place_of(hall: Hall, clock: Clock, sources: Sources, count: int, **changes: object) -> Place:
    """Publish an assessment for so many people, who have not come yet."""
    boss = make_admin(hall.store, Details("钱经理"), "hall-8:50")
    staff = []
    for number in range(1, count + 1):
        added = add(hall.store, boss, Details(f"学员{number:02d}", f"A{number:03d}", "早班"))
        staff.append(Pass(added.id, added.name, "trainee", 1))
    given = {
        "title": "上岗考核",
        "parts": (PAPER, PHRASES),
        "opens": START,
        "closes": START + timedelta(days=2),
        "people": tuple(each.person_id for each in staff),
        "pass_marks": PassMarks(60),
    } | changes
    draft = Draft(**given)  # type: ignore[arg-type]
    return Place(hall, clock, sources, boss, tuple(staff), publishing.publish(hall, boss, draft, sources))
