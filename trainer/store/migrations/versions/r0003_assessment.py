"""Assessment: halls and rights, the ledger, assessments and their sittings, observations, rounds."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

_FIRST_HALL = "本营业厅"
_PERSON = (
    "hall_id INTEGER NOT NULL DEFAULT 1 CONSTRAINT fk_person_hall_id REFERENCES hall (id)",
    "number TEXT",
    "role TEXT NOT NULL DEFAULT 'trainee' "
    "CONSTRAINT ck_person_role CHECK (role IN ('trainee', 'supervisor', 'admin'))",
    "team TEXT NOT NULL DEFAULT ''",
    "secret TEXT",
    "active INTEGER NOT NULL DEFAULT 1",
)


def upgrade() -> None:
    """Make the tables; everybody who trained here so far belongs to the first hall."""
    _make_halls()
    _make_ledger()
    _make_assessments()
    _make_observations()
    _make_rounds()
    op.execute("ALTER TABLE review ADD COLUMN graded INTEGER NOT NULL DEFAULT 0")


def _make_halls() -> None:
    op.create_table(
        "hall",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("open_training", sa.Integer, nullable=False),
        sa.Column("created", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_hall"),
        sa.UniqueConstraint("name", name="uq_hall_name"),
    )
    op.execute(
        f"INSERT INTO hall VALUES (1, '{_FIRST_HALL}', 1, strftime('%Y-%m-%dT%H:%M:%f000+00:00', 'now'))"
    )
    for column in _PERSON:
        op.execute(f"ALTER TABLE person ADD COLUMN {column}")
    op.create_index("ix_person_number", "person", ["number"], unique=True)
    op.create_index("ix_person_hall_id", "person", ["hall_id"])
    op.create_table(
        "guess",
        sa.Column("person_id", sa.Integer, nullable=False),
        sa.Column("failures", sa.Integer, nullable=False),
        sa.Column("last", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("person_id", name="pk_guess"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_guess_person_id"),
    )


def _make_ledger() -> None:
    texts = ("kind", "subject", "payload", "anchor", "at", "previous", "hash")
    op.create_table(
        "entry",
        sa.Column("hall_id", sa.Integer, nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in texts),
        sa.Column("actor_id", sa.Integer),
        sa.PrimaryKeyConstraint("hall_id", "seq", name="pk_entry"),
        sa.ForeignKeyConstraint(["hall_id"], ["hall.id"], name="fk_entry_hall_id"),
        sa.ForeignKeyConstraint(["actor_id"], ["person.id"], name="fk_entry_actor_id"),
    )
    op.create_index("ix_entry_kind", "entry", ["hall_id", "kind", "subject"])
    op.create_table(
        "ledger_head",
        sa.Column("hall_id", sa.Integer, nullable=False),
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("hash", sa.Text, nullable=False),
        sa.Column("mac", sa.Text, nullable=False),
        sa.PrimaryKeyConstraint("hall_id", name="pk_ledger_head"),
        sa.ForeignKeyConstraint(["hall_id"], ["hall.id"], name="fk_ledger_head_hall_id"),
    )
    _keep("entry", "hall_id = NEW.hall_id AND seq = NEW.seq")
    _forbid("ledger_head_is_kept", "DELETE ON ledger_head")
    _forbid("ledger_head_only_grows", "UPDATE ON ledger_head", "NEW.seq <= OLD.seq")


def _make_assessments() -> None:
    texts = ("id", "title", "body", "hash", "published", "opens", "closes")
    op.create_table(
        "assessment",
        *(sa.Column(name, sa.Text, nullable=False) for name in texts),
        sa.Column("hall_id", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_assessment"),
        sa.ForeignKeyConstraint(["hall_id"], ["hall.id"], name="fk_assessment_hall_id"),
    )
    op.create_table(
        "sitting",
        *(sa.Column(name, sa.Text, nullable=False) for name in ("id", "assessment_id", "begun")),
        sa.Column("person_id", sa.Integer, nullable=False),
        sa.Column("number", sa.Integer, nullable=False),
        sa.Column("finished", sa.Text),
        sa.Column("result", sa.Text),
        sa.PrimaryKeyConstraint("id", name="pk_sitting"),
        sa.ForeignKeyConstraint(["assessment_id"], ["assessment.id"], name="fk_sitting_assessment_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_sitting_person_id"),
        sa.UniqueConstraint("assessment_id", "person_id", "number", name="uq_sitting_assessment_id"),
    )
    _keep("assessment", "id = NEW.id")
    _keep("sitting", "id = NEW.id", "UPDATE OF id, assessment_id, person_id, number, begun ON sitting")
    _forbid("sitting_ends_once", "UPDATE OF finished, result ON sitting", "OLD.finished IS NOT NULL")
    op.execute(
        "ALTER TABLE attempt ADD COLUMN sitting_id TEXT "
        "CONSTRAINT fk_attempt_sitting_id REFERENCES sitting (id)"
    )
    op.execute("ALTER TABLE attempt ADD COLUMN part INTEGER")
    op.create_index("ix_attempt_sitting_id", "attempt", ["sitting_id"])
    _forbid("attempt_stays_in_place", "UPDATE OF sitting_id, part ON attempt")


def _make_observations() -> None:
    op.create_table(
        "observed",
        *(sa.Column(name, sa.Integer, nullable=False) for name in ("hall_id", "seq", "line", "person_id")),
        *(
            sa.Column(name, sa.Text, nullable=False)
            for name in ("day", "shift", "post", "item", "verdict", "remark")
        ),
        sa.PrimaryKeyConstraint("hall_id", "seq", "line", name="pk_observed"),
        sa.ForeignKeyConstraint(
            ["hall_id", "seq"], ["entry.hall_id", "entry.seq"], name="fk_observed_hall_id"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_observed_person_id"),
    )
    op.create_index("ix_observed_person_id", "observed", ["person_id", "day"])
    _keep("observed", "hall_id = NEW.hall_id AND seq = NEW.seq AND line = NEW.line")


def _make_rounds() -> None:
    op.create_table(
        "round",
        *(sa.Column(name, sa.Text, nullable=False) for name in ("id", "title", "body", "begun")),
        sa.Column("hall_id", sa.Integer, nullable=False),
        sa.Column("finished", sa.Text),
        sa.Column("result", sa.Text),
        sa.PrimaryKeyConstraint("id", name="pk_round"),
        sa.ForeignKeyConstraint(["hall_id"], ["hall.id"], name="fk_round_hall_id"),
    )
    op.create_table(
        "round_act",
        *(sa.Column(name, sa.Text, nullable=False) for name in ("round_id", "payload", "at")),
        sa.Column("ordinal", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("round_id", "ordinal", name="pk_round_act"),
        sa.ForeignKeyConstraint(["round_id"], ["round.id"], name="fk_round_act_round_id"),
    )
    _keep("round", "id = NEW.id", "UPDATE OF id, hall_id, title, body, begun ON round")
    _forbid("round_ends_once", "UPDATE OF finished, result ON round", "OLD.finished IS NOT NULL")
    _keep("round_act", "round_id = NEW.round_id AND ordinal = NEW.ordinal")


def _keep(table: str, same: str, change: str = "") -> None:
    """Forbid to change rows (or what `change` says), to remove them, and INSERT OR REPLACE, which is both."""
    _forbid(f"{table}_stays", change or f"UPDATE ON {table}")
    _forbid(f"{table}_is_kept", f"DELETE ON {table}")
    _forbid(f"{table}_is_new", f"INSERT ON {table}", f"EXISTS (SELECT 1 FROM {table} WHERE {same})")


def _forbid(name: str, what: str, when: str = "1") -> None:
    refusal = f"SELECT RAISE(ABORT, 'append-only: {name}')"
    op.execute(f"CREATE TRIGGER {name} BEFORE {what} WHEN {when} BEGIN {refusal}; END")
