"""Papers: which ones a case needs, and which of them are missing."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Protocol

from trainer.core.decision import Decision, Finding
from trainer.core.errors import TrainerError
from trainer.core.library import Source

ORIGINAL = "原件"
"""What is added to a kind of paper where the paper itself is shown, and no copy."""


class BadPaper(TrainerError):
    """A text that does not say whose paper it is and of what kind."""


class UnknownCase(TrainerError):
    """A case that the edition has no rule of papers for."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper that a customer carries: whose it is (本人, 机主 …) and its kind (身份证 …)."""

    whose: str
    kind: str

    @classmethod
    def parse(cls, text: str) -> "Paper":
        """Read "本人：身份证" (with either colon); raise BadPaper."""
        whose, _, kind = (part.strip() for part in text.replace("：", ":").partition(":"))
        if not whose or not kind:
            raise BadPaper(f"证件「{text}」要写成“谁：什么证件”，例如“本人：身份证”")
        return cls(whose, kind)


@dataclass(frozen=True, slots=True)
class PaperNeed:
    """One paper to be shown: any one of the kinds named, of the person or unit named."""

    whose: str
    any_of: tuple[str, ...]

    def __str__(self) -> str:
        *others, last = self.any_of
        whose = "" if all(self.whose in kind for kind in self.any_of) else f"{self.whose}的"
        return whose + (f"{'、'.join(others)}或{last}" if others else last)

    def met_by(self, papers: Iterable[Paper]) -> bool:
        """Tell whether one of the papers is what is needed; an original is good wherever its kind is."""
        return any(paper.whose == self.whose and self._counts(paper.kind) for paper in papers)

    def _counts(self, kind: str) -> bool:
        return kind in self.any_of or kind.removesuffix(ORIGINAL) in self.any_of


@dataclass(frozen=True, slots=True)
class PapersRule:
    """What must be shown for a case, what must be filled in, and where ("" for any counter).

    `plans` are the plans whose number is opened by this rule and no other (empty: all the rest).
    `open` says how the rule was read where the material leaves a choice.
    """

    id: str
    case: str
    needs: tuple[PaperNeed, ...]
    forms: tuple[str, ...]
    sources: tuple[Source, ...]
    place: str = ""
    open: str = ""
    plans: frozenset[str] = frozenset()


class Rulebook(Protocol):
    """Whatever holds the rules of papers; an edition does."""

    @property
    def papers(self) -> tuple[PapersRule, ...]:
        """Return the rules of papers, one for each case."""
        ...


def papers(edition: Rulebook, case: str, carried: Iterable[str]) -> Decision:
    """Decide whether the papers carried ("本人：身份证") are enough for a case ("私人开户" or "R-DOC-P").

    Raise UnknownCase and BadPaper.
    """
    rule = papers_rule(edition, case)
    shown = [Paper.parse(text) for text in carried]
    findings = (*_lacks(rule, shown), *_notes(rule))
    unmet = tuple(finding.missing for finding in findings if finding.missing)
    return Decision(
        "不受理" if unmet else "受理",
        unmet,
        rule.forms,
        tuple(finding.text for finding in findings),
        rule.sources,
        findings,
        bring=needed(rule),
        open=(rule.open,) if rule.open else (),
    )


def papers_rule(edition: Rulebook, case: str) -> PapersRule:
    """Return the rule of a case by its name or id; raise UnknownCase."""
    for rule in edition.papers:
        if case in (rule.id, rule.case):
            return rule
    cases = [rule.case for rule in edition.papers]
    near = get_close_matches(case, cases, n=1)
    raise UnknownCase(
        f"没有「{case}」的证件规则，" + (f"是否指「{near[0]}」？" if near else f"现有：{'、'.join(cases)}")
    )


def needed(rule: PapersRule) -> tuple[str, ...]:
    """Return what is to be brought, one text each."""
    return tuple(str(need) for need in rule.needs)


def all_needed(rule: PapersRule) -> str:
    """Say in one phrase what is to be brought."""
    each = needed(rule)
    return ("；" if any("、" in text for text in each) else "、").join(each)


def _lacks(rule: PapersRule, shown: Iterable[Paper]) -> tuple[Finding, ...]:
    unmet = [need for need in rule.needs if not need.met_by(shown)]
    if unmet:
        return tuple(
            Finding(_lack(rule, need, shown), "不受理", rule.id, rule.sources, missing=str(need))
            for need in unmet
        )
    return (Finding(f"{rule.case}要的证件都带齐了", "受理", rule.id, rule.sources),)


def _lack(rule: PapersRule, need: PaperNeed, shown: Iterable[Paper]) -> str:
    """Say what is lacking, and which paper of the same person does not count for it."""
    own = [other for other in rule.needs if other.whose == need.whose]
    rest = [p for p in shown if p.whose == need.whose and not any(other.met_by([p]) for other in own)]
    unsure = [paper.kind for paper in rest if f"{paper.kind}{ORIGINAL}" in need.any_of]
    wrong = [paper.kind for paper in rest if paper.kind not in unsure]
    lack = f"{rule.case}要{need}，没有带来"
    if unsure:
        lack = f"{rule.case}要{need}，带来的{'、'.join(unsure)}没有说是不是原件"
    return lack + (f"；{need.whose}的{'、'.join(wrong)}不算" if wrong else "")


def _notes(rule: PapersRule) -> Iterable[Finding]:
    """Say what is to be filled in, and where, whatever was brought."""
    if rule.forms:
        text = f"{rule.case}还要填写{'、'.join(rule.forms)}"
        yield Finding(text, "受理", rule.id, rule.sources, always=True)
    if rule.place:
        text = f"{rule.case}要到{rule.place}办理"
        yield Finding(text, "受理", rule.id, rule.sources, always=True)
