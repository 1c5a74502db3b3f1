"""What is wrong with a scenario: each problem with a stable code, its place, and the cure.

One pass tells the author everything.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from operator import itemgetter
from typing import Literal

from trainer.core.assess import assess
from trainer.core.explore import Best, best
from trainer.core.library import Library
from trainer.core.log import play_back
from trainer.core.path import MOST_STATES, best_path
from trainer.core.scenario import ALWAYS, LATE, Competence, Customer, LogRule, Node, Option, Scenario
from trainer.core.slips import free_slips, pays_to_be_late
from trainer.core.survey import Survey, reachable, survey, ways_of

Trail = tuple[str | int, ...]
"""The way to a value inside a file: keys and list positions."""


@dataclass(frozen=True, slots=True)
class Place:
    """A place in a file, counted from 1."""

    file: str
    line: int
    column: int

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something the author should put right; `path` leads to it until `place` is known."""

    code: str
    message: str
    cure: str
    path: Trail = ()
    level: Literal["error", "warning"] = "error"
    place: Place | None = None

    def __str__(self) -> str:
        where = f"{self.place} " if self.place else ""
        return f"{where}{self.code} {self.message}。{self.cure}"


TANGLED = ("S118", "对话的走法太多，检查不完", "少用标记和回头路，或拆成几个场景")
"""Said of a conversation that has more ways through it than can be tried."""


@dataclass(frozen=True, slots=True)
class Examined:
    """All problems of a scenario; the best reachable and the states of each talk where it could be played."""

    scenario: Scenario
    problems: tuple[Problem, ...]
    best: Best | None
    surveys: Mapping[str, Survey] = field(default_factory=dict)


def examine(scenario: Scenario, library: Library) -> Examined:
    """Find every problem of a scenario; paths are (customer, node, option) ids."""
    structure = list(_structure(scenario))
    problems = [*structure, *_wording(scenario, library), *_rules(scenario)]
    if structure:
        return Examined(scenario, tuple(problems), None)
    found = best(scenario)
    tangled = [Problem(*TANGLED, (id,)) for id, path in found.paths.items() if not path.complete]
    if tangled:
        return Examined(scenario, (*problems, *tangled), None)
    surveys = _surveys(scenario)
    problems += _ways_out(scenario, found)
    problems += _bare(scenario, surveys)
    if all(path.options for path in found.paths.values()):
        problems += (*_best(scenario, found), *_gate(scenario, found), *_slips(scenario, found, surveys))
        problems += _late(scenario, found)
    return Examined(scenario, tuple(problems), found, surveys)


def _structure(scenario: Scenario) -> Iterator[Problem]:
    for customer in scenario.customers:
        reached = {customer.start, *reachable(ways_of(customer), customer.start)}
        for node in customer.nodes.values():
            here: Trail = (customer.id, node.id)
            if node.id not in reached:
                yield Problem("S102", f"「{node.id}」走不到", "让某个选项通到它，或删去", here)
            if not node.options and not node.ends:
                yield Problem("S103", f"「{node.id}」没有选项，也不是结尾", "加选项，或写 ends", here)
            if node.options and node.ends:
                yield Problem("S103", f"「{node.id}」既有选项又是结尾", "删去其中一个", here)
            for option in node.exits:
                yield from _routes(customer, option, (*here, option.id))


def _routes(customer: Customer, option: Option, here: Trail) -> Iterator[Problem]:
    for route in option.routes:
        if route.to not in customer.nodes:
            yield Problem(
                "S101",
                f"通到「{route.to}」，但没有这一步",
                near(route.to, customer.nodes) or "改成已有的步骤，或补写这一步",
                here,
            )
    if option.routes[-1].when != ALWAYS:
        yield Problem("S116", "去向都带条件，条件都不成立时无处可去", "最后加一条不带条件的 to", here)


