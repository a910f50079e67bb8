"""Make room for the place that tells an event best.

Revision ID: c1a1f3d0b045
Revises: c1a1f3d0b044
Create date: 2026-11-23 23:36:00+00:00
"""

import sqlalchemy as sa
from alembic import op

revision = "c1a1f3d0b045"
down_revision = "c1a1f3d0b044"
branch_labels = None
depends_on = None

BIG_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "best_mention",
        sa.Column("event_id", BIG_KEY, autoincrement=False, nullable=False, comment="The event's number."),
        sa.Column("mention_id", BIG_KEY, nullable=False, comment="The place that tells it best."),
        sa.Column("document_id", BIG_KEY, nullable=False, comment="The document of that place."),
        *(_refer(f"{table}_id", table) for table in ("event", "mention", "document")),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_best_mention")),
    )


def downgrade() -> None:
    """Drop the table. What it holds follows from the choices of each event."""
    op.drop_table("best_mention")


def _refer(column: str, table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{table}.id"], name=op.f(f"fk_best_mention_{column}"), ondelete="CASCADE"
    )
