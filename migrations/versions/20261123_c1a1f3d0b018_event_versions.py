"""Make the tables of what was known of events when; the next load writes the history of the events there are.

Revision ID: c1a1f3d0b018
Revises: c1a1f3d0b017
Create date: 2026-11-23 06:20:00+00:00
"""

import sqlalchemy as sa
from alembic import op

revision = "c1a1f3d0b018"
down_revision = "c1a1f3d0b017"
branch_labels = None
depends_on = None

# SQLite gives a self-counting key only to a column declared INTEGER.
BIG_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

DATE_IS_WHOLE = (
    "(first_day IS NULL) = (last_day IS NULL) AND (first_day IS NULL) = (date_precision IS NULL)"
    " AND (first_day IS NULL) = (date_text IS NULL)"
)
UNTIL = "The day from which something else was known; empty if this still is."


def upgrade() -> None:
    """Make the tables; note the events that have no history yet."""
    op.create_index(op.f("ix_document_published_last_day"), "document", ["published_last_day"], unique=False)
    _make_versions()
    _make_participations()
    _make_choices()
    _make_changes()
    op.create_table(
        "unsettled_event",
        sa.Column("event_id", BIG_KEY, nullable=False, comment="The event's number."),
        _refer("unsettled_event", "event_id", "event.id", cascade=True),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_unsettled_event")),
    )
    op.execute("INSERT INTO unsettled_event (event_id) SELECT id FROM event")


def downgrade() -> None:
    """Drop the tables: the mentions, from which they are made, stay."""
    for table in ("unsettled_event", "event_change", "event_choice_version", "participation_version", "event_version"):
        op.drop_table(table)
    op.drop_index(op.f("ix_document_published_last_day"), "document")


def _make_versions() -> None:
    op.create_table(
        "event_version",
        sa.Column("id", BIG_KEY, nullable=False, comment="The row's number."),
        sa.Column("event_id", BIG_KEY, nullable=False, comment="The event."),
        sa.Column(
            "step", sa.Integer(), nullable=False, comment="1 for what was known first, 2 for what was known then..."
        ),
        sa.Column(
            "known_from",
            sa.Date(),
            nullable=False,
            comment="The day from which this was known, as documents came out.",
        ),
        sa.Column("known_until", sa.Date(), comment=UNTIL),
        sa.Column("type", sa.String(32), nullable=False, comment="The family it belongs to."),
        sa.Column("kind", sa.String(32), nullable=False, comment="What exactly happens, as known then."),
        sa.Column("status", sa.String(32), nullable=False, comment="How far it had gone, as known then."),
        *_list_figures(),
        sa.Column(
            "confidence", sa.Double[float](), nullable=False, comment="How sure it was from that day on: 0 to 1."
        ),
        sa.Column("mention_id", BIG_KEY, nullable=False, comment="The place that gives the status."),
        sa.CheckConstraint("known_from < known_until", name=op.f("ck_event_version_known_in_order")),
        sa.CheckConstraint(DATE_IS_WHOLE, name=op.f("ck_event_version_date_whole_or_absent")),
        _refer("event_version", "event_id", "event.id", cascade=True),
        sa.ForeignKeyConstraint(
            ["type", "kind"], ["event_kind.type", "event_kind.code"], name=op.f("fk_event_version_type_kind")
        ),
        _refer("event_version", "status", "event_status.code"),
        _refer("event_version", "date_precision", "date_precision.code"),
        _refer("event_version", "mention_id", "mention.id", cascade=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_version")),
        sa.UniqueConstraint("event_id", "step", name=op.f("uq_event_version_event_id_step")),
    )
    _index("event_version", "mention_id")


def _list_figures() -> list[sa.Column[object]]:
    return [
        sa.Column("first_day", sa.Date(), comment="First day on which it may have happened, as known then."),
        sa.Column("last_day", sa.Date(), comment="Last day on which it may have happened, as known then."),
        sa.Column("date_precision", sa.String(32), comment="How exactly its date was known."),
        sa.Column("date_text", sa.String(10), comment="Its date as exactly as it was known."),
        sa.Column("amount", sa.Numeric(20, 2), comment="The money it is about, as known then."),
        sa.Column("currency", sa.String(3), comment="The currency of the amount (ISO 4217)."),
        sa.Column("headcount", sa.BigInteger(), comment="People affected, as known then."),
        sa.Column("location", sa.Text(), comment="Where it happens, as known then."),
        sa.Column("parts", sa.Integer(), comment="The number of units that come out of it, as known then."),
        sa.Column("share_percent", sa.Numeric(6, 3), comment="The part of the shares, as known then."),
        sa.Column("series", sa.Text(), comment="The round's name, as known then."),
        sa.Column("position", sa.Text(), comment="The post, as known then."),
    ]


def _make_participations() -> None:
    op.create_table(
        "participation_version",
        sa.Column("id", BIG_KEY, nullable=False, comment="The row's number."),
        sa.Column("event_id", BIG_KEY, nullable=False, comment="The event."),
        sa.Column("role", sa.String(32), nullable=False, comment="The part that is played."),
        sa.Column(
            "rank",
            sa.Integer(),
            nullable=False,
            comment="1 for the first of this role in this event, 2 for the second...",
        ),
        sa.Column("organization_id", BIG_KEY, comment="The organization that takes part."),
        sa.Column("person_id", BIG_KEY, comment="The person who takes part."),
        sa.Column("known_from", sa.Date(), nullable=False, comment="The day from which this was known."),
        sa.Column("known_until", sa.Date(), comment=UNTIL),
        sa.CheckConstraint(
            "(organization_id IS NULL) <> (person_id IS NULL)",
            name=op.f("ck_participation_version_organization_or_person"),
        ),
        sa.CheckConstraint("known_from < known_until", name=op.f("ck_participation_version_known_in_order")),
        _refer("participation_version", "event_id", "event.id", cascade=True),
        _refer("participation_version", "role", "role.code"),
        _refer("participation_version", "organization_id", "organization.id"),
        _refer("participation_version", "person_id", "person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participation_version")),
    )
    _index("participation_version", "event_id", "organization_id", "person_id")