def _wording(scenario: Scenario, library: Library) -> Iterator[Problem]:
    for customer in scenario.customers:
        settable = {flag for n in customer.nodes.values() for o in n.options for flag in o.sets}
        for node in customer.nodes.values():
            if node.options and not _has_right(node):
                cure = "给正确的选项写 marks"
                yield Problem("S106", f"「{node.id}」没有正确的选项", cure, (customer.id, node.id))
            yield from _lengths(node, (customer.id, node.id))
            for option in node.options:
                yield from _option(node, option, settable, library, (customer.id, node.id, option.id))


def _has_right(node: Node) -> bool:
    return any(sum(option.marks) and not option.critical for option in node.options)


def _option(
    node: Node, option: Option, settable: set[str], library: Library, here: Trail
) -> Iterator[Problem]:
    top = max(sum(o.marks) for o in node.options)
    if sum(option.marks) < top and not option.feedback:
        yield Problem("S107", "不是最好的选项，却没有 feedback", "写一句为什么不好、该怎么做", here)
    if option.critical and sum(option.marks):
        yield Problem("S113", "一票否决的选项不能得分", "删去 marks", here)
    forbidden = library.forbidden_in(option.text)
    if forbidden and not option.critical:
        cure = f"写上 critical，或改掉这句话（{forbidden.why}）"
        yield Problem("S108", f"含有服务禁语 {forbidden.id}", cure, here)
    for flag in option.needs.has:
        if flag not in settable:
            yield Problem(
                "S121", f"条件要求「{flag}」，但没有选项会设它", near(flag, settable) or "检查名字", here
            )


def _lengths(node: Node, here: Trail) -> Iterator[Problem]:
    """Warn where the right answer can be told by its length alone."""
    top = max((sum(option.marks) for option in node.options), default=0)
    right = [len(o.text) for o in node.options if sum(o.marks) == top]
    wrong = [len(o.text) for o in node.options if sum(o.marks) < top]
    if right and wrong and min(right) > 2 * max(wrong) + 8:
        yield Problem("S110", "正确的选项明显最长，一看便知", "把别的选项写得一样具体", here, "warning")


def _rules(scenario: Scenario) -> Iterator[Problem]:
    for index, rule in enumerate(scenario.rules):
        yield from _unjudged(rule, ("rules", index))
        for customer in scenario.customers:
            if rule.kind != "steps" or customer.id not in rule.customers:
                continue
            done = {s for n in customer.nodes.values() for o in n.options for s in o.steps}
            for step in (*rule.steps, *(step for pair in rule.order for step in pair)):
                if step not in done:
                    cure = "让某个选项做到它，或从规则里删去"
                    yield Problem(
                        "S115", f"规则要求 {step}，但{customer.name}的对话里没有", cure, ("rules", index)
                    )


def _unjudged(rule: LogRule, here: Trail) -> Iterator[Problem]:
    """Tell of what is said to fail the attempt and never would: a trainee could pass without it."""
    for step in rule.must:
        if step not in rule.steps or rule.kind != "steps":
            cure = f"把 {step} 也写进 steps" if rule.kind == "steps" else "把 kind 改成 steps"
            yield Problem("S119", f"must 里的 {step} 漏了也不会否决", cure, here)
    if rule.critical and rule.kind == "steps" and not rule.order:
        cure = "漏了要否决的步骤写进 must；次序不能错的写 order"
        yield Problem("S119", "critical 管的是次序，这条规则没有 order，不会否决", cure, here)


def _ways_out(scenario: Scenario, found: Best) -> Iterator[Problem]:
    for customer in scenario.customers:
        path = found.paths[customer.id]
        for node in path.stuck:
            yield Problem(
                "S104", f"「{node}」可能一个选项都不能选", "留一个不带条件的选项", (customer.id, node)
            )
        if not path.options:
            yield Problem("S105", f"{customer.name}的对话走不到结尾", "让某条路线通到结尾", (customer.id,))


def _surveys(scenario: Scenario) -> dict[str, Survey]:
    """Look at every state of each conversation; all together as many as a search may take."""
    surveys, most = dict[str, Survey](), MOST_STATES // len(scenario.customers)
    for customer in scenario.customers:
        surveys[customer.id] = survey(customer, most)
    return surveys


