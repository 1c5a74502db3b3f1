"""The sums of the answers and marks recounted: filed under topics, proved against the log, made anew.

What the triggers add act by act is summed up here from the whole log by the same two views, so that a
difference shows what was changed by hand.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import sqlalchemy as sa

from trainer.store.database import Store
from trainer.store.rows import Fault
from trainer.store.tables import person, tally_cell, tally_slip, tally_subject, tally_week
from trainer.store.tallies import topics

FEW_NAMED = 3
"""So many differences are named; more of them say nothing new."""


_GRAINS = "(SELECT 0 AS grain UNION ALL SELECT 1 UNION ALL SELECT 2)"
_SLOT = "CASE grain WHEN 0 THEN 0 WHEN 1 THEN month / 100 ELSE month END"
_FILED: Final = (
    (
        tally_subject,
        f"SELECT sort, {_SLOT} AS slot, '主题:' || topic AS subject, person_id, n, points, best "
        f"FROM answer, {_GRAINS}",
    ),
    (tally_week, "SELECT sort, '主题:' || topic AS subject, week, person_id, n, points, best FROM answer"),
    (
        tally_slip,
        f"SELECT sort, {_SLOT} AS slot, mistake, topic, person_id, n FROM answer, {_GRAINS} "
        "WHERE mistake <> ''",
    ),
)
_REST: Final = (
    (tally_cell, f"SELECT sort, {_SLOT} AS slot, rule_id, person_id, n, points FROM answer, {_GRAINS}"),
    (tally_week, "SELECT sort, '' AS subject, week, person_id, n, points, best FROM answer"),
)
_MARKED: Final = (
    (
        tally_subject,
        f"SELECT sort, {_SLOT} AS slot, subject, person_id, n, points, best FROM tallied_mark, {_GRAINS}",
    ),
    (tally_week, "SELECT sort, subject, week, person_id, n, points, best FROM tallied_mark"),
)
_TABLES: Final = (tally_cell, tally_subject, tally_week, tally_slip)
_CALLED: Final = {
    "tally_cell": "各人各条规则的合计",
    "tally_subject": "各人各主题的合计",
    "tally_week": "各人每周的合计",
    "tally_slip": "各人常犯错误的合计",
}
_GATHERED = sa.text(
    "CREATE TEMP TABLE answer AS SELECT rule_id, topic, mistake, sort, month, week, person_id, "
    "sum(n) AS n, sum(points) AS points, sum(best) AS best FROM tallied_answer "
    "WHERE :rules IS NULL "
    "OR rule_id IN (SELECT id FROM tally_rule WHERE rule IN (SELECT value FROM json_each(:rules))) "
    "GROUP BY sort, month, week, rule_id, mistake, person_id"
)
_FIND = sa.text(
    "INSERT INTO tally_rule (rule, topic) SELECT DISTINCT rule, '' FROM review WHERE true "
    "ON CONFLICT DO NOTHING"
)
_UNFILED = sa.text("SELECT count(*) FROM review WHERE rule NOT IN (SELECT rule FROM tally_rule)")
_FILE = sa.text(
    "INSERT INTO tally_rule (rule, topic) VALUES (:rule, :topic) "
    "ON CONFLICT (rule) DO UPDATE SET topic = excluded.topic"
)
_REFILE = sa.text("UPDATE answer SET topic = (SELECT topic FROM tally_rule WHERE id = rule_id)")
_DROP = sa.text("DROP TABLE temp.answer")


def file_under(store: Store, filed: Mapping[str, str]) -> int:
    """File rules under topics; the sums of those that were elsewhere move over. Return how many did.

    Rules nobody was asked about yet are filed too, so that their first answer finds its place.
    """
    known = topics(store)
    moved = {rule: topic for rule, topic in filed.items() if known.get(rule) != topic}
    if moved:
        with store.writing() as connection:
            _gather(connection, [rule for rule in moved if rule in known])
            _add(connection, _FILED, sign="-")
            connection.execute(_FILE, [{"rule": rule, "topic": moved[rule]} for rule in moved])
            connection.execute(_REFILE)
            _add(connection, _FILED)
            connection.execute(_DROP)
    return len(moved)


def rebuild(store: Store) -> None:
    """Sum everything up anew from the log of answers and the results of attempts."""
    with store.writing() as connection:
        connection.execute(_FIND)
        for table in _TABLES:
            connection.execute(sa.delete(table))
        _gather(connection)
        _add(connection, (*_FILED, *_REST, *_MARKED))
        connection.execute(_DROP)


def faults(store: Store) -> list[Fault]:
    """Recount everything and name the sums that differ; nothing is changed."""
    with store.reading() as connection:
        found = []
        if connection.execute(_UNFILED).scalar_one():
            found.append(_fault("有答题记录的规则没有列入合计"))
        _gather(connection)
        for table in _TABLES:
            connection.execute(sa.text(f"CREATE TEMP TABLE re{table} AS SELECT * FROM {table} WHERE 0"))
        _add(connection, (*_FILED, *_REST, *_MARKED), into="temp.re")
        for table in _TABLES:
            found += _differences(connection, table)
            connection.execute(sa.text(f"DROP TABLE temp.re{table}"))
        connection.execute(_DROP)
        return found


def _gather(connection: sa.Connection, rules: Sequence[str] | None = None) -> None:
    """Gather the answers (to some rules) in a table of the connection's own, as far as they are alike."""
    connection.execute(_GATHERED, {"rules": None if rules is None else json.dumps(rules)})


