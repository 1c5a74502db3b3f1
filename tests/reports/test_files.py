"""Files written whole or not at all."""

import errno
import os
from pathlib import Path

import pytest

from trainer.reports.files import NotWritten, write_whole


def test_a_file_is_written_into_a_new_folder_and_replaced(tmp_path: Path) -> None:
    path = tmp_path / "新" / "试卷.pdf"
    assert write_whole(path, b"one") == path
    write_whole(path, b"two")
    assert path.read_bytes() == b"two"
    assert [each.name for each in path.parent.iterdir()] == ["试卷.pdf"]


@pytest.mark.parametrize(
    ("code", "told"),
    [
        (errno.ENOSPC, "磁盘满了"),
        (errno.EACCES, "正在别的程序里打开"),
        (errno.EIO, "请检查磁盘和文件夹"),
    ],
)
def test_a_failure_leaves_the_old_file_and_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, told: str
) -> None:
    path = write_whole(tmp_path / "a.pdf", b"old")

    def fail(*_: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "replace", fail)
    with pytest.raises(NotWritten, match=told) as raised:
        write_whole(path, b"new")
    assert str(path) in str(raised.value)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_where_a_folder_should_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"")
    with pytest.raises(NotWritten, match="不是文件夹"):
        write_whole(tmp_path / "x" / "a.pdf", b"")
    (tmp_path / "a.pdf").mkdir()
    with pytest.raises(NotWritten, match="同名的文件夹"):
        write_whole(tmp_path / "a.pdf", b"")
