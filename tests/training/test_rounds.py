"""Morning rounds held: questions chosen, phones answered once all is on the disk, resumed, ended."""

import json
from dataclasses import replace

import pytest
import sqlalchemy as sa

from trainer.content.shelf import load
from trainer.core.asks import Choose, Join, Leave, Raise, Refused, Rejoin, Seated, Taken
from trainer.core.memory import Asked, MistakeFilter, Review
from trainer.core.quiz.bank import UnknownQuestion
from trainer.core.quiz.blueprint import Blueprint, Row
from trainer.core.rights import EVERYBODY, NotAllowed, Pass
from trainer.core.rounds.acts import Judge, Remove, Steer
from trainer.core.rounds.setup import BadSetup, right_letter, suits_stage
from trainer.core.rounds.state import RoundRefused
from trainer.paths import find_places
from trainer.store import halls, ledger, memory, people
from trainer.store import rounds as kept
from trainer.store.errors import StoreFull, StoreTampered
from trainer.store.tables import round_act
from trainer.training import memory as remembering
from trainer.training.quizzes import open_bank
from trainer.training.roundends import attendance, finish, summarise, summary_of
from trainer.training.roundplans import (
    ByBlueprint,
    FromMistakes,
    NothingToAsk,
    OfRule,
    Plan,
    ReadySet,
    askable_rules,
)
from trainer.training.rounds import give_up, interrupted, open_round, ready_sets, resume_round
from trainer.training.signin import pass_of

TRAINEE = Pass(1, "李梅", "trainee", 1)
FIVE = ByBlueprint(Blueprint((Row(3, skills=("资费",)), Row(2))))
PLAN = Plan("早会", FIVE, seed=7)


@pytest.fixture(scope="session")
def bank(cache):
    """The bank of the shipped content, made once."""
    return open_bank(load(find_places().content, cache).books)


@pytest.fixture
def team(hall):
    """李梅 (1, 工号 A01) and 王军 (2) in 甲班, 赵刚 (3) in 乙班."""
    with hall.store.writing() as connection:
        for name, number, team in (("李梅", "A01", "甲班"), ("王军", None, "甲班"), ("赵刚", None, "乙班")):
            people.register(connection, hall.store, 0, changes(name, number, team))
    return hall


def changes(name, number, team):
    return {"name": name, "number": number, "team": team}


def right(live):
    return right_letter(live.round.question)


def wrong(live):
    return next(letter for letter in "ab" if letter != right(live))


def joined(live, *names, at=0):
    return [reply.seat for reply in live.decide([(Join(name), at) for name in names])]


def asked_once(live, answers, at=0):
    """Ask the next question, take answers by seat, and reveal it."""
    live.steer(Steer("next"), at)
    live.decide([(Choose(seat, live.round.index, letter(live)), at + 1) for seat, letter in answers.items()])
    for step in ("close", "reveal"):
        live.steer(Steer(step), at + 2)


# What is asked


def test_a_blueprint_draws_the_same_questions_for_the_same_seed(hall, bank):
    questions = open_round(hall, EVERYBODY, PLAN, bank).round.setup.questions
    assert len(questions) == 5
    assert all(map(suits_stage, questions))
    assert sum(each.skill == "资费" for each in questions) >= 3
    assert open_round(hall, EVERYBODY, PLAN, bank).round.setup.questions == questions
    other = open_round(hall, EVERYBODY, replace(PLAN, seed=8), bank).round.setup.questions
    assert other != questions


def test_a_row_that_the_stage_cannot_fill_is_named(hall, bank):
    plan = replace(PLAN, wanted=ByBlueprint(Blueprint((Row(3), Row(2, forms=("排序",))))))
    with pytest.raises(NothingToAsk, match=r"第2行.*题型 排序.*只能出0道"):
        open_round(hall, EVERYBODY, plan, bank)


def test_a_blueprint_of_too_many_questions_is_refused(hall, bank):
    with pytest.raises((BadSetup, NothingToAsk)):
        open_round(hall, EVERYBODY, replace(PLAN, wanted=ByBlueprint(Blueprint((Row(25),)))), bank)


