"""The page on checks: a section for every code there is, and every example gives the code it stands for."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from trainer.cli import main
from trainer.content.books import BooksDamaged
from trainer.content.requests import RequestDamaged, read_request
from trainer.content.requestschema import DecideText
from trainer.content.scenarios import Desk, read_scenario
from trainer.content.shelf import load
from trainer.content.tablefile import TableDamaged, read_tariff
from trainer.core.check import Problem
from trainer.core.variants import leftovers

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs/checks.md").read_text(encoding="utf-8")
SOURCES = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "trainer").rglob("*.py"))
SECTIONS = re.findall(r"^### ([A-Z]\d{3}) (.+?)\n\n(.+?)\n\n```(.+?)\n(.+?)\n```$", PAGE, re.M | re.S)
SMALL = re.search(r"```yaml 底稿\n(.+?)```", PAGE, re.S)[1]  # type: ignore[index]
TABLE = re.search(r"```yaml 资费表底稿\n(.+?)```", PAGE, re.S)[1]  # type: ignore[index]


def repeated(example: str) -> str:
    """Write out the lines that end in "# ×20", with № counted up."""
    lines: list[str] = []
    for line in example.split("\n"):
        found = re.fullmatch(r"(.+?) # ×(\d+)", line)
        lines += [found[1].replace("№", str(n + 1)) for n in range(int(found[2]))] if found else [line]
    return "\n".join(lines)


def merged(old: Any, new: Any) -> Any:
    """Put mappings into one another; anything else takes the place of what was there."""
    if not (isinstance(old, dict) and isinstance(new, dict)):
        return new
    return {**old, **{key: merged(old.get(key), value) for key, value in new.items()}}


def loaded(text: str) -> Any:
    """Read YAML with every scalar kept as the product reads it: dates and times stay text."""
    return yaml.load(text, Loader=_Plain)


class _Plain(yaml.SafeLoader):
    pass


_Plain.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in pairs if not tag.endswith("timestamp")]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def completed(way: str, example: str) -> str:
    """Return the whole file that an example is a part of."""
    if way == "追加":
        return f"{SMALL}{example}\n"
    part = loaded(example)
    if way == "资费表":
        return json.dumps({**loaded(TABLE), **part}, ensure_ascii=False)
    part = {"步骤": {"nodes": part}, "选项": {"options": part}, "客户": {"customer": part}}.get(way, part)
    whole = loaded(SMALL)
    wang = merged(whole["customers"][0], {"nodes": part.pop("nodes", {}), **part.pop("customer", {})})
    if "options" in part:
        wang["nodes"]["enter"]["options"] = part.pop("options")
    return json.dumps(merged({**whole, "customers": [wang]}, part), ensure_ascii=False)


def edited(root: Path, file: str, example: str) -> None:
    """Change a file as a diff says, at the first place."""
    old, new = ("\n".join(line[1:] for line in example.split("\n") if line.startswith(sign)) for sign in "-+")
    text = (root / file).read_text(encoding="utf-8")
    assert old in text
    (root / file).write_text(text.replace(old, new, 1), encoding="utf-8")


def problems_of_folder(root: Path) -> list[Problem]:
    try:
        return list(load(root).problems)
    except BooksDamaged as damaged:
        return damaged.problems


def problems_of_table(text: str) -> tuple[Problem, ...]:
    with pytest.raises(TableDamaged) as refused:
        read_tariff(text.encode(), "t.yaml")
    return refused.value.problems


def problems_of_request(text: str, desk: Desk) -> tuple[Problem, ...]:
    asked = read_request(text.encode(), "r.yaml", DecideText)
    with pytest.raises(RequestDamaged) as refused:
        asked.refuse_days(desk.books.edition, [(("on",), asked.form.on)])
    return refused.value.problems


def codes_of_plan(root: Path, text: str, capsys: pytest.CaptureFixture[str]) -> Iterator[str]:
    plan = root / "a.plan"
    plan.write_text(text, encoding="utf-8")
    assert main(["check", str(plan), "--json", "--home", str(root / "厅"), "--content", str(root)]) == 1
    yield from (problem["code"] for problem in json.loads(capsys.readouterr().out)["problems"])


def codes_in_folder(way: str, example: str, root: Path) -> set[str]:
    """Return what is told of a content folder that was changed as an example says."""
    (root / "scenarios/small.yaml").write_text(SMALL, encoding="utf-8")
    if way == "删去":
        (root / example).unlink()
    elif way == "另一个文件":
        (root / "scenarios/other.yaml").write_text(completed(way, example), encoding="utf-8")
    elif way != "书架":
        edited(root, way, example)
    if way == "书架":
        shelf = load(root)
        return {
            p.code for p in leftovers(shelf.books.library, (play.scenario for play in shelf.plays["small"]))
        }
    return {problem.code for problem in problems_of_folder(root)}


def test_a_section_for_every_code_and_no_other() -> None:
    told = [code for code, *_ in SECTIONS]
    assert told == list(dict.fromkeys(told))
    assert set(told) == set(re.findall(r'"([A-Z]\d{3})"', SOURCES))
    assert len(told) == PAGE.count("\n### ")


def test_what_examples_are_completed_with_is_right(desk: Desk) -> None:
    assert read_scenario(SMALL.encode(), "small.yaml", desk).problems == ()
    assert read_tariff(TABLE.encode(), "t.yaml").rates


@pytest.mark.parametrize(("code", "info", "example"), [(c, i, e) for c, _, _, i, e in SECTIONS])
def test_an_example_gives_its_code(
    code: str, info: str, example: str, desk: Desk, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, way, *more = info.split()
    besides = {word[1:] for word in more if word.startswith("+")}
    text = repeated(example)
    if way == "计划":
        (root / "scenarios/small.yaml").write_text(SMALL, encoding="utf-8")
        found = set(codes_of_plan(root, text, capsys))
    elif way == "请求":
        found = {problem.code for problem in problems_of_request(text, desk)}
    elif way == "资费表":
        found = {problem.code for problem in problems_of_table(completed(way, text))}
    elif way in ("场景", "客户", "步骤", "选项", "追加"):
        raw = completed(way, text).encode("gbk" if "GBK" in more else "utf-8")
        found = {problem.code for problem in read_scenario(raw, "x.yaml", desk).problems}
    else:
        found = codes_in_folder(way, text, root)
    assert found - besides == {code}


@pytest.mark.parametrize("code", ["S109", "S110", "S124", "S126", "U211", "Q402"])
def test_reminders_are_called_so(code: str) -> None:
    assert re.search(rf"^### {code} .*（提醒）$", PAGE, re.M)


def test_nothing_of_the_shipped_library_lies_idle() -> None:
    shelf = load(ROOT)
    scenarios = [play.scenario for plays in shelf.plays.values() for play in plays]
    assert list(leftovers(shelf.books.library, scenarios)) == []
