"""Reading scripts_zh/questions.yaml: questions written out by hand, checked as generated ones are."""

import re
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from trainer.content.books import QUESTIONS, BooksDamaged
from trainer.content.files import Unreadable, read_bytes
from trainer.content.glyphs import undrawable
from trainer.content.handtyped import hand_typed
from trainer.content.page import Page
from trainer.content.tableschema import Strict
from trainer.content.typeset import typeset
from trainer.content.yaml12 import decode, read
from trainer.core.check import Trail, near
from trainer.core.library import Library
from trainer.core.quiz.question import UNWRITTEN, Skill
from trainer.core.quiz.template import Draft
from trainer.core.quiz.written import Written, own_mistake

LEAST = {"单选": 1, "多选": 2, "判断": 1, "排序": 0}
"""How many right answers a form has at least; a single choice and a judgement have no more."""

LEAST_WRONG = {"单选": 2, "多选": 2, "判断": 1, "排序": 0}
LEAST_ITEMS = 3
JUDGEMENTS = frozenset({"对", "错"})
_QUOTED = re.compile("“[^”]*”")

_Text = Annotated[str, Field(min_length=1, max_length=90)]
_Id = Annotated[str, Field(pattern=r"^[a-z0-9-]{1,60}$")]


class _WrongText(Strict):
    text: _Text
    mistake: _Text | None = None
    why: _Text | None = None


class _QuestionText(Strict):
    id: _Id
    form: Literal["单选", "多选", "判断", "排序"]
    skill: Skill
    difficulty: int = Field(ge=1, le=5)
    rule: _Text
    facts: list[_Text] = Field(default=[], max_length=20)
    stem: _Text
    right: list[_Text] = Field(default=[], max_length=8)
    wrong: list[_WrongText] = Field(default=[], max_length=8)
    items: list[_Text] = Field(default=[], max_length=8)
    explanation: list[_Text] = Field(min_length=1, max_length=10)
    sources: list[_Text] = Field(min_length=1, max_length=10)
    basis: list[_Text] = Field(min_length=1, max_length=10)
    brands: list[_Text] = Field(default=[], max_length=20)


class _SheetText(Strict):
    format: Literal[1]
    questions: list[_QuestionText] = Field(default=[], max_length=500)


def read_questions(
    root: Path, library: Library, mistakes: Collection[str], points: frozenset[int] = frozenset()
) -> tuple[Written, ...]:
    """Read the questions; raise BooksDamaged with all problems, each at its place.

    `mistakes` are the ids of the named mistakes, `points` what the font can draw (nothing is refused
    where it is empty). A hall without the file has none.
    """
    if not (root / QUESTIONS).exists():
        return ()
    try:
        raw = decode(read_bytes(root, root / QUESTIONS), QUESTIONS)
        document = read(raw, QUESTIONS)
    except Unreadable as error:
        raise BooksDamaged([error.problem]) from None
    page = Page(document)
    sheet = page.part(document.value, _SheetText, ())
    if sheet is not None:
        _check(page, sheet, library, mistakes)
    page.problems += undrawable(document, raw, points)
    if sheet is None or page.problems:
        raise BooksDamaged(page.problems)
    return tuple(_written(library, text) for text in sheet.questions)


def _check(page: Page, sheet: _SheetText, library: Library, mistakes: Collection[str]) -> None:
    taken = set[str]()
    for index, text in enumerate(sheet.questions):
        here: Trail = ("questions", index)
        if text.id in taken:
            page.tell("D605", f"题目「{text.id}」写了两次", "改一个编号", (*here, "id"))
        taken.add(text.id)
        _check_key(page, text, here)
        _check_wrong(page, text, mistakes, here)
        _check_typed(page, text, here)
        if _check_ids(page, text, library, here):
            _check_basis(page, text, library, here)


def _check_key(page: Page, text: _QuestionText, here: Trail) -> None:
    """Tell of a question without a key, or with the wrong number of right answers for its form."""
    least = LEAST[text.form]
    if text.form == "排序":
        good = len(text.items) >= LEAST_ITEMS and not text.right and not text.wrong
        cure = f"排序题写 items（至少 {LEAST_ITEMS} 项），不写 right 和 wrong"
    else:
        good = not text.items and (len(text.right) >= least if least > 1 else len(text.right) == 1)
        cure = f"{text.form}题的 right 写{'一个' if least == 1 else '至少两个'}，不写 items"
    if text.form == "判断":
        good = good and {*text.right, *(wrong.text for wrong in text.wrong)} == JUDGEMENTS
        cure = "判断题的 right 写“对”或“错”，另一个写在 wrong 里"
    if not good:
        page.tell("Q501", f"题目「{text.id}」的答案写法不对", cure, (*here, "form"))