def test_one_rule_is_asked_in_several_ways(hall, bank):
    live = open_round(hall, EVERYBODY, Plan("早会", OfRule("opening.全球通"), seed=1), bank)
    assert {each.rule for each in live.round.setup.questions} == {"opening.全球通"}
    assert len(live.round.setup.questions) == 4
    assert "opening.全球通" in askable_rules(bank)
    assert "opening.储值卡" not in askable_rules(bank)
    with pytest.raises(NothingToAsk, match="改选别的规则"):
        open_round(hall, EVERYBODY, Plan("早会", OfRule("没有这条")), bank)


def test_yesterdays_mistakes_of_the_team_come_first_and_their_rules_fill_the_rest(team, bank):
    entries = [each for each in bank.entries if each.form == "单选" and each.rule.startswith("opening.")]
    numbered = next(each for each in bank.entries if each.form == "填数")
    for person, entry in ((1, entries[0]), (2, entries[0]), (1, numbered), (3, entries[-1])):
        missed(team.store, person, entry)
    plan = Plan("早会", FromMistakes(4, teams=("甲班",)), seed=3)
    questions = open_round(team, EVERYBODY, plan, bank).round.setup.questions
    assert questions[0].id == entries[0].id
    assert len(questions) == 4
    assert {each.rule for each in questions} <= {entries[0].rule, numbered.rule}
    assert open_round(team, EVERYBODY, plan, bank).round.setup.questions == questions


def missed(store, person, entry):
    review = Review(store.clock(), entry.rule, 0.0, "quiz", entry.id, "slip")
    asked = Asked(entry.template, "e", json.dumps(entry.case), 0, "x")
    memory.remember(store, person, [review], None, asked)


def test_without_mistakes_another_choice_is_proposed(hall, bank):
    with pytest.raises(NothingToAsk, match="多算几天"):
        open_round(hall, EVERYBODY, Plan("早会", FromMistakes()), bank)


def test_a_round_can_be_asked_once_more(hall, bank):
    live = open_round(hall, EVERYBODY, PLAN, bank)
    assert ready_sets(hall, EVERYBODY) == []
    give_up(hall, EVERYBODY, live.id)
    ((row, ids),) = ready_sets(hall, EVERYBODY)
    again = open_round(hall, EVERYBODY, Plan(row.title, ReadySet(ids), seed=7), bank)
    assert again.round.setup.questions == live.round.setup.questions
    with pytest.raises(UnknownQuestion):
        open_round(hall, EVERYBODY, Plan("早会", ReadySet(("没有",))), bank)


def test_without_a_bank_and_a_seed_both_are_made(hall):
    live = open_round(hall, EVERYBODY, replace(PLAN, seed=None))
    assert live.briefing.edition == "wuhan-2004"
    assert 0 <= live.briefing.seed < 2**32


# Who may hold it


def test_only_a_supervisor_of_the_hall_holds_a_round(team, bank):
    live = open_round(team, EVERYBODY, PLAN, bank)
    with team.store.writing() as connection:
        other = halls.add_hall(connection, team.store, 0, "洪山营业厅")
        member = people.register(
            connection, team.store, 0, {"name": "孙主管", "hall_id": other.id, "role": "supervisor"}
        )
    stranger = pass_of(member)
    for ask in (
        lambda by: open_round(team, by, PLAN, bank),
        lambda by: resume_round(team, by, live.id),
        lambda by: give_up(team, by, live.id),
        lambda by: finish(team, by, live),
        lambda by: summary_of(team, by, live.id),
    ):
        with pytest.raises(NotAllowed):
            ask(TRAINEE)
    for ask in (interrupted, ready_sets, attendance):
        with pytest.raises(NotAllowed):
            ask(team, TRAINEE)
        assert ask(team, stranger) == []
    with pytest.raises(NotAllowed):
        finish(team, stranger, live)
    with team.store.writing() as connection:
        people.change(connection, team.store, 0, member.id, {"role": "trainee"})
    with pytest.raises(NotAllowed, match="身份有了变动"):
        open_round(team, stranger, PLAN, bank)


