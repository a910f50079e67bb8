"""Let SQLite, too, find what became known of an organization by an index: the view shows the column that has one.

Revision ID: c1a1f3d0b038
Revises: c1a1f3d0b037
Create date: 2026-11-23 16:25:00+00:00
"""

from alembic import context

from corpdb.migrations.steps import View, replace_views

revision = "c1a1f3d0b038"
down_revision = "c1a1f3d0b037"
branch_labels = None
depends_on = None

VIEWS_BEFORE = "c1a1f3d0b026"
VIEW = "bi_event_changes"


def upgrade() -> None:
    """Show the numbers of those who have become known to take part, rather than those that they lead to."""
    name, comment, query, columns = _find_view()
    for own in ("organization", "person"):
        query = query.replace(f"{own}.id AS {own}_id", f"participation_version.{own}_id AS {own}_id")
    replace_views([(name, comment, query, columns)])


def downgrade() -> None:
    """Make the view as it was."""
    replace_views([_find_view()])


def _find_view() -> View:
    return next(view for view in context.script.get_revision(VIEWS_BEFORE).module.VIEWS if view[0] == VIEW)
