"""The self-test: every question is proved before it may be shown, and what fails is told in sentences."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from trainer.core.errors import TrainerError
from trainer.core.quiz.bank import MISTAKES, TEMPLATES
from trainer.core.quiz.marking import mark, right_answer
from trainer.core.quiz.question import UNWRITTEN, Answer, Choice, Question, key_of
from trainer.core.quiz.scoring import WHOLE, following
from trainer.core.quiz.template import Case, Ground, Template, question_of
from trainer.core.quiz.typed import fills

SEEDS = (0, 1, 2)
LONGEST_STEM = 120
LEAST_WRONG = 2
_STRANGE = re.compile(r"[{},;:!?()\[\]\"'<>/\\]|\.(?!\d)|None|True|False|[。，、；：？！]{2}|\s$|^\s|  ")
"""Marks of code, and what a text never has; a point may stand in a price."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A question that must not be shown, and why."""

    template: str
    case: Case
    seed: int
    why: str

    def __str__(self) -> str:
        asked = "、".join(map(str, self.case))
        return f"{self.template}（{asked}；种子 {self.seed}）：{self.why}"


@dataclass(frozen=True, slots=True)
class Proof:
    """How many questions were proved, and what failed."""

    questions: int
    failures: tuple[Failure, ...]


def selftest(
    ground: Ground,
    templates: Iterable[Template] = TEMPLATES,
    seeds: Collection[int] = SEEDS,
    known: Collection[str] = MISTAKES,
) -> Proof:
    """Draw every case of every template with some seeds, and prove it; `known` are the named mistakes."""
    count, failures = 0, []
    for template in templates:
        cases = list(template.cases(ground))
        if not cases:
            failures.append(Failure(template.id, (), 0, "没有出得了的题"))
        if twice := [case for case, times in Counter(cases).items() if times > 1]:
            failures.append(Failure(template.id, twice[0], 0, "同一种情况出了两次"))
        for case in cases:
            count += len(seeds)
            failures += prove(ground, template, case, seeds, known)
    return Proof(count, tuple(failures))


def prove(
    ground: Ground,
    template: Template,
    case: Case,
    seeds: Collection[int] = SEEDS,
    known: Collection[str] = MISTAKES,
) -> list[Failure]:
    """Draw a case with some seeds and return what is wrong with it; the second key is found once."""
    seed = 0
    try:
        again = template.again(ground, case)
        failures = []
        for seed in seeds:
            question = question_of(template, ground, case, seed)
            key = key_of(question)
            if key != again:
                failures.append(Failure(template.id, case, seed, f"答案算两次不一样：{key}，{again}"))
            failures += [Failure(template.id, case, seed, why) for why in faults(question, known)]
    except (TrainerError, ArithmeticError, LookupError, ValueError, StopIteration) as error:
        return [Failure(template.id, case, seed, f"出题时出错：{type(error).__name__} {error}")]
    return failures


def faults(question: Question, known: Collection[str] = MISTAKES) -> Iterator[str]:
    """Yield what is wrong with a question by itself, written out or drawn."""
    yield from _wording(question)
    if strange := sorted(_mistakes(question) - set(known)):
        yield f"错误「{strange[0]}」没有名字"
    own = list(_OWN[question.form](question))
    yield from own
    if not own:
        yield from _marks(question)


def _wording(question: Question) -> Iterator[str]:
    texts = (question.stem, *(choice.text for choice in (*question.lefts, *question.choices)))
    for text in texts:
        if not text or (found := _STRANGE.search(text)):
            yield f"文字不对：「{text}」里有「{found[0] if text and found else ''}」"
    if len(question.stem) > LONGEST_STEM:
        yield f"题干有{len(question.stem)}个字，最多{LONGEST_STEM}个"
    for side in (question.lefts, question.choices):
        if twice := [text for text, times in Counter(each.text for each in side).items() if times > 1]:
            yield f"「{twice[0]}」出现两次"
    if not all(question.explanation) or not question.explanation:
        yield "没有讲解"
    if not question.sources and UNWRITTEN not in {each.text for each in question.choices if each.right}:
        yield "没有出处"