def _check_wrong(page: Page, text: _QuestionText, mistakes: Collection[str], here: Trail) -> None:
    """Tell of too few wrong answers, of those without one reason, and of answers that stand twice."""
    if len(text.wrong) < LEAST_WRONG[text.form]:
        cure = f"至少写 {LEAST_WRONG[text.form]} 个，每个都是真会犯的错"
        page.tell("Q502", f"题目「{text.id}」的错误选项太少", cure, (*here, "form"))
    for number, wrong in enumerate(text.wrong):
        at: Trail = (*here, "wrong", number)
        if (wrong.mistake is None) == (wrong.why is None):
            page.tell("Q503", f"「{wrong.text}」没有说错在哪里", "写 mistake 或 why，只写一个", at)
        elif wrong.mistake is not None and wrong.mistake not in mistakes:
            cure = near(wrong.mistake, mistakes) or "改成已有的错误，或改写 why"
            page.tell("Q504", f"没有错误「{wrong.mistake}」", cure, (*at, "mistake"))
    shown = [typeset(each) for each in (*text.right, *(wrong.text for wrong in text.wrong), *text.items)]
    for each in dict.fromkeys(each for each in shown if shown.count(each) > 1):
        page.tell("Q505", f"题目「{text.id}」有两个一样的选项「{each}」", "改掉或删去一个", here)


def _check_typed(page: Page, text: _QuestionText, here: Trail) -> None:
    """Tell of amounts and dates typed by hand; what is quoted may have them."""
    answers = (*text.right, *(wrong.text for wrong in text.wrong), *text.items)
    for each in (text.stem, *answers, *text.explanation):
        for typed in hand_typed(_QUOTED.sub("", each)):
            cure = "不要写数目，或引原文放进“ ”里；要算的题由程序出"
            page.tell("Q506", f"「{typed}」是手写的，换了资费版本就会错", cure, here)


def _check_ids(page: Page, text: _QuestionText, library: Library, here: Trail) -> bool:
    """Tell of names that the library does not have; tell whether all are there."""
    named = (*((("rule",), text.rule),), *((("facts", n), id) for n, id in enumerate(text.facts)))
    named = (*named, *((("sources", n), id) for n, id in enumerate(text.sources)))
    unknown = [(path, id) for path, id in named if id not in library.ids]
    for path, id in unknown:
        cure = near(id, library.ids) or "编号见 scripts_zh/"
        page.tell("U208", f"没有话术、步骤或规则「{id}」", cure, (*here, *path))
    return not unknown


def _check_basis(page: Page, text: _QuestionText, library: Library, here: Trail) -> None:
    """Tell of words that are not in the quotations named, or not in the notes where nothing is written."""
    silent = text.right == [UNWRITTEN]
    print = "\n".join(_notes(library, text.sources) if silent else _quotes(library, text.sources))
    for number, words in enumerate(text.basis):
        if _bare(words) not in _bare(print):
            where = "说明（note、open）" if silent else "引文"
            cure = f"照抄 sources 里{where}的字句，或改 sources"
            page.tell("Q507", f"「{words}」在依据的{where}里没有", cure, (*here, "basis", number))


def _quotes(library: Library, ids: Iterable[str]) -> Iterator[str]:
    yield from (source.quote for id in ids for source in library.sources(id))


def _notes(library: Library, ids: Iterable[str]) -> Iterator[str]:
    yield from (library.phrases[id].note for id in ids if id in library.phrases)
    yield from (library.rules[id].open for id in ids if id in library.rules)


def _bare(text: str) -> str:
    return re.sub(r"\s", "", typeset(text))


def _written(library: Library, text: _QuestionText) -> Written:
    wrong, own = list[tuple[str, str]](), list[tuple[str, str]]()
    for number, each in enumerate(text.wrong, 1):
        mistake = each.mistake or own_mistake(text.id, number)
        wrong.append((typeset(each.text), mistake))
        if each.why is not None:
            own.append((mistake, typeset(each.why)))
    draft = Draft(
        stem=typeset(text.stem),
        rule=text.rule,
        right=tuple(map(typeset, text.right)),
        wrong=tuple(wrong),
        items=tuple(map(typeset, text.items)),
        explanation=tuple(map(typeset, text.explanation)),
        sources=tuple(dict.fromkeys(source for id in text.sources for source in library.sources(id))),
        brands=tuple(text.brands),
        facts=tuple(text.facts) or (text.rule,),
        difficulty=text.difficulty,
    )
    return Written(text.id, text.form, text.skill, draft, tuple(own))
