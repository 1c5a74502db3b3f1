"""The way in from a bare Python: makes `.venv` from the lock, sees to system libraries, starts the program.

Standard library only, and syntax that Python 3.8 can read, so that an old one is told what it lacks. What
this script keeps (stamp, mark, lock, log) lies inside `.venv`; deleting that folder is always safe.
"""

from __future__ import annotations

import sys

try:
    import ctypes
    import hashlib
    import importlib.util
    import io
    import os
    import re
    import shutil
    import subprocess
    import sysconfig
    import time
    from pathlib import Path
    from typing import IO, TYPE_CHECKING, NamedTuple
except ImportError as error:  # Debian's python3-minimal leaves half of the standard library out.
    sys.exit(
        f"这个 Python 不完整（{error}）。请装完整的 Python 3.11 以上；Debian：apt-get install -y python3"
    )

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

HELP = """用法：python3 run.py [动词 参数……]        （Windows：py run.py ……）

  python3 run.py                  准备好环境，打开营业厅培训的窗口
  python3 run.py test [参数……]    准备好环境，跑全部测试（参数交给 pytest）
  python3 run.py play             在终端里练，不要窗口
  python3 run.py <动词> [参数……]  其余动词原样交给程序；细节看 python3 run.py play --help

第一次要联网下载约 270 MB，装好占 0.9 GB，都在本目录的 .venv 里；第二次起直接打开。删掉 .venv 就会重装。
不能上网的营业厅：在联网的同类电脑上运行 pip download --require-hashes -r requirements.lock -d wheels，
把下好的 wheels 文件夹放在 run.py 旁边（或用环境变量 HALL_WHEELS 指出它在哪里）。

退出码：0 正常；3 没有显示器，开不了窗口；10 这个 Python 不能用；11 缺系统软件包；
        12 环境没有装成；130 被中断；此外是程序或 pytest 自己的退出码。"""

LOCK_FILE, STAMP, MARK, GATE, LOG = "requirements.lock", "run.stamp", "run.unfinished", "run.lock", "run.log"
NO_DISPLAY, BAD_PYTHON, NO_PACKAGES, NOT_INSTALLED, INTERRUPTED = 3, 10, 11, 12, 130
DISK_NEEDED = 1_500_000_000
CURES = {
    "DO NOT MATCH THE HASHES": "下到的包与 requirements.lock 对不上，可能被改过。不要跳过检查，换个镜像。",
    "No space left": "磁盘满了。腾出 1.5 GB 再运行一次。",
    r"Retrying \(|ConnectionError|Temporary failure|timed out|SSLError": "连不上软件包服务器。请检查网络和"
    "代理，或用 pip config 设好国内镜像（每个包都核对哈希，哪个镜像都一样），再运行一次。\n"
    "不能上网就在 run.py 旁边放 wheels 文件夹，做法见 python3 run.py --help。",
    "No matching distribution": "没有适合这台电脑的包：wheels 里缺包，或 Python 太新（3.11 到 3.13 可用）。",
}