# Who is who


def test_people_join_by_name_or_by_staff_number_and_guests_by_name(team, bank):
    live = open_round(team, EVERYBODY, PLAN, bank)
    replies = live.decide(
        [(Join("李梅"), 1), (Join("王  军"), 2), (Join(number=" ａ01 "), 3), (Join("来宾"), 4)]
    )
    assert replies[0] == Seated("s1", "李梅", "甲班")
    assert replies[1] == Seated("s2", "王 军", "")
    assert isinstance(replies[2], Refused)
    assert "已经加入" in replies[2].reason
    assert replies[3] == Seated("s3", "来宾", "")
    assert [seat.person for seat in live.round.seats] == [1, None, None]
    assert live.decide([(Join("a01"), 5)])[0] == replies[2]


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (Join(), "姓名或工号"),
        (Join("王军", "A01"), "对不上"),
        (Join(number="A09"), "没有工号 A09"),
        (Join("长" * 13), "最多 12 个字"),
        (Join("李\u202e梅"), "看不见的字符"),
        (Join("字" * 50), "姓名太长"),
        (Join(team="甲班"), "姓名或工号"),
    ],
)
def test_who_cannot_be_seated_is_told_why(team, bank, ask, said):
    (reply,) = open_round(team, EVERYBODY, PLAN, bank).decide([(ask, 0)])
    assert isinstance(reply, Refused)
    assert said in reply.reason


def test_teams_have_devices_and_members_find_their_own(team, bank):
    plan = replace(PLAN, by="teams", teams=("甲班", "乙班"))
    live = open_round(team, EVERYBODY, plan, bank)
    replies = live.decide(
        [(Join(team="甲班"), 0), (Join("赵刚"), 0), (Join("王军", team="乙班"), 0), (Join("客"), 0)]
    )
    assert replies[:3] == (
        Seated("s1", "甲班", "甲班"),
        Seated("s2", "赵刚", "乙班"),
        Seated("s3", "王军", "乙班"),
    )
    assert "选择班组" in replies[3].reason
    assert live.round.seats[0].kind == "device"


def test_the_host_taps_names_and_answers_for_them(team, bank):
    live = open_round(team, EVERYBODY, PLAN, bank)
    seat = live.seat("A01", 0)
    assert (seat.name, seat.kind, seat.person) == ("李梅", "host", 1)
    for who in ("李梅", "长" * 13):
        with pytest.raises(RoundRefused):
            live.seat(who, 0)
    live.steer(Steer("next"), 1)
    assert live.decide([(Choose(seat.id, 0, "a"), 2)]) == (Taken(0),)


# Batches


def test_a_batch_is_recorded_in_one_commit_before_anybody_is_told(team, bank):
    live = open_round(team, EVERYBODY, PLAN, bank)
    seats = joined(live, *(f"客{n}" for n in range(60)))
    live.steer(Steer("next"), 0)
    commits = []
    sa.event.listen(team.store.engine, "commit", commits.append)
    batch = [(Choose(seat, 0, "a"), place) for place, seat in enumerate(seats)]
    assert set(live.decide([*batch, *batch])) == {Taken(0)}
    assert len(commits) == 1
    assert len(kept.acts(team.store, live.id)) == 60 + 1 + 60
    assert live.round.answered == (60, 60)


def test_what_cannot_be_done_is_refused_one_by_one_and_not_logged(team, bank):
    live = open_round(team, EVERYBODY, PLAN, bank)
    seats = joined(live, "李梅", "王军")
    replies = live.decide(
        [(Choose(seats[0], 0, "a"), 0), (Leave(seats[0]), 1), (Rejoin(seats[0]), 2), (Raise("s9"), 3)]
    )
    assert [type(reply) for reply in replies] == [Refused, Taken, Seated, Refused]
    assert replies[1] == Taken(-1)
    with pytest.raises(RoundRefused, match="先截止"):
        live.steer(Steer("reveal"), 4)
    assert len(kept.acts(team.store, live.id)) == 4


