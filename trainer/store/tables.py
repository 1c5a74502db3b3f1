"""The tables as they are today; `migrations/` says how they came to be so, and adds the guards.

Instants and JSON are kept as the very texts that were signed. `GUARDS` are the triggers that keep
records from being changed: a migration that copies a table must make them again.
"""

import sqlalchemy as sa

REVISION = "0001"

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
    }
)
