"""`let:`: values worked out once keep what they are, know the ones before, and are told where they go wrong."""

import pytest

from tests.content.small import Read, told
from trainer.content.play import ScenarioFile

PROFILE = "profile: {brand: 全球通}"
LONG = "~ brand" * 250


def lines(file: ScenarioFile) -> list[str]:
    return [play.scenario.customers[0].wants for play in file.plays]


def with_lets(lets: str, variants: str = "") -> tuple[str, str]:
    return PROFILE, f"{PROFILE}\nlet:\n{lets}{variants}"


def test_a_let_keeps_what_it_is(reading: Read) -> None:
    lets = (
        '  costs: "{{ opening(brand) }}"\n  two: "{{ costs.total + costs.total }}"\n'
        "  may: \"{{ decide('补卡', date, arrears=false) }}\"\n"
        '  word: 好的\n  said: "{{ word }}，{{ two.short }}"\n  none_yet: "{{ none }}"\n'
        "  few: \"{{ ['甲', '乙'] }}\"\n"
    )
    wants = (
        "wants: 想开一个{{ brand }}",
        'wants: "{{ said }}/{{ costs.card.short }}/{{ two - costs.total }}/{{ may.verdict ~ listed(few) }}"',
    )
    file = reading(with_lets(lets), wants)
    assert told(file) == []
    assert lines(file) == ["好的，300/100/150.00元/受理甲、乙"]


def test_a_variant_has_lets_of_its_own_after_those_of_the_file(reading: Read) -> None:
    variants = (
        "variants:\n  - {id: a, profile: {extra: 甲}, let: {told: '{{ both ~ extra }}'}}\n"
        "  - {id: b, profile: {brand: 动感地带}, let: {told: '{{ both }}'}}\n"
    )
    file = reading(
        with_lets('  both: "{{ brand ~ date.day }}"\n', variants), ("想开一个{{ brand }}", "要{{ told }}")
    )
    assert told(file) == []
    assert lines(file) == ["要全球通7甲", "要动感地带7"]


@pytest.mark.parametrize(
    ("let", "sentence"),
    [
        (
            "brand: x",
            "12:10 D607 let 里的「brand」已经有了。profile、日期、函数和别的 let 都不能重名，改一个名字",
        ),
        (
            "date: x",
            "12:9 D607 let 里的「date」已经有了。profile、日期、函数和别的 let 都不能重名，改一个名字",
        ),
        (
            "rent: x",
            "12:9 D607 let 里的「rent」已经有了。profile、日期、函数和别的 let 都不能重名，改一个名字",
        ),
        ('due: "{{ brnad }}"', "12:8 T302 模板里的名字「brnad」没有定义。是否指「brand」？"),
        ('due: "{{ later }}"\n  later: 好', "12:8 T302 模板里的名字「later」没有定义。是否指「date」？"),
        ('due: "{{ 5 if false }}"', "12:8 T302 if 后面少了 else。写成 {{ 甲 if 条件 else 乙 }}"),
        ('due: "{{ 5) + (5 }}"', "12:8 T301 模板写法不对。检查 {{ }}、引号和括号是否配对"),
        ("due: \"{{ monthly('无') }}\"", "12:8 T304 模板算不出来。资费表里没有「无」，现有："),
        ('due: "{{ [[1]] }}"', "12:8 T304 let 里的一列不能再装一列。拆成几个 let"),
        (
            f'due: "{{{{ [{"brand, " * 101}] }}}}"',
            "12:8 T306 let 算出来的太长。文字最多 4000 字，一列最多 100 项",
        ),
        (
            f'one: "{{{{ brand {LONG} }}}}"\n  due: "{{{{ one ~ one ~ one ~ one ~ one ~ one }}}}"',
            "13:8 T306 let 算出来的太长。文字最多 4000 字，一列最多 100 项",
        ),
        ("due: 收您50元", "12:8 T308 「50元」是手写的，换了资费版本就会错"),
    ],
)
def test_a_wrong_let_is_told_at_its_place(reading: Read, let: str, sentence: str) -> None:
    sentences = told(reading(with_lets(f"  {let}\n")))
    assert [each[: len(sentence)] for each in sentences] == [sentence]


def test_a_name_of_the_file_cannot_be_taken_by_a_variant(reading: Read) -> None:
    variants = "variants: [{id: a, let: {due: 好}}, {id: b, profile: {due: 好}}]\n"
    assert [each.split("。")[0] for each in told(reading(with_lets("  due: 好\n", variants)))] == [
        "12:8 D607 let 里的「due」已经有了",
        "13:31 D607 let 里的「due」已经有了",
    ]


def test_a_wrong_let_is_told_alone_and_in_all_variants(reading: Read) -> None:
    variants = "variants: [{id: a, profile: {brand: 无}}, {id: b, profile: {brand: 空}}]\n"
    file = reading(
        with_lets('  due: "{{ monthly(brand) }}"\n', variants), ("line: 你好。", "line: '{{ due }}'")
    )
    assert [each.split("，")[0] for each in told(file)] == [
        "12:8 T304 模板算不出来。资费表里没有「无」",
        "12:8 T304 模板算不出来。资费表里没有「空」",
    ]


def test_what_was_mended_does_not_add_problems(reading: Read) -> None:
    file = reading(with_lets("  due: 5\n"), ("line: 你好。", "line: '{{ deu }}'"))
    assert [each.split("。")[0] for each in told(file)] == ["12:8 F104 「due」要写文字"]
    file = reading(with_lets("  due: 5\n  brand: x\n"))
    assert [each.split("。")[0] for each in told(file)] == ["12:8 F104 「due」要写文字"]


def test_lets_count_among_the_templates_of_a_file(reading: Read) -> None:
    lets = "".join(f'  n{n}: "{{{{ date.day }}}}{n}{"好" * 1960}"\n' for n in range(21))
    assert "T307 带 {{ }} 的文字太多" in told(reading(with_lets(lets)))[0]