def test_where_it_cannot_be_recorded_nothing_has_changed(team, bank, monkeypatch):
    live = open_round(team, EVERYBODY, PLAN, bank)
    before = live.round

    def full(*_):
        raise StoreFull("磁盘满了")

    with monkeypatch.context() as patched:
        patched.setattr(kept, "append", full)
        with pytest.raises(StoreFull):
            live.decide([(Join("李梅"), 0)])
    assert live.round == before
    assert joined(live, "李梅") == ["s1"]


def test_phones_see_their_round(team, bank):
    live = open_round(team, EVERYBODY, PLAN, bank)
    joined(live, "李梅", "王军")
    live.steer(Steer("next"), 0)
    assert live.view("s1", 4_000)["left"] == 26_000
    assert live.views(4_000)["s2"] == live.view("s2", 4_000)


# Interrupted


def test_an_interrupted_round_goes_on_and_names_find_their_scores(team, bank):
    live = open_round(team, EVERYBODY, PLAN, bank)
    joined(live, "李梅", "王军")
    live.seat("赵刚", 0)
    asked_once(live, {"s1": right, "s2": wrong})
    live.steer(Steer("next"), 5_000)
    (row,) = interrupted(team, EVERYBODY)
    again = resume_round(team, EVERYBODY, row.id)
    assert (again.round.stage.paused, again.round.left(9**9)) == (True, 30_000)
    assert [seat.free for seat in again.round.seats] == [True, True, False]
    assert again.decide([(Join("李梅"), 5_001)]) == (Seated("s1", "李梅", "甲班"),)
    again.steer(Steer("resume"), 6_000)
    assert again.view("s1", 6_000)["me"]["score"]["right"] == 1
    with pytest.raises(kept.RoundOver, match="另一个窗口"):
        live.steer(Steer("close"), 7_000)


def test_a_round_that_stood_still_is_resumed_as_it_was(team, bank):
    live = open_round(team, EVERYBODY, PLAN, bank)
    assert resume_round(team, EVERYBODY, live.id).round == live.round


def test_a_round_given_up_is_not_offered_again(team, bank):
    live = open_round(team, EVERYBODY, PLAN, bank)
    give_up(team, EVERYBODY, live.id)
    assert interrupted(team, EVERYBODY) == []
    assert summary_of(team, EVERYBODY, live.id) is None
    with pytest.raises(kept.RoundOver, match="可以看小结"):
        resume_round(team, EVERYBODY, live.id)
    assert attendance(team, EVERYBODY) == []


def test_a_log_that_cannot_have_been_made_is_not_gone_on_with(team, bank):
    live = open_round(team, EVERYBODY, PLAN, bank)
    payload = json.dumps({"does": "leave", "at": 1, "seat": "s1"})
    with team.store.writing() as connection:
        connection.execute(
            sa.insert(round_act), {"round_id": live.id, "ordinal": 0, "payload": payload, "at": "x"}
        )
    with pytest.raises(StoreTampered, match="前后矛盾"):
        resume_round(team, EVERYBODY, live.id)


# The end


def test_the_summary_tells_the_weakest_rules_who_was_there_and_who_was_not(team, bank):
    live = open_round(team, EVERYBODY, PLAN, bank)
    joined(live, "李梅", "来宾")
    asked_once(live, {"s1": right, "s2": wrong})
    asked_once(live, {"s1": wrong, "s2": wrong}, at=10)
    assert summarise(team, live).questions[0].right == 1
    summary = finish(team, EVERYBODY, live)
    first, second = (live.round.setup.questions[place] for place in (0, 1))
    assert [each.rule for each in summary.weakest] == [second.rule, first.rule]
    assert all(summary.word(each.rule) for each in summary.weakest)
    assert all(summary.word(id) != id for each in summary.questions for id, _ in each.mistakes)
    assert [each.name for each in summary.present] == ["李梅", "来宾"]
    assert [each.name for each in summary.absent] == ["王军", "赵刚"]
    assert [(row.name, row.right) for row in summary.persons] == [("李梅", 1), ("来宾", 0)]
    assert (summary.hall, summary.graded, summary.teams) == ("本营业厅", False, ())
    assert summary_of(team, EVERYBODY, live.id) == summary
    entry = ledger.latest(team.store, 1, "round", live.id)
    assert (entry.payload["present"], len(entry.payload["log"])) == ([1, None], 64)


