"""Details drawn from the seed: the same ones when an attempt is begun, gone on with, reviewed and verified."""

from pathlib import Path

import pytest

from tests.training.test_attempts import WALK_IN, next_right
from trainer.cli import main
from trainer.content.plans import parse
from trainer.core.mode import Mode
from trainer.core.rights import EVERYBODY
from trainer.training.acting import PLAN_SEED, act_plan, play_of
from trainer.training.attempts import Attempt, Choice, add, finish, resume, start
from trainer.training.hall import Hall, enrol, offers, pick, variant_of
from trainer.training.proving import verify
from trainer.training.results import results, review

PLAN = Path(__file__).parents[1] / "plans" / f"{WALK_IN}.best.plan"


def begin(hall: Hall, seed: int) -> Attempt:
    return start(hall, enrol(hall, "李明"), Choice(WALK_IN, Mode.PRACTICE, seed=seed))


def name(attempt: Attempt) -> str:
    return attempt.scenario.customers[0].name


def test_the_seed_draws_the_customer_and_the_list_does_not_grow(hall: Hall) -> None:
    rows = 1 + len(variant_of(hall.shelf, WALK_IN, None, 0).drawings)
    attempts = [begin(hall, seed) for seed in range(rows + 1)]
    assert len({name(attempt) for attempt in attempts}) == rows
    assert name(attempts[0]) == name(attempts[rows])
    assert len({attempt.best for attempt in attempts}) == 1
    assert next(offer.variants for offer in offers(hall) if offer.id == WALK_IN) == 1


@pytest.mark.parametrize("seed", [0, 2, 7])
def test_an_attempt_keeps_its_details_to_the_end(hall: Hall, seed: int) -> None:
    attempt = begin(hall, seed)
    attempt = resume(hall, add(hall, attempt, next_right(attempt)).id)
    assert attempt.scenario == pick(hall.shelf, WALK_IN, "", seed).scenario
    while not attempt.shift.over:
        attempt = add(hall, attempt, next_right(attempt))
    assert finish(hall, attempt, attempt.shift.now).percent == 100
    [row] = results(hall.store, EVERYBODY)
    assert (row.header.seed, row.header.variant) == (seed, "")
    assert review(hall.store, EVERYBODY, row.id).attempt.scenario == attempt.scenario
    assert verify(hall.store) == []


def test_a_plan_is_acted_with_the_first_row_unless_a_seed_is_asked_for(hall: Hall) -> None:
    plan = parse(PLAN.read_text(encoding="utf-8"), PLAN.name)
    assert play_of(hall.shelf, plan).scenario.drawing == PLAN_SEED == 0
    other = play_of(hall.shelf, plan, 2)
    assert other.scenario.drawing == 2
    assert [failure.expected for failure in act_plan(plan, other).failures] == ["客户说到「给您200元」"]


def test_a_plan_that_is_recorded_has_the_seed_it_was_acted_with(tmp_path: Path) -> None:
    home = str(tmp_path / "data")
    told = ["play", "--plan", str(PLAN), "--name", "李明", "--home", home]
    assert main(told) == 0
    assert main([*told, "--seed", "4"]) == 0
    assert main([*told, "--seed", "2"]) == 1
    assert main(["verify", "--home", home]) == 0