def _bare(scenario: Scenario, surveys: Mapping[str, Survey]) -> Iterator[Problem]:
    for customer in scenario.customers:
        for node in customer.nodes.values():
            if node.id in surveys[customer.id].bare and _has_right(node):
                message = f"走到「{node.id}」时，可能只剩错的选项能选"
                yield Problem("S127", message, "留一个总能选的对的选项", (customer.id, node.id))


def _gate(scenario: Scenario, found: Best) -> Iterator[Problem]:
    """Tell of a best path that fails the compliance gate."""
    for finding in assess(play_back(scenario, found.acts), found.marks).critical:
        message = f"最佳路线过不了合规关：{finding.title}（{finding.detail}）"
        cure = "把分数放到合规的路线上，让它做到这一步"
        yield Problem("S120", message, cure, (finding.customer,) if finding.customer else ())


def _slips(scenario: Scenario, found: Best, surveys: Mapping[str, Survey]) -> Iterator[Problem]:
    """Tell of wrong answers after which full marks can still be reached; looked for only where it may be."""
    for customer in scenario.customers:
        path, slipped = found.paths[customer.id], surveys[customer.id].slipped
        if slipped is None or slipped + _ledger(scenario, customer) < sum(path.marks):
            continue
        for node, option in free_slips(scenario, customer, path):
            message = f"选了「{option}」也能拿满分"
            cure = "让后面补不回这里丢的分"
            yield Problem("S126", message, cure, (customer.id, node, option), "warning")


def _late(scenario: Scenario, found: Best) -> Iterator[Problem]:
    """Tell of a deadline that is as good to let pass as to keep."""
    for customer in scenario.customers:
        for node in pays_to_be_late(scenario, customer, found.paths[customer.id]):
            message = f"「{node}」到时不作声，也能拿满分"
            yield Problem("S128", message, "让 late 走到更差的一步", (customer.id, node, LATE))


def _ledger(scenario: Scenario, customer: Customer) -> int:
    """Return all that the rules on steps can give with one customer, whatever the way."""
    done = {step for node in customer.nodes.values() for o in node.options for step in o.steps}
    rules = (rule for rule in scenario.rules if rule.kind == "steps" and customer.id in rule.customers)
    wanted = ((rule, [{step} for step in rule.steps] + [set(pair) for pair in rule.order]) for rule in rules)
    return sum(sum(rule.marks) * sum(steps <= done for steps in each) for rule, each in wanted)


def _best(scenario: Scenario, found: Best) -> Iterator[Problem]:
    if not found.exact:
        message = f"没有找到能拿满 {found.bound} 分的做法（找到 {sum(found.marks)} 分）"
        yield Problem("S109", message, "放宽耐心或时间，或减少同时到的客户", (), "warning")
    for place, competence in enumerate(Competence):
        most = _most(scenario, place, found.marks[place])
        if most > found.marks[place]:
            message = f"有路线的「{competence}」比最佳路线还高（{most} > {found.marks[place]}）"
            yield Problem("S112", message, "把分数放到最佳路线上", ())


def _most(scenario: Scenario, place: int, reached: int) -> int:
    """Return the most that any way gives in one competence; searched for only where it could be more."""
    floor = sum(
        rule.marks[place] * (1 if rule.kind == "within" else len(rule.customers))
        for rule in scenario.rules
        if rule.kind != "steps"
    )
    nodes = (node for customer in scenario.customers for node in customer.nodes.values())
    ledger = sum(
        rule.marks[place] * len(rule.customers) * (len(rule.steps) + len(rule.order))
        for rule in scenario.rules
        if rule.kind == "steps"
    )
    ceiling = sum(max((o.marks[place] for o in node.options), default=0) for node in nodes)
    if ceiling + ledger + floor <= reached:
        return reached
    paths = (best_path(scenario, c, weigh=itemgetter(place)) for c in scenario.customers)
    return floor + sum(path.marks[place] for path in paths)


def near(word: str, known: Iterable[str]) -> str:
    """Return the question "did you mean …" for the nearest known word, or ""."""
    match = get_close_matches(word, list(known), n=1, cutoff=0.5)
    return f"是否指「{match[0]}」？" if match else ""
