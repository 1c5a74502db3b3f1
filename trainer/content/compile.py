"""From what an author wrote to scenarios that can be played: one for every variant, all looked up."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from trainer.content.bench import MOODS, Bench, Findings, TooManyProblems, marks, milliseconds
from trainer.content.books import Books
from trainer.content.options import Surroundings, make_option
from trainer.content.schema import CustomerText, NodeText, RouteWhen, RuleText, ScenarioText, VariantText
from trainer.content.templates import Templates
from trainer.core.check import Problem, Trail, near
from trainer.core.face import Face
from trainer.core.scenario import Customer, LogRule, Node, Option, Scenario

MOST_WORK = 6_000
"""How many options and nodes all variants of a file may have together."""

MOST_FLAGS = 60


@dataclass(slots=True)
class Compiled:
    """The variants of one file, the problems met on the way, and where ids stand in the file.

    `held` tells of each `when` that was looked at whether it held in some variant.
    """

    scenarios: list[Scenario] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    trails: dict[Trail, Trail] = field(default_factory=dict)
    held: dict[Trail, bool] = field(default_factory=dict)


def compile_scenario(text: ScenarioText, books: Books, templates: Mapping[str, Templates]) -> Compiled:
    """Make one scenario for each variant of the file (one called "" where it names none).

    It is made against its own edition; `templates` are those of each.
    """
    done, findings = Compiled(), Findings()
    edition = books.editions.get(text.edition) or books.edition
    filling = templates[edition.id]
    try:
        _check_head(text, filling, books.editions, findings)
        variants: list[VariantText | None] = [*text.variants]
        for variant in variants or [None]:
            bench = Bench(books.library, edition, filling, _values(text, variant), findings)
            done.scenarios.append(_Compiler(bench, text, variant, done).scenario())
        for path in (path for path, held in done.held.items() if not held and variants):
            findings.add(Problem("S123", "这个 when 在所有变体里都不成立", "改条件，或删去这一处", path))
    except TooManyProblems:
        done.scenarios.clear()
    done.problems = list(findings.problems)
    return done


def _check_head(
    text: ScenarioText, templates: Templates, editions: Iterable[str], findings: Findings
) -> None:
    for problem in (*_head(text, editions), *_doubled(text), *_names(text, templates), *_tangled(text)):
        findings.add(problem)
    if any(problem.code in ("F110", "F112") for problem in findings.problems):
        raise TooManyProblems


def _head(text: ScenarioText, editions: Iterable[str]) -> Iterator[Problem]:
    if text.edition not in editions:
        cure = near(text.edition, editions) or f"已安装的版本：{'、'.join(editions)}"
        yield Problem("U206", f"没有资费版本「{text.edition}」", cure, ("edition",))
    if _day(text.date) is None:
        yield Problem("F106", f"没有 {text.date} 这一天", "改成存在的日期", ("date",))
    size = sum(1 + len(node.options) for customer in text.customers for node in customer.nodes.values())
    if size * max(len(text.variants), 1) > MOST_WORK:
        message = f"内容太多：{len(text.variants)} 个变体，每个 {size} 个步骤和选项"
        yield Problem("F110", message, f"乘起来不要超过 {MOST_WORK}；减少变体，或拆成几个文件", ("variants",))


def _doubled(text: ScenarioText) -> Iterator[Problem]:
    """Yield a problem for each variant and each customer that has the id of another."""
    variants = [variant.id for variant in text.variants]
    for index, id in enumerate(variants):
        if id in variants[:index]:
            yield Problem("D602", f"变体「{id}」写了两次", "改一个名字", ("variants", index, "id"))
    customers = [customer.id for customer in text.customers]
    for index, id in enumerate(customers):
        if id in customers[:index]:
            yield Problem("D603", f"客户「{id}」写了两次", "改一个编号", ("customers", index, "id"))


def _names(text: ScenarioText, templates: Templates) -> Iterator[Problem]:
    """Yield a problem for each name of a profile that would hide a function or the date."""
    tables: list[tuple[Iterable[str], Trail]] = [(text.profile, ("profile",))]
    tables += [(variant.profile, ("variants", i, "profile")) for i, variant in enumerate(text.variants)]
    for table, path in tables:
        for name in table:
            if name == "date" or name in templates.functions:
                yield Problem(
                    "D606", f"profile 里不能用「{name}」这个名字", "模板里已有它，改一个名字", (*path, name)
                )


def _tangled(text: ScenarioText) -> Iterator[Problem]:
    for index, customer in enumerate(text.customers):
        flags = {flag for node in customer.nodes.values() for o in node.options for flag in o.sets}
        if len(flags) > MOST_FLAGS:
            message = f"{customer.name}的对话设了 {len(flags)} 个标记，最多 {MOST_FLAGS} 个"
            yield Problem("F112", message, "合并或删去一些 sets", ("customers", index))


def _values(text: ScenarioText, variant: VariantText | None) -> dict[str, object]:
    values: dict[str, object] = {**text.profile}
    if variant:
        values |= variant.profile
    return values | {"date": _day(text.date) or date(2004, 1, 1)}


class _Compiler:
    """Compiles one variant."""

    def __init__(self, bench: Bench, text: ScenarioText, variant: VariantText | None, done: Compiled) -> None:
        self.bench, self.text, self.variant = bench, text, variant
        self.trails, self.held = done.trails, done.held

    def scenario(self) -> Scenario:
        text, fill = self.text, self.bench.fill
        rules = (self._rule(rule, ("rules", index)) for index, rule in enumerate(text.rules))
        return Scenario(
            id=text.id,
            variant=self.variant.id if self.variant else "",
            title=fill(text.title, ("title",)),
            summary=fill(text.summary, ("summary",)),
            date=text.date,
            time=text.time,
            post=text.post,
            edition=text.edition,
            trains=tuple(text.trains),
            situations=tuple(text.situations),
            difficulty=text.difficulty,
            customers=tuple(self._customer(c, ("customers", i)) for i, c in enumerate(text.customers)),
            rules=tuple(rule for rule in rules if rule),
            notes=tuple(fill(note, ("notes", i)) for i, note in enumerate(text.notes)),
            assumptions=tuple(self._assumptions()),
        )

    def _applies(self, when: str | None, path: Trail) -> bool:
        """Tell whether a condition on the profile holds in this variant."""
        holds = self.bench.applies(when, path)
        if when is not None:
            self.held[path] = holds or self.held.get(path, False)
        return holds

    def _assumptions(self) -> Iterator[str]:
        """Yield the readings that results rest on, in words: a played scenario keeps them for ever."""
        known = self.bench.edition.assumptions
        for index, id in enumerate(self.text.assumptions):
            if id in known:
                yield f"{id}：{known[id].text}"
                continue
            cure = self.bench.suggest(id, "assumption", known, "编号见 assets/tariffs/")
            self.bench.problem("U209", f"没有假定「{id}」", cure, ("assumptions", index))

    def _customer(self, text: CustomerText, path: Trail) -> Customer:
        self.trails[(text.id,)] = path
        here = {
            id: node
            for id, node in text.nodes.items()
            if self._applies(node.when, (*path, "nodes", id, "when"))
        }
        flags = frozenset(flag for node in text.nodes.values() for o in node.options for flag in o.sets)
        around = Surroundings(text, frozenset(here), flags)
        mood = self.variant.mood if self.variant and self.variant.mood else text.mood
        return Customer(
            id=text.id,
            name=self.bench.fill(text.name, (*path, "name")),
            wants=self.bench.fill(text.wants, (*path, "wants")),
            start=self._start(text, here, path),
            nodes={id: self._node(id, node, (*path, "nodes", id), around) for id, node in here.items()},
            face=Face(text.face.hair, text.face.age, text.face.clothes),
            arrives=milliseconds(text.arrives),
            patience=milliseconds(text.patience),
            mood=MOODS[mood],
        )

    def _start(self, text: CustomerText, here: dict[str, NodeText], path: Trail) -> str:
        first = next(iter(here), "")
        starts = [RouteWhen(to=text.start)] if isinstance(text.start, str) else text.start or []
        for index, route in enumerate(starts):
            at: Trail = (*path, "start") if isinstance(text.start, str) else (*path, "start", index, "to")
            if not self._applies(route.when, (*at[:-1], "when")):
                continue
            if route.to in here:
                return route.to
            cure = self.bench.suggest(route.to, f"node {text.id}", text.nodes, "改成已有的步骤")
            self.bench.problem("S101", f"开头「{route.to}」不存在", cure, at)
            return first
        if not first:
            self.bench.problem(
                "S117", f"{text.name}在这个变体里没有对话", "检查各步的 when", (*path, "nodes")
            )
        return first

    def _node(self, id: str, text: NodeText, path: Trail, around: Surroundings) -> Node:
        customer = around.customer.id
        self.trails[(customer, id)] = path
        options: dict[str, Option] = {}
        for index, option_text in enumerate(text.options):
            here = (*path, "options", index)
            if not self._applies(option_text.when, (*here, "when")):
                continue
            option = make_option(self.bench, option_text, id, here, around)
            if option.id in options:
                message = f"选项「{option.id}」在这一步写了两次"
                self.bench.problem("D604", message, "用 id 另起名字", here)
            self.trails[(customer, id, option.id)] = here
            options[option.id] = option
        line = self.bench.fill(text.line, (*path, "line"))
        return Node(id, line, tuple(options.values()), self.bench.fill(text.ends, (*path, "ends")))

    def _rule(self, text: RuleText, path: Trail) -> LogRule | None:
        if not self._applies(text.when, (*path, "when")):
            return None
        customers = [customer.id for customer in self.text.customers]
        whom = customers if text.customers == "all" else text.customers
        for index, id in enumerate(whom):
            if id not in customers:
                cure = near(id, customers) or "检查编号"
                self.bench.problem("U205", f"没有客户「{id}」", cure, (*path, "customers", index))
        for step, here in _steps(text, path):
            self.bench.known(step, here)
        return LogRule(
            kind=text.kind,
            rule=text.rule or "",
            title=self.bench.fill(text.title, (*path, "title")),
            marks=marks(text.marks),
            customers=tuple(id for id in dict.fromkeys(whom) if id in customers),
            within=milliseconds(text.within),
            steps=tuple(text.steps),
            order=tuple((before, after) for before, after in text.order),
            must=tuple(text.must),
            critical=text.critical,
            proof=self.bench.proof({text.rule or "": (*path, "rule")}),
        )


def _steps(text: RuleText, path: Trail) -> Iterator[tuple[str, Trail]]:
    """Yield every step that a rule names, with its path."""
    yield from ((step, (*path, "steps", i)) for i, step in enumerate(text.steps))
    yield from ((step, (*path, "must", i)) for i, step in enumerate(text.must))
    yield from (
        (step, (*path, "order", i, j)) for i, pair in enumerate(text.order) for j, step in enumerate(pair)
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
