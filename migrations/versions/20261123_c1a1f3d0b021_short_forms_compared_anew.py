"""Let every name be compared anew: short forms that several share are nobody's, and forms before names tell.

Revision ID: c1a1f3d0b021
Revises: c1a1f3d0b020
Create date: 2026-11-23 08:15:00+00:00
"""

from alembic import op

revision = "c1a1f3d0b021"
down_revision = "c1a1f3d0b020"
branch_labels = None
depends_on = None

# The next load makes the keys of names without a block, and the links between them.
FORGET = ("UPDATE organization_name SET block = NULL", "DELETE FROM organization_link")


def upgrade() -> None:
    """Empty the keys and the links."""
    _forget()


def downgrade() -> None:
    """Empty them again, since the program of before makes them in its own way."""
    _forget()


def _forget() -> None:
    for statement in FORGET:
        op.execute(statement)
