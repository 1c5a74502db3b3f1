"""The tables as they are today; `migrations/` says how they came to be so, and adds the guards.

Instants and JSON are kept as the very texts that were signed; the memory (`trace`, `review`, `mistake`)
is not signed, for nothing of it enters a mark. `GUARDS` are the triggers that keep
records from being changed: a migration that copies a table must make them again.
"""

import sqlalchemy as sa

REVISION = "0004"

metadata = sa.MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)

hall = sa.Table(
    "hall",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("name", sa.Text, nullable=False, unique=True),
    sa.Column("open_training", sa.Integer, nullable=False),
    sa.Column("created", sa.Text, nullable=False),
)

person = sa.Table(
    "person",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("name", sa.Text, nullable=False, unique=True),
    sa.Column("created", sa.Text, nullable=False),
    sa.Column(
        "hall_id", sa.Integer, sa.ForeignKey("hall.id"), nullable=False, server_default="1", index=True
    ),
    sa.Column("number", sa.Text),
    sa.Column("role", sa.Text, nullable=False, server_default="trainee"),
    sa.Column("team", sa.Text, nullable=False, server_default=""),
    sa.Column("secret", sa.Text),
    sa.Column("active", sa.Integer, nullable=False, server_default="1"),
    sa.CheckConstraint("role IN ('trainee', 'supervisor', 'admin')", name="role"),
    sa.Index("ix_person_number", "number", unique=True),
)

guess = sa.Table(
    "guess",
    metadata,
    sa.Column("person_id", sa.Integer, sa.ForeignKey("person.id"), primary_key=True),
    sa.Column("failures", sa.Integer, nullable=False),
    sa.Column("last", sa.Text, nullable=False),
)

snapshot = sa.Table(
    "snapshot",
    metadata,
    sa.Column("hash", sa.Text, primary_key=True),
    sa.Column("body", sa.Text, nullable=False),
)

