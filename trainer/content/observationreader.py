"""Reading scripts_zh/observation.yaml: the rows of the walk's sheet, their words taken from the library."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from trainer.content.books import BooksDamaged
from trainer.content.files import Unreadable
from trainer.content.page import Page
from trainer.content.tableschema import Strict
from trainer.content.yaml12 import read_document
from trainer.core.check import Trail, near
from trainer.core.library import Library, Source
from trainer.core.observing import Form, Item

OBSERVATION = "scripts_zh/observation.yaml"
LONGEST = 30

_Text = Annotated[str, Field(min_length=1, max_length=LONGEST)]


class _ItemText(Strict):
    id: _Text
    posts: list[_Text] = Field(default=[], max_length=9)
    points: int = Field(default=1, ge=1, le=100)
    together: bool = False


class _SectionText(Strict):
    title: _Text
    items: list[_ItemText] = Field(min_length=1, max_length=100)


class _FormText(Strict):
    format: Literal[1]
    shifts: list[_Text] = Field(min_length=1, max_length=6)
    sections: list[_SectionText] = Field(min_length=1, max_length=30)


@dataclass(frozen=True, slots=True)
class _Told:
    """What the library tells of a row."""

    title: str
    text: str
    post: str
    sources: tuple[Source, ...]
    note: str = ""


def read_form(root: Path, library: Library) -> Form:
    """Read the sheet; raise BooksDamaged with all problems, each at its place."""
    try:
        document = read_document(root, root / OBSERVATION)
    except Unreadable as error:
        raise BooksDamaged([error.problem]) from None
    page = Page(document)
    text = page.part(document.value, _FormText, ())
    items = () if text is None else tuple(_items(page, text, library))
    if text is None or page.problems:
        raise BooksDamaged(page.problems)
    return Form(tuple(dict.fromkeys(text.shifts)), items)


def _items(page: Page, text: _FormText, library: Library) -> Iterator[Item]:
    seen = set[str]()
    for place, section in enumerate(text.sections):
        for index, row in enumerate(section.items):
            here: Trail = ("sections", place, "items", index)
            told = _told(library, row.id)
            if told is None:
                known = (*library.rules, *library.steps, *library.phrases)
                cure = near(row.id, known) or "编号见 scripts_zh 里的各个文件"
                page.tell("U208", f"没有关键时刻、步骤或话术「{row.id}」", cure, (*here, "id"))
                continue
            if row.id in seen:
                page.tell("D605", f"「{row.id}」写了两次", "删去一个", (*here, "id"))
            seen.add(row.id)
            posts = tuple(dict.fromkeys(row.posts)) or tuple(filter(None, (told.post,)))
            _check_posts(page, row, posts, here)
            yield Item(
                row.id,
                section.title,
                told.title,
                told.text,
                posts,
                told.sources,
                row.points,
                told.note,
                row.together,
            )


def _check_posts(page: Page, row: _ItemText, posts: tuple[str, ...], here: Trail) -> None:
    if not posts:
        page.tell("F101", f"「{row.id}」没有写在哪个岗位看", "补上 posts，如 [导购]", here)
    elif row.together and len(posts) < 2:
        page.tell("F104", f"「{row.id}」要同时记几个岗位，却只写了一个", "补上岗位，或删去 together", here)


def _told(library: Library, id: str) -> _Told | None:
    """Return what the library says of an id; a rule names no post."""
    if rule := library.rules.get(id):
        return _Told(rule.title, rule.text, "", rule.sources, rule.open)
    if step := library.steps.get(id):
        return _Told(step.text, "", library.procedures[step.procedure].post, step.sources)
    if phrase := library.phrases.get(id):
        return _Told(f"说：{phrase.text}", "", phrase.post, phrase.sources, phrase.note)
    return None
