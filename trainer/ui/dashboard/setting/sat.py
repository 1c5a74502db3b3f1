"""Who sat an assessment, as lines of a table: the columns, the states, and which of them are wanted."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from trainer.ui.dashboard.sorting import Field, SortedTable

if TYPE_CHECKING:
    from trainer.core.exam.verdict import Verdict
    from trainer.training.exams.defending import Defended
    from trainer.training.marking import Sat

ALL, FAILED, CLOSE = "全部", "没有通过", "临界"
STATES = (ALL, "未开始", "进行中", "已完成", "逾期", "缺考", FAILED, CLOSE)
NONE = "—"


class Column(IntEnum):
    """The columns, from left to right."""

    NAME = 0
    TEAM = 1
    STATE = 2
    TIMES = 3
    TOTAL = 4
    GATE = 5
    RESULT = 6
    CLOSE = 7
    AWAY = 8


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whom to show: part of a name or a team, and a state."""

    text: str = ""
    state: str = ALL

    def keeps(self, line: Sat) -> bool:
        """Tell whether somebody is wanted."""
        return self.state in states_of(line) and self.finds(line)

    def finds(self, line: Sat) -> bool:
        """Tell whether the words that are sought are those of somebody."""
        told = _folded(f"{line.presented.person} {line.team}")
        return all(word in told for word in _folded(self.text).split())


def states_of(line: Sat) -> tuple[str, ...]:
    """Return the states under which somebody is found."""
    now = _now(line)
    failed = (FAILED,) if now and not now.passed else ()
    close = (CLOSE,) if line.near == CLOSE else ()
    return (ALL, line.presented.presence, *failed, *close)


def counted(lines: Iterable[Sat], text: str) -> Counter[str]:
    """Tell for each state how many of those that are sought are in it."""
    sought = Wanted(text)
    return Counter(state for line in lines if sought.finds(line) for state in states_of(line))


def _now(line: Sat) -> Verdict | None:
    return line.presented.counting.now if line.presented.counting else None


def _person(line: Sat) -> str:
    return line.presented.person


def _team(line: Sat) -> str:
    return line.team


def _presence(line: Sat) -> str:
    return line.presented.presence


def _times(line: Sat) -> int:
    return line.presented.sat


def _percent(line: Sat) -> int | None:
    now = _now(line)
    return now.percent if now else None


def _total(line: Sat) -> str:
    percent = _percent(line)
    return NONE if percent is None else f"{percent}%"


def _gate(line: Sat) -> str:
    now = _now(line)
    return "" if now is None else "通过" if now.compliant else "一票否决"


def _result(line: Sat) -> str:
    now = _now(line)
    return "" if now is None else "通过" if now.passed else FAILED


def _near(line: Sat) -> str:
    return line.near


def _seconds(line: Sat) -> float | None:
    opened = line.presented.counting
    return sum(opened.away) if opened and opened.away else None


def _away(line: Sat) -> str:
    opened = line.presented.counting
    return f"{len(opened.away)} 次 {sum(opened.away):.0f} 秒" if opened and opened.away else ""


def _times_words(line: Sat) -> str:
    return str(line.presented.sat)


FIELDS: dict[Column, Field[Sat]] = {
    Column.NAME: Field("姓名", _person, _person, tip=True),
    Column.TEAM: Field("班组", _team, lambda line: line.team or None, tip=True),
    Column.STATE: Field("状态", _presence, lambda line: STATES.index(line.presented.presence)),
    Column.TIMES: Field("次数", _times_words, _times, is_number=True),
    Column.TOTAL: Field("总分", _total, _percent, is_number=True),
    Column.GATE: Field("合规", _gate, lambda line: _gate(line) or None),
    Column.RESULT: Field("结论", _result, lambda line: _result(line) or None),
    Column.CLOSE: Field("临界", _near, lambda line: line.near or None),
    Column.AWAY: Field("离开", _away, _seconds, tip=True),
}


class SatTable(SortedTable["Sat"]):
    """Everybody of an assessment; persons stay the same when their marks change."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__([FIELDS[column] for column in Column], person_of, parent)


def person_of(line: Sat) -> int:
    """Return whose line it is."""
    return line.presented.person_id


def sitting_of(line: Sat | None) -> Defended | None:
    """Return the sitting that is looked at first: the one that counts, or the last one begun."""
    if line is None:
        return None
    return line.presented.counting or (line.presented.sittings or (None,))[-1]


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
