"""The author's page and the template: every example loads, and every key of the format is explained."""

import re
from pathlib import Path

import pytest
from pydantic import BaseModel

from trainer.content import schema
from trainer.content.bookreader import read_books
from trainer.content.files import FONT
from trainer.content.functions import functions_for
from trainer.content.glyphs import drawable
from trainer.content.play import ScenarioFile
from trainer.content.reading import templates_for
from trainer.content.scenarios import Desk, read_scenario

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/scenarios.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^```yaml\n(.*?)^```", f"{PAGE}\n{README}", re.MULTILINE | re.DOTALL)
FUNCTIONS = (
    *("opening", "monthly", "rent", "bill", "calls", "messages", "decide", "papers"),
    *("month_before", "listed", "yuan", "hotline", "phrase", "cell", "written", "offered", "status", "fact"),
)
MODELS = [
    value for value in vars(schema).values() if isinstance(value, type) and issubclass(value, BaseModel)
]
KEYS = {field.alias or name for model in MODELS for name, field in model.model_fields.items()}


@pytest.fixture(scope="module")
def desk() -> Desk:
    books = read_books(ROOT)
    return Desk(books, templates_for(books), drawable(ROOT / FONT))


def shown(file: ScenarioFile) -> str:
    return "\n".join(str(problem) for problem in file.problems)


def test_there_are_examples() -> None:
    assert len(EXAMPLES) == 6
    assert len(EXAMPLES[0].splitlines()) <= 20
    assert len(EXAMPLES[-1].splitlines()) <= 10


@pytest.mark.parametrize("number", range(len(EXAMPLES)))
def test_an_example_loads_without_a_problem(number: int, desk: Desk) -> None:
    file = read_scenario(EXAMPLES[number].encode(), f"example-{number}.yaml", desk)
    assert not shown(file)
    assert all(sum(play.best) > 0 for play in file.plays)


def test_the_template_loads_as_it_is(desk: Desk) -> None:
    raw = (ROOT / "assets/templates/scenario.yaml").read_bytes()
    file = read_scenario(raw, "scenario.yaml", desk)
    assert not shown(file)
    assert len(file.plays) == 1


def test_the_template_still_loads_with_its_variants_switched_on(desk: Desk) -> None:
    text = (ROOT / "assets/templates/scenario.yaml").read_text(encoding="utf-8")
    changed = re.sub(r"^# (variants:|  )", r"\1", text, flags=re.MULTILINE)
    file = read_scenario(changed.encode(), "scenario.yaml", desk)
    assert not shown(file)
    assert [play.scenario.variant for play in file.plays] == ["student-card"]


@pytest.mark.parametrize("key", sorted(KEYS))
def test_every_key_is_explained(key: str) -> None:
    assert re.search(rf"`{key}\b", PAGE)


def test_every_function_is_explained(desk: Desk) -> None:
    assert set(functions_for(desk.books)) == set(FUNCTIONS)
    assert all(f"{name}(" in PAGE for name in FUNCTIONS)


def test_every_code_named_exists() -> None:
    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "trainer").rglob("*.py"))
    for code in re.findall(r"`([A-Z]\d{3})`", PAGE):
        assert f'"{code}"' in sources, code


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("{{ phrase('P99') }}", "算不出来"),
        ("{{ papers(case, [5]) }}", "算不出来"),
        ("{{ listed(5) }}", "算不出来"),
        ("{{ month_before('x') }}", "算不出来"),
        ("{{ month_before(5) }}", "算不出来"),
        ("{{ monthly('灵通卡') }}", "资料没有写"),
        ("{{ bill('全球通', [calls(5, '市内', '主叫', at='25:00')], date).total }}", "时刻「25:00」不对"),
        ("{{ bill('全球通', [], date, chioce='江夏').total }}", "不认chioce"),
        ("{{ bill('全球通', [], date, joined='昨天').total }}", "joined 的写法"),
        ("{{ bill('乡情卡', [], date).total }}", "江夏、其余"),
        ("{{ bill('灵通卡', [messages(1, '网内')], date).total }}", "资费表没有写短信的价格"),
        ("{{ decide('过户', date, arears=true).verdict }}", "算不出来"),
        ("{{ decide('过护', date).verdict }}", "是否指「过户」"),
        ("{{ monthly('黄鹤') }}", "是否指「黄鹤卡」"),
    ],
)
def test_a_function_called_wrongly_is_one_clear_error(template: str, said: str, desk: Desk) -> None:
    text = EXAMPLES[2].replace("line: 知道了。", f'line: "{template}"')
    file = read_scenario(text.encode(), "wrong.yaml", desk)
    assert not file.plays
    assert [problem.code for problem in file.problems] == ["T304"]
    assert said in shown(file)
