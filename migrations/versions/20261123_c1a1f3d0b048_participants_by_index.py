"""Let PostgreSQL read who takes part in an event from the index that finds it.

Revision ID: c1a1f3d0b048
Revises: c1a1f3d0b047
Create date: 2026-11-23 23:39:00+00:00
"""

from corpdb.migrations.steps import include_columns

revision = "c1a1f3d0b048"
down_revision = "c1a1f3d0b047"
branch_labels = None
depends_on = None

UNIQUE = ("uq_participation_event_id_role_rank", "participation", ("event_id", "role", "rank"))


def upgrade() -> None:
    """Add the participant to the index."""
    include_columns(*UNIQUE, include=("organization_id", "person_id"))


def downgrade() -> None:
    """Take the participant out of it again; the constraint stays."""
    include_columns(*UNIQUE, include=())
