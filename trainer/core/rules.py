"""The rules of the hall that can be decided: whether a request is accepted on a day, and every reason why.

All rules are clauses of an edition; nothing here knows a plan or a service by name.
"""

from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from trainer.core.adopt import refused
from trainer.core.clauses import Circumstances, Clause, Service
from trainer.core.decision import BadRequest, Decision, Finding, LimitAnswer, Verdict
from trainer.core.limits import limit
from trainer.core.papers import (
    BadPaper,
    Paper,
    PaperNeed,
    PapersRule,
    UnknownCase,
    all_needed,
    needed,
    papers,
)
from trainer.core.request import Request, rule_of, understood, worded
from trainer.core.tariff import Edition

__all__ = [
    "BadPaper",
    "BadRequest",
    "Clause",
    "Decision",
    "Finding",
    "LimitAnswer",
    "Paper",
    "PaperNeed",
    "PapersRule",
    "Request",
    "Service",
    "UnknownCase",
    "Verdict",
    "decide",
    "limit",
    "papers",
]

T = TypeVar("T", bound=Hashable)

LOOKED_AHEAD = 62
"""Days tried for a better one: in so many every day of the month comes up."""


@dataclass(frozen=True, slots=True)
class _Matter:
    """A request understood; `clauses` are those that may be about it, `asked` what each still depends on."""

    edition: Edition
    request: Request
    told: Circumstances
    rule: PapersRule | None
    clauses: tuple[Clause, ...]
    asked: dict[str, tuple[str, ...]]

    def in_force(self, day: date) -> list[Clause]:
        """Return the clauses that hold on a day, but for those that another one says more exactly."""
        holding = [clause for clause in self.clauses if not self.asked[clause.id] and clause.holds_on(day)]
        ids = {clause.id for clause in holding}
        return [clause for clause in holding if not ids.intersection(clause.unless)]

    def unsettled(self, day: date) -> list[Clause]:
        """Return the clauses that hold on a day, or do not, by what was not told."""
        return [clause for clause in self.clauses if self.asked[clause.id] and clause.holds_on(day)]

    def worded(self, text: str) -> str:
        """Put the words of the request into a text."""
        return worded(text, self.request, self.told.service)


def decide(edition: Edition, request: Request, on: date) -> Decision:
    """Decide a request on a day: accepted, refused, or not in the material; and why, all of it.

    Refused where any clause refuses; else not in the material where any clause says so, or where
    the service needs a clause that accepts and has none. Raise BadRequest, UnknownBrand,
    UnknownCase and BadPaper.
    """
    matter = _matter(edition, request, on)
    _refuse_untold(matter, on)
    findings = tuple(_findings(matter, on))
    verdict = _verdict(findings)
    given = [f for f in findings if f.always or verdict == "受理" or f.verdict != "受理"]
    limited = limit(edition, request.joined, request.segment) if request.joined else None
    return Decision(
        verdict,
        _each(finding.missing for finding in findings if finding.missing),
        matter.rule.forms if matter.rule else (),
        _each(finding.text for finding in given),
        _each(source for finding in given for source in finding.sources),
        findings,
        _each(id for finding in given for id in finding.assumptions),
        needed(matter.rule) if matter.rule else (),
        _each(_questions(matter, on)),
        _each(_left_open(matter, on)),
        _possible_from(matter, on),
        limited,
    )


def _matter(edition: Edition, request: Request, on: date) -> _Matter:
    told = understood(edition, request, on)
    asked = {clause.id: clause.untold(told) for clause in edition.clauses}
    kept = {id: questions for id, questions in asked.items() if questions is not None}
    clauses = tuple(clause for clause in edition.clauses if clause.id in kept)
    return _Matter(edition, request, told, rule_of(edition, told), clauses, kept)


def _refuse_untold(matter: _Matter, day: date) -> None:
    """Raise BadRequest where a clause might be the basis of the request, if only more were told."""
    service = matter.told.service
    if service.needs_basis and _lacks_basis(_finding(matter, clause) for clause in matter.in_force(day)):
        possible = [clause for clause in matter.unsettled(day) if clause.verdict == "受理"]
        if questions := _each(question for clause in possible for question in matter.asked[clause.id]):
            raise BadRequest(f"{service.name}要先说明：{'、'.join(questions)}")


