"""The steps of the three procedures: what comes before and after, which is missing, whose they are."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from trainer.core.library import Procedure, Step
from trainer.core.quiz.hall.fitting import ordinal
from trainer.core.quiz.hall.reread import row, rows_of
from trainer.core.quiz.hall.shown import name
from trainer.core.quiz.question import Key, Number
from trainer.core.quiz.template import Case, Draft, Ground, Template
from trainer.core.quiz.wrong import Wrong, apart

_HOLE = "（　）"


def _numbered(ground: Ground) -> Iterator[tuple[Procedure, int, Step]]:
    for procedure in ground.library.procedures.values():
        yield from ((procedure, number, step) for number, step in enumerate(procedure.steps, 1))


def _place(ground: Ground, id: str) -> tuple[Procedure, int]:
    procedure = ground.library.procedures[ground.library.steps[id].procedure]
    return procedure, [step.id for step in procedure.steps].index(id)


def listed(procedure: Procedure, first: int = 0, last: int = 99) -> tuple[str, ...]:
    """Return the steps with their numbers, a line each."""
    return tuple(f"{n}. {step.text}" for n, step in enumerate(procedure.steps, 1) if first <= n <= last)


def _misplaced(ground: Ground, procedure: Procedure, at: int, asked: int) -> Iterator[tuple[str, str]]:
    """Yield what may be taken for the step at `at` by somebody who is asked from the step at `asked`."""
    texts = [step.text for step in procedure.steps]
    onward = 1 if at > asked else -1
    for place, slip in (
        (asked - onward, "step-back"),
        (at + onward, "step-skipped"),
        (at + 2 * onward, "step-far"),
    ):
        if 0 <= place < len(texts):
            yield texts[place], slip
    yield from ((text, "step-far") for n, text in enumerate(texts) if abs(n - at) > 2 and n != asked)
    for other in ground.library.procedures.values():
        if other.id != procedure.id and at < len(other.steps):
            yield other.steps[at].text, "step-elsewhere"


_MOST = 4


def _unlike(right: str, wrong: Iterator[tuple[str, str]]) -> Wrong:
    """Drop what is worded like the right one or twice there; keep the likeliest."""
    return apart((right,), wrong)[:_MOST]


def _next_cases(ground: Ground) -> Iterator[Case]:
    for procedure, number, step in _numbered(ground):
        yield from ((step.id, "下") for _ in procedure.steps[number : number + 1])
        yield from ((step.id, "上") for _ in range(min(number - 1, 1)))


def _next(ground: Ground, case: Case) -> Draft:
    procedure, asked = _place(ground, name(case))
    at = asked + (1 if case[1] == "下" else -1)
    right = procedure.steps[at]
    return Draft(
        stem=f"“{procedure.title}”里，“{procedure.steps[asked].text}”的{case[1]}一步是什么？",
        rule=procedure.steps[asked].id,
        right=(right.text,),
        wrong=_unlike(right.text, _misplaced(ground, procedure, at, asked)),
        explanation=listed(procedure, min(at, asked) + 1, max(at, asked) + 1),
        sources=(*procedure.steps[asked].sources, *right.sources),
        facts=(procedure.steps[asked].id, right.id),
    )


def _next_again(ground: Ground, case: Case) -> Key:
    id = name(case)
    return row(ground, id[0]).get(int(id[1:]) + (1 if case[1] == "下" else -1), "")


def _steps(ground: Ground) -> Iterator[Case]:
    yield from ((step.id,) for _, _, step in _numbered(ground))


def _which(ground: Ground, case: Case) -> Draft:
    procedure, at = _place(ground, name(case))
    right = procedure.steps[at]
    return Draft(
        stem=f"“{procedure.title}”的第{ordinal(at)}步是什么？",
        rule=right.id,
        right=(right.text,),
        wrong=_unlike(right.text, _misplaced(ground, procedure, at, at)),
        explanation=listed(procedure),
        sources=right.sources,
        facts=(right.id, procedure.id),
    )


def _which_again(ground: Ground, case: Case) -> Key:
    return row(ground, name(case)[0]).get(int(name(case)[1:]), "")


def _number(ground: Ground, case: Case) -> Draft:
    procedure, at = _place(ground, name(case))
    near = [n for n in (at, at + 2, at + 3, at - 1) if 1 <= n <= len(procedure.steps)]
    return Draft(
        stem=f"“{procedure.steps[at].text}”是“{procedure.title}”的第几步？填一个数。",
        rule=procedure.steps[at].id,
        number=Number(at + 1, "步", tuple((n, "step-number") for n in near)),
        explanation=listed(procedure),
        sources=procedure.steps[at].sources,
        facts=(procedure.steps[at].id,),
    )


def _number_again(ground: Ground, case: Case) -> Key:
    """Find the number that is printed in front of the words, in the row that is asked for."""
    id = name(case)
    text = ground.library.steps[id].text
    return next((number for letter, number in rows_of(ground, text) if letter == id[0]), 0)


_WINDOW = 4


def _windows(ground: Ground) -> Iterator[Case]:
    for procedure in ground.library.procedures.values():
        yield from ((procedure.id, start) for start in range(len(procedure.steps) - _WINDOW + 1))
        yield (procedure.id, -1)


def _row_of(procedure: Procedure, start: int) -> Sequence[Step]:
    return procedure.steps[start : start + _WINDOW] if start >= 0 else procedure.steps


def _order(ground: Ground, case: Case) -> Draft:
    procedure, start = ground.library.procedures[name(case)], int(case[1])
    steps = _row_of(procedure, start)
    return Draft(
        stem=f"把“{procedure.title}”的{'全部步骤' if start < 0 else '这几步'}排好先后。",
        rule=steps[0].id if start >= 0 else procedure.id,
        items=tuple(step.text for step in steps),
        explanation=listed(procedure),
        sources=tuple(source for step in steps for source in step.sources),
        facts=(procedure.id, *(step.id for step in steps)),
        difficulty=4 if start < 0 else 2,
    )


def _order_again(ground: Ground, case: Case) -> Key:
    printed, start = row(ground, name(case)), int(case[1])
    numbers = sorted(printed)[start : start + _WINDOW] if start >= 0 else sorted(printed)
    return frozenset((printed[n], printed[n + 1]) for n in numbers[:-1])


def _holes(ground: Ground) -> Iterator[Case]:
    """Yield every step that has one before and one behind it."""
    for procedure, number, step in _numbered(ground):
        if 1 < number < len(procedure.steps):
            yield (step.id,)


def _missing(ground: Ground, case: Case) -> Draft:
    procedure, at = _place(ground, name(case))
    right, before, after = (procedure.steps[n].text for n in (at, at - 1, at + 1))
    wrong = (
        (text, slip) for text, slip in _misplaced(ground, procedure, at, at) if text not in (before, after)
    )
    return Draft(
        stem=f"“{procedure.title}”：{before}→{_HOLE}→{after}。缺的是哪一步？",
        rule=name(case),
        right=(right,),
        wrong=_unlike(right, wrong),
        explanation=listed(procedure, at, at + 2),
        sources=procedure.steps[at].sources,
        facts=(name(case),),
    )


def _missing_again(ground: Ground, case: Case) -> Key:
    """Find the printed neighbours of the hole, and what stands between them."""
    before, after = _missing(ground, case).stem.partition("：")[2].partition("。")[0].split(f"→{_HOLE}→")
    texts = list(row(ground, name(case)[0]).values())
    threes = zip(texts, texts[1:], texts[2:], strict=False)
    return next((hidden for first, hidden, last in threes if (first, last) == (before, after)), "")


def _owned(ground: Ground) -> Iterator[Case]:
    """Yield the steps whose words stand in one procedure only."""
    texts = [step.text for _, _, step in _numbered(ground)]
    yield from ((step.id,) for _, _, step in _numbered(ground) if texts.count(step.text) == 1)


def _owner(ground: Ground, case: Case) -> Draft:
    procedure, at = _place(ground, name(case))
    others = [other for other in ground.library.procedures.values() if other.id != procedure.id]
    return Draft(
        stem=f"“{procedure.steps[at].text}”写在哪一个操作法里？",
        rule=name(case),
        right=(procedure.title,),
        wrong=tuple((other.title, "step-elsewhere") for other in others),
        explanation=(f"“{procedure.title}”第{ordinal(at)}步：{procedure.steps[at].text}",),
        sources=procedure.steps[at].sources,
        facts=(name(case), procedure.id),
    )


_TITLES = {"B": "班前准备七步", "S": "业务受理八步", "G": "导购六步"}


def _owner_again(ground: Ground, case: Case) -> Key:
    return "".join(_TITLES[letter] for letter, _ in rows_of(ground, ground.library.steps[name(case)].text))


def _pairs(ground: Ground) -> Iterator[Case]:
    """Yield neighbours in their order and swapped, and steps that stand one apart."""
    for procedure in ground.library.procedures.values():
        for first, then in pairwise(procedure.steps):
            yield from ((first.id, then.id), (then.id, first.id))
        for first, then in zip(procedure.steps, procedure.steps[2:], strict=False):
            yield from ((first.id, then.id), (then.id, first.id))


def _swapped(ground: Ground, case: Case) -> Draft:
    (procedure, first), (_, then) = _place(ground, name(case)), _place(ground, name(case, 1))
    right, steps = first < then, procedure.steps
    return Draft(
        stem=f"“{procedure.title}”先“{steps[first].text}”，后“{steps[then].text}”。",
        rule=name(case),
        right=("对" if right else "错",),
        wrong=(("错" if right else "对", "step-back"),),
        explanation=listed(procedure, min(first, then) + 1, max(first, then) + 1),
        sources=(*steps[first].sources, *steps[then].sources),
        facts=(name(case), name(case, 1)),
    )


def _swapped_again(ground: Ground, case: Case) -> Key:
    numbers = {text: number for number, text in row(ground, name(case)[0]).items()}
    first, then = (numbers.get(ground.library.steps[str(id)].text, 0) for id in case)
    return "对" if first < then else "错"


TEMPLATES = (
    Template("steps.next", "上一步和下一步", "单选", "工作步骤", 2, _next_cases, _next, _next_again),
    Template("steps.which", "第几步是什么", "单选", "工作步骤", 2, _steps, _which, _which_again),
    Template("steps.number", "是第几步", "填数", "工作步骤", 3, _steps, _number, _number_again),
    Template("steps.order", "步骤排序", "排序", "工作步骤", 2, _windows, _order, _order_again),
    Template("steps.missing", "缺了哪一步", "单选", "工作步骤", 2, _holes, _missing, _missing_again),
    Template("steps.owner", "步骤归哪个操作法", "单选", "工作步骤", 1, _owned, _owner, _owner_again),
    Template("steps.swapped", "两步谁先谁后", "判断", "工作步骤", 1, _pairs, _swapped, _swapped_again),
)
