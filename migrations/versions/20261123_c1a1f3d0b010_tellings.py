"""Make tellings, what makes them one event, and event numbers; fill them from the events and mentions there are.

What each document says of each event becomes a telling of its own, with the number of its first mention. Which of
these say the same and which are one event is found by the next load, which knows them by their empty key.

Revision ID: c1a1f3d0b010
Revises: c1a1f3d0b009
Create date: 2026-11-23 04:30:00+00:00
"""

import sqlalchemy as sa
from alembic import op

revision = "c1a1f3d0b010"
down_revision = "c1a1f3d0b009"
branch_labels = None
depends_on = None

# SQLite gives a self-counting key only to a column declared INTEGER.
BIG_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

_FIGURES = "first_day, last_day, amount, currency, headcount, location, parts, share_percent, series, position"
FILL = (
    f"""
INSERT INTO telling (id, key, event_id, documents, type, kind, status, language, {_FIGURES})
SELECT mention.id, NULL, event.id, 1, event.type, event.kind, mention.status, document.language,
    mention.{_FIGURES.replace(", ", ", mention.")}
FROM mention
JOIN event ON event.id = mention.event_id
JOIN document ON document.id = mention.document_id
WHERE mention.rank = 1
ORDER BY mention.id
""",
    """
INSERT INTO telling_participant (telling_id, role, name_id, person_id)
SELECT DISTINCT part.mention_id, part.role, part.name_id, part.person_id
FROM mention_participant AS part
JOIN telling ON telling.id = part.mention_id
""",
    "INSERT INTO event_number (id, telling_id) SELECT event_id, min(id) FROM telling GROUP BY event_id",
)
COUNT_ON = "SELECT setval(pg_get_serial_sequence('telling', 'id'), max(id)) FROM telling HAVING count(*) > 0"


def upgrade() -> None:
    """Make the tables and fill them."""
    _make_tellings()
    _make_participants()
    _make_blocks()
    _make_links()
    _make_numbers()
    _make_choices()
    for statement in FILL:
        op.execute(statement)
    if op.get_context().dialect.name == "postgresql":
        op.execute(COUNT_ON)


def downgrade() -> None:
    """Drop the tables: what makes tellings one event is lost, not which events there are."""
    for table in ("event_choice", "event_number", "telling_link", "telling_block", "telling_participant", "telling"):
        op.drop_table(table)


def _make_tellings() -> None:
    op.create_table(
        "telling",
        sa.Column("id", BIG_KEY, nullable=False, comment="The telling's number."),
        sa.Column("key", sa.Text(), comment="A fingerprint of all that is said; empty until the next load."),
        sa.Column("event_id", BIG_KEY, comment="The event; empty only while a batch is written."),
        sa.Column("documents", sa.BigInteger(), nullable=False, comment="How many documents say this."),
        sa.Column("type", sa.String(32), nullable=False, comment="The family that the event belongs to."),
        sa.Column("kind", sa.String(32), nullable=False, comment="What exactly happens, as told."),
        sa.Column("status", sa.String(32), nullable=False, comment="How far it has gone, as told."),
        sa.Column("language", sa.String(32), nullable=False, comment="The language of the documents."),
        sa.Column("first_day", sa.Date(), comment="First day of the date that is told."),
        sa.Column("last_day", sa.Date(), comment="Last day of the date that is told."),
        sa.Column(
            "published_first_day",
            sa.Date(),
            comment="First day of the months in which the documents came out, where that says when it was.",
        ),
        sa.Column("published_last_day", sa.Date(), comment="Last day of those months."),
        sa.Column("amount", sa.Numeric(20, 2), comment="The amount that is told, in units of the currency."),
        sa.Column("currency", sa.String(3), comment="The currency of the amount (ISO 4217)."),
        sa.Column("headcount", sa.BigInteger(), comment="The number of people that is told."),
        sa.Column("location", sa.Text(), comment="The place that is told."),
        sa.Column("parts", sa.Integer(), comment="The number of units that is told."),
        sa.Column("share_percent", sa.Numeric(6, 3), comment="The part of the shares that is told, in percent."),
        sa.Column("series", sa.Text(), comment="The financing round's name that is told."),
        sa.Column("position", sa.Text(), comment="The person's post that is told."),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_telling_event_id")),
        sa.ForeignKeyConstraint(["status"], ["event_status.code"], name=op.f("fk_telling_status")),
        sa.ForeignKeyConstraint(
            ["type", "kind"], ["event_kind.type", "event_kind.code"], name=op.f("fk_telling_type_kind")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_telling")),
        sa.UniqueConstraint("key", name=op.f("uq_telling_key")),
        sqlite_autoincrement=True,
    )
    _index("telling", "event_id")


def _make_participants() -> None:
    op.create_table(
        "telling_participant",
        sa.Column("id", BIG_KEY, nullable=False, comment="The row's number."),
        sa.Column("telling_id", BIG_KEY, nullable=False, comment="What is told."),
        sa.Column("role", sa.String(32), nullable=False, comment="The part that is played."),
        sa.Column("name_id", BIG_KEY, comment="The name of the organization that takes part."),
        sa.Column("person_id", BIG_KEY, comment="The person who takes part."),
        sa.CheckConstraint(
            "(name_id IS NULL) <> (person_id IS NULL)", name=op.f("ck_telling_participant_organization_or_person")
        ),
        _refer("telling_participant", "telling_id", "telling.id"),
        sa.ForeignKeyConstraint(["role"], ["role.code"], name=op.f("fk_telling_participant_role")),
        _refer("telling_participant", "name_id", "organization_name.id"),
        _refer("telling_participant", "person_id", "person.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_telling_participant")),
    )
    _index("telling_participant", "telling_id", "name_id", "person_id")


