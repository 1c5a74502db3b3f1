"""What the hall floor shows of each customer at one instant: pure, and made anew at every tick."""

from dataclasses import dataclass

from trainer.core.face import Face, Mood
from trainer.core.scenario import Scenario
from trainer.core.shift import NEVER, WALKED_OUT, Shift, Visit
from trainer.core.telling import Wording, span, wording

_STEPS_OF_ANGLE = 180


@dataclass(frozen=True, slots=True)
class Glimpse:
    """A customer as their card on the floor shows them.

    `fraction` and `seconds` are of their patience, `decide_fraction` and `decide_seconds` of the decision
    that waits for the trainee while they attend somebody else ("" for none). `gone` is the word for those
    who have left.
    """

    id: str
    name: str
    wants: str
    state: str
    face: Face
    mood: Mood
    fraction: float
    seconds: str
    attending: bool
    selected: bool
    gone: str = ""
    longest: bool = False
    decide_fraction: float = 0.0
    decide_seconds: str = ""

    @property
    def spoken(self) -> str:
        """What a screen reader reads."""
        parts = [self.name, self.wants, self.gone, self.state, self.mood.word]
        parts += ["等得最久"] if self.longest else []
        parts += [f"还能等 {self.seconds} 秒"] if self.seconds else []
        parts += [f"{self.decide_seconds} 秒内要答复"] if self.decide_seconds else []
        return "，".join(part for part in parts if part)


def glimpses(scenario: Scenario, shift: Shift, selected: str) -> list[Glimpse]:
    """Return everybody who is there, in the order of coming in, and after them who has left."""
    waiting = [visit for visit in shift.present if not visit.attended]
    longest = waiting[0] if len(waiting) > 1 else None
    gone = tuple(visit for visit in shift.visits if visit.left is not None)
    words = wording(scenario)
    return [
        _glimpse(visit, shift, words, (visit.customer.id == selected, visit is longest))
        for visit in (*shift.present, *gone)
    ]


def _glimpse(visit: Visit, shift: Shift, words: Wording, marked: tuple[bool, bool]) -> Glimpse:
    left, patience = max(0, visit.patience_ends - shift.now), visit.customer.patience
    gone = visit.left is not None
    decides = visit.decide_by != NEVER and not gone and shift.attending != visit.customer.id
    until = max(0, visit.decide_by - shift.now)
    return Glimpse(
        id=visit.customer.id,
        name=visit.customer.name,
        wants=visit.customer.wants if visit.attended else "",
        state=_state(visit, shift, words),
        face=visit.customer.face,
        mood=Mood(visit.talk.mood),
        fraction=_part(left, patience),
        seconds="" if gone else _seconds(left),
        attending=shift.attending == visit.customer.id,
        selected=marked[0],
        gone=f"已{words.leaves}" if gone else "",
        longest=marked[1],
        decide_fraction=_part(until, visit.node.deadline) if decides else 0.0,
        decide_seconds=_seconds(until) if decides else "",
    )


def _state(visit: Visit, shift: Shift, words: Wording) -> str:
    if visit.left is not None:
        return words.walks_out if visit.outcome == WALKED_OUT else visit.outcome
    if shift.attending == visit.customer.id:
        return f"正在{words.serve}"
    state = "已请稍等" if visit.asked else "已示意" if visit.nodded else "等待"
    return state if visit.attended else f"{state} {span(shift.now - visit.arrived)}"


def _part(left: int, whole: int) -> float:
    """Return how much is left, in steps that the eye can tell apart."""
    return round(_STEPS_OF_ANGLE * min(1.0, left / whole)) / _STEPS_OF_ANGLE if whole else 0.0


def _seconds(left: int) -> str:
    return str(-(-left // 1000))
