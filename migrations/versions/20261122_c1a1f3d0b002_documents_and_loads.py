"""Make documents, their addresses and the runs that load them.

Revision ID: c1a1f3d0b002
Revises: c1a1f3d0b001
Create date: 2026-11-22 21:11:00+00:00
"""

import sqlalchemy as sa
from alembic import op

revision = "c1a1f3d0b002"
down_revision = "c1a1f3d0b001"
branch_labels = None
depends_on = None

# SQLite gives a self-counting key only to a column declared INTEGER.
BIG_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "load",
        sa.Column("id", BIG_KEY, nullable=False, comment="The run's number."),
        sa.Column("status", sa.String(length=32), nullable=False, comment="How the run ended."),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False, comment="When the run began (UTC)."),
        sa.Column(
            "finished_at",
            sa.DateTime(timezone=True),
            nullable=True,
            comment="When the run ended (UTC); empty while it runs.",
        ),
        sa.Column("paths", sa.Text(), nullable=False, comment="The files and folders that were asked for, as typed."),
        sa.Column("program_version", sa.String(length=32), nullable=False, comment="The version of corpdb that ran."),
        sa.Column(
            "documents_added", sa.BigInteger(), server_default="0", nullable=False, comment="Documents that were new."
        ),
        sa.Column(
            "documents_changed",
            sa.BigInteger(),
            server_default="0",
            nullable=False,
            comment="Documents whose text had changed.",
        ),
        sa.Column(
            "documents_unchanged",
            sa.BigInteger(),
            server_default="0",
            nullable=False,
            comment="Documents that were there already, as they are.",
        ),
        sa.Column(
            "documents_failed",
            sa.BigInteger(),
            server_default="0",
            nullable=False,
            comment="Documents that could not be read.",
        ),
        sa.Column(
            "organizations_added",
            sa.BigInteger(),
            server_default="0",
            nullable=False,
            comment="Organizations that were new.",
        ),
        sa.Column("events_added", sa.BigInteger(), server_default="0", nullable=False, comment="Events that were new."),
        sa.ForeignKeyConstraint(["status"], ["load_status.code"], name=op.f("fk_load_status")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_load")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "document",
        sa.Column("id", BIG_KEY, nullable=False, comment="The document's number."),
        sa.Column(
            "content_hash",
            sa.String(length=64),
            nullable=False,
            comment="SHA-256 of the text and of what its format states: the identity.",
        ),
        sa.Column("title", sa.Text(), nullable=True, comment="The headline."),
        sa.Column("language", sa.String(length=8), nullable=False, comment="The language of the text (ISO 639-1)."),
        sa.Column("url", sa.Text(), nullable=True, comment="The address that the document gives as its own."),
        sa.Column("media_type", sa.String(length=64), nullable=False, comment="The format it was read from."),
        sa.Column(
            "published_first_day", sa.Date(), nullable=True, comment="First day of the publication date's interval."
        ),
        sa.Column(
            "published_last_day", sa.Date(), nullable=True, comment="Last day of the publication date's interval."
        ),
        sa.Column(
            "published_precision",
            sa.String(length=32),
            nullable=True,
            comment="How exactly the publication date is known.",
        ),
        sa.Column(
            "published_text",
            sa.String(length=10),
            nullable=True,
            comment="The publication date as exactly as it is known: 2023, 2023-11 or 2023-11-27.",
        ),
        sa.Column("text", sa.Text(), nullable=False, comment="The text that quotes are slices of."),
        sa.Column("extractor", sa.String(length=32), nullable=False, comment="What read the text."),
        sa.Column(
            "extractor_version", sa.String(length=32), nullable=False, comment="The version of what read the text."
        ),
        sa.Column("first_load_id", BIG_KEY, nullable=False, comment="The run that brought the document."),
        sa.Column("last_load_id", BIG_KEY, nullable=False, comment="The run that last wrote its facts."),
        sa.CheckConstraint(
            "(published_first_day IS NULL) = (published_last_day IS NULL) AND (published_first_day IS NULL) = (published_precision IS NULL) AND (published_first_day IS NULL) = (published_text IS NULL)",
            name=op.f("ck_document_publication_date_whole_or_absent"),
        ),
        sa.CheckConstraint(
            "published_first_day <= published_last_day", name=op.f("ck_document_published_days_in_order")
        ),
        sa.ForeignKeyConstraint(["first_load_id"], ["load.id"], name=op.f("fk_document_first_load_id")),
        sa.ForeignKeyConstraint(["last_load_id"], ["load.id"], name=op.f("fk_document_last_load_id")),
        sa.ForeignKeyConstraint(
            ["published_precision"], ["date_precision.code"], name=op.f("fk_document_published_precision")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
        sa.UniqueConstraint("content_hash", name=op.f("uq_document_content_hash")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "load_error",
        sa.Column("id", BIG_KEY, nullable=False, comment="The row's number."),
        sa.Column("load_id", BIG_KEY, nullable=False, comment="The run that met the error."),
        sa.Column("address", sa.Text(), nullable=False, comment="The document's address."),
        sa.Column("message", sa.Text(), nullable=False, comment="What was wrong, in a sentence."),
        sa.ForeignKeyConstraint(["load_id"], ["load.id"], name=op.f("fk_load_error_load_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_load_error")),
    )
    op.create_index(op.f("ix_load_error_load_id"), "load_error", ["load_id"], unique=False)
    op.create_table(
        "document_address",
        sa.Column("id", BIG_KEY, nullable=False, comment="The row's number."),
        sa.Column("address", sa.Text(), nullable=False, comment="Where the file was: an address of the form file:///."),
        sa.Column("document_id", BIG_KEY, nullable=False, comment="The document that was found there."),
        sa.Column(
            "file_hash",
            sa.String(length=64),
            nullable=False,
            comment="SHA-256 of the file's bytes when it was last read.",
        ),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_document_address_document_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_address")),
        sa.UniqueConstraint("address", name=op.f("uq_document_address_address")),
    )
    op.create_index(op.f("ix_document_address_document_id"), "document_address", ["document_id"], unique=False)


def downgrade() -> None:
    """Drop the tables."""
    op.drop_index(op.f("ix_document_address_document_id"), table_name="document_address")
    op.drop_table("document_address")
    op.drop_index(op.f("ix_load_error_load_id"), table_name="load_error")
    op.drop_table("load_error")
    op.drop_table("document")
    op.drop_table("load")
