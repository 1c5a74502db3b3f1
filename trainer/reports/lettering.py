"""The letters of the choices on paper, and the right answers told in these letters.

A letter is a choice's place in the order shown, so paper, answer sheet and key agree by making.
"""

from itertools import pairwise
from string import ascii_uppercase

from trainer.core.money import Money
from trainer.core.quiz.question import Blank, Number, Question

MOST_LETTERS = len(ascii_uppercase)
NO_PARTNER = "无"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"


def letters(question: Question) -> dict[str, str]:
    """Return the letter of each choice by its id, in the order shown; raise ValueError past Z."""
    if len(question.choices) > MOST_LETTERS:
        raise ValueError(f"{question.id} has {len(question.choices)} choices, letters end at Z")
    return {choice.id: letter for choice, letter in zip(question.choices, ascii_uppercase, strict=False)}


def circled(place: int) -> str:
    """Return the sign of a gap or a left side, counted from 1."""
    return _CIRCLED[place - 1] if place <= len(_CIRCLED) else f"({place})"


def key_told(question: Question) -> str:
    """Return the right answer as the key prints it: letters, or the value to be written."""
    if question.number:
        return amount(question.number)
    if question.blanks:
        return "，".join(_blank(i, blank, len(question.blanks)) for i, blank in enumerate(question.blanks, 1))
    letter = letters(question)
    if question.form == "排序":
        return " → ".join(letter[id] for id in in_order(question))
    if question.form == "连线":
        partner = dict(question.pairs)
        ends = (letter.get(partner.get(left.id, ""), NO_PARTNER) for left in question.lefts)
        return "，".join(f"{circled(i)} {end}" for i, end in enumerate(ends, 1))
    return "".join(letter[choice.id] for choice in question.choices if choice.right)


def amount(number: Number) -> str:
    """Write a number with its unit, money with two decimals."""
    return str(Money(number.value)) if number.is_money else f"{number.value}{number.unit}"


def in_order(question: Question) -> tuple[str, ...]:
    """Return the ids of an ordering in a right order, of several the one nearest to the order shown."""
    left = [choice.id for choice in question.choices]
    found = []
    while left:
        free = (id for id in left if not any(then == id and first in left for first, then in question.before))
        chosen = next(free, None)
        if chosen is None:
            raise ValueError(f"{question.id} asks for an order that runs in a circle")
        left.remove(chosen)
        found.append(chosen)
    return tuple(found)


def demands(question: Question) -> str:
    """Tell what an order must keep where more than one is right, else nothing."""
    if question.form != "排序" or set(pairwise(in_order(question))) <= set(question.before):
        return ""
    letter = letters(question)
    pairs = (f"{letter[first]} 在 {letter[then]} 前" for first, then in question.before)
    return f"顺序不止一种，只要 {'，'.join(pairs)} 就对。"


def _blank(place: int, blank: Blank, count: int) -> str:
    sign = f"{circled(place)} " if count > 1 else ""
    others = "、".join(dict.fromkeys(blank.accepted[1:]))
    return f"{sign}{blank.accepted[0]}{f'（也可写：{others}）' if others else ''}"
