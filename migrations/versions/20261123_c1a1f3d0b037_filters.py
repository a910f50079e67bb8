"""Find documents and events by what reports and BI tools filter by: the day, and the type within a period.

Revision ID: c1a1f3d0b037
Revises: c1a1f3d0b036
Create date: 2026-11-23 15:50:00+00:00
"""

from alembic import op

from corpdb.migrations.steps import create_index

revision = "c1a1f3d0b037"
down_revision = "c1a1f3d0b036"
branch_labels = None
depends_on = None

INDEXES = (
    ("document", ["published_first_day"]),
    ("event", ["type", "first_day"]),
    ("event_version", ["known_from"]),
)


def upgrade() -> None:
    """Make the indexes."""
    for table, columns in INDEXES:
        create_index(f"ix_{table}_{'_'.join(columns)}", table, columns)


def downgrade() -> None:
    """Drop them."""
    for table, columns in reversed(INDEXES):
        op.drop_index(f"ix_{table}_{'_'.join(columns)}", table)
