"""Make organizations, their other names and register numbers, and persons.

Revision ID: c1a1f3d0b003
Revises: c1a1f3d0b002
Create date: 2026-11-22 21:12:00+00:00
"""

import sqlalchemy as sa
from alembic import op

revision = "c1a1f3d0b003"
down_revision = "c1a1f3d0b002"
branch_labels = None
depends_on = None

# SQLite gives a self-counting key only to a column declared INTEGER.
BIG_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "person",
        sa.Column("id", BIG_KEY, nullable=False, comment="The person's number."),
        sa.Column("name", sa.Text(), nullable=False, comment="The person's fullest name."),
        sa.Column("key", sa.Text(), nullable=False, comment="The name in small letters without accents: the identity."),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("key", name=op.f("uq_person_key")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "organization",
        sa.Column("id", BIG_KEY, nullable=False, comment="The organization's number."),
        sa.Column("kind", sa.String(length=32), nullable=False, comment="What it is."),
        sa.Column("name", sa.Text(), nullable=False, comment="Its fullest name, without legal form."),
        sa.Column("key", sa.Text(), nullable=False, comment="Its name in small letters without accents: its identity."),
        sa.Column("parent_id", BIG_KEY, nullable=True, comment="What owns or contains it."),
        sa.CheckConstraint("parent_id <> id", name=op.f("ck_organization_parent_is_another")),
        sa.ForeignKeyConstraint(["kind"], ["organization_kind.code"], name=op.f("fk_organization_kind")),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["organization.id"], name=op.f("fk_organization_parent_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organization")),
        sa.UniqueConstraint("key", name=op.f("uq_organization_key")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_organization_kind"), "organization", ["kind"], unique=False)
    op.create_index(op.f("ix_organization_parent_id"), "organization", ["parent_id"], unique=False)
    op.create_table(
        "organization_alias",
        sa.Column("id", BIG_KEY, nullable=False, comment="The row's number."),
        sa.Column("organization_id", BIG_KEY, nullable=False, comment="The organization that is meant."),
        sa.Column("name", sa.Text(), nullable=False, comment="The form, as written."),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_organization_alias_organization_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organization_alias")),
        sa.UniqueConstraint("organization_id", "name", name=op.f("uq_organization_alias_organization_id_name")),
    )
    op.create_index(op.f("ix_organization_alias_name"), "organization_alias", ["name"], unique=False)
    op.create_table(
        "organization_identifier",
        sa.Column("id", BIG_KEY, nullable=False, comment="The row's number."),
        sa.Column("organization_id", BIG_KEY, nullable=False, comment="The organization that has the number."),
        sa.Column("document_id", BIG_KEY, nullable=False, comment="The document that gives the number."),
        sa.Column("scheme", sa.String(length=16), nullable=False, comment="lei, siren, cik, isin, ticker or wikidata."),
        sa.Column("value", sa.String(length=64), nullable=False, comment="The number itself."),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_organization_identifier_document_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"],
            ["organization.id"],
            name=op.f("fk_organization_identifier_organization_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organization_identifier")),
        sa.UniqueConstraint(
            "document_id",
            "organization_id",
            "scheme",
            "value",
            name=op.f("uq_organization_identifier_number_once_a_document"),
        ),
    )
    op.create_index(
        op.f("ix_organization_identifier_organization_id"), "organization_identifier", ["organization_id"], unique=False
    )


def downgrade() -> None:
    """Drop the tables."""
    op.drop_index(op.f("ix_organization_identifier_organization_id"), table_name="organization_identifier")
    op.drop_table("organization_identifier")
    op.drop_index(op.f("ix_organization_alias_name"), table_name="organization_alias")
    op.drop_table("organization_alias")
    op.drop_index(op.f("ix_organization_parent_id"), table_name="organization")
    op.drop_index(op.f("ix_organization_kind"), table_name="organization")
    op.drop_table("organization")
    op.drop_table("person")
