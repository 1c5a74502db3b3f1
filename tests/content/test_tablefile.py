"""Rate tables in files of their own: what they hold comes out exact, and every mistake at its place."""

import json
from datetime import date, datetime
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trainer.content.files import MOST_BYTES
from trainer.content.tablefile import TableDamaged, read_tariff
from trainer.core.money import Rounding
from trainer.core.proration import Share, Step
from trainer.core.rates import Bundle, For, Stage, Tier, Traffic
from trainer.core.rating import Call, Table, Terms
from trainer.core.tariff import Charge, Choice, Minimum, Percentage, Tariff
from trainer.core.when import DAY, Days, Times, Window

HEAD = "format: 1\nid: t\nname: 表\n"
ROW = "rates:\n  - {id: a, name: 甲, kind: 通话, "
GOOD = (
    HEAD
    + """\
rounding: {mode: half-even, to: "0.001", on: line}
edge: carry
windows: {国庆: [{from: 2004-10-01, to: 2004-10-07}]}
destinations: {GERMANY: ["49"], MOBILE: ["4915", "4916"]}
shares:
  - {id: half, name: 半月, steps: [{day: 1, share: 1}, {day: 16, share: "1/2"}]}
  - {id: daily, name: 按天, times: 12, divisor: 365, first_counts: false, even_whole: true}
  - {id: unused, name: 没用, missing: 算法}
words: [本地]
rates:
  - {id: out, name: 夜间, kind: call, direction: out, network: [on-net, 校园卡网内], service: 市内, place: 城区,
     to: [GERMANY, MOBILE, "4420"], times: ["19:00-08:00", "12:00-13:00"], weekdays: [6, 7], months: [1, 2],
     windows: 国庆, from: 2004-02-01, until: 2004-12-31, fee: 1, price: "0.15", step: 6, most: "5.00", priority: 3}
  - {id: staged, name: 分段, kind: 通话, direction: in, stages: [{after: 0, price: "0.20", step: 30},
     {after: 30, price: "0.10", per: 30, step: null}]}
  - {id: sms, name: 短信, kind: message, tiers: [{up_to: 100, price: "0.3"}, {up_to: null, price: "0.2", fee: "1"}],
     tiering: volume}
  - {id: lost, name: 没写, kind: 数据, missing: 价格}
  - {id: no, name: 不开, kind: 彩信, barred: 不开放}
bundles:
  - {id: free, name: 赠送, for: [{kind: call, network: on-net}], quantity: 20, frees_fee: true, partial: 半月送多少}
  - {id: some, name: 赠送短信, for: [{kind: 短信}, {kind: 彩信}], quantity: 200, share: half}
charges:
  - {id: rent, name: 月租, amount: 20, share: half}
  - {id: kinds, name: 月费, choices: [{word: 江夏, amount: "30"}, {word: 其余, amount: "20"}], share: daily}
  - {id: silent, name: 来显, missing: 来显的价钱, share: whole}
minimums:
  - {id: least, name: 最低消费, amount: "42", counts: [call, rent, sms]}
percentages:
  - {id: off, name: 折扣, percent: "-12.5", counts: [call, least]}
  - {id: tax, name: 税, percent: 6, counts: [off, message]}
"""
)


def told(text: str | bytes) -> list[str]:
    """Return what is said of a table that is refused, without the name of the file."""
    raw = text.encode() if isinstance(text, str) else text
    with pytest.raises(TableDamaged) as caught:
        read_tariff(raw, "t.yaml")
    assert str(caught.value) == "\n".join(map(str, caught.value.problems))
    return [str(problem).removeprefix("t.yaml:") for problem in caught.value.problems]


def good(text: str) -> Tariff:
    return read_tariff(text.encode(), "t.yaml")


