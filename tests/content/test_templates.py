"""Templates: what they may say, what they must not, and the words of every refusal."""

from datetime import date

import pytest

from trainer.content.books import Books
from trainer.content.functions import functions_for
from trainer.content.scenarios import Desk
from trainer.content.templates import MOST_CHARACTERS, TemplateProblem, Templates

VALUES = {
    "date": date(2004, 8, 3),
    "brand": "全球通",
    "case": "私人开户",
    "carried": ["本人：身份证"],
    "handed": "200",
    "n": 5,
}
ONLY = "只能写 {{ }}，取值、比较、加减乘和调用表里的函数"
PRODUCT = "金额乘整数，或整数乘整数"
PAIRS = "检查 {{ }}、引号和括号是否配对"


@pytest.fixture(scope="module")
def books(desk: Desk) -> Books:
    return desk.books


@pytest.fixture(scope="module")
def templates(books: Books) -> Templates:
    return Templates(functions_for(books))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("没有括号 { } %", "没有括号 { } %"),
        ("{{ brand }}", "全球通"),
        ("{{ opening(brand).total.short }}", "150"),
        ("{{ opening(brand='全球通').card }}", "100.00元"),
        ("{{ (yuan(handed) - opening(brand).total).short }}", "50"),
        ("{{ rent(brand, month_before(date).day).amount.short }}", "50.96"),
        ("{{ rent(brand, 31).formula }}", "50×12/365×31"),
        ("{{ monthly(brand).short }}", "50"),
        ("{{ papers(case, carried).accepted }}", "True"),
        ("{{ listed(papers('单位开户', carried).missing) }}", "经办人的身份证原件、加盖公章的单位证明"),
        ("{{ phrase('P10') }}", "您好!欢迎光临"),
        ("{{ hotline() }}", "1860"),
        ("{{ date }} {{ date.day }}", "2004-08-03 3"),
        ("{{ " + "9" * 3_900 + " + 1 }}", "1000"),
        ("{{ n + 1 - 2 }} {{ -n }}", "4 -5"),
        ("{{ 3 * n }} {{ n * -2 }} {{ 0 * n }}", "15 -10 0"),
        ("{{ (5 * opening(brand).total).short }} {{ opening(brand).card * n }}", "750 500.00元"),
        ("{{ 100000000 * 1 }} {{ 100000 * yuan('10') }}", "100000000 1000000.00元"),
        ("{{ '多' if n > 3 and not n == 4 or false else '少' }}", "多"),
        ("{{ brand ~ '卡' }}", "全球通卡"),
        ("{{ brand in ['全球通', '动感地带'] }}", "True"),
        ("{# 说明 #}好", "好"),
        ("{% raw %}{{ x }}{% endraw %}", "{{ x }}"),
    ],
)
def test_what_a_template_may_say(templates: Templates, text: str, shown: str) -> None:
    assert templates.render(text, VALUES).startswith(shown)


