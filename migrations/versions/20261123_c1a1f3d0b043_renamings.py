"""Keep where documents tell that an organization changed its name.

Revision ID: c1a1f3d0b043
Revises: c1a1f3d0b041
Create date: 2026-11-23 18:55:00+00:00
"""

import sqlalchemy as sa
from alembic import op

revision = "c1a1f3d0b043"
down_revision = "c1a1f3d0b041"
branch_labels = None
depends_on = None

TABLE = "organization_renaming"
KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
DATE_IS_WHOLE = (
    "(first_day IS NULL) = (last_day IS NULL) AND (first_day IS NULL) = (date_precision IS NULL)"
    " AND (first_day IS NULL) = (date_text IS NULL)"
)


def upgrade() -> None:
    """Make the table, empty: `corpdb reload` reads what the stored texts tell."""
    op.create_table(
        TABLE,
        sa.Column("id", KEY, comment="The row's number."),
        sa.Column("name_id", KEY, nullable=False, comment="Its name in this document."),
        sa.Column("document_id", KEY, nullable=False, comment="The document that tells it."),
        sa.Column("name_before", sa.Text(), nullable=False, comment="The name before."),
        sa.Column("name_after", sa.Text(), nullable=False, comment="The name from then on."),
        sa.Column("key_before", sa.Text(), nullable=False, comment="The name before in small letters without accents."),
        sa.Column("key_after", sa.Text(), nullable=False, comment="The name after in small letters without accents."),
        sa.Column(
            "status", sa.String(32), nullable=False, comment="Whether it has happened or is announced, as told here."
        ),
        sa.Column("first_day", sa.Date(), comment="First day of the date told here."),
        sa.Column("last_day", sa.Date(), comment="Last day of the date told here."),
        sa.Column("date_precision", sa.String(32), comment="How exact the date told here is."),
        sa.Column("date_text", sa.String(10), comment="The date told here, as exact as it is."),
        sa.Column(
            "start_char",
            sa.Integer(),
            nullable=False,
            comment="Where the quote starts in the document's text, from 0.",
        ),
        sa.Column("end_char", sa.Integer(), nullable=False, comment="Where the quote ends in the document's text."),
        sa.Column("quote", sa.Text(), nullable=False, comment="The very words: the text from start_char to end_char."),
        sa.CheckConstraint(
            "length(quote) = end_char - start_char", name=op.f(f"ck_{TABLE}_quote_is_as_long_as_its_slice")
        ),
        sa.CheckConstraint("start_char >= 0 AND end_char > start_char", name=op.f(f"ck_{TABLE}_slice_not_empty")),
        sa.CheckConstraint(DATE_IS_WHOLE, name=op.f(f"ck_{TABLE}_date_whole_or_absent")),
        sa.ForeignKeyConstraint(
            ["name_id"], ["organization_name.id"], name=op.f(f"fk_{TABLE}_name_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f(f"fk_{TABLE}_document_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["status"], ["event_status.code"], name=op.f(f"fk_{TABLE}_status")),
        sa.ForeignKeyConstraint(["date_precision"], ["date_precision.code"], name=op.f(f"fk_{TABLE}_date_precision")),
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{TABLE}")),
    )
    for column in ("name_id", "document_id", "key_before", "key_after", "first_day"):
        op.create_index(f"ix_{TABLE}_{column}", TABLE, [column])


def downgrade() -> None:
    """Drop the table; what it tells is lost until documents are read again by a version that knows it."""
    op.drop_table(TABLE)