def test_rows_come_out_exact() -> None:
    tariff = good(GOOD)
    out, staged, sms, lost, barred = tariff.rates
    assert out.of == For(
        "通话",
        frozenset({"市内"}),
        frozenset({"主叫"}),
        frozenset({"网内", "校园卡网内"}),
        frozenset({"城区"}),
        frozenset({"49", "4915", "4916", "4420"}),
        Times.between([(19 * 3600, 8 * 3600), (12 * 3600, 13 * 3600)]),
        Days(
            frozenset({6, 7}),
            frozenset({1, 2}),
            (Window(date(2004, 10, 1), date(2004, 10, 7)),),
            date(2004, 2, 1),
            date(2004, 12, 31),
        ),
    )
    assert (out.fee, out.most, out.priority) == (1, 5, 3)
    assert out.stages == (Stage(Fraction("0.15"), 60, 6),)
    assert staged.stages == (Stage(Fraction("0.2"), 60, 30), Stage(Fraction("0.1"), 30, None, 30))
    assert sms.tiers == (Tier(100, Fraction("0.3")), Tier(None, Fraction("0.2"), Fraction(1)))
    assert (sms.tiering, sms.stages) == ("volume", (Stage(Fraction("0.3"), 1, 1),))
    assert (lost.missing, lost.stages, barred.barred) == ("价格", (), "不开放")


def test_the_rest_of_a_table_comes_out_exact() -> None:
    tariff = good(GOOD)
    assert (tariff.id, tariff.name, tariff.words) == ("t", "表", ("本地",))
    assert tariff.terms == Terms("carry", Rounding("half-even", Fraction("0.001")), "line")
    assert tariff.bundles == (
        Bundle("free", "赠送", (For("通话", network=frozenset({"网内"})),), 1200, 60, True, "半月送多少"),
        Bundle("some", "赠送短信", (For("短信"), For("彩信")), 200, share="half"),
    )
    assert tariff.charges == (
        Charge("rent", "月租", Fraction(20), (), "half"),
        Charge("kinds", "月费", None, (Choice("江夏", Fraction(30)), Choice("其余", Fraction(20))), "daily"),
        Charge("silent", "来显", None, (), "whole", "来显的价钱"),
    )
    assert tariff.minimums == (Minimum("least", "最低消费", Fraction(42), ("通话", "rent", "sms")),)
    assert tariff.percentages == (
        Percentage("off", "折扣", Fraction("-12.5"), ("通话", "least")),
        Percentage("tax", "税", Fraction(6), ("off", "短信")),
    )
    assert tariff.shares == (
        Share("half", "半月", steps=(Step(1, Fraction(1)), Step(16, Fraction(1, 2)))),
        Share("daily", "按天", 12, 365, False, True),
    )


def test_a_table_may_be_written_as_json() -> None:
    rate = {"id": "a", "name": "甲", "kind": "call", "price": "0.6", "step": 1}
    text = json.dumps({"format": 1, "id": "t", "name": "表", "rates": [rate]}, ensure_ascii=True)
    table = Table(good(text).rates)
    assert table.yuan(table.costs([Call(Traffic("通话"), datetime(2004, 7, 7), 7)])[0]) == Fraction("0.07")


def test_an_empty_table_is_a_table() -> None:
    assert good(HEAD) == Tariff("t", "表")


@pytest.mark.parametrize(
    ("times", "spans"),
    [
        ('"00:00-24:00"', ((0, DAY),)),
        ('"23:00-24:00"', ((23 * 3600, DAY),)),
        ('"23:00-00:00"', ((23 * 3600, DAY),)),
        ('["08:00-08:01", "23:59-00:01"]', ((0, 60), (8 * 3600, 8 * 3600 + 60), (DAY - 60, DAY))),
    ],
)
def test_times(times: str, spans: tuple[tuple[int, int], ...]) -> None:
    assert good(f"{HEAD}{ROW}times: {times}, price: 1}}").rates[0].of.times.spans == spans


def check_told(text: str, problem: str) -> None:
    """Check that this problem alone is told, at the place marked with ‸."""
    before = text.partition("‸")[0]
    place = f"{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"
    found = told(text.replace("‸", ""))
    assert [each[: len(f"{place} {problem}")] for each in found] == [f"{place} {problem}"], found


