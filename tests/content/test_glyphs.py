"""Which characters can be shown, and where those stand that cannot."""

import struct
from pathlib import Path

import pytest

from tests.content.conftest import ROOT
from tests.content.small import Read, told
from trainer.content.files import FONT
from trainer.content.glyphs import drawable, undrawable
from trainer.content.yaml12 import read

SMILE = "G501 含有自带字体里没有的字「😀」（U+1F600）。删去或换一个字"


def font(tmp_path: Path, cmap: bytes, tag: bytes = b"cmap") -> Path:
    """Write a font that has nothing but a character map."""
    start = 12 + 16
    raw = (
        struct.pack(">4sHHHH", b"\0\1\0\0", 1, 0, 0, 0)
        + struct.pack(">4sIII", tag, 0, start, len(cmap))
        + cmap
    )
    file = tmp_path / "font.ttf"
    file.write_bytes(raw)
    return file


def one_table(table: bytes) -> bytes:
    return struct.pack(">HH", 0, 1) + struct.pack(">HHI", 3, 1, 12) + table


def test_the_bundled_font_draws_chinese() -> None:
    points = drawable(ROOT / FONT)
    assert {ord(c) for c in "中国移动营业厅您好,A1"} <= points
    assert 0x1F600 not in points


def test_groups_of_characters_are_read_and_bounded(tmp_path: Path) -> None:
    groups = struct.pack(">HHIII", 12, 0, 0, 0, 2) + struct.pack(
        ">IIIIII", 65, 67, 1, 0x10FFFE, 0xFFFFFFFF, 2
    )
    assert drawable(font(tmp_path, one_table(groups))) == {65, 66, 67, 0x10FFFE, 0x10FFFF}


def test_segments_of_characters_are_read(tmp_path: Path) -> None:
    segments = struct.pack(">HHHHHHH", 4, 0, 0, 4, 0, 0, 0) + struct.pack(">HHHHH", 66, 0xFFFF, 0, 65, 0xFFFF)
    assert drawable(font(tmp_path, one_table(segments))) == {65, 66}


def test_other_tables_are_passed_over(tmp_path: Path) -> None:
    assert drawable(font(tmp_path, one_table(struct.pack(">HH", 6, 0)))) == frozenset()


def test_a_file_that_is_no_font_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no character map"):
        drawable(font(tmp_path, b"", tag=b"name"))
    (tmp_path / "cut.ttf").write_bytes(b"\0\1")
    with pytest.raises(ValueError, match="cut off"):
        drawable(tmp_path / "cut.ttf")


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("王女士", "王😀女士", f"13:12 {SMILE}"),
        ("王女士", '"王\\U0001F600"', f"13:11 {SMILE}"),
        ("你好。", "|\n          你\n          好😀", f"19:12 {SMILE}"),
        ("王女士", "王\u200b女士", "13:12 G502 含有看不见的字符（U+200B）。删去或换一个字"),
        ("王女士", "王\u202e女士", "13:12 G502 含有看不见的字符（U+202E）。删去或换一个字"),
        ("王女士", '"王\\u2066女士"', "13:11 G502 含有看不见的字符（U+2066）。删去或换一个字"),
        ("王女士", '"王\\0女士"', "13:11 G502 含有看不见的字符（U+0000）。删去或换一个字"),
    ],
)  # fmt: skip
def test_what_cannot_be_shown_is_told(reading: Read, old: str, new: str, sentence: str) -> None:
    assert told(reading((old, new))) == [sentence]


def test_comments_may_hold_anything(reading: Read) -> None:
    assert told(reading(("format: 1", "format: 1 # 😀\u200b"), ("小场景", '"小\\t场景"'))) == []


def test_without_a_font_only_the_unseen_is_refused() -> None:
    text = "a: 😀\nb: [一, 二\u200b]\nc: {d\u200b: 5}\n"
    problems = list(undrawable(read(text, "x"), text, frozenset()))
    assert [str(problem.place) for problem in problems] == ["x:2:9"]
