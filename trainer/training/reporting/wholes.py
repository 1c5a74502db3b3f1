"""The sheets of a whole assessment: who came and what came of it, the analysis of its items, all answers."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from trainer.core.exam.setting import WHOLE
from trainer.core.library import Source
from trainer.core.scenario import Competence
from trainer.core.stats import Paper
from trainer.reports.hallsheets import (
    AssessmentSheet,
    GivenAnswer,
    ItemFigures,
    ItemSheet,
    OptionFigures,
    PaperQuestion,
    Result,
    TestFigures,
    WeakRule,
)
from trainer.reports.sheets import Borderline, Seal
from trainer.store.people import Member
from trainer.training.answersheets import AnswerSheet, Gathered, Item, Said
from trainer.training.exams.defending import Presented
from trainer.training.itemstats import Analysis, OptionLine
from trainer.training.reporting.heads import Words, local, local_or_none, mean, setting_of, who_of
from trainer.training.reporting.persons import competences
from trainer.training.sitting import NOTHING_SAID, answer_in_words

WEAKEST = 3


@dataclass(frozen=True)
class WholeSheets:
    """Makes the sheets of one assessment that was analysed."""

    analysis: Analysis
    words: Words
    people: Mapping[int, Member]
    hall: str

    @property
    def _gathered(self) -> Gathered:
        return self.analysis.gathered

    def assessment(self, seal: Seal) -> AssessmentSheet:
        """Return the summary of the assessment."""
        return AssessmentSheet(
            hall=self.hall,
            setting=setting_of(self._gathered.published),
            seal=seal,
            results=tuple(map(self.result, self._gathered.presented)),
            figures=figures_of(self.analysis.paper),
            weakest=tuple(self._weakest()),
            borderline=self._borderline(),
        )

    def items(self, seal: Seal) -> ItemSheet:
        """Return the analysis of the items."""
        setting, paper = setting_of(self._gathered.published), figures_of(self.analysis.paper)
        return ItemSheet(self.hall, setting, seal, paper, self.figures())

    def figures(self) -> tuple[ItemFigures, ...]:
        """Return the statistics of each item, its options and mistakes named."""
        return tuple(self._item(place) for place in range(len(self._gathered.items)))

    def of(self, person_id: int) -> "WholeSheets":
        """Return the sheets with nobody in them but one person."""
        presented = tuple(each for each in self._gathered.presented if each.person_id == person_id)
        sheets = tuple(each for each in self._gathered.sheets if each.person_id == person_id)
        alone = replace(self._gathered, presented=presented, sheets=sheets)
        return replace(self, analysis=replace(self.analysis, gathered=alone))

    def result(self, presented: Presented) -> Result:
        """Return the line of a person."""
        who = who_of(self.people, presented.person_id, presented.person)
        opened = presented.counting
        if opened is None or opened.now is None:
            return Result(who, presented.presence)
        now = opened.now
        near = {each.person_id for each in self.analysis.close}
        return Result(
            who=who,
            state="已完成",
            attempt=opened.row.number,
            got=now.percent,
            best=WHOLE,
            competences=tuple(competences(opened, {})),
            compliant=now.compliant,
            passed=now.passed,
            borderline=presented.person_id in near,
            begun=local(opened.row.begun),
            ended=local_or_none(opened.row.finished),
        )

    def questions(self) -> tuple[PaperQuestion, ...]:
        """Return the items as the workbook lists them."""
        return tuple(
            PaperQuestion(each.id, each.form, each.topic, each.title, each.key, each.out_of)
            for each in self._gathered.items
        )

    def answers(self) -> Iterator[GivenAnswer]:
        """Yield a row for each person and item."""
        for sheet in self._gathered.sheets:
            for place, (item, said) in enumerate(zip(self._gathered.items, sheet.said, strict=True), 1):
                yield self._given(sheet, place, item, said)

    @property
    def count(self) -> int:
        """How many answers there are."""
        return len(self._gathered.sheets) * len(self._gathered.items)

    def hall_percents(self) -> dict[Competence, float]:
        """Return the mean per cent of each competence over everybody who has ended."""
        found: dict[Competence, list[float]] = {}
        for sheet in self._gathered.sheets:
            for each in sheet.opened.now.standings if sheet.opened.now else ():
                found.setdefault(each.competence, []).append(100 * max(each.got, 0) / each.best)
        return {name: told for name, values in found.items() if (told := mean(values)) is not None}

    def _borderline(self) -> Borderline | None:
        limits = limits_of(self.analysis)
        return Borderline(*limits, within=bool(self.analysis.close)) if limits else None

    def _weakest(self) -> Iterator[WeakRule]:
        """Yield the rules of questions and phrases that most often were not answered right."""
        asked, missed = Counter[str](), Counter[str]()
        sources: dict[str, tuple[Source, ...]] = {}
        for place, item in enumerate(self._gathered.items):
            if item.task is None:
                continue
            sources.setdefault(item.rule, item.task.sources)
            said = [sheet.said[place] for sheet in self._gathered.sheets]
            asked[item.rule] += len(said)
            missed[item.rule] += sum(not (each.given and each.given.right) for each in said)
        worst = sorted(filter(missed.get, asked), key=lambda rule: (-missed[rule] / asked[rule], rule))
        for rule in worst[:WEAKEST]:
            yield WeakRule(rule, self.words.rule(rule), missed[rule], asked[rule], sources[rule])

    def _item(self, place: int) -> ItemFigures:
        item, told = self._gathered.items[place], self.analysis.items[place]
        return ItemFigures(
            id=item.id,
            stem=item.title,
            form=item.form,
            n=told.n,
            facility=told.facility,
            sd=told.facility_sd,
            discrimination=told.discrimination,
            efficiency=told.efficiency,
            effective_weight=told.effective_weight,
            intended_weight=told.intended_weight,
            options=tuple(map(self._option, self.analysis.options(place))),
            variant=item.variant,
        )

    def _option(self, line: OptionLine) -> OptionFigures:
        tally, mistake = line.tally, self.words.mistake(line.mistake) if line.mistake else ""
        return OptionFigures(
            label=line.label,
            text=line.text or mistake,
            right=line.right,
            n=tally.all.count,
            share=tally.all.share,
            upper=tally.upper.share,
            lower=tally.lower.share,
            mistake=mistake,
        )

    def _given(self, sheet: AnswerSheet, place: int, item: Item, said: Said) -> GivenAnswer:
        words = answer_in_words(item.task, said.given.answer) if item.task and said.given else ""
        made = (*said.given.mistakes, *said.given.forbidden) if said.given else ()
        return GivenAnswer(
            who=who_of(self.people, sheet.person_id, sheet.person),
            attempt=sheet.opened.row.number,
            question=item.id,
            place=place,
            answer="" if words == NOTHING_SAID else words,
            got=said.share * item.out_of,
            out_of=item.out_of,
            mistake="、".join(map(self.words.mistake, made)),
            at=local_or_none(said.at),
        )


def figures_of(paper: Paper) -> TestFigures:
    """Return the statistics of a whole as a sheet has them."""
    return TestFigures(
        n=paper.n,
        mean=paper.mean,
        median=paper.median,
        sd=paper.sd,
        skewness=paper.skewness,
        kurtosis=paper.kurtosis,
        alpha=paper.alpha,
        error_ratio=paper.error_ratio,
        sem=paper.sem,
    )


def limits_of(analysis: Analysis) -> tuple[float, float] | None:
    """Return the edges of the band round the pass mark; None where there is none."""
    band = analysis.band
    return (band.low, band.high) if band and band.low is not None and band.high is not None else None