def row(text: str, more: str = "") -> str:
    return f"{HEAD}{more}{ROW}{text}}}\n"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('price: ‸0.6', 'F107 「price」的金额写法不对。写成带引号的元'),
        ('price: 1, fee: ‸-1', 'F107 「fee」'),
        ('price: ‸-1', 'F107'),
        ('price: ‸.nan', 'F107'),
        ('price: ‸-.inf', 'F107'),
        ('price: ‸true', 'F107'),
        ('price: ‸"1/2"', 'F107'),
        ('price: ‸"１"', 'F107'),
        ('price: ‸"1e3"', 'F107'),
        ('price: ‸"1234567890123"', 'F107'),
        ('price: ‸"0.123456789"', 'F107'),
        ('price: ‸1000000000000', 'F107'),
        ('price: 1, ‸prize: 1', 'F102 没有「prize」这个键。是否指「price」？'),
        ('missing: ‸5', 'F104 「missing」要写文字。数字、true、false 作文字时要加引号'),
        ('price: 1, times: ‸"08:00-25:00"', 'F113 「times」没有这个钟点。从 00:00 到 23:59；24:00 只能作结束'),
        ('price: 1, times: ‸"24:00-08:00"', 'F113 「times」没有这个钟点'),
        ('price: 1, times: ‸"08:60-09:00"', 'F113 「times」没有这个钟点'),
        ('price: 1, times: [‸"08:00-08:00"]', 'F113 「times」的时段是空的。起止要不同'),
        ('price: 1, times: ‸8:00-9:00', 'F113 「times」的时段写法不对。写成带引号的 "08:00-19:00" 这样'),
        ('price: 1, times: ‸5', 'F113 「times」的时段写法不对'),
        ('price: 1, times: ‸[]', 'F104 「times」项目太少。至少写 1 项'),
        ('price: 1, weekdays: [‸0]', 'F104 「weekdays」数字太小。最小 1'),
        ('price: 1, weekdays: [‸true]', 'F104 「weekdays」要写整数'),
        ('price: 1, monthdays: [‸32]', 'F104 「monthdays」数字太大。最大 31'),
        ('price: 1, months: [‸13]', 'F104 「months」数字太大。最大 12'),
        ('price: 1, from: ‸2004-02-30', 'F106 「from」没有这一天。写成 2004-07-07 这样'),
        ('price: 1, from: ‸20040207', 'F106 「from」没有这一天'),
        ('price: 1, from: ‸2004-07-02, until: 2004-07-01', 'F106 「from」在「until」之后。from 写在前的一天'),
        ('price: 1, per: ‸0', 'F104 「per」数字太小。最小 1'),
        ('price: 1, step: ‸10000001', 'F104 「step」数字太大。最大 10000000'),
        ('price: 1, priority: ‸2000', 'F104 「priority」数字太大'),
        ('price: 1, direction: ‸来电', 'F103 「direction」只能是 主叫、被叫。改成其中一个；不分方向就删去这个键'),
        ('price: 1, service: [‸5]', 'F104 「service」要写文字。数字、true、false 作文字时要加引号'),
        ('price: 1, service: ‸"市内 "', 'F104 「service」要写 1 到 60 个字，前后不带空格。改短，或删去空格'),
        ('price: 1, to: ‸49', 'F104 「to」要写文字。数字、true、false 作文字时要加引号'),
        ('price: 1, to: ‸GERMANI', 'U208 没有目的地「GERMANI」。是否指「GERMANY」？'),
        ('price: 1, to: [‸甲乙]', 'U208 没有目的地「甲乙」。写号码的开头几位，或在 destinations 里补上'),
        ('price: 1, windows: [国庆, ‸国庄]', 'U208 没有日期表「国庄」。是否指「国庆」？'),
        ('price: 1, windows: ‸春节', 'U208 没有日期表「春节」。在 windows 里补上它的起止日'),
        ('price: 1, assumes: [‸AS-1]', 'U209 没有假定「AS-1」。这里没有假定可用，删去'),
        ('price: 1, step: null, started: ‸AS-1', 'U209 没有假定「AS-1」'),
        ('price: 1, cell: ‸月租', 'U208 没有格子「月租」。写这个套餐 cells 里的一个 field'),
        ('fee: 1', 'F105 一行要写且只写一种价钱（现有：无）。price、stages、tiers、missing、barred 中选一个'),
        ('price: 1, missing: 价格', 'F105 一行要写且只写一种价钱（现有：price、missing）'),
        ('price: 1, counts: ‸month, most: "2"', 'F105 按全月合计进位的行不写 stages、most。删去，或写 counts: use'),
        ('price: 1, from: ‸2060-01-01', 'F106 「from」要在 1990 到 2049 年之间。检查年份；没有限制就删去这个键'),
        ('price: 1, tiering: ‸volume', 'F105 没有 tiers 的行不写 tiering。删去 tiering，或写 tiers'),
        ('tiering: ‸x', 'F103 「tiering」只能是 graduated、volume。改成其中一个'),
        ('stages: [{after: 0, price: 1}], per: 6', 'F105 有 stages 的行不写 per、step。把它们写在每一段里'),
        ('stages: [{after: ‸6, price: 1}]', 'F114 「stages」的第一段要从 0 起。写 after: 0'),
        ('stages: [{after: 0, price: 1}, {after: ‸0, price: 2}]', 'F114 「stages」要一段比一段晚。检查 after'),
        ('tiers: [{up_to: ‸5, price: 1}]', 'F114 「tiers」只有最后一档没有上限。最后一档写 up_to: null'),
        ('tiers: [{up_to: ‸null, price: 1}, {up_to: null, price: 1}]', 'F114 「tiers」只有最后一档没有上限'),
        ('tiers: [{up_to: 5, price: 1}, {up_to: ‸5, price: 1}, {up_to: null, price: 1}]', 'F114 「tiers」的上限要一档比一档高。检查 up_to'),
    ],
)  # fmt: skip
def test_a_mistake_in_a_row(text: str, problem: str) -> None:
    more = "destinations: {GERMANY: ['49']}\nwindows: {国庆: [{from: 2004-10-01, to: 2004-10-07}]}\n"
    whole = row(text, more)
    check_told(whole if "‸" in text else whole.replace("{id", "‸{id", 1), problem)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ('windows: {甲: [‸{from: 2004-10-02, to: 2004-10-01}]}', 'F106 「甲」的起止日颠倒了。from 写在前的一天'),
        ('windows: {甲: ‸[]}', 'F104 「甲」项目太少'),
        ('destinations: {‸"49": ["4"]}', 'F109 目的地的名字「49」不能只有数字。改一个名字；号码写在它下面'),
        ('destinations: {甲: [‸49]}', 'F104 「甲」的号码写法不对。写成带引号的数字，如 "4915"，最多 20 位'),
        ('destinations: {甲: [‸+49]}', 'F104 「甲」的号码写法不对'),
        ('rounding: {to: ‸"0"}', 'F104 「to」不能是 0。写取整到多少元'),
        ('rounding: {mode: ‸half-upp}', 'F103 「mode」只能是 down、half-even、half-up、up，或假定的编号。是否指「half-up」？'),
        ('rounding: {mode: ‸甲}', 'F103 「mode」只能是 down、half-even、half-up、up，或假定的编号。改成其中一个'),
        ('rounding: {on: ‸bill}', 'F103 「on」只能是 step、call、line'),
        ('edge: ‸cut', 'F103 「edge」只能是 split、carry、start'),
        ('‸rate: []', 'F102 没有「rate」这个键。是否指「rates」？'),
        ('rates: ‸{}', 'F104 「rates」要写一列'),
        ('rates: [‸5]', 'F104 「rates」要写“键： 值”'),
        ('shares: [{id: ‸whole, name: 甲}]', 'D605 编号「whole」已经用了。改一个编号'),
        ('rounding: {on: call}\nrates: [{id: a, name: 甲, kind: call, price: 1, counts: ‸month}]', 'F105 逐次取整的表不能按全月合计进位'),
        ('rounding: {on: step}\nrates: [{id: a, name: 甲, kind: call, tiers: ‸[{up_to: null, price: 1}]}]', 'F105 按单位取整的表不写 tiers'),
        ('rates: [{id: a, name: 甲, kind: call, most: 1, tiers: [{up_to: null, price: 1}], tiering: ‸volume}]', 'F105 按总量定价的行不写 most，也不逐次取整'),
        ('shares: [{id: a, name: 甲}, {id: ‸a, name: 乙}]', 'D605 编号「a」已经用了'),
        ('shares: [{id: a, name: 甲, divisor: ‸AS-1y}]', 'U209 没有假定「AS-1y」'),
        ('shares: [{id: a, name: 甲, divisor: ‸0}]', 'F104 「divisor」要写天数、month、year 或假定的编号。如 365、month'),
        ('shares: [{id: a, name: 甲, first_counts: ‸AS-4}]', 'U209 没有假定「AS-4」'),
        ('shares: [‸{id: a, steps: null}]', 'F101 缺少「name」。补上 name'),
        ('shares: [{id: a, name: 甲, steps: [{day: ‸2, share: 1}]}]', 'F114 「steps」要从 1 日起，一段比一段晚'),
        ('shares: [{id: a, name: 甲, steps: [{day: 1, share: 1}, {day: ‸1, share: 0}]}]', 'F114 「steps」要从 1 日起'),
        ('shares: [{id: a, name: 甲, steps: [{day: 1, share: ‸3/2}]}]', 'F104 「share」的份额写法不对。写 0 到 1 之间的数'),
        ('shares: [{id: a, name: 甲, steps: [{day: 1, share: ‸0.5}]}]', 'F104 「share」的份额写法不对'),
        ('charges: [‸{id: a, name: 甲}]', 'F105 一项月费要写且只写一种（现有：无）。amount、choices、missing 中选一个'),
        ('charges: [‸{id: a, name: 甲, amount: 1, missing: 甲}]', 'F105 一项月费要写且只写一种（现有：amount、missing）'),
        ('charges: [{id: a, name: 甲, amount: 1, share: ‸hole}]', 'U208 没有不足月的算法「hole」。是否指「whole」？'),
        ('charges: [{id: a, name: 甲, amount: 1, share: ‸甲}]', 'U208 没有不足月的算法「甲」。可写：whole'),
        ('charges: [{id: a, name: 甲, choices: [{word: 甲, amount: 1}, {word: ‸甲, amount: 2}]}]', 'D605 「甲」写了两次。删去一个，或改成别的词'),
        ('minimums: [{id: a, name: 甲, amount: 1, counts: [‸通话]}]', 'U208 没有「通话」可以计入。写月费或行的编号，或一类用量，如 通话'),
        ('charges: [{id: ren, name: 甲, amount: 1}]\nminimums: [{id: a, name: 甲, amount: 1, counts: [‸rent]}]', 'U208 没有「rent」可以计入。是否指「ren」？'),
        ('charges: [{id: a, name: 甲, amount: 1}]\nminimums: [{id: ‸a, name: 甲, amount: 1}]', 'D605 「a」写了两次。改一个编号，或删去一个'),
        ('charges: [{id: b, name: 乙, amount: 1}]\npercentages: [{id: a, name: 甲, percent: 1, counts: [b, ‸a]}]', 'U208 没有「a」可以计入'),
        ('percentages: [{id: a, name: 甲, percent: 1, counts: [‸b]}, {id: b, name: 乙, percent: 1}]', 'U208 没有「b」可以计入'),
        ('percentages: [{id: a, name: 甲, percent: ‸"-101"}]', 'F104 「percent」的百分数写法不对。写成带引号的数'),
        ('percentages: [{id: a, name: 甲, percent: ‸6%}]', 'F104 「percent」的百分数写法不对。写成带引号的数'),
        ('percentages: [{id: a, name: 甲, percent: ‸0.5}]', 'F104 「percent」的百分数写法不对。写成带引号的数'),
        ('bundles: [{id: a, name: 甲, for: [{kind: 短信}], quantity: 1, share: ‸甲}]', 'U208 没有不足月的算法「甲」。可写：whole'),
        ('bundles: [{id: a, name: 甲, for: [{kind: 短信}], quantity: 1, share: whole, partial: ‸没写}]', 'F105 share 和 partial 只能写一个'),
        ('bundles: [{id: a, name: 甲, for: ‸[], quantity: 1}]', 'F104 「for」项目太少'),
        ('bundles: [{id: a, name: 甲, for: [{kind: 短信}], quantity: ‸10000001}]', 'F104 「quantity」数字太大'),
        ('bundles: [{id: a, name: 甲, for: ‸[{kind: call}, {kind: 短信}], quantity: 1}]', 'F105 通话的赠送不能与别的合在一起。分成两项写'),
        ('rates: [{id: a, name: 甲, kind: 通话, price: 1, sources: [{document: D1, lines: ‸[], quote: 甲}]}]', 'F104 「lines」项目太少'),
    ],
)  # fmt: skip
def test_a_mistake_around_the_rows(text: str, problem: str) -> None:
    check_told(f"{HEAD}{text}\n", problem)


