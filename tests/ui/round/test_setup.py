"""The page before a round: what is wished, what belongs to each choice, and a wrong press."""

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.photos import LOOKS, dressed, photograph
from trainer.live.addresses import Address
from trainer.training.roundtable import Earlier, Offered, Wish
from trainer.ui.round.setup import BUSY, Offer, SetupPage
from trainer.ui.theme import Theme

TEAMS = ("早班", "中班", "晚班", "导购组", "VIP 组", "夜班")
EARLIER = (
    Earlier("10月05日 08:50 早会", ("q1", "q2", "q3")),
    Earlier("10月04日 08:50 早会", ("q4", "q5", "q6")),
)
HALL = Offered(TEAMS, EARLIER, "r1", "10月06日 08:50 早会")
CARDS = (Address("192.168.1.20", "wlan0"), Address("10.0.0.7"))
RULES = (("r.a", "全球通资费"), ("r.b", "过户证件"))


@pytest.fixture
def page(qtbot: QtBot, theme: Theme) -> SetupPage:
    """The page with all there is to choose from."""
    made = SetupPage(theme)
    qtbot.addWidget(made)
    made.offer(Offer(HALL, CARDS))
    return made


def test_the_defaults_need_nothing(page: SetupPage) -> None:
    assert page.wish == Wish()
    assert page.begin.isEnabled()
    assert not page.go_on.isHidden()
    assert "10月06日" in page.go_on.text()


def test_everything_that_is_set_is_wished(page: SetupPage) -> None:
    page.count.setValue(5)
    page.seconds.setValue(3)
    page.source.choose(1)
    page.days.setValue(7)
    page.teams["中班"].setChecked(True)
    page.teams["夜班"].setChecked(True)
    page.by_teams.setChecked(True)
    page.bonus.setChecked(True)
    page.changeable.setChecked(False)
    teams = ("中班", "夜班")
    wished = Wish(5, 5, teams, "mistakes", 7, bonus=True, by_teams=True, changeable=False)
    assert page.wish == wished, "5 seconds are the fewest"


def test_raised_hands_have_no_bonus_and_no_change(page: SetupPage) -> None:
    page.bonus.setChecked(True)
    page.way.choose(1)
    assert (page.wish.way, page.wish.bonus) == ("hands", False)
    assert not page.bonus.isEnabled()
    assert not page.changeable.isEnabled()
    page.way.choose(0)
    page.seconds.setValue(0)
    assert page.wish.seconds is None
    assert not page.wish.bonus


def test_a_rule_is_wanted_before_the_round_can_begin(qtbot: QtBot, page: SetupPage) -> None:
    with qtbot.waitSignal(page.rules_wanted):
        page.source.choose(2)
    assert not page.begin.isEnabled()
    page.offer_rules(RULES)
    assert page.begin.isEnabled()
    page.rule.setCurrentIndex(1)
    assert (page.wish.of, page.wish.rule) == ("rule", "r.b")


def test_a_rule_is_found_by_typing_and_nothing_else_counts(page: SetupPage) -> None:
    page.source.choose(2)
    page.offer_rules(RULES)
    page.rule.setEditText("过户证件")
    assert page.wish.rule == "r.b"
    page.rule.setEditText("没有这条")
    assert not page.begin.isEnabled()


def test_an_earlier_round_brings_its_questions(page: SetupPage) -> None:
    page.source.choose(3)
    page.earlier.setCurrentIndex(1)
    assert page.wish.again == ("q4", "q5", "q6")
    assert not page.count.isEnabled()
    page.offer(Offer(Offered(TEAMS), CARDS))
    assert page.wish.of == "mixed", "there is none any more"


def test_addresses_are_offered_where_there_are_several(page: SetupPage) -> None:
    assert not page._address.isVisibleTo(page)
    page.phones.setChecked(True)
    assert page._address.isVisibleTo(page)
    page.address.setCurrentIndex(1)
    assert page.listens_on == "10.0.0.7"
    page.offer(Offer(HALL, CARDS[:1]))
    assert not page._address.isVisibleTo(page)
    assert page.listens_on == "192.168.1.20"


def test_a_second_press_opens_no_second_round(page: SetupPage) -> None:
    page.say_busy(True)
    assert page.begin.text() == BUSY
    assert not page.begin.isEnabled()
    page.say_busy(False)
    assert page.begin.isEnabled()


@pytest.mark.parametrize("look", LOOKS)
def test_the_page_is_photographed(qtbot: QtBot, look: str) -> None:
    with dressed(look) as theme:
        page = SetupPage(theme)
        qtbot.addWidget(page)
        page.resize(1180, 700)
        page.offer(Offer(HALL, CARDS))
        page.phones.setChecked(True)
        page.source.choose(3)
        photograph(page, f"round-setup-{look}")
