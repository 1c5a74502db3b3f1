"""The memory: the trace of every rule, the log of reviews, the book of wrong answers, and their guards."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make the tables; reviews and wrong answers are kept for ever, a wrong answer can be put away."""
    _make_traces()
    _make_reviews()
    _make_mistakes()
    for table, column in (("review", "seq"), ("mistake", "review_seq")):
        _forbid(f"{table}_is_kept", f"DELETE ON {table}")
        _forbid(
            f"{table}_is_new",
            f"INSERT ON {table}",
            f"EXISTS (SELECT 1 FROM {table} WHERE {column} = NEW.{column})",
        )
    _forbid("review_stays", "UPDATE ON review")
    _forbid("mistake_stays", "UPDATE OF review_seq, template, edition, inputs, seed, chosen ON mistake")


def _make_traces() -> None:
    op.create_table(
        "trace",
        sa.Column("person_id", sa.Integer, nullable=False),
        sa.Column("rule", sa.Text, nullable=False),
        sa.Column("due", sa.Text, nullable=False),
        sa.Column("stability", sa.Float, nullable=False),
        sa.Column("difficulty", sa.Float, nullable=False),
        sa.Column("state", sa.Integer, nullable=False),
        sa.Column("step", sa.Integer),
        sa.Column("last_review", sa.Text, nullable=False),
        sa.Column("reviews", sa.Integer, nullable=False),
        sa.Column("lapses", sa.Integer, nullable=False),
        sa.PrimaryKeyConstraint("person_id", "rule", name="pk_trace"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_trace_person_id"),
    )


def _make_reviews() -> None:
    op.create_table(
        "review",
        sa.Column("seq", sa.Integer, nullable=False),
        sa.Column("person_id", sa.Integer, nullable=False),
        sa.Column("answer", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("kind", "rule", "at")),
        sa.Column("score", sa.Float, nullable=False),
        sa.Column("grade", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("source", "reference", "mistake")),
        sa.Column("due", sa.Text),
        sa.Column("before", sa.Text),
        sa.Column("undoes", sa.Integer),
        sa.PrimaryKeyConstraint("seq", name="pk_review"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_review_person_id"),
        sa.ForeignKeyConstraint(["undoes"], ["review.seq"], name="fk_review_undoes"),
        sa.UniqueConstraint("undoes", name="uq_review_undoes"),
        sa.CheckConstraint("grade BETWEEN 1 AND 4", name="ck_review_grade"),
    )
    op.create_index("ix_review_person_id", "review", ["person_id", "at"])
    op.create_index("ix_review_reference", "review", ["reference", "person_id"])


def _make_mistakes() -> None:
    op.create_table(
        "mistake",
        sa.Column("review_seq", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("template", "edition", "inputs")),
        sa.Column("seed", sa.Integer, nullable=False),
        sa.Column("chosen", sa.Text, nullable=False),
        sa.Column("archived", sa.Text),
        sa.PrimaryKeyConstraint("review_seq", name="pk_mistake"),
        sa.ForeignKeyConstraint(["review_seq"], ["review.seq"], name="fk_mistake_review_seq"),
    )


def _forbid(name: str, what: str, when: str = "1") -> None:
    refusal = f"SELECT RAISE(ABORT, 'append-only: {name}')"
    op.execute(f"CREATE TRIGGER {name} BEFORE {what} WHEN {when} BEGIN {refusal}; END")
