"""The bootstrap script: what it decides about Python, `.venv`, system packages and displays, and its words.

Nothing is installed here: pip and apt-get are played by small scripts, or never reached.
"""

import ast
import importlib.util
import io
import os
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

SCRIPT = Path(__file__).resolve().parent.parent / "run.py"
SPEC = importlib.util.spec_from_file_location("run", SCRIPT)
run = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(run)

VERSION = sysconfig.get_python_version()
ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="system packages are a Linux matter")
ON_POSIX = pytest.mark.skipif(sys.platform == "win32", reason="plays python by a shell script")


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project folder with a lock and nothing else; no display, no wheels, nothing installed by accident."""
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM", "HALL_WHEELS"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(run, "may_apt", lambda: False)
    monkeypatch.setattr(run, "missing", lambda needs, there=None: [])
    (tmp_path / "requirements.lock").write_bytes(b"lock 1\n")
    return tmp_path


def wanted(project):
    return run.stamp_of((project / "requirements.lock").read_bytes(), VERSION, sysconfig.get_platform())


def furnish(venv, *, version=f"{VERSION}.7", home=None, script="exit 0"):
    """Put up a folder that looks like a venv; its python is a shell script."""
    python = run.venv_python(venv)
    python.parent.mkdir(parents=True, exist_ok=True)
    python.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    python.chmod(0o755)
    (venv / "pyvenv.cfg").write_text(f"home = {home or venv.parent}\nversion = {version}\n", encoding="utf-8")


def state(project):
    return run.state_of(project / ".venv", wanted(project), VERSION)


# Python itself


def test_the_script_can_be_read_by_an_old_python():
    ast.parse(SCRIPT.read_text(encoding="utf-8"), feature_version=(3, 8))


@pytest.mark.parametrize(
    ("version", "maxsize", "words"),
    [
        ((3, 8), 2**63 - 1, "3.11 以上，现在是 3.8"),
        ((3, 11), 2**31 - 1, "64 位"),
        ((3, 10), 2**31 - 1, "3.10"),
    ],
)
def test_an_unfit_python_is_told_what_it_lacks(version, maxsize, words):
    assert words in run.unfit(version, maxsize)


@pytest.mark.parametrize("version", [(3, 11), (3, 13), (4, 0)])
def test_a_fit_python_passes(version):
    assert run.unfit(version, 2**63 - 1) == ""


def test_the_base_python_is_the_one_under_the_venv():
    base = Path(run.base_python())
    assert base.exists()
    assert sys.prefix == sys.base_prefix or Path(sys.prefix) not in base.parents


def test_debians_python_without_ensurepip_names_its_package():
    needs = [run.Need("ensurepip", "python3.11-venv")]
    assert run.apt_line(needs)[-1] == "python3.11-venv"
    assert "请装官方完整的 Python" in run.cure_of_python(needs, "/somewhere/else")


@ON_LINUX
def test_without_ensurepip_nothing_is_made_and_one_line_says_it_all(project, monkeypatch, capsys):
    lacking = {"ensurepip": "python3.11-venv", "libGL.so.1": "libgl1"}
    monkeypatch.setattr(run, "cut_by_debian", lambda: [run.Need("ensurepip", "python3.11-venv")])
    monkeypatch.setattr(run, "missing", lambda needs, there=None: [run.Need("libGL.so.1", "libgl1")])
    monkeypatch.setattr(run, "has_apt", lambda: True)
    monkeypatch.setattr(run.sys, "base_prefix", "/usr")
    assert run.main(["test"], project) == 10
    said = capsys.readouterr().err
    assert all(name in said and package in said for name, package in lacking.items())
    assert not (project / ".venv").exists()


# The state of .venv


def test_no_venv_is_made(project):
    assert state(project) == "remake"


def test_a_stamped_venv_is_ready_and_left_alone(project):
    furnish(project / ".venv", script="exit 99")
    (project / ".venv" / run.STAMP).write_text(wanted(project), encoding="utf-8")
    assert state(project) == "ready"
    run.prepare(project, wanted(project), VERSION)


def test_a_changed_lock_asks_for_an_update(project):
    furnish(project / ".venv")
    (project / ".venv" / run.STAMP).write_text(wanted(project), encoding="utf-8")
    (project / "requirements.lock").write_bytes(b"lock 2\n")
    assert state(project) == "update"


def test_a_venv_somebody_else_made_is_taken_over(project):
    furnish(project / ".venv")
    assert state(project) == "update"


@pytest.mark.parametrize("flaw", [{"version": "3.1.4"}, {"home": "/no/such/place"}], ids=["version", "home"])
def test_a_venv_of_another_python_is_remade(project, flaw):
    furnish(project / ".venv", **flaw)
    (project / ".venv" / run.STAMP).write_text(wanted(project), encoding="utf-8")
    assert state(project) == "remake"


def test_an_interrupted_install_is_done_again(project):
    furnish(project / ".venv")
    (project / ".venv" / run.STAMP).write_text(wanted(project), encoding="utf-8")
    (project / ".venv" / run.MARK).touch()
    assert state(project) == "remake"


def test_the_stamp_tells_lock_python_and_platform_apart():
    stamps = {
        run.stamp_of(lock, version, platform)
        for lock in (b"1", b"2")
        for version in ("3.11", "3.13")
        for platform in ("linux-x86_64", "win-amd64")
    }
    assert len(stamps) == 8


def test_clearing_keeps_the_lock_and_the_mark(project):
    venv = project / ".venv"
    furnish(venv)
    for name in (run.GATE, run.MARK, run.STAMP, run.LOG):
        (venv / name).touch()
    run.clear(venv)
    assert {path.name for path in venv.iterdir()} == {run.GATE, run.MARK}


# Installing


@ON_POSIX
def test_a_good_install_is_stamped(project):
    furnish(project / ".venv")
    run.prepare(project, wanted(project), VERSION)
    assert state(project) == "ready"


@ON_POSIX
@pytest.mark.parametrize(
    ("log", "after"), [("Retrying (Retry(total=4", "update"), ("Installing collected packages: a", "remake")]
)
def test_a_failed_install_says_why_and_is_redone_as_far_as_needed(project, log, after):
    furnish(
        project / ".venv",
        script=f'case "$*" in *install*) echo "{log}" > {project}/.venv/run.log; exit 1;; esac',
    )
    with pytest.raises(run.StartError, match="软件包没有装成") as caught:
        run.prepare(project, wanted(project), VERSION)
    assert caught.value.code == 12
    assert state(project) == after


@ON_POSIX
def test_a_folder_of_wheels_keeps_pip_off_the_net(project):
    (project / "wheels").mkdir()
    furnish(project / ".venv", script=f'echo "$*" >> {project}/calls')
    run.prepare(project, wanted(project), VERSION)
    call = (project / "calls").read_text(encoding="utf-8").splitlines()[-1]
    assert f"--no-index --find-links {project / 'wheels'} " in call
    assert "--require-hashes" in call


@ON_POSIX
def test_a_venv_that_cannot_be_made_leaves_nothing_behind(project, monkeypatch):
    venv = project / ".venv"
    furnish(project / "broken", script=f"touch {venv}/half; echo 没有地方; exit 1")
    monkeypatch.setattr(run, "base_python", lambda: str(run.venv_python(project / "broken")))
    with pytest.raises(run.StartError, match="没有地方"):
        run.prepare(project, wanted(project), VERSION)
    assert {path.name for path in venv.iterdir()} == {run.GATE, run.MARK}


def test_a_full_disk_is_seen_before_pip_starts(project, monkeypatch):
    monkeypatch.setattr(run, "DISK_NEEDED", 2**70)
    with pytest.raises(run.StartError, match="磁盘空间不够"):
        run.install(project, project / ".venv")


@pytest.mark.parametrize(
    ("log", "words"),
    [
        ("WARNING: Retrying (Retry(total=0\nERROR: No matching distribution found for x", "检查网络"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES", "不要跳过检查"),
        ("OSError: [Errno 28] No space left on device", "磁盘满了"),
        ("ERROR: No matching distribution found for mako==1.4.3", "wheels 里缺包"),
        ("something else", "删掉 .venv"),
    ],
)
def test_a_pip_failure_is_told_with_its_cure(log, words):
    assert words in run.cure_of(log)


def test_two_at_once_do_not_both_hold_the_lock(tmp_path):
    with (tmp_path / "gate").open("a") as one:
        assert run.locked(one)
        with (tmp_path / "gate").open("a") as other:
            assert not run.locked(other)
    with (tmp_path / "gate").open("a") as later:
        assert run.locked(later)


# System packages


def test_only_what_does_not_load_is_missing():
    lacking = run.missing([run.OFFSCREEN, run.WINDOW], lambda soname: "xcb" not in soname)
    assert lacking == [
        run.Need(
            "libxcb-cursor.so.0 libxcb-icccm.so.4 libxcb-keysyms.so.1 libxcb-shape.so.0", run.WINDOW.packages
        )
    ]


def test_a_library_that_is_not_there_does_not_load():
    assert not run.loads("libno-such-thing.so.77")


def test_the_line_for_a_window_is_exact():
    said = run.plea([run.OFFSCREEN, run.WINDOW], True)
    assert (
        "sudo apt-get update && sudo apt-get install -y --no-install-recommends libgl1 libegl1 libxkbcommon0 "
        "libglib2.0-0 libfontconfig1 libdbus-1-3 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 "
        "libxcb-keysyms1 libxcb-shape0\n" in said
    )
    assert "libGL.so.1" in said


def test_without_apt_the_libraries_are_named():
    said = run.plea([run.Need("libGL.so.1", "libgl1")], False)
    assert "libGL.so.1" in said
    assert "apt-get" not in said


@pytest.mark.parametrize(
    ("verb", "environ", "platform", "needs"),
    [
        ("test", {}, "linux", [run.OFFSCREEN]),
        ("gui", {"DISPLAY": ":0"}, "linux", [run.OFFSCREEN, run.WINDOW]),
        ("gui", {"WAYLAND_DISPLAY": "w", "QT_QPA_PLATFORM": "wayland"}, "linux", [run.OFFSCREEN, run.WINDOW]),
        ("gui", {"QT_QPA_PLATFORM": "offscreen"}, "linux", [run.OFFSCREEN]),
        ("gui", {}, "linux", []),
        ("play", {"DISPLAY": ":0"}, "linux", []),
        ("gui", {}, "win32", []),
        ("test", {}, "darwin", []),
    ],
)
def test_each_verb_needs_its_own_libraries(verb, environ, platform, needs):
    assert run.needs_of(verb, environ, platform) == needs


@ON_LINUX
def test_missing_sound_never_blocks(project, monkeypatch, capsys):
    monkeypatch.setattr(run, "may_apt", lambda: True)
    monkeypatch.setattr(run.subprocess, "call", lambda command, **_: 100)
    run.see_to_packages([], [run.SOUND])
    assert "没有声音，其余照常" in capsys.readouterr().out


@ON_LINUX
def test_root_refreshes_the_list_and_installs_without_questions(project, monkeypatch):
    calls = []
    monkeypatch.setattr(run, "may_apt", lambda: True)
    monkeypatch.setattr(run.subprocess, "call", lambda command, env, **_: calls.append((command, env)) or 0)
    run.see_to_packages([run.OFFSCREEN], [run.SOUND])
    assert [("update" in command, "libgl1" in command, "libpulse0" in command) for command, _ in calls] == [
        (True, False, False),
        (False, True, False),
        (False, False, True),
    ]
    assert all(env["DEBIAN_FRONTEND"] == "noninteractive" for _, env in calls)


@ON_LINUX
def test_missing_libraries_end_with_the_line(project, monkeypatch, capsys):
    furnish(project / ".venv")
    monkeypatch.setattr(run, "has_apt", lambda: True)
    monkeypatch.setattr(run, "missing", lambda needs, there=None: list(needs))
    monkeypatch.setattr(run, "cut_by_debian", list)
    assert run.main(["test"], project) == 11
    assert "libgl1" in capsys.readouterr().err


# Displays, and starting


@ON_LINUX
def test_without_a_display_the_terminal_player_is_offered(project, capsys):
    furnish(project / ".venv")
    assert run.main([], project) == 3
    assert "python3 run.py play" in capsys.readouterr().err


def test_windows_and_macs_have_a_display():
    assert [run.has_display({}, platform) for platform in ("win32", "darwin", "linux")] == [True, True, False]


def test_windows_keeps_its_python_in_scripts():
    assert run.venv_python(Path("hall/.venv"), "win32") == Path("hall/.venv/Scripts/python.exe")
    assert run.venv_python(Path("hall/.venv"), "linux") == Path("hall/.venv/bin/python")


def test_test_runs_pytest_offscreen():
    command, environ = run.command_of(["test", "-k", "money"], Path("hall"), {"QT_QPA_PLATFORM": "xcb"})
    assert command[1:] == ["-m", "pytest", "-n", "auto", "-k", "money"]
    assert environ["QT_QPA_PLATFORM"] == "offscreen"


def test_other_verbs_go_to_the_program_untouched():
    command, environ = run.command_of(["play", "--json"], Path("hall"), {"PYTHONPATH": "mine"})
    assert command[1:] == ["-P", "-m", "trainer", "play", "--json"]
    assert environ["PYTHONPATH"] == os.pathsep.join(("hall", "mine"))


# On the screen


def test_help_is_given_before_anything_is_made(project, capsys):
    assert run.main(["--help"], project) == 0
    said = capsys.readouterr().out
    assert "退出码" in said
    assert not (project / ".venv").exists()


def test_a_missing_lock_ends_in_a_sentence(project, capsys):
    (project / "requirements.lock").unlink()
    assert run.main(["play"], project) == 12
    assert "读写文件出错" in capsys.readouterr().err


def test_an_interruption_ends_in_a_sentence(project, monkeypatch, capsys):
    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(run, "make_ready", interrupt)
    assert run.main(["play"], project) == 130
    assert "中断了" in capsys.readouterr().err


@pytest.mark.parametrize("encoding", ["cp1252", "cp936", "ascii"])
def test_no_console_encoding_makes_it_crash(encoding):
    environ = {**os.environ, "PYTHONIOENCODING": encoding}
    done = subprocess.run([sys.executable, SCRIPT, "--help"], env=environ, capture_output=True, check=False)
    assert done.returncode == 0
    assert b"python3 run.py test" in done.stdout


def test_a_stream_that_cannot_be_reconfigured_is_left_alone(project, monkeypatch):
    monkeypatch.setattr(run.sys, "stdout", io.StringIO())
    assert run.main(["-h"], project) == 0
