"""What only all variants of a scenario tell together: dead conditions, habits, and what is never used."""

from collections.abc import Iterable, Iterator

from trainer.core.check import Examined, Problem
from trainer.core.fairness import decisions, habits_of_length
from trainer.core.library import Library
from trainer.core.scenario import Scenario
from trainer.core.usage import unused

_MOST_NAMED = 12


def compare(examined: Iterable[Examined]) -> Iterator[Problem]:
    """Yield the problems that all variants of a scenario have together."""
    variants = list(examined)
    yield from _dead_conditions(variants)
    for habit in habits_of_length(decisions(each.scenario for each in variants)):
        message = f"{habit.decisions} 处选择里，正确的有 {habit.hits} 处{habit.kind}，多得不像巧合"
        cure = "挑几处，把错的选项写得一样具体" if habit.kind == "最长" else "挑几处，把错的选项改短些"
        yield Problem("S124", message, cure, (), "warning")


def _dead_conditions(variants: list[Examined]) -> Iterator[Problem]:
    """Yield the conditions that hold in no state of any variant; none where a search was cut short."""
    surveys = [(id, survey) for each in variants for id, survey in each.surveys.items()]
    if not all(survey.complete for _, survey in surveys):
        return
    opened = {(id, *door) for id, survey in surveys for door in survey.open}
    asked = dict.fromkeys((id, *door) for id, survey in surveys for door in sorted(survey.doors))
    for customer, node, option, route in asked:
        if (customer, node, option, route) in opened:
            continue
        if route < 0:
            message, cure = f"「{node}」里选项「{option}」的条件永远不成立", "改条件，或删去这个选项"
            yield Problem("S122", message, cure, (customer, node, option, "if"))
        else:
            message, cure = f"第 {route + 1} 条去向永远轮不到", "改条件或次序，或删去这一条"
            yield Problem("S122", message, cure, (customer, node, option, "then", route))


def leftovers(library: Library, scenarios: Iterable[Scenario]) -> Iterator[Problem]:
    """Yield, as one reminder, the phrases and the steps of the library that no scenario uses."""
    ids = [id for shelf in unused(library, scenarios) for id in shelf]
    if ids:
        named = "、".join(ids[:_MOST_NAMED]) + (" 等" if len(ids) > _MOST_NAMED else "")
        message = f"有 {len(ids)} 条话术和步骤没有场景用到：{named}"
        yield Problem("U211", message, "在场景里用上；确实用不着的不必管", (), "warning")