def _make_blocks() -> None:
    op.create_table(
        "telling_block",
        sa.Column("id", BIG_KEY, nullable=False, comment="The row's number."),
        sa.Column("telling_id", BIG_KEY, nullable=False, comment="What is told."),
        sa.Column("key", sa.Text(), nullable=False, comment="Type of event, who takes part, half-year."),
        _refer("telling_block", "telling_id", "telling.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_telling_block")),
    )
    _index("telling_block", "telling_id", "key")


def _make_links() -> None:
    op.create_table(
        "telling_link",
        sa.Column("id", BIG_KEY, nullable=False, comment="The row's number."),
        sa.Column("one_id", BIG_KEY, nullable=False, comment="A telling."),
        sa.Column("other_id", BIG_KEY, nullable=False, comment="The other telling."),
        sa.Column("score", sa.Double[float](), nullable=False, comment="How sure it is, as log-odds: 0 is even."),
        sa.Column("reason", sa.Text(), nullable=False, comment="What weighs most, for it or against it."),
        sa.CheckConstraint("one_id <> other_id", name=op.f("ck_telling_link_tellings_differ")),
        _refer("telling_link", "one_id", "telling.id"),
        _refer("telling_link", "other_id", "telling.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_telling_link")),
        sa.UniqueConstraint("one_id", "other_id", name=op.f("uq_telling_link_one_id_other_id")),
    )
    _index("telling_link", "other_id")


def _make_numbers() -> None:
    op.create_table(
        "event_number",
        sa.Column("id", BIG_KEY, autoincrement=False, nullable=False, comment="The event's number, now or once."),
        sa.Column("telling_id", BIG_KEY, nullable=False, comment="The telling that it stays with."),
        _refer("event_number", "telling_id", "telling.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_number")),
    )
    _index("event_number", "telling_id")


def _make_choices() -> None:
    op.create_table(
        "event_choice",
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
        sa.Column("mention_id", BIG_KEY, nullable=False, comment="The place that tells it so."),
        _refer("event_choice", "event_id", "event.id"),
        _refer("event_choice", "mention_id", "mention.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_choice")),
        sa.UniqueConstraint("event_id", "value", name=op.f("uq_event_choice_event_id_value")),
    )
    _index("event_choice", "mention_id")


def _index(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)


def _refer(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [target], name=op.f(f"fk_{table}_{column}"), ondelete="CASCADE")
