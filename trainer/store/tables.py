"""The tables as they are today; `migrations/` says how they came to be so, and adds the guards.

Instants and JSON are kept as the very texts that were signed; the memory (`trace`, `review`, `mistake`)
is not signed, for nothing of it enters a mark. `GUARDS` are the triggers that keep
records from being changed: a migration that copies a table must make them again.
"""

import sqlalchemy as sa

REVISION = "0002"

metadata = sa.MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_name)s",
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)

person = sa.Table(
    "person",
    metadata,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("name", sa.Text, nullable=False, unique=True),
    sa.Column("created", sa.Text, nullable=False),
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

GUARDS = frozenset(
    {
        "record_stays",
        "record_is_kept",
        "record_is_new",
        "snapshot_stays",
        "snapshot_is_kept",
        "snapshot_is_new",
        "attempt_stays",
        "attempt_is_kept",
        "attempt_is_new",
        "attempt_ends_once",
        "head_is_kept",
        "head_only_grows",
        "review_stays",
        "review_is_kept",
        "review_is_new",
        "mistake_stays",
        "mistake_is_kept",
        "mistake_is_new",
    }
)
