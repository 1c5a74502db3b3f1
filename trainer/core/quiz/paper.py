"""A paper: questions drawn from the bank by a blueprint, the same ones for the same seed; and its marks."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from hashlib import sha256
from random import Random

from trainer.core.errors import TrainerError
from trainer.core.quiz.bank import Bank, Entry
from trainer.core.quiz.blueprint import Blueprint, Row
from trainer.core.quiz.marking import Marked, mark
from trainer.core.quiz.question import Answer, Question
from trainer.core.quiz.scoring import Rules, printed

Seen = Mapping[str, int]
"""How often or how lately each question was asked: one that is missing comes first, then the least."""

NEVER_SEEN: Seen = {}
_TELLING = 2
"""Shorter answers (对, 有) stand in any stem and give nothing away."""


class PaperNotFilled(TrainerError):
    """A row of a blueprint that the bank cannot fill: which one, and how many questions there are."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper as it is printed. The same id is the same paper to the letter: questions, order, rules."""

    title: str
    edition: str
    seed: int
    rules: Rules
    questions: tuple[Question, ...]

    @property
    def id(self) -> str:
        """A hash of all that is printed and of the key."""
        whole = (self.edition, self.seed, self.rules, tuple(map(_fingerprint, self.questions)))
        return "p" + sha256(repr(whole).encode()).hexdigest()[:12]

    @property
    def imprint(self) -> tuple[str, ...]:
        """What is printed on every sheet: which paper this is, and how it is scored."""
        forms = {question.form for question in self.questions}
        head = f"试卷 {self.id}　资费版本 {self.edition}　种子 {self.seed}　共{len(self.questions)}题"
        return (head, *printed(self.rules, forms))

    def question(self, id: str) -> Question | None:
        """Return the question with this id."""
        return next((question for question in self.questions if question.id == id), None)


@dataclass(frozen=True, slots=True)
class Sheet:
    """An answered paper: what each question is worth, in the paper's order, each worth 1."""

    paper: Paper
    marked: tuple[Marked, ...]

    @property
    def score(self) -> Fraction:
        """The sum of the marks."""
        return sum((each.score for each in self.marked), Fraction(0))

    @property
    def percent(self) -> Fraction:
        """The share of the full marks in per cent, exactly."""
        return self.score * 100 / len(self.marked)


class NotOfThisPaper(TrainerError):
    """An answer to a question that the paper does not have."""


def draw(bank: Bank, blueprint: Blueprint, seed: int | None = None, seen: Seen = NEVER_SEEN) -> Paper:
    """Draw a paper: unseen questions first, boundaries before the rest, the kinds by turns.

    No two questions have the same inputs or give one another away. The rows with the fewest questions
    are filled first. Raise BadBlueprint, and PaperNotFilled for a row that cannot be filled.
    """
    seed = blueprint.seed if seed is None else seed
    dice, rows = Random(f"paper/{seed}"), blueprint.whole
    pools = [[entry for entry in bank.entries if row.takes(entry)] for row in rows]
    drawn = Drawn()
    for place in sorted(range(len(rows)), key=lambda place: len(pools[place]) - rows[place].count):
        row, before = rows[place], len(drawn.entries)
        drawn.take(ordered(pools[place], seen, dice), row.count)
        if (got := len(drawn.entries) - before) < row.count:
            raise PaperNotFilled(_short(place, row, len(pools[place]), got))
    dice.shuffle(drawn.entries)
    questions = tuple(bank.question(entry.id, seed) for entry in drawn.entries)
    return Paper(blueprint.title, bank.edition, seed, blueprint.rules, questions)


def mark_paper(paper: Paper, answers: Mapping[str, Answer]) -> Sheet:
    """Mark a paper; a question without an answer earns nothing. Raise NotOfThisPaper, BadAnswer."""
    known = {question.id for question in paper.questions}
    if strange := [id for id in answers if id not in known]:
        raise NotOfThisPaper(f"试卷 {paper.id} 没有题目「{strange[0]}」")
    marked = (mark(each, answers.get(each.id, Answer()), paper.rules) for each in paper.questions)
    return Sheet(paper, tuple(marked))


def letter(place: int) -> str:
    """Return the letter of a choice by its place on the screen or the sheet, from 0."""
    return chr(ord("A") + place)


def ordered(entries: Iterable[Entry], seen: Seen, dice: Random) -> list[Entry]:
    """Put entries in the order in which they are taken.

    Unseen ones come first, then those seen least; within a template the boundaries; the templates
    take turns, and the dice decide the rest.
    """
    thrown = [(seen.get(entry.id, -1), not entry.edge, dice.random(), entry) for entry in entries]
    thrown.sort(key=lambda each: each[:3])
    turns: Counter[str] = Counter()
    dealt = []
    for known, _, throw, entry in thrown:
        turns[entry.template] += 1
        dealt.append((known, turns[entry.template], throw, entry))
    dealt.sort(key=lambda each: each[:3])
    return [entry for *_, entry in dealt]


@dataclass(slots=True)
class Drawn:
    """What has been drawn so far; nothing that gives another away is taken."""

    entries: list[Entry] = field(default_factory=list)
    _by_fact: dict[str, list[Entry]] = field(default_factory=dict)

    def take(self, offered: Sequence[Entry], count: int) -> None:
        """Take so many of what is offered, in its order; fewer where the rest would give answers away."""
        for entry in offered:
            if not count:
                return
            if not any(clash(entry, other) for other in self._near(entry)):
                count -= 1
                self.entries.append(entry)
                for fact in entry.facts:
                    self._by_fact.setdefault(fact, []).append(entry)

    def _near(self, entry: Entry) -> Iterable[Entry]:
        return (other for fact in entry.facts for other in self._by_fact.get(fact, ()))


def clash(one: Entry, other: Entry) -> bool:
    """Tell whether two questions must not stand in one paper.

    They are the same, or one asks for nothing but facts of the other and gives it away: the same
    answer, or the answer in the other's words.
    """
    if one.id == other.id:
        return True
    if not (one.facts <= other.facts or other.facts <= one.facts):
        return False
    return one.key == other.key or _gives_away(one, other) or _gives_away(other, one)


def _gives_away(one: Entry, other: Entry) -> bool:
    return all(len(text) >= _TELLING and _stands_in(text, one.told) for text in other.key)


def _stands_in(text: str, told: str) -> bool:
    """Tell whether a text occurs, and not as the end of a longer number (50元 in 150元)."""
    at = told.find(text)
    while at > 0 and text[0].isdigit() and (told[at - 1].isdigit() or told[at - 1] == "."):
        at = told.find(text, at + 1)
    return at >= 0


def _short(place: int, row: Row, matching: int, got: int) -> str:
    told = f"第{place + 1}行（{row}）要{row.count}道，题库里有{matching}道"
    if matching < row.count:
        return f"{told}。请减少题数或放宽条件"
    return f"{told}，去掉别的行已用的和互相提示答案的，只能出{got}道。请减少题数或放宽条件"


def _fingerprint(question: Question) -> tuple[object, ...]:
    shown = tuple((choice.id, choice.text, choice.right) for choice in question.choices)
    lefts = tuple(left.text for left in question.lefts)
    key = (question.before, question.pairs, question.number, question.blanks)
    return question.id, question.stem, shown, lefts, key
