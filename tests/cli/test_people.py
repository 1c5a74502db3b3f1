"""`trainer people`: the list, passwords that are asked for, halls, and an import that is shown first."""

import io
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Done
from trainer.cli import blame, people, peopleoptions
from trainer.cli.options import parser
from trainer.cli.output import tell
from trainer.cli.parsing import add_places
from trainer.core.errors import TrainerError
from trainer.training import passwords

PASSWORD = "门前三棵树7"
TWICE = f"{PASSWORD}\n{PASSWORD}\n"


class Terminal(io.StringIO):
    """Where somebody sits and types."""

    def isatty(self) -> bool:
        return True


class People:
    """Runs the verb in this process, with records in a folder of its own."""

    def __init__(self, home: Path, capsys: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch) -> None:
        self._home, self._capsys, self._patch = home, capsys, patch
        self._parser = type(parser())(prog="trainer people")
        self._parser.set_defaults(home=None, content=None, json=False)
        peopleoptions.add_to(self._parser, add_places)

    def __call__(self, *words: str, typed: str = "", stdin: io.StringIO | None = None) -> Done:
        self._patch.setattr("sys.stdin", stdin or io.StringIO(typed))
        self._capsys.readouterr()
        try:
            code = people.run(self._parser.parse_args([*words, "--home", str(self._home)]))
        except TrainerError as error:
            tell(str(error))
            code = int(blame.exit_code(error))
        except SystemExit as left:
            code = int(left.code or 0)
        written = self._capsys.readouterr()
        return Done(code, written.out, written.err)


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> People:
    monkeypatch.setattr(passwords, "TIME_COST", 1)
    monkeypatch.setattr(passwords, "MEMORY_KIB", 64)
    return People(tmp_path / "厅", capsys, monkeypatch)


@pytest.fixture
def staffed(run: People) -> People:
    """A hall with an administrator (管理), a trainee with a password (王芳), and one without (李四)."""
    assert run("add", "王芳", "--number", "1001", "--team", "一班").code == 0
    assert run("add", "李四").code == 0
    assert run("password", "王芳", typed=TWICE).code == 0
    assert run("admin", "管理", typed=TWICE).code == 0
    return run


def test_looking_makes_no_records(run: People, tmp_path: Path) -> None:
    assert "还没有记录" in run("list").err
    assert json.loads(run("list", "--json").out) == {"people": []}
    assert not (tmp_path / "厅").exists()


def test_until_there_is_an_administrator_nobody_signs_in(run: People) -> None:
    run("add", "王芳", "--number", "1001")
    done = run("list")
    assert done.code == 0
    assert "王芳" in done.out
    assert "还没有管理员" in done.err


def test_afterwards_everybody_does(staffed: People) -> None:
    assert staffed("list", "--as", "管理", typed="不对的密码\n").code == 2
    done = staffed("list", "--as", "管理", typed=f"{PASSWORD}\n")
    assert [line.split()[0] for line in done.out.splitlines()] == ["姓名", "王芳", "李四", "管理"]
    own = staffed("list", "--json", typed=f"王芳\n{PASSWORD}\n")
    listed = own.out[own.out.index("{") :]
    assert [(each["name"], each["has_password"]) for each in json.loads(listed)["people"]] == [("王芳", True)]
    assert PASSWORD not in own.out + own.err


def test_a_trainee_adds_nobody(staffed: People) -> None:
    done = staffed("add", "钱七", "--as", "王芳", typed=f"{PASSWORD}\n")
    assert done.code == 2
    assert "请主管登录" in done.err


def test_the_administrator_hands_over(staffed: People) -> None:
    done = staffed("admin", "1001", "--as", "管理", typed=f"{PASSWORD}\n")
    assert "已移交给王芳" in done.err
    done = staffed("admin", "没有的人", "--as", "王芳", typed=f"{PASSWORD}\n")
    assert (done.code, "名单里没有" in done.err) == (2, True)


