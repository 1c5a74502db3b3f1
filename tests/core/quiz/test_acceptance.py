"""Questions on what is accepted at the counter."""

import pytest

from tests.core.quiz.conftest import is_told, proved
from tests.core.quiz.goldens import asked, facts, has_key, led
from trainer.core.quiz.question import UNWRITTEN
from trainer.core.quiz.template import Case, Ground, Template
from trainer.core.quiz.topics.acceptance import MISTAKES, TEMPLATES

ON = "2004-07-10"


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.id)
def test_every_question_is_found_twice(ground: Ground, template: Template) -> None:
    proved(ground, template, MISTAKES)


def test_mistakes_are_told() -> None:
    assert is_told(dict(MISTAKES))


def of(service: str, origin: str = "", plan: str = "", owes: int = 0, feature: str = "") -> Case:
    return service, origin, plan, owes, feature, "", ON


def opened(plan: str, place: str = "") -> Case:
    return "开户入网", "", plan, 0, "", place, ON


@pytest.mark.parametrize(
    ("template", "case", "key"),
    [  # by hand, from the rules of acceptance, the conversions and the cells
        ("accept.verdict", of("补卡"), "受理"),
        ("accept.verdict", of("补卡", owes=1), "不受理"),
        ("accept.verdict", of("过户", owes=1), "不受理"),
        ("accept.verdict", opened("全球通"), "受理"),
        ("accept.verdict", opened("校园卡"), "不受理"),
        ("accept.verdict", opened("校园套餐"), "受理"),
        ("accept.verdict", opened("楚天行青春卡"), UNWRITTEN),
        ("accept.verdict", opened("智慧卡"), UNWRITTEN),
        ("accept.verdict", opened("假期卡"), UNWRITTEN),
        ("accept.verdict", opened("爱心卡", "代办点"), "不受理"),
        ("accept.verdict", opened("爱心卡", "中心自办营业厅"), "受理"),
        ("accept.verdict", of("拆功", plan="大灵通", feature="来显"), "不受理"),
        ("accept.verdict", of("拆功", plan="灵通卡", feature="来显"), "不受理"),
        ("accept.verdict", of("增功", plan="校园套餐", feature="随意听"), "不受理"),
        ("accept.verdict", of("增功", plan="假期卡", feature="来显"), "受理"),
        ("accept.verdict", of("增功", plan="爱心卡", feature="来显"), UNWRITTEN),
        ("accept.convert", of("业务品牌转型", "全球通", "校园套餐"), "不受理"),
        ("accept.convert", of("业务品牌转型", "黄鹤卡", "校园套餐"), "受理"),
        ("accept.convert", of("业务品牌转型", "校园套餐", "学生套餐"), "受理"),
        ("accept.convert", of("业务品牌转型", "校园套餐", "全球通"), UNWRITTEN),
        ("accept.convert", of("业务品牌转型", "智慧卡", "灵通卡"), "受理"),
        ("accept.convert", of("业务品牌转型", "乡情卡", "全球通"), UNWRITTEN),
        ("accept.convert", of("业务品牌转型", "全球通", "校园卡"), UNWRITTEN),
        ("accept.reply", of("停机保号", owes=1), "先交清欠费，今天就能办"),
        ("accept.reply", opened("爱心卡", "代办点"), "到中心自办营业厅办理，今天就能办"),
        ("accept.reply", of("拆功", plan="灵通卡", feature="来显"), "不能办，改天来也不行"),
        ("accept.reply", of("停机保号"), "可以，今天就能办"),
        ("accept.judge", (*of("业务品牌转型", "全球通", "校园套餐"), "受理"), "错"),
        ("accept.judge", (*of("业务品牌转型", "黄鹤卡", "全球通"), "受理"), "对"),
        (
            "accept.partners",
            ("转成", "智慧卡", "全球通", "黄鹤卡", "灵通卡"),
            frozenset({"黄鹤卡", "灵通卡", "全球通"}),
        ),
        ("accept.owing", ("停机保号", "补卡", "过户"), frozenset({"停机保号", "补卡", "过户"})),
    ],
)
def test_worked_by_hand(ground: Ground, template: str, case: Case, key: object) -> None:
    assert has_key(TEMPLATES, ground, template, case, key)


@pytest.mark.parametrize(
    ("template", "case", "text", "mistake"),
    [
        ("accept.verdict", of("补卡", owes=1), "受理", "arrears-missed"),
        ("accept.verdict", opened("校园卡"), "受理", "stopped-missed"),
        ("accept.verdict", opened("校园套餐"), "不受理", "taken-for-like"),
        ("accept.verdict", opened("爱心卡", "代办点"), "受理", "place-missed"),
        ("accept.verdict", opened("楚天行青春卡"), "受理", "silent-yes"),
        ("accept.verdict", opened("楚天行青春卡"), "不受理", "silent-no"),
        ("accept.verdict", of("拆功", plan="大灵通", feature="来显"), "受理", "function-missed"),
        ("accept.convert", of("业务品牌转型", "全球通", "校园套餐"), "受理", "pair-missed"),
        ("accept.convert", of("业务品牌转型", "黄鹤卡", "校园套餐"), "不受理", "pair-narrowed"),
        ("accept.verdict", of("补卡"), UNWRITTEN, "written-unseen"),
    ],
)
def test_each_wrong_answer_has_its_mistake(
    ground: Ground, template: str, case: Case, text: str, mistake: str
) -> None:
    assert led(TEMPLATES, ground, template, case)[text] == mistake


def test_a_refusal_tells_its_clause_and_its_assumption(ground: Ground) -> None:
    question = asked(TEMPLATES, ground, "accept.verdict", of("补卡", owes=1))
    assert (question.rule, question.assumptions) == ("R-ARR", ("AS-16",))
    assert question.facts == ("R-ARR", "replace-card")
    assert question.explanation[0] == "补卡是售后业务，不欠费才能办"
    assert question.explanation[-1] == "结论：先交清欠费，今天就能办"


def test_every_clause_without_a_day_is_asked(ground: Ground) -> None:
    clauses = {c.id for c in ground.edition.clauses if not c.dated and not c.cases}
    services = {id for id in ground.edition.services if not id.startswith("pay-")}
    assert facts(TEMPLATES, ground) >= (clauses | services) - {"PAY-NOW"}