@pytest.mark.parametrize(
    ("text", "code", "message", "cure"),
    [
        ("{{ ''.__class__ }}", "T303", "模板里不能用「__class__」", ONLY),
        ("{{ opening.__globals__ }}", "T303", "模板里不能用「__globals__」", ONLY),
        ("{{ brand|attr('__class__') }}", "T303", "模板里不能用竖线 |", ONLY),
        ("{{ brand|upper }}", "T303", "模板里不能用竖线 |", ONLY),
        ("{{ brand is defined }}", "T303", "模板里不能用is", ONLY),
        ("{% for i in [1] %}{% endfor %}", "T303", "模板里不能用 {% %}", ONLY),
        ("{% if n %}{% endif %}", "T303", "模板里不能用 {% %}", ONLY),
        ("{% include 'x' %}", "T303", "模板里不能用 {% %}", ONLY),
        ("{% import 'x' as y %}", "T303", "模板里不能用 {% %}", ONLY),
        ("{% set x = 1 %}", "T303", "模板里不能用 {% %}", ONLY),
        ("{{ range(10**9) }}", "T303", "模板里不能用乘方 **", ONLY),
        ("{{ 'a' * 999999999 }}", "T304", "乘号两边不能相乘", PRODUCT),
        ("{{ 999999999 * [n] }}", "T304", "乘号两边不能相乘", PRODUCT),
        ("{{ true * n }}", "T304", "乘号两边不能相乘", PRODUCT),
        ("{{ n * true }}", "T304", "乘号两边不能相乘", PRODUCT),
        ("{{ yuan('1') * yuan('1') }}", "T304", "乘号两边不能相乘", PRODUCT),
        (
            "{{ opening('大灵通').card * n }}",
            "T304",
            "这个数资料没有写，不能相乘",
            "改用别的品牌，或请客户查证",
        ),
        ("{{ n * opening(brand).totl }}", "T302", "没有「totl」这一项", "检查点号后面的名字"),
        ("{{ 10001 * 10000 }}", "T304", "乘出来的数太大", "检查乘号两边的数"),
        ("{{ -10001 * 10000 }}", "T304", "乘出来的数太大", "检查乘号两边的数"),
        ("{{ yuan('10001') * 100 }}", "T304", "乘出来的数太大", "检查乘号两边的数"),
        ("{{ " + "9" * 1_900 + " * " + "9" * 1_900 + " }}", "T304", "乘出来的数太大", "检查乘号两边的数"),
        ("{{ " + " * ".join("9" * 20) + " }}", "T304", "乘出来的数太大", "检查乘号两边的数"),
        ("{{ " + "*".join("n" * 1_000) + " }}", "T301", "模板太复杂", "拆成几句"),
        ("{{ yuan('150') / 3 }}", "T303", "模板里不能用除号 /", ONLY),
        ("{{ '%999999999d' % 1 }}", "T303", "模板里不能用百分号 %", ONLY),
        ("{{ n / 0 }}", "T303", "模板里不能用除号 /", ONLY),
        ("{{ n // 2 }}", "T303", "模板里不能用除号 //", ONLY),
        ("{{ carried[0] }}", "T303", "模板里不能用方括号取项", ONLY),
        ("{{ {'a': 1} }}", "T303", "模板里不能用花括号", ONLY),
        ("{{ (1, 2) }}", "T303", "模板里不能用括号里的逗号", ONLY),
        ("{{ 0.1 + 0.2 }}", "T303", "模板里不能用小数", '金额写成 yuan("12.30")'),
        ("{{ 1e400 }}", "T303", "模板里不能用小数", '金额写成 yuan("12.30")'),
        ("{{ brand.upper() }}", "T303", "模板里不能调用点号后面的东西", ONLY),
        ("{{ '{0.__class__}'.format(n) }}", "T303", "模板里不能调用点号后面的东西", ONLY),
        ("{{ brand.upper }}", "T303", "点号后面只能取表里有的项", "检查点号后面的名字"),
        ("{{ 'x' ~ date.replace }}", "T303", "点号后面只能取表里有的项", "检查点号后面的名字"),
        ("{{ opening }}", "T303", "「opening」是函数", "写成 opening(…)"),
        ("{{ 'x' ~ hotline }}", "T303", "「hotline」是函数", "写成 hotline(…)"),
        ("{{ opening(rent) }}", "T303", "「rent」是函数", "写成 rent(…)"),
        ("{{ brnad }}", "T302", "模板里的名字「brnad」没有定义", "是否指「brand」？"),
        ("{{ openning(brand) }}", "T302", "模板里的名字「openning」没有定义", "是否指「opening」？"),
        ("{{ lipsum() }}", "T302", "模板里的名字「lipsum」没有定义", "是否指「listed」？"),
        (
            "{{ cycler }}",
            "T302",
            "模板里的名字「cycler」没有定义",
            "可用的名字：brand、carried、case、date、handed、n",
        ),
        ("{{ joiner() }}", "T302", "模板里的名字「joiner」没有定义", "是否指「hotline」？"),
        ("{{ self }}", "T302", "模板里的名字「self」没有定义", "是否指「cell」？"),
        ("{{ opening(brand).totl }}", "T302", "没有「totl」这一项", "检查点号后面的名字"),
        ("{{ brand if n < 3 }}", "T302", "if 后面少了 else", "写成 {{ 甲 if 条件 else 乙 }}"),
        ("{{ opening('全求通').card }}", "T304", "模板算不出来", "资费表里没有「全求通」"),
        ("{{ phrase('P100') }}", "T304", "模板算不出来", "没有话术「P100」。是否指「P10」？"),
        ("{{ rent(brand, '3') }}", "T304", "模板算不出来", "检查函数括号里写的东西"),
        ("{{ month_before(n) }}", "T304", "模板算不出来", "检查函数括号里写的东西"),
        ("{{ opening([]) }}", "T304", "模板算不出来", "检查函数括号里写的东西"),
        ("{{ opening(*carried) }}", "T304", "模板算不出来", "资费表里没有「本人：身份证」"),
        ("{{ opening('大灵通').card }}", "T304", "这个数资料没有写，不能显示", "改用别的品牌，或请客户查证"),
        (
            "{{ opening('大灵通').card.short }}",
            "T304",
            "这个数资料没有写，不能再取值",
            "改用别的品牌，或请客户查证",
        ),
        (
            "{{ opening(brand) }}",
            "T304",
            "这里的结果不能直接显示",
            "取其中一项，如 .total.short；一列文字用 listed(…)",
        ),
        (
            "{{ carried }}",
            "T304",
            "这里的结果不能直接显示",
            "取其中一项，如 .total.short；一列文字用 listed(…)",
        ),
        ("{{ brand", "T301", "模板写法不对", PAIRS),
        ("{{ brand }", "T301", "模板写法不对", PAIRS),
        ("{{ }}", "T301", "模板写法不对", PAIRS),
        ("{{ a b }}", "T301", "模板写到「b」不对", PAIRS),
        ("{% brand %}", "T301", "模板写法不对", PAIRS),
        ("{# 说明", "T301", "模板写法不对", PAIRS),
        ("{{ " + "(" * 999 + "1" + ")" * 999 + " }}", "T301", "模板太复杂", "拆成几句"),
        ("{{ " + "-" * 3_900 + "1 }}", "T301", "模板太复杂", "拆成几句"),
        ("{{ " + "+".join("n" * 1_000) + " }}", "T301", "模板太复杂", "拆成几句"),
        ("{{ n }}" * 1_000, "T306", f"模板超过 {MOST_CHARACTERS} 字", "缩短这段文字"),
        ("{{ phrase('P21') }}" * 200, "T306", f"展开后超过 {MOST_CHARACTERS} 字", "缩短这段文字"),
    ],
)  # fmt: skip
def test_what_a_template_must_not_say(
    templates: Templates, text: str, code: str, message: str, cure: str
) -> None:
    with pytest.raises(TemplateProblem) as caught:
        templates.render(text, VALUES)
    problem = caught.value
    assert (problem.code, problem.message) == (code, message)
    assert problem.cure.startswith(cure)
    assert str(problem) == f"{problem.message}。{problem.cure}"