def _add(
    connection: sa.Connection, queries: Sequence[tuple[sa.Table, str]], sign: str = "", into: str = ""
) -> None:
    """Add what was gathered to the sums (or take it off), or put it `into` a recount."""
    for table, query in queries:
        key, sums = [each.name for each in table.primary_key], _sums(table)
        totals = ", ".join((*key, *(f"{sign}sum({name})" for name in sums)))
        conflict = ", ".join(f"{name} = {name} + excluded.{name}" for name in sums)
        end = "" if into else f"ON CONFLICT DO UPDATE SET {conflict}"
        named = ", ".join((*key, *sums))
        connection.execute(
            sa.text(
                f"INSERT INTO {into}{table.name} ({named}) SELECT {totals} FROM ({query}) WHERE true "
                f"GROUP BY {', '.join(key)} {end}"
            )
        )


def _differences(connection: sa.Connection, table: sa.Table) -> Iterator[Fault]:
    """Name the first sums that are not what the recount says, and count them all."""
    columns = ", ".join(each.name for each in table.c)
    some = " OR ".join(f"{name} <> 0" for name in _sums(table))
    kept = f"SELECT {columns} FROM {table.name} WHERE {some}"
    told = f"SELECT {columns} FROM temp.re{table.name} WHERE {some}"
    keys = ", ".join(each.name for each in table.primary_key)
    both = f"SELECT * FROM ({kept} EXCEPT {told}) UNION ALL SELECT * FROM ({told} EXCEPT {kept})"
    rows = connection.execute(sa.text(f"SELECT DISTINCT {keys} FROM ({both})")).mappings().all()
    names = {row.id: row.name for row in connection.execute(sa.select(person.c.id, person.c.name))}
    for row in rows[:FEW_NAMED]:
        who = names.get(row["person_id"], f"编号 {row['person_id']} 的人")
        what = "、".join(str(value) for name, value in row.items() if name != "person_id" and value != "")
        more = f"，共 {len(rows)} 处" if len(rows) > 1 else ""
        yield _fault(f"{_CALLED[table.name]}与逐条重算不符：{who}（{what}{more}）")


def _sums(table: sa.Table) -> list[str]:
    return [each.name for each in table.c if not each.primary_key]


def _fault(message: str) -> Fault:
    return Fault(
        None, None, "tally", f"{message}。成绩和答题记录没有变，用 trainer verify --recount 重算即可"
    )