def test_counts_may_name_rows_that_have_mistakes() -> None:
    text = "rates: [{id: a, name: 甲, kind: call, price: -1}, 5]\nminimums: [{id: b, name: 乙, amount: 1, counts: [a, 通话]}]\n"
    assert [problem.split(" ")[1] for problem in told(HEAD + text)] == ["F107", "F104"]


def test_a_started_step_needs_a_price_that_is_open() -> None:
    assert [problem.split("。")[0] for problem in told(row("price: 1, started: AS-1"))] == [
        "5:51 F105 写了 started，但没有 step: null",
        "5:51 U209 没有假定「AS-1」",
    ]


def test_all_problems_are_told_at_once() -> None:
    text = "format: 2\nname: 5\nfoo: 1\nrates:\n- {id: a, name: 甲, kind: 通话, price: 0.5}\n- {id: b, kind: 通话, windows: 国庆}\n- {id: c, name: 丙, kind: 通话, price: 1, windows: 国庆}\n"
    assert [problem.split("。")[0] for problem in told(text)] == [
        "1:1 F101 缺少「id」",
        "1:9 F103 「format」只能是 1",
        "2:7 F104 「name」要写文字",
        "3:1 F102 没有「foo」这个键",
        "5:37 F107 「price」的金额写法不对",
        "6:3 F101 缺少「name」",
        "7:49 U208 没有日期表「国庆」",
    ]


