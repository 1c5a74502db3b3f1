"""What comes of deciding a request: the verdict, every reason with its sources, and what stays open."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from trainer.core.errors import TrainerError
from trainer.core.library import Source
from trainer.core.money import Money

Verdict = Literal["受理", "不受理", "资料未写"]


class BadRequest(TrainerError):
    """A request that cannot be decided as it is told: an unknown word, a day outside of the edition."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One reason: what it speaks for, the clause (or rule of papers, or service) it comes from.

    `missing` is what the customer can put right, `dated` tells that another day may do away with the
    reason, `always` that it is told whatever the verdict is.
    """

    text: str
    verdict: Verdict
    clause: str
    sources: tuple[Source, ...] = ()
    assumptions: tuple[str, ...] = ()
    missing: str = ""
    dated: bool = False
    always: bool = False

    @property
    def stops(self) -> bool:
        """Tell whether the request cannot be accepted, and the customer cannot put that right."""
        return self.verdict != "受理" and not self.missing


@dataclass(frozen=True, slots=True)
class LimitAnswer:
    """The credit limit; an amount of None: the material does not say, or says two things."""

    amount: Money | None
    reason: str
    sources: tuple[Source, ...]
    open: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether a request is accepted, and why.

    `missing` names each thing still needed, `forms` what the customer has to fill in once accepted,
    `reasons` are sentences for the trainee, all of them; `findings` the same and more, each with what
    it rests on. `bring` are the papers of the case, `ask` what was not told and may change the verdict,
    `open` what the material leaves open, `possible_from` the first day on which nothing but `missing`
    stands in the way (None: waiting does not help, or the material is silent).
    """

    verdict: Verdict
    missing: tuple[str, ...]
    forms: tuple[str, ...]
    reasons: tuple[str, ...]
    sources: tuple[Source, ...]
    findings: tuple[Finding, ...] = ()
    assumptions: tuple[str, ...] = ()
    bring: tuple[str, ...] = ()
    ask: tuple[str, ...] = ()
    open: tuple[str, ...] = ()
    possible_from: date | None = None
    limit: LimitAnswer | None = None

    @property
    def accepted(self) -> bool:
        """Tell whether the request is accepted as it stands."""
        return self.verdict == "受理"
