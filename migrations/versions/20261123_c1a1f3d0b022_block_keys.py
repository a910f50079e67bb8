"""Let the next load compare tellings anew, by keys that are numbers: smaller, and those of one time together.

Going back, the load of the older program does the same by its own keys.

Revision ID: c1a1f3d0b022
Revises: c1a1f3d0b021
Create date: 2026-11-23 09:50:00+00:00
"""

from typing import Any

import sqlalchemy as sa
from alembic import op

from corpdb.migrations.steps import empty_tables, move_rows

revision = "c1a1f3d0b022"
down_revision = "c1a1f3d0b021"
branch_labels = None
depends_on = None

BIG_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the table of keys anew, and empty what is derived of tellings, so that it is derived anew."""
    _forget()
    _make_table(sa.BigInteger(), "When, and a fingerprint of the kind of event and of who plays which role.")
    op.create_index(op.f("ix_telling_block_key_telling_id"), "telling_block", ["key", "telling_id"])


def downgrade() -> None:
    """Do the same with the older keys."""
    _forget()
    _make_table(sa.Text(), "Kind of event, who plays which role, when.")
    op.create_index(op.f("ix_telling_block_key"), "telling_block", ["key"])


def _forget() -> None:
    move_rows("telling", "UPDATE telling SET key = NULL WHERE key IS NOT NULL AND {range}")
    empty_tables("telling_link")
    op.drop_table("telling_block")


def _make_table(key: sa.types.TypeEngine[Any], comment: str) -> None:
    op.create_table(
        "telling_block",
        sa.Column("id", BIG_KEY, nullable=False, comment="The row's number."),
        sa.Column("telling_id", BIG_KEY, nullable=False, comment="What is told."),
        sa.Column("key", key, nullable=False, comment=comment),
        sa.ForeignKeyConstraint(
            ["telling_id"], ["telling.id"], name=op.f("fk_telling_block_telling_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_telling_block")),
    )
    op.create_index(op.f("ix_telling_block_telling_id"), "telling_block", ["telling_id"])
