"""A question: what is asked, what can be answered, the key, and what proves it."""

from dataclasses import dataclass
from typing import Literal

from trainer.core.library import Source

Form = Literal["单选", "多选", "判断", "填数", "排序", "连线", "填空"]
"""How a question is answered."""

Skill = Literal[
    "资费",
    "开户费用",
    "话费计算",
    "受理规定",
    "证件",
    "日期",
    "标准用语",
    "工作步骤",
    "关键时刻",
    "投诉与热线",
]
"""What a question trains."""

UNWRITTEN = "资料未写，需查证"
"""The right answer wherever the material is silent or contradicts itself (phrase P19)."""

Key = str | int | frozenset[str] | frozenset[tuple[str, str]] | tuple[str, ...]
"""The right answer told in words, whatever the order on the screen.

Single choice and judgement: the text of the right choice; several: the set of their texts; a number:
the number in its smallest unit; an order: the set of (earlier, later) texts; matching: the set of
(left, right) texts; blanks: the first accepted text of each.
"""


@dataclass(frozen=True, slots=True)
class Choice:
    """A text to choose, to order, or to match; a wrong one names the mistake that leads to it.

    `id` never changes for one question ("a", "b" …); the letter on the screen is its place there.
    """

    id: str
    text: str
    right: bool = False
    mistake: str = ""


@dataclass(frozen=True, slots=True)
class Number:
    """A number to type: `value` in the smallest unit (fen where `unit` is 元, else whole units).

    `slips` are the values that named mistakes lead to.
    """

    value: int
    unit: str
    slips: tuple[tuple[int, str], ...] = ()

    @property
    def is_money(self) -> bool:
        """Tell whether yuan and fen are typed."""
        return self.unit == "元"


@dataclass(frozen=True, slots=True)
class Blank:
    """A gap in a text: what is `accepted`, the text to be shown first; `fen` where it is an amount."""

    accepted: tuple[str, ...]
    fen: int | None = None
    slips: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Question:
    """A question ready to be shown; its choices stand in the order of the screen.

    `id` depends on the template, the edition and the canonical inputs (`case`) alone, the order and
    the choice of wrong answers on the `seed`. `rule` is the subject that memory keeps, `facts` are
    all facts it asks for, `before` the (earlier, later) ids of an ordering, `pairs` the (left,
    choice) ids of a matching, where choices without a left are distractors. Marks are never in it:
    see `marking`.
    """

    id: str
    template: str
    edition: str
    case: tuple[str | int, ...]
    seed: int
    form: Form
    stem: str
    skill: Skill
    difficulty: int
    rule: str
    brands: tuple[str, ...] = ()
    choices: tuple[Choice, ...] = ()
    lefts: tuple[Choice, ...] = ()
    before: tuple[tuple[str, str], ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    number: Number | None = None
    blanks: tuple[Blank, ...] = ()
    explanation: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()
    assumptions: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()

    def choice(self, id: str) -> Choice | None:
        """Return the choice with this id."""
        return next((choice for choice in self.choices if choice.id == id), None)

    @property
    def right(self) -> frozenset[str]:
        """The ids of the right choices."""
        return frozenset(choice.id for choice in self.choices if choice.right)


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered: ids `chosen`, or texts `typed`.

    Of an ordering `chosen` is in the order given; of a matching it has one id for each left side
    ("" for none). A number has one text, blanks have one each.
    """

    chosen: tuple[str, ...] = ()
    typed: tuple[str, ...] = ()


def key_of(question: Question) -> Key:
    """Return the right answer in words."""
    texts = {choice.id: choice.text for choice in (*question.lefts, *question.choices)}
    if question.number:
        return question.number.value
    if question.blanks:
        return tuple(blank.accepted[0] for blank in question.blanks)
    if question.form == "排序":
        return frozenset((texts[first], texts[then]) for first, then in question.before)
    if question.form == "连线":
        return frozenset((texts[left], texts[right]) for left, right in question.pairs)
    right = frozenset(choice.text for choice in question.choices if choice.right)
    return right if question.form == "多选" else next(iter(right))
