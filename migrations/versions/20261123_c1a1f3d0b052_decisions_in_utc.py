"""Show the moments of decisions as they are in UTC, so that no client moves them to its own time zone.

Revision ID: c1a1f3d0b052
Revises: c1a1f3d0b051
Create date: 2026-11-23 09:50:00+00:00
"""

from alembic import context, op

from corpdb.migrations.steps import restore_views

revision = "c1a1f3d0b052"
down_revision = "c1a1f3d0b051"
branch_labels = None
depends_on = None

VIEW_BEFORE = "c1a1f3d0b017"
NAME = "bi_decisions"
MOMENTS = ("decided_at", "undone_at")


def upgrade() -> None:
    """Make the view anew on PostgreSQL; SQLite stores the moments in UTC as they are shown."""
    _make(is_in_utc=True)


def downgrade() -> None:
    """Make the view as it was."""
    _make(is_in_utc=False)


def _make(*, is_in_utc: bool) -> None:
    if op.get_context().dialect.name != "postgresql":
        return
    module = context.script.get_revision(VIEW_BEFORE).module
    name, comment, query, columns = next(view for view in module.VIEWS if view[0] == NAME)
    if is_in_utc:
        for moment in MOMENTS:
            query = query.replace(f"decision.{moment} AS", f"decision.{moment} AT TIME ZONE 'UTC' AS")
    restore_views([(name, comment, query, columns)], drop=[NAME])
