"""Morning rounds on disk: batches in one commit, ended once, proven by the ledger."""

import json
from datetime import timedelta
from fractions import Fraction

import pytest
import sqlalchemy as sa

from tests.core.briefings import choose, setup, sit
from trainer.core.memory import Asked, Review
from trainer.core.rounds.acts import Act, Steer
from trainer.core.rounds.board import Standing
from trainer.core.rounds.setup import Briefing
from trainer.core.rounds.summary import Attendee, QuestionShare, RoundSummary, RuleShare
from trainer.store import ledger, memory, people, rounds
from trainer.store.errors import StoreTampered
from trainer.store.rounds import Missed, RoundOver, RoundUnknown
from trainer.store.tables import round_, round_act

BRIEFING = Briefing(setup(teams=("甲班",)), "主管", 1, "wuhan-2004", 7, ("甲班",), True)
ACTS = (Act(0, sit("李梅", "甲班")), Act(1, Steer("next")), Act(2, choose(1, 0, "a")))


@pytest.fixture
def opened(store):
    rounds.begin(store, "r1", 1, BRIEFING)
    return store


def summary(store):
    now = store.clock()
    row = Standing("s1", "张三", "甲班", Fraction(1, 3), 1, 1, 0, 1)
    question = QuestionShare(1, "q1", "R1", "第1题？", "对的a", True, 1, 1, 0, (("slip-b", 1),))
    weak, words = (RuleShare("R1", 1, 0),), (("R1", "规则一"), ("slip-b", "看错"))
    people = ((Attendee("张三", "甲班", 1),), (Attendee("李梅", "甲班", 2),))
    told = ("r1", "早会", "本营业厅", "主管", now, now + timedelta(minutes=5), True, True, False)
    return RoundSummary(*told, weak, (question,), (row,), (), *people, words)


def alter(store, table, **values):
    """Edit a row as somebody with the file in hand would: without the guards."""
    with store.writing() as connection:
        names = connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'round%'"
        )
        for name in names.scalars().all():
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        connection.execute(sa.update(table).values(**values))


def faults(store):
    with store.reading() as connection:
        return [fault.message for fault in rounds.round_faults(connection)]


def test_a_round_comes_back_as_it_was_opened_and_played(opened):
    rounds.append(opened, "r1", 0, ACTS[:2])
    rounds.append(opened, "r1", 2, ACTS[2:])
    assert rounds.briefing_of(opened, "r1") == BRIEFING
    assert rounds.acts(opened, "r1") == list(ACTS)
    (row,) = rounds.rounds(opened, 1, finished=False)
    assert (row.title, row.finished, rounds.summary_of(opened, "r1")) == ("早会", None, None)
    assert rounds.rounds(opened, 1, finished=True) == rounds.rounds(opened, 2) == []


def test_a_batch_is_one_commit(opened):
    commits = []
    sa.event.listen(opened.engine, "commit", commits.append)
    rounds.append(opened, "r1", 0, ACTS)
    rounds.append(opened, "r1", 3, ())
    assert len(commits) == 1


def test_two_windows_do_not_write_into_one_round(opened):
    rounds.append(opened, "r1", 0, ACTS[:1])
    with pytest.raises(RoundOver, match="另一个窗口"):
        rounds.append(opened, "r1", 0, ACTS[:1])
    assert len(rounds.acts(opened, "r1")) == 1


def test_a_round_ends_once_and_its_summary_comes_back(opened):
    rounds.append(opened, "r1", 0, ACTS)
    told = summary(opened)
    rounds.finish(opened, "r1", told, 1)
    assert rounds.summary_of(opened, "r1") == told
    assert told.word("R1") == "规则一"
    assert rounds.rounds(opened, 1)[0].finished
    with pytest.raises(RoundOver, match="已经结束"):
        rounds.append(opened, "r1", 3, ACTS[:1])
    with pytest.raises(RoundOver, match="已经结束"):
        rounds.abandon(opened, "r1", "停电", 1)
    entry = ledger.latest(opened, 1, "round", "r1")
    assert (entry.payload["acts"], entry.payload["graded"], entry.payload["present"]) == (3, 1, [1])
    assert faults(opened) == []


def test_a_round_given_up_has_no_summary(opened):
    rounds.abandon(opened, "r1", "停电", 1)
    assert rounds.round_of(opened, "r1").abandoned == "停电"
    assert rounds.summary_of(opened, "r1") is None
    assert faults(opened) == []


@pytest.mark.parametrize(
    ("table", "values"),
    [
        (round_act, {"payload": json.dumps({"does": "leave", "at": 1, "seat": "s1"})}),
        (round_, {"result": "{}"}),
        (round_, {"body": "{}"}),
        (round_, {"finished": None}),
    ],
)
def test_a_round_edited_by_hand_does_not_agree_with_the_ledger(opened, table, values):
    rounds.append(opened, "r1", 0, ACTS)
    rounds.finish(opened, "r1", summary(opened), 1)
    alter(opened, table, **values)
    (told,) = faults(opened)
    assert told.startswith(("早会“早会”（r1）", "台账里登记过的早会 r1"))


@pytest.mark.parametrize("text", ["[", "[]", "{}", '{"does": "x", "at": 1}'])
def test_acts_that_cannot_be_read_say_so(opened, text):
    rounds.append(opened, "r1", 0, ACTS)
    alter(opened, round_act, payload=text)
    with pytest.raises(StoreTampered, match="trainer verify"):
        rounds.acts(opened, "r1")


@pytest.mark.parametrize("text", ["[", "[]", "{}", '{"persons": [{"right": 1}]}'])
def test_a_round_that_cannot_be_read_says_so(opened, text):
    rounds.finish(opened, "r1", summary(opened), 1)
    alter(opened, round_, body=text, result=text)
    with pytest.raises(StoreTampered, match="trainer verify"):
        rounds.briefing_of(opened, "r1")
    with pytest.raises(StoreTampered, match="trainer verify"):
        rounds.summary_of(opened, "r1")


def test_a_score_that_is_no_number_says_so(opened):
    told = summary(opened)
    rounds.finish(opened, "r1", told, 1)
    with opened.reading() as connection:
        result = connection.execute(sa.select(round_.c.result)).scalar_one()
    alter(opened, round_, result=result.replace('"1/3"', '"1/0"'))
    with pytest.raises(StoreTampered):
        rounds.summary_of(opened, "r1")


def test_an_unknown_round_says_so(store):
    for ask in (rounds.round_of, rounds.briefing_of, rounds.summary_of):
        with pytest.raises(RoundUnknown, match="没有编号"):
            ask(store, "r9")
    with pytest.raises(RoundUnknown, match="没有编号"):
        rounds.append(store, "r9", 0, ACTS)


def test_what_most_people_missed_comes_first(store):
    people.add_person(store, "李梅")
    early = store.clock()
    asked = Asked("t", "e", "[]", 0, "x")

    def wrong(person, question):
        review = Review(store.clock(), f"R-{question}", 0.0, "quiz", question, "slip")
        memory.remember(store, person, [review], None, asked)

    wrong(1, "q0")
    since = store.clock()
    for person, question in ((1, "q1"), (1, "q2"), (2, "q1"), (2, "q3")):
        wrong(person, question)
    memory.undo_last(store, 2)
    found = rounds.missed(store, 1, (), since)
    assert found == [Missed("q1", "R-q1", 2), Missed("q2", "R-q2", 1)]
    assert [each.question for each in rounds.missed(store, 1, (), early)] == ["q1", "q2", "q0"]
    assert rounds.missed(store, 1, ("甲班",), early) == rounds.missed(store, 2, (), early) == []
