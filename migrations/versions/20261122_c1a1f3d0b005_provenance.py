"""Make the places in documents that tell events and name organizations.

Revision ID: c1a1f3d0b005
Revises: c1a1f3d0b004
Create date: 2026-11-22 21:14:00+00:00
"""

import sqlalchemy as sa
from alembic import op

revision = "c1a1f3d0b005"
down_revision = "c1a1f3d0b004"
branch_labels = None
depends_on = None

# SQLite gives a self-counting key only to a column declared INTEGER.
BIG_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "mention",
        sa.Column("id", BIG_KEY, nullable=False, comment="The mention's number."),
        sa.Column("event_id", BIG_KEY, nullable=False, comment="The event that is told."),
        sa.Column("document_id", BIG_KEY, nullable=False, comment="The document that tells it."),
        sa.Column("rank", sa.Integer(), nullable=False, comment="1 for the place that tells it best in this document."),
        sa.Column(
            "start_char", sa.Integer(), nullable=False, comment="Where the quote starts in the document's text, from 0."
        ),
        sa.Column("end_char", sa.Integer(), nullable=False, comment="Where the quote ends in the document's text."),
        sa.Column("quote", sa.Text(), nullable=False, comment="The very words: the text from start_char to end_char."),
        sa.Column("status", sa.String(length=32), nullable=False, comment="How far it has gone, as told here."),
        sa.Column("first_day", sa.Date(), nullable=True, comment="First day of the date told here."),
        sa.Column("last_day", sa.Date(), nullable=True, comment="Last day of the date told here."),
        sa.Column("date_precision", sa.String(length=32), nullable=True, comment="How exact the date told here is."),
        sa.Column("date_text", sa.String(length=10), nullable=True, comment="The date told here, as exact as it is."),
        sa.Column(
            "amount",
            sa.Numeric(precision=20, scale=2),
            nullable=True,
            comment="The amount told here, in units of the currency.",
        ),
        sa.Column("currency", sa.String(length=3), nullable=True, comment="The currency of the amount (ISO 4217)."),
        sa.Column("headcount", sa.BigInteger(), nullable=True, comment="The number of people told here."),
        sa.Column("location", sa.Text(), nullable=True, comment="The place told here."),
        sa.Column("parts", sa.Integer(), nullable=True, comment="The number of units told here."),
        sa.Column(
            "share_percent",
            sa.Numeric(precision=6, scale=3),
            nullable=True,
            comment="The part of the shares told here, in percent.",
        ),
        sa.Column("series", sa.Text(), nullable=True, comment="The financing round's name told here."),
        sa.Column("position", sa.Text(), nullable=True, comment="The person's post told here."),
        sa.Column(
            "confidence",
            sa.Double[float](),
            nullable=False,
            comment="How sure it is that this place states the event: 0 to 1.",
        ),
        sa.Column("extractor", sa.String(length=32), nullable=False, comment="What found the event here."),
        sa.Column("extractor_version", sa.String(length=32), nullable=False, comment="The version of what found it."),
        sa.CheckConstraint(
            "(first_day IS NULL) = (last_day IS NULL) AND (first_day IS NULL) = (date_precision IS NULL) AND (first_day IS NULL) = (date_text IS NULL)",
            name=op.f("ck_mention_date_whole_or_absent"),
        ),
        sa.CheckConstraint(
            "length(quote) = end_char - start_char", name=op.f("ck_mention_quote_is_as_long_as_its_slice")
        ),
        sa.CheckConstraint("start_char >= 0 AND end_char > start_char", name=op.f("ck_mention_slice_not_empty")),
        sa.ForeignKeyConstraint(["date_precision"], ["date_precision.code"], name=op.f("fk_mention_date_precision")),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_mention_document_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["event_id"], ["event.id"], name=op.f("fk_mention_event_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["status"], ["event_status.code"], name=op.f("fk_mention_status")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mention")),
        sa.UniqueConstraint("document_id", "event_id", "rank", name=op.f("uq_mention_document_id_event_id_rank")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_mention_event_id"), "mention", ["event_id"], unique=False)
    op.create_table(
        "organization_mention",
        sa.Column("id", BIG_KEY, nullable=False, comment="The row's number."),
        sa.Column("organization_id", BIG_KEY, nullable=False, comment="The organization that is named."),
        sa.Column("document_id", BIG_KEY, nullable=False, comment="The document that names it."),
        sa.Column(
            "start_char", sa.Integer(), nullable=False, comment="Where the name starts in the document's text, from 0."
        ),
        sa.Column("end_char", sa.Integer(), nullable=False, comment="Where the name ends in the document's text."),
        sa.Column("quote", sa.Text(), nullable=False, comment="The name as written there."),
        sa.Column(
            "kind", sa.String(length=32), nullable=False, comment="What the document takes the organization for."
        ),
        sa.Column("parent_id", BIG_KEY, nullable=True, comment="What owns or contains it, as the document says."),
        sa.CheckConstraint(
            "length(quote) = end_char - start_char", name=op.f("ck_organization_mention_quote_is_as_long_as_its_slice")
        ),
        sa.CheckConstraint(
            "start_char >= 0 AND end_char > start_char", name=op.f("ck_organization_mention_slice_not_empty")
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_organization_mention_document_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["kind"], ["organization_kind.code"], name=op.f("fk_organization_mention_kind")),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_organization_mention_organization_id")
        ),
        sa.ForeignKeyConstraint(["parent_id"], ["organization.id"], name=op.f("fk_organization_mention_parent_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organization_mention")),
    )
    op.create_index(op.f("ix_organization_mention_document_id"), "organization_mention", ["document_id"], unique=False)
    op.create_index(
        op.f("ix_organization_mention_organization_id"), "organization_mention", ["organization_id"], unique=False
    )
    op.create_index(op.f("ix_organization_mention_parent_id"), "organization_mention", ["parent_id"], unique=False)
    op.create_table(
        "mention_participant",
        sa.Column("id", BIG_KEY, nullable=False, comment="The row's number."),
        sa.Column("mention_id", BIG_KEY, nullable=False, comment="The place that tells it."),
        sa.Column("role", sa.String(length=32), nullable=False, comment="The part that is played."),
        sa.Column("organization_id", BIG_KEY, nullable=True, comment="The organization that takes part."),
        sa.Column("person_id", BIG_KEY, nullable=True, comment="The person who takes part."),
        sa.CheckConstraint(
            "(organization_id IS NULL) <> (person_id IS NULL)",
            name=op.f("ck_mention_participant_organization_or_person"),
        ),
        sa.ForeignKeyConstraint(
            ["mention_id"], ["mention.id"], name=op.f("fk_mention_participant_mention_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_mention_participant_organization_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_mention_participant_person_id")),
        sa.ForeignKeyConstraint(["role"], ["role.code"], name=op.f("fk_mention_participant_role")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mention_participant")),
    )
    op.create_index(op.f("ix_mention_participant_mention_id"), "mention_participant", ["mention_id"], unique=False)
    op.create_index(
        op.f("ix_mention_participant_organization_id"), "mention_participant", ["organization_id"], unique=False
    )
    op.create_index(op.f("ix_mention_participant_person_id"), "mention_participant", ["person_id"], unique=False)


def downgrade() -> None:
    """Drop the tables."""
    op.drop_index(op.f("ix_mention_participant_person_id"), table_name="mention_participant")
    op.drop_index(op.f("ix_mention_participant_organization_id"), table_name="mention_participant")
    op.drop_index(op.f("ix_mention_participant_mention_id"), table_name="mention_participant")
    op.drop_table("mention_participant")
    op.drop_index(op.f("ix_organization_mention_parent_id"), table_name="organization_mention")
    op.drop_index(op.f("ix_organization_mention_organization_id"), table_name="organization_mention")
    op.drop_index(op.f("ix_organization_mention_document_id"), table_name="organization_mention")
    op.drop_table("organization_mention")
    op.drop_index(op.f("ix_mention_event_id"), table_name="mention")
    op.drop_table("mention")
