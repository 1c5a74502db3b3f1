"""How a decision turned out: one sentence with its proof, for the feedback at once and for the review."""

from collections.abc import Sequence
from dataclasses import dataclass

from trainer.core.assess import right_options
from trainer.core.library import Source
from trainer.core.log import Turn
from trainer.core.scenario import Option
from trainer.ui.theme import Tone

LATE = "到时没有决定"
"""The word for a decision that the clock took."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What to say about a decision; `word` alone tells right from wrong."""

    word: str
    sentence: str
    sources: tuple[Source, ...]
    tone: Tone


def verdict(chosen: Option, right: Sequence[Option]) -> Verdict:
    """Judge a choice beside the right ones."""
    proof = tuple(dict.fromkeys(source for option in (*right[:1], chosen) for source in option.proof))
    if chosen in right:
        return Verdict("做得对", _joined("做得对。", chosen.feedback), chosen.proof, "good")
    better = _advice(right[0]) if right else ""
    if chosen.critical:
        sentence = _joined(f"一票否决：{chosen.critical}。", chosen.feedback, better)
        return Verdict("一票否决", sentence, proof, "hot")
    if chosen.kind == "late":
        return Verdict(LATE, _joined(f"{LATE}。", chosen.feedback, better), proof, "warm")
    if sum(chosen.marks) > 0:
        return Verdict("还可以更好", _joined("还可以更好。", chosen.feedback, better), proof, "plain")
    return Verdict("不妥", _joined("不妥。", chosen.feedback, better), proof, "warm")


def verdict_on(turn: Turn) -> Verdict | None:
    """Judge the choice of a turn; None where the turn was no choice."""
    visit = turn.before.visit(turn.act.customer)
    chosen = visit.node.option(turn.act.option) if visit else None
    if visit is None or chosen is None:
        return None
    return verdict(chosen, right_options(visit.node, visit.talk))


def _advice(option: Option) -> str:
    words = option.text.strip()
    return f"应当做：{words}" if option.kind == "do" else f"应当说：“{words}”"


def _joined(*parts: str) -> str:
    return "".join(part for part in parts if part)