def test_a_tie_names_both_rows_at_the_second() -> None:
    text = HEAD + (
        "rates:\n"
        "- {id: night, name: 夜间, kind: 通话, times: '19:00-08:00', price: 1}\n"
        "- {id: out, name: 主叫, kind: 通话, direction: 主叫, price: 1}\n"
        "- {id: wrong, name: 错的, kind: 通话, place: 江夏, price: -1}\n"
    )
    assert told(text) == [
        "6:3 U210 “night”（夜间）和“out”（主叫）同时成立，分不出用哪一行。把一行的条件写得比另一行窄，或写 priority",
        told(text)[1],
    ]
    assert told(text)[1].startswith("7:")
    assert good(
        text.replace("price: -1", "price: 1, priority: 1").replace("主叫, price", "主叫, priority: 2, price")
    )


def test_the_longest_prefix_wins_and_is_no_tie() -> None:
    rows = "- {id: a, name: 甲, kind: 通话, to: ['49'], price: 1}\n- {id: b, name: 乙, kind: 通话, to: ['4915'], price: 2}\n"
    assert len(good(f"{HEAD}rates:\n{rows}").rates) == 2
    assert "U210" in told(f"{HEAD}rates:\n{rows.replace('4915', '49')}")[0]


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (b" " * 10_000_000, f"1:1 Y003 文件超过 {MOST_BYTES // 1024} KB。拆成几个文件"),
        (b"", "1:1 F104 文件里没有内容。从 format: 1 写起，每行一个“键： 值”"),
        (b"[1, 2]", "1:1 F104 文件里没有内容"),
        (b"\xff", "1:1 Y004 文件不是 UTF-8 编码"),
        (b"[" * 1000, "1:40 Y002 嵌套超过 40 层"),
        (b"rates: [", "2:1 Y001 括号没有配对"),
    ],
)
def test_what_is_no_table(raw: bytes, problem: str) -> None:
    assert told(raw)[0].startswith(problem)