def test_everybodys_answers_go_into_the_own_memory_and_guests_have_none(team, bank):
    live = open_round(team, EVERYBODY, PLAN, bank)
    joined(live, "李梅", "来宾", "王军")
    asked_once(live, {"s1": wrong, "s2": wrong, "s3": right})
    live.steer(Steer("next"), 20)
    live.steer(Steer("skip"), 21)
    finish(team, EVERYBODY, live)
    ((line,), (other,)) = (memory.reviews(team.store, person) for person in (1, 2))
    question = live.round.setup.questions[0]
    assert (line.review.source, line.review.reference, line.review.score) == ("round", question.id, 0.0)
    assert (line.review.graded, other.review.score, line.kind) == (False, 1.0, "review")
    (mistake,) = memory.mistakes(team.store, MistakeFilter(person_id=1))
    assert bank.question(mistake.question, mistake.asked.seed) == question
    assert mistake.asked.chosen in {choice.text for choice in question.choices if not choice.right}
    assert memory.mistakes(team.store, MistakeFilter(person_id=2)) == []
    assert memory.reviews(team.store, 3) == []


def test_only_a_supervisors_word_makes_it_graded(team, bank):
    live = open_round(team, EVERYBODY, replace(PLAN, graded=True), bank)
    joined(live, "李梅")
    asked_once(live, {"s1": right})
    assert finish(team, EVERYBODY, live).graded
    assert memory.reviews(team.store, 1)[0].review.graded


def test_hands_are_remembered_as_they_were_judged(team, bank):
    live = open_round(team, EVERYBODY, replace(PLAN, way="hands"), bank)
    joined(live, "李梅", "王军")
    live.steer(Steer("next"), 0)
    live.decide([(Raise("s1"), 1), (Raise("s2"), 1)])
    for verdict in (Judge(False), Judge(True)):
        live.steer(verdict, 2)
    live.steer(Steer("reveal"), 3)
    finish(team, EVERYBODY, live)
    assert [memory.reviews(team.store, person)[0].review.score for person in (1, 2)] == [0.0, 1.0]
    assert memory.mistakes(team.store, MistakeFilter(person_id=1))[0].asked.chosen == ""


def test_the_record_stands_where_the_memory_cannot_be_written(team, bank, monkeypatch):
    live = open_round(team, EVERYBODY, PLAN, bank)
    joined(live, "李梅")
    asked_once(live, {"s1": right})

    def full(*_):
        raise StoreFull("磁盘满了")

    monkeypatch.setattr(remembering, "remember", full)
    assert finish(team, EVERYBODY, live) == summary_of(team, EVERYBODY, live.id)


def test_attendance_counts_the_rounds_people_were_expected_at(team, bank):
    by_teams = replace(PLAN, by="teams", teams=("甲班", "丙班"))
    for plan, names in ((PLAN, ("李梅",)), (by_teams, ("王军",))):
        live = open_round(team, EVERYBODY, plan, bank)
        joined(live, *names)
        finish(team, EVERYBODY, live)
    removed = open_round(team, EVERYBODY, PLAN, bank)
    joined(removed, "李梅")
    removed.steer(Remove("s1"), 1)
    assert finish(team, EVERYBODY, removed).present == ()
    found = {each.name: (each.present, each.expected) for each in attendance(team, EVERYBODY)}
    assert found == {"李梅": (1, 3), "王军": (1, 3), "赵刚": (0, 2)}


def test_nobody_is_expected_who_has_left_or_supervises(team, bank):
    with team.store.writing() as connection:
        people.change(connection, team.store, 0, 2, {"active": False})
        people.change(connection, team.store, 0, 3, {"role": "supervisor"})
    live = open_round(team, EVERYBODY, PLAN, bank)
    assert [each.name for each in finish(team, EVERYBODY, live).absent] == ["李梅"]
