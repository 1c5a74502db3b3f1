"""A person's sheet: one sitting with each mark that was lost, why, and what was written to it since."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from trainer.core.assess import Assessment, Decision
from trainer.core.exam.setting import WHOLE
from trainer.core.exam.verdict import Verdict
from trainer.core.findings import Finding
from trainer.core.quiz.question import Question
from trainer.core.scenario import Competence, Scenario
from trainer.reports.sheets import (
    Answered,
    Borderline,
    CompetenceMarks,
    FocusLoss,
    Loss,
    Note,
    NoteKind,
    Observation,
    PersonSheet,
    Recalled,
    ScenarioPart,
    Seal,
)
from trainer.store import attempts as records
from trainer.store.people import Member
from trainer.training.answersheets import UNANSWERED, Item, Reading, Said, reading_of
from trainer.training.attempts import reopen
from trainer.training.exams.defending import ANSWER, APPEAL, COMMENT, OVERRIDE, Defended, Remark
from trainer.training.exams.seats import FOCUS, RELEASED
from trainer.training.hall import Hall
from trainer.training.prompts import Prompts
from trainer.training.reporting.heads import Words, hall_name, local, local_or_none, setting_of, who_of
from trainer.training.results import BROKEN, CannotReplay
from trainer.training.sitting import NOTHING_SAID, Prompt, answer_in_words

_NOTES: Mapping[str, NoteKind] = {
    OVERRIDE: "改分",
    COMMENT: "评语",
    RELEASED: "评语",
    APPEAL: "申诉",
    ANSWER: "申诉答复",
}
UNRULED = "本程序"
"""Stands where no rule of the material is behind a mark."""
_NOT_REPLAYED = "这次记录不能重放，明细没有印出来。请运行 trainer verify 检查记录。"


@dataclass(frozen=True)
class Beside:
    """What stands beside a person's own marks, where it is known."""

    hall_percents: Mapping[Competence, float]
    observation: Observation | None = None
    band: tuple[float, float] | None = None


ALONE = Beside({})


