"""Acted plans: a shift played line by line, and what must be seen on the way.

    scenario: walk-in-quanqiutong      head: scenario, then variant and mode where wanted
    mode: 考核
    arrives wang                       has come in by now
    attend wang                        also nod, wait (asks to wait), hint
    at 12.5                            let time pass until this second
    choose P01                         an option of the customer attended
    says 你好                          the last line of the customer attended contains this
    mood wang 生气
    blocked P19                        the option cannot be chosen now
    late wang ask-papers               the decision at this node was not made in time
    leaves wang 办妥                   has left with this outcome
    undo
    score 39/39                        marks and best marks, as it stands
    gate pass                          or fail

One thing a line; from `#` on (at the beginning or after a blank) a line is comment.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from trainer.content.typeset import typeset
from trainer.core.check import Place, Problem, near
from trainer.core.errors import TrainerError
from trainer.core.events import ActKind
from trainer.core.face import Mood
from trainer.core.mode import Mode
from trainer.core.scenario import SECOND

LONGEST_WAIT = 24 * 3600
"""No plan lets more seconds pass than a day has."""


class PlanDamaged(TrainerError):
    """A plan that cannot be acted; `problems` says why, each with its place."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


@dataclass(frozen=True, slots=True)
class Do:
    """An act; `choose` is always with the customer attended."""

    line: int
    kind: ActKind
    customer: str = ""
    option: str = ""


@dataclass(frozen=True, slots=True)
class TakeBack:
    """Take the last act back."""

    line: int


@dataclass(frozen=True, slots=True)
class WaitUntil:
    """Let time pass until an instant (ms)."""

    line: int
    at: int


@dataclass(frozen=True, slots=True)
class Arrives:
    """Expect that a customer has come in."""

    line: int
    customer: str


@dataclass(frozen=True, slots=True)
class Says:
    """Expect words in the last line of the customer attended."""

    line: int
    words: str


@dataclass(frozen=True, slots=True)
class InMood:
    """Expect a customer in a mood."""

    line: int
    customer: str
    mood: Mood


@dataclass(frozen=True, slots=True)
class Blocked:
    """Expect that an option cannot be chosen now."""

    line: int
    option: str


@dataclass(frozen=True, slots=True)
class Late:
    """Expect that the decision at a node of a customer's ran out."""

    line: int
    customer: str
    node: str


@dataclass(frozen=True, slots=True)
class Leaves:
    """Expect that a customer has left with an outcome."""

    line: int
    customer: str
    outcome: str


@dataclass(frozen=True, slots=True)
class Score:
    """Expect marks, out of the best reachable."""

    line: int
    total: int
    out_of: int


@dataclass(frozen=True, slots=True)
class Gate:
    """Expect the compliance gate passed, or not."""

    line: int
    passed: bool


Line = Do | TakeBack | WaitUntil | Arrives | Says | InMood | Blocked | Late | Leaves | Score | Gate


@dataclass(frozen=True, slots=True)
class Plan:
    """What to play and the lines to act; `variant` is None where the plan names none."""

    file: str
    scenario: str
    variant: str | None
    mode: Mode
    lines: tuple[Line, ...]


class _Wrong(Exception):
    """A line that is not understood: what is wrong, and the cure."""


def parse(text: str, file: str) -> Plan:
    """Read a plan; raise PlanDamaged with the problems of all lines at once."""
    head: dict[str, str] = {}
    lines: list[Line] = []
    problems: list[Problem] = []
    for number, raw in enumerate(text.removeprefix("\ufeff").split("\n"), start=1):
        words = re.sub(r"(^|\s)#.*", "", raw).strip()
        if not words:
            continue
        try:
            if found := re.match(r"([A-Za-z]+)\s*[::]\s*(.*)", words):
                _add_head(head, found[1], found[2], is_late=bool(lines))
            else:
                lines.append(_line(number, words))
        except _Wrong as wrong:
            message, cure = wrong.args
            place = Place(file, number, len(raw) - len(raw.lstrip()) + 1)
            problems.append(Problem("A701", message, cure, place=place))
    if "scenario" not in head:
        place = Place(file, 1, 1)
        problems.append(Problem("A702", "没有写演哪个场景", "第一行写 scenario: 场景编号", place=place))
    if problems:
        raise PlanDamaged(tuple(sorted(problems, key=lambda p: p.place.line if p.place else 0)))
    return Plan(file, head["scenario"], head.get("variant"), Mode(head.get("mode", "练习")), tuple(lines))


