"""The material as data: every quotation stands in the lines it names, and nothing is missing or doubled."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
MATERIAL = (ROOT / "assets/material/2004.txt").read_text(encoding="utf-8").split("\n")
EDITION = ROOT / "assets/tariffs/wuhan-2004"


def opened(folder: Path) -> dict[str, Any]:
    """All files of a folder by their names."""
    files = sorted(folder.glob("*.yaml"))
    return {file.stem: yaml.safe_load(file.read_text(encoding="utf-8")) for file in files}


DATA, TABLES = opened(ROOT / "scripts_zh"), opened(EDITION)
DOCUMENTS = {
    "D1": (1, 15),
    "D2": (16, 68),
    "D3": (69, 79),
    "D4": (80, 99),
    "D5": (100, 132),
    "D6": (133, 167),
    "D7": (168, 193),
    "D8": (194, 217),
    "D9": (221, 285),
}
PHRASES = DATA["phrases"]["phrases"]
PROCEDURES = DATA["procedures"]["procedures"]
STEPS = [step for procedure in PROCEDURES for step in procedure["steps"]]
RULES = DATA["rules"]["rules"]
FORBIDDEN = DATA["forbidden"]["forbidden"]


def sources_in(value: Any) -> Iterator[dict[str, Any]]:
    """Walk through a file and yield each of its sources."""
    if isinstance(value, dict):
        yield from (source for source in value.get("sources", []) if isinstance(source, dict))
        value = list(value.values())
    if isinstance(value, list):
        for entry in value:
            yield from sources_in(entry)


SOURCES = [source for data in (*DATA.values(), *TABLES.values()) for source in sources_in(data)]


def bare(text: str) -> str:
    """Take all white space out."""
    return re.sub(r"\s+", "", text)


def stands_in(quote: str, lines: list[int]) -> bool:
    """Tell whether the fragments of a quotation occur in these lines, one after the other."""
    text = bare("".join(MATERIAL[line - 1] for line in lines))
    at = 0
    for fragment in quote.split("‖"):
        at = text.find(bare(fragment), at)
        if at < 0:
            return False
        at += len(bare(fragment))
    return True


def ids(entries: list[dict[str, Any]]) -> list[str]:
    return [entry["id"] for entry in entries]


def test_the_material_is_all_there() -> None:
    assert len(MATERIAL) == 285
    assert MATERIAL[0].startswith("1860客户服务中心")
    assert MATERIAL[-1].endswith("2004年6月18日—")


@pytest.mark.parametrize("source", SOURCES, ids=lambda s: f"{s['document']}-{s['lines'][0]}")
def test_a_quotation_stands_in_its_lines(source: dict[str, Any]) -> None:
    first, last = DOCUMENTS[source["document"]]
    assert set(source) == {"document", "lines", "quote"}
    assert all(first <= line <= last for line in source["lines"])
    assert bare(source["quote"])
    assert stands_in(source["quote"], source["lines"])


@pytest.mark.parametrize("source", SOURCES, ids=lambda s: f"{s['document']}-{s['lines'][0]}")
def test_no_line_is_named_in_vain(source: dict[str, Any]) -> None:
    lines = source["lines"]
    for line in lines:
        assert not stands_in(source["quote"], [other for other in lines if other != line])


def test_a_wrong_quotation_would_be_found() -> None:
    assert stands_in("全球通100 元,‖话费", [223])
    assert not stands_in("全球通110元", [223])
    assert not stands_in("话费‖全球通", [223])


def test_every_fact_has_a_source() -> None:
    assert all(entry["sources"] for entry in [*PHRASES, *STEPS, *RULES])
    rules = TABLES["rules"]
    silent = [entry["brand"] for entry in rules["openings"] if entry["card"] is None]
    assert silent == [entry["brand"] for entry in rules["openings"] if not entry["sources"]]
    told = [
        *rules["facts"],
        *rules["papers"],
        *rules["services"],
        *rules["clauses"],
        *TABLES["edition"]["shares"],
    ]
    assert [entry["id"] for entry in told if not entry["sources"]] == []


def test_nothing_is_missing() -> None:
    assert ids(PHRASES) == [f"P{n:02}" for n in range(1, 22)]
    assert [(p["id"], ids(p["steps"])) for p in PROCEDURES] == [
        (letter, [f"{letter}{n}" for n in range(1, count + 1)])
        for letter, count in (("B", 7), ("S", 8), ("G", 6))
    ]
    names = set(ids(RULES))
    assert {f"KM-G{n}" for n in range(1, 9)} | {"KM-G1s", "KM-G1a"} <= names
    assert {"KM-R1", "KM-R2", "KM-R3"} == {name for name in names if name.startswith("KM-R")}
    assert {f"W{n}" for n in range(1, 9) if n != 3} | {f"W3.{n}" for n in range(1, 5)} <= names
    assert {"Z1", "Z2", "Z3.1", "Z3.2", "Z3.3", "Z3.4", "Z4", "Z5", "Z6"} <= names


def test_every_id_is_used_once() -> None:
    every = [*ids(PHRASES), *ids(PROCEDURES), *ids(STEPS), *ids(RULES), *ids(FORBIDDEN)]
    assert len(every) == len(set(every))
    rules = TABLES["rules"]
    for names in (
        ids(TABLES["edition"]["assumptions"]),
        ids(TABLES["plans"]["plans"]),
        *(ids(rules[key]) for key in ("limits", "facts", "papers", "services", "clauses")),
        [o["brand"] for o in rules["openings"]],
    ):
        assert len(names) == len(set(names))


def test_every_name_exists() -> None:
    assert {phrase["step"] for phrase in PHRASES} - {None} <= set(ids(STEPS))
    assert {entry["breaks"] for entry in FORBIDDEN} <= set(ids(RULES))
    assert {entry["instead"] for entry in FORBIDDEN} - {None} <= set(ids(PHRASES))
    needed = {case for service in TABLES["rules"]["services"] for case in service.get("papers", ())}
    assert needed <= set(ids(TABLES["rules"]["papers"]))


@pytest.mark.parametrize("phrase", PHRASES, ids=ids(PHRASES))
def test_a_phrase_is_printed_and_spoken_alike(phrase: dict[str, Any]) -> None:
    """The text is the quotation, and what is spoken differs in its blanks alone."""
    assert phrase["text"] == phrase["sources"][0]["quote"].strip("“”")
    parts = [re.escape(part) for part in re.split(r"\{(?:业务|金额|产品|问题|热线)\}", phrase["spoken"])]
    assert re.fullmatch(r"(?:。{4,5}|××|……|10060)".join(parts), phrase["text"])


@pytest.mark.parametrize("step", STEPS, ids=ids(STEPS))
def test_a_step_has_the_words_of_its_quotation(step: dict[str, Any]) -> None:
    assert f"{step['id'][1:]}.{step['text']}" == step["sources"][0]["quote"]


@pytest.mark.parametrize("entry", FORBIDDEN, ids=ids(FORBIDDEN))
def test_forbidden_words_are_in_no_phrase_and_no_rule(entry: dict[str, Any]) -> None:
    said = [*(p["text"] for p in PHRASES), *(s["text"] for s in STEPS), *(r["text"] for r in RULES)]
    assert entry["words"]
    assert entry["why"]
    assert not [(word, text) for word in entry["words"] for text in said if word in text]


def test_no_forbidden_word_is_listed_twice() -> None:
    words = [word for entry in FORBIDDEN for word in entry["words"]]
    assert not [(a, b) for a in words for b in words if a is not b and a in b]
