"""The key moments of the hall: what to do when, whose task it is, and what the material leaves open."""

import re
from collections.abc import Iterator

from trainer.core.library import Rule
from trainer.core.quiz.hall import hallrules, momentchanges, momenttables
from trainer.core.quiz.hall.passages import Topic, details, gaps, judgements, versions
from trainer.core.quiz.hall.reread import joined
from trainer.core.quiz.hall.shown import name, passage
from trainer.core.quiz.hall.slips import MOMENTS
from trainer.core.quiz.question import UNWRITTEN, Key
from trainer.core.quiz.template import Case, Draft, Ground, Template

SITUATIONS = {
    "KM-G1": ("一位顾客走进营业厅，导购就在迎候区。", "早上第一位顾客进门，导购站在门口。"),
    "KM-G2": ("四位顾客一起走进营业厅。", "门口同时进来几位顾客，有的要交费，有的来咨询。"),
    "KM-G3": ("交费的日子，厅里客户很多。", "你正接待一位客户，身边又围上来几位。"),
    "KM-G4": ("顾客说要开户，还没有取号。", "顾客要办的业务得用证件。"),
    "KM-G5": ("顾客要开户，证件忘在家里了。", "问到证件，顾客说没有带来。"),
    "KM-G6": ("顾客要办的事，在自助区就能完成。", "顾客排在人工台前，其实自助区就能办。"),
    "KM-G7": ("你正帮顾客使用自助设施。", "顾客不会用自助设施，请你帮忙。"),
    "KM-R1": ("客户坐着等叫号。", "等候区里有一位客户，还要等一阵。"),
    "KM-R2": ("客户的业务刚办完。", "客户咨询完了，还没有走。"),
    "KM-R3": ("你推荐新业务，客户说赶时间，不办。", "客户听了新业务的介绍，说不感兴趣。"),
}

_ALLIES = (
    {"KM-G1", "KM-G2", "KM-G3"},
    {"KM-G4", "KM-G5"},
    {"KM-G6", "KM-G7"},
    {"KM-R1", "KM-R2"},
    {"KM-R1", "KM-G3"},
)
"""Moments that may come together: what one asks for is no mistake in the other."""


def _others(ground: Ground, id: str) -> list[Rule]:
    """Return the moments whose action would be wrong in this one."""
    near = {ally for allies in _ALLIES if id in allies for ally in allies} | {id}
    return [
        ground.library.rules[other]
        for other in SITUATIONS
        if other in ground.library.rules and other not in near
    ]


def _situations(ground: Ground) -> Iterator[Case]:
    for id, told in SITUATIONS.items():
        if id in ground.library.rules:
            yield from ((id, variant) for variant in range(len(told)))


def _explained(rule: Rule) -> tuple[str, ...]:
    return (
        f"{rule.title}：{passage(rule.text)}",
        *((passage(f"没有写的：{rule.open}"),) if rule.open else ()),
    )


def _do(ground: Ground, case: Case) -> Draft:
    rule = ground.library.rules[name(case)]
    wrong = [(_action(other), "other-moment") for other in _others(ground, rule.id)]
    return Draft(
        stem=f"{SITUATIONS[rule.id][int(case[1])]}按关键时刻的要求，该怎么做？",
        rule=rule.id,
        right=(_action(rule),),
        wrong=(*wrong, (UNWRITTEN, "written-unseen")),
        explanation=_explained(rule),
        sources=rule.sources,
        facts=(rule.id,),
    )


def _action(rule: Rule) -> str:
    """Return what is to be done, without naming who does it: that would give some moments away."""
    return passage(rule.text.removeprefix("导购"))


def _do_again(ground: Ground, case: Case) -> Key:
    """Read what is printed behind the number and the occasion."""
    print = joined(ground.library.rules[name(case)].sources)
    found = re.search(r"\d）[^：]+：(?:导购)?(.+?)(?:，可以说：)?[；。]+$", print)
    return f"{found.group(1)}。" if found else ""


def _occasions(ground: Ground) -> Iterator[Case]:
    yield from ((id,) for id in SITUATIONS if id in ground.library.rules)


def _when(ground: Ground, case: Case) -> Draft:
    rule = ground.library.rules[name(case)]
    return Draft(
        stem=f"“{_action(rule)}”这是什么时候的要求？",
        rule=rule.id,
        right=(rule.title,),
        wrong=tuple((other.title, "other-moment") for other in _others(ground, rule.id)),
        explanation=_explained(rule),
        sources=rule.sources,
        facts=(rule.id,),
        difficulty=1,
    )


def _when_again(ground: Ground, case: Case) -> Key:
    print = joined(ground.library.rules[name(case)].sources)
    found = re.search(r"\d）(?:如果)?([^：，]+?时?)：", print)
    occasion = found.group(1) if found else ""
    return occasion if occasion.endswith("时") else f"{occasion}时"


_GUIDING, _OFFERING = "顾客引导", "业务推荐"


def _flows(ground: Ground) -> Iterator[Case]:
    """Yield, for each of the two processes, occasions of both: three of the one and two of the other."""
    guiding = [id for id in SITUATIONS if id.startswith("KM-G") and id in ground.library.rules]
    offering = [id for id in SITUATIONS if id.startswith("KM-R") and id in ground.library.rules]
    for at in range(len(guiding) - 2):
        yield (_GUIDING, *guiding[at : at + 3], *offering)
        yield (_OFFERING, *offering, *guiding[at : at + 3])


def _flow(ground: Ground, case: Case) -> Draft:
    rules = [ground.library.rules[str(id)] for id in case[1:]]
    mark = "KM-G" if case[0] == _GUIDING else "KM-R"
    right = [rule for rule in rules if rule.id.startswith(mark)]
    wrong = [rule for rule in rules if not rule.id.startswith(mark)]
    return Draft(
        stem=f"下面哪几个是“{case[0]}流程”里的关键时刻？",
        rule=right[0].id,
        right=tuple(rule.title for rule in right),
        wrong=tuple((rule.title, "other-flow") for rule in wrong),
        explanation=(f"{case[0]}流程：" + "、".join(rule.title for rule in right),),
        sources=tuple(source for rule in right for source in rule.sources),
        facts=tuple(rule.id for rule in rules),
    )


_SECOND_PART = 77
"""The line of the manual from which the process of recommending is told."""


def _flow_again(ground: Ground, case: Case) -> Key:
    """Tell the two processes apart by where the moments are printed."""
    rules = [ground.library.rules[str(id)] for id in case[1:]]
    wanted = case[0] == _OFFERING
    return frozenset(rule.title for rule in rules if (rule.sources[0].lines[0] >= _SECOND_PART) is wanted)


_TOPIC = Topic("moments", "关键时刻", lambda rule: f"{rule.title}，")

TEMPLATES = (
    Template("moments.do", "这时该怎么做", "单选", "关键时刻", 2, _situations, _do, _do_again),
    Template("moments.when", "什么时候的要求", "单选", "关键时刻", 1, _occasions, _when, _when_again),
    Template("moments.flow", "属于哪个流程", "多选", "关键时刻", 2, _flows, _flow, _flow_again),
    details(_TOPIC, momenttables.DETAILS),
    judgements(_TOPIC, momentchanges.CHANGES),
    versions(_TOPIC, momentchanges.CHANGES),
    gaps(_TOPIC, momentchanges.OPENS),
    *hallrules.TEMPLATES,
)
MISTAKES = MOMENTS
