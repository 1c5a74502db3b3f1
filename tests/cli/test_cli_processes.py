"""The command line as a program of its own: killed, interrupted, on poor consoles and without a display."""

import json
import os
import re
import select
import signal
import subprocess
import sys
from pathlib import Path
from threading import Timer

import pytest

from tests.cli.conftest import SEED, WALK_IN, Run, Spawn, numbers
from trainer.cli.sitting import KEPT
from trainer.content.shelf import Shelf
from trainer.paths import Places

PATIENCE = 120
DONE = "^[0-9:]{8}  [对为答]"
PLAY = ("play", WALK_IN, "--name", "张三", "--seed", str(SEED))


def send(program: "subprocess.Popen[str]", line: str) -> None:
    assert program.stdin is not None
    program.stdin.write(f"{line}\n")
    program.stdin.flush()


def wait_for(program: "subprocess.Popen[str]", pattern: str) -> None:
    """Read lines until one has the pattern; a program that never says it is ended."""
    assert program.stdout is not None
    watchdog = Timer(PATIENCE, program.kill)
    watchdog.start()
    try:
        said = any(re.search(pattern, line) for line in program.stdout)
    finally:
        watchdog.cancel()
    assert said, f"never said {pattern}"


def test_killed_in_mid_scenario_it_goes_on_at_the_same_act(spawn: Spawn, run: Run, shelf: Shelf) -> None:
    typed = numbers(shelf.plays[WALK_IN][0])
    program = spawn(*PLAY, "--mode", "考核")
    for line in typed[:5]:
        send(program, line)
        wait_for(program, DONE)
    program.kill()
    program.wait()
    assert program.returncode == -signal.SIGKILL
    done = run("play", "--name", "张三", typed="\n".join(["1", *typed[5:]]))
    assert done.code == 0
    assert "接着做，已有 5 步" in done.out
    assert "（100%）" in done.out
    assert run("verify").code == 0


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent otherwise there")
def test_interrupted_it_says_that_everything_is_kept(spawn: Spawn) -> None:
    program = spawn(*PLAY)
    send(program, "1")
    wait_for(program, DONE)
    wait_for(program, "3[.]")
    program.send_signal(signal.SIGINT)
    out, err = program.communicate()
    assert (program.returncode, err) == (130, "")
    assert "已保存到最后一步" in out


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux runs without a display")
def test_without_a_display_it_says_so(spawn: Spawn) -> None:
    program = spawn()
    out, err = program.communicate()
    assert (program.returncode, out) == (3, "")
    assert "没有显示器" in err
    assert "trainer play" in err


@pytest.mark.parametrize("encoding", ["ascii", "cp936"])
def test_a_poor_console_prints_what_it_can(spawn: Spawn, encoding: str) -> None:
    program = spawn(*PLAY, PYTHONIOENCODING=encoding)
    out, err = program.communicate("1\nq\n")
    assert (program.returncode, err) == (0, "")
    assert "09:1" in out
    listed = spawn("results", "--json", PYTHONIOENCODING=encoding)
    rows = json.loads(listed.communicate()[0])["attempts"]
    assert [row["person"] for row in rows] == ["张三"]


def test_a_reader_that_goes_away_is_no_crash(spawn: Spawn) -> None:
    program = spawn("check", "--json")
    assert program.stdout is not None
    program.stdout.close()
    program.stdout = None
    _, err = program.communicate()
    assert program.returncode == 130
    assert "Traceback" not in err


def test_a_reader_that_goes_away_loses_no_act(spawn: Spawn, run: Run, shelf: Shelf) -> None:
    typed = numbers(shelf.plays[WALK_IN][0])
    program = spawn(*PLAY)
    for line in typed[:2]:
        send(program, line)
        wait_for(program, DONE)
    assert program.stdout is not None
    program.stdout.close()
    program.stdout = None
    _, err = program.communicate(f"{typed[2]}\n")
    assert (program.returncode, err) == (130, f"{KEPT}\n")
    done = run("play", "--name", "张三", typed="\n".join(["1", *typed[2:]]))
    assert "接着做，已有 2 步" in done.out
    assert "（100%）" in done.out


AT_A_TERMINAL = """
import fcntl, struct, sys, termios
fcntl.ioctl(0, termios.TIOCSCTTY, 0)
fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 5, 12, 0, 0))
from trainer.cli import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="terminals are made otherwise there")
@pytest.mark.parametrize("key", ["\x03", "12\x03", "\x04"], ids=["ctrl-c", "ctrl-c in a line", "ctrl-d"])
def test_at_a_narrow_terminal_a_key_that_ends_it_keeps_everything(key: str, run: Run, places: Places) -> None:
    keyboard, screen = terminal()
    command = [sys.executable, "-W", "error", "-c", AT_A_TERMINAL, *PLAY, "--home", str(places.data)]
    root = Path(__file__).parents[2]
    with subprocess.Popen(
        command, stdin=screen, stdout=screen, stderr=screen, cwd=root, start_new_session=True
    ) as program:
        os.close(screen)
        watchdog = Timer(PATIENCE, program.kill)
        watchdog.start()
        seen = shown_till(keyboard, "看说明）> ")
        os.write(keyboard, b"1\n")
        seen += shown_till(keyboard, "看说明）> ")
        seen += shown_till(keyboard, None, again=key.encode())
        code = program.wait()
        watchdog.cancel()
    os.close(keyboard)
    assert code == 130
    assert KEPT in seen
    assert "Traceback" not in seen
    assert "接着做，已有 1 步" in run("play", "--name", "张三", typed="1\nq").out


def terminal() -> tuple[int, int]:
    """Open a terminal of its own; a bare root folder has none to give (no /dev/pts)."""
    try:
        return os.openpty()
    except OSError as error:
        pytest.skip(f"no terminal can be opened here: {error.strerror}")


def shown_till(keyboard: int, words: str | None, again: bytes = b"") -> str:
    """Read the screen until it ends with these words, or (None) until nobody writes there any more.

    A key struck while a program is only about to read is not seen by it: `again` is struck till it is.
    """
    seen = b""
    while words is None or not seen.endswith(words.encode()):
        if again and (not seen or not select.select([keyboard], [], [], 1)[0]):
            os.write(keyboard, again)
        try:
            seen += os.read(keyboard, 4096)
        except OSError:  # how a terminal tells that the program has gone
            assert words is None, seen.decode()
            break
    return seen.decode()


@pytest.mark.parametrize("columns", ["1", "12"])
def test_the_help_is_told_at_a_narrow_terminal(spawn: Spawn, columns: str) -> None:
    out, err = spawn("play", "--help", COLUMNS=columns).communicate()
    assert "用法：trainer play" in out
    assert err == ""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits are set otherwise there")
def test_a_disk_that_takes_no_more_ends_in_a_sentence(run: Run, places: Places) -> None:
    assert run(*PLAY, typed="1\nq").code == 0
    code = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0));"
        "from trainer.cli import main; sys.exit(main(sys.argv[1:]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *PLAY, "--home", str(places.data)],
        input="1\n1\n1\n",
        capture_output=True,
        encoding="utf-8",
        cwd=Path(__file__).parents[2],
        check=False,
    )
    assert done.returncode == 3
    assert "磁盘" in done.stderr
    assert "Traceback" not in done.stderr
    assert run("verify").code == 0


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_home_ends_in_a_sentence(run: Run, places: Places) -> None:
    places.data.chmod(0o500)
    try:
        done = run(*PLAY, typed="1\nq")
    finally:
        places.data.chmod(0o700)
    assert done.code == 3
    assert "只读" in done.err
