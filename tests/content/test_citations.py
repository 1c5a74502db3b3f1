"""What a rule of a scenario may name of the tables, and the quotations that then prove the mark."""

import re

import pytest

from tests.content.small import Read, told
from trainer.content.bench import records
from trainer.content.scenarios import Desk
from trainer.content.schema import OptionText
from trainer.content.shelf import load
from trainer.paths import find_places

SILENT = "乡情卡资费:月租费20元-30元(江夏30元,其余20元)市内通话费0.36元/分钟、"


@pytest.mark.parametrize(
    ("rule", "lines", "quote"),
    [
        ("R-15-CARD", (279,), "各营业窗口人员不允许在每月1日-5日受理"),
        ("XYK-STOP", (265, 267), "现已‖停止销售"),
        ("transfer", (277,), "过户"),
        ("R-FEE", (222,), "免入网费,交SIM卡费"),
        ("LIM-100", (241,), "从2001年3月1日至12月1日之间入网的限额为100元)"),
        ("LIM-LOST", (229,), "2000年7月1日至2001年3月1日之间入网的限额为300元"),
        ("opening.黄鹤卡", (225,), "黄鹤卡、乡情卡、灵通卡110元,预存50元话费"),
        ("opening.大灵通", (223,), "全球通100元,预存50元话费"),
        ("opening", (223,), "全球通100元,预存50元话费"),
        ("全球通.月租", (272,), "普通全球通月租费50元"),
        ("QQT.月租变体VPMN", (272,), "(VPMN为20元-30元)"),
        ("黄鹤卡.漫游国内", (253,), "五一、十一、春节期间开放国内漫游功能"),
        ("青春套餐.市内19-08主叫", (283,), "19:00-次日08:00期间主叫0.15元/分钟"),
        ("乡情卡.漫游", (230,), SILENT),
        ("乡情卡", (230,), SILENT),
    ],
)
def test_the_row_of_the_table_proves_the_mark(
    reading: Read, rule: str, lines: tuple[int, ...], quote: str
) -> None:
    file = reading(("rule: P01", f"rule: {rule}"))
    assert told(file) == []
    option = file.plays[0].scenario.customers[0].nodes["enter"].options[1]
    assert option.rule == rule
    assert (option.proof[0].document, option.proof[0].lines) == ("D9", lines)
    assert option.proof[0].quote.startswith(quote)


def test_the_word_of_the_library_comes_first(reading: Read, desk: Desk) -> None:
    file = reading(("rule: P01", "rule: R-15"))
    proof = file.plays[0].scenario.customers[0].nodes["enter"].options[1].proof
    assert proof == desk.books.library.sources("R-15")
    assert len(dict(records(desk.books.edition))["R-15"]) == 2


def test_a_rule_on_the_log_is_proved_alike(reading: Read) -> None:
    file = reading(("kind: stays", "kind: stays\n    rule: PAY-NOW"))
    assert told(file) == []
    assert [source.lines for source in file.plays[0].scenario.rules[0].proof] == [(251,)]


@pytest.mark.parametrize(
    ("rule", "cure"),
    [
        ("全球通.月组", "是否指「全球通.月租」？"),
        ("全球痛.月租", "是否指「全球通.月租」？"),
        ("opening.黄贺卡", "是否指「opening.黄鹤卡」？"),
        ("XYK-STOPP", "是否指「XYK-STOP」？"),
        ("这里没有", "编号见 scripts_zh/ 和 assets/tariffs/"),
    ],
)
def test_an_unknown_name_is_told_with_the_nearest(reading: Read, rule: str, cure: str) -> None:
    file = reading(("rule: P01", f"rule: {rule}"))
    assert told(file) == [f"25:19 U202 未知步骤或规则「{rule}」。{cure}"]


def test_steps_are_named_from_the_library_alone(reading: Read) -> None:
    file = reading(("rule: P01", "also: [XYK-STOP]"))
    assert [sentence.split("。")[0] for sentence in told(file)] == ["25:20 U202 未知步骤或规则「XYK-STOP」"]


def test_every_record_can_be_written_and_proves_something(desk: Desk) -> None:
    id = re.compile(str(OptionText.model_json_schema()["properties"]["rule"]["anyOf"][0]["pattern"]))
    found = list(records(desk.books.edition))
    assert [name for name, sources in found if not sources or not id.match(name)] == []
    cells = [name for name, _ in found if "." in name]
    assert len(cells) == len(set(cells))


def test_no_record_hides_another_with_other_words(desk: Desk) -> None:
    names = {"R-SVC", "R-CYC", "R-DAY", "R-RENT", "R-PKG", "R-PAY1", "R-PAY2", "R-TS", "R-ARR", "R-15"}
    both = {name for name, _ in records(desk.books.edition)} & desk.books.library.ids
    assert both == names | {"R-DOC-P", "R-DOC-U", "R-DOC-A", "R-DOC-X"}


def test_what_proves_an_answer_may_follow_the_variant() -> None:
    shelf = load(find_places().content)
    proofs = {
        play.scenario.variant: option.proof
        for play in shelf.plays["hotline-tariff"]
        for option in play.scenario.customers[0].nodes["rate"].options
        if option.id == "right-rate"
    }
    assert set(proofs) == {"both-written", "fee-lost"}
    assert proofs["both-written"] != proofs["fee-lost"]
