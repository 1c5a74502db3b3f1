"""Opening content files safely: only regular files, only inside the content folder, only of a sane size."""

import gc
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from trainer.core.check import Place, Problem
from trainer.core.errors import TrainerError

MOST_BYTES = 512 * 1024
MATERIAL = "assets/material"
FONT = "assets/fonts/NotoSansSC-Regular-gbk.ttf"


class Unreadable(TrainerError):
    """A file that is not YAML, or breaks a limit: one problem, with its place."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def read_bytes(root: Path, path: Path) -> bytes:
    """Read a file's bytes, never more than a content file may have and one; raise Unreadable."""
    name = relative_name(root, path)
    try:
        _refuse_strange(root, path, name)
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise _unreadable(name, "Y005", "找不到文件", "检查文件名，或重新安装程序") from None
    except PermissionError:
        raise _unreadable(name, "Y005", "没有权限打开文件", "在文件属性里允许读取") from None
    except (OSError, RuntimeError):  # a link that leads to itself is a RuntimeError
        raise _unreadable(name, "Y005", "打不开文件", "检查磁盘，或重新放一份") from None


@contextmanager
def bulk() -> Iterator[None]:
    """Read many files: without the garbage collector's rounds it takes a third of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def relative_name(root: Path, path: Path) -> str:
    """Return the name an author knows the file by: relative to the content folder, with forward slashes."""
    try:
        name = path.relative_to(root).as_posix()
    except ValueError:
        name = path.name
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def _refuse_strange(root: Path, path: Path, name: str) -> None:
    """Refuse what lies outside the content folder, and what is no file of bytes (a pipe would hang)."""
    if not path.resolve(strict=True).is_relative_to(root.resolve()):
        raise _unreadable(name, "Y006", "文件指到了内容文件夹外面", "放进文件夹里，不要用链接")
    if not stat.S_ISREG(os.stat(path).st_mode):
        raise _unreadable(name, "Y006", "这不是普通文件", "换成普通的文本文件")


def _unreadable(name: str, code: str, message: str, cure: str) -> Unreadable:
    return Unreadable(Problem(code, message, cure, place=Place(name, 1, 1)))