def test_a_key_written_twice() -> None:
    assert told(f"{HEAD}edge: split\nedge: carry\n") == [
        "5:1 Y002 键「edge」写了两次。删去一个，或改成别的名字"
    ]


def test_more_problems_than_anybody_reads() -> None:
    found = told(HEAD + "rates: [" + "5, " * 300 + "]\n")
    assert len(found) == 101
    assert "F111 问题太多，只列出前 100 个" in found[-1]


def test_a_head_with_more_mistakes_than_are_looked_at() -> None:
    assert "F111" in told(f"{HEAD}destinations: {{甲: [{'x, ' * 500}]}}\nwords: 5\n")[-1]


TOO_LARGE = "F110 资费表太大，比较不完。减少行数和号码，或拆成几个表"


def test_a_table_that_would_take_too_long_is_refused() -> None:
    row = "- {id: r%d, name: 甲, kind: 通话, service: s%d, price: 1}\n"
    text = HEAD + "rates:\n" + "".join(row % (n, n) for n in range(1500))
    assert told(text) == [f"5:1 {TOO_LARGE}"]
    assert len(good("".join(text.splitlines(keepends=True)[:300])).rates) == 296


def test_more_prefixes_than_can_be_compared() -> None:
    numbers = ", ".join(f"'{n}'" for n in range(10_000, 16_000))
    row = "- {id: r%d, name: 甲, kind: 通话, service: s%d, to: 甲, price: 1}\n"
    text = f"{HEAD}destinations: {{甲: [{numbers}]}}\nrates:\n" + "".join(row % (n, n) for n in range(12))
    assert told(text) == [f"6:1 {TOO_LARGE}"]


