"""The real window with a governed hall: an administrator, a trainee, and assessments set for her."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from tests.walks.conftest import places, press, window  # noqa: F401
from tests.walks.test_floor_manager import STAFF, governed
from trainer.core.exam.setting import PassMarks
from trainer.core.quiz.blueprint import Blueprint, Row
from trainer.training.desk import Desk
from trainer.training.exams import publishing
from trainer.training.exams.publishing import Draft, PaperWish, PartWish, RecallWish, ScenarioWish
from trainer.ui.exam.screen import ExamScreen
from trainer.ui.frame import EXAM
from trainer.ui.window import Window

SCENE = ScenarioWish("walk-in-quanqiutong", seed=7)
PAPER = PaperWish(Blueprint((Row(3, forms=("单选",)),), seed=3, title="资费小卷"), minutes=5)
PHRASE = RecallWish(("P01",), seed=5)
TITLE = "十一月抽考"

Publish = Callable[..., str]


@pytest.fixture
def desk(window: Window) -> Desk:  # noqa: F811
    """The open desk behind the window, with an administrator signed in."""
    assert window.door._desk is not None
    return window.door._desk


@pytest.fixture
def publish(desk: Desk) -> Publish:
    """Publish an assessment of some parts for the trainee, and sign out; return its id."""
    person = governed(desk)

    def publish_parts(*parts: PartWish, **more: object) -> str:
        now = desk._hall.store.clock()
        window_of = (now - timedelta(hours=1), now + timedelta(days=2))
        told = {"pass_marks": PassMarks(60)} | more
        draft = Draft(TITLE, parts, *window_of, (person,), **told)  # type: ignore[arg-type]
        found = desk.with_hall(publishing.publish, draft, desk.practice().sources)
        desk.register().sign_out()
        return found.row.id

    return publish_parts


def exam_of(window: Window) -> ExamScreen:  # noqa: F811
    """Open the assessments of the trainee."""
    window.home.who.set_name(STAFF)
    window.go_to(EXAM)
    assert window._later.exam is not None
    return window._later.exam
