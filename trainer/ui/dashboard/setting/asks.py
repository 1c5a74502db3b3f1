"""What the page of assessments asks of the records, on the records' thread; the rooms open when wanted."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from trainer.core.exam.verdict import Override
    from trainer.training.desk import Desk
    from trainer.training.exams.defending import Defended
    from trainer.training.exams.publishing import Published
    from trainer.training.marking import AnsweredPart, Sat

DEFENDING, PUBLISHING = "trainer.training.exams.defending", "trainer.training.exams.publishing"
MARKING = "trainer.training.marking"


def published(desk: Desk) -> list[Published]:
    """List the assessments of the hall."""
    return desk.with_hall(importlib.import_module(PUBLISHING).published)


def sat(desk: Desk, id: str) -> list[Sat]:
    """Tell who sat one."""
    return desk.with_hall(importlib.import_module(MARKING).sat, id)


def extend(desk: Desk, id: str, last: date, reason: str) -> Published:
    """Let it be sat to the end of a day."""
    rooms = importlib.import_module(PUBLISHING)
    return desk.with_hall(rooms.extend_through, id, last, reason)  # type: ignore[no-any-return]


def withdraw(desk: Desk, id: str, reason: str) -> Published:
    """Let nobody begin it any more."""
    return desk.with_hall(importlib.import_module(PUBLISHING).withdraw, id, reason)  # type: ignore[no-any-return]


def release(desk: Desk, id: str) -> Published:
    """Let everybody see their own marks."""
    return desk.with_hall(importlib.import_module(PUBLISHING).release_marks, id)  # type: ignore[no-any-return]


def standing(desk: Desk, id: str) -> Defended:
    """Open a sitting."""
    return desk.with_hall(importlib.import_module(DEFENDING).standing, id)  # type: ignore[no-any-return]


def correct(desk: Desk, id: str, change: Override, why: tuple[str, int]) -> Defended:
    """Correct a mark."""
    return desk.with_hall(importlib.import_module(DEFENDING).override, id, change, why)  # type: ignore[no-any-return]


def comment(desk: Desk, id: str, text: str, part: int | None) -> Defended:
    """Note something about a sitting or one of its parts."""
    return desk.with_hall(importlib.import_module(DEFENDING).comment, id, text, part)  # type: ignore[no-any-return]


def answer(desk: Desk, id: str, text: str) -> Defended:
    """Answer an appeal."""
    return desk.with_hall(importlib.import_module(DEFENDING).answer, id, text)  # type: ignore[no-any-return]


def answered(desk: Desk, id: str, place: int) -> AnsweredPart:
    """Read the answers of a written part."""
    return desk.with_hall(importlib.import_module(MARKING).answered, id, place)  # type: ignore[no-any-return]
