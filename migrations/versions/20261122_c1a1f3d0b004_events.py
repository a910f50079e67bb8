"""Make events, the tables of their types, and their participants.

Revision ID: c1a1f3d0b004
Revises: c1a1f3d0b003
Create date: 2026-11-22 21:13:00+00:00
"""

import sqlalchemy as sa
from alembic import op

revision = "c1a1f3d0b004"
down_revision = "c1a1f3d0b003"
branch_labels = None
depends_on = None

# SQLite gives a self-counting key only to a column declared INTEGER.
BIG_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "event",
        sa.Column("id", BIG_KEY, nullable=False, comment="The event's number."),
        sa.Column(
            "key",
            sa.Text(),
            nullable=False,
            comment="Kind, participants and month: two documents that agree on it tell the same event.",
        ),
        sa.Column("type", sa.String(length=32), nullable=False, comment="The family it belongs to."),
        sa.Column("kind", sa.String(length=32), nullable=False, comment="What exactly happens."),
        sa.Column(
            "status",
            sa.String(length=32),
            nullable=False,
            comment="How far it has gone, as the newest document tells it.",
        ),
        sa.Column("first_day", sa.Date(), nullable=True, comment="First day on which it may have happened."),
        sa.Column("last_day", sa.Date(), nullable=True, comment="Last day on which it may have happened."),
        sa.Column("date_precision", sa.String(length=32), nullable=True, comment="How exactly its date is known."),
        sa.Column(
            "date_text",
            sa.String(length=10),
            nullable=True,
            comment="Its date as exactly as it is known: 2023, 2023-Q4, 2023-11 or 2023-11-27.",
        ),
        sa.Column(
            "amount",
            sa.Numeric(precision=20, scale=2),
            nullable=True,
            comment="The money it is about, in units of the currency.",
        ),
        sa.Column("currency", sa.String(length=3), nullable=True, comment="The currency of the amount (ISO 4217)."),
        sa.Column(
            "headcount", sa.BigInteger(), nullable=True, comment="People affected, if a document gives a number."
        ),
        sa.Column("location", sa.Text(), nullable=True, comment="Where it happens."),
        sa.Column(
            "confidence",
            sa.Double[float](),
            nullable=False,
            comment="How sure it is that a document states the event: 0 to 1.",
        ),
        sa.CheckConstraint(
            "(first_day IS NULL) = (last_day IS NULL) AND (first_day IS NULL) = (date_precision IS NULL) AND (first_day IS NULL) = (date_text IS NULL)",
            name=op.f("ck_event_date_whole_or_absent"),
        ),
        sa.CheckConstraint("confidence BETWEEN 0 AND 1", name=op.f("ck_event_confidence_is_a_probability")),
        sa.CheckConstraint("first_day <= last_day", name=op.f("ck_event_days_in_order")),
        sa.CheckConstraint("headcount >= 0", name=op.f("ck_event_headcount_not_negative")),
        sa.ForeignKeyConstraint(["date_precision"], ["date_precision.code"], name=op.f("fk_event_date_precision")),
        sa.ForeignKeyConstraint(["status"], ["event_status.code"], name=op.f("fk_event_status")),
        sa.ForeignKeyConstraint(
            ["type", "kind"], ["event_kind.type", "event_kind.code"], name=op.f("fk_event_type_kind")
        ),
        sa.ForeignKeyConstraint(["type"], ["event_type.code"], name=op.f("fk_event_type")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
        sa.UniqueConstraint("key", name=op.f("uq_event_key")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_event_first_day"), "event", ["first_day"], unique=False)
    op.create_table(
        "financing_event",
        sa.Column("event_id", BIG_KEY, nullable=False, comment="The event's number."),
        sa.Column("series", sa.Text(), nullable=True, comment="The round's name: seed, A, B."),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_financing_event_event_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_financing_event")),
    )
    op.create_table(
        "leadership_event",
        sa.Column("event_id", BIG_KEY, nullable=False, comment="The event's number."),
        sa.Column("position", sa.Text(), nullable=True, comment="The post, as written."),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_leadership_event_event_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_leadership_event")),
    )
    op.create_table(
        "participation",
        sa.Column("id", BIG_KEY, nullable=False, comment="The row's number."),
        sa.Column("event_id", BIG_KEY, nullable=False, comment="The event."),
        sa.Column("role", sa.String(length=32), nullable=False, comment="The part that is played."),
        sa.Column(
            "rank",
            sa.Integer(),
            nullable=False,
            comment="1 for the first of this role in this event, 2 for the second...",
        ),
        sa.Column("organization_id", BIG_KEY, nullable=True, comment="The organization that takes part."),
        sa.Column("person_id", BIG_KEY, nullable=True, comment="The person who takes part."),
        sa.CheckConstraint(
            "(organization_id IS NULL) <> (person_id IS NULL)", name=op.f("ck_participation_organization_or_person")
        ),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_participation_event_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_participation_organization_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_participation_person_id")),
        sa.ForeignKeyConstraint(["role"], ["role.code"], name=op.f("fk_participation_role")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participation")),
        sa.UniqueConstraint("event_id", "role", "rank", name=op.f("uq_participation_event_id_role_rank")),
    )
    op.create_index(op.f("ix_participation_organization_id"), "participation", ["organization_id"], unique=False)
    op.create_index(op.f("ix_participation_person_id"), "participation", ["person_id"], unique=False)
    op.create_table(
        "restructuring_event",
        sa.Column("event_id", BIG_KEY, nullable=False, comment="The event's number."),
        sa.Column("parts", sa.Integer(), nullable=True, comment="The number of units that come out of it."),
        sa.CheckConstraint("parts > 0", name=op.f("ck_restructuring_event_parts_positive")),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_restructuring_event_event_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_restructuring_event")),
    )
    op.create_table(
        "transaction_event",
        sa.Column("event_id", BIG_KEY, nullable=False, comment="The event's number."),
        sa.Column(
            "share_percent",
            sa.Numeric(precision=6, scale=3),
            nullable=True,
            comment="The part of the shares, in percent.",
        ),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_transaction_event_event_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_transaction_event")),
    )


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("transaction_event")
    op.drop_table("restructuring_event")
    op.drop_index(op.f("ix_participation_person_id"), table_name="participation")
    op.drop_index(op.f("ix_participation_organization_id"), table_name="participation")
    op.drop_table("participation")
    op.drop_table("leadership_event")
    op.drop_table("financing_event")
    op.drop_index(op.f("ix_event_first_day"), table_name="event")
    op.drop_table("event")
