"""The verb `observe`: the sheet, company checks, weights and the evaluation from the terminal."""

import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, Done
from trainer.cli import blame, observe, observeoptions
from trainer.cli.parsing import Parser, add_places
from trainer.core.errors import TrainerError
from trainer.paths import Places
from trainer.store import people
from trainer.store.database import open_store
from trainer.training.people import Details, make_admin

Observe = Callable[..., Done]
PAGE = (ROOT / "docs/observation.md").read_text(encoding="utf-8")
EXAMPLE = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)[0]


@pytest.fixture
def run(places: Places, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Observe:
    with open_store(places.data) as store:
        for name in ("张三", "王芳"):
            people.add_person(store, name)

    def ran(*arguments: str, typed: str = "") -> Done:
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        made = Parser(prog="trainer observe")
        made.set_defaults(home=None, content=None)
        observeoptions.add_to(made, add_places)
        capsys.readouterr()
        try:
            code = int(observe.run(made.parse_args([*arguments, "--home", str(places.data)])))
        except TrainerError as error:
            return Done(int(blame.exit_code(error)), capsys.readouterr().out, str(error))
        except SystemExit as left:
            code = int(left.code or 0)
        written = capsys.readouterr()
        return Done(code, written.out, written.err)

    return ran


def test_the_form_is_listed_with_its_sources(run: Observe) -> None:
    done = run("form", "--json")
    told = json.loads(done.out)
    assert len(told["items"]) == 45
    assert told["items"][0]["quotes"] == ["1)顾客走入营业厅时:导购要微笑欢迎,并出声服务。"]
    assert "KM-G7" in run("form").out


def test_the_page_s_example_is_handed_in_listed_and_shown(run: Observe, tmp_path: Path) -> None:
    assert "还没有巡视表" in run("list").err
    file = tmp_path / "表.json"
    file.write_text(EXAMPLE, encoding="utf-8")
    done = run("save", str(file), "--json")
    assert done.code == 0, done.err
    [sheet] = json.loads(run("list", "--json").out)["sheets"]
    assert sheet["id"] == json.loads(done.out)["id"]
    assert "张三、王芳" in run("list").out
    shown = json.loads(run("show", sheet["id"][:6], "--json").out)
    said = {(line["person"], line["item"]): line["verdict"] for line in shown["lines"]}
    assert said["张三", "G1"] == "没做到"
    assert said["张三", "KM-G1"] == "做到"
    assert said["没有人", "KM-G1"] == "未见"
    assert said["王芳", "P01"] == "未见"
    assert "（未登录）" in run("show", sheet["id"]).err
    assert run("show", "zz").code == 2


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ("[]", "要写成 {"),
        ("{", "不是 JSON"),
        ('{"lines": 3}', "写成一列"),
        ('{"lines": [3]}', "lines 第 1 行"),
        ('{"shift": "早班", "lines": [{"person": "钱七"}]}', "没有“钱七”"),
        ('{"shift": "早班", "lines": [{"person": "张三", "verdict": "好"}]}', "结果要写"),
        ('{"shift": "早班", "events": [{"导购": ["张三", "做到"]}]}', "两个岗位"),
        ('{"shift": "早班", "events": [{"导购": "张三", "销售": ["", "未见"]}]}', "要写 [姓名, 结果]"),
        ('{"shift": "夜班", "events": [{"导购": ["张三", "做到"], "销售": ["", "未见"]}]}', "没有班次"),
        ('{"shift": "早班", "lines": []}', "不用交"),
    ],
)
def test_a_sheet_that_is_none_is_told_with_its_place(run: Observe, change: str, told: str) -> None:
    done = run("save", "-", typed=change)
    assert (done.code, told in done.err) == (2, True), done.err


def test_a_sheet_that_is_not_there(run: Observe, tmp_path: Path) -> None:
    assert "打不开" in run("save", str(tmp_path / "x.json")).err


def test_company_checks_are_checked_first_and_then_imported(run: Observe, tmp_path: Path) -> None:
    assert "还没有" in run("company").err
    file = tmp_path / "检查.csv"
    file.write_text("姓名,得分\n张三,45\n王芳,99\n", encoding="utf-8")
    options = (str(file), "--date", "2004-07-07", "--out-of", "50")
    done = run("company", *options, "--apply")
    assert (done.code, "第 3 行，得分" in done.out) == (1, True)
    file.write_text("姓名,得分\n张三,45\n王芳,40.5\n", encoding="utf-8")
    assert "加 --apply" in run("company", *options).err
    told = json.loads(run("company", *options, "--apply", "--json").out)
    assert told["applied"] is True
    assert json.loads(run("company", "--json").out)["rows"][1]["got"] == 40.5
    assert "王芳" in run("company").out
    assert run("company", str(file), "--date", "7月").code == 2
    assert run("company", str(file), "--out-of", "满").code == 2


def test_there_is_no_total_before_somebody_sets_weights(run: Observe, tmp_path: Path) -> None:
    run("save", "-", typed=EXAMPLE)
    file = tmp_path / "检查.csv"
    file.write_text("姓名,得分,满分,日期\n张三,45,50,2026-11-20\n", encoding="utf-8")
    run("company", str(file), "--apply")
    assert "资料未规定权重（A52）" in run("weights").out
    period = ("--from", "2000-01-01", "--to", "2099-01-01")
    before = {row["name"]: row for row in json.loads(run("marks", *period, "--json").out)["rows"]}
    assert before["张三"]["walk"] == {"percent": 66.7, "n": 3, "unseen": 19}
    assert before["张三"]["total"] is None
    assert "A52" in run("marks", *period).err
    assert run("weights", "50", "40", "0").code == 2
    assert run("weights", "50", "50").code == 2
    assert run("weights", "50", "50", "0", "--bands", "telecom-2016").code == 0
    assert "中国电信 2016" in run("weights").out
    after = {row["name"]: row for row in json.loads(run("marks", *period, "--json").out)["rows"]}
    assert (after["张三"]["total"], after["张三"]["band"]) == (78.4, "不合格")
    assert after["王芳"]["total"] is None
    assert "缺公司检查" in run("marks", *period).out
    assert "理由" in run("weights", "--off").err
    assert json.loads(run("weights", "--off", "--reason", "先不合计", "--json").out)["weights"] is None


def test_with_an_administrator_one_signs_in(run: Observe, places: Places) -> None:
    with open_store(places.data) as store:
        make_admin(store, Details("总管"), "很长的密码123")
    assert run("list", "--as", "总管", typed="不对的密码\n").code == 2
    assert run("list", "--as", "总管", typed="很长的密码123\n").code == 0
