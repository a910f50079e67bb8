"""Find events by where they happen.

Revision ID: c1a1f3d0b035
Revises: c1a1f3d0b034
Create date: 2026-11-23 13:10:00+00:00
"""

from alembic import op

from corpdb.migrations.steps import create_index

revision = "c1a1f3d0b035"
down_revision = "c1a1f3d0b034"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the index, of the events that have a place."""
    create_index("ix_event_location", "event", ["location"], where="location IS NOT NULL")


def downgrade() -> None:
    """Drop it."""
    op.drop_index("ix_event_location", "event")
