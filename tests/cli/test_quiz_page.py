"""The page about the bank: examples, worked cases and the list of templates are as it says."""

import json
import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from typing import Any, NamedTuple

import pytest

from tests.cli.asking import ask
from tests.cli.banked import kept_bank
from tests.cli.conftest import ROOT
from tests.core.quiz.asking import MONEY
from trainer.core.quiz.bank import TEMPLATES
from trainer.core.quiz.marking import mark
from trainer.core.quiz.question import Answer
from trainer.core.quiz.scoring import ORDER, SEVERAL, Rules, Ticked

__all__ = ["kept_bank"]

PAGE = ROOT / "docs/quiz.md"
TEXT = PAGE.read_text(encoding="utf-8")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)
COMMAND = re.compile(r"\$ trainer quiz (.*?)(?: <<'END'\n(.*)END)?\n", re.DOTALL)
ELIDED = "…"
HEAD = "| 模板 | 问什么 | 题型 | 内容 | 难度 |\n| --- | --- | --- | --- | --- |\n"


class Example(NamedTuple):
    """A command with what it is asked and what it answers."""

    words: list[str]
    asked: str
    answer: Any


def examples() -> Iterator[Example]:
    for (kind, text), (next_kind, answer) in pairwise(BLOCK.findall(TEXT)):
        if kind == "console":
            found = COMMAND.fullmatch(text)
            assert found, text
            assert next_kind == "json"
            yield Example(found[1].split(), found[2] or "", json.loads(answer))


EXAMPLES = list(examples())


def same(told: Any, real: Any) -> bool:
    """Tell whether an answer is as told; "…" stands for anything."""
    if told == ELIDED:
        return True
    if isinstance(told, dict) and isinstance(real, dict):
        return told.keys() == real.keys() and all(same(told[key], real[key]) for key in told)
    return bool(told == real)


def keys_in(value: Any) -> set[str]:
    if isinstance(value, dict):
        own = set() if any(re.search(r"[^a-z_]", key) for key in value) else set(value)
        return own.union(*map(keys_in, value.values()))
    return set[str]().union(*map(keys_in, value)) if isinstance(value, list) else set()


def rows_below(head: str) -> list[list[str]]:
    """Return the rows of the table whose head begins so."""
    lines = TEXT[TEXT.index(f"| {head}") :].split("\n\n")[0].splitlines()[2:]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


@pytest.mark.usefixtures("kept_bank")
@pytest.mark.parametrize("number", range(len(EXAMPLES)))
def test_an_example_gives_exactly_what_it_says(number: int) -> None:
    example = EXAMPLES[number]
    done = ask("quiz", *example.words, request=example.asked)
    real = json.loads(done.out)
    assert same(example.answer, real), json.dumps(real, ensure_ascii=False, indent=1)
    assert {key for key in keys_in(real) if not re.search(rf"`{key}`", TEXT)} == set()


def test_there_are_examples_of_every_verb() -> None:
    assert {each.words[0] for each in EXAMPLES} == {"draw", "paper", "mark", "selftest", "coverage"}


def test_the_worked_cases_of_several_choices() -> None:
    for right, wrong, *scores in rows_below("选对 r"):
        ticked = Ticked(int(right), int(wrong), 3, 2)
        assert [str(rule(ticked)) for rule in SEVERAL.values()] == scores


def test_the_worked_cases_of_orderings() -> None:
    for said, placed, *scores in rows_below("规定 |"):
        before = [(pair[0], pair[2]) for pair in said.split()]
        assert [str(rule(before, tuple(placed), 4)) for rule in ORDER.values()] == scores


def test_the_worked_cases_of_numbers() -> None:
    for typed, rule, score in rows_below("填的"):
        name, _, value = rule.strip("`").partition(": ")
        read: dict[str, Any] = {"decimals": int, "within": Fraction, "percent": Fraction}
        rules = Rules(**{name: read[name](value)}) if name else Rules()
        assert str(mark(MONEY, Answer(typed=(typed,)), rules).score) == score, typed


def test_every_template_is_listed(pytestconfig: pytest.Config) -> None:
    listed = "".join(f"| `{t.id}` | {t.title} | {t.form} | {t.skill} | {t.difficulty} |\n" for t in TEMPLATES)
    start = TEXT.index(HEAD) + len(HEAD)
    if pytestconfig.getoption("--accept"):
        PAGE.write_text(TEXT[:start] + listed, encoding="utf-8")
        return
    assert TEXT[start:].rstrip() == listed.rstrip(), "run: pytest tests/cli/test_quiz_page.py --accept"
