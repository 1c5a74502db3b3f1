"""Papers at the counter: which are needed, whether they suffice, what is missing, whose, which seal."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from itertools import combinations, product
from typing import Final

from trainer.core.papers import PapersRule, papers, papers_rule
from trainer.core.quiz.counter.carried import (
    COMES,
    NEAR,
    brought,
    complete,
    drafted,
    lacking,
    printed,
    rules,
    short,
    short_again,
    shown,
    substitutes,
    usual,
)
from trainer.core.quiz.counter.paperrest import (
    fours,
    match,
    match_again,
    place,
    place_again,
    places,
    seal,
    seal_again,
    sealed,
    silent,
    unwritten,
    unwritten_again,
)
from trainer.core.quiz.counter.visits import AGENCY, COLLECT, OPEN, ORDINARY, OWN_HALL, TO_COLLECT
from trainer.core.quiz.mistakes import Mistake
from trainer.core.quiz.question import UNWRITTEN, Key
from trainer.core.quiz.template import Case, Draft, Ground, Template
from trainer.core.quiz.wrong import apart, asked
from trainer.core.request import Request
from trainer.core.rules import decide

MISTAKES: Final[Mapping[str, Mistake]] = {
    "not-listed": Mistake("不在列的证件也收", "有效身份证件只列了五种，这种不在里面。"),
    "expired": Mistake("过期证件也收", "要有效的身份证件，过期的不算。"),
    "copy": Mistake("复印件当原件", "单位开户要看经办人身份证的原件，复印件不行。"),
    "finance-seal": Mistake("财务公章当公章", "单位证明盖公章，财务公章是办托收用的。"),
    "common-seal": Mistake("公章当财务公章", "银行托收盖的是财务公章，公章不能代替。"),
    "no-seal": Mistake("没盖章也收", "这里要盖章，没有盖章的不算。"),
    "other-issuer": Mistake("别处的证明也收", "爱心卡要残联开的证明，别处开的不算。"),
    "part-filled": Mistake("资料没填全也收", "银行户头、帐号、代码都要准确填写，缺一样都不行。"),
    "whose-swapped": Mistake("不管证件是谁的", "代他人开户要机主和代办人两个人的证件，一个人的两种不行。"),
    "not-own": Mistake("别人的证件也收", "给自己开户要本人的证件，别人的不行。"),
    "paper-missed": Mistake("少一样也放过", "该带的还缺一样，要请客户补齐。"),
    "over-asked": Mistake("带齐了还挡回去", "该带的都带齐了，不用再要别的。"),
    "brought-already": Mistake("带来的说成没带", "这一样客户已经带来了。"),
    "other-case": Mistake("用了别种情况的证件", "这是另一种情况要带的，和这位客户对不上。"),
    "place-any": Mistake("当成哪里都能办", "爱心卡只能到指定的营业厅办。"),
    "place-swapped": Mistake("开证明和办卡弄反", "先到残联开证明，再到营业厅办卡，两处不要弄反。"),
    "debt-missed": Mistake("没欠费也要交清", "客户没有欠费，不用先交费。"),
}
"""Mistakes with papers; "invented", "silent-zero" and "written-unseen" are shared."""
SHOWN = 3


# Does it suffice


def _sets(rule: PapersRule) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield sets of papers, each with the mistake of judging it wrongly: one missing first, one like it."""
    whole = complete(rule)
    for spot, need in enumerate(rule.needs):
        if len(whole) > 1:
            yield whole[:spot] + whole[spot + 1 :], "paper-missed"
        for other, mistake in substitutes(need):
            yield (*whole[:spot], other, *whole[spot + 1 :]), mistake
    if rule.needs[0].whose == "本人" and len(whole) == 1:
        yield (f"家人：{rule.needs[0].any_of[0]}",), "not-own"
    kinds = max(len(need.any_of) for need in rule.needs)
    people = {need.whose for need in rule.needs}
    for need in rule.needs:
        if len(people) > 1 and kinds > 1:
            yield (usual(need), usual(need, kinds - 1)), "whose-swapped"
    for kind in range(kinds):
        yield complete(rule, kind), "over-asked"
        yield tuple(usual(need, kind + spot) for spot, need in enumerate(rule.needs)), "over-asked"


