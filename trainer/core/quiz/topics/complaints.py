"""Complaints and the hotline: the customer-service procedure, the retail centre, and the flow of 1860."""

import re
from collections.abc import Iterator
from itertools import pairwise

from trainer.core.library import Rule
from trainer.core.quiz.hall import complaintchanges, complainttables, hotline
from trainer.core.quiz.hall.passages import Topic, details, gaps, judgements, versions
from trainer.core.quiz.hall.reread import joined
from trainer.core.quiz.hall.shown import name, passage, sources_of
from trainer.core.quiz.hall.slips import PASSAGES
from trainer.core.quiz.question import Key
from trainer.core.quiz.template import Case, Draft, Ground, Template


def section(rule: Rule) -> str:
    """Return the part of a title that names the section."""
    return rule.title.rpartition("：")[2]


def book(rule: Rule) -> str:
    """Return the part of a title that names the procedure."""
    return rule.title.partition("：")[0]


_STAGES = ("W3.1", "W3.2", "W3.3", "W3.4")
_HEADED = (
    *("W1", "W2", *_STAGES, "W4", "W5", "W6", "W7", "W8"),
    *("Z3.1", "Z3.2", "Z3.3", "Z3.4", "Z5"),
)
"""Sections whose heading the print has at the head of the quotation."""

_ALLIES = ({"W2", "W5"}, {"W3.4", "W4"}, {"W3.1", "W3.3"}, {"W7", "W8"})
"""Sections that say like things."""


def _sections(ground: Ground) -> Iterator[Case]:
    yield from ((id,) for id in _HEADED if id in ground.library.rules)


def _same_book(ground: Ground, id: str) -> list[Rule]:
    near = {ally for allies in _ALLIES if id in allies for ally in allies} | {id}
    rules = [ground.library.rules[other] for other in _HEADED if other in ground.library.rules]
    return [rule for rule in rules if rule.id[0] == id[0] and rule.id not in near]


def _section(ground: Ground, case: Case) -> Draft:
    rule = ground.library.rules[name(case)]
    return Draft(
        stem=f"“{passage(rule.text)}”写在《{book(rule)}》的哪一部分？",
        rule=rule.id,
        right=(section(rule),),
        wrong=tuple((section(other), "section-mixed") for other in _same_book(ground, rule.id)),
        explanation=(f"{section(rule)}：{passage(rule.text)}",),
        sources=rule.sources,
        facts=(rule.id,),
    )


def _section_again(ground: Ground, case: Case) -> Key:
    """Return the heading that the print has at the head, after its number."""
    rules = ground.library.rules
    print = re.sub(r"^(?:3\.客户服务流程)?[\d.]*-?", "", joined(rules[name(case)].sources))
    return max(
        (section(rule) for rule in rules.values() if print.startswith(section(rule))), key=len, default=""
    )


def _stages(ground: Ground) -> Iterator[Case]:
    """Yield the stages of the procedure, all and without one."""
    if ground.library.rules.keys() >= {*_STAGES}:
        yield _STAGES
        yield from (tuple(id for id in _STAGES if id != left_out) for left_out in _STAGES)


def _order(ground: Ground, case: Case) -> Draft:
    rules = [ground.library.rules[str(id)] for id in case]
    return Draft(
        stem="按《客户服务操作规程》，把这几个环节排好先后。",
        rule=rules[0].id,
        items=tuple(section(rule) for rule in rules),
        explanation=tuple(f"{rule.id[1:]} {section(rule)}：{passage(rule.text)}" for rule in rules),
        sources=sources_of(ground, *(rule.id for rule in rules)),
        facts=tuple(rule.id for rule in rules),
    )


def _order_again(ground: Ground, case: Case) -> Key:
    """Sort the sections by the numbers that are printed in front of them."""
    found = list[tuple[str, str]]()
    for id in case:
        found += re.findall(r"(3\.\d)(\D{4})", joined(ground.library.rules[str(id)].sources))
    texts = [text for _, text in sorted(found)]
    return frozenset(pairwise(texts))


_DUTIES = {
    "客户服务主管": "整体的管理和协调",
    "客户服务代表": "接待客户，解答问题，解决投诉",
    "客户服务监督员": "监督服务质量，提供培训和指导",
}


def _roles(ground: Ground) -> Iterator[Case]:
    if "Z2" in ground.library.rules:
        yield ("Z2",)


def _role(ground: Ground, case: Case) -> Draft:
    rule = ground.library.rules[name(case)]
    return Draft(
        stem="零售店客户服务中心的岗位，各负责什么？连起来。",
        rule=rule.id,
        pairs=tuple(_DUTIES.items()),
        wrong=(("定期给操作规程做更新和审查", "section-mixed"),),
        explanation=tuple(f"{post}：{duty}" for post, duty in _DUTIES.items()),
        sources=rule.sources,
        facts=(rule.id,),
    )