def test_only_some_ties_are_told() -> None:
    row = "- {id: r%d, name: 甲, kind: 通话, price: 1}\n"
    assert len(told(HEAD + "rates:\n" + "".join(row % n for n in range(20)))) == 20


KEYS = [
    "id",
    "name",
    "kind",
    "price",
    "stages",
    "tiers",
    "up_to",
    "after",
    "for",
    "from",
    "to",
    "times",
    "per",
]
PLAIN = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6)
JUNK: st.SearchStrategy[Any] = st.recursive(
    PLAIN | st.sampled_from(["通话", "1", "0.5"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=4), inner, max_size=5)
    ),
    max_leaves=12,
)
USE = {
    "kind": st.sampled_from(["通话", "短信", "call"]),
    "service": st.sampled_from(["市内", ["市内", "长途"]]),
    "direction": st.sampled_from(["主叫", "out", "被叫"]),
    "to": st.sampled_from(["49", ["49", "4915"], "甲"]),
    "times": st.sampled_from(["08:00-19:00", "19:00-08:00", "25:00-26:00"]),
    "weekdays": st.lists(st.integers(0, 8), max_size=3),
    "windows": st.sampled_from(["国庆", "春节"]),
}
ROWS = st.fixed_dictionaries(
    {"id": st.sampled_from("abcdef"), "name": st.just("甲"), "kind": USE["kind"]},
    optional={key: USE[key] for key in USE if key != "kind"}
    | {
        "price": st.sampled_from(["0.5", 1, -1, 0.5, None]) | JUNK,
        "stages": JUNK,
        "tiers": st.lists(st.fixed_dictionaries({"up_to": st.sampled_from([5, 9, None]), "price": st.just("1")}), max_size=3),
        "step": st.sampled_from([None, 6, 0]),
        "missing": st.just("价"),
        "priority": st.integers(-2, 2),
    },
)  # fmt: skip
TABLES = st.fixed_dictionaries(
    {"format": st.just(1), "id": st.just("t"), "name": st.just("表")},
    optional={
        "rates": st.lists(ROWS | JUNK, max_size=5) | JUNK,
        "bundles": st.lists(JUNK, max_size=2),
        "charges": st.lists(JUNK, max_size=2),
        "windows": st.just({"国庆": [{"from": "2004-10-01", "to": "2004-10-07"}]}) | JUNK,
        "destinations": JUNK,
        "rounding": JUNK,
        "shares": JUNK,
    },
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(TABLES | JUNK)
def test_whatever_is_in_a_file_is_a_table_or_told(junk: Any) -> None:
    raw = json.dumps(junk, ensure_ascii=False).encode("utf-8", "surrogatepass")
    try:
        tariff = read_tariff(raw, "t.json")
    except TableDamaged as error:
        damaged = error.problems
    else:
        Table(tariff.rates, tariff.bundles, tariff.terms, tariff.words)
        return
    assert damaged
    assert all(problem.place and problem.cure for problem in damaged)
