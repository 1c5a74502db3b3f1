"""The printed plans as data: every cell stands in the material, and no price that is not printed is typed."""

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
FOLDER = ROOT / "assets/tariffs/wuhan-2004"
LINES = (ROOT / "assets/material/2004.txt").read_text(encoding="utf-8").split("\n")
DOCUMENTS = {"D1": range(1, 16), "D2": range(16, 69), "D6": range(133, 168), "D9": range(221, 286)}
PRICED = ["QQT", "DLT", "HHK", "LTK", "AXK", "XQK", "HPT", "XYK", "CTX", "MZ-XS", "MZ-QC", "MZ-XY", "MZ-JQ"]
NAMED = ["SUIE", "CZK", "ZHK", "MZ-YL", "MZ-SS"]
OPEN = {
    "QQT": ["同价", "VPMN", "另加市内费", "IP长途", "短信", "来显"],
    "DLT": ["最低消费", "必选", "短信", "长途", "卡费和预存"],
    "HHK": ["漫游单价", "五一、十一、春节", "主叫、被叫", "短信", "长途"],
    "LTK": ["月租", "16元被叫包月", "短信、长途和新功能费"],
    "AXK": ["网外短信价", "漫游", "残联", "代办"],
    "XQK": ["六郊县", "漫游", "短信", "主叫、被叫"],
    "HPT": ["基站范围外", "短信", "漫游", "卡费和预存"],
    "XYK": ["漫游", "老用户", "非优惠时段", "仍按", "缺“元”", "跨时段"],
    "CTX": ["白天时段", "短信", "新开", "跨时段"],
    "MZ-XS": ["可选业务包", "20分钟", "IP长途"],
    "MZ-QC": ["白天时段", "长假", "漫游可以到哪里", "跨时段"],
    "MZ-XY": ["超出500条", "转出", "半月规则", "主叫、被叫", "按月", "跨时段"],
    "MZ-JQ": ["止日", "必选", "超出部分", "国家标准", "漫游时网内被叫"],
}
"""What the material leaves open, by plan; each has to be told in so many words."""


def load(name: str) -> dict[str, Any]:
    data = yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))
    assert isinstance(data, dict)
    return data


EDITION = load("edition.yaml")
PLANS: dict[str, dict[str, Any]] = {plan["id"]: plan for plan in load("plans.yaml")["plans"]}
ASSUMPTIONS = {entry["id"]: entry for entry in EDITION["assumptions"]}
each_plan = pytest.mark.parametrize("id", PLANS)
each_tariff = pytest.mark.parametrize("id", PRICED)


def bare(text: str) -> str:
    """Take all white space out."""
    return re.sub(r"\s+", "", text)


