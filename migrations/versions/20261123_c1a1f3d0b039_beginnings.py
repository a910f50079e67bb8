"""Find names by how they begin, and events of the largest amounts and headcounts or of a period in their very order.

Revision ID: c1a1f3d0b039
Revises: c1a1f3d0b038
Create date: 2026-11-23 18:50:00+00:00
"""

from alembic import op

from corpdb.migrations.steps import create_index, index_beginnings

revision = "c1a1f3d0b039"
down_revision = "c1a1f3d0b038"
branch_labels = None
depends_on = None

BY_LETTERS = (("organization_name", "key"), ("organization_name", "block"), ("organization_alias", "key"))

IN_ORDER, ORDERED_BEFORE = "first_day_last_day_id_type", "first_day_last_day_type"


def upgrade() -> None:
    """Make the indexes, those of beginnings in the place of others."""
    for table, column in BY_LETTERS:
        index_beginnings(f"ix_{table}_{column}_beginning", table, column)
    create_index(f"ix_event_{IN_ORDER}", "event", ["first_day", "last_day", "id", "type"])
    create_index("ix_event_type_amount", "event", ["type", "amount"], where="amount IS NOT NULL")
    create_index("ix_event_headcount", "event", ["headcount"], where="headcount IS NOT NULL")
    for table, column in BY_LETTERS:
        op.drop_index(f"ix_{table}_{column}", table)
    op.drop_index(f"ix_event_{ORDERED_BEFORE}", "event")


def downgrade() -> None:
    """Leave the indexes that were."""
    for table, column in BY_LETTERS:
        create_index(f"ix_{table}_{column}", table, [column])
    create_index(f"ix_event_{ORDERED_BEFORE}", "event", ["first_day", "last_day", "type"])
    for table, column in BY_LETTERS:
        op.drop_index(f"ix_{table}_{column}_beginning", table)
    op.drop_index(f"ix_event_{IN_ORDER}", "event")
    op.drop_index("ix_event_headcount", "event")
    op.drop_index("ix_event_type_amount", "event")
