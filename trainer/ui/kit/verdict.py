"""How a decision turned out: one sentence with its proof, for the feedback at once and for the review."""

from collections.abc import Sequence
from dataclasses import dataclass

from trainer.core.assess import right_options
from trainer.core.library import Source
from trainer.core.log import Turn
from trainer.core.scenario import Option
from trainer.ui.theme import Tone

FORBIDDEN = "说了禁语"
LATE = "到时没有决定"
"""The words for a decision that the clock took, and for forbidden words in what was typed."""

WHOLE = 100


@dataclass(frozen=True, slots=True)
class Verdict:
    """What to say about a decision; `word` alone tells right from wrong."""

    word: str
    sentence: str
    sources: tuple[Source, ...]
    tone: Tone


@dataclass(frozen=True, slots=True)
class Manner:
    """How a choice was made: a phrase `typed` keeps `share` hundredths; `losses` say why not more."""

    typed: bool = False
    share: int = 100
    breaks: str = ""
    losses: tuple[str, ...] = ()


PICKED = Manner()


def verdict(chosen: Option, right: Sequence[Option], how: Manner = PICKED) -> Verdict:
    """Judge a choice beside the right ones."""
    proof = tuple(dict.fromkeys(source for option in (*right[:1], chosen) for source in option.proof))
    better = _advice(right[0]) if right else ""
    if how.breaks:
        return Verdict(FORBIDDEN, _joined(f"一票否决：{FORBIDDEN}。", *how.losses, better), proof, "hot")
    if chosen in right and how.share < WHOLE:
        sentence = _joined(f"说得不全，得 {how.share}%。", *how.losses, chosen.feedback, better)
        return Verdict("说得不全", sentence, chosen.proof, "plain")
    if chosen in right:
        return Verdict("做得对", _joined("做得对。", chosen.feedback), chosen.proof, "good")
    if how.typed:
        better = _joined(f"听到的是：“{chosen.text.strip()}”", better)
    if chosen.critical:
        sentence = _joined(f"一票否决：{chosen.critical}。", chosen.feedback, better)
        return Verdict("一票否决", sentence, proof, "hot")
    if chosen.kind == "late":
        return Verdict(LATE, _joined(f"{LATE}。", chosen.feedback, better), proof, "warm")
    if sum(chosen.marks) > 0:
        return Verdict("还可以更好", _joined("还可以更好。", chosen.feedback, better), proof, "plain")
    return Verdict("不妥", _joined("不妥。", chosen.feedback, better), proof, "warm")


def verdict_on(turn: Turn, losses: Sequence[str] = ()) -> Verdict | None:
    """Judge the choice of a turn; None where the turn was no choice."""
    visit = turn.before.visit(turn.act.customer)
    chosen = visit.node.option(turn.act.option) if visit else None
    if visit is None or chosen is None:
        return None
    act = turn.act
    how = Manner(bool(act.typed), act.share, act.breaks, tuple(losses))
    return verdict(chosen, right_options(visit.node, visit.talk), how)


def _advice(option: Option) -> str:
    words = option.text.strip()
    return f"应当做：{words}" if option.kind == "do" else f"应当说：“{words}”"


def _joined(*parts: str) -> str:
    return "".join(part for part in parts if part)
