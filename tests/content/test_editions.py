"""Editions: folders of tables, read with every mistake at its place; two side by side, and what one makes stale."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from pathlib import Path

import pytest

from tests.content.conftest import ROOT
from tests.content.small import SCENARIO
from trainer.content.bookreader import open_books, read_books
from trainer.content.books import BooksDamaged, book_files
from trainer.content.differences import Difference
from trainer.content.editions import UnknownEdition, differences, stale
from trainer.content.shelf import load
from trainer.core.library import Source
from trainer.core.money import Money
from trainer.core.rates import ties
from trainer.core.tariff import plan_of

OLD, NEW = "wuhan-2004", "wuhan-2005"
HOME = "assets/tariffs"
Change = Callable[..., None]


@pytest.fixture
def change(root: Path) -> Change:
    """Exchange texts in a file of an edition: change("plans.yaml", (old, new), …)."""

    def change(file: str, *changes: tuple[str, str], edition: str = OLD) -> None:
        path = root / HOME / edition / file
        text = path.read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text, old
            text = text.replace(old, new, 1)
        path.write_text(text, encoding="utf-8")

    return change


@pytest.fixture
def second(root: Path, change: Change) -> Path:
    """A second edition beside the first, from 2005 on, with nothing changed but its name."""
    shutil.copytree(root / HOME / OLD, root / HOME / NEW)
    change(
        "edition.yaml",
        (f"id: {OLD}", f"id: {NEW}"),
        ("valid_from: 2003-01-01", "valid_from: 2005-01-01"),
        edition=NEW,
    )
    return root


def complaints(root: Path) -> list[str]:
    with pytest.raises(BooksDamaged) as caught:
        read_books(root)
    return [str(problem) for problem in caught.value.problems]


def at(root: Path, file: str, old: str, new: str) -> str:
    """Return the place marked with ‸ in a text that is put in the place of another one in a file."""
    whole = (root / HOME / OLD / file).read_text(encoding="utf-8")
    before = whole[: whole.index(old)] + new.partition("‸")[0]
    return f"{HOME}/{OLD}/{file}:{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"


def test_the_shipped_edition_is_whole() -> None:
    opened = open_books(ROOT)
    edition = opened.books.edition
    assert len(edition.plans) == 18
    assert [doubt for page in opened.pages for doubt in page.doubts] == []
    assert plan_of(edition, "青春套餐").family == "动感地带"
    for plan in edition.plans.values():
        assert (plan.tariff is None) is (plan.status == "只有名称")
        assert plan.tariff is None or list(ties(plan.tariff.rates)) == []


def test_a_row_takes_the_sources_of_its_cell() -> None:
    plan = read_books(ROOT).edition.plans["QQT"]
    assert plan.tariff is not None
    local = plan.tariff.rates[0]
    assert local.sources == (Source("D9", (272,), "市内通话费0.36元/分钟"),)
    assert (local.stages[0].price, local.stages[0].step, local.started) == (Fraction("0.36"), None, "AS-3")
    assert plan.tariff.terms.assumes == ("AS-1r",)
    assert [share.id for share in plan.tariff.shares] == ["R-RENT"]


PLANS, RULES, HEAD = "plans.yaml", "rules.yaml", "edition.yaml"


@pytest.mark.parametrize(
    ("file", "old", "new", "sentence"),
    [
        (PLANS, "cell: 市内通话", "cell: ‸市内通活", "U208 没有格子「市内通活」。是否指「市内通话」？"),
        (PLANS, "share: R-RENT", "share: ‸R-RENTS", "U208 没有不足月的算法「R-RENTS」。是否指「R-RENT」？"),
        (PLANS, "assumes: [AS-7]", "assumes: [‸AS-7b]", "U209 没有假定「AS-7b」。是否指「AS-7」？"),
        (PLANS, "assumes: [AS-7]", "assumes: [‸甲]", "U209 没有假定「甲」。编号见 edition.yaml 的 assumptions"),
        (PLANS, "field: 市内通话", "field: ‸月租", "D605 「月租」写了两次。改一个名字，或删去一个"),
        (PLANS, "id: DLT", "id: ‸QQT", "D605 「QQT」写了两次。改一个编号，或删去一个"),
        (PLANS, "name: 大灵通", "name: ‸普通全球通", "D605 「普通全球通」写了两次。改一个编号，或删去一个"),
        (PLANS, "status: 在售", "status: ‸在买", "F103 「status」只能是 在售、停售、短期、仅老用户、只有名称。是否指「在售」？"),
        (PLANS, "  - id: QQT", "  - ‸5\n  - id: QQT", "F104 「plans」要写“键： 值”。检查写法和缩进"),
        (PLANS, "    cells:\n", "    cells:\n      - ‸5\n", "F104 「cells」要写“键： 值”。检查写法和缩进"),
        (PLANS, "    tariff:\n      words", "    tariff:\n      ‸wodrs: []\n      words", "F102 没有「wodrs」这个键。是否指「words」？"),
        (PLANS, "tariff: null", "tariff: ‸5", "F104 「tariff」要写“键： 值”。检查写法和缩进"),
        (PLANS, "id: long,", "id: ‸local,", "D605 「local」写了两次。改一个编号，或删去一个"),
        (PLANS, "service: 长途, price", "‸service: 市内, price", "U210 “local”（市内通话）和“long”（长途）同时成立，分不出用哪一行。把一行的条件写得比另一行窄，或写 priority"),
        (HEAD, "mode: AS-1r", "mode: ‸AS-1y", "F103 假定 AS-1y 的值「365」不是取整的方法。可写：down、half-even、half-up、up"),
        (HEAD, "divisor: AS-1y", "divisor: ‸AS-1x", "U209 没有假定「AS-1x」。是否指「AS-1y」？"),
        (HEAD, "valid_from: 2003-01-01\nvalid_to: 2005-12-31", "valid_from: ‸2004-02-02\nvalid_to: 2004-02-01", "F106 「valid_from」在「valid_to」之后。改成真正的有效期"),
        (HEAD, "  五一:\n", "  五一: 5\n  甲:\n", None),
        (RULES, "first: 2000-07-01", "first: ‸2000-07-32", "F106 「first」没有这一天。写成 2004-07-07 这样，或写 null"),
        (RULES, "services: [过户,", "services: ‸[过户了,", "U208 没有业务「过户了」。是否指「过户」？"),
        (RULES, "plans: [全球通]", "plans: ‸[全求通]", "U208 没有套餐「全求通」。是否指「全球通」？"),
        (RULES, "papers: [R-TS]", "papers: ‸[甲]", "U208 没有证件规则「甲」。改成已有的证件规则"),
        (RULES, "unless: [CV-XY-IN]", "unless: ‸[CV-XY-IM]", "U208 没有条文「CV-XY-IM」。是否指「CV-XY-IN」？"),
        (RULES, "assumes: [AS-16]", "assumes: ‸[AS-60]", "U208 没有假定「AS-60」。"),
        (RULES, "days: [1, 2, 3, 4, 5]", "days: ‸[1, 2, 3, 4, 32]", "F104 「days」要写一个月里的日子。从 1 到 31"),
        (RULES, "    last: 2004-06-17", "    first: ‸2004-06-18\n    last: 2004-06-17", "F106 「first」在「last」之后。first 写在前的一天，last 写在后的一天"),
        (RULES, "智慧卡可以转{plan}", "智慧卡可以转{plam}", "F108 条文 CV-CARD 的空格写法不对。花括号里只能写 feature、place、plan、plan_from、service"),
        (RULES, "智慧卡可以转{plan}", "智慧卡可以转{plan", "F108 条文 CV-CARD 的空格写法不对。花括号里只能写 feature、place、plan、plan_from、service"),
    ],
)  # fmt: skip
def test_a_mistake_in_an_edition(
    root: Path, change: Change, file: str, old: str, new: str, sentence: str | None
) -> None:
    place = at(root, file, old, new)
    change(file, (old, new.replace("‸", "")))
    found = complaints(root)
    if "‸" in new and sentence and "U210" not in sentence:
        assert any(each.startswith(f"{place} {sentence}") for each in found), found
    elif sentence:
        assert [each.partition(" ")[2] for each in found] == [sentence]
    else:
        assert found, "a broken window"
        assert all(each.startswith(f"{HOME}/{OLD}/{HEAD}:") for each in found), found


def test_a_broken_head_brings_no_false_alarms(root: Path, change: Change) -> None:
    change(HEAD, ("assumptions:", "assumption:"))
    found = complaints(root)
    assert all(each.startswith(f"{HOME}/{OLD}/{HEAD}:") for each in found), found
    assert any(each.endswith("F102 没有「assumption」这个键。是否指「assumptions」？") for each in found)


@pytest.mark.parametrize("file", [HEAD, PLANS, RULES])
def test_a_file_that_is_missing(root: Path, file: str) -> None:
    (root / HOME / OLD / file).unlink()
    found = complaints(root)
    assert found[0] == f"{HOME}/{OLD}/{file}:1:1 Y005 找不到文件。检查文件名，或重新安装程序"
    assert len(found) == 1


def test_no_edition_at_all(root: Path) -> None:
    shutil.rmtree(root / HOME)
    assert complaints(root) == [f"{HOME}:1:1 Y005 一个资费版本也没有。重新安装程序，或从备份里找回"]


def test_what_is_no_edition_is_passed_over(root: Path) -> None:
    shutil.copytree(root / HOME / OLD, root / HOME / ".old")
    (root / HOME / "readme.yaml").write_text("x", encoding="utf-8")
    assert list(read_books(root).editions) == [OLD]


def test_a_price_that_no_quotation_prints_is_told(root: Path, change: Change) -> None:
    quoted, bare = 'price: "0.36"', 'amount: "16", share: "", assumes: [AS-8], cell: 被叫'
    places = [at(root, PLANS, quoted, "price: ‸"), at(root, PLANS, bare, "amount: ‸")]
    change(PLANS, (quoted, 'price: "0.63"'), (bare, 'amount: "16"'))
    assert [str(problem) for problem in load(root).problems] == [
        f"{places[0]} Q403 「price」的 0.63 资料里没有印，引文是：市内通话费0.36元/分钟。照资料写，或改 cell、sources",
        f"{places[1]} Q403 「amount」的 16 资料里没有印，它没有引文。照资料写，或改 cell、sources",
    ]


def test_every_price_of_a_row_is_looked_for(root: Path, change: Change) -> None:
    row = 'price: "0.36", step: null, started: AS-3'
    stages = 'stages: [{after: 0, price: "0.36"}, {after: 60, price: "0.37"}], most: "5"'
    tiers = 'tiers: [{up_to: 5, price: "0.36"}, {up_to: null, price: "0.38", fee: "7"}]'
    for old, new, told in (
        (row, stages, ["「most」的 5", "「price」的 0.37"]),
        (stages, tiers, ["「price」的 0.38", "「fee」的 7"]),
    ):
        change(PLANS, (old, new))
        assert [problem.message.split(" 资料")[0] for problem in load(root).problems] == told


def test_a_misprinted_price_is_printed_all_the_same() -> None:
    printed = [
        rate.sources for plan in read_books(ROOT).edition.plans.values() if plan.tariff for rate in plan.tariff.rates
        if any("0。" in source.quote for source in rate.sources)
    ]  # fmt: skip
    assert printed


def test_a_false_quotation_in_an_edition_has_its_place(root: Path, change: Change) -> None:
    true = 'quote: "普通全球通月租费50元"'
    place = at(root, PLANS, true, "quote: ‸")
    change(PLANS, (true, 'quote: "普通全球通月租费5元50"'))
    assert [str(problem) for problem in load(root).problems] == [
        f"{place} Q401 月租 的引文不在资料第 272 行：普通全球通月租费5元50。照原文抄写，行号写对"
    ]


def test_two_editions_lie_side_by_side(second: Path, change: Change) -> None:
    books = read_books(second)
    assert list(books.editions) == [OLD, NEW]
    assert books.edition.id == OLD
    assert replace(books, hall=NEW).edition.id == NEW
    assert replace(books, hall="nowhere").edition.id == OLD
    assert books.editions[NEW].valid_from == date(2005, 1, 1)
    assert {file.name for file in book_files(second)} >= {HEAD, PLANS, RULES}
    change(HEAD, (f"id: {NEW}", f"id: {OLD}"), edition=NEW)
    assert complaints(second) == [f"{HOME}/{NEW}/{HEAD}:4:5 D605 资费版本「{OLD}」写了两次。改一个编号"]


def test_the_library_and_each_edition_have_their_material(second: Path, change: Change) -> None:
    change(HEAD, ("material: 2004.txt", "material: 2005.txt"), edition=NEW)
    assert [str(problem) for problem in load(second).problems] == [
        "assets/material/2005.txt:1:1 Q402 读不到资料原文。重新放一份，或重新安装程序"
    ]


def test_a_scenario_is_made_against_its_own_edition(second: Path, change: Change) -> None:
    change(RULES, ('card: "100"', 'card: "120"'), edition=NEW)
    said = SCENARIO.replace("line: 你好。", "line: '{{ opening(brand).total.short }}元吗？'")
    for id, edition in (("small", OLD), ("other", NEW), ("none", "wuhan-2006")):
        text = said.replace("id: small", f"id: {id}").replace(f"edition: {OLD}", f"edition: {edition}")
        (second / f"scenarios/{id}.yaml").write_text(text, encoding="utf-8")
    shelf = load(second)
    lines = {id: plays[0].scenario.customers[0].nodes["enter"].line for id, plays in shelf.plays.items()}
    assert lines == {"small": "150元吗？", "other": "170元吗？"}
    assert [str(problem) for problem in shelf.problems] == [
        "scenarios/none.yaml:8:10 U206 没有资费版本「wuhan-2006」。是否指「wuhan-2005」？"
    ]


def test_the_same_edition_twice_differs_in_nothing(second: Path) -> None:
    books = read_books(second)
    again = replace(books.editions[NEW], valid_from=date(2003, 1, 1))
    assert differences(books.editions[OLD], again) == []
    assert stale(second, OLD, NEW) == []


def test_what_differs_is_told_with_both_sources(second: Path, change: Change) -> None:
    change(PLANS, ('price: "0.36"', 'price: "0.35"'), edition=NEW)
    change(RULES, ('card: "100"', "card: null"), edition=NEW)
    books = read_books(second)
    local, opening = (
        (Source("D9", (272,), "市内通话费0.36元/分钟"),),
        (Source("D9", (223,), "全球通100元,预存50元话费"),),
    )
    assert differences(books.editions[OLD], books.editions[NEW]) == [
        Difference(("valid_from",), (), "2003-01-01", "2005-01-01"),
        Difference(
            ("plans", "QQT", "tariff", "rates", "local", "stages", "1", "price"),
            ("全球通", "市内通话"), "0.36", "0.35", local, local,
        ),
        Difference(("openings", "全球通", "card"), ("全球通",), "100", None, opening, opening),
    ]  # fmt: skip


def test_the_scenarios_that_a_new_price_makes_stale_are_told_once_whatever_details_they_draw(
    second: Path, change: Change
) -> None:
    change(RULES, ('card: "100"', 'card: "120"'), edition=NEW)
    asks = SCENARIO.replace("id: small", "id: asks").replace(
        "line: 你好。", "line: '{{ opening(brand).card }}？'"
    )
    asks = asks.replace(
        "profile: {brand: 全球通}",
        "variants:\n- {id: a, profile: {brand: 全球通}}\n- {id: b, profile: {brand: 爱心卡}}\n"
        "draws:\n- customers: {wang: {name: 王女士}}\n- customers: {wang: {name: 李女士}}",
    )
    (second / "scenarios/asks.yaml").write_text(asks, encoding="utf-8")
    (second / "scenarios/broken.yaml").write_text("[", encoding="utf-8")
    (second / "scenarios/shapeless.yaml").write_text("id: 5", encoding="utf-8")
    (second / "scenarios/new.yaml").write_text(
        asks.replace(OLD, NEW).replace("id: asks", "id: new"), encoding="utf-8"
    )
    (found,) = stale(second, OLD, NEW)
    assert (found.file, found.scenario, found.variant, found.problems) == (
        "scenarios/asks.yaml",
        "asks",
        "a",
        (),
    )
    assert found.changes == (
        Difference(("customers", "wang", "nodes", "enter", "line"), ("王女士",), "100.00元？", "120.00元？"),
    )


def test_a_scenario_that_the_new_edition_cannot_make_is_stale(second: Path, change: Change) -> None:
    change(RULES, ('card: "100"', "card: null"), edition=NEW)
    text = SCENARIO.replace("line: 你好。", "line: '{{ opening(brand).total }}？'")
    (second / "scenarios/small.yaml").write_text(text, encoding="utf-8")
    (unable,) = stale(second, OLD, NEW)
    assert (unable.variant, unable.changes) == ("", ())
    assert [problem.code for problem in unable.problems] == ["T304"]


@pytest.mark.parametrize(("old", "new"), [(OLD, "wuhan-2010"), ("甲", OLD)])
def test_an_edition_that_is_not_there(root: Path, old: str, new: str) -> None:
    with pytest.raises(
        UnknownEdition,
        match=r"没有资费版本「(wuhan-2010|甲)」。(是否指「wuhan-2004」？|已安装的版本：wuhan-2004)",
    ):
        stale(root, old, new)


def test_the_opening_of_the_shipped_edition() -> None:
    assert read_books(ROOT).edition.openings["全球通"].total == Money.parse("150")