@pytest.mark.parametrize("text", ["一\n二\n{{ brnad }}", "一\n\n{{ n / 2 }}", "{{ n }}\n\n{{ a b }}"])
def test_the_line_inside_the_text_is_known(templates: Templates, text: str) -> None:
    with pytest.raises(TemplateProblem) as caught:
        templates.render(text, VALUES)
    assert caught.value.line == 3


def test_a_template_compiled_once_is_still_checked_against_each_profile(templates: Templates) -> None:
    assert templates.render("{{ handed }}元", VALUES) == "200元"
    with pytest.raises(TemplateProblem, match="「handed」没有定义"):
        templates.render("{{ handed }}元", {"n": 1})


@pytest.mark.parametrize(
    ("text", "value"),
    [("{{ n == 5 }}", True), ("{{ papers(case, []).accepted }}", False), (" {{ not n == 5 }} ", False)],
)
def test_conditions(templates: Templates, text: str, value: bool) -> None:
    assert templates.holds(text, VALUES) is value


@pytest.mark.parametrize(("text", "result"), [("brand", "brand"), ("{{ n }}", "5"), ("是" * 50, "是" * 40)])
def test_a_condition_has_to_be_true_or_false(templates: Templates, text: str, result: str) -> None:
    with pytest.raises(TemplateProblem) as caught:
        templates.holds(text, VALUES)
    assert caught.value.code == "T305"
    assert caught.value.message == f"条件的结果是「{result}」，不是真假"
