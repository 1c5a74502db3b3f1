"""What stands around papers: seals, places, what is not written of them, and cases matched to papers."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from typing import Final

from trainer.core.papers import PapersRule, papers_rule
from trainer.core.quiz.counter.carried import (
    COMES,
    drafted,
    printed,
    rules,
    said,
    short,
    short_again,
    shown,
    substitutes,
)
from trainer.core.quiz.counter.visits import AGENCY
from trainer.core.quiz.question import UNWRITTEN, Key
from trainer.core.quiz.template import Case, Draft, Ground
from trainer.core.quiz.wrong import apart

FORM = "移动电话开户协议"
SMALL = 3
"""How few cases a matching shows."""
PAPERS, AGREEMENT, AGENT = "证件", "协议", "代办"
_SEALS: Final = (("单位开户", "单位证明上"), ("银行托收", "托收资料上"))
_ISSUER, _COUNTER = "要先到哪里开证明", "证明开好以后，到哪里办卡"
_SENT: Final = {"代他人开户": "家人替聋哑客户", "单位开户": "单位替聋哑职工"}


# Seals and places


def sealed(ground: Ground) -> Iterator[Case]:
    """Yield the cases that ask for a seal."""
    yield from (pair for pair in _SEALS if any(rule.case == pair[0] for rule in rules(ground)))


def seal(ground: Ground, case: Case) -> Draft:
    """Ask which seal."""
    name, where = map(str, case)
    rule = papers_rule(ground.edition, name)
    right = _seal_of(rule)
    mixed = "common-seal" if right == "财务公章" else "finance-seal"
    wrong = [(_seal_of(papers_rule(ground.edition, other)), mixed) for other, _ in _SEALS]
    wrong += [("不用盖章", "no-seal"), (UNWRITTEN, "written-unseen")]
    return drafted(rule, f"{COMES[name]}，{where}要盖什么章？", (right,), apart((right,), wrong))


def _seal_of(rule: PapersRule) -> str:
    kind = next(kind for need in rule.needs for kind in need.any_of if "公章" in kind)
    return "财务公章" if "财务公章" in kind else "公章"


def seal_again(ground: Ground, case: Case) -> Key:
    """Read what stands behind 加盖 in the quotation."""
    return str(re.findall(r"加盖(\w+)", _quote(ground, str(case[0])))[0])


def places(ground: Ground) -> Iterator[Case]:
    """Yield the cases that bind the place."""
    for rule in rules(ground):
        if rule.place:
            yield from ((rule.case, asks) for asks in (_COUNTER, _ISSUER))


def place(ground: Ground, case: Case) -> Draft:
    """Ask where the card is opened, and where the certificate comes from."""
    name, asks = map(str, case)
    rule = papers_rule(ground.edition, name)
    issuer = next(kind for need in rule.needs for kind in need.any_of if kind.endswith("证明"))
    spots = {_COUNTER: rule.place, _ISSUER: issuer.removesuffix("证明")}
    right = spots[asks]
    wrong = [(spot, "place-swapped") for spot in spots.values()]
    wrong += [(AGENCY, "place-any"), ("任何一家营业厅", "place-any"), (UNWRITTEN, "written-unseen")]
    return drafted(rule, f"{COMES[name]}，{asks}？", (right,), apart((right,), wrong))


def place_again(ground: Ground, case: Case) -> Key:
    """Read the place off the quotation."""
    pattern = r"到(\w+?)开据证明" if case[1] == _ISSUER else r"身份证到(\w+)办理"
    return str(re.findall(pattern, _quote(ground, str(case[0])))[0])


def _quote(ground: Ground, case: str) -> str:
    return papers_rule(ground.edition, case).sources[0].quote


# What is not written


def silent(ground: Ground) -> Iterator[Case]:
    """Yield services whose papers, cases whose form, and plans whose agents the material leaves open."""
    for clause in ground.edition.clauses:
        for id in sorted(clause.cases) if clause.verdict == "资料未写" else ():
            yield AGENT, papers_rule(ground.edition, id).case
    yield from ((AGREEMENT, rule.case) for rule in rules(ground) if FORM in rule.open)
    for service in ground.edition.services.values():
        if "带什么" in service.note and not service.papers:
            yield PAPERS, service.name


def unwritten(ground: Ground, case: Case) -> Draft:
    """Ask for what the material leaves open."""
    about, name = map(str, case)
    return {AGENT: _agent, AGREEMENT: _agreement, PAPERS: _papers}[about](ground, name)


def _papers(ground: Ground, name: str) -> Draft:
    service = next(each for each in ground.edition.services.values() if each.name == name)
    known = [(said(rule), "invented") for rule in rules(ground) if not rule.plans]
    return Draft(
        stem=f"不欠费的客户要办{name}，要带什么证件资料？",
        rule=service.id,
        right=(UNWRITTEN,),
        wrong=apart((UNWRITTEN,), (*known, ("什么都不用带", "silent-zero"))),
        explanation=(service.note, "开户的证件规定不能照搬过来"),
        sources=service.sources,
    )


def _agreement(ground: Ground, name: str) -> Draft:
    rule = papers_rule(ground.edition, name)
    wrong = (("要填，和代他人开户一样", "invented"), ("不用填，只有代办才填", "silent-zero"))
    draft = drafted(rule, f"{COMES[name]}，要不要填写{FORM}？", (UNWRITTEN,), wrong)
    return replace(draft, explanation=(*draft.explanation, rule.open))


def _agent(ground: Ground, name: str) -> Draft:
    rule = papers_rule(ground.edition, name)
    clause = next(each for each in ground.edition.clauses if rule.id in each.cases)
    plan = min(clause.plans)
    return Draft(
        stem=f"{_SENT[name]}来开{plan}，证件都带了，能不能办？",
        rule=clause.id,
        right=(UNWRITTEN,),
        wrong=(("能办，照一般代办办理", "invented"), ("不能办，只能本人来", "invented")),
        explanation=(clause.reason,),
        sources=clause.sources,
        brands=(plan,),
        difficulty=4,
    )


def unwritten_again(ground: Ground, case: Case) -> Key:
    """Look for the service, the form or the agent in what is printed of papers."""
    about, name = map(str, case)
    if about == AGENT:
        text, word = "".join(_quote(ground, rule.case) for rule in rules(ground) if rule.plans), "代"
    elif about == AGREEMENT:
        text, word = _quote(ground, name), "协议"
    else:
        text, word = "".join(_quote(ground, rule.case) for rule in rules(ground)), name
    return "" if word in text else UNWRITTEN


# Cases and their papers


def fours(ground: Ground) -> Iterator[Case]:
    """Yield sets of cases."""
    cases = [rule.case for rule in rules(ground)]
    for size in (SMALL + 1, SMALL):
        yield from combinations(cases, size)


def match(ground: Ground, case: Case) -> Draft:
    """Ask which papers go with whom."""
    asked = [papers_rule(ground.edition, str(name)) for name in case]
    pairs = tuple((COMES[rule.case], said(rule)) for rule in asked)
    sealing = [rule for rule in asked if any(rule.case == name for name, _ in _SEALS)]
    wrong = [
        (f"{short(rule.needs[0])}和{shown(other)}", mistake)
        for rule in sealing
        for other, mistake in substitutes(rule.needs[1])
    ]
    return replace(
        drafted(asked[0], "把来办的人和要带的证件资料连起来。", (), ()),
        pairs=pairs,
        wrong=apart([text for _, text in pairs], wrong)[:2],
        explanation=tuple(f"{rule.case}：{said(rule)}" for rule in asked),
        sources=tuple(source for rule in asked for source in rule.sources),
        facts=tuple(rule.id for rule in asked),
        brands=(),
    )


def match_again(ground: Ground, case: Case) -> Key:
    """Put the papers together from the print."""
    names = map(str, case)
    return frozenset((COMES[name], _joined(printed(ground, name))) for name in names)


def _joined(needs: tuple[frozenset[tuple[str, str]], ...]) -> str:
    texts = [short_again(need) for need in needs]
    return "和".join(part for part in ("、".join(texts[:-1]), texts[-1]) if part)
