"""Opening content files: only regular files, only inside the folder, only of a sane size."""

import os
from pathlib import Path

import pytest

from trainer.content.files import MOST_BYTES, Unreadable, read_bytes, relative_name
from trainer.content.yaml12 import read_document


def refusal(root: Path, path: Path) -> str:
    with pytest.raises(Unreadable) as caught:
        read_bytes(root, path)
    return str(caught.value)


def test_a_file_is_read_under_the_name_the_author_knows(tmp_path: Path) -> None:
    (tmp_path / "scenarios").mkdir()
    file = tmp_path / "scenarios/a.yaml"
    file.write_text("a: 1", encoding="utf-8")
    document = read_document(tmp_path, file)
    assert document.value == {"a": 1}
    assert str(document.place(("a",))) == "scenarios/a.yaml:1:4"


def test_no_more_is_read_than_a_file_may_hold(tmp_path: Path) -> None:
    file = tmp_path / "big.yaml"
    file.write_bytes(b"x" * (MOST_BYTES + 5_000))
    assert len(read_bytes(tmp_path, file)) == MOST_BYTES + 1


def test_strange_files_are_refused(tmp_path: Path) -> None:
    root = tmp_path / "root"
    root.mkdir()
    (tmp_path / "secret.yaml").write_text("a: 1", encoding="utf-8")
    (root / "out.yaml").symlink_to(tmp_path / "secret.yaml")
    (root / "zero.yaml").symlink_to("/dev/zero")
    (root / "loop.yaml").symlink_to(root / "loop.yaml")
    (root / "folder.yaml").mkdir()
    os.mkfifo(root / "pipe.yaml")
    outside = "Y006 文件指到了内容文件夹外面。放进文件夹里，不要用链接"
    assert refusal(root, root / "out.yaml") == f"out.yaml:1:1 {outside}"
    assert refusal(root, root / "zero.yaml") == f"zero.yaml:1:1 {outside}"
    assert refusal(root, root / "../secret.yaml") == f"../secret.yaml:1:1 {outside}"
    assert refusal(root, tmp_path / "secret.yaml") == f"secret.yaml:1:1 {outside}"
    assert refusal(root, root / "loop.yaml") == "loop.yaml:1:1 Y005 打不开文件。检查磁盘，或重新放一份"
    assert refusal(root, root / "folder.yaml") == "folder.yaml:1:1 Y006 这不是普通文件。换成普通的文本文件"
    assert refusal(root, root / "pipe.yaml") == "pipe.yaml:1:1 Y006 这不是普通文件。换成普通的文本文件"
    assert refusal(root, root / "no.yaml") == "no.yaml:1:1 Y005 找不到文件。检查文件名，或重新安装程序"


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "a.yaml"
    file.write_text("a: 1", encoding="utf-8")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert refusal(tmp_path, file) == "a.yaml:1:1 Y005 没有权限打开文件。在文件属性里允许读取"


def test_a_name_that_is_no_text_is_written_out() -> None:
    assert relative_name(Path("/r"), Path("/r/s") / os.fsdecode(b"a\xff.yaml")) == "s/a\\udcff.yaml"