@lru_cache(maxsize=64)
def _known(rule: PapersRule) -> dict[tuple[str, ...], str]:
    """Return every set with its mistake; the one told first keeps the set."""
    return dict(reversed(list(_sets(rule))))


def _judged(ground: Ground) -> Iterator[Case]:
    for rule in rules(ground):
        yield from dict.fromkeys((rule.case, *carried) for carried, _ in _sets(rule))


def _enough(ground: Ground, case: Case) -> Draft:
    name, *carried = map(str, case)
    rule = papers_rule(ground.edition, name)
    right, wrong = ("对", "错") if papers(ground.edition, name, carried).accepted else ("错", "对")
    stem = f"{COMES[name]}，带来：{brought(carried)}。同事说证件资料齐了，对不对？"
    return drafted(rule, stem, (right,), ((wrong, _known(rule)[tuple(carried)]),))


def _enough_again(ground: Ground, case: Case) -> Key:
    name, *carried = map(str, case)
    return "错" if lacking(ground, name, carried) else "对"


# One thing is missing


def _short_of_one(ground: Ground) -> Iterator[Case]:
    for rule in rules(ground):
        for carried in dict.fromkeys(carried for carried, _ in _sets(rule)):
            if len(_missing(rule, ground, carried)) == 1:
                yield rule.case, *carried


def _missing(rule: PapersRule, ground: Ground, carried: Iterable[str]) -> tuple[str, ...]:
    """Let the rules say what is missing, and name it shortly."""
    lost = papers(ground.edition, rule.case, carried).missing
    return tuple(short(need) for need in rule.needs if str(need) in lost)


def _lacks(ground: Ground, case: Case) -> Draft:
    name, *carried = map(str, case)
    rule = papers_rule(ground.edition, name)
    missing = _missing(rule, ground, carried)
    has = [short(need) for need in rule.needs if short(need) not in missing]
    like = [pair for need in rule.needs if short(need) in missing for pair in substitutes(need)]
    wrong = [(shown(other), mistake) for other, mistake in like if other not in carried]
    wrong += [(text, "brought-already") for text in has]
    wrong += [("什么都不缺", "paper-missed"), *_elsewhere(ground, rule), (UNWRITTEN, "written-unseen")]
    stem = f"{COMES[name]}，带来：{brought(carried)}。还缺什么？"
    return drafted(rule, stem, missing, apart(missing, wrong))


def _elsewhere(ground: Ground, rule: PapersRule) -> Iterator[tuple[str, str]]:
    """Yield the single papers that the case next to this one asks for."""
    near = papers_rule(ground.edition, NEAR.get(rule.case, next(iter(NEAR))))
    yield from ((short(need), "other-case") for need in near.needs)


def _lacks_again(ground: Ground, case: Case) -> Key:
    name, *carried = map(str, case)
    return short_again(lacking(ground, name, carried)[0])


# What to bring


def _bringing(ground: Ground) -> Iterator[Case]:
    """Yield every case that asks for several papers, then every three kinds of which one will do."""
    for rule in rules(ground):
        if len(rule.needs) > 1:
            yield (rule.case,)
    for rule in rules(ground):
        if len(rule.needs) == 1:
            yield from ((rule.case, *few) for few in combinations(rule.needs[0].any_of, SHOWN))


def _bring(ground: Ground, case: Case) -> Draft:
    name, *few = map(str, case)
    rule = papers_rule(ground.edition, name)
    right = tuple(shown(f"{rule.needs[0].whose}：{kind}") for kind in few)
    right = right or (*map(short, rule.needs), *(f"填写{form}" for form in rule.forms))
    like = [(shown(other), mistake) for need in rule.needs for other, mistake in substitutes(need)]
    asks = "下面哪些证件，带一种就能办" if few else "下面哪些是要带的、要填的"
    return drafted(
        rule, f"{COMES[name]}，{asks}？（多选）", right, apart(right, (*like, *_elsewhere(ground, rule)))
    )