def _mistakes(question: Question) -> set[str]:
    """Return every mistake that the question names."""
    named = {choice.mistake for choice in question.choices if choice.mistake}
    if question.number:
        named |= {mistake for _, mistake in question.number.slips}
    return named | {mistake for blank in question.blanks for _, mistake in blank.slips}


def _of_one(question: Question) -> Iterator[str]:
    wrong = _wrong(question)
    if len(question.right) != 1:
        yield f"要有一个正确选项，现有{len(question.right)}个"
    if len(wrong) < (LEAST_WRONG if question.form == "单选" else 1):
        yield f"错误选项只有{len(wrong)}个"
    yield from _unnamed(wrong)


def _of_several(question: Question) -> Iterator[str]:
    wrong = _wrong(question)
    if len(question.right) < LEAST_WRONG or not wrong:
        yield f"多选题要有几个正确选项和错误选项，现有{len(question.right)}个和{len(wrong)}个"
    yield from _unnamed(wrong)


def _of_order(question: Question) -> Iterator[str]:
    ids = {choice.id for choice in question.choices}
    pairs = following(question.before)
    if len(ids) < LEAST_WRONG or not pairs:
        yield "没有先后可排"
    if any(first == then for first, then in pairs) or {id for pair in pairs for id in pair} - ids:
        yield "先后次序自相矛盾"


def _of_pairs(question: Question) -> Iterator[str]:
    lefts, choices = {left.id for left in question.lefts}, {choice.id for choice in question.choices}
    if [left for left, _ in question.pairs] != sorted(lefts) or len(lefts) < LEAST_WRONG:
        yield "左边每一项要连一次"
    joined = {right for _, right in question.pairs}
    if joined - choices or len(joined) < LEAST_WRONG:
        yield "右边没有可连的项"
    yield from _unnamed([choice for choice in question.choices if choice.id not in joined])


def _of_number(question: Question) -> Iterator[str]:
    if question.number is None:
        yield "没有数字"
        return
    slips = [value for value, _ in question.number.slips]
    if question.number.value in slips:
        yield "错误的数和正确的数一样"
    if len(set(slips)) < len(slips):
        yield "错误的数写了两次"


def _of_blanks(question: Question) -> Iterator[str]:
    if not question.blanks:
        yield "没有空格"
    for place, blank in enumerate(question.blanks, 1):
        if not blank.accepted or not all(fills(text, blank) for text in blank.accepted):
            yield f"第{place}空没有答案"
        if wrong := [text for text, _ in blank.slips if fills(text, blank)]:
            yield f"第{place}空的错误「{wrong[0]}」也算对"


_OWN: Final[dict[str, Callable[[Question], Iterator[str]]]] = {
    "单选": _of_one,
    "判断": _of_one,
    "多选": _of_several,
    "排序": _of_order,
    "连线": _of_pairs,
    "填数": _of_number,
    "填空": _of_blanks,
}


def _marks(question: Question) -> Iterator[str]:
    """Yield a sentence where the right answer does not earn all, or a wrong choice does."""
    best = mark(question, right_answer(question))
    if best.score != WHOLE or not best.right or best.mistakes:
        yield f"正确答案只得{best.score}分"
    if question.form in ("单选", "判断"):
        for choice in _wrong(question):
            marked = mark(question, Answer((choice.id,)))
            if marked.score or marked.mistakes != (choice.mistake,):
                yield f"错误选项「{choice.text}」得了{marked.score}分"


def _wrong(question: Question) -> list[Choice]:
    return [choice for choice in question.choices if not choice.right]


def _unnamed(wrong: Iterable[Choice]) -> Iterator[str]:
    for choice in wrong:
        if not choice.mistake:
            yield f"错误选项「{choice.text}」没有说错在哪里"
