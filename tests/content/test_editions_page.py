"""The page on editions names every key that the files of an edition have, and no code that does not exist."""

import re
from dataclasses import fields
from pathlib import Path

import pytest
import yaml

from trainer.core.clauses import Clause, Service
from trainer.core.papers import PaperNeed, PapersRule
from trainer.core.tariff import Assumption, Cell, Fact, Limit, Opening, Plan

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/editions.md").read_text(encoding="utf-8")
TYPES = (Plan, Cell, Assumption, Opening, Limit, Fact, PapersRule, PaperNeed, Service, Clause)
KEYS = {field.name for each in TYPES for field in fields(each)}


@pytest.mark.parametrize("key", sorted(KEYS))
def test_every_key_is_explained(key: str) -> None:
    assert re.search(rf"[`，]{key}\b", PAGE)


def test_every_list_of_the_rules_is_explained() -> None:
    rules = yaml.safe_load((ROOT / "assets/tariffs/wuhan-2004/rules.yaml").read_text(encoding="utf-8"))
    assert all(f"`{key}`" in PAGE for key in rules if key != "format")


def test_every_code_and_file_named_exists() -> None:
    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "trainer").rglob("*.py"))
    assert all(f'"{code}"' in sources for code in re.findall(r"`([A-Z]\d{3})`", PAGE))
    for name in re.findall(r"`(\w+\.yaml)`", PAGE):
        assert (ROOT / "assets/tariffs/wuhan-2004" / name).is_file()
