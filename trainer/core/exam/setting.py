"""The setting of an assessment: all that is fixed when it is published, and what is wrong with a draft."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, Literal

from trainer.core.errors import TrainerError
from trainer.core.scenario import Competence

Kind = Literal["scenario", "paper", "recall"]
CALLED: Final[dict[Kind, str]] = {"scenario": "场景", "paper": "试卷", "recall": "话术默写"}

Counts = Literal["最好", "最后"]
"""Which of several attempts counts."""

MOST_ATTEMPTS, MOST_MINUTES, MOST_PARTS, MOST_WEIGHT = 9, 600, 30, 100
WHOLE: Final = 100


class SettingRefused(TrainerError):
    """A draft that cannot be published: every field that is wrong, and the cure of each."""

    def __init__(self, faults: "tuple[Fault, ...]") -> None:
        self.faults = faults
        super().__init__("\n".join(f"{fault.field}：{fault.told}" for fault in faults))


@dataclass(frozen=True, slots=True)
class Fault:
    """A field of a draft, what is wrong with it and what to do."""

    field: str
    told: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an assessment: a play, a paper, or phrases from memory, kept whole under the hash `snapshot`.

    `subject` is the id of the scenario or of the paper. `minutes` is its own limit (0: only the whole
    assessment's). `weight` is what it counts in the total beside the others, as the supervisor set it.
    """

    kind: Kind
    title: str
    subject: str
    snapshot: str
    seed: int
    variant: str = ""
    typed: bool = False
    minutes: int = 0
    weight: int = 1


@dataclass(frozen=True, slots=True)
class PassMarks:
    """The per cent to be reached: of the total, and of each competence that has a mark of its own.

    A total of 0 is one that nobody has thought of yet: it is never published.
    """

    total: int = 0
    each: tuple[tuple[Competence, int], ...] = ()

    def of(self, competence: Competence) -> int | None:
        """Return what a competence needs; None where nothing is asked."""
        return dict(self.each).get(competence)


@dataclass(frozen=True, slots=True)
class Setting:
    """An assessment as it is published: nothing of it changes afterwards.

    It may be sat from `opens` to `closes` by the `people` (ids), each `attempts` times. With the `gate` a
    critical finding fails it whatever the marks. `minutes` is the limit of the whole (0: none).
    """

    title: str
    edition: str
    parts: tuple[Part, ...]
    opens: datetime
    closes: datetime
    people: tuple[int, ...]
    pass_marks: PassMarks = field(default=PassMarks())
    gate: bool = True
    attempts: int = 1
    counts: Counts = "最好"
    minutes: int = 0
    shows_marks: bool = False


def check_setting(setting: Setting, known: Iterable[Fault] = ()) -> None:
    """Raise SettingRefused with everything that is wrong with a setting: what is known, and what is found."""
    if faults := (*known, *_faults(setting)):
        raise SettingRefused(faults)


def _faults(setting: Setting) -> Iterator[Fault]:
    if not setting.title.strip():
        yield Fault("名称", "还没有写，如“七月上岗考核”")
    if setting.closes <= setting.opens:
        yield Fault("截止时间", "要晚于开始时间")
    if not setting.people:
        yield Fault("参加的人", "一个人也没有，请选姓名或班组")
    if not 0 < len(setting.parts) <= MOST_PARTS:
        yield Fault("内容", f"要有 1 到 {MOST_PARTS} 部分：场景、试卷或话术默写")
    if not setting.pass_marks.total:
        yield Fault("总分及格线", f"还没有定：0 分也算及格，就谁都通过了。请写 1 到 {WHOLE}")
    for name, value, least, most in _numbers(setting):
        if not least <= value <= most:
            yield Fault(name, f"要在 {least} 到 {most} 之间，不能是 {value}")


def _numbers(setting: Setting) -> Iterator[tuple[str, int, int, int]]:
    """Yield every number that was set: its name, itself, and between what it has to be."""
    yield "次数", setting.attempts, 1, MOST_ATTEMPTS
    yield "总时限", setting.minutes, 0, MOST_MINUTES
    if setting.pass_marks.total:
        yield "总分及格线", setting.pass_marks.total, 1, WHOLE
    for competence, value in setting.pass_marks.each:
        yield f"{competence}及格线", value, 0, WHOLE
    for place, part in enumerate(setting.parts, 1):
        yield f"第{place}部分的权重", part.weight, 1, MOST_WEIGHT
        yield f"第{place}部分的时限", part.minutes, 0, MOST_MINUTES