def test_passwords_are_changed_set_and_taken(staffed: People) -> None:
    own = f"{PASSWORD}\n{PASSWORD}\n新密码一二三\n新密码一二三\n"
    assert staffed("password", "--as", "王芳", typed=own).err == "密码改好了。\n"
    mixed = f"{PASSWORD}\n新密码一二三\n新密码一二四\n"
    assert "两次输入的密码不一样" in staffed("password", "李四", "--as", "管理", typed=mixed).err
    assert "不再需要" in staffed("password", "王芳", "--remove", "--as", "管理", typed=f"{PASSWORD}\n").err


def test_a_password_is_not_taken_from_the_arguments(staffed: People) -> None:
    done = staffed("password", "王芳", PASSWORD, "--as", "管理")
    assert (done.code, "不认识的参数" in done.err) == (2, True)


def test_nobody_to_ask_is_an_interruption(staffed: People) -> None:
    with pytest.raises(EOFError):
        staffed("list", "--as", "管理")


def test_at_a_terminal_it_is_not_shown(staffed: People, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr("getpass.getpass", lambda prompt: asked.append(prompt) or PASSWORD)
    assert staffed("list", "--as", "管理", stdin=Terminal()).code == 0
    assert asked == ["密码："]


def test_a_row_edited_by_hand_is_restored(staffed: People, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "厅" / "hall.db")) as file:
        file.execute("UPDATE person SET secret = NULL WHERE name = '王芳'")
        file.commit()
    assert staffed("password", "王芳", "--as", "管理", typed=f"{PASSWORD}\n{TWICE}").code == 3
    done = staffed("restore", "王芳", "--as", "管理", typed=f"{PASSWORD}\n")
    assert done.code == 0
    assert "已按台账恢复（学员，本营业厅）。没有密码，要登录请重设。" in done.err


def test_who_asks_may_stand_before_the_inner_verb(staffed: People) -> None:
    assert staffed("hall", "--as", "管理", "add", "东门厅", typed=f"{PASSWORD}\n").code == 0


def test_halls(staffed: People) -> None:
    def hall(*words: str) -> Done:
        return staffed("hall", *words, "--as", "管理", typed=f"{PASSWORD}\n")

    assert hall("add", "东门厅").code == 0
    assert hall("rename", "东门厅", "西门厅").code == 0
    assert "要登录才能练习" in hall("training", "西门厅", "off").err
    assert [line.split() for line in hall().out.splitlines()[1:]] == [["本营业厅", "能"], ["西门厅", "不能"]]
    assert json.loads(hall("--json").out)["halls"][1]["open_training"] is False
    assert "没有营业厅“南门厅”" in hall("rename", "南门厅", "北门厅").err


def test_an_import_is_shown_first(run: People, tmp_path: Path) -> None:
    path = tmp_path / "名单.csv"
    path.write_text("姓名,工号\n王芳,1001\n李四,1002\n", "utf-8")
    done = run("import", str(path))
    assert done.code == 0
    assert done.out.splitlines()[0] == "第 2 行  新增  王芳：工号 1001，营业厅 本营业厅"
    assert "加 --apply 才导入" in done.err
    assert "王芳" not in run("list").out
    done = run("import", str(path), "--apply", "--json")
    told = json.loads(done.out)
    assert (told["applied"], len(told["added"]), told["bad"]) == (True, 2, [])
    assert "已导入：新增 2 人" in done.err
    assert "王芳" in run("list", "--hall", "本营业厅").out


def test_bad_rows_are_named_and_nothing_is_imported(run: People, tmp_path: Path) -> None:
    path = tmp_path / "名单.csv"
    path.write_text("姓名,工号\n王芳,1001\n李四,1001\n", "utf-8")
    done = run("import", str(path), "--apply")
    assert done.code == 1
    assert "第 3 行，工号：“1001”在第 2 行已经有了" in done.out
    assert "没有导入任何人" in done.err
    assert "王芳" not in run("list").out
