"""The page about rating: every example gives what it says, and every key is explained."""

import io
import json
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from pydantic import BaseModel

from trainer.cli import main
from trainer.content import requestschema, tableschema

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/rating.md").read_text(encoding="utf-8")
ELIDED = "…"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"\$ trainer (.*?) <<'END'\n(.*)END\n", re.DOTALL)


class Example(NamedTuple):
    """A command with what it is asked and what it answers."""

    words: list[str]
    asked: str
    answer: Any


def examples() -> Iterator[Example]:
    blocks = BLOCK.findall(PAGE)
    for (kind, text), (next_kind, answer) in pairwise(blocks):
        if kind == "console":
            assert next_kind == "json"
            found = COMMAND.fullmatch(text)
            assert found, text
            yield Example(found[1].split(), found[2], json.loads(answer))


EXAMPLES = list(examples())
TABLES = {
    text.split("\n", 1)[0].removeprefix("# "): text for kind, text in BLOCK.findall(PAGE) if kind == "yaml"
}
MODELS = [
    value
    for room in (requestschema, tableschema)
    for name, value in vars(room).items()
    if isinstance(value, type)
    and issubclass(value, BaseModel)
    and name not in ("PlanText", "CellText")  # they stand in an edition only
]
KEYS = {field.alias or name for model in MODELS for name, field in model.model_fields.items()}


def answered(example: Example, folder: Path, monkeypatch: Any, capsys: Any) -> tuple[int, Any]:
    for name, text in TABLES.items():
        (folder / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(folder)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(example.asked.encode()), encoding="utf-8"))
    code = main([*example.words, "--content", str(ROOT)])
    written = capsys.readouterr()
    return code, json.loads(written.out or "null")


def same(told: Any, real: Any) -> bool:
    """Tell whether an answer is as told; only where "…" stands may it hold more."""
    if isinstance(told, dict) and isinstance(real, dict):
        keys = told.keys() - {ELIDED}
        return (keys <= real.keys() if ELIDED in told else keys == real.keys()) and all(
            same(told[key], real[key]) for key in keys
        )
    if isinstance(told, list) and isinstance(real, list):
        return len(told) == len(real) and all(map(same, told, real))
    return bool(told == real)


def keys_in(value: Any) -> set[str]:
    if isinstance(value, dict):
        return set(value).union(*(keys_in(inner) for inner in value.values()))
    return set[str]().union(*map(keys_in, value)) if isinstance(value, list) else set()


@pytest.mark.parametrize("number", range(len(EXAMPLES)))
def test_an_example_gives_exactly_what_it_says(
    number: int, tmp_path: Path, monkeypatch: Any, capsys: Any
) -> None:
    example = EXAMPLES[number]
    code, real = answered(example, tmp_path, monkeypatch, capsys)
    assert same(example.answer, real), json.dumps(real, ensure_ascii=False, indent=1)
    assert code == (1 if "error" in example.answer else 0)
    explained = {key for key in keys_in(real) if re.search(rf"`{key}\b", PAGE)}
    assert keys_in(real) == explained


def test_there_are_examples_of_every_verb() -> None:
    assert {example.words[0] for example in EXAMPLES} == {"rate", "bill", "prorate", "decide"}
    assert len(EXAMPLES) >= 14


@pytest.mark.parametrize("key", sorted(KEYS))
def test_every_key_is_explained(key: str) -> None:
    assert re.search(rf"[`{{\[ ]{key}[`:]", PAGE)
