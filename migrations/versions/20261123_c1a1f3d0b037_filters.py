"""Index documents, events and their states by day, and events by type too, for reports and views of a period.

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


def upgrade() -> None:
    """Make the indexes; that of events takes the place of one of first days alone."""
    create_index("ix_document_published_first_day", "document", ["published_first_day"])
    create_index("ix_event_version_known_from", "event_version", ["known_from"])
    create_index("ix_event_first_day_last_day_type", "event", ["first_day", "last_day", "type"])
    op.drop_index("ix_event_first_day", "event")


def downgrade() -> None:
    """Leave those that were."""
    create_index("ix_event_first_day", "event", ["first_day"])
    op.drop_index("ix_event_first_day_last_day_type", "event")
    op.drop_index("ix_event_version_known_from", "event_version")
    op.drop_index("ix_document_published_first_day", "document")
