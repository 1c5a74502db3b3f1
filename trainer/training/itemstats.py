"""The statistics of an assessment: of the whole, of each item and its options, and who is close to the mark.

The formulas are those of `core.stats` and `core.items`. Here the records become their matrix: one row for
each person's sitting that counts, marks of 100 in all; what was not answered counts 0.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from trainer.core import cutscores
from trainer.core import items as core
from trainer.core.cutscores import Angoff, BorderlineGroup, BorderlineRegression
from trainer.core.exam.setting import Part, Setting
from trainer.core.items import Option
from trainer.core.quiz.question import Question
from trainer.core.rights import Pass
from trainer.core.stats import LEAST, Band, Marks, Paper, band, describe
from trainer.reports.progress import Progress, unwatched
from trainer.store import exams as store_of
from trainer.training.answersheets import AnswerSheet, Gathered, Said, gather, total_of, worth_of
from trainer.training.exams.defending import who
from trainer.training.exams.publishing import published_of
from trainer.training.hall import Hall

RIGHT, OTHER, NONE = "right", "other", "none"
TOLD = {RIGHT: "答对", OTHER: "其他错误", NONE: "没有作答"}
LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_CHOSEN = ("单选", "多选", "判断")


@dataclass(frozen=True, slots=True)
class OptionLine:
    """An option of a question, or a mistake that can be made in it, and how many took it."""

    label: str
    text: str
    right: bool
    mistake: str
    tally: Option


@dataclass(frozen=True, slots=True)
class VariantLine:
    """A variant of a scenario in all assessments of the hall: n, and the mean and spread of its share."""

    variant: str
    statistics: core.Item


@dataclass(frozen=True, slots=True)
class Close:
    """A person whose total as it stands now is within one standard error of the pass mark."""

    person_id: int
    person: str
    percent: float
    passed: bool


@dataclass(frozen=True)
class Analysis:
    """An assessment analysed; everything is reckoned when it is first asked for."""

    gathered: Gathered
    least: int = LEAST

    @property
    def setting(self) -> Setting:
        """What was fixed."""
        return self.gathered.published.setting

    @cached_property
    def marks(self) -> Marks:
        """The marks as a matrix."""
        items, sheets = self.gathered.items, self.gathered.sheets
        worth = [item.out_of for item in items]
        rows = [
            [float(said.share * most) for said, most in zip(sheet.said, worth, strict=True)]
            for sheet in sheets
        ]
        return Marks(
            [item.id for item in items], rows, list(map(float, worth)), [sheet.person for sheet in sheets]
        )

    @cached_property
    def paper(self) -> Paper:
        """The statistics of the whole."""
        return describe(self.marks)

    @cached_property
    def items(self) -> tuple[core.Item, ...]:
        """The statistics of each item, in their order."""
        return core.analyse(self.marks, self.least)

    @cached_property
    def band(self) -> Band | None:
        """The band round the pass mark; None where no total is demanded."""
        needed = self.setting.pass_marks.total
        return band(self.marks, float(needed), self.paper.sem) if needed else None

    @cached_property
    def close(self) -> tuple[Close, ...]:
        """Who is within the band as their marks stand now, the lowest first."""
        if self.band is None or self.paper.sem is None:
            return ()
        slack = self.paper.sem + self.marks.grain
        found = [
            Close(sheet.person_id, sheet.person, sheet.percent, _passed(sheet))
            for sheet in self.gathered.sheets
            if abs(sheet.percent - self.band.pass_mark) <= slack
        ]
        return tuple(sorted(found, key=lambda each: each.percent))

    def options(self, place: int) -> tuple[OptionLine, ...]:
        """Return who took which option of an item; a scenario has none."""
        item = self.gathered.items[place]
        if item.task is None:
            return ()
        said = [sheet.said[place] for sheet in self.gathered.sheets]
        if isinstance(item.task, Question) and item.task.form in _CHOSEN:
            return tuple(self._chosen(item.task, said))
        return tuple(self._made(said))

    def _chosen(self, question: Question, said: Sequence[Said]) -> Iterator[OptionLine]:
        """Yield the options as they stood on the screen, and last who answered nothing."""
        answers = [each.given.answer.chosen if each.given else () for each in said]
        given = [chosen or (NONE,) for chosen in answers]
        found = self._tallied(given, [choice.id for choice in question.choices])
        for letter, choice in zip(LETTERS, question.choices, strict=False):
            yield OptionLine(letter, choice.text, choice.right, choice.mistake, found[choice.id])
        if NONE in found:
            yield OptionLine("", TOLD[NONE], right=False, mistake="", tally=found[NONE])

    def _made(self, said: Sequence[Said]) -> Iterator[OptionLine]:
        """Yield the named mistakes, the most frequent first, after those who were right."""
        found = self._tallied([_named(each) for each in said], [RIGHT])
        for id, tally in sorted(found.items(), key=lambda pair: (pair[0] != RIGHT, -pair[1].all.count)):
            mistake = "" if id in TOLD else id
            yield OptionLine("", TOLD.get(id, ""), id == RIGHT, mistake, tally)

    def _tallied(self, answers: Sequence[Sequence[str]], choices: Sequence[str]) -> dict[str, Option]:
        found = core.tally(self.marks, answers, choices, least=self.least)
        return {each.choice: each for each in found}


def analysis(hall: Hall, by: Pass, assessment_id: str, progress: Progress = unwatched) -> Analysis:
    """Analyse an assessment; raise NotAllowed, AssessmentUnknown, or what `progress` raises."""
    return Analysis(gather(hall, by, assessment_id, progress))


def variants(hall: Hall, by: Pass, scenario: str) -> tuple[VariantLine, ...]:
    """Compare the variants of a scenario over all assessments of the hall that ask for it.

    Discrimination is against what each person got in the rest of the assessment, in per cent.
    """
    shares: list[float] = []
    rests: list[float] = []
    drawn: list[str] = []
    for row in store_of.assessments(hall.store, by.hall_id):
        parts = published_of(hall, row.id).setting.parts
        places = [place for place, part in enumerate(parts) if _plays(part, scenario)]
        for opened in (each.counting for each in who(hall, by, row.id) if places and each.counting):
            for place in places:
                own = opened.parts[place].share
                whole = total_of(parts, opened.parts)
                shares.append(float(own))
                rests.append(float(whole - own * worth_of(parts, place)))
                drawn.append(parts[place].variant)
    if not shares:
        return ()
    marks = Marks(("variant", "rest"), list(zip(shares, rests, strict=True)), (1.0, 100.0))
    found = core.analyse_variants(marks, 0, drawn)
    return tuple(VariantLine(variant, each) for variant, each in found.items())


def angoff(told: Analysis, ratings: Sequence[Sequence[float]]) -> Angoff:
    """Return the pass mark in per cent from judges, who rate every item; raise BadRatings."""
    return cutscores.angoff(ratings, [float(item.out_of) for item in told.gathered.items])


def borderline(
    told: Analysis, grades: Sequence[float | None], middle: float
) -> tuple[BorderlineGroup, BorderlineRegression]:
    """Return both pass marks from global grades, one for each sheet (None: not graded)."""
    pairs = [
        (sheet.percent, grade)
        for sheet, grade in zip(told.gathered.sheets, grades, strict=True)
        if grade is not None
    ]
    percents, given = [percent for percent, _ in pairs], [grade for _, grade in pairs]
    group = cutscores.borderline_group(percents, [grade == middle for grade in given])
    return group, cutscores.borderline_regression(percents, given, middle)


def _plays(part: Part, scenario: str) -> bool:
    return part.kind == "scenario" and part.subject == scenario


def _named(said: Said) -> tuple[str, ...]:
    if said.given is None:
        return (NONE,)
    made = (*said.given.mistakes, *said.given.forbidden)
    if made:
        return tuple(dict.fromkeys(made))
    return (RIGHT,) if said.given.right else (OTHER,)


def _passed(sheet: AnswerSheet) -> bool:
    return bool(sheet.opened.now and sheet.opened.now.passed)
