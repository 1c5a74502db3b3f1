"""Writing a report to a file: whole or not at all, and a sentence where it cannot be done."""

import errno
import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from trainer.core.errors import TrainerError

_FULL = (errno.ENOSPC, errno.EDQUOT)


class NotWritten(TrainerError):
    """A report could not be written: which file, why, and what to do."""


@contextmanager
def part_of(path: Path) -> Iterator[Path]:
    """Yield the part file that takes the place of `path` at the end; on any failure it is removed.

    Make the folder; raise NotWritten in place of an OSError.
    """
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield part
        _settle(part)
        os.replace(part, path)
    except OSError as error:
        raise NotWritten(f"没能写出 {path}：{_why(error)}") from error
    finally:
        with suppress(OSError):
            part.unlink(missing_ok=True)


def write_whole(path: Path, content: bytes) -> Path:
    """Write `content` to `path`, whole or not at all, and return it; make its folder; raise NotWritten."""
    with part_of(path) as part:
        part.write_bytes(content)
    return path


def write_all(contents: Iterable[tuple[Path, bytes]]) -> list[Path]:
    """Write several files, none of them before the last one is ready; raise NotWritten."""
    with ExitStack() as parts:
        paths = []
        for path, content in contents:
            parts.enter_context(part_of(path)).write_bytes(content)
            paths.append(path)
    return paths


def _settle(part: Path) -> None:
    """Have the part file on the disk before it takes its place."""
    with part.open("rb+") as file:
        os.fsync(file.fileno())


def _why(error: OSError) -> str:
    if error.errno in _FULL:
        return "磁盘满了。请腾出空间，或换一个文件夹再试。"
    if isinstance(error, IsADirectoryError):
        return "已经有同名的文件夹。请换一个文件夹再试。"
    if isinstance(error, FileExistsError | NotADirectoryError):
        return "路径中间有一个是文件，不是文件夹。请换一个文件夹再试。"
    if isinstance(error, PermissionError):
        return "文件正在别的程序里打开，或者这里不让写。请关掉那个程序，或换一个文件夹再试。"
    return f"{error.strerror}。请检查磁盘和文件夹，或换一个文件夹再试。"
