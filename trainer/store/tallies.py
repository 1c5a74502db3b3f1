"""The sums behind the supervisor's figures, as they are read; `recount` files, proves and mends them.

Two triggers keep them in the act's own commit, so no act can forget them. A sum belongs to a `sort`
(0 practice, 1 assessment, 2 cramming: never mixed) and to a `slot` of time: 0 for ever, 2026 a year,
202611 a month, by the clock on a Chinese wall. So whatever is asked, one range of small rows is read.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

import sqlalchemy as sa

from trainer.store.database import Store
from trainer.store.rows import stamp
from trainer.store.tables import tally_rule

TOPIC, ABILITY = "主题:", "能力:"
"""What the subjects of sums begin with: topics of answers, and competences of marked attempts."""

EVERYTHING = ""
"""The subject of a week's answers of all topics together."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Which sums are wanted: of one sort, one slot of time, and some people (None: of everybody)."""

    sort: int
    slot: int
    people: tuple[int, ...] | None

    @property
    def bound(self) -> dict[str, object]:
        """The parameters of a query."""
        people = None if self.people is None else json.dumps(self.people)
        return {"sort": self.sort, "slot": self.slot, "people": people}


class Line(NamedTuple):
    """A sum: of what (a rule, a subject, a mistake; a week as its number), whose, and how much.

    `points` of `best` were earned; one answer can earn 10,000. A `person_id` of 0 is everybody together.
    """

    key: str
    person_id: int
    n: int
    points: int
    best: int
    week: int = 0


# The sign keeps SQLite from seeking every person in every rule: one range is read from end to end.
_PEOPLE = "(:people IS NULL OR +person_id IN (SELECT value FROM json_each(:people)))"
_BY_SUBJECT = sa.text(
    "SELECT substr(subject, :skip), person_id, n, points, best, 0 FROM tally_subject "
    f"WHERE sort = :sort AND slot = :slot AND subject >= :first AND subject < :past AND {_PEOPLE} AND n > 0"
)
_RULES = sa.text(
    "SELECT rule, 0, s, p, s * 10000, 0 FROM (SELECT rule_id, sum(n) AS s, sum(points) AS p FROM tally_cell "
    f"WHERE sort = :sort AND slot = :slot AND {_PEOPLE} GROUP BY rule_id) JOIN tally_rule ON id = rule_id "
    "WHERE s > 0"
)
_CELLS = sa.text(
    "SELECT rule, person_id, n, points, n * 10000, 0 FROM tally_rule CROSS JOIN tally_cell ON rule_id = id "
    f"WHERE sort = :sort AND slot = :slot AND topic = :topic AND {_PEOPLE} AND n > 0"
)
_WEEKS = sa.text(
    "SELECT '', 0, sum(n), sum(points), sum(best), week FROM tally_week "
    "WHERE sort = :sort AND subject IN (SELECT value FROM json_each(:subjects)) "
    f"AND week BETWEEN :first AND :last AND {_PEOPLE} GROUP BY week HAVING sum(n) > 0 ORDER BY week"
)
_SLIPS = sa.text(
    "SELECT mistake, 0, sum(n) AS s, 0, 0, 0 FROM tally_slip "
    f"WHERE sort = :sort AND slot = :slot AND (:topic IS NULL OR topic = :topic) AND {_PEOPLE} "
    "GROUP BY mistake HAVING s > 0 ORDER BY s DESC, mistake LIMIT :most"
)
_DUE = sa.text(
    "SELECT person_id, sum(due < :today), count(*) FROM trace "
    f"WHERE due < :tomorrow AND {_PEOPLE} GROUP BY person_id"
)
_SLOTS = sa.text(
    "WITH RECURSIVE found (slot) AS (SELECT min(slot) FROM tally_subject WHERE sort = :sort UNION ALL "
    "SELECT (SELECT min(t.slot) FROM tally_subject AS t WHERE t.sort = :sort AND t.slot > found.slot) "
    "FROM found WHERE found.slot IS NOT NULL) SELECT slot FROM found WHERE slot IS NOT NULL"
)


def by_subject(store: Store, scope: Scope, kind: str) -> list[Line]:
    """List each person's sum of every topic (`TOPIC`) or competence (`ABILITY`)."""
    past = kind[:-1] + chr(ord(kind[-1]) + 1)
    return _lines(store, _BY_SUBJECT, {**scope.bound, "first": kind, "past": past, "skip": len(kind) + 1})


def cells(store: Store, scope: Scope, topic: str) -> list[Line]:
    """List each person's sum of every rule of a topic."""
    return _lines(store, _CELLS, {**scope.bound, "topic": topic})


def rules(store: Store, scope: Scope) -> list[Line]:
    """List the sum of every rule over all of these people."""
    return _lines(store, _RULES, scope.bound)


def weeks(store: Store, scope: Scope, subjects: Sequence[str], span: tuple[int, int]) -> list[Line]:
    """List the sums of the weeks (numbered as in `core.figures`) of a span, whatever the slot."""
    bound = {"subjects": json.dumps(list(subjects)), "first": span[0], "last": span[1]}
    return _lines(store, _WEEKS, {**scope.bound, **bound})


def slips(store: Store, scope: Scope, most: int, topic: str | None = None) -> list[Line]:
    """List the named mistakes that were made most often."""
    return _lines(store, _SLIPS, {**scope.bound, "topic": topic, "most": most})


def due(
    store: Store, people: Sequence[int], today: datetime, tomorrow: datetime
) -> dict[int, tuple[int, int]]:
    """Count for each person the rules that are overdue, and those due by the end of the day."""
    bound = {"people": json.dumps(list(people)), "today": stamp(today), "tomorrow": stamp(tomorrow)}
    return {row[0]: (row[1], row[2]) for row in _rows(store, _DUE, bound)}


def slots(store: Store, sort: int) -> list[int]:
    """List the slots of time that hold anything of a sort."""
    return [row[0] for row in _rows(store, _SLOTS, {"sort": sort})]


def topics(store: Store) -> dict[str, str]:
    """Return the topic that each rule is filed under; "" for one that is not filed yet."""
    with store.reading() as connection:
        return {row.rule: row.topic for row in connection.execute(sa.select(tally_rule))}


def _lines(store: Store, query: sa.TextClause, bound: Mapping[str, object]) -> list[Line]:
    return [Line._make(row) for row in _rows(store, query, bound)]


def _rows(store: Store, query: sa.TextClause, bound: Mapping[str, object]) -> Sequence[Sequence[Any]]:
    with store.reading() as connection:
        return connection.execute(query, bound).all()
