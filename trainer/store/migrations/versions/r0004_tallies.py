"""The tallies: sums of the answers and of the marks, kept by triggers in the act's own transaction."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

_LOCAL = "'+8 hours'"  # a hall's days and months are those of its clock on the wall: China has one zone
_MONDAY = 8 * 3600 + 3 * 86400  # from 1970-01-01 (a Thursday) in that zone back to its Monday
_KEYS = {
    "tally_cell": ("sort", "slot", "rule_id", "person_id"),
    "tally_subject": ("sort", "slot", "subject", "person_id"),
    "tally_week": ("sort", "subject", "week", "person_id"),
    "tally_slip": ("sort", "slot", "mistake", "topic", "person_id"),
}
_SUMS = {
    "tally_cell": ("n", "points"),
    "tally_subject": ("n", "points", "best"),
    "tally_week": ("n", "points", "best"),
    "tally_slip": ("n",),
}
_GRAINS = "(SELECT 0 AS grain UNION ALL SELECT 1 UNION ALL SELECT 2)"
_SLOT = "CASE grain WHEN 0 THEN 0 WHEN 1 THEN month / 100 ELSE month END"
_ANSWERS = f"""
CREATE VIEW tallied_answer AS
SELECT r.seq, r.person_id, t.id AS rule_id, t.topic, r.mistake,
  CASE WHEN r.graded THEN 1 WHEN coalesce(o.kind, r.kind) = 'cram' THEN 2 ELSE 0 END AS sort,
  coalesce(CAST(strftime('%Y%m', r.at, {_LOCAL}) AS INTEGER), 0) AS month,
  coalesce((CAST(strftime('%s', r.at) AS INTEGER) + {_MONDAY}) / 604800, 0) AS week,
  CASE r.kind WHEN 'undo' THEN -1 ELSE 1 END AS n,
  CASE r.kind WHEN 'undo' THEN -1 ELSE 1 END * CAST(round(r.score * 10000) AS INTEGER) AS points,
  CASE r.kind WHEN 'undo' THEN -1 ELSE 1 END * 10000 AS best
FROM review AS r JOIN tally_rule AS t ON t.rule = r.rule LEFT JOIN review AS o ON o.seq = r.undoes
WHERE r.kind IN ('review', 'cram', 'undo')
"""
_MARKS = f"""
CREATE VIEW tallied_mark AS
SELECT a.id, a.person_id, a.mode LIKE '考核%' AS sort, '能力:' || each.key AS subject, 1 AS n,
  coalesce(CAST(strftime('%Y%m', a.finished, {_LOCAL}) AS INTEGER), 0) AS month,
  coalesce((CAST(strftime('%s', a.finished) AS INTEGER) + {_MONDAY}) / 604800, 0) AS week,
  coalesce(CAST(json_extract(a.result, '$.result.marks."' || each.key || '"') AS INTEGER), 0) AS points,
  CAST(each.value AS INTEGER) AS best
FROM attempt AS a,
  json_each(CASE WHEN json_valid(a.result) THEN a.result ELSE '{{}}' END, '$.result.best') AS each
WHERE a.finished IS NOT NULL AND a.mode NOT LIKE '跟学%'
"""
_ROWS = {
    "tally_cell": (f"SELECT sort, {_SLOT}, rule_id, person_id, n, points FROM tallied_answer, {_GRAINS}",),
    "tally_subject": (
        f"SELECT sort, {_SLOT}, '主题:' || topic, person_id, n, points, best FROM tallied_answer, {_GRAINS}",
    ),
    "tally_week": (
        "SELECT sort, '主题:' || topic, week, person_id, n, points, best FROM tallied_answer",
        "SELECT sort, '', week, person_id, n, points, best FROM tallied_answer",
    ),
    "tally_slip": (f"SELECT sort, {_SLOT}, mistake, topic, person_id, n FROM tallied_answer, {_GRAINS}",),
}
_MARK_ROWS = {
    "tally_subject": (
        f"SELECT sort, {_SLOT}, subject, person_id, n, points, best FROM tallied_mark, {_GRAINS}",
    ),
    "tally_week": ("SELECT sort, subject, week, person_id, n, points, best FROM tallied_mark",),
}


def upgrade() -> None:
    """Make the tables, sum up what is there, and keep the sums from now on."""
    _make_tables()
    op.execute(_ANSWERS)
    op.execute(_MARKS)
    op.execute("INSERT INTO tally_rule (rule, topic) SELECT DISTINCT rule, '' FROM review ORDER BY rule")
    for table, queries in (*_ROWS.items(), *_MARK_ROWS.items()):
        for query in queries:
            _sum_up(table, query)
    _keep_answers()
    _keep_marks()


def _make_tables() -> None:
    op.create_table(
        "tally_rule",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("rule", sa.Text, nullable=False),
        sa.Column("topic", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_tally_rule"),
        sa.UniqueConstraint("rule", name="uq_tally_rule_rule"),
    )
    for table, key in _KEYS.items():
        op.create_table(
            table,
            *(sa.Column(name, _type_of(name), nullable=False) for name in (*key, *_SUMS[table])),
            sa.PrimaryKeyConstraint(*key, name=f"pk_{table}"),
            sqlite_with_rowid=False,
        )


def _type_of(name: str) -> type[sa.Text] | type[sa.Integer]:
    return sa.Text if name in ("subject", "mistake", "topic") else sa.Integer


def _sum_up(table: str, query: str) -> None:
    """Fill a table from the whole log: one row for each key."""
    key, sums = _KEYS[table], _SUMS[table]
    named = ", ".join((*key, *sums))
    totals = ", ".join((*key, *(f"sum({name})" for name in sums)))
    where = "WHERE mistake <> ''" if table == "tally_slip" else ""
    op.execute(
        f"WITH line ({named}) AS ({query}) INSERT INTO {table} "
        f"SELECT {totals} FROM line {where} GROUP BY {', '.join(key)}"
    )


def _keep_answers() -> None:
    """Add every answer as it is logged; what is taken back is an answer that counts minus one."""
    steps = ["INSERT INTO tally_rule (rule, topic) VALUES (NEW.rule, '') ON CONFLICT DO NOTHING"]
    for table, queries in _ROWS.items():
        named = " AND NEW.mistake <> ''" if table == "tally_slip" else ""
        steps += [_added(table, query, f"WHERE seq = NEW.seq{named}") for query in queries]
    body = "; ".join(steps)
    counted = "NEW.kind IN ('review', 'cram', 'undo')"
    op.execute(f"CREATE TRIGGER review_is_tallied AFTER INSERT ON review WHEN {counted} BEGIN {body}; END")


def _keep_marks() -> None:
    """Add the marks of an attempt when it ends."""
    steps = [
        _added(table, query, "WHERE id = NEW.id")
        for table, queries in _MARK_ROWS.items()
        for query in queries
    ]
    body = "; ".join(steps)
    op.execute(
        "CREATE TRIGGER attempt_is_tallied AFTER UPDATE OF finished, result ON attempt "
        f"WHEN OLD.finished IS NULL AND NEW.finished IS NOT NULL BEGIN {body}; END"
    )


def _added(table: str, query: str, where: str) -> str:
    """Return the statement that adds the rows of one act to their sums."""
    sums = ", ".join(f"{name} = {name} + excluded.{name}" for name in _SUMS[table])
    return f"INSERT INTO {table} {query} {where} ON CONFLICT DO UPDATE SET {sums}"