@dataclass(frozen=True)
class PersonSheets:
    """Makes the sheets of sittings of one assessment; `prompts` tell what was missing of a phrase."""

    hall: Hall
    words: Words
    people: Mapping[int, Member]
    prompts: Prompts | None = None

    def sheet(self, opened: Defended, seal: Seal, beside: Beside = ALONE) -> PersonSheet:
        """Return the sheet of a sitting; raise CannotReplay or a StoreError."""
        reading = reading_of(self.hall.store, opened.published)
        said = list(zip(reading.items, self._said(reading, opened), strict=True))
        parts = dict(self._scenarios(opened))
        row, now = opened.row, opened.now
        return PersonSheet(
            hall=hall_name(self.hall.store, opened.published.row.hall_id),
            who=who_of(self.people, row.person_id, row.person),
            setting=setting_of(opened.published),
            seal=seal,
            attempt=row.number,
            begun=local(row.begun),
            ended=local_or_none(row.finished),
            got=now.percent if now else 0,
            best=WHOLE,
            passed=now.passed if now else None,
            competences=tuple(competences(opened, beside.hall_percents)),
            critical=tuple(self._critical(opened, now, parts)),
            parts=tuple(part for part, _ in parts.values()),
            questions=tuple(self._answered(item, each) for item, each in said if _asks(item)),
            recalls=tuple(self._recalled(item, each) for item, each in said if _recalls(item)),
            focus=tuple(_focus(each) for each in opened.remarks if each.kind == FOCUS),
            notes=tuple(_note(each) for each in opened.remarks if each.kind in _NOTES),
            observation=beside.observation,
            borderline=_borderline(now, beside.band),
        )

    def _said(self, reading: Reading, opened: Defended) -> Iterator[Said]:
        """Yield what came of the items; of a sitting that goes on, nothing yet."""
        yield from reading.said(opened) if opened.parts else [UNANSWERED] * len(reading.items)

    def _scenarios(self, opened: Defended) -> Iterator[tuple[int, tuple[ScenarioPart, Assessment | None]]]:
        attempts = dict(opened.attempts)
        for place, part in enumerate(opened.setting.parts):
            if part.kind != "scenario" or not opened.effective:
                continue
            result = opened.effective[place]
            told = ScenarioPart(
                part.title, part.variant, part.seed, max(sum(result.got), 0), sum(result.best)
            )
            if place not in attempts:
                yield place, (replace(told, remark="没有做到这一部分"), None)
                continue
            scenario, assessment = self._replayed(attempts[place])
            remark = "" if assessment.complete else "没有做完"
            losses = tuple(self._losses(scenario, assessment))
            yield place, (replace(told, losses=losses, remark=remark), assessment)

    def _replayed(self, attempt_id: str) -> tuple[Scenario, Assessment]:
        row = records.attempt_of(self.hall.store, attempt_id)
        try:
            attempt = reopen(self.hall.store, row)
            return attempt.scenario, attempt.marked(row.result["ended_ms"] if row.result else None)
        except BROKEN as error:
            raise CannotReplay(_NOT_REPLAYED) from error

    def _losses(self, scenario: Scenario, assessment: Assessment) -> Iterator[Loss]:
        for decision in assessment.decisions:
            if decision.counted and not decision.is_right and decision.right:
                yield self._decided(scenario, decision)
        for finding in assessment.findings:
            if not finding.kept and not finding.post and not finding.critical:
                yield self._found(scenario, finding)

    def _decided(self, scenario: Scenario, decision: Decision) -> Loss:
        right, best = decision.right[0], sum(decision.right[0].marks)
        rule = right.rule or right.ref
        return Loss(
            act=decision.typed or decision.chosen.text,
            key=right.text,
            rule=rule,
            title=self.words.rule(rule),
            lost=best - sum(decision.marks),
            possible=best,
            at=decision.at,
            customer=scenario.customer(decision.customer).name,
            sources=right.proof,
        )

    def _found(self, scenario: Scenario, finding: Finding) -> Loss:
        best = sum(finding.possible)
        customer = scenario.customer(finding.customer).name if finding.customer else ""
        lost = best - sum(finding.marks)
        return Loss(
            finding.detail, "", finding.rule, finding.title, lost, best, None, customer, finding.proof
        )

    def _critical(
        self,
        opened: Defended,
        now: Verdict | None,
        parts: Mapping[int, tuple[ScenarioPart, Assessment | None]],
    ) -> Iterator[Loss]:
        """Yield what still counts against the trainee, with its proof where a scenario has it."""
        found = {
            finding.title: finding
            for _, assessment in parts.values()
            if assessment
            for finding in assessment.critical
        }
        for title in now.critical if now else ():
            proof = found.get(title)
            detail, rule = (proof.detail, proof.rule) if proof else (title, "")
            yield Loss(detail, "", rule or UNRULED, title, sources=proof.proof if proof else ())

    def _answered(self, item: Item, said: Said) -> Answered:
        assert isinstance(item.task, Question)  # told by `_asks`
        words = answer_in_words(item.task, said.given.answer) if said.given else ""
        made = said.given.mistakes if said.given else ()
        return Answered(
            id=item.id,
            stem=item.title,
            answer="" if words == NOTHING_SAID else words,
            key=item.key,
            got=said.share,
            out_of=1,
            mistake="、".join(map(self.words.mistake, made)),
            sources=item.task.sources,
            form=item.form,
            topic=item.topic,
            at=local_or_none(said.at),
        )

    def _recalled(self, item: Item, said: Said) -> Recalled:
        assert isinstance(item.task, Prompt)  # told by `_recalls`
        typed = "".join(said.given.answer.typed) if said.given else ""
        missing: tuple[str, ...] = ()
        if said.given and self.prompts and item.task.phrase in self.prompts.ids:
            heard = self.prompts.mark(item.task, said.given.answer).recalled
            missing = tuple(each.wanted or each.why for each in heard.missing) if heard else ()
        phrase, sources = item.task.text, item.task.sources
        return Recalled(item.id, item.title, typed, phrase, said.share, 1, missing, sources)


def competences(opened: Defended, beside: Mapping[Competence, float]) -> Iterator[CompetenceMarks]:
    """Yield how each competence stands now, and what was recorded where it was changed."""
    if opened.now is None or opened.recorded is None:
        return
    recorded = {each.competence: each.got for each in opened.recorded.standings}
    for each in opened.now.standings:
        yield CompetenceMarks(
            name=each.competence.value,
            got=max(each.got, 0),
            best=each.best,
            pass_percent=each.needed,
            hall_percent=beside.get(each.competence),
            recorded=recorded.get(each.competence),
        )


def _asks(item: Item) -> bool:
    return isinstance(item.task, Question)


def _recalls(item: Item) -> bool:
    return isinstance(item.task, Prompt)


def _focus(remark: Remark) -> FocusLoss:
    """Tell when the window was left: it is written down on coming back."""
    seconds = float(remark.text)
    return FocusLoss(local(remark.at - timedelta(seconds=seconds)), round(seconds))


def _note(remark: Remark) -> Note:
    change, reason = "", remark.text
    if remark.kind == OVERRIDE:
        change, _, reason = remark.text.partition("：")
    elif remark.kind == RELEASED:
        reason = f"准许离场：{remark.text}"
    return Note(_NOTES[remark.kind], remark.by, local(remark.at), reason, change)


def _borderline(now: Verdict | None, band: tuple[float, float] | None) -> Borderline | None:
    if now is None or band is None:
        return None
    low, high = band
    return Borderline(low, high, low <= now.percent <= high)
