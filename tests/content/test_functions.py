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
    ],
)
def test_a_template_is_filled_in_by_the_tables(templates: Templates, text: str, shown: str) -> None:
    assert templates.render(text, VALUES) == shown


def test_what_the_material_does_not_say_ends_in_one_clear_problem(templates: Templates) -> None:
    with pytest.raises(TemplateProblem, match="资料没有写校园套餐超出500条后的短信价"):
        templates.render("{{ bill('校园套餐', [messages(501, '网内')], date).total }}", VALUES)
