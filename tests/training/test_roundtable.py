"""What a host wishes for a round, and the table that comes of it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from trainer.core.memory import Asked, Review
from trainer.core.rights import EVERYBODY
from trainer.core.rounds.acts import Judge, Remove, Steer
from trainer.core.rounds.setup import BadSetup, right_letter
from trainer.core.rounds.state import RoundRefused
from trainer.training import memory
from trainer.training.hall import Hall
from trainer.training.people import Details, add
from trainer.training.roundplans import NothingToAsk
from trainer.training.roundtable import (
    FELL_BACK,
    Catalogue,
    Wish,
    catalogue,
    offered,
    open_table,
)

STAFF = (("王芳", "早班"), ("李明", "早班"), ("陈静", "晚班"), ("赵敏", "中班"), ("新人", ""))
SHORT = Wish(count=3, seconds=20)


@pytest.fixture(scope="module")
def known() -> dict[str, Catalogue]:
    """The catalogue, once it was made."""
    return {}


@pytest.fixture
def full(hall: Hall) -> Hall:
    """A hall of three teams, and a new hand in none."""
    for number, (name, team) in enumerate(STAFF):
        add(hall.store, EVERYBODY, Details(name, f"A0{number}", team))
    return hall


@pytest.fixture
def bank(full: Hall, known: dict[str, Catalogue]) -> Catalogue:
    """The bank with its rules."""
    if "bank" not in known:
        known["bank"] = catalogue(full)
    return known["bank"]


def names(table) -> list[str]:
    return [seat.name for seat in table.round.players]


def test_the_defaults_seat_the_whole_hall(full: Hall, bank: Catalogue) -> None:
    table = open_table(full, EVERYBODY, SHORT, bank.bank)
    assert names(table) == [name for name, _ in STAFF]
    assert table.round.setup.by == "persons"
    assert table.told == ""


def test_several_teams_play_and_only_they_are_expected(full: Hall, bank: Catalogue) -> None:
    table = open_table(full, EVERYBODY, replace(SHORT, teams=("早班", "晚班"), by_teams=True), bank.bank)
    assert names(table) == ["王芳", "李明", "陈静"]
    assert table.round.setup.teams == ("早班", "晚班")
    table.steer(Steer("next"))
    for seat in ("s1", "s2"):
        table.answer(seat, "a")
    table.steer(Steer("end"))
    summary = table.finish()
    assert [each.name for each in summary.present] == ["王芳", "李明"]
    assert [each.name for each in summary.absent] == ["陈静"]  # seated, but never heard of


def test_who_has_no_team_is_named_where_teams_are_compared(full: Hall, bank: Catalogue) -> None:
    table = open_table(full, EVERYBODY, replace(SHORT, by_teams=True), bank.bank)
    assert "新人" in table.told
    table.seat("新人", "晚班")
    assert names(table)[-1] == "新人"
    with pytest.raises(BadSetup, match="至少两个班组"):
        open_table(full, EVERYBODY, replace(SHORT, teams=("早班",), by_teams=True), bank.bank)


def test_without_enough_mistakes_all_else_stays_as_it_was_wished(full: Hall, bank: Catalogue) -> None:
    wish = Wish(3, 20, ("早班", "晚班"), "mistakes", 2, bonus=True, by_teams=True, changeable=False)
    table = open_table(full, EVERYBODY, wish, bank.bank)
    assert table.told == FELL_BACK
    setup = table.round.setup
    assert (setup.by, setup.teams, setup.bonus, setup.changeable) == ("teams", wish.teams, True, False)


def test_the_mistakes_of_some_days_are_asked(full: Hall, bank: Catalogue) -> None:
    entries = [entry for entry in bank.bank.entries if entry.form == "判断"][:4]
    for entry in entries:
        at = full.store.clock() - timedelta(hours=1)
        wrong = Review(at, entry.rule, 0.0, "quiz", entry.id, "")
        memory.remember(full.store, 1, [wrong], Asked(entry.template, "", "{}", 1, ""), 0.9)
    table = open_table(full, EVERYBODY, replace(SHORT, of="mistakes"), bank.bank)
    assert table.told == ""
    assert {each.rule for each in table.round.setup.questions} <= {entry.rule for entry in entries}


def test_one_rule_and_an_earlier_round_are_asked(full: Hall, bank: Catalogue) -> None:
    rule, title = bank.rules[0]
    assert title
    table = open_table(full, EVERYBODY, replace(SHORT, of="rule", rule=rule), bank.bank)
    assert {each.rule for each in table.round.setup.questions} == {rule}
    told = offered(full, EVERYBODY)
    assert told.waiting == table.live.id
    assert told.told.endswith("早会")
    assert told.earlier == ()
    table.finish()
    told = offered(full, EVERYBODY)
    assert (told.teams, told.waiting) == (("早班", "晚班", "中班"), "")
    again = open_table(full, EVERYBODY, Wish(of="again", again=told.earlier[0].questions), bank.bank)
    assert [each.id for each in again.round.setup.questions] == list(told.earlier[0].questions)
    with pytest.raises(NothingToAsk):
        open_table(full, EVERYBODY, replace(SHORT, of="rule", rule="没有"), bank.bank)


def test_hands_go_up_in_their_order(full: Hall, bank: Catalogue) -> None:
    table = open_table(full, EVERYBODY, replace(SHORT, way="hands", bonus=True), bank.bank)
    assert not table.round.setup.bonus
    table.steer(Steer("next"))
    first, second = (seat.id for seat in table.round.players[:2])
    table.answer(second, "")
    table.answer(first, "")
    assert table.round.turn is not None
    assert table.round.turn.seat == second
    table.steer(Judge(False))
    assert table.round.turn.seat == first
    assert table.round.question is not None
    table.steer(Judge(False, right_letter(table.round.question)))
    assert table.round.phase == "closed"
    table.steer(Remove(first))
    with pytest.raises(RoundRefused):
        table.answer(first, "")
