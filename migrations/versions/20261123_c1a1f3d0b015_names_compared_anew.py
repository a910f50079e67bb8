"""Let every name be compared anew: units, umlauts and well-known forms have other keys, and links are made from these.

Revision ID: c1a1f3d0b015
Revises: c1a1f3d0b014
Create date: 2026-11-23 06:40:00+00:00
"""

from alembic import op

revision = "c1a1f3d0b015"
down_revision = "c1a1f3d0b014"
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
