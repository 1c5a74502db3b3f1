"""The hall's books: what is wrong with them, all at once, at its place."""

from pathlib import Path

import pytest

from tests.content.conftest import ROOT
from trainer.content.bookreader import read_books
from trainer.content.books import BooksDamaged

PHRASES = "scripts_zh/phrases.yaml"
PROCEDURES = "scripts_zh/procedures.yaml"
RULES = "scripts_zh/rules.yaml"
FORBIDDEN = "scripts_zh/forbidden.yaml"
BLANK = "F108 话术 P04 的空格写法不对。空格写成花括号里一个词，如 {金额}"
MONEY = 'F107 「card」的金额写法不对。写成带引号的元，如 "100" 或 "0.60"'
TWICE = "D605 「全球通」写了两次。改一个编号，或删去一个"
FILE_NAME = "Y006 「material」要写 assets/material/ 里的文件名。不要写文件夹"
NO_DAY = "F106 「valid_from」没有这一天。写成 2004-07-07 这样，或写 null"
FORMAT = "F103 「format」只能是1。写成 format: 1；更高的格式要升级程序"
EDITION = "assets/tariffs/wuhan-2004/edition.yaml"
CLAUSES = "assets/tariffs/wuhan-2004/rules.yaml"


def change(root: Path, file: str, *changes: tuple[str, str]) -> None:
    text = (root / file).read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    (root / file).write_text(text, encoding="utf-8")


def place_of(root: Path, file: str, text: str) -> str:
    """Return where the first occurrence of a text stands."""
    before = (root / file).read_text(encoding="utf-8").partition(text)[0]
    return f"{file}:{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}"


def complaints(root: Path) -> list[str]:
    with pytest.raises(BooksDamaged) as caught:
        read_books(root)
    assert str(caught.value) == "\n".join(map(str, caught.value.problems))
    return [str(problem) for problem in caught.value.problems]


def test_the_shipped_books_are_complete() -> None:
    books = read_books(ROOT)
    assert len(books.library.phrases) == 21
    assert [len(p.steps) for p in books.library.procedures.values()] == [7, 8, 6]
    assert {step.procedure for step in books.library.steps.values()} == {"B", "S", "G"}
    assert books.edition.openings["大灵通"].card is None
    assert books.edition.openings["储值卡"].prepaid is None