def _verdict(findings: Iterable[Finding]) -> Verdict:
    verdicts = {finding.verdict for finding in findings}
    return "不受理" if "不受理" in verdicts else "资料未写" if "资料未写" in verdicts else "受理"


def _findings(matter: _Matter, day: date) -> Iterator[Finding]:
    """Yield every reason of a day: the service's own, each clause's, and the papers'."""
    service = matter.told.service
    clauses = [_finding(matter, clause) for clause in matter.in_force(day)]
    if not service.needs_basis:
        yield Finding(f"资料列了{service.name}这项业务", "受理", service.id, service.sources)
    elif _lacks_basis(clauses):
        silence = service.silence or "{service}这样办行不行，资料没有写"
        yield Finding(matter.worded(silence), "资料未写", service.id, service.sources)
    yield from clauses
    yield from _papers_findings(matter)


def _lacks_basis(clauses: Iterable[Finding]) -> bool:
    """Tell whether no clause accepts, and none says for every day why not."""
    return not any(finding.verdict == "受理" or (finding.stops and not finding.dated) for finding in clauses)


def _finding(matter: _Matter, clause: Clause) -> Finding:
    lost = refused(clause.assumes, matter.edition.assumptions)
    reason = matter.worded(clause.reason)
    return Finding(
        f"{reason}（{'，'.join(lost)}，算资料未写）" if lost else reason,
        "资料未写" if lost else clause.verdict,
        clause.id,
        clause.sources,
        clause.assumes,
        clause.missing,
        clause.dated,
    )


def _papers_findings(matter: _Matter) -> Iterator[Finding]:
    rule, request = matter.rule, matter.request
    if rule is None:
        return
    if request.papers is None:
        text = f"{rule.case}要带{all_needed(rule)}"
        yield Finding(text, "受理", rule.id, rule.sources, always=True)
    shown = papers(matter.edition, rule.case, request.papers or ()).findings
    yield from (finding for finding in shown if finding.always or request.papers is not None)
    if rule.place and request.place not in ("", rule.place):
        text = f"{rule.case}不能在{request.place}办理"
        yield Finding(text, "不受理", rule.id, rule.sources, missing=f"到{rule.place}办理")


def _questions(matter: _Matter, day: date) -> Iterator[str]:
    """Yield what was not told and may turn an acceptance."""
    for clause in matter.unsettled(day):
        if clause.verdict != "受理":
            yield from matter.asked[clause.id]
    if matter.rule and matter.request.papers is None:
        yield "带了哪些证件"


def _left_open(matter: _Matter, day: date) -> Iterator[str]:
    notes = [matter.told.service.note, *(clause.open for clause in matter.in_force(day))]
    if matter.rule:
        notes.append(matter.rule.open)
    yield from (matter.worded(note) for note in notes if note)


def _possible_from(matter: _Matter, on: date) -> date | None:
    """Return the first day on which nothing stands in the way that the customer cannot put right."""
    stops = [finding for finding in _findings(matter, on) if finding.stops]
    if not all(finding.dated for finding in stops):
        return None
    days = _days_to_try(matter, on) if stops else [on]
    return next((day for day in days if not any(f.stops for f in _findings(matter, day))), None)


def _days_to_try(matter: _Matter, on: date) -> list[date]:
    """Return the days of the edition that may be better: the next ones, and those after a term."""
    starts = {on, *(clause.last for clause in matter.clauses if clause.last and clause.last > on)}
    end = (matter.edition.valid_to or date.max).toordinal()
    numbers = {start.toordinal() + ahead for start in starts for ahead in range(1, LOOKED_AHEAD + 1)}
    return [date.fromordinal(number) for number in sorted(numbers) if number <= end]


def _each(values: Iterable[T]) -> tuple[T, ...]:
    """Return the values once each, in their order."""
    return tuple(dict.fromkeys(values))
