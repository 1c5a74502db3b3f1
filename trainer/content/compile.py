"""From what an author wrote to scenarios that can be played: one for every variant, all looked up."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from trainer.content.bench import Bench, Findings, TooManyProblems, marks, milliseconds
from trainer.content.books import Books
from trainer.content.casts import Cast, casts
from trainer.content.functions import functions_for
from trainer.content.heads import check_head, flags_of
from trainer.content.lets import Keeper
from trainer.content.options import Surroundings, make_late, make_option
from trainer.content.schema import CustomerText, NodeText, RouteWhen, RuleText, ScenarioText
from trainer.content.templates import Templates
from trainer.core.check import Problem, Trail, near
from trainer.core.scenario import Customer, LogRule, Node, Option, Scenario


@dataclass(slots=True)
class Compiled:
    """The variants of one file, the problems met on the way, and where ids stand in the file.

    `rows` has the place of the row of details of each scenario.
    `held` tells of each `when` that was looked at whether it held in some variant.
    """

    scenarios: list[Scenario] = field(default_factory=list)
    rows: list[Trail] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    trails: dict[Trail, Trail] = field(default_factory=dict)
    held: dict[Trail, bool] = field(default_factory=dict)


def compile_scenario(text: ScenarioText, books: Books, templates: Mapping[str, Templates]) -> Compiled:
    """Make one scenario for each variant of the file (one called "" where it names none).

    Where it draws details there is one for each row, one after another. It is made against its own
    edition; `templates` are those of each.
    """
    done, findings = Compiled(), Findings()
    edition = books.editions.get(text.edition) or books.edition
    bench = Bench(books.library, edition, templates[edition.id], {}, findings)
    try:
        check_head(text, bench.templates, books.editions, findings)
        made = list(casts(text, bench, _keeper(text, books, edition.id)))
        for cast in made if all(made) else ():
            assert cast is not None  # or none would be made
            done.rows.append(cast.place)
            done.scenarios.append(_Compiler(replace(bench, values=cast.values), text, cast, done).scenario())
        for path in (path for path, held in done.held.items() if not held and text.variants):
            findings.add(Problem("S123", "这个 when 在所有变体里都不成立", "改条件，或删去这一处", path))
    except TooManyProblems:
        done.scenarios.clear()
    done.problems = list(findings.problems)
    return done


def _keeper(text: ScenarioText, books: Books, edition: str) -> Keeper | None:
    """Return what works out the names of `let`; None where there are none."""
    if text.let or any(variant.let for variant in text.variants):
        return Keeper(functions_for(replace(books, hall=edition)))
    return None


class _Compiler:
    """Compiles one variant, with one row of its details."""

    def __init__(self, bench: Bench, text: ScenarioText, cast: Cast, done: Compiled) -> None:
        self.bench, self.text, self.cast = bench, text, cast
        self.trails, self.held = done.trails, done.held

    def scenario(self) -> Scenario:
        text, fill = self.text, self.bench.fill
        rules = (self._rule(rule, ("rules", index)) for index, rule in enumerate(text.rules))
        return Scenario(
            id=text.id,
            variant=self.cast.variant,
            title=fill(text.title, ("title",)),
            summary=fill(text.summary, ("summary",)),
            date=self.cast.date,
            time=self.cast.time,
            post=text.post,
            edition=text.edition,
            trains=tuple(text.trains),
            situations=tuple(text.situations),
            difficulty=text.difficulty,
            customers=tuple(self._customer(c, ("customers", i)) for i, c in enumerate(text.customers)),
            rules=tuple(rule for rule in rules if rule),
            notes=tuple(fill(note, ("notes", i)) for i, note in enumerate(text.notes)),
            assumptions=tuple(self._assumptions()),
            channel=text.channel,
            drawing=self.cast.drawing,
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
        around = Surroundings(text, frozenset(here), flags_of(text))
        part = self.cast.part(self.bench, text, path)
        return Customer(
            id=text.id,
            name=part.name,
            wants=self.bench.fill(text.wants, (*path, "wants")),
            start=self._start(text, here, path),
            nodes={id: self._node(id, node, (*path, "nodes", id), around) for id, node in here.items()},
            face=part.face,
            arrives=part.arrives,
            patience=part.patience,
            mood=part.mood,
            post=text.post or "",
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
        line, ends = (self.bench.fill(getattr(text, key), (*path, key)) for key in ("line", "ends"))
        if late := make_late(self.bench, text, id, path, around):
            self.trails[(customer, id, late.id)] = (*path, "late")
        deadline = milliseconds(text.deadline) if late and text.deadline else 0
        return Node(id, line, tuple(options.values()), ends, deadline, late)

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
        rule = self.bench.name(text.rule, (*path, "rule"))
        return LogRule(
            kind=text.kind,
            rule=rule,
            title=self.bench.fill(text.title, (*path, "title")),
            marks=marks(text.marks),
            customers=tuple(id for id in dict.fromkeys(whom) if id in customers),
            within=milliseconds(text.within),
            steps=tuple(text.steps),
            order=tuple((before, after) for before, after in text.order),
            must=tuple(text.must),
            critical=text.critical,
            proof=self.bench.proof({rule: (*path, "rule")}),
            posts=tuple(text.posts),
        )


def _steps(text: RuleText, path: Trail) -> Iterator[tuple[str, Trail]]:
    """Yield every step that a rule names, with its path."""
    yield from ((step, (*path, "steps", i)) for i, step in enumerate(text.steps))
    yield from ((step, (*path, "must", i)) for i, step in enumerate(text.must))
    yield from (
        (step, (*path, "order", i, j)) for i, pair in enumerate(text.order) for j, step in enumerate(pair)
    )