def _add_head(head: dict[str, str], key: str, value: str, *, is_late: bool) -> None:
    if key not in ("scenario", "variant", "mode"):
        cure = near(key, ("scenario", "variant", "mode")) or "开头只有 scenario、variant、mode"
        raise _Wrong(f"不认识「{key}：」", cure)
    if is_late:
        raise _Wrong(f"「{key}：」写晚了", "移到第一个动作前面")
    if key in head:
        raise _Wrong(f"「{key}：」写了两次", "删去一个")
    if key == "mode" and value not in list(Mode):
        raise _Wrong(f"没有「{value}」这种模式", "写 跟学、练习 或 考核")
    if not value:
        raise _Wrong(f"「{key}：」后面是空的", "补上")
    head[key] = value


def _line(number: int, words: str) -> Line:
    verb, *rest = words.split(maxsplit=1)
    make = _VERBS.get(verb)
    if make is None:
        raise _Wrong(f"不认识「{verb}」", near(verb, _VERBS) or f"可用：{' '.join(_VERBS)}")
    return make(number, "".join(rest))


def _act(kind: ActKind) -> Callable[[int, str], Line]:
    def made(line: int, rest: str) -> Line:
        return Do(line, kind, _one(rest, "一位客户的编号"))

    return made


def _expect(make: Callable[[int, str], Line], what: str) -> Callable[[int, str], Line]:
    return lambda line, rest: make(line, _one(rest, what))


def _choose(line: int, rest: str) -> Line:
    return Do(line, "choose", option=_one(rest, "一个选项的编号"))


def _undo(line: int, rest: str) -> Line:
    if rest:
        raise _Wrong(f"undo 后面多了「{rest}」", "删去")
    return TakeBack(line)


def _at(line: int, rest: str) -> Line:
    if not re.fullmatch(r"[0-9]{1,5}(\.[0-9]{1,3})?", rest) or float(rest) > LONGEST_WAIT:
        raise _Wrong(f"「{rest}」不是一个时刻", "写从开门算起的秒数，如 at 12.5")
    return WaitUntil(line, round(float(rest) * SECOND))


def _says(line: int, rest: str) -> Line:
    if not rest:
        raise _Wrong("says 后面是空的", "写客户那句话里的几个字")
    return Says(line, typeset(rest))


def _mood(line: int, rest: str) -> Line:
    customer, word = _two(rest, "客户编号和心情，如 mood wang 生气")
    moods = {mood.word: mood for mood in Mood}
    if word not in moods:
        raise _Wrong(f"没有「{word}」这种心情", f"写 {'、'.join(moods)} 之一")
    return InMood(line, customer, moods[word])


def _late(line: int, rest: str) -> Line:
    customer, node = _two(rest, "客户编号和对话里的一步，如 late wang ask-papers")
    return Late(line, customer, _one(node, "对话里一步的编号"))


def _leaves(line: int, rest: str) -> Line:
    customer, outcome = _two(rest, "客户编号和结局，如 leaves wang 办妥")
    return Leaves(line, customer, typeset(outcome))


def _score(line: int, rest: str) -> Line:
    found = re.fullmatch(r"([0-9]{1,6})\s*/\s*([0-9]{1,6})", rest)
    if not found:
        raise _Wrong(f"「{rest}」不是得分", "写得分和满分，如 score 39/41")
    return Score(line, int(found[1]), int(found[2]))


def _gate(line: int, rest: str) -> Line:
    if rest not in ("pass", "fail"):
        raise _Wrong(f"「{rest}」不是合规的结果", near(rest, ("pass", "fail")) or "写 pass 或 fail")
    return Gate(line, rest == "pass")


def _one(rest: str, what: str) -> str:
    words = rest.split()
    if len(words) != 1:
        raise _Wrong(f"这里要写{what}，写的是「{rest}」", "一行只写一件事")
    return words[0]


def _two(rest: str, what: str) -> tuple[str, str]:
    words = rest.split(maxsplit=1)
    if len(words) != 2:
        raise _Wrong(f"这里要写{what}", "补上")
    return words[0], words[1]


_VERBS: dict[str, Callable[[int, str], Line]] = {
    "arrives": _expect(Arrives, "一位客户的编号"),
    "attend": _act("attend"),
    "nod": _act("nod"),
    "wait": _act("ask_wait"),
    "hint": _act("hint"),
    "at": _at,
    "choose": _choose,
    "says": _says,
    "mood": _mood,
    "blocked": _expect(Blocked, "一个选项的编号"),
    "late": _late,
    "leaves": _leaves,
    "undo": _undo,
    "score": _score,
    "gate": _gate,
}
