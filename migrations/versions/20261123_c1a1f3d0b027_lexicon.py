"""Make room for the user's own lexicon beside the version of what read a text.

Revision ID: c1a1f3d0b027
Revises: c1a1f3d0b026
Create date: 2026-11-23 10:00:00+00:00
"""

import sqlalchemy as sa
from alembic import op

revision = "c1a1f3d0b027"
down_revision = "c1a1f3d0b026"
branch_labels = None
depends_on = None

COMMENTS = {
    "document": "The user's own lexicon that it was read with: how its SHA-256 begins; empty for none.",
    "mention": "The user's own lexicon that it was found with: how its SHA-256 begins; empty for none.",
}


def upgrade() -> None:
    """Add the columns; the next revisions fill them."""
    for table, comment in COMMENTS.items():
        op.add_column(table, sa.Column("lexicon", sa.String(12), comment=comment))


def downgrade() -> None:
    """Drop the columns, which are empty again."""
    for table in COMMENTS:
        op.drop_column(table, "lexicon")
