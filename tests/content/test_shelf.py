"""The shelf and its cache: read once, anew where files changed, and never trusted when damaged."""

import os
import subprocess
import sys
from hashlib import blake2b
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests.content.conftest import ROOT
from tests.content.small import SCENARIO
from trainer.content import reading, shelf
from trainer.content.books import BooksDamaged
from trainer.content.files import MATERIAL
from trainer.content.shelf import Shelf, load

SCENARIOS = "scenarios/small.yaml"


class Readings:
    """Counts what is really read, and not taken from the cache."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.files: list[str] = []
        self.books = 0
        read_scenario, open_books = reading.read_scenario, reading.open_books

        def scenario(raw: bytes, name: str, desk: Any) -> Any:
            self.files.append(name)
            return read_scenario(raw, name, desk)

        def books(root: Path) -> Any:
            self.books += 1
            return open_books(root)

        monkeypatch.setattr(reading, "read_scenario", scenario)
        monkeypatch.setattr(reading, "open_books", books)

    def take(self) -> tuple[list[str], int]:
        files, books = self.files, self.books
        self.files, self.books = [], 0
        return files, books


@pytest.fixture
def readings(monkeypatch: pytest.MonkeyPatch) -> Readings:
    return Readings(monkeypatch)


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "kept" / "shelf.bin"


def add(root: Path, name: str, id: str, *changes: tuple[str, str]) -> Path:
    """Put another scenario on the shelf."""
    text = SCENARIO.replace("id: small", f"id: {id}")
    for old, new in changes:
        text = text.replace(old, new)
    file = root / "scenarios" / name
    file.write_text(text, encoding="utf-8")
    return file


def sentences(loaded: Shelf) -> list[str]:
    return [str(problem) for problem in loaded.problems]


def test_the_shelf_holds_every_scenario(root: Path) -> None:
    add(root, "other.yml", "other")
    loaded = load(root)
    assert list(loaded.plays) == ["other", "small"] or list(loaded.plays) == ["small", "other"]
    assert loaded.problems == ()
    assert loaded.plays["small"][0].best == (2, 0, 0, 0, 1)


def test_what_editors_leave_behind_is_passed_over(root: Path) -> None:
    for name in (".small.yaml", "small.yaml~", "small.yxml", "readme.txt"):
        (root / "scenarios" / name).write_text("{{{", encoding="utf-8")
    assert load(root).problems == ()


def test_an_empty_shelf_is_no_error(root: Path) -> None:
    (root / SCENARIOS).unlink()
    assert load(root).plays == {}
    (root / "scenarios").rmdir()
    assert load(root).plays == {}


def test_the_cache_gives_back_the_same(root: Path, cache: Path, readings: Readings) -> None:
    first = load(root, cache)
    assert readings.take() == ([SCENARIOS], 1)
    assert load(root, cache) == first
    assert readings.take() == ([], 0)
    assert [file.name for file in cache.parent.iterdir()] == ["shelf.bin"]


def test_only_the_changed_file_is_read_again(root: Path, cache: Path, readings: Readings) -> None:
    other = add(root, "other.yaml", "other")
    load(root, cache)
    readings.take()
    add(root, "other.yaml", "other", ("小场景", "新题目"))
    assert load(root, cache).plays["other"][0].scenario.title == "新题目"
    assert readings.take() == (["scenarios/other.yaml"], 0)
    other.unlink()
    assert list(load(root, cache).plays) == ["small"]
    assert load(root, cache).problems == ()
    assert readings.take() == ([], 0)


def test_a_file_broken_by_an_edit_loses_its_plays_and_shows_its_problem(root: Path, cache: Path) -> None:
    add(root, "other.yaml", "other")
    load(root, cache)
    (root / SCENARIOS).write_text(SCENARIO.replace("P01", "P0x", 1), encoding="utf-8")
    for _ in range(2):
        loaded = load(root, cache)
        assert list(loaded.plays) == ["other"]
        assert sentences(loaded) == ["scenarios/small.yaml:19:18 U201 未知话术「P0x」。是否指「P20」？"]
    (root / SCENARIOS).unlink()
    (root / SCENARIOS).mkdir()
    assert sentences(load(root, cache)) == [
        "scenarios/small.yaml:1:1 Y006 这不是普通文件。换成普通的文本文件"
    ]


@pytest.mark.parametrize(
    "file",
    [
        "scripts_zh/rules.yaml",
        "assets/tariffs/wuhan-2004/edition.yaml",
        "assets/tariffs/wuhan-2004/plans.yaml",
        "assets/tariffs/wuhan-2004/rules.yaml",
        "assets/material/2004.txt",
    ],
)
def test_other_books_mean_reading_all_again(root: Path, cache: Path, readings: Readings, file: str) -> None:
    load(root, cache)
    readings.take()
    (root / file).write_text((root / file).read_text(encoding="utf-8") + "\n", encoding="utf-8")
    load(root, cache)
    assert readings.take() == ([SCENARIOS], 1)


def test_another_font_means_reading_all_again(root: Path, cache: Path, readings: Readings) -> None:
    add(root, "other.yaml", "other", ("小场景", "😀"))
    assert load(root, cache).problems == ()
    readings.take()
    (root / "assets/fonts").symlink_to(ROOT / "assets/fonts")
    assert [problem.code for problem in load(root, cache).problems] == ["G501"]
    assert readings.take()[1] == 1


def flip(raw: bytes) -> bytes:
    return raw[:200] + bytes([raw[200] ^ 1]) + raw[201:]


def of_books(books_hash: str, raw: bytes) -> bytes:
    """Write the cache again as another version of the program would."""
    kept = msgspec.msgpack.decode(raw[len(shelf.MAGIC) + 16 :])
    payload = msgspec.msgpack.encode({**kept, "books_hash": books_hash})
    return shelf.MAGIC + blake2b(payload, digest_size=16).digest() + payload


def of_no_amount(raw: bytes) -> bytes:
    """Write the cache again with an amount that is none."""
    payload = raw[len(shelf.MAGIC) + 16 :].replace(b"9/25", b"9/00")
    return shelf.MAGIC + blake2b(payload, digest_size=16).digest() + payload


def of_another_shape(_: bytes) -> bytes:
    payload = msgspec.msgpack.encode({"books": 5})
    return shelf.MAGIC + blake2b(payload, digest_size=16).digest() + payload


@pytest.mark.parametrize(
    "damage",
    [
        lambda raw: b"",
        lambda raw: raw[:10],
        lambda raw: raw[:-1],
        lambda raw: raw + b"\0",
        lambda raw: b"hall-shelf-0" + raw[12:],
        lambda raw: b"\xff" * len(raw),
        flip,
        lambda raw: of_books("0" * 32, raw),
        of_another_shape,
        of_no_amount,
    ],
)
def test_a_damaged_cache_is_silently_made_anew(
    root: Path, cache: Path, readings: Readings, damage: Any
) -> None:
    first = load(root, cache)
    good = cache.read_bytes()
    cache.write_bytes(damage(good))
    readings.take()
    assert load(root, cache) == first
    assert readings.take() == ([SCENARIOS], 1)
    assert cache.read_bytes() == good
    assert load(root, cache) == first
    assert readings.take() == ([], 0)


def test_a_cache_that_cannot_be_written_costs_only_time(root: Path, cache: Path, readings: Readings) -> None:
    cache.mkdir(parents=True)
    (cache / "in the way").touch()
    blocked = root / "scenarios/small.yaml/shelf.bin"
    for place in (cache, blocked, Path("/dev/null/shelf.bin")):
        assert list(load(root, place).plays) == ["small"]
        assert readings.take() == ([SCENARIOS], 1)
    assert [file.name for file in cache.parent.iterdir()] == ["shelf.bin"]


def test_a_full_disk_leaves_the_old_cache(
    root: Path, cache: Path, monkeypatch: pytest.MonkeyPatch, readings: Readings
) -> None:
    load(root, cache)
    old = cache.read_bytes()
    add(root, "other.yaml", "other")

    def full(self: Path, raw: bytes) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", full)
        assert list(load(root, cache).plays) == ["other", "small"]
    assert cache.read_bytes() == old
    assert [file.name for file in cache.parent.iterdir()] == ["shelf.bin"]


def test_two_processes_at_once_leave_a_good_cache(root: Path, cache: Path, readings: Readings) -> None:
    code = (
        "import sys; from pathlib import Path; from trainer.content.shelf import load\n"
        "for _ in range(3): assert list(load(Path(sys.argv[1]), Path(sys.argv[2])).plays) == ['small']\n"
    )
    command = [sys.executable, "-c", code, str(root), str(cache)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    processes = [subprocess.Popen(command, env=environment) for _ in range(2)]
    assert [process.wait(timeout=60) for process in processes] == [0, 0]
    assert list(load(root, cache).plays) == ["small"]
    assert readings.take() == ([], 0)
    assert [file.name for file in cache.parent.iterdir()] == ["shelf.bin"]


def test_an_id_used_twice_keeps_the_first(root: Path, cache: Path) -> None:
    add(root, "zweite.yaml", "small", ("小场景", "另一个"))
    for _ in range(2):
        loaded = load(root, cache)
        assert loaded.plays["small"][0].scenario.title == "小场景"
        assert sentences(loaded) == [
            "scenarios/zweite.yaml:2:5 D601 场景编号「small」与 scenarios/small.yaml 相同。改一个编号"
        ]


def test_missing_material_is_a_warning_and_comes_back(root: Path, cache: Path) -> None:
    text = root / MATERIAL / "2004.txt"
    away = text.rename(root / "away.txt")
    loaded = load(root, cache)
    assert [(p.code, p.level, str(p.place)) for p in loaded.problems] == [
        ("Q402", "warning", "assets/material/2004.txt:1:1")
    ]
    assert list(loaded.plays) == ["small"]
    text.write_bytes(b"\xff\xfe")
    assert [problem.code for problem in load(root, cache).problems] == ["Q402"]
    text.unlink()
    away.rename(text)
    assert load(root, cache).problems == ()


def test_damaged_books_are_raised_with_all_their_problems(root: Path, cache: Path) -> None:
    load(root, cache)
    (root / "scripts_zh/rules.yaml").unlink()
    with pytest.raises(BooksDamaged) as caught:
        load(root, cache)
    assert str(caught.value) == "scripts_zh/rules.yaml:1:1 Y005 找不到文件。检查文件名，或重新安装程序"


def test_a_name_that_is_no_text_is_no_obstacle(root: Path, cache: Path) -> None:
    os.rename(root / SCENARIOS, os.fsencode(root) + b"/scenarios/\xff.yaml")
    for _ in range(2):
        assert list(load(root, cache).plays) == ["small"]


def test_the_printed_order_survives_the_cache(tmp_path: Path) -> None:
    cache = tmp_path / "shelf.bin"
    fresh, kept = (load(ROOT, cache).books.edition for _ in range(2))
    for name in ("plans", "services", "openings", "facts", "assumptions"):
        assert list(getattr(fresh, name)) == list(getattr(kept, name)), name
