"""A morning round held at the terminal, from the lobby to its summary."""

import argparse
import io

import pytest

from trainer.cli import round as verb
from trainer.core.rights import EVERYBODY
from trainer.core.rounds.setup import right_letter
from trainer.store import people
from trainer.store import rounds as kept
from trainer.training import rounds
from trainer.training.hall import open_hall
from trainer.training.quizzes import open_bank
from trainer.training.roundplans import NothingToAsk
from trainer.training.rounds import interrupted


@pytest.fixture(scope="session")
def bank(compiled):
    """The bank of the shipped content, made once."""
    return open_bank(compiled[0].books)


@pytest.fixture
def hold(places, bank, capsys, monkeypatch):
    """Hold a round with what is typed; return what was shown."""

    def held(*typed, **said):
        usual = {"title": "早会", "count": 3, "rule": "", "days": 0, "team": [], "name": ["李梅", "王军"]}
        more = {"seed": 7, "seconds": None, "hands": False, "device": False}
        args = argparse.Namespace(home=str(places.data), content=None, **{**usual, **more, **said})
        monkeypatch.setattr("sys.stdin", io.StringIO("\n".join([*typed, ""])))
        assert verb.run(args) == 0
        return capsys.readouterr().out

    monkeypatch.setattr(rounds, "open_bank", lambda _: bank)
    return held


@pytest.fixture
def records(places):
    hall = open_hall(places)
    yield hall
    hall.close()


def test_a_round_is_held_with_names_that_the_host_taps(hold, records):
    people.add_person(records.store, "赵刚")
    shown = hold("", "1a", "2b", "", "", "", "e")
    assert "第 1/3 题" in shown
    assert "已答 2/2" in shown
    assert "√" in shown
    assert "-- 排行 --" in shown
    assert "到会 2 人：李梅、王军" in shown
    assert "未到 1 人：赵刚" in shown
    (row,) = kept.rounds(records.store, 1, finished=True)
    question = kept.briefing_of(records.store, row.id).setup.questions[0]
    right = {"a": 0, "b": 1}.get(right_letter(question))
    scores = {each.name: each.right for each in kept.summary_of(records.store, row.id).persons}
    assert scores == {name: int(place == right) for place, name in enumerate(("李梅", "王军"))}


def test_what_is_left_is_gone_on_with(hold, records):
    assert "接着开" in hold("", "1a", "q")
    assert interrupted(records, EVERYBODY)
    shown = hold("", "p", *[""] * 12)
    assert "“早会”还没有开完" in shown
    assert "小结" in shown
    assert interrupted(records, EVERYBODY) == []


def test_another_one_can_be_begun_instead(hold, records):
    hold("q")
    hold("n", "e")
    assert len(kept.rounds(records.store, 1)) == 2


def test_hands_are_called_and_judged(hold):
    shown = hold("", "2", "1", "n", "9", "1a", "y", "", "", "e", hands=True)
    assert "轮到：王军" in shown
    assert "轮到：李梅" in shown
    assert "没有 9 号" in shown
    assert "请先举手" in shown
    assert "李梅  答对 1/1" in shown


def test_the_host_pauses_extends_skips_takes_back_and_is_told_what_is_refused(hold):
    shown = hold("p", "", "p", "p", "+20", "s", "u", "什么", "j 赵刚", "b", "s", "e", seconds=30)
    for told in ("没有正在作答", "暂停", "还有 50 秒", "本题不计", "3 赵刚", "没有答错的规则"):
        assert told in shown


def test_teams_have_a_device_each(hold):
    shown = hold("", "1a", "", "", "", "e", team=["甲班", "乙班"], name=[], device=True)
    assert "1 甲班  2 乙班" in shown
    assert "到会 0 人：无" in shown


def test_people_of_teams_are_told_apart(hold):
    assert "1 李梅" in hold("e", team=["甲班", "乙班"], name=["李梅@甲班"])


def test_what_is_to_be_asked_can_be_named(hold):
    assert "小结" in hold("e", rule="opening.全球通", name=[])
    with pytest.raises(NothingToAsk):
        hold(days=1)


def test_where_there_is_an_administrator_the_host_signs_in(hold, records, monkeypatch):
    with records.store.writing() as connection:
        people.register(connection, records.store, 0, {"name": "周主任", "role": "admin", "secret": None})
    monkeypatch.setattr(verb, "getpass", lambda _: "猜")
    with pytest.raises(verb.signin.SignInRefused):
        hold("周主任")