def walk(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every mapping in a value."""
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from walk(item)


def entries(id: str) -> list[dict[str, Any]]:
    """Return the rows, bundles, charges and minimums of a plan."""
    tariff = PLANS[id]["tariff"]
    return [entry for key in ("rates", "bundles", "charges", "minimums") for entry in tariff.get(key) or ()]


def cell(id: str, field: str) -> dict[str, Any]:
    (found,) = (each for each in PLANS[id]["cells"] if each["field"] == field)
    assert isinstance(found, dict)
    return found


def numbers(quote: str) -> set[Decimal]:
    """Return every number a quotation prints; "0。12" is 0.12."""
    return {
        Decimal(found) for found in re.findall(r"\d+(?:\.\d+)?", quote.replace("‖", "").replace("。", "."))
    }


def typed(entry: dict[str, Any]) -> list[Decimal]:
    """Return the amounts and quantities an entry types."""
    texts = [entry.get("price"), entry.get("amount"), entry.get("quantity"), entry.get("fee")]
    texts += [choice["amount"] for choice in entry.get("choices", ())]
    return [Decimal(text) for text in texts if text is not None]


def test_all_plans_are_there() -> None:
    assert list(PLANS) == PRICED + NAMED
    assert all(PLANS[id]["tariff"] for id in PRICED)
    assert all(PLANS[id]["tariff"] is None and PLANS[id]["status"] == "只有名称" for id in NAMED)
    called = [word for plan in PLANS.values() for word in (plan["id"], plan["name"], *plan["aliases"])]
    assert len(called) == len(set(called))


@pytest.mark.parametrize(
    "source", [entry for file in (EDITION, PLANS) for entry in walk(file) if "quote" in entry], ids=str
)
def test_every_quotation_stands_in_its_lines(source: dict[str, Any]) -> None:
    lines = source["lines"]
    assert lines == sorted(set(lines))
    assert all(line in DOCUMENTS[source["document"]] for line in lines)
    text, at = bare("".join(LINES[line - 1] for line in lines)), 0
    for fragment in map(bare, source["quote"].split("‖")):
        at = text.find(fragment, at)
        assert at >= 0, fragment
        at += len(fragment)


@each_plan
def test_every_printed_value_has_a_quotation_and_every_field_stands_once(id: str) -> None:
    cells = PLANS[id]["cells"]
    assert len({each["field"] for each in cells}) == len(cells)
    for each in cells:
        assert each["value"] is None or (each["value"] and each["sources"]), each
    assert PLANS[id]["sources"]


@each_tariff
def test_every_price_is_printed_in_the_quotation_of_its_cell(id: str) -> None:
    for entry in entries(id):
        printed = {n for source in cell(id, entry["cell"])["sources"] for n in numbers(source["quote"])}
        flat = "AS-8" in entry.get("assumes", ())  # a flat fee pays for incoming calls: 0 is not printed
        for amount in typed(entry):
            assert amount in printed or (flat and amount == 0), (entry["id"], amount)


@each_tariff
def test_every_row_says_a_price_or_why_there_is_none(id: str) -> None:
    for row in PLANS[id]["tariff"]["rates"]:
        assert len({"price", "missing", "barred"} & row.keys()) == 1, row
        if row["kind"] == "通话" and row.get("price", "0") != "0":
            assert row["step"] is None, row
            assert row["started"] == ("AS-2" if row.get("per") == 6 else "AS-3"), row


@each_tariff
def test_what_a_plan_names_is_known(id: str) -> None:
    for entry in entries(id):
        assert {*entry.get("assumes", ()), *filter(None, [entry.get("started")])} <= ASSUMPTIONS.keys()
        assert set(entry.get("windows", ())) <= EDITION["windows"].keys()
        assert entry.get("share", "") in {"", *(share["id"] for share in EDITION["shares"])}
    ids = [entry["id"] for entry in entries(id)]
    assert len(ids) == len(set(ids))


@each_tariff
def test_a_missing_price_is_no_number_in_the_cells(id: str) -> None:
    for entry in PLANS[id]["tariff"].get("charges") or ():
        if entry["amount"] is None and "choices" not in entry:
            assert entry["missing"]
            assert cell(id, entry["cell"])["value"] is None


@pytest.mark.parametrize(("id", "words"), OPEN.items())
def test_every_open_point_is_told(id: str, words: list[str]) -> None:
    told = PLANS[id]["open"]
    assert [word for word in words if not any(word in text for text in told)] == []


@each_plan
def test_no_plan_leaves_nothing_open(id: str) -> None:
    assert PLANS[id]["open"]
    assert all(text and not text.endswith("。") for text in PLANS[id]["open"])


def test_every_assumption_names_its_results() -> None:
    numbered = [f"AS-{number}" for number in (2, 3, 4, "4b", *range(5, 19))]
    assert list(ASSUMPTIONS) == ["AS-1r", "AS-1y", *numbered]
    assert all(entry["results"].endswith("。") for entry in ASSUMPTIONS.values())
    assert [id for id, entry in ASSUMPTIONS.items() if entry["value"] is False] == [
        *("AS-2", "AS-3", "AS-12", "AS-13")
    ]


def test_a_share_rests_on_known_assumptions() -> None:
    for share in EDITION["shares"]:
        named = {share.get("divisor", "AS-15"), share.get("first_counts", "AS-15"), *share["assumes"]}
        assert named <= ASSUMPTIONS.keys()


@pytest.mark.parametrize("name", ["五一", "十一", "春节"])
def test_the_day_of_a_holiday_lies_in_the_days_around_it(name: str) -> None:
    days, around = EDITION["windows"][name], EDITION["windows"][f"{name}前后"]
    assert [day["from"].year for day in days] == [2003, 2004, 2005]
    for day, wide in zip(days, around, strict=True):
        assert day["from"] == day["to"]
        assert wide["from"] < day["from"] <= day["to"] < wide["to"]


def test_what_is_lost_is_null_and_never_zero() -> None:
    lost = [("LTK", "月租"), ("HHK", "漫游单价"), ("DLT", "最低消费"), ("AXK", "短信网外"), ("SUIE", "资费")]
    assert [cell(id, field)["value"] for id, field in lost] == [None] * len(lost)


@pytest.mark.parametrize("text", [c["value"] or "" for p in PLANS.values() for c in p["cells"]])
def test_a_value_is_written_as_chinese_is(text: str) -> None:
    assert not set(text) & set("();,+→↔ ")
