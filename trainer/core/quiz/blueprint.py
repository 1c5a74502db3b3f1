"""A blueprint: how many questions a paper has of which kind, how they are scored, and the seed."""

from dataclasses import dataclass
from typing import get_args

from trainer.core.errors import TrainerError
from trainer.core.quiz.bank import Entry
from trainer.core.quiz.question import Form, Skill
from trainer.core.quiz.scoring import AS_USUAL, Rules

MOST_QUESTIONS = 500
HARDEST = 5


class BadBlueprint(TrainerError):
    """A blueprint that no paper can be drawn from: which row, and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Row:
    """So many questions of a kind. Each list names what is wanted, any of them; empty: whatever there is."""

    count: int
    rules: tuple[str, ...] = ()
    skills: tuple[Skill, ...] = ()
    difficulties: tuple[int, ...] = ()
    brands: tuple[str, ...] = ()
    forms: tuple[Form, ...] = ()
    templates: tuple[str, ...] = ()

    def takes(self, entry: Entry) -> bool:
        """Tell whether a question is of the kind."""
        return (
            (not self.rules or entry.rule in self.rules)
            and (not self.skills or entry.skill in self.skills)
            and (not self.difficulties or entry.difficulty in self.difficulties)
            and (not self.forms or entry.form in self.forms)
            and (not self.templates or entry.template in self.templates)
            and (not self.brands or not {*self.brands}.isdisjoint(entry.brands))
        )

    def __str__(self) -> str:
        asked = (
            ("规则", self.rules),
            ("内容", self.skills),
            ("难度", tuple(map(str, self.difficulties))),
            ("品牌", self.brands),
            ("题型", self.forms),
            ("模板", self.templates),
        )
        return "，".join(f"{name} {'或'.join(words)}" for name, words in asked if words) or "不限"


@dataclass(frozen=True, slots=True)
class Blueprint:
    """The plan of a paper. What `total` has beyond the rows is drawn from everything (0: the rows' sum)."""

    rows: tuple[Row, ...] = ()
    total: int = 0
    rules: Rules = AS_USUAL
    seed: int = 0
    title: str = ""

    @property
    def whole(self) -> tuple[Row, ...]:
        """The rows, and one more for the rest of the total; raise BadBlueprint."""
        planned = 0
        for place, row in enumerate(self.rows, 1):
            _refuse_strange(place, row)
            planned += row.count
        if self.total and self.total < planned:
            raise BadBlueprint(f"各行一共{planned}道，比总数{self.total}道多，请改总数或减少行里的题")
        if not 0 < max(planned, self.total) <= MOST_QUESTIONS:
            raise BadBlueprint(f"一份试卷要有 1 到 {MOST_QUESTIONS} 道题")
        rest = self.total - planned
        return (*self.rows, Row(rest)) if rest > 0 else self.rows


def _refuse_strange(place: int, row: Row) -> None:
    """Raise BadBlueprint for words that no question can have."""
    if row.count < 1:
        raise BadBlueprint(f"第{place}行的题数要是正整数，不能是 {row.count}")
    for name, words, known in (
        ("内容", row.skills, get_args(Skill)),
        ("题型", row.forms, get_args(Form)),
        ("难度", row.difficulties, tuple(range(1, HARDEST + 1))),
    ):
        for word in words:
            if word not in known:
                raise BadBlueprint(f"第{place}行的{name}「{word}」没有，可写：{'、'.join(map(str, known))}")
