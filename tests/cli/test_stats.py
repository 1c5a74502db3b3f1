"""`trainer stats`: a table of marks in, the statistics out as JSON; each bad cell named with its cure."""

import json
import re
import subprocess
import sys
from fractions import Fraction
from math import sqrt
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from tests.cli.asking import ask
from tests.cli.conftest import ROOT, Done, Run
from trainer.cli import stats

Json = dict[str, Any]
HEAD = "姓名,甲,乙,丙"
FULL = f"{HEAD}\n满分,1,2,2\n张三,1,2,2\n李四,1,1,0\n王五,0,1,0\n赵六,0,0,1\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    file = tmp_path / "分数.csv"
    file.write_text(FULL, encoding="utf-8")
    return file


def told(done: Done) -> Json:
    assert done.code == 0, done
    found: Json = json.loads(done.out)
    return found


def test_a_table_worked_by_hand(run: Run, table: Path) -> None:
    """Totals 5, 2, 1, 1; variances of the items 1/3, 2/3, 11/12, of the totals 43/12."""
    found = told(run("stats", str(table), "--least", "1", "--pass", "60%"))
    paper = found["paper"]
    alpha = Fraction(3, 2) * (1 - (Fraction(1, 3) + Fraction(2, 3) + Fraction(11, 12)) / Fraction(43, 12))
    assert (paper["n"], paper["mean"], paper["median"], paper["out_of"]) == (4, 2.25, 1.5, 5.0)
    assert paper["sd"] == pytest.approx(sqrt(43 / 12), rel=1e-15)
    assert paper["alpha"] == pytest.approx(float(alpha), rel=1e-14)
    assert paper["sem"] == pytest.approx(sqrt((1 - alpha) * Fraction(43, 12)), rel=1e-14)
    assert [each["id"] for each in found["items"]] == ["甲", "乙", "丙"]
    assert [each["facility"] for each in found["items"]] == [0.5, 0.5, 0.375]
    assert [each["intended_weight"] for each in found["items"]] == [0.2, 0.4, 0.4]
    # 乙 2 1 1 0 against the rest 3 1 0 1: covariance 2/3 (at most 1), variances 2/3 and 19/12
    item = found["items"][1]
    assert item["discrimination"] == pytest.approx(2 / 3 / sqrt(Fraction(2, 3) * Fraction(19, 12)), rel=1e-14)
    assert item["efficiency"] == pytest.approx(2 / 3, rel=1e-14)
    band = found["band"]
    assert (band["pass_mark"], band["passed"], band["failed"]) == (3.0, 1, 3)
    assert [near["person"] for near in band["near"]] == ["李四"]
    assert band["high"] - 3 == pytest.approx(paper["sem"], rel=1e-14)


def test_numbers_are_at_full_precision(run: Run, table: Path) -> None:
    found = run("stats", str(table)).out
    assert repr(sqrt(43 / 12))[:16] in found


def test_under_twenty_items_have_no_figures(run: Run, table: Path) -> None:
    done = run("stats", str(table))
    found = told(done)
    assert not any(each["enough"] for each in found["items"])
    assert {each["n"] for each in found["items"]} == {4}
    assert {each["discrimination"] for each in found["items"]} == {None}
    assert (found["paper"]["enough"], "band" in found, found["maxima"]) == (False, False, "file")
    assert "只有 4 份答卷，少于 20 份" in done.err


