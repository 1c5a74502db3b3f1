"""Questions on papers at the counter."""

import pytest

from tests.core.quiz.conftest import is_told, proved
from tests.core.quiz.goldens import facts, has_key, led
from trainer.core.quiz.question import UNWRITTEN
from trainer.core.quiz.template import Case, Ground, Template
from trainer.core.quiz.topics.papers import MISTAKES, TEMPLATES

FILLED = "单位：银行户头、帐号、代码（准确填写）"


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda template: template.id)
def test_every_question_is_found_twice(ground: Ground, template: Template) -> None:
    proved(ground, template, MISTAKES)


def test_mistakes_are_told() -> None:
    assert is_told(dict(MISTAKES))


@pytest.mark.parametrize(
    ("template", "case", "key"),
    [  # by hand, from the five rules of papers
        ("papers.enough", ("私人开户", "本人：驾照"), "对"),
        ("papers.enough", ("私人开户", "本人：学生证"), "错"),
        ("papers.enough", ("私人开户", "家人：身份证"), "错"),
        ("papers.enough", ("单位开户", "经办人：身份证原件", "单位：加盖公章的单位证明"), "对"),
        ("papers.enough", ("单位开户", "经办人：身份证复印件", "单位：加盖公章的单位证明"), "错"),
        ("papers.enough", ("单位开户", "经办人：身份证原件", "单位：加盖财务公章的单位证明"), "错"),
        ("papers.enough", ("代他人开户", "代办人：身份证"), "错"),
        ("papers.enough", ("代他人开户", "代办人：身份证", "代办人：驾照"), "错"),
        ("papers.enough", ("代他人开户", "机主：身份证", "代办人：身份证"), "对"),
        ("papers.enough", ("银行托收", FILLED, "单位：公章"), "错"),
        ("papers.enough", ("银行托收", FILLED, "单位：财务公章"), "对"),
        ("papers.lacks", ("代他人开户", "代办人：身份证", "代办人：驾照"), "机主的有效身份证件"),
        ("papers.lacks", ("银行托收", FILLED, "单位：公章"), "盖好的财务公章"),
        ("papers.lacks", ("爱心卡开户", "本人：残疾证", "本人：身份证"), "本人的残联证明"),
        (
            "papers.bring",
            ("代他人开户",),
            frozenset({"机主的有效身份证件", "代办人的有效身份证件", "填写移动电话开户协议"}),
        ),
        ("papers.bring", ("单位开户",), frozenset({"经办人的身份证原件", "加盖公章的单位证明"})),
        (
            "papers.several",
            ("开户入网", "爱心卡开户", "代办点", 0, "本人：残疾证", "本人：残联证明"),
            frozenset({"本人的身份证", "到中心自办营业厅办理"}),
        ),
        (
            "papers.several",
            ("现金改托收", "银行托收", "", 1, FILLED),
            frozenset({"盖好的财务公章", "先交清欠费"}),
        ),
        ("papers.seal", ("单位开户", "单位证明上"), "公章"),
        ("papers.seal", ("银行托收", "托收资料上"), "财务公章"),
        ("papers.place", ("爱心卡开户", "要先到哪里开证明"), "残联"),
        ("papers.place", ("爱心卡开户", "证明开好以后，到哪里办卡"), "中心自办营业厅"),
        ("papers.unwritten", ("证件", "补卡"), UNWRITTEN),
        ("papers.unwritten", ("协议", "私人开户"), UNWRITTEN),
        ("papers.unwritten", ("代办", "代他人开户"), UNWRITTEN),
    ],
)
def test_worked_by_hand(ground: Ground, template: str, case: Case, key: object) -> None:
    assert has_key(TEMPLATES, ground, template, case, key)


@pytest.mark.parametrize(
    ("template", "case", "text", "mistake"),
    [
        ("papers.enough", ("单位开户", "经办人：身份证复印件", "单位：加盖公章的单位证明"), "对", "copy"),
        (
            "papers.enough",
            ("单位开户", "经办人：身份证原件", "单位：加盖财务公章的单位证明"),
            "对",
            "finance-seal",
        ),
        ("papers.enough", ("银行托收", FILLED, "单位：公章"), "对", "common-seal"),
        ("papers.enough", ("代他人开户", "代办人：身份证", "代办人：驾照"), "对", "whose-swapped"),
        ("papers.enough", ("代他人开户", "代办人：身份证"), "对", "paper-missed"),
        ("papers.enough", ("私人开户", "本人：驾照"), "错", "over-asked"),
        ("papers.seal", ("银行托收", "托收资料上"), "公章", "common-seal"),
    ],
)
def test_each_wrong_answer_has_its_mistake(
    ground: Ground, template: str, case: Case, text: str, mistake: str
) -> None:
    assert led(TEMPLATES, ground, template, case)[text] == mistake


def test_every_rule_of_papers_is_asked(ground: Ground) -> None:
    rules = {rule.id for rule in ground.edition.papers}
    assert facts(TEMPLATES, ground) >= rules | {"AXK-AGENT"}


def test_a_matching_puts_the_wrong_seal_among_the_papers(ground: Ground) -> None:
    found = led(TEMPLATES, ground, "papers.match", ("私人开户", "单位开户", "代他人开户"))
    assert found["经办人的身份证原件和加盖财务公章的单位证明"] == "finance-seal"
