"""The plan of a morning round: the questions and how they are asked; fixed before the first phone joins."""

from dataclasses import dataclass
from typing import Final, Literal

from trainer.core.errors import TrainerError
from trainer.core.quiz.question import Choice, Question

FEWEST, MOST = 3, 20
"""How many questions a round has."""

LONGEST_STEM = 60
"""So many characters of a question can be read from eight metres."""

LETTERS = "abcd"
"""How the choices are named, by their place on the stage: more than four do not fit on it."""

SHORTEST, LONGEST = 5, 300
"""The seconds that a timer can be set to."""

FULL_BONUS = 100
"""The speed bonus of a right answer that takes no time at all."""

STAGE_FORMS = ("单选", "判断")

Way = Literal["answers", "hands"]
"""Everybody answers (全员作答), or the first hand up does (抢答)."""

By = Literal["persons", "teams"]
"""Who is compared on the scoreboard."""

WAYS: Final[dict[Way, str]] = {"answers": "全员作答", "hands": "举手抢答"}


class BadSetup(TrainerError):
    """A plan that no round can be held by: what is wrong, and the cure."""


@dataclass(frozen=True, slots=True)
class Setup:
    """How a round is held.

    `seconds` is the time for each question (None: no timer). The speed `bonus` needs one, and is always
    a number of its own beside what was right. `changeable` lets players change an answer until the close.
    In a round by teams everybody sits in one of `teams`.
    """

    title: str
    questions: tuple[Question, ...]
    seconds: int | None = 30
    bonus: bool = False
    by: By = "persons"
    teams: tuple[str, ...] = ()
    way: Way = "answers"
    changeable: bool = True

    def __post_init__(self) -> None:
        for wrong, told in (*_of_questions(self.questions), *_of_rules(self)):
            if wrong:
                raise BadSetup(told)


@dataclass(frozen=True, slots=True)
class Briefing:
    """A round as it was opened: the plan, who hosts it, and who is expected.

    `expected` are teams (none: the whole hall). `graded` is what a supervisor made part of an assessment.
    """

    setup: Setup
    host: str
    host_id: int
    edition: str
    seed: int
    expected: tuple[str, ...] = ()
    graded: bool = False


def suits_stage(question: Question) -> bool:
    """Tell whether a question can be asked on the stage: one right answer of four at most, and short."""
    return (
        question.form in STAGE_FORMS
        and 2 <= len(question.choices) <= len(LETTERS)
        and len(question.right) == 1
        and len(question.stem) <= LONGEST_STEM
    )


def letter_of(question: Question, choice: str) -> str:
    """Return the letter at which a choice (by its id) stands; "" for none."""
    ids = [each.id for each in question.choices]
    return LETTERS[ids.index(choice)] if choice in ids else ""


def choice_at(question: Question, letter: str) -> Choice | None:
    """Return the choice that stands at a letter ("a" to "d"); None where there is none."""
    place = LETTERS.find(letter) if len(letter) == 1 else -1
    return question.choices[place] if 0 <= place < len(question.choices) else None


def right_letter(question: Question) -> str:
    """Return the letter of the right choice."""
    return letter_of(question, next(iter(question.right)))


def _of_questions(questions: tuple[Question, ...]) -> tuple[tuple[bool, str], ...]:
    unfit = next((place for place, each in enumerate(questions, 1) if not suits_stage(each)), 0)
    return (
        (
            not FEWEST <= len(questions) <= MOST,
            f"一轮早会要有 {FEWEST} 到 {MOST} 道题，现在是 {len(questions)} 道，请增减题目。",
        ),
        (len({each.id for each in questions}) < len(questions), "有一道题选了两次，请去掉一道。"),
        (
            unfit > 0,
            f"第 {unfit} 题不适合大屏：要是单选或判断，选项不超过 {len(LETTERS)} 个，"
            f"题干不超过 {LONGEST_STEM} 字，请换一道。",
        ),
    )


def _of_rules(setup: Setup) -> tuple[tuple[bool, str], ...]:
    timer, teams = setup.seconds, setup.teams
    return (
        (not setup.title.strip(), "请填写早会的名称。"),
        (
            timer is not None and not SHORTEST <= timer <= LONGEST,
            f"每题限时要在 {SHORTEST} 到 {LONGEST} 秒之间，或不限时。",
        ),
        (setup.bonus and timer is None, "速度加分要先设每题限时，或关掉速度加分。"),
        (setup.bonus and setup.way == "hands", "举手抢答不能再算速度加分，请关掉一样。"),
        (not all(teams) or len(set(teams)) < len(teams), "班组名称有空的或重复的，请改好。"),
        (setup.by == "teams" and len(teams) < 2, "按班组比要至少两个班组，请补上班组，或改为按个人。"),
    )