def _bring_again(ground: Ground, case: Case) -> Key:
    name, *few = map(str, case)
    needs = printed(ground, name)
    if few:
        return frozenset(shown(f"{whose}：{kind}") for whose, kind in needs[0] if kind in few)
    forms = re.findall(r"填写(移动电话\w+)", papers_rule(ground.edition, name).sources[0].quote)
    return frozenset((*map(short_again, needs), *(f"填写{form}" for form in forms)))


# Several things are missing: papers, the place, charges owed


def _wanting(ground: Ground) -> Iterator[Case]:
    """Yield visits that lack at least two things: service, case, place, what is owed, what is carried."""
    for rule in rules(ground):
        whole = complete(rule)
        sets = [whole[:n] for n in range(len(whole))] + [(each,) for each in whole[1:]]
        visits = [(OPEN, spot, 0) for spot in ((OWN_HALL, AGENCY) if rule.place else ("",))]
        if rule.id in ground.edition.services["cash-to-collection"].papers:
            visits = [(TO_COLLECT, "", 1), (TO_COLLECT, "", 0), (COLLECT, "", 0)]
        for (service, spot, owes), carried in product(visits, dict.fromkeys(sets)):
            case = (service, rule.case, spot, owes, *carried)
            if len(_all_missing(ground, case)) > 1:
                yield case


def _all_missing(ground: Ground, case: Case) -> tuple[str, ...]:
    """Let the rules decide the visit, and name what they miss."""
    service, name, spot, owes, *carried = case
    rule = papers_rule(ground.edition, str(name))
    names = {str(need): short(need) for need in rule.needs}
    plan = next(iter(sorted(rule.plans)), "")
    held = tuple(map(str, carried))
    request = Request(str(service), plan, papers=held, case=rule.id, arrears=bool(owes), place=str(spot))
    decision = decide(ground.edition, request, date.fromisoformat(ORDINARY))
    return tuple(names.get(each, each) for each in decision.missing)


def _several(ground: Ground, case: Case) -> Draft:
    service, name, spot, owes, *carried = map(str, case)
    rule = papers_rule(ground.edition, name)
    right = _all_missing(ground, case)
    like = [pair for need in rule.needs for pair in substitutes(need)]
    wrong = [(shown(paper), "brought-already") for paper in carried]
    wrong += [(shown(other), mistake) for other, mistake in like]
    wrong += [("先交清欠费", "debt-missed"), *_elsewhere(ground, rule)]
    who = (
        f"{'欠费' if owes == '1' else '不欠费'}的单位把现金改成托收" if service == TO_COLLECT else COMES[name]
    )
    where = f"，来到{spot}" if spot else ""
    have = f"带来：{brought(carried)}" if carried else "什么都没带"
    return drafted(rule, f"{who}{where}，{have}。还差什么？（多选）", right, apart(right, wrong))


def _several_again(ground: Ground, case: Case) -> Key:
    _, name, spot, owes, *carried = map(str, case)
    found = [short_again(need) for need in lacking(ground, name, carried)]
    quote = papers_rule(ground.edition, name).sources[0].quote
    if spot and f"到{spot}办理" not in quote:
        found.append(f"到{re.findall('身份证到(.+?)办理', quote)[0]}办理")
    return frozenset((*found, *["先交清欠费"] * int(owes)))


TEMPLATES: Final[tuple[Template, ...]] = (
    Template("papers.enough", "证件齐不齐", "判断", "证件", 2, _judged, _enough, _enough_again),
    Template(
        "papers.lacks", "还缺哪一样", "单选", "证件", 2, asked(_short_of_one, _lacks), _lacks, _lacks_again
    ),
    Template("papers.bring", "要带什么", "多选", "证件", 2, _bringing, _bring, _bring_again),
    Template(
        "papers.several", "还差哪几样", "多选", "证件", 3, asked(_wanting, _several), _several, _several_again
    ),
    Template("papers.seal", "盖什么章", "单选", "证件", 2, sealed, seal, seal_again),
    Template("papers.place", "爱心卡去哪里办", "单选", "证件", 2, places, place, place_again),
    Template("papers.unwritten", "证件没有写", "单选", "证件", 3, silent, unwritten, unwritten_again),
    Template("papers.match", "来人连证件", "连线", "证件", 3, fours, match, match_again),
)
