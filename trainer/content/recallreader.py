"""Reading scripts_zh/recall.yaml: what has to be remembered of each phrase, checked against the library."""

from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import Annotated, Literal

from pydantic import Field

from trainer.content.books import BooksDamaged
from trainer.content.files import Unreadable
from trainer.content.page import Page
from trainer.content.tableschema import Strict
from trainer.content.yaml12 import read_document
from trainer.core.blanks import Kind
from trainer.core.check import Trail, near
from trainer.core.library import Library, Phrase
from trainer.core.parts import Part, Script, Scripts
from trainer.core.wording import written

RECALL = "scripts_zh/recall.yaml"
LONGEST = 60

_Text = Annotated[str, Field(min_length=1, max_length=LONGEST)]


class _PartText(Strict):
    text: _Text | None = None
    blank: _Text | None = None
    also: list[_Text] = Field(default=[], max_length=20)
    weight: int = Field(default=1, ge=1, le=9)
    optional: bool = False


class _ScriptText(Strict):
    id: _Text
    parts: list[_PartText] = Field(min_length=1, max_length=20)
    room: int | None = Field(default=None, ge=0, le=200)


class _SheetText(Strict):
    format: Literal[1]
    blanks: dict[str, Kind] = {}
    phrases: list[_ScriptText] = Field(default=[], max_length=500)


def read_scripts(root: Path, library: Library) -> Scripts:
    """Read the parts of the phrases; raise BooksDamaged with all problems, each at its place.

    A hall without the file has the parts of every phrase derived from its punctuation.
    """
    if not (root / RECALL).exists():
        return Scripts({}, {})
    try:
        document = read_document(root, root / RECALL)
    except Unreadable as error:
        raise BooksDamaged([error.problem]) from None
    page = Page(document)
    sheet = page.part(document.value, _SheetText, ())
    scripts = {} if sheet is None else _scripts(page, sheet, library)
    if sheet is None or page.problems:
        raise BooksDamaged(page.problems)
    return Scripts(scripts, sheet.blanks)


def _scripts(page: Page, sheet: _SheetText, library: Library) -> dict[str, Script]:
    """Check each entry against its phrase and return those that have one."""
    scripts: dict[str, Script] = {}
    for index, text in enumerate(sheet.phrases):
        here: Trail = ("phrases", index)
        phrase = library.phrases.get(text.id)
        if phrase is None:
            cure = near(text.id, library.phrases) or "编号见 scripts_zh/phrases.yaml"
            page.tell("U208", f"没有话术「{text.id}」", cure, (*here, "id"))
            continue
        if text.id in scripts:
            page.tell("D605", f"「{text.id}」写了两次", "删去一个", (*here, "id"))
        parts = tuple(_parts(page, text, phrase, here))
        if all(part.optional for part in parts):
            cure = "至少一个部分不写 optional"
            page.tell("F104", f"话术 {text.id} 没有必须说的部分", cure, (*here, "parts"))
        scripts[text.id] = Script(text.id, parts, text.room)
    return scripts


def _parts(page: Page, text: _ScriptText, phrase: Phrase, here: Trail) -> Iterator[Part]:
    """Yield the parts; tell of those that are not in the phrase, in its order."""
    blanks = [name for _, name, _, _ in Formatter().parse(phrase.spoken) if name]
    said = written(phrase.spoken).key
    for index, part in enumerate(text.parts):
        at: Trail = (*here, "parts", index)
        if (part.text is None) == (part.blank is None):
            page.tell("F105", "「text」和「blank」要写一个，也只能写一个", "删去一个，或补上一个", at)
            continue
        if part.blank is not None and part.blank not in blanks:
            cure = near(part.blank, blanks) or "空格的名字见 scripts_zh/phrases.yaml"
            page.tell("U207", f"话术 {phrase.id} 没有空格「{part.blank}」", cure, (*at, "blank"))
        _check_texts(page, part, at)
        key = written(part.text or part.blank or "").key
        before, found, after = said.partition(key) if key else (said, "", "")
        if part.text is not None and not part.optional and not found:
            cure = "照原文写，次序也照原文；别的说法写在 also 里"
            page.tell("F104", f"「{part.text}」在话术 {phrase.id} 里没有，或次序不对", cure, (*at, "text"))
        said = after if found else before
        yield Part(part.text or "", part.blank or "", tuple(part.also), part.weight, part.optional)


def _check_texts(page: Page, part: _PartText, at: Trail) -> None:
    """Tell of other wordings of a blank, and of those of which nothing is left to compare."""
    if part.blank is not None and part.also:
        page.tell("F105", "空格不能写「also」", "删去 also，别的说法由场景或资费表给出", (*at, "also"))
    for index, other in enumerate(part.also):
        if not written(other).key:
            page.tell("F104", f"「{other}」里没有文字", "删去，或写上文字", (*at, "also", index))
