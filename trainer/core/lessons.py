"""Lessons: what an attempt at a scenario teaches the memory of each rule.

They are drawn from marks that are given already, and flow one way: no memory ever enters a mark.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from trainer.core.assess import Assessment, Decision
from trainer.core.memory import Review
from trainer.core.scenario import Scenario


@dataclass(frozen=True, slots=True)
class _Lesson:
    """What was got of what was possible, the first mistake, and whether a critical act broke the rule."""

    got: int
    possible: int
    mistake: str = ""
    broken: bool = False

    @property
    def score(self) -> float:
        return 0.0 if self.broken else min(max(self.got / self.possible, 0.0), 1.0)


def lessons(
    assessment: Assessment, scenario: Scenario, reference: str, at: datetime, *, graded: bool = False
) -> tuple[Review, ...]:
    """Return what an attempt teaches: one review of each rule it asked for, in the order of asking.

    A counted decision asks for the rule of the right answer, a finding for its own. A rule asked for
    several times is one review with the share of all its marks, or with none of them where a critical
    act broke it: three greetings within a minute are no three days of practice. Of a shift that was
    broken off nothing is said about what was not done. `reference` is the id of the attempt, `graded`
    tells whether it was an assessment.
    """
    gathered: dict[str, _Lesson] = {}
    for rule, new in (*_decided(assessment, scenario), *_found(assessment)):
        old = gathered.get(rule)
        gathered[rule] = new if old is None else _both(old, new)
    return tuple(
        Review(at, rule, each.score, "scenario", reference, each.mistake, graded)
        for rule, each in gathered.items()
    )


def _decided(assessment: Assessment, scenario: Scenario) -> Iterator[tuple[str, _Lesson]]:
    """Yield the rule and the lesson of every decision that counted, where anything could be earned."""
    for decision in assessment.decisions:
        best = sum(decision.right[0].marks) if decision.right else 0
        rule = _asked_for(decision)
        if decision.counted and rule and best > 0:
            slip = "" if decision.is_right else f"{scenario.id}:{decision.node}:{decision.chosen.id}"
            yield rule, _Lesson(sum(decision.marks), best, slip)


def _found(assessment: Assessment) -> Iterator[tuple[str, _Lesson]]:
    """Yield the rule and the lesson of every finding of the trainee's own post."""
    for finding in assessment.findings:
        if not finding.rule or finding.post or not (finding.kept or assessment.complete):
            continue
        possible = sum(finding.possible) or 1
        if finding.kept:
            yield finding.rule, _Lesson(possible, possible)
        else:
            yield finding.rule, _Lesson(0, possible, finding.title, finding.critical)


def _asked_for(decision: Decision) -> str:
    """Return the rule a decision asked for: that of the right answer, or what it says; "" for none."""
    if not decision.right:
        return ""
    right = decision.chosen if decision.is_right else decision.right[0]
    return right.rule or right.ref


def _both(one: _Lesson, other: _Lesson) -> _Lesson:
    """Put two lessons of one rule together."""
    return _Lesson(
        one.got + other.got,
        one.possible + other.possible,
        one.mistake or other.mistake,
        one.broken or other.broken,
    )