def test_a_table_of_twenty_has_figures_without_being_asked(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    rows = "".join(f"p{number},{number % 2},{number % 3 % 2}\n" for number in range(20))
    file.write_text(f"id,q1,q2\n{rows}", encoding="utf-8")
    found = told(run("stats", str(file)))
    assert [(each["enough"], each["facility"]) for each in found["items"]] == [(True, 0.5), (True, 0.35)]


@pytest.mark.parametrize("separator", [",", ";", "\t", "，", "；"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
def test_every_usual_separator_and_encoding_is_read(
    run: Run, tmp_path: Path, separator: str, encoding: str
) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(FULL.replace(",", separator).encode(encoding))
    assert told(run("stats", str(file)))["paper"]["mean"] == 2.25


def test_quotation_marks_blank_lines_and_spare_columns_are_read(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    text = '\n"姓,名",甲,"乙",,\r\nout_of, 1 ,2,,\r\n\r\n"张\n三",1,+1.5e0,,\n李四,.5,0,\n'
    file.write_text(text, encoding="utf-8")
    found = told(run("stats", str(file), "--pass", "2.5"))
    assert (found["paper"]["mean"], found["paper"]["out_of"]) == (1.5, 3.0)
    assert (found["band"]["passed"], found["band"]["failed"]) == (1, 1)


def test_an_empty_cell_is_nought_and_na_no_question(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text("人,甲,乙\nmax,1,1\n一,1,-\n二,NA,1\n三,0,1\n四,1,\n五,,\n", encoding="utf-8")
    done = run("stats", str(file), "--least", "1")
    found = told(done)
    assert [each["n"] for each in found["items"]] == [4, 5]
    assert [each["facility"] for each in found["items"]] == [0.5, 0.4]
    assert found["paper"]["out_of"] is None  # the second paper has one question less
    assert "（NA）" in done.err
    assert "第 7 行（五）全部空白，按 0 分算。缺考的人请删去这一行。" in done.err


@pytest.mark.parametrize("given", ["2", "2,2,2", "2，2，2"])
def test_maxima_can_be_told_beside_the_table(run: Run, tmp_path: Path, given: str) -> None:
    file = tmp_path / "a.csv"
    file.write_text(f"{HEAD}\n张三,1,2,2\n李四,1,1,0\n", encoding="utf-8")
    found = told(run("stats", str(file), "--maxima", given, "--least", "1"))
    assert (found["maxima"], found["paper"]["out_of"]) == ("option", 6.0)
    assert [each["facility"] for each in found["items"]] == [0.5, 0.75, 0.5]


def test_marks_up_to_one_without_maxima_count_of_one(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text(f"{HEAD}\n张三,1,0,0.5\n李四,1,1,0\n", encoding="utf-8")
    done = run("stats", str(file), "--least", "1")
    found = told(done)
    assert (found["maxima"], [each["out_of"] for each in found["items"]]) == ("assumed", [1.0, 1.0, 1.0])
    assert "按每题 1 分算" in done.err


def test_larger_marks_without_maxima_have_no_facility(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text(f"{HEAD}\n张三,1,0,5\n李四,1,1,0\n", encoding="utf-8")
    done = run("stats", str(file), "--least", "1")
    found = told(done)
    assert (found["maxima"], found["paper"]["out_of"]) == (None, None)
    assert {each["facility"] for each in found["items"]} == {None}
    assert "--maxima" in done.err


def test_no_figure_is_ever_nan(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text(f"{HEAD}\n张三,1,1,1\n李四,1,1,1\n", encoding="utf-8")
    done = run("stats", str(file), "--least", "1", "--pass", "2")
    found = json.loads(done.out, parse_constant=lambda name: pytest.fail(name))
    assert {found["paper"][name] for name in ("skewness", "kurtosis", "alpha", "error_ratio", "sem")} == {
        None
    }
    assert {each["discrimination"] for each in found["items"]} == {None}
    assert (found["band"]["low"], found["band"]["near"], found["band"]["passed"]) == (None, [], 2)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "是空的。第 1 行写题号"),
        ("姓名\n张三\n", "没有题号。第一列写人名"),
        (f"{HEAD}\n", "没有人的分数"),
        (f"{HEAD}\nmax,1,1,1\n", "没有人的分数"),
        (f"{HEAD}\n张三,1,x,1\n", "第 2 行第 3 列（乙）：「x」不是分数。请写数字；没答就留空"),
        (f"{HEAD}\n张三,1,nan,1\n", "「nan」不是分数"),
        (f"{HEAD}\n张三,1,1e300,1\n", "「1e300」不是分数"),
        (f"{HEAD}\n张三,1,缺考,1\n李四,1,1,1\n", "第 2 行第 3 列（乙）：「缺考」不是分数"),
        (f"{HEAD}\n张三,1,1\n", "第 2 行有 3 列，题号那一行有 4 列。请补齐"),
        (f"{HEAD}\n张三,1,1,1,1\n", "第 2 行有 5 列"),
        (f"{HEAD}\n张三,NA,n/a,未出\n", "第 2 行一道题也没有。请删去这一行"),
        (f"{HEAD}\n,1,1,1\n", "第 2 行没有人名。请在第一列补上"),
        ("姓名,甲,甲\n张三,1,1\n", "题号「甲」写了两次"),
        ("姓名,,乙\n张三,1,1\n", "第 1 行第 2 列没有题号"),
        ("姓名,甲,总分\n张三,1,1\n", "第 1 行第 3 列「总分」是合计，不是题目。请删去这一列"),
        (f"{HEAD}\n满分,1,x,-1\n张三,1,1,1\n", "第 2 行第 3 列（乙）：满分「x」不对。请写不小于 0 的数字"),
        (f"{HEAD}\n满分,1,1\n张三,1,1,1\n", "第 2 行有 3 列，题号那一行有 4 列"),
        (f"{HEAD}\n满分,1,1,1\n张三,1,1.5,1\n", "第 3 行第 3 列（乙）：1.5 分超过满分 1。请改分数或满分"),
        (f"{HEAD}\n张三,{'1' * 140_000},1,1\n", "读不出来。请检查引号"),
        (f"{HEAD}\n" + "张三,a,b,c\n" * 8, "还有 4 处"),
        (f'{HEAD}\n"张\n三",1,1,1\n李四,1,"1,1\n王五,1,1,1\n', "第 4 行读不出来。请检查引号是否成对"),
        (f'{HEAD}\n"张\n三",1,1,x\n', "第 2 行第 4 列（丙）"),
        ("姓名" + "".join(f",q{number}" for number in range(2_001)), "最多 2000 道题"),
        ("PK\0\0", "不是 CSV"),
    ],
)
def test_what_is_wrong_is_told_with_row_column_and_cure(
    run: Run, tmp_path: Path, text: str, sentence: str
) -> None:
    file = tmp_path / "a.csv"
    file.write_text(text, encoding="utf-8")
    done = run("stats", str(file))
    assert (done.code, done.out) == (2, "")
    assert sentence in done.err


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (("--maxima", "1,2"), "已有满分。请删去这一行，或不写 --maxima"),
        (("--pass", "101%"), "超过了 100%"),
        (("--maxima", "1,0,x"), "满分「1,0,x」不对"),
        (("--pass", "优"), "合格线「优」不对"),
        (("--least", "0"), "份数「0」不对"),
    ],
)
def test_wrong_options_are_told(run: Run, table: Path, options: tuple[str, str], sentence: str) -> None:
    done = run("stats", str(table), *options)
    assert (done.code, done.out) == (2, "")
    assert sentence in done.err


@pytest.mark.parametrize(
    ("maxima", "sentence"),
    [("1,2", "有 3 道题，--maxima 写了 2 个数"), ("1", "第 2 行第 4 列（丙）：5 分超过满分 1")],
)
def test_maxima_that_do_not_fit_are_told(run: Run, tmp_path: Path, maxima: str, sentence: str) -> None:
    file = tmp_path / "a.csv"
    file.write_text(f"{HEAD}\n张三,1,0,5\n", encoding="utf-8")
    done = run("stats", str(file), "--maxima", maxima)
    assert (done.code, done.out) == (2, "")
    assert sentence in done.err


def test_a_per_cent_of_an_unknown_total_is_refused(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text(f"{HEAD}\n张三,1,0,5\n", encoding="utf-8")
    done = run("stats", str(file), "--pass", "60％")
    assert done.code == 2
    assert "请加一行 max 写每题满分，或把合格线写成分数" in done.err


def test_a_file_that_is_not_there_or_too_large_is_told(
    run: Run, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done = run("stats", str(table.with_name("无.csv")))
    assert done.code == 2
    assert "打不开" in done.err
    assert "请核对文件名" in done.err
    monkeypatch.setattr("trainer.cli.stats.MOST_BYTES", 10)
    assert "太大" in run("stats", str(table)).err


def test_stdin_is_read_for_a_dash_or_no_file() -> None:
    done = ask("stats", "-", request=FULL.encode("gbk"))
    assert told(done)["paper"]["n"] == 4
    assert told(ask("stats", request=FULL))["people"] == 4
    assert "标准输入 第 2 行第 3 列（乙）" in ask("stats", "-", request=f"{HEAD}\n张三,1,x,1\n").err


def test_the_verb_needs_nothing_beyond_the_standard_library(table: Path) -> None:
    code = (
        "import sys; from trainer.cli import main; main(sys.argv[1:]);"
        "print([n for n in ('PySide6','sqlalchemy','pydantic','yaml','jinja2') if n in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "stats", str(table)], cwd=ROOT, capture_output=True, check=True
    )
    assert done.stdout.splitlines()[-1].strip() == b"[]"


def test_without_stdin_the_table_is_empty(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    args = SimpleNamespace(file="-", maxima=None, least=20, pass_mark=None)
    monkeypatch.setattr("sys.stdin", None)
    with pytest.raises(stats.MarksDamaged, match="标准输入 是空的"):
        stats.run(args)  # type: ignore[arg-type]


def test_the_page_s_example_is_read(tmp_path: Path, run: Run) -> None:
    page = (ROOT / "docs/stats.md").read_text(encoding="utf-8")
    file = tmp_path / "a.csv"
    file.write_text(re.findall(r"```csv\n(.*?)```", page, re.DOTALL)[0], encoding="utf-8")
    found = told(run("stats", str(file), "--least", "1"))
    assert [each["facility"] for each in found["items"]] == pytest.approx([0.5, 2 / 3, 0.375])
    missing = [key for each in (found["paper"], found["items"][0]) for key in each if f"`{key}`" not in page]
    assert set(missing) <= {"id", "out_of", "mean", "n", "enough"}
