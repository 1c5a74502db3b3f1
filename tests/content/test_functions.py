"""Bills and decisions as templates reach them: the same amounts and reasons that mark the answers."""

from datetime import date
from pathlib import Path

import pytest

from trainer.content.bookreader import read_books
from trainer.content.functions import functions_for
from trainer.content.templates import TemplateProblem, Templates

ROOT = Path(__file__).parents[2]
VALUES = {"date": date(2004, 7, 3), "minutes": 50, "kinds": ["本人：身份证"]}


@pytest.fixture(scope="module")
def templates() -> Templates:
    return Templates(functions_for(read_books(ROOT)))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("{{ bill('全球通', [], date).total }}", "50.96元"),
        (
            "{{ bill('乡情卡', [calls(minutes, '市内', '主叫'), calls(100, '市内', '主叫', place='六郊县基站内'), "
            "calls(200, '市内', '被叫', place='六郊县基站内')], date, choice='江夏').formula }}",
            "30+50×0.36+100×0.2+200×0.05",
        ),
        (
            "{{ bill('学生套餐', [messages(201, '网内')], date, joined=date).total.short }}",
            "20.10",
        ),
        ("{{ bill('青春套餐', [calls(10, '市内', '主叫', at='22:00')], date).total.short }}", "21.50"),
        ("{{ decide('过户', date, arrears=true).verdict }}", "不受理"),
        ("{{ decide('过户', date, arrears=false).possible_from.day }}", "6"),
        ("{{ listed(decide('开户入网', date, plan='全球通', papers=kinds).missing) }}", ""),
        ("{{ decide('补卡', date, arrears=false).accepted }}", "True"),
        ("{{ cell('全球通', '市内通话') }}", "0.36/分"),
        ("{{ cell('QQT', '月租变体 VPMN') }}", "20–30"),
        ("{{ cell('青春套餐', '市内 19–08 主叫') }}", "0.15/分"),
        ("{{ cell('青春套餐', '市内19-08主叫') }}", "0.15/分"),
        ("{{ cell('动感地带校园套餐', '必选功能') }}", "25/月"),
        ("{{ written('爱心卡', '短信网内') }}", "True"),
        ("{{ written('爱心卡', '短信网外') }}", "False"),
        ("{{ offered('全球通') }}", "True"),
        (
            "{{ offered('校园卡') or offered('假期卡') or offered('楚天行青春卡') or offered('智慧卡') }}",
            "False",
        ),
        ("{{ status('校园卡') }}", "停售"),
        ("{{ status('楚天行') }}", "仅老用户"),
        ("{{ fact('R-PAY1') }}", "每月6日—20日，交上一个计费月的全部费用。"),
    ],
)
def test_a_template_is_filled_in_by_the_tables(templates: Templates, text: str, shown: str) -> None:
    assert templates.render(text, VALUES) == shown


def test_what_the_material_does_not_say_ends_in_one_clear_problem(templates: Templates) -> None:
    with pytest.raises(TemplateProblem, match="资料没有写校园套餐超出500条后的短信价"):
        templates.render("{{ bill('校园套餐', [messages(501, '网内')], date).total }}", VALUES)


@pytest.mark.parametrize(
    ("text", "cure"),
    [
        ("{{ cell('爱心卡', '短信网外') }}", "资料没有写爱心卡的短信网外，需查证"),
        ("{{ cell('灵通卡', '月租') }}", "资料没有写灵通卡的月租，需查证"),
        ("{{ cell('全球通', '市内通花') }}", "全球通没有「市内通花」这一栏。是否指「市内通话」？"),
        ("{{ cell('储值卡', '漫游') }}", "储值卡没有「漫游」这一栏。现有：卡费、充值卡、资费"),
        ("{{ written('全球痛', '月租') }}", "资费表里没有「全球痛」，是否指「全球通」？"),
        ("{{ written('储值卡', 'x') }}", "储值卡没有「x」这一栏。现有：卡费、充值卡、资费"),
        ("{{ offered('黄鹤') }}", "资费表里没有「黄鹤」，是否指「黄鹤卡」？"),
        ("{{ status('黄鹤') }}", "资费表里没有「黄鹤」，是否指「黄鹤卡」？"),
        ("{{ fact('R-PAY') }}", "没有规定「R-PAY」。是否指「R-PAY2」？"),
        (
            "{{ fact('月租') }}",
            "没有规定「月租」。现有：R-SVC、R-FEE、R-CYC、R-DAY、R-RENT、R-PKG、R-PAY1、R-PAY2、R-TS",
        ),
        ("{{ cell('全球通', 5) }}", "检查函数括号里写的东西"),
    ],
)
def test_a_wrong_name_and_a_silent_cell_are_told_with_a_cure(
    templates: Templates, text: str, cure: str
) -> None:
    with pytest.raises(TemplateProblem) as caught:
        templates.render(text, VALUES)
    assert (caught.value.code, caught.value.cure) == ("T304", cure)
