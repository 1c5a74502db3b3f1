"""Questions on the days on which something is done."""

from dataclasses import replace

import pytest

from tests.core.quiz.conftest import is_told, proved
from tests.core.quiz.goldens import facts, has_key, led
from trainer.core.quiz.counter.errors import MISTAKES as ERRORS
from trainer.core.quiz.counter.quoted import reading
from trainer.core.quiz.counter.visits import Visit
from trainer.core.quiz.question import UNWRITTEN
from trainer.core.quiz.template import Case, Ground, Template
from trainer.core.quiz.topics.days import MISTAKES, TEMPLATES


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.id)
def test_every_question_is_found_twice(ground: Ground, template: Template) -> None:
    proved(ground, template, {**ERRORS, **MISTAKES})


def test_mistakes_are_told() -> None:
    assert is_told(dict(MISTAKES))


def on(day: str, service: str, origin: str = "", plan: str = "", owes: int = 0) -> Case:
    return service, origin, plan, owes, "", "", day


@pytest.mark.parametrize(
    ("template", "case", "key"),
    [  # by hand, from the ban of the first days, the days of paying and the term of 假期卡
        ("day.verdict", on("2004-07-01", "过户"), "不受理"),
        ("day.verdict", on("2004-07-05", "过户"), "不受理"),
        ("day.verdict", on("2004-07-06", "过户"), "受理"),
        ("day.verdict", on("2004-06-30", "过户"), "受理"),
        ("day.verdict", on("2004-02-29", "过户"), "受理"),
        ("day.verdict", on("2004-07-03", "补卡"), "受理"),
        ("day.verdict", on("2004-07-03", "更名"), UNWRITTEN),
        ("day.verdict", on("2004-07-03", "更名改帐"), "不受理"),
        ("day.verdict", on("2004-06-17", "开户入网", "", "假期卡"), "不受理"),
        ("day.verdict", on("2004-06-18", "开户入网", "", "假期卡"), "受理"),
        ("day.verdict", on("2004-06-19", "开户入网", "", "假期卡"), UNWRITTEN),
        ("day.verdict", on("2004-07-05", "交上月全部话费"), "不受理"),
        ("day.verdict", on("2004-07-06", "交上月全部话费"), "受理"),
        ("day.verdict", on("2004-07-20", "交上月全部话费"), "受理"),
        ("day.verdict", on("2004-07-21", "交上月全部话费"), UNWRITTEN),
        ("day.verdict", on("2004-07-01", "实时交费"), "受理"),
        ("day.reply", on("2004-07-05", "过户", owes=1), "先交清欠费，6日起再来"),
        ("day.reply", on("2004-07-05", "过户"), "今天不能办，6日起再来"),
        ("day.reply", on("2004-07-05", "补卡", owes=1), "先交清欠费，今天就能办"),
        ("day.reply", on("2004-06-17", "开户入网", "", "假期卡"), "今天不能办，18日起再来"),
        ("day.judge", (*on("2004-07-05", "过户"), "受理"), "错"),
        ("day.judge", (*on("2004-07-06", "过户"), "受理"), "对"),
        ("day.from", on("2004-07-05", "现金改托收"), "2004年7月6日"),
        ("day.from", on("2004-06-17", "开户入网", "", "假期卡"), "2004年6月18日"),
        ("day.number", (*on("2004-07-10", "过户"), "几日起"), 6),
        ("day.number", (*on("2004-07-10", "过户"), "到几日"), 5),
        ("day.number", (*on("2004-07-10", "交上月全部话费"), "到几日"), 20),
        (
            "day.which",
            ("过户", "", "", 2004, 3),
            frozenset({"2004年3月1日", "2004年3月3日", "2004年3月5日"}),
        ),
        (
            "day.services",
            ("2004-07-05", "更改帐户信息", "现金改托收", "托收改帐号"),
            frozenset({"更改帐户信息", "现金改托收", "托收改帐号"}),
        ),
        ("day.through", ("2004-03-01",), "2004年2月29日"),
        ("day.through", ("2005-03-01",), "2005年2月28日"),
        ("day.through", ("2004-01-01",), "2003年12月31日"),
        ("day.through", ("2004-05-02",), "2004年5月1日"),
    ],
)
def test_worked_by_hand(ground: Ground, template: str, case: Case, key: object) -> None:
    assert has_key(TEMPLATES, ground, template, case, key)


@pytest.mark.parametrize(
    ("template", "case", "text", "mistake"),
    [
        ("day.verdict", on("2004-07-05", "过户"), "受理", "days-missed"),
        ("day.verdict", on("2004-07-03", "补卡"), "不受理", "ban-widened"),
        ("day.verdict", on("2004-07-06", "过户"), "不受理", "ban-all-month"),
        ("day.verdict", on("2004-07-05", "交上月全部话费"), "受理", "window-missed"),
        ("day.verdict", on("2004-07-01", "实时交费"), "不受理", "window-widened"),
        ("day.reply", on("2004-07-05", "过户", owes=1), "先交清欠费，今天就能办", "days-missed"),
        ("day.reply", on("2004-07-05", "过户", owes=1), "今天不能办，6日起再来", "arrears-missed"),
        ("day.from", on("2004-07-01", "现金改托收"), "2004年7月5日", "last-free"),
        ("day.from", on("2004-07-05", "现金改托收"), "2004年7月7日", "next-barred"),
        ("day.number", (*on("2004-07-10", "过户"), "几日起"), "7", "next-barred"),
        ("day.through", ("2004-03-01",), "2004年3月1日", "today-too"),
    ],
)
def test_each_wrong_answer_has_its_mistake(
    ground: Ground, template: str, case: Case, text: str, mistake: str
) -> None:
    assert led(TEMPLATES, ground, template, case)[text] == mistake


def test_every_clause_with_a_day_is_asked(ground: Ground) -> None:
    clauses = {clause.id for clause in ground.edition.clauses if clause.dated}
    assert facts(TEMPLATES, ground) >= clauses | {"R-ARR", "PAY-NOW", "R-PAY2", "pay-month", "pay-now"}


def test_the_second_way_refuses_rules_that_it_cannot_read(ground: Ground) -> None:
    bare = Ground(replace(ground.edition, clauses=()), ground.library)
    with pytest.raises(ValueError, match="第二种算法读不了这一版"):
        reading(bare, Visit("过户"))
