"""Typed attempts through the desk and in the lists: what the windows and the supervisor see of them."""

from pathlib import Path

import pytest

from trainer.core.events import Act
from trainer.core.mode import Mode
from trainer.core.telling import told, told_act
from trainer.paths import find_places
from trainer.training.attempts import Attempt, Choice
from trainer.training.desk import Desk
from trainer.training.hall import Hall

SHORT = "您好，欢迎光临"


@pytest.fixture
def desk(hall: Hall) -> Desk:
    return Desk(hall, Path(find_places().content))


@pytest.fixture
def greeted(desk: Desk) -> Attempt:
    attempt = desk.start(desk.enrol("李明"), Choice("walk-in-quanqiutong", Mode.PRACTICE, seed=1, typed=True))
    return desk.add(attempt, Act(0, "choose", "wang", typed=SHORT))


def test_the_desk_listens_and_tells_again_what_was_lost(desk: Desk, greeted: Attempt) -> None:
    assert [each.marks for each in greeted.heard.values()] == [60]
    assert desk.resume(greeted.id).heard == greeted.heard
    assert desk.review(greeted.id).attempt.heard == greeted.heard


def test_a_picked_attempt_is_not_listened_to(desk: Desk) -> None:
    attempt = desk.start(desk.enrol("李明"), Choice("walk-in-quanqiutong", Mode.PRACTICE, seed=1))
    assert desk.review(attempt.id).attempt.heard == {}


def test_what_is_told_is_what_was_typed(greeted: Attempt) -> None:
    turn, scenario = greeted.story.turns[0], greeted.scenario
    assert told_act(turn.act, scenario, "enter").endswith(f"说：{SHORT}")
    assert any(told(event, scenario).endswith(f"说：{SHORT}") for event in turn.events)
