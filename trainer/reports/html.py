"""Core objects become HTML here, by the templates in assets/reports; a browser shows it and Qt prints it."""

from collections.abc import Sized
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateError

from trainer.core.errors import TrainerError
from trainer.core.quiz.question import Question
from trainer.reports import lettering, telling
from trainer.reports.document import Document
from trainer.reports.papersheet import PaperSheet

SHEET_COUNTS = "计分以答题卡为准"
SUPERVISORS_ONLY = "仅供监考"
_NARROW, _HALF = 7, 17
"""The longest choices that stand four or two beside each other, in characters."""


class TemplateBroken(TrainerError):
    """A template of the program that cannot be used."""


class Stationery:
    """The templates of a folder, ready to be filled in."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._pages = Environment(
            loader=FileSystemLoader(folder),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self._pages.filters |= {
            "day": telling.day,
            "moment": telling.moment,
            "clock": telling.clock,
            "marks": telling.marks,
            "percent": telling.percent,
            "figure": telling.figure,
            "cite": telling.cite,
            "quote": telling.quote,
            "columns": _columns,
            "letters": lettering.letters,
            "key": lettering.key_told,
            "demands": lettering.demands,
            "circled": lettering.circled,
            "signs": _signs,
            "right_texts": _right_texts,
        }

    def fill(self, template: str, **words: Any) -> str:
        """Fill in a template; raise TemplateBroken when it is missing or asks for unknown words."""
        try:
            return self._pages.get_template(template).render(words)
        except (TemplateError, OSError) as wrong:
            where = self._folder / template
            raise TemplateBroken(f"打印模板 {where} 用不了：{wrong}。请重新安装本程序。") from wrong

    def paper(self, sheet: PaperSheet) -> Document:
        """Return the paper that trainees get."""
        return self._of(sheet, "paper.html.j2", "试卷", SHEET_COUNTS)

    def answer_sheet(self, sheet: PaperSheet) -> Document:
        """Return the sheet that is handed in; up to 50 questions stand on one page."""
        return self._of(sheet, "answers.html.j2", "答题卡", "")

    def key(self, sheet: PaperSheet) -> Document:
        """Return the key with explanations and sources, for the supervisor."""
        return self._of(sheet, "key.html.j2", "答案", SUPERVISORS_ONLY)

    def _of(self, sheet: PaperSheet, template: str, kind: str, mark: str) -> Document:
        html = self.fill(template, sheet=sheet, kind=kind, mark=mark)
        title = f"{sheet.title} {kind}"
        return Document(title, html, sheet.on, title, mark, f"试卷编号 {sheet.id}")


def _signs(places: Sized) -> list[str]:
    """Return the signs ① ② … of gaps or left sides; a single one needs none."""
    return [lettering.circled(i + 1) for i in range(len(places))] if len(places) > 1 else [""]


def _right_texts(question: Question) -> str:
    return "；".join(choice.text for choice in question.choices if choice.right)


def _columns(question: Question) -> int:
    """Return how many choices stand beside each other."""
    longest = max((len(choice.text) for choice in question.choices), default=0)
    if question.form == "排序" or longest > _HALF:
        return 1
    return 2 if longest > _NARROW else 4