def _role_again(ground: Ground, case: Case) -> Key:
    """Pair each printed post with the duty that shares the most characters with what is printed behind it."""
    print = joined(ground.library.rules[name(case)].sources)
    printed = re.findall("-(.+?)：负责(.+?)。", print)
    return frozenset(
        (post, max(_DUTIES.values(), key=lambda d: len({*d} & {*duty}))) for post, duty in printed
    )


_LANES = {"H1": "客户", "H2": "前台", "H3": "投诉检查室", "H13": "技术培训室"}
"""Boxes whose lane is sure."""


def _lanes(ground: Ground) -> Iterator[Case]:
    yield from ((id,) for id in _LANES if id in ground.library.rules)


def _lane(ground: Ground, case: Case) -> Draft:
    rule = ground.library.rules[name(case)]
    right = section(rule)
    return Draft(
        stem=f"热线流程里，“{passage(rule.text).rstrip('。')}”归哪一方？",
        rule=rule.id,
        right=(right,),
        wrong=tuple((lane, "lane-mixed") for lane in (*_LANES.values(), "相关部门") if lane != right),
        explanation=(f"{right}：{passage(rule.text)}",),
        sources=rule.sources,
        facts=(rule.id,),
    )


_PRINTED_LANES = {171: "客户", 174: "前台", 178: "投诉检查室", 193: "技术培训室"}


def _lane_again(ground: Ground, case: Case) -> Key:
    """Tell the lane by the line that the box is printed on."""
    return _PRINTED_LANES.get(ground.library.rules[name(case)].sources[0].lines[0], "")


_BRANCHES = {"H6": ("H8", "H9", "H10"), "H7": ("H12", "H13")}
"""What is done for each kind of question; the boxes that may belong to both are left out."""


def _branches(ground: Ground) -> Iterator[Case]:
    for kind, boxes in _BRANCHES.items():
        yield from ((kind, box) for box in boxes if {kind, box} <= ground.library.rules.keys())


def _branch(ground: Ground, case: Case) -> Draft:
    box = ground.library.rules[name(case, 1)]
    kinds = {id: passage(ground.library.rules[id].text).rstrip("。") for id in _BRANCHES}
    right = kinds.pop(name(case))
    (wrong,) = kinds.values()
    return Draft(
        stem=f"热线接到哪类问题，要“{passage(box.text).rstrip('。')}”？",
        rule=box.id,
        right=(right,),
        wrong=((wrong, "branch-mixed"), ("两类问题都要", "branch-mixed")),
        explanation=(f"{right}：{passage(box.text)}", "原图的箭头没有留下来，归类按方框里的话推断。"),
        sources=sources_of(ground, name(case), box.id),
        facts=(name(case), box.id),
        difficulty=3,
    )


_OF_FAULTS = re.compile("原因|公告|应急")


def _branch_again(ground: Ground, case: Case) -> Key:
    """Boxes that speak of causes, notices or emergencies are about faults of the network or the billing."""
    printed = joined(ground.library.rules[name(case, 1)].sources)
    line = 184 if _OF_FAULTS.search(printed) else 190
    rules = ground.library.rules.values()
    return "".join(joined(rule.sources) for rule in rules if rule.sources[0].lines == (line,)).rstrip("。")


_TOPIC = Topic("complaints", "投诉与热线", lambda rule: f"{book(rule)}的“{section(rule)}”：")
_HOTLINE = Topic("hotline", "投诉与热线", lambda _: "1860热线流程里有这一条：")

TEMPLATES = (
    Template(
        "complaints.section", "写在哪一部分", "单选", "投诉与热线", 2, _sections, _section, _section_again
    ),
    Template("complaints.order", "服务环节排序", "排序", "投诉与热线", 2, _stages, _order, _order_again),
    Template("complaints.roles", "零售店岗位职责", "连线", "投诉与热线", 1, _roles, _role, _role_again),
    Template("hotline.lane", "热线流程归哪一方", "单选", "投诉与热线", 2, _lanes, _lane, _lane_again),
    Template("hotline.branch", "热线两类问题", "单选", "投诉与热线", 3, _branches, _branch, _branch_again),
    details(_TOPIC, complainttables.DETAILS),
    judgements(_TOPIC, complaintchanges.CHANGES),
    versions(_TOPIC, complaintchanges.CHANGES),
    gaps(_TOPIC, complaintchanges.OPENS),
    details(_HOTLINE, hotline.DETAILS),
    judgements(_HOTLINE, hotline.CHANGES),
)
MISTAKES = PASSAGES