class StartError(Exception):
    """What the person at the keyboard has to know, and the exit code."""

    def __init__(self, code: int, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


class Need(NamedTuple):
    """Things that come together, and the Debian packages that bring them (both blank-separated)."""

    names: str
    packages: str


OFFSCREEN = Need(
    "libGL.so.1 libEGL.so.1 libxkbcommon.so.0 libglib-2.0.so.0 libfontconfig.so.1 libdbus-1.so.3",
    "libgl1 libegl1 libxkbcommon0 libglib2.0-0 libfontconfig1 libdbus-1-3",
)
WINDOW = Need(
    "libxkbcommon-x11.so.0 libxcb-cursor.so.0 libxcb-icccm.so.4 libxcb-keysyms.so.1 libxcb-shape.so.0",
    "libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0",
)
SOUND = Need("libpulse.so.0 libXrandr.so.2 libespeak-ng.so.1", "libpulse0 libxrandr2 libespeak-ng1")


def say(sentence: str) -> None:
    print(sentence, flush=True)


def unfit(version: tuple[int, int], maxsize: int) -> str:
    """Say why this Python will not do, or nothing."""
    if version < (3, 11):
        return (
            f"需要 Python 3.11 以上，现在是 {version[0]}.{version[1]}。请换新的运行，例如 python3.11 run.py"
        )
    return "" if maxsize > 2**32 else "需要 64 位的 Python，现在是 32 位。请装 64 位的 Python 3.11 以上。"


def venv_python(venv: Path, platform: str = sys.platform) -> Path:
    return venv / "Scripts" / "python.exe" if platform == "win32" else venv / "bin" / "python"


def base_python() -> str:
    """Name the interpreter underneath, also when this script was started with the one in `.venv`."""
    name = "python.exe" if sys.platform == "win32" else f"bin/python{sysconfig.get_python_version()}"
    return sys.executable if sys.prefix == sys.base_prefix else str(Path(sys.base_prefix) / name)


def stamp_of(lock: bytes, version: str, platform: str) -> str:
    return f"{hashlib.sha256(lock).hexdigest()}\npython {version}\n{platform}\n"


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""


def state_of(venv: Path, wanted: str, version: str) -> str:
    """Say what `.venv` needs: nothing ("ready"), its packages ("update"), or everything ("remake")."""
    settings = text_of(venv / "pyvenv.cfg")
    home = re.search(r"^home\s*=\s*(.+?)\s*$", settings, re.MULTILINE)
    built = re.search(r"^version(?:_info)?\s*=\s*(\d+\.\d+)", settings, re.MULTILINE)
    fits = built is not None and built[1] == version and home is not None and Path(home[1]).is_dir()
    if not fits or (venv / MARK).exists() or not venv_python(venv).exists():
        return "remake"
    return "ready" if text_of(venv / STAMP) == wanted else "update"


def has_display(environ: Mapping[str, str], platform: str = sys.platform) -> bool:
    signs = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return platform != "linux" or any(environ.get(sign) for sign in signs)


def needs_of(verb: str, environ: Mapping[str, str], platform: str = sys.platform) -> list[Need]:
    """List the system libraries without which this verb cannot start."""
    if platform != "linux" or verb not in ("gui", "test"):
        return []
    if verb == "test":
        return [OFFSCREEN]
    on_x = (environ.get("QT_QPA_PLATFORM") or "xcb").startswith(("xcb", "wayland"))
    return ([OFFSCREEN, WINDOW] if on_x else [OFFSCREEN]) if has_display(environ, platform) else []


def loads(soname: str) -> bool:
    try:
        ctypes.CDLL(soname)
    except OSError:
        return False
    return True


def missing(needs: Iterable[Need], there: Callable[[str], bool] = loads) -> list[Need]:
    """Return the needs that are not met; of their names only those that are not there."""
    lacking = [(" ".join(name for name in need.names.split() if not there(name)), need) for need in needs]
    return [Need(names, need.packages) for names, need in lacking if names]


def cut_by_debian() -> list[Need]:
    """Name the modules for making a venv that Debian packs apart from its Python, where they are missing."""
    importlib.invalidate_caches()
    need = Need("venv ensurepip", f"python{sysconfig.get_python_version()}-venv")
    return missing([need], lambda module: importlib.util.find_spec(module) is not None)


def apt_line(needs: Iterable[Need]) -> list[str]:
    packages = [package for need in needs for package in need.packages.split()]
    return ["apt-get", "install", "-y", "--no-install-recommends", *packages]


def plea(needs: Sequence[Need], has_apt: bool) -> str:
    """Name what is missing, and the exact line that brings it."""
    names = "、".join(name for need in needs for name in need.names.split())
    if not has_apt:
        return f"缺 {names}。请用本系统的软件包工具装上带有它们的包，再运行一次。"
    return f"缺 {names}。请先运行：\n\n    sudo apt-get update && sudo {' '.join(apt_line(needs))}\n"


def cure_of_python(needs: Sequence[Need], base: str) -> str:
    """Say how to get a Python that can make a venv: Debian's by its packages, any other by a whole one."""
    cure = (
        plea(needs, True) if base == "/usr" and has_apt() else "请装官方完整的 Python 3.11 以上，再运行一次。"
    )
    return "这个 Python 建不了运行环境。" + cure


def cure_of(log: str) -> str:
    """Turn what pip logged when it failed into a cause and a cure."""
    found = (cure for pattern, cure in CURES.items() if re.search(pattern, log))
    return next(found, "请再运行一次；还不行就删掉 .venv 重来，详情在 .venv 里的 run.log。")


def command_of(
    arguments: Sequence[str], root: Path, environ: Mapping[str, str]
) -> tuple[list[str], dict[str, str]]:
    """Say what to start, and in which environment: pytest for `test`, else the program itself."""
    python = str(venv_python(root / ".venv"))
    if arguments[:1] == ["test"]:
        tests = [python, "-m", "pytest", "-n", "auto", *arguments[1:]]
        return tests, {**environ, "QT_QPA_PLATFORM": "offscreen"}
    paths = os.pathsep.join(filter(None, (str(root), environ.get("PYTHONPATH"))))
    return [python, "-P", "-m", "trainer", *arguments], {**environ, "PYTHONPATH": paths}


def has_apt() -> bool:
    return sys.platform == "linux" and shutil.which("apt-get") is not None


def may_apt() -> bool:
    return sys.platform == "linux" and has_apt() and os.geteuid() == 0


def apt_install(needs: Sequence[Need], *, refresh: bool) -> bool:
    """Install Debian packages (root only), say so, and tell whether it worked; `refresh` their list first."""
    line = apt_line(needs)
    say(f"缺系统软件包，正在安装：\n\n    {' '.join(line)}\n")
    environ = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    options = ["-q", "-o", "DPkg::Lock::Timeout=120", "-o", "Dpkg::Use-Pty=0"]
    for step in (["apt-get", "update"], line) if refresh else (line,):
        code = subprocess.call([step[0], *options, *step[1:]], env=environ, stdin=subprocess.DEVNULL)
    return code == 0


def see_to_packages(needs: Sequence[Need], extras: Sequence[Need]) -> None:
    """Get what is missing where we may, else say how; whether that is enough is judged later."""
    if needs and may_apt():
        apt_install(needs, refresh=True)
    elif needs:
        say(plea(needs, has_apt()))
    if extras and may_apt() and not apt_install(extras, refresh=not needs):
        say("声音用的软件包没有装上：没有声音，其余照常。")
    elif extras and not may_apt():
        say("（可选，不装只是没有声音）" + plea(extras, has_apt()))


def locked(file: IO[str]) -> bool:
    """Try to take the lock that keeps two of these scripts out of one `.venv`."""
    try:
        if sys.platform == "win32":
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def clear(venv: Path) -> None:
    """Empty `.venv`, but for the lock that is held and the mark that says it is unfinished."""
    for path in venv.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        elif path.name not in (GATE, MARK):
            path.unlink()


def make_venv(venv: Path) -> None:
    """Make `.venv` anew; leave nothing half-made behind."""
    say("正在建立运行环境 .venv ……")
    clear(venv)
    command = [base_python(), "-m", "venv", str(venv)]
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", check=False)
    if done.returncode:
        clear(venv)
        raise StartError(NOT_INSTALLED, f"运行环境没有建成：{(done.stderr or done.stdout).strip()[-300:]}")


def install(root: Path, venv: Path) -> None:
    """Install the locked packages, each checked against its hash, from the net or from a folder of wheels."""
    if shutil.disk_usage(root).free < DISK_NEEDED:
        raise StartError(NOT_INSTALLED, "磁盘空间不够：装运行环境要 1.5 GB。腾出地方再运行一次。")
    wheels, log = Path(os.environ.get("HALL_WHEELS") or root / "wheels"), venv / LOG
    source = ["--no-index", "--find-links", str(wheels)] if wheels.is_dir() else []
    say(
        "正在从 wheels 文件夹安装软件包……"
        if source
        else "正在下载并安装软件包（第一次约 270 MB，请等几分钟）……"
    )
    log.unlink(missing_ok=True)
    command = [str(venv_python(venv)), "-m", "pip", "--disable-pip-version-check", "--no-input", "install"]
    command += ["--log", str(log), "--require-hashes", "--only-binary", ":all:", *source]
    if subprocess.call([*command, "-r", str(root / LOCK_FILE)], stdin=subprocess.DEVNULL):
        if "Installing collected" not in text_of(log):
            (venv / MARK).unlink()
        raise StartError(NOT_INSTALLED, "软件包没有装成。" + cure_of(text_of(log)))


def prepare(root: Path, wanted: str, version: str) -> None:
    """Bring `.venv` to the state of the lock; an interrupted attempt is done again from the start."""
    venv = root / ".venv"
    venv.mkdir(exist_ok=True)
    with (venv / GATE).open("a") as gate:
        if not locked(gate):
            say("另一个 run.py 正在准备环境，等它做完……")
            while not locked(gate):
                time.sleep(0.5)
        state = state_of(venv, wanted, version)
        if state == "ready":
            return
        (venv / MARK).touch()
        pip = [str(venv_python(venv)), "-m", "pip", "--version"]
        if state == "remake" or subprocess.run(pip, capture_output=True, check=False).returncode:
            make_venv(venv)
        install(root, venv)
        (venv / STAMP).write_text(wanted, encoding="utf-8")
        (venv / MARK).unlink()
        say("环境准备好了。")


def make_ready(verb: str, root: Path) -> None:
    """See to Python, system packages, `.venv` and a display; raise StartError at what cannot be helped."""
    if complaint := unfit(sys.version_info[:2], sys.maxsize):
        raise StartError(BAD_PYTHON, complaint)
    version, needs = sysconfig.get_python_version(), needs_of(verb, os.environ)
    wanted = stamp_of((root / LOCK_FILE).read_bytes(), version, sysconfig.get_platform())
    state, lacking = state_of(root / ".venv", wanted, version), missing(needs)
    if state != "ready" or (lacking and may_apt()):
        cut = cut_by_debian() if state == "remake" else []
        if may_apt() or not cut:
            see_to_packages([*cut, *lacking], missing([SOUND]) if needs else [])
        if cut and cut_by_debian():
            raise StartError(BAD_PYTHON, cure_of_python([*cut, *lacking], sys.base_prefix))
        prepare(root, wanted, version)
    if verb == "gui" and not has_display(os.environ):
        raise StartError(NO_DISPLAY, "没有显示器，开不了窗口。可以在终端里练：python3 run.py play")
    if lacking := missing(needs):
        raise StartError(NO_PACKAGES, plea(lacking, has_apt()))


def launch(arguments: Sequence[str], root: Path) -> int:
    """Become the program; come back only on Windows, where a process cannot be replaced."""
    command, environ = command_of(arguments, root, os.environ)
    if arguments[:1] == ["test"]:
        os.chdir(root)
    if sys.platform != "win32":
        os.execve(command[0], command, environ)
    return subprocess.call(command, env=environ)


def main(arguments: Sequence[str], root: Path) -> int:
    """Do everything for one call and return the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    if arguments[:1] in (["-h"], ["--help"]):
        say(HELP)
        return 0
    try:
        make_ready(arguments[0] if arguments else "gui", root)
        return launch(arguments, root)
    except StartError as error:
        code, sentence = error.code, str(error)
    except OSError as error:
        code, sentence = (
            NOT_INSTALLED,
            f"读写文件出错：{error}。请关掉正在运行的程序，看本目录能不能写，再试。",
        )
    except KeyboardInterrupt:
        code, sentence = INTERRUPTED, "\n中断了。下次运行会接着做好。"
    print(sentence, file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], Path(__file__).resolve().parent))
