"""A morning round with its host open, and phones that are hung up in the end."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from tests.live.briefing import Briefing
from tests.live.calling import Phone
from tests.live.chromium import browser, handset  # noqa: F401  # fixtures


@pytest.fixture
def open_briefing() -> Iterator[Callable[..., Briefing]]:
    """Open rounds, and close their hosts in the end."""
    opened: list[Briefing] = []

    def open_(**said: Any) -> Briefing:
        briefing = Briefing(**said)
        briefing.host.start()
        opened.append(briefing)
        return briefing

    yield open_
    for each in opened:
        each.host.stop()


@pytest.fixture
def briefing(open_briefing: Callable[..., Briefing]) -> Briefing:
    """A round in its lobby."""
    return open_briefing()


@pytest.fixture
def phone(briefing: Briefing) -> Iterator[Callable[..., Phone]]:
    """Call the host of the round."""
    with ExitStack() as calls:
        yield lambda **options: calls.enter_context(Phone(briefing.host, **options))
