"""The results table as a model: columns with words, sorting keys and what a screen reader says."""

from enum import IntEnum

from PySide6.QtCore import QObject, Qt

from trainer.ui.dashboard.lines import Line
from trainer.ui.dashboard.sorting import Field, SortedTable
from trainer.ui.dashboard.words import day_and_minute, span

NONE = "—"
GATE_WORDS: dict[bool | None, str] = {True: "通过", False: "未通过", None: NONE}


class Column(IntEnum):
    """The columns, from left to right."""

    WHEN = 0
    WHO = 1
    WHAT = 2
    MODE = 3
    MARKS = 4
    GATE = 5
    CRITICAL = 6
    TOOK = 7
    STATE = 8


def marks_words(line: Line) -> str:
    """Write the marks as 36/39（92%）."""
    if line.total is None or line.out_of is None:
        return NONE
    return f"{line.total}/{line.out_of}（{line.percent or 0}%）"


def critical_words(line: Line) -> str:
    """Write the critical findings down, each in its words."""
    return "；".join(line.critical)


def _took_words(line: Line) -> str:
    return NONE if line.took is None else span(line.took)


FIELDS: dict[Column, Field[Line]] = {
    Column.WHEN: Field(
        "时间", lambda line: day_and_minute(line.started), lambda line: line.started.timestamp()
    ),
    Column.WHO: Field("姓名", lambda line: line.person, lambda line: line.person),
    Column.WHAT: Field("场景", lambda line: line.title, lambda line: line.title, tip=True),
    Column.MODE: Field("模式", lambda line: line.mode, lambda line: line.mode),
    Column.MARKS: Field("得分", marks_words, lambda line: line.percent),
    Column.GATE: Field("合规", lambda line: GATE_WORDS[line.compliant], lambda line: line.compliant),
    Column.CRITICAL: Field("一票否决项", critical_words, lambda line: len(line.critical) or None, tip=True),
    Column.TOOK: Field("用时", _took_words, lambda line: line.took),
    Column.STATE: Field("状态", lambda line: line.state, lambda line: line.state),
}


class ResultTable(SortedTable[Line]):
    """The attempts, the latest first to begin with."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__([FIELDS[column] for column in Column], _id_of, parent)
        self._by, self._order = Column.WHEN, Qt.SortOrder.DescendingOrder


def _id_of(line: Line) -> str:
    return line.id
