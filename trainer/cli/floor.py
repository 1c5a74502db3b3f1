"""The hall floor as lines of text: who is here, what just happened, and the numbered options."""

from collections.abc import Iterable, Iterator

from trainer.core.assess import right_options
from trainer.core.events import Event
from trainer.core.face import Mood
from trainer.core.library import Source
from trainer.core.order import shown_order
from trainer.core.scenario import SECOND, Kind, Option, Scenario
from trainer.core.shift import NEVER, Shift, Visit
from trainer.core.telling import told, wording

KINDS: dict[Kind, str] = {
    "say": "说",
    "do": "做",
    "answer": "答",
    "delegate": "转",
    "look_up": "查",
    "late": "没及时答复",
}


def commands(scenario: Scenario) -> Iterator[str]:
    """Explain what can be typed to serve customers."""
    yield "  数字      选这一条回复或步骤"
    words = wording(scenario)
    yield f"  a 客户号  转去{words.serve}"
    if words.seen:
        yield "  n 客户号  微笑点头"
    yield "  w 客户号  请稍等"


def nobody(scenario: Scenario) -> str:
    """Say that nobody is being served, and what can be done."""
    words = wording(scenario)
    nod = "n 客户号 微笑点头，" if words.seen else ""
    return f"您没有在{words.serve}谁：a 客户号 转去{words.serve}，{nod}w 客户号 请稍等。"


def news(scenario: Scenario, events: Iterable[Event]) -> Iterator[str]:
    """Tell what happened, a line for each event."""
    return (f"{scenario.clock(event.at)}  {told(event, scenario)}" for event in events)


def customers(scenario: Scenario, shift: Shift) -> Iterator[str]:
    """List who is there, by their numbers, with mood and the time that is left."""
    for number, visit in enumerate(shift.visits, start=1):
        if visit.left is None:
            here = [f"<- 正在{wording(scenario).serve}"] if shift.attending == visit.customer.id else []
            yield f"  [{number}] {visit.customer.name}  {'  '.join([*_state(shift, visit), *here])}"


def options(visit: Visit, seed: int) -> list[Option]:
    """Return the options in the order of their numbers; hidden ones have none."""
    return [o for o in shown_order(visit.node, seed) if visit.offers(o) or o.blocked]


def script(visit: Visit) -> Iterator[str]:
    """Show what is right here, word for word, with the proof."""
    for option in right_options(visit.node, visit.talk)[:1]:
        yield f"  示范：{deed(option)}"
        yield from proof(option.proof)


def deed(option: Option) -> str:
    """Write an option as what the trainee says or does."""
    return f"〔{KINDS[option.kind]}〕{option.text}"


def proof(sources: Iterable[Source]) -> Iterator[str]:
    """Quote the material, each with document and lines."""
    for source in sources:
        lines = "、".join(str(line) for line in source.lines)
        yield f"     出处：{source.document} 第 {lines} 行  {source.quote}"


def _state(shift: Shift, visit: Visit) -> Iterator[str]:
    yield Mood(visit.talk.mood).word
    yield f"耐心还有 {max(visit.patience_ends - shift.now, 0) // SECOND} 秒"
    if visit.decide_by != NEVER:
        yield f"还有 {-(-max(visit.decide_by - shift.now, 0) // SECOND)} 秒要答复"
    if visit.nodded:
        yield "已示意"
    if visit.asked:
        yield "已请稍等"
