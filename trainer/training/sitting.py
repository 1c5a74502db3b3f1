"""A sitting of practice: what was asked for, what is asked, how each answer went, and how it all ended.

Plain data without records or content behind it, so that windows may hold it.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, Literal

from trainer.core.library import Source
from trainer.core.memory import Asked, Mastery, Mistake, Retention
from trainer.core.money import Money
from trainer.core.quiz.marking import right_answer
from trainer.core.quiz.question import Answer, Question, Skill
from trainer.core.recall import Recalled

Kind = Literal["今日到期", "按题", "错题", "突击", "话术"]
"""What a sitting is made of."""

USUAL: Final = 10
"""How many questions a sitting has."""

NOTHING_SAID: Final = "没有作答"


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants to practise; "" and 0 mean any, `mistakes` are entries of the book (none: all)."""

    kind: Kind
    skill: Skill | Literal[""] = ""
    brand: str = ""
    rule: str = ""
    difficulty: int = 0
    mistakes: tuple[int, ...] = ()
    count: int = USUAL


@dataclass(frozen=True, slots=True)
class Prompt:
    """A phrase to be typed from memory: where it is said, and what belongs into its blanks."""

    phrase: str
    edition: str
    seed: int
    post: str
    step: str
    moment: str
    given: tuple[tuple[str, str], ...] = ()
    text: str = ""
    spoken: str = ""
    sources: tuple[Source, ...] = ()

    @property
    def id(self) -> str:
        """What the log calls it."""
        return f"recall.{self.phrase}"

    @property
    def rule(self) -> str:
        """What memory keeps of it."""
        return self.phrase


Task = Question | Prompt


@dataclass(frozen=True, slots=True)
class Named:
    """A mistake that was made: its name, and what to say of it."""

    id: str
    name: str
    told: str


@dataclass(frozen=True, slots=True)
class Done:
    """A task with its answer and what came of it; `score` is from 0 to 1."""

    task: Task
    answer: Answer
    score: float
    right: bool
    mistakes: tuple[Named, ...] = ()
    told: tuple[str, ...] = ()
    recalled: Recalled | None = None


@dataclass(frozen=True, slots=True)
class Sitting:
    """Some tasks, one after another, and those that are done."""

    person_id: int
    wish: Wish
    tasks: tuple[Task, ...]
    titles: Mapping[str, str]
    done: tuple[Done, ...] = ()

    @property
    def task(self) -> Task | None:
        """What is asked now; None where all is done."""
        return self.tasks[len(self.done)] if not self.is_over else None

    @property
    def is_over(self) -> bool:
        """Tell whether everything has been answered."""
        return len(self.done) >= len(self.tasks)

    @property
    def right(self) -> int:
        """How many were answered right."""
        return sum(each.right for each in self.done)

    def then(self, done: Done) -> "Sitting":
        """Return the sitting with one more task done."""
        return replace(self, done=(*self.done, done))

    def back(self) -> "Sitting":
        """Return the sitting without what was done last."""
        return replace(self, done=self.done[:-1])

    def again(self) -> "Sitting":
        """Return a new sitting of what was not answered right."""
        wrong = tuple(each.task for each in self.done if not each.right)
        return replace(self, tasks=wrong, done=())

    def title(self, task: Task) -> str:
        """Return what a task is about."""
        return self.titles.get(task.rule, task.rule)


@dataclass(frozen=True, slots=True)
class Touched:
    """A rule that was practised, and how well it is known now; None in a cram that knew nothing before."""

    rule: str
    title: str
    right: int
    of: int
    mastery: Mastery | None


@dataclass(frozen=True, slots=True)
class Summary:
    """How a sitting ended; `due` is what is still due today, `next_due` when the next rule comes after it."""

    right: int
    of: int
    mistakes: tuple[tuple[Named, int], ...]
    touched: tuple[Touched, ...]
    due: int
    next_due: datetime | None


@dataclass(frozen=True, slots=True)
class Front:
    """What the first page of the questions shows a person."""

    person: str
    due: int
    wrong: int
    phrases: int
    phrases_due: int
    streak: int
    weakest: tuple[tuple[str, Mastery], ...]
    leeches: tuple[str, ...]
    retention: Retention
    questions: int
    topics: tuple["Topic", ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """So many questions that agree in everything that can be chosen."""

    skill: Skill
    brands: tuple[str, ...]
    rule: str
    title: str
    difficulty: int
    count: int

    def suits(self, wish: Wish) -> bool:
        """Tell whether these are asked for."""
        return (
            wish.skill in ("", self.skill)
            and (not wish.brand or wish.brand in self.brands)
            and wish.rule in ("", self.rule)
            and wish.difficulty in (0, self.difficulty)
        )


@dataclass(frozen=True, slots=True)
class Wrong:
    """An entry of the book of wrong answers; `task` is None where its question is no longer asked."""

    entry: Mistake
    task: Task | None
    title: str
    named: Named | None
    right: str

    @property
    def id(self) -> int:
        """The entry's id."""
        return self.entry.id

    @property
    def stem(self) -> str:
        """What was asked."""
        return stem_of(self.task) if self.task else "这道题的出题规则已经改了，不再出。"


def stem_of(task: Task) -> str:
    """Return what is asked."""
    return task.stem if isinstance(task, Question) else f"{task.moment}这时该怎么说？"


def answer_in_words(task: Task, answer: Answer) -> str:
    """Write down what was answered."""
    if isinstance(task, Prompt) or answer.typed:
        return "、".join(answer.typed) or NOTHING_SAID
    texts = {choice.id: choice.text for choice in task.choices}
    chosen = [texts.get(id, "？") for id in answer.chosen]
    if task.form == "连线":
        pairs = zip(task.lefts, chosen, strict=False)
        return "；".join(f"{left.text} → {right}" for left, right in pairs)
    return (" → " if task.form == "排序" else "；").join(chosen) or NOTHING_SAID


def asked_of(task: Task, answer: Answer) -> Asked:
    """Return what the log keeps of a task, with all it takes to draw it again, and of its answer."""
    chosen = answer_in_words(task, answer)
    if isinstance(task, Prompt):
        return Asked("recall", task.edition, json.dumps([task.phrase]), task.seed, chosen)
    inputs = json.dumps(task.case, ensure_ascii=False)
    return Asked(task.template, task.edition, inputs, task.seed, chosen)


def key_in_words(task: Task) -> str:
    """Write down the right answer."""
    if isinstance(task, Prompt):
        return task.text
    if task.number:
        return number_in_words(task.number.value, task.number.unit)
    return answer_in_words(task, right_answer(task))


def number_in_words(value: int, unit: str) -> str:
    """Write a number with its unit; yuan are kept in fen."""
    return f"{Money(value).short} 元" if unit == "元" else f"{value} {unit}".rstrip()