def _make_choices() -> None:
    op.create_table(
        "event_choice_version",
        sa.Column("id", BIG_KEY, nullable=False, comment="The row's number."),
        sa.Column("event_id", BIG_KEY, nullable=False, comment="The event."),
        sa.Column(
            "value",
            sa.String(32),
            nullable=False,
            comment="Which of its values: kind, status, date, amount, headcount...",
        ),
        sa.Column(
            "reason",
            sa.String(32),
            nullable=False,
            comment="Why: only, newest, exact, agreed, precise or specific.",
        ),
        sa.Column("mention_id", BIG_KEY, nullable=False, comment="The place that told it so."),
        sa.Column("known_from", sa.Date(), nullable=False, comment="The day from which this was known."),
        sa.Column("known_until", sa.Date(), comment=UNTIL),
        sa.CheckConstraint("known_from < known_until", name=op.f("ck_event_choice_version_known_in_order")),
        _refer("event_choice_version", "event_id", "event.id", cascade=True),
        _refer("event_choice_version", "mention_id", "mention.id", cascade=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_choice_version")),
    )
    _index("event_choice_version", "event_id", "mention_id")


def _make_changes() -> None:
    op.create_table(
        "event_change",
        sa.Column("id", BIG_KEY, nullable=False, comment="The row's number."),
        sa.Column("event_id", BIG_KEY, nullable=False, comment="The event."),
        sa.Column("known_from", sa.Date(), nullable=False, comment="The day from which this was known."),
        sa.Column(
            "value",
            sa.String(32),
            nullable=False,
            comment="Which value: kind, status, date, amount...; a role for a participant.",
        ),
        sa.Column(
            "change",
            sa.String(32),
            nullable=False,
            comment="What became of it: new, added, refined, changed or contradicted.",
        ),
        sa.Column("before", sa.Text(), comment="What was known before; empty if nothing was."),
        sa.Column("after", sa.Text(), comment="What was known then; empty for a participant."),
        sa.Column("rank", sa.Integer(), comment="Of a participant the rank among those of its role."),
        sa.Column("mention_id", BIG_KEY, nullable=False, comment="The place that tells it so."),
        _refer("event_change", "event_id", "event.id", cascade=True),
        _refer("event_change", "mention_id", "mention.id", cascade=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_change")),
    )
    _index("event_change", "event_id", "known_from", "mention_id")


def _index(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)


def _refer(table: str, column: str, target: str, *, cascade: bool = False) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [target], name=op.f(f"fk_{table}_{column}"), ondelete="CASCADE" if cascade else None
    )