attempt = sa.Table(
    "attempt",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("person_id", sa.Integer, sa.ForeignKey("person.id"), nullable=False, index=True),
    sa.Column("scenario", sa.Text, nullable=False),
    sa.Column("variant", sa.Text, nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("snapshot", sa.Text, sa.ForeignKey("snapshot.hash"), nullable=False),
    sa.Column("edition", sa.Text, nullable=False),
    sa.Column("seed", sa.Integer, nullable=False),
    sa.Column("mode", sa.Text, nullable=False),
    sa.Column("started", sa.Text, nullable=False),
    sa.Column("app_version", sa.Text, nullable=False),
    sa.Column("finished", sa.Text),
    sa.Column("result", sa.Text),
    sa.Column("sitting_id", sa.Text, sa.ForeignKey("sitting.id"), index=True),
    sa.Column("part", sa.Integer),
)

record = sa.Table(
    "record",
    metadata,
    sa.Column("seq", sa.Integer, primary_key=True, autoincrement=True),
    sa.Column("attempt_id", sa.Text, sa.ForeignKey("attempt.id"), nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("ordinal", sa.Integer, nullable=False),
    sa.Column("payload", sa.Text, nullable=False),
    sa.Column("at", sa.Text, nullable=False),
    sa.Column("previous", sa.Text, nullable=False),
    sa.Column("hash", sa.Text, nullable=False),
    sa.CheckConstraint("kind IN ('start', 'act', 'undo', 'end', 'correction')", name="kind"),
    sa.UniqueConstraint("attempt_id", "ordinal"),
    sqlite_autoincrement=True,
)

head = sa.Table(
    "head",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("seq", sa.Integer, nullable=False),
    sa.Column("hash", sa.Text, nullable=False),
    sa.Column("mac", sa.Text, nullable=False),
    sa.CheckConstraint("id = 1", name="single"),
)

trace = sa.Table(
    "trace",
    metadata,
    sa.Column("person_id", sa.Integer, sa.ForeignKey("person.id"), primary_key=True),
    sa.Column("rule", sa.Text, primary_key=True),
    sa.Column("due", sa.Text, nullable=False),
    sa.Column("stability", sa.Float, nullable=False),
    sa.Column("difficulty", sa.Float, nullable=False),
    sa.Column("state", sa.Integer, nullable=False),
    sa.Column("step", sa.Integer),
    sa.Column("last_review", sa.Text, nullable=False),
    sa.Column("reviews", sa.Integer, nullable=False),
    sa.Column("lapses", sa.Integer, nullable=False),
)

review = sa.Table(
    "review",
    metadata,
    sa.Column("seq", sa.Integer, primary_key=True),
    sa.Column("person_id", sa.Integer, sa.ForeignKey("person.id"), nullable=False),
    sa.Column("answer", sa.Integer, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("rule", sa.Text, nullable=False),
    sa.Column("at", sa.Text, nullable=False),
    sa.Column("score", sa.Float, nullable=False),
    sa.Column("grade", sa.Integer, nullable=False),
    sa.Column("source", sa.Text, nullable=False),
    sa.Column("reference", sa.Text, nullable=False),
    sa.Column("mistake", sa.Text, nullable=False),
    sa.Column("due", sa.Text),
    sa.Column("before", sa.Text),
    sa.Column("undoes", sa.Integer, sa.ForeignKey("review.seq"), unique=True),
    sa.Column("graded", sa.Integer, nullable=False, server_default="0"),
    sa.CheckConstraint("grade BETWEEN 1 AND 4", name="grade"),
    sa.Index("ix_review_person_id", "person_id", "at"),
    sa.Index("ix_review_reference", "reference", "person_id"),
)

mistake = sa.Table(
    "mistake",
    metadata,
    sa.Column("review_seq", sa.Integer, sa.ForeignKey("review.seq"), primary_key=True),
    sa.Column("template", sa.Text, nullable=False),
    sa.Column("edition", sa.Text, nullable=False),
    sa.Column("inputs", sa.Text, nullable=False),
    sa.Column("seed", sa.Integer, nullable=False),
    sa.Column("chosen", sa.Text, nullable=False),
    sa.Column("archived", sa.Text),
)

entry = sa.Table(
    "entry",
    metadata,
    sa.Column("hall_id", sa.Integer, sa.ForeignKey("hall.id"), primary_key=True),
    sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("subject", sa.Text, nullable=False),
    sa.Column("payload", sa.Text, nullable=False),
    sa.Column("anchor", sa.Text, nullable=False),
    sa.Column("at", sa.Text, nullable=False),
    sa.Column("previous", sa.Text, nullable=False),
    sa.Column("hash", sa.Text, nullable=False),
    sa.Column("actor_id", sa.Integer, sa.ForeignKey("person.id")),
    sa.Index("ix_entry_kind", "hall_id", "kind", "subject"),
)

ledger_head = sa.Table(
    "ledger_head",
    metadata,
    sa.Column("hall_id", sa.Integer, sa.ForeignKey("hall.id"), primary_key=True),
    sa.Column("seq", sa.Integer, nullable=False),
    sa.Column("hash", sa.Text, nullable=False),
    sa.Column("mac", sa.Text, nullable=False),
)

assessment = sa.Table(
    "assessment",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("hall_id", sa.Integer, sa.ForeignKey("hall.id"), nullable=False),
    *(
        sa.Column(name, sa.Text, nullable=False)
        for name in ("title", "body", "hash", "published", "opens", "closes")
    ),
)

sitting = sa.Table(
    "sitting",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("assessment_id", sa.Text, sa.ForeignKey("assessment.id"), nullable=False),
    sa.Column("person_id", sa.Integer, sa.ForeignKey("person.id"), nullable=False),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("begun", sa.Text, nullable=False),
    sa.Column("finished", sa.Text),
    sa.Column("result", sa.Text),
    sa.UniqueConstraint("assessment_id", "person_id", "number"),
)

observed = sa.Table(
    "observed",
    metadata,
    sa.Column("hall_id", sa.Integer, primary_key=True),
    sa.Column("seq", sa.Integer, primary_key=True),
    sa.Column("line", sa.Integer, primary_key=True),
    sa.Column("person_id", sa.Integer, sa.ForeignKey("person.id"), nullable=False),
    *(
        sa.Column(name, sa.Text, nullable=False)
        for name in ("day", "shift", "post", "item", "verdict", "remark")
    ),
    sa.ForeignKeyConstraint(["hall_id", "seq"], ["entry.hall_id", "entry.seq"]),
    sa.Index("ix_observed_person_id", "person_id", "day"),
)

round_ = sa.Table(
    "round",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("hall_id", sa.Integer, sa.ForeignKey("hall.id"), nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("begun", sa.Text, nullable=False),
    sa.Column("finished", sa.Text),
    sa.Column("result", sa.Text),
)

round_act = sa.Table(
    "round_act",
    metadata,
    sa.Column("round_id", sa.Text, sa.ForeignKey("round.id"), primary_key=True),
    sa.Column("ordinal", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("payload", sa.Text, nullable=False),
    sa.Column("at", sa.Text, nullable=False),
)

_KEPT = (
    *("record", "snapshot", "attempt", "review", "mistake", "entry", "assessment", "sitting", "observed"),
    *("round", "round_act"),
)
GUARDS = frozenset(
    {
        *(f"{table}_{rule}" for table in _KEPT for rule in ("stays", "is_kept", "is_new")),
        *("attempt_ends_once", "attempt_stays_in_place", "sitting_ends_once", "round_ends_once"),
        *("head_is_kept", "head_only_grows", "ledger_head_is_kept", "ledger_head_only_grows"),
        *("review_is_tallied", "attempt_is_tallied"),
    }
)

# The tallies: sums of `review` and of the marks in `attempt`, kept by two triggers (see `tallies`).
tally_rule = sa.Table(
    "tally_rule",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("rule", sa.Text, nullable=False, unique=True),
    sa.Column("topic", sa.Text, nullable=False),
)


def _tally(name: str, key: tuple[str, ...], sums: tuple[str, ...]) -> sa.Table:
    texts = ("subject", "mistake", "topic")
    return sa.Table(
        name,
        metadata,
        *(
            sa.Column(each, sa.Text if each in texts else sa.Integer, primary_key=True, autoincrement=False)
            for each in key
        ),
        *(sa.Column(each, sa.Integer, nullable=False) for each in sums),
        sqlite_with_rowid=False,
    )


tally_cell = _tally("tally_cell", ("sort", "slot", "rule_id", "person_id"), ("n", "points"))
tally_subject = _tally("tally_subject", ("sort", "slot", "subject", "person_id"), ("n", "points", "best"))
tally_week = _tally("tally_week", ("sort", "subject", "week", "person_id"), ("n", "points", "best"))
tally_slip = _tally("tally_slip", ("sort", "slot", "mistake", "topic", "person_id"), ("n",))
