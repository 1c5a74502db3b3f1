"""What of the hall's library no scenario uses: standard phrases that nobody says, steps that nobody does."""

from collections.abc import Iterable, Iterator

from trainer.core.library import Library
from trainer.core.scenario import Scenario


def unused(library: Library, scenarios: Iterable[Scenario]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the ids of phrases and of steps that no option of any scenario says or does."""
    used = {id for scenario in scenarios for id in _used(scenario)}
    phrases = tuple(id for id in library.phrases if id not in used)
    return phrases, tuple(id for id in library.steps if id not in used)


def _used(scenario: Scenario) -> Iterator[str]:
    for customer in scenario.customers:
        for node in customer.nodes.values():
            for option in node.options:
                yield option.ref
                yield from option.steps
