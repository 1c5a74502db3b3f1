"""Marking: what an answer to a question is worth, which named mistakes it makes, and what to say of it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from trainer.core.errors import TrainerError
from trainer.core.money import Money
from trainer.core.quiz.mistakes import Mistake
from trainer.core.quiz.question import Answer, Choice, Form, Number, Question
from trainer.core.quiz.scoring import (
    AS_USUAL,
    MATCH,
    NOTHING,
    ORDER,
    SEVERAL,
    WHOLE,
    Rules,
    Ticked,
    following,
    kept,
)
from trainer.core.quiz.typed import fills, number_in, slip_in

MISTAKES: Final[Mapping[str, Mistake]] = {
    "left-out": Mistake("少选", "还有该选的没有选，每一项都要判断。"),
    "out-of-order": Mistake("次序颠倒", "先后次序颠倒了，按资料印的次序再走一遍。"),
    "misjoined": Mistake("连错", "连到别的一项上去了，逐项对照再连。"),
    "no-number": Mistake("写的不是数字", "要填数字，可以带单位，不要写成句子。"),
    "decimals": Mistake("小数位数不对", "金额的小数位数要按题目的要求写足。"),
}
"""Mistakes of answering itself, whatever the question is about."""

UNANSWERED = "没有作答。"
MOST_TOLD = 3
"""So many pairs of an ordering are told."""


class BadAnswer(TrainerError):
    """An answer that does not belong to its question: unknown choices, too many, or of another form."""


@dataclass(frozen=True, slots=True)
class Marked:
    """What an answer is worth: the share of the mark (0 to 1), and whether it is all right.

    `mistakes` are the ids of the mistakes made, `told` sentences on what is right instead.
    """

    score: Fraction
    right: bool
    mistakes: tuple[str, ...] = ()
    told: tuple[str, ...] = ()


def mark(question: Question, answer: Answer, rules: Rules = AS_USUAL) -> Marked:
    """Mark an answer by the rules of the paper; raise BadAnswer for one that does not fit the question."""
    _refuse_strange(question, answer)
    if not any(answer.chosen) and not any(text.strip() for text in answer.typed):
        return Marked(NOTHING, right=False, told=(UNANSWERED,))
    return _MARKED[question.form](question, answer, rules)


def right_answer(question: Question) -> Answer:
    """Return the answer that earns the whole mark."""
    if question.number:
        return Answer(typed=(amount(question.number.value, question.number),))
    if question.blanks:
        return Answer(typed=tuple(blank.accepted[0] for blank in question.blanks))
    if question.form == "连线":
        joined = dict(question.pairs)
        return Answer(tuple(joined[left.id] for left in question.lefts))
    if question.form == "排序":
        earlier = following(question.before)
        ids = [choice.id for choice in question.choices]
        return Answer(tuple(sorted(ids, key=lambda id: (sum(id == later for _, later in earlier), id))))
    return Answer(tuple(choice.id for choice in question.choices if choice.right))


def amount(value: int, number: Number) -> str:
    """Write a value of a number as it is typed: yuan with two decimals, else whole units."""
    return str(Money(value)).removesuffix("元") if number.is_money else str(value)


def _refuse_strange(question: Question, answer: Answer) -> None:
    """Raise BadAnswer unless the answer is made of what the question offers."""
    here = f"题目 {question.id}"
    if (answer.typed and question.choices) or (answer.chosen and not question.choices):
        raise BadAnswer(f"{here} 是{question.form}题，要{'选' if question.choices else '填'}")
    known = {choice.id for choice in question.choices}
    if strange := [id for id in answer.chosen if id not in known and (id or question.form != "连线")]:
        raise BadAnswer(f"{here} 没有选项「{strange[0]}」，只有：{'、'.join(sorted(known))}")
    if question.form != "连线" and (twice := _twice(answer.chosen)):
        raise BadAnswer(f"{here} 的选项「{twice}」选了两次")
    most = {"单选": 1, "判断": 1, "连线": len(question.lefts)}.get(question.form, len(question.choices))
    if len(answer.chosen) > most:
        raise BadAnswer(f"{here} 最多选{most}个，选了{len(answer.chosen)}个")
    fields = len(question.blanks) or 1
    if len(answer.typed) > fields:
        raise BadAnswer(f"{here} 有{fields}处要填，填了{len(answer.typed)}处")


def _twice(ids: Sequence[str]) -> str:
    return next((id for place, id in enumerate(ids) if id in ids[:place]), "")


def _one(question: Question, answer: Answer, _: Rules) -> Marked:
    chosen = question.choice(answer.chosen[0])
    if chosen and chosen.right:
        return Marked(WHOLE, right=True)
    right = [choice for choice in question.choices if choice.right]
    return Marked(NOTHING, False, _named((chosen,)), (f"应选{_quoted(right)}。",))


def _several(question: Question, answer: Answer, rules: Rules) -> Marked:
    chosen = [choice for choice in question.choices if choice.id in answer.chosen]
    wrong = [choice for choice in chosen if not choice.right]
    lost = [choice for choice in question.choices if choice.right and choice not in chosen]
    of_right = len(question.right)
    of_wrong = len(question.choices) - of_right
    ticked = Ticked(of_right - len(lost), len(wrong), of_right, of_wrong, rules.cost)
    told = [f"少选了{_quoted(lost)}。"] if lost else []
    told += [f"不该选{_quoted(wrong)}。"] if wrong else []
    mistakes = (*_named(wrong), *(("left-out",) if lost else ()))
    return Marked(SEVERAL[rules.several](ticked), ticked.is_all, mistakes, tuple(told))


def _ordered(question: Question, answer: Answer, rules: Rules) -> Marked:
    items = len(question.choices)
    score = ORDER[rules.order](question.before, answer.chosen, items)
    held = kept(question.before, answer.chosen)
    broken = [pair for pair in question.before if pair not in held]
    lost = [choice for choice in question.choices if choice.id not in answer.chosen]
    texts = {choice.id: choice.text for choice in question.choices}
    told = [f"「{texts[first]}」应在「{texts[then]}」之前。" for first, then in broken[:MOST_TOLD]]
    told += [f"没有排{_quoted(lost)}。"] if lost else []
    mistakes = ("left-out",) if lost else ("out-of-order",) if broken else ()
    return Marked(score, not broken and not lost, mistakes, tuple(told))


def _joined(question: Question, answer: Answer, rules: Rules) -> Marked:
    chosen = (*answer.chosen, *("" for _ in range(len(question.lefts) - len(answer.chosen))))
    joined = dict(question.pairs)
    texts = {choice.id: choice.text for choice in question.choices}
    wrong = [(left, id) for left, id in zip(question.lefts, chosen, strict=True) if joined[left.id] != id]
    told = tuple(f"「{left.text}」应连「{texts[joined[left.id]]}」。" for left, _ in wrong)
    found = [choice for _, id in wrong if (choice := question.choice(id))]
    mistakes = [choice.mistake or "misjoined" for choice in found]
    mistakes += ["left-out"] if len(found) < len(wrong) else []
    score = MATCH[rules.match](len(question.lefts) - len(wrong), len(question.lefts))
    return Marked(score, not wrong, tuple(dict.fromkeys(mistakes)), told)


def _counted(question: Question, answer: Answer, rules: Rules) -> Marked:
    number = question.number
    assert number is not None  # the form says so
    typed = number_in(answer.typed[0], number)
    right = f"{_asked(number, rules)}{number.unit}"
    if typed is None:
        told = f"「{answer.typed[0].strip()}」不是数字，应填{right}。"
        return Marked(NOTHING, False, ("no-number",), (told,))
    value = typed.value * 100 if number.is_money else typed.value
    if not _near(value, number, rules):
        slip = dict(number.slips).get(int(value)) if value.denominator == 1 else None
        return Marked(NOTHING, False, (slip,) if slip else (), (f"应填{right}。",))
    demanded = _demanded(number, rules)
    if demanded not in (None, typed.decimals):
        told = f"要写{demanded}位小数，如{right}。"
        return Marked(NOTHING, False, ("decimals",), (told,))
    exactly = () if value == number.value else (f"在允许的误差以内，准确的是{right}。",)
    return Marked(WHOLE, True, (), exactly)


def _near(value: Fraction, number: Number, rules: Rules) -> bool:
    absolute = rules.within * (100 if number.is_money else 1)
    return abs(value - number.value) <= max(absolute, abs(number.value) * rules.percent / 100)


def _demanded(number: Number, rules: Rules) -> int | None:
    """Return how many decimals must be typed; None where any will do, or so few cannot say the amount."""
    if not number.is_money or rules.decimals is None or number.value * 10**rules.decimals % 100:
        return None
    return rules.decimals


def _asked(number: Number, rules: Rules) -> str:
    """Write the right number with the decimals that are demanded."""
    text, demanded = amount(number.value, number), _demanded(number, rules)
    return text if demanded is None else text[: len(text) - 2 + demanded].rstrip(".")


def _filled(question: Question, answer: Answer, _: Rules) -> Marked:
    typed = (*answer.typed, *("" for _ in range(len(question.blanks) - len(answer.typed))))
    pairs = list(zip(typed, question.blanks, strict=True))
    wrong = [place for place, (text, blank) in enumerate(pairs) if not fills(text, blank)]
    slips = [slip_in(*pairs[place]) for place in wrong]
    told = tuple(f"第{place + 1}空应填「{question.blanks[place].accepted[0]}」。" for place in wrong)
    score = Fraction(len(pairs) - len(wrong), len(pairs))
    return Marked(score, not wrong, tuple(dict.fromkeys(slip for slip in slips if slip)), told)


_MARKED: Final[Mapping[Form, Callable[[Question, Answer, Rules], Marked]]] = {
    "单选": _one,
    "判断": _one,
    "多选": _several,
    "排序": _ordered,
    "连线": _joined,
    "填数": _counted,
    "填空": _filled,
}


def _named(chosen: Iterable[Choice | None]) -> tuple[str, ...]:
    """Return the mistakes that wrong choices stand for, each once."""
    return tuple(dict.fromkeys(choice.mistake for choice in chosen if choice and choice.mistake))


def _quoted(choices: Iterable[Choice]) -> str:
    return "、".join(f"「{choice.text}」" for choice in choices)
