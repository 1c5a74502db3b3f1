"""Questions on a visit: its verdict, the reply to the customer, a judgement of what a colleague said."""

from trainer.core.quiz.counter.errors import slipped, verdicts
from trainer.core.quiz.counter.quoted import reading
from trainer.core.quiz.counter.visits import (
    NO,
    YES,
    Visit,
    decided,
    facts_of,
    reply,
    rule_of,
    said,
    scene,
    trace,
    visit,
)
from trainer.core.quiz.question import UNWRITTEN, Key
from trainer.core.quiz.template import Case, Draft, Ground
from trainer.core.quiz.wrong import Wrong, apart


def drawn(ground: Ground, this: Visit, stem: str, right: tuple[str, ...], wrong: Wrong) -> Draft:
    """Make the question on a visit, explained by all the reasons of its decision."""
    decision = decided(ground.edition, this)
    return Draft(
        stem=stem,
        rule=rule_of(ground.edition, this, decision),
        right=right,
        wrong=wrong,
        explanation=trace(decision, reply(decision, this.day)),
        sources=decision.sources,
        assumptions=decision.assumptions,
        brands=this.brands,
        facts=facts_of(ground.edition, this, decision),
    )


def drawn_together(
    ground: Ground, visits: list[Visit], stem: str, right: tuple[str, ...], wrong: Wrong
) -> Draft:
    """Make the question on several visits, explained by all reasons; memory keeps the rule of the first."""
    decisions = [decided(ground.edition, each) for each in visits]
    facts = [facts_of(ground.edition, *pair) for pair in zip(visits, decisions, strict=True)]
    return Draft(
        stem=stem,
        rule=rule_of(ground.edition, visits[0], decisions[0]),
        right=right,
        wrong=wrong,
        explanation=tuple(dict.fromkeys(why for found in decisions for why in found.reasons)),
        sources=tuple(dict.fromkeys(source for found in decisions for source in found.sources)),
        assumptions=tuple(dict.fromkeys(id for found in decisions for id in found.assumptions)),
        brands=tuple(dict.fromkeys(brand for each in visits for brand in each.brands)),
        facts=tuple(dict.fromkeys(fact for each in facts for fact in each)),
    )


def verdict(ground: Ground, case: Case) -> Draft:
    """Ask whether a visit is accepted."""
    this = visit(case)
    right = said(decided(ground.edition, this))
    wrong = apart((right,), verdicts(ground.edition, this))
    return drawn(ground, this, f"{scene(this)}。受理不受理？", (right,), wrong)


def verdict_again(ground: Ground, case: Case) -> Key:
    """Read the verdict off the quotations."""
    return reading(ground, visit(case)).verdict


def answered(ground: Ground, case: Case) -> Draft:
    """Ask what the customer is told: what to put right, and when to come."""
    this = visit(case)
    right = reply(decided(ground.edition, this), this.day)
    wrong = [(reply(found, this.day), mistake) for found, mistake in slipped(ground.edition, this)]
    shown = apart((right,), (*wrong, (UNWRITTEN, "written-unseen")))
    return drawn(ground, this, f"{scene(this)}。怎么答复？", (right,), shown)


def answered_again(ground: Ground, case: Case) -> Key:
    """Put the reply together from what the quotations say."""
    return reading(ground, visit(case)).reply


def judged(ground: Ground, case: Case) -> Draft:
    """Ask whether a colleague's verdict, the last of the inputs, is right."""
    this, claimed = visit(case), str(case[7])
    right = said(decided(ground.edition, this))
    other = NO if right == YES else YES
    led = dict(reversed(verdicts(ground.edition, this)))
    mistake = led.get(other if claimed == right else claimed, "over-strict" if right == YES else "over-lax")
    stem = f"{scene(this)}。同事答复“{'能' if claimed == YES else '不能'}办”，对不对？"
    key, wrong = ("对", "错") if claimed == right else ("错", "对")
    return drawn(ground, this, stem, (key,), ((wrong, mistake),))


def judged_again(ground: Ground, case: Case) -> Key:
    """Compare the colleague's verdict with the quotations."""
    return "对" if reading(ground, visit(case[:7])).verdict == case[7] else "错"
