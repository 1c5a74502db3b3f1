"""The engine and the search: acts a second, all states and all ways of a scenario, a long shift replayed.

Beside them in the same run: a walk over a bare dictionary of node → option → node, which knows no
clock, no marks, no moods and no flags.
"""

import gc
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice

from benchmarks.table import Row, print_table
from trainer.content.shelf import load
from trainer.core.events import Act
from trainer.core.explore import best
from trainer.core.log import play_back
from trainer.core.scenario import Condition, Customer, LogRule, Node, Option, Route, Scenario
from trainer.core.shift import act, begin
from trainer.core.ways import converse, ways
from trainer.paths import find_places

NODES, WAYS, PLAYS, PEOPLE, ROUNDS = 40, 300_000, 1_000, 12, 7
SINGLE, CROWD = "walk-in-quanqiutong", "four-at-once"
Bare = dict[str, dict[str, str]]


def customer(nodes: int) -> Customer:
    """Make a conversation of so many turns: a right answer, a mistake that heats, one that sets a flag."""
    made = {}
    hot = Condition(mood_from=2)
    for i in range(nodes):
        on, over = f"n{i + 1}", f"n{min(i + 2, nodes)}"
        options = (
            Option("right", "say", "对", (Route(on),), marks=(2, 1, 0, 0, 0)),
            Option("heats", "say", "错", (Route(over, hot), Route(on)), mood=i % 3 - 1),
            Option("flags", "say", "查", (Route(over),), sets=(f"f{i % 2}",), needs=Condition(lacks=("f0",))),
        )
        made[f"n{i}"] = Node(f"n{i}", "?", options)
    made[f"n{nodes}"] = Node(f"n{nodes}", "再见", ends="办妥")
    return Customer("wang", "王女士", "办事", "n0", made)


def scenario(*customers: Customer) -> Scenario:
    """Make a hall for these customers."""
    shipped = load(find_places().content).plays[SINGLE][0].scenario
    names = tuple(each.id for each in customers)
    rules = (
        LogRule("acknowledged", "", "招呼", (1, 0, 0, 0, 0), names, within=60_000),
        LogRule("stays", "", "留住", (0, 0, 0, 1, 0), names),
    )
    return replace(shipped, customers=customers, rules=rules if len(names) > 1 else ())


def bare_of(who: Customer) -> Bare:
    """Reduce a conversation to a dictionary, with the last route of each option."""
    return {id: {o.id: o.routes[-1].to for o in node.options} for id, node in who.nodes.items()}


def bare_states(bare: Bare) -> set[str]:
    """Find every node."""
    seen, todo = {"n0"}, ["n0"]
    while todo:
        for to in bare[todo.pop()].values():
            if to not in seen:
                seen.add(to)
                todo.append(to)
    return seen


def bare_ways(bare: Bare) -> Iterator[tuple[str, ...]]:
    """Yield every way through the dictionary."""
    trail, taken = [iter(bare["n0"].items())], list[str]()
    while trail:
        for option, to in trail[-1]:
            if not bare[to]:
                yield (*taken, option)
                continue
            trail.append(iter(bare[to].items()))
            taken.append(option)
            break
        else:
            trail.pop()
            if taken:
                taken.pop()


def play_bare(bare: Bare, start: str, options: list[str]) -> None:
    """Walk through the dictionary again and again."""
    for _ in range(PLAYS):
        node = start
        for option in options:
            node = bare[node][option]


def play(hall: Scenario, acts: tuple[Act, ...]) -> None:
    """Play the same acts again and again."""
    for _ in range(PLAYS):
        shift = begin(hall)
        for each in acts:
            shift, _ = act(shift, each)


def shortest(work: Callable[[], object]) -> float:
    """Return the shortest of some runs, in seconds of this thread's own time."""
    times = []
    for _ in range(ROUNDS):
        gc.collect()
        began = time.thread_time()
        work()
        times.append(time.thread_time() - began)
    return min(times)


def acting(name: str, hall: Scenario) -> Row:
    """Measure acts a second along the best path of one customer."""
    who, acts = hall.customers[0], best(hall).acts
    options = [each.option for each in acts]
    bare = {id: {o.id: o.routes[-1].to for o in node.options} for id, node in who.nodes.items()}
    ours = PLAYS * len(acts) / shortest(lambda: play(hall, acts))
    theirs = PLAYS * len(acts) / shortest(lambda: play_bare(bare, who.start, options))
    return Row(name, f"{ours:,.0f}", f"{theirs / ours:.1f} ({theirs:,.0f})", "100,000")


def searching(who: Customer) -> Iterator[Row]:
    """Measure the states and the ways of one conversation."""
    bare, hall = bare_of(who), scenario(who)
    ours, theirs = shortest(lambda: converse(who)), shortest(lambda: bare_states(bare))
    states = converse(who).states
    yield Row(f"all {states} states", f"{ours * 1e3:.1f} ms", f"{ours / theirs:.0f}", "50 ms")
    ours = shortest(lambda: best(hall))
    yield Row("the best path, proved", f"{ours * 1e3:.1f} ms", f"{ours / theirs:.0f}", "")
    count = sum(1 for _ in islice(ways(who), WAYS))
    ours = count / shortest(lambda: sum(1 for _ in islice(ways(who), WAYS)))
    theirs = WAYS / shortest(lambda: sum(1 for _ in islice(bare_ways(bare), WAYS)))
    yield Row(f"ways a second ({count:,} of them)", f"{ours:,.0f}", f"{theirs / ours:.1f}", "100,000")


def replaying() -> Row:
    """Measure the replay of a shift of twelve customers."""
    shipped = load(find_places().content).plays[CROWD][0].scenario.customers
    people = (
        replace(shipped[i % len(shipped)], id=f"c{i}", arrives=i * 4_000, patience=240_000)
        for i in range(PEOPLE)
    )
    hall = scenario(*people)
    acts = best(hall).acts
    assert len(acts) >= PEOPLE * 4
    assert len(play_back(hall, acts).shift.visits) == PEOPLE
    took = shortest(lambda: play_back(hall, acts))
    return Row(f"{PEOPLE} customers, {len(acts)} acts replayed", f"{took * 1e3:.1f} ms", "", "50 ms")


def main() -> None:
    """Measure and print the table."""
    shipped = load(find_places().content).plays[SINGLE][0].scenario
    rows = [
        acting(f"{SINGLE}: acts a second", shipped),
        acting(f"{NODES} nodes: acts a second", scenario(customer(NODES))),
        *searching(customer(NODES)),
        replaying(),
    ]
    print_table("Exploring", ("what", "measured", "ratio to the bare dictionary", "aim"), rows)


if __name__ == "__main__":
    main()
