"""Writing a report to a file: whole or not at all, and a sentence where it cannot be done."""

import errno
import os
from contextlib import suppress
from pathlib import Path

from trainer.core.errors import TrainerError

_FULL = (errno.ENOSPC, errno.EDQUOT)


class NotWritten(TrainerError):
    """A report could not be written: which file, why, and what to do."""


def write_whole(path: Path, content: bytes) -> Path:
    """Write `content` to `path`, whole or not at all, and return it; make its folder; raise NotWritten."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise NotWritten(f"没能写出 {path}：{_why(error)}") from error
    return path


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
