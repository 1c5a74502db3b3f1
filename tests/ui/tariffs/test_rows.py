"""Plans side by side as data: groups, units, what is not written, what differs, what rests on what."""

import pytest

from tests.ui.tariffs.editions import small_edition
from trainer.core.tariff import Edition
from trainer.ui.tariffs.plans import ALONE, Wanted, families, presets
from trainer.ui.tariffs.quote import ELSEWHERE, LOOK_UP, assumed, proof_of
from trainer.ui.tariffs.rows import Entry, Row, compare, group_of, matches, resting, row_matches


def row(edition: Edition, name: str, *ids: str) -> Row:
    rows = compare(edition, [edition.plans[id] for id in ids])
    return next(each for each in rows if each.name == name)


def entry(edition: Edition, name: str, id: str) -> Entry:
    return row(edition, name, id).entries[0]


@pytest.mark.parametrize(
    ("field", "group"),
    [
        ("月租变体 VPMN", "月费"),
        ("必选功能", "月费"),
        ("不可取消功能", "功能"),
        ("赠送短信", "短信"),
        ("赠送通话", "市内通话"),
        ("漫游网内被叫", "漫游"),
        ("非优惠时段IP长途", "长途"),
        ("夜间起始日", "市内通话"),
        ("充值卡", "开户"),
        ("证件", "办理"),
        ("转入", "办理"),
    ],
)
def test_each_field_has_its_group(field: str, group: str) -> None:
    assert group_of(field) == group


def test_every_printed_cell_stands_in_the_table(edition: Edition) -> None:
    for plan in edition.plans.values():
        shown = [each.entries[0] for each in compare(edition, [plan])]
        printed = {(each.field, each.value) for each in shown if each.group != "开户"}
        assert {(cell.field, cell.value) for cell in plan.cells} <= printed | {
            (each.field, each.value) for each in shown
        }


def test_what_the_material_does_not_say_is_never_a_figure(edition: Edition) -> None:
    rows = compare(edition, list(edition.plans.values()))
    unsaid = [each for line in rows for each in line.entries if each.value is None]
    assert {each.text for each in unsaid} == {"未写", "—"}
    assert all(each.group == "市内通话" for each in unsaid if each.text == "—")
    assert entry(edition, "月租", "LTK").text == "未写"


def test_an_explicit_gap_is_unwritten_even_among_other_rows(edition: Edition) -> None:
    assert row(edition, "基站范围外通话", "HPT").entries[0].text == "未写"


def test_values_have_their_units() -> None:
    edition = small_edition()
    assert entry(edition, "月租", "A").text == "20 元/月"
    assert entry(edition, "市内通话", "A").text == "0.40 元/分"
    assert entry(edition, "合计", "A").text == "150 元"


def test_the_same_price_written_in_two_ways_does_not_differ() -> None:
    assert not row(small_edition(), "市内通话", "A", "B").differs
    assert row(small_edition(), "短信网内", "A", "B").differs


def test_opening_costs_are_those_of_the_family_and_say_what_is_lost() -> None:
    total = entry(small_edition(), "合计", "B")
    assert total.text == "未写"
    assert "预存" in total.note


def test_a_cell_tells_which_assumptions_rest_on_it() -> None:
    edition = small_edition()
    assert [each.id for each in resting(edition, entry(edition, "市内通话", "A"))] == ["AS-7"]
    assert resting(edition, entry(edition, "月租", "A")) == ()
    assert assumed(edition.assumptions["AS-7"]).startswith("AS-7（已采用）没有写方向的价")


def test_a_gap_says_to_look_it_up_and_what_else_is_open(edition: Edition) -> None:
    small = small_edition()
    assert LOOK_UP in proof_of(small, entry(small, "短信网外", "B")).notes
    assert any("网外短信价" in note for note in proof_of(small, entry(small, "短信网外", "B")).notes)
    by_other_rows = row(edition, "市内通话", "QQT", "MZ-QC").entries[1]
    assert proof_of(edition, by_other_rows).notes == (ELSEWHERE,)


@pytest.mark.parametrize(
    ("text", "found"), [("乙", True), ("0.1/条", True), ("短信 0.1", True), ("漫游", False)]
)
def test_names_fields_and_values_are_searched(text: str, found: bool) -> None:
    assert matches(small_edition().plans["B"], text) is found


def test_rows_are_found_by_field_and_value() -> None:
    line = row(small_edition(), "短信网内", "A", "B")
    assert row_matches(line, "短信")
    assert row_matches(line, "0.1 元")
    assert not row_matches(line, "月租")


def test_the_first_set_of_plans_is_the_family(edition: Edition) -> None:
    name, ids = next(iter(presets(edition).items()))
    assert name == "动感地带四种"
    assert len(ids) == 4
    assert families(list(edition.plans.values()))[-1] == ALONE
    alone = [plan for plan in edition.plans.values() if Wanted(family=ALONE)(plan)]
    assert all(not plan.family for plan in alone)
