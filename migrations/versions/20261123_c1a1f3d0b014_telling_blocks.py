"""Let the next load compare tellings anew, by keys that say more: who plays which role, and when.

Going back, the load of the older program does the same by its own keys.

Revision ID: c1a1f3d0b014
Revises: c1a1f3d0b013
Create date: 2026-11-23 06:35:00+00:00
"""

import sqlalchemy as sa
from alembic import op

revision = "c1a1f3d0b014"
down_revision = "c1a1f3d0b013"
branch_labels = None
depends_on = None

COMMENT = "Kind of event, who plays which role, when."
COMMENT_BEFORE = "Type of event, who takes part, half-year."


def upgrade() -> None:
    """Empty what is derived of tellings, so that it is derived anew."""
    _forget_keys()
    _comment_key(COMMENT_BEFORE, COMMENT)


def downgrade() -> None:
    """Do the same."""
    _comment_key(COMMENT, COMMENT_BEFORE)
    _forget_keys()


def _forget_keys() -> None:
    op.execute("DELETE FROM telling_link")
    op.execute("DELETE FROM telling_block")
    op.execute("UPDATE telling SET key = NULL")


def _comment_key(before: str, now: str) -> None:
    if op.get_context().dialect.supports_comments:  # SQLite keeps none
        op.alter_column("telling_block", "key", existing_type=sa.Text(), existing_comment=before, comment=now)
