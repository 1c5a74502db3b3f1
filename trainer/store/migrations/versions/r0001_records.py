"""The first tables: people, snapshots, attempts, the chained records and their head, and the guards."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_HEADER = "id, person_id, scenario, variant, title, snapshot, edition, seed, mode, started, app_version"


def upgrade() -> None:
    """Make the tables, then forbid to change what is recorded."""
    _make_people_and_attempts()
    _make_chain()
    _guard_records()
    _guard_attempts()
    _guard_head()


def _make_people_and_attempts() -> None:
    op.create_table(
        "person",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("created", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
        sa.UniqueConstraint("name", name="uq_person_name"),
    )
    op.create_table(
        "snapshot",
        sa.Column("hash", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("hash", name="pk_snapshot"),
    )
    texts = ("scenario", "variant", "title", "snapshot", "edition", "mode", "started", "app_version")
    op.create_table(
        "attempt",
        sa.Column("id", sa.Text, nullable=False),
        sa.Column("person_id", sa.Integer, nullable=False),
        sa.Column("seed", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in texts),
        sa.Column("finished", sa.Text),
        sa.Column("result", sa.Text),
        sa.PrimaryKeyConstraint("id", name="pk_attempt"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_attempt_person_id"),
        sa.ForeignKeyConstraint(["snapshot"], ["snapshot.hash"], name="fk_attempt_snapshot"),
    )
    op.create_index("ix_attempt_person_id", "attempt", ["person_id"])


def _make_chain() -> None:
    op.create_table(
        "record",
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("attempt_id", sa.Text, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("ordinal", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("payload", "at", "previous", "hash")),
        sa.PrimaryKeyConstraint("seq", name="pk_record"),
        sa.ForeignKeyConstraint(["attempt_id"], ["attempt.id"], name="fk_record_attempt_id"),
        sa.UniqueConstraint("attempt_id", "ordinal", name="uq_record_attempt_id"),
        sa.CheckConstraint("kind IN ('start', 'act', 'undo', 'end', 'correction')", name="ck_record_kind"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "head",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("hash", sa.Text, nullable=False),
        sa.Column("mac", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_head"),
        sa.CheckConstraint("id = 1", name="ck_head_single"),
    )


def _guard_records() -> None:
    """Keep records and snapshots: no change, no removal, and no INSERT OR REPLACE, which is both."""
    for table, column in (("record", "seq"), ("snapshot", "hash")):
        _forbid(f"{table}_stays", f"UPDATE ON {table}")
        _forbid(f"{table}_is_kept", f"DELETE ON {table}")
        _forbid(
            f"{table}_is_new",
            f"INSERT ON {table}",
            f"EXISTS (SELECT 1 FROM {table} WHERE {column} = NEW.{column})",
        )


def _guard_attempts() -> None:
    """Keep what an attempt was begun with; its end is written once."""
    _forbid("attempt_stays", f"UPDATE OF {_HEADER} ON attempt")
    _forbid("attempt_is_kept", "DELETE ON attempt")
    _forbid("attempt_is_new", "INSERT ON attempt", "EXISTS (SELECT 1 FROM attempt WHERE id = NEW.id)")
    _forbid("attempt_ends_once", "UPDATE OF finished, result ON attempt", "OLD.finished IS NOT NULL")


def _guard_head() -> None:
    """Keep the head, and let it only go forward."""
    _forbid("head_is_kept", "DELETE ON head")
    _forbid("head_only_grows", "UPDATE ON head", "NEW.seq < OLD.seq")


def _forbid(name: str, what: str, when: str = "1") -> None:
    refusal = f"SELECT RAISE(ABORT, 'append-only: {name}')"
    op.execute(f"CREATE TRIGGER {name} BEFORE {what} WHEN {when} BEGIN {refusal}; END")
