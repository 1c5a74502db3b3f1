"""What is said to a request that is wrong: where, what and the cure; nothing on stdout, never a traceback."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.asking import ask, call
from tests.cli.conftest import ROOT
from trainer.content.files import MOST_BYTES

YOUTH = "青春套餐"
COUNT = "F104 「seconds」要写 0 到 1000000000 之间的整数。不写小数，不加引号"
START = {"start": "2004-07-03 10:00:00"}
ROW = {"id": "a", "name": "a", "kind": "call", "price": "1"}
JULY = {"from": "2004-07-01", "to": "2004-07-31"}


def refused(*words: str, request: object) -> str:
    """Return what is said to a wrong request."""
    done = ask(*words, request=request)
    assert (done.code, done.out) == (2, ""), done
    assert "Traceback" not in done.err
    return done.err


@pytest.mark.parametrize(
    "number",
    [
        "-75",
        "1000000000000",
        "1e999",
        "1e3",
        "NaN",
        "Infinity",
        "-Infinity",
        ".nan",
        "true",
        "1.5",
        '"75"',
        "[75]",
        "{}",
        "0x10",
    ],
)
def test_an_odd_number_of_seconds_is_told_with_its_place(number: str) -> None:
    text = f'{{"plan": "{YOUTH}",\n "uses": [{{"kind": "call", "start": "2004-07-03 10:00", "seconds": {number}}}]}}'
    place = f"标准输入:2:{text.splitlines()[1].index(number) + 1}"
    assert refused("rate", request=text) == f"{place} {COUNT}\n"


def test_a_number_without_end_is_refused() -> None:
    text = f'{{"plan": "{YOUTH}", "uses": [{{"kind": "call", "start": "2004-07-03 10:00", "seconds": {"9" * 400}}}]}}'
    assert "数字太长" in refused("rate", request=text)


@pytest.mark.parametrize(
    ("use", "told"),
    [
        (call(**START, seconds=3_000_000), "一次通话最长 2678400 秒"),
        (call(**START, secnds=75), "没有「secnds」这个键。是否指「seconds」"),
        (call(**START, minutes=75), "这里不用 minutes。改写 seconds"),
        (call(**START), "缺少「seconds」"),
        (call(**START, seconds=1, at="20:00"), "start 和 at 只能写一个"),
        (call(**START, seconds=1, calls=2), "写了 start 就是一次"),
        (call(at="2004-07-03 10:00"), "缺少「seconds」或「minutes」"),
        (call(at="2004-07-03 10:00", minutes=1, seconds=1), "seconds、minutes 只能写一个"),
        (call(at="2004-07-03 10:00", count=1), "这里不用 count"),
        (call(at="2004-07-03 10:00", kind="message", seconds=1), "改写 count"),
        (call(**START, kind="message", count=1), "短信没有 start"),
        (call(at="20:00", minutes=1), "没有说是哪一天"),
        (call(at="2004-07-03", minutes=1), "要看时候：2004-07-03 00:00按“市内夜间主叫”，2004-07-03 08:00按"),
        (call(at="25:00", minutes=1), "没有这个钟点"),
        (call(at="10:60", minutes=1), "没有这个钟点"),
        (call(at="2004-07-03T24:00", minutes=1), "没有这个钟点"),
        (call(at="上午", minutes=1), "时刻写法不对"),
        (call(at=20, minutes=1), "时刻写法不对"),
        (call(start="2004-02-30 10:00", seconds=1), "「start」没有这一天"),
        (call(start="2004-07-03", seconds=1), "时刻写法不对"),
        (call(start="1989-12-31 10:00", seconds=1), "要在 1990 到 2049 年之间"),
        (call(start="0000-01-01 10:00", seconds=1), "没有这一天"),
        (call(**START, seconds=1, kind=5), "「kind」要写文字"),
        (call(**START, seconds=1, direction="sideways"), "「direction」只能是 out、in"),
        (call(**START, seconds=1, network=""), "「network」要写文字"),
        (call(**START, seconds=1, to="+49 30"), "号码写法不对"),
        (call(**START, seconds=1, to=49), "号码写法不对"),
        (call(**START, seconds=1, service="国际"), "业务「国际」不在资费表里"),
        (call(**START, seconds=1, service=None), "要写明业务"),
        (call(at="2004-07-03 20:00", minutes=20_000_000), "之间的整数"),
    ],
)
def test_a_use_that_is_wrong_is_told_with_the_cure(use: dict[str, object], told: str) -> None:
    assert told in refused("rate", request={"plan": YOUTH, "uses": [use]})


def test_a_sum_where_each_call_counts_is_refused_at_its_place() -> None:
    table = {"rates": [{**ROW, "most": "5"}]}
    text = refused(
        "rate", request={"table": table, "uses": [{"kind": "call", "at": "2024-03-01 10:00", "minutes": 9}]}
    )
    assert "要逐次写明" in text


@pytest.mark.parametrize(
    ("request_", "told"),
    [
        ({"uses": []}, "没有说算哪个资费，要写 plan、table，或用 --table"),
        ({"plan": YOUTH, "table": {}}, "plan 和 table 只能写一个"),
        ({"plan": YOUTH, "uss": []}, "没有「uss」这个键。是否指「uses」"),
        ({"plan": "全球"}, "资费表里没有「全球」"),
        ({"plan": "全球通", "assumptions": {"AS-33": True}}, "没有假定「AS-33」，是否指「AS-3」"),
        ({"plan": "全球通", "assumptions": {"zz": True}}, "没有假定「zz」，编号见"),
        ({"plan": "全球通", "assumptions": {"AS-3": 5}}, "要写 true 或 false"),
        ({"plan": "全球通", "assumptions": {"AS-1y": True}}, "要写 如 365"),
        ({"plan": "全球通", "assumptions": {"AS-1r": "round"}}, "可写：half-up"),
        ({"table": {"rates": [ROW]}, "assumptions": {"AS-3": True}}, "单独的资费表没有假定"),
        ({"table": {"rates": [{**ROW, "price": 0.5}]}}, "金额写法不对"),
        ({"table": {"rates": [{**ROW, "price": "-1"}]}}, "金额写法不对"),
        ({"table": {"rates": [ROW, {**ROW, "id": "b"}]}}, "“a”（a）和“b”（a）"),
        ({"table": {"rates": [{**ROW, "times": "25:00-26:00"}]}}, "没有这个钟点"),
        ({"table": {"format": 2}}, "只能是"),
        ({"table": []}, "「table」要写"),
        ([], "请求要写成一个 JSON 对象"),
        ("", "请求要写成一个 JSON 对象"),
        ("{", "括号没有配对"),
        ("[" * 1000, "嵌套超过"),
        (b'{"plan": "\xff"}', "不是 UTF-8"),
        ('{"plan": "全球通", "plan": "全球通"}', "写了两次"),
        (b"x" * (MOST_BYTES + 5), "文件超过 512 KB"),
    ],
)
def test_a_request_that_is_wrong_is_told_with_the_cure(request_: object, told: str) -> None:
    text = refused("rate", request=request_)
    assert told in text
    assert text.startswith("标准输入:")


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"month": None}, "缺少「month」"),
        ({"month": "2004-13"}, "没有这一天"),
        ({"month": "2004-7"}, "月份写法不对"),
        ({"month": "1804-07"}, "要在 1990 到 2049 年之间"),
        ({"joined": "2004-08-01"}, "这个月客户不在网"),
        ({"left": "2004-06-30"}, "这个月客户不在网"),
        ({"joined": "2004-07-20", "left": "2004-07-10"}, "这个月客户不在网"),
        ({"joined": "7月"}, "日期写法不对"),
        ({"choices": {"月租": "江夏"}}, "没有要选的「月租」，删去 choices"),
        ({"plan": "乡情卡"}, "要写明是哪一种：江夏、其余"),
        ({"plan": "乡情卡", "choices": {"月祖": "江夏"}}, "是否指「月租」"),
        ({"plan": "乡情卡", "choices": {"x": "江夏"}}, "可写：月租、rent"),
        ({"plan": "乡情卡", "choices": {"月租": "江下"}}, "没有「江下」"),
        ({"plan": None, "plans": ["全球通", "乡情"]}, "资费表里没有「乡情」"),
        ({"plan": None, "plans": []}, "至少写 1 项"),
        ({"plans": ["乡情卡"]}, "plan 和 plans 只能写一个"),
        ({"plan": None, "plans": ["乡情卡"]}, "要写明是哪一种"),
        ({"uses": [call(start="2004-08-01 10:00", seconds=60)]}, "要在 2004-07-01 到 2004-07-31 之间"),
        ({"joined": "2004-07-10", "uses": [call(at="2004-07-09 10:00", minutes=1)]}, "要在 2004-07-10 到"),
    ],
)
def test_a_bill_that_nobody_can_have_is_told(more: dict[str, object], told: str) -> None:
    asked = {"plan": "全球通", "month": "2004-07", **more}
    text = refused("bill", request={key: value for key, value in asked.items() if value is not None})
    assert told in text
    assert text.startswith("标准输入:1:")


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({}, "没有说怎样折算，要写 plan、share、period 之一"),
        ({"plan": "全球通", "period": JULY}, "plan 和 period 只能写一个"),
        ({"plan": "全球通", "from": "2004-07-31", "to": "2004-07-01"}, "止日要在起日以后"),
        ({"plan": "全球通", "charge": "月祖"}, "全球通没有「月祖」，是否指「月租」"),
        ({"plan": "爱心卡", "charge": "月祖"}, "它没有月费"),
        ({"plan": "全球通", "charge": "zz"}, "可写：月租"),
        ({"plan": "乡情卡"}, "写在 choices 里"),
        ({"plan": "全球通", "rounding": {"mode": "up"}}, "删去 rounding"),
        ({"plan": "全球", "amount": "5"}, "资费表里没有「全球」"),
        ({"period": JULY}, "补上 amount"),
        ({"period": JULY, "amount": 1.5}, "金额写法不对"),
        ({"period": JULY, "amount": "1e9"}, "金额写法不对"),
        ({"period": JULY, "amount": "5", "to": "2004-08-01"}, "要在计费期2004-07-01到2004-07-31里面"),
        ({"period": JULY, "amount": "5", "joined": False}, "删去 joined"),
        ({"period": JULY, "amount": "5", "charge": "月租"}, "charge 要和 plan 一起写"),
        ({"period": JULY, "amount": "5", "rounding": {"mode": "nearest"}}, "「mode」只能是"),
        ({"share": {"divisr": 5}, "amount": "5"}, "是否指「divisor」"),
        ({"share": {"divisor": 0}, "amount": "5"}, "「divisor」"),
    ],
)
def test_a_proration_that_makes_no_sense_is_told(asked: dict[str, object], told: str) -> None:
    assert told in refused("prorate", request={**JULY, **asked})


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ({"on": None}, "缺少「on」"),
        ({"on": "2004-02-30"}, "没有这一天"),
        ({"service": "过沪"}, "是否指「过户」"),
        ({"plan": "全球"}, "资费表里没有「全球」"),
        ({"papers": ["身份证"]}, "如 本人：身份证"),
        ({"papers": [5]}, "证件写法不对"),
        ({"arrears": "yes"}, "true 或 false"),
        ({"joined": "2002-01-01", "segment": "x"}, "号段「x」"),
    ],
)
def test_a_decision_about_what_is_not_there_is_told(more: dict[str, object], told: str) -> None:
    asked = {"service": "过户", "on": "2004-07-03", **more}
    assert told in refused(
        "decide", request={key: value for key, value in asked.items() if value is not None}
    )


def test_the_place_is_that_of_the_word_that_is_wrong() -> None:
    text = '{"service": "过户",\n "on": "2004-07-03",\n  "plan": "全球"}'
    assert refused("decide", request=text).startswith("标准输入:3:11 ")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["rate", "no-such.json"], "no-such.json:1:1 Y005 找不到文件"),
        (["rate", "."], "Y006"),
        (["rate", "--table", "no-such.yaml"], "no-such.yaml:1:1 Y005 找不到文件"),
        (["rate", "--table", "."], "Y006"),
        (["rate", "--edition", "wuhan-2005"], "没有资费版本「wuhan-2005」，是否指「wuhan-2004」"),
        (["rate", "--edition", "zz"], "没有资费版本「zz」，现有：wuhan-2004"),
        (["rate", "--tabel", "x"], "不认识的参数"),
        (["prorate", "--table", "x"], "不认识的参数"),
        (["tariff"], "缺少参数：list|show|diff"),
        (["tariff", "shw", "x"], "是否指「show」"),
        (["tariff", "show"], "缺少参数：套餐"),
        (["tariff", "show", "全球"], "资费表里没有「全球」"),
        (["tariff", "diff", "wuhan-2004"], "缺少参数：新版本"),
        (["tariff", "diff", "wuhan-2004", "wuhan-2005"], "是否指「wuhan-2004」"),
    ],
)
def test_wrong_words_are_told(words: list[str], told: str) -> None:
    assert told in refused(*words, request={} if "--table" in words else {"plan": "全球通"})


def test_a_file_may_be_no_larger_than_a_content_file(tmp_path: Path) -> None:
    file = tmp_path / "large.json"
    file.write_bytes(b" " * 10_000_000)
    assert f"{file.as_posix()}:1:1 Y003 文件超过 512 KB" in refused("rate", str(file), request="")
    assert "Y003" in refused("rate", "--table", str(file), request={"uses": []})


def test_a_table_with_a_tie_names_both_rows_and_their_place(tmp_path: Path) -> None:
    file = tmp_path / "tie.yaml"
    rows = [
        f"  - {{id: {id}, name: 名{id}, kind: call, weekdays: [{id[-1]}, 3], price: '1'}}"
        for id in ("r1", "r2")
    ]
    file.write_text("\n".join(["format: 1", "id: t", "name: t", "rates:", *rows]), encoding="utf-8")
    text = refused("rate", "--table", str(file), request={"uses": []})
    assert text.startswith(f"{file.as_posix()}:6:")
    assert "r1" in text
    assert "名r2" in text


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (b" " * 10_000_000, "标准输入:1:1 Y003"),
        (b"\xff\xfe\x00", "标准输入:1:1 Y004"),
        (b"", "标准输入:1:1 F104"),
    ],
)
def test_a_program_of_its_own_says_it_in_one_line(raw: bytes, told: str) -> None:
    words = [sys.executable, "-W", "error", "-m", "trainer", "bill"]
    done = subprocess.run(
        words, input=raw, capture_output=True, cwd=ROOT, check=False, env={"PYTHONIOENCODING": "utf-8"}
    )
    assert (done.returncode, done.stdout) == (2, b"")
    lines = done.stderr.decode().splitlines()
    assert len(lines) == 1
    assert lines[0].startswith(told)


LIGHT = """
import sys
from trainer.cli import main
main({words})
print([name for name in ("PySide6", "sqlalchemy", "alembic", "jinja2") if name in sys.modules])
"""


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (["rate"], '{"plan": "全球通", "uses": []}'),
        (["bill"], '{"plan": "全球通", "month": "2004-07"}'),
        (["prorate"], '{"plan": "全球通", "from": "2004-07-01", "to": "2004-07-31"}'),
        (["decide"], '{"service": "过户", "on": "2004-07-03"}'),
        (["rate"], "{"),
    ],
)
def test_a_verb_loads_neither_qt_nor_the_orm(words: list[str], text: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LIGHT.format(words=words)],
        input=text.encode(),
        cwd=ROOT,
        capture_output=True,
        check=True,
    )
    assert done.stdout.split(b"\n")[-2].strip() == b"[]"


@pytest.mark.parametrize("month", ["1999-12", "2002-12", "2006-01", "2030-07"])
def test_a_month_out_of_every_edition_is_refused(month: str) -> None:
    done = ask("bill", request={"plan": "全球通", "month": month, "uses": []})
    assert (done.code, done.out) == (2, "")
    assert "不在" in done.err


def test_what_would_move_the_cursor_is_made_visible() -> None:
    done = ask("bill", request={"plan": "全\u001b[2J\u202e通", "month": "2004-07", "uses": []})
    assert done.code == 2
    assert "\\u001b" in done.err
    assert not {"\u001b", "\u202e"}.intersection(done.err)