@pytest.mark.parametrize(
    ("file", "old", "new", "at", "sentence"),
    [
        (PHRASES, "step: S1", "step: S11", "S11", "U208 没有步骤「S11」。是否指「S1」？"),
        (PHRASES, "step: S1", "step: 甲", "甲", "U208 没有步骤「甲」。步骤编号见 scripts_zh/procedures.yaml"),
        (PHRASES, "confidence: H", "confidence: X", "X", "F103 「confidence」只能是 H、M、L。改成其中一个"),
        (
            PHRASES,
            "lines: [62]",
            "lines: 62",
            "62,",
            "F104 「lines」要写一列（每项以“- ”开头）。检查写法和缩进",
        ),
        (
            PHRASES,
            "document: D2",
            "documnt: D2",
            "documnt",
            "F102 没有「documnt」这个键。是否指「document」？",
        ),
        (PHRASES, "format: 1", "format: 2", "2\nphr", FORMAT),
        (
            PHRASES,
            "format: 1",
            "format: 1\nnotes: x",
            "notes: x",
            "F102 没有「notes」这个键。删去，或检查拼写",
        ),
        (
            PHRASES,
            "id: P02",
            "id: P01",
            'P01\n    text: "请问',
            "D605 「P01」写了两次。改一个编号，或删去一个",
        ),
        (PROCEDURES, "id: S2", "id: P05", "P05", "D605 编号「P05」别处已经用了。改一个编号"),
        (PHRASES, "phrases:", "phrase:", None, "F101 缺少「phrases」这一列。补上 phrases：，每项以“- ”开头"),
        (PHRASES, "是{业务}", "是{业务:>999999999}", '"您办理的是{', BLANK),
        (PHRASES, "是{业务}", "是{0.__class__}", '"您办理的是{', BLANK),
        (PHRASES, "是{业务}", "是{业务", '"您办理的是{', BLANK),
        (PROCEDURES, "id: S2", "id: S1", "S1\n        text: 办一", "D605 编号「S1」别处已经用了。改一个编号"),
        (PROCEDURES, "text: 上班", "txt: 上班", "txt", "F102 没有「txt」这个键。是否指「text」？"),
        (PROCEDURES, "    steps:\n", "    steps: 无\n    old:\n", None, None),
        (RULES, "id: KM-G1s", "id: P01", "P01", "D605 编号「P01」别处已经用了。改一个编号"),
        (
            FORBIDDEN,
            "breaks: KM-G1s",
            "breaks: KM-G1z",
            "KM-G1z",
            "U208 没有规则「KM-G1z」。是否指「KM-G1」？",
        ),
        (
            FORBIDDEN,
            "breaks: KM-G1s",
            "breaks: 甲",
            "甲",
            "U208 没有规则「甲」。编号见 scripts_zh/rules.yaml",
        ),
        (FORBIDDEN, "instead: P10", "instead: P1", "P1\n", "U208 没有话术「P1」。是否指「P21」？"),
        (
            FORBIDDEN,
            "instead: P10",
            "instead: 甲",
            "甲",
            "U208 没有话术「甲」。话术编号见 scripts_zh/phrases.yaml",
        ),
        (FORBIDDEN, "words: [", 'words: ["", ', '["", ', "F104 禁语 F01 里有空的词。删去空词"),
        (CLAUSES, 'card: "100"', "card: 100", "100\n", MONEY),
        (CLAUSES, 'card: "100"', 'card: "1.234"', '"1.234"', MONEY),
        (CLAUSES, 'card: "100"', 'card: "-1"', '"-1"', MONEY),
        (CLAUSES, "prepaid:", "prepayd:", "prepayd", None),
        (EDITION, "valid_from: 2003-01-01", "valid_from: 2004-13-01", "2004-13", NO_DAY),
        (EDITION, "valid_from: 2003-01-01", "valid_from: 20041201", "20041201", NO_DAY),
        (EDITION, "title:", "titel:", "titel", None),
        (
            EDITION,
            "id: wuhan-2004",
            "id: 2004",
            "2004\ntitle",
            "F101 缺少「id」，或不是文字。补上；数字要加引号",
        ),
        (EDITION, "material: 2004.txt", "material: ../../x", "../../x", FILE_NAME),
        (EDITION, "hotline:", "hotlin:", "hotlin:", None),
        (CLAUSES, "brand: 随E行", "brand: 全球通", '全球通\n    card: "100"\n    prepaid: "120"', TWICE),
        (
            CLAUSES,
            "any_of: [身份证, 军",
            "anyof: [身份证, 军",
            "anyof",
            "F102 没有「anyof」这个键。是否指「any_of」？",
        ),
    ],
)
def test_a_mistake_in_a_book(
    root: Path, file: str, old: str, new: str, at: str | None, sentence: str | None
) -> None:
    change(root, file, (old, new))
    found = complaints(root)
    where = place_of(root, file, at) if at else file
    if sentence is None:
        assert any(problem.startswith(where) for problem in found), found
    else:
        assert any(p.startswith(where) and p.endswith(sentence) for p in found), found


def test_all_books_are_told_at_once(root: Path) -> None:
    (root / RULES).unlink()
    (root / FORBIDDEN).write_text("", encoding="utf-8")
    change(root, PHRASES, ("id: P01", "id: P01\n    id: P01"))
    change(root, PROCEDURES, ("format: 1", "format: 1\nformt: 1"))
    change(root, EDITION, ("shares:\n", "shares: ]\n"))
    assert [problem.split("。")[0] for problem in complaints(root)] == [
        f"{PHRASES}:7:5 Y002 键「id」写了两次",
        f"{PROCEDURES}:5:1 F102 没有「formt」这个键",
        f"{RULES}:1:1 Y005 找不到文件",
        f"{FORBIDDEN}:1:1 F104 文件里没有内容",
        f"{place_of(root, EDITION, ']' + chr(10))} Y001 这里不合 YAML 的写法",
    ]


def test_entries_that_are_no_entries(root: Path) -> None:
    change(root, PHRASES, ("phrases:\n", "phrases:\n  - 一句话\n  - {id: P99, sources: 5}\n"))
    change(root, CLAUSES, ("openings:\n", "openings:\n  - 全球通\n"), ("limits:\n", "limits: 无\nold:\n"))
    found = [problem.split("。")[0].partition(" ")[2] for problem in complaints(root)]
    assert "F104 「文件」要写“键： 值”" not in found
    assert {"F101 缺少「limits」这一列", "F101 缺少「text」", "F102 没有「old」这个键"} <= set(found)


def test_a_step_that_is_no_entry(root: Path) -> None:
    change(root, PROCEDURES, ("    steps:\n", "    steps:\n      - 一步\n"))
    place = place_of(root, PROCEDURES, "一步")
    assert complaints(root) == [f"{place} F104 「steps」要写“键： 值”。检查写法和缩进"]
