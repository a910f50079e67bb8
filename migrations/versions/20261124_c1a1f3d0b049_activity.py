"""Count the events in which each organization takes part, by type and in all.

Revision ID: c1a1f3d0b049
Revises: c1a1f3d0b048
Create date: 2026-11-24 02:10:00+00:00
"""

import sqlalchemy as sa
from alembic import op

from corpdb.migrations.steps import hold_writers

revision = "c1a1f3d0b049"
down_revision = "c1a1f3d0b048"
branch_labels = None
depends_on = None

TABLE = "organization_activity"
BIG_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
FILL = f"""
INSERT INTO {TABLE} (organization_id, type, kind, events)
SELECT organization.id, event.type, organization.kind, count(DISTINCT event.id)
FROM participation
JOIN event ON event.id = participation.event_id AND event.verdict <> 'rejected'
JOIN organization ON organization.id = participation.organization_id
GROUP BY organization.id, organization.kind, event.type
ORDER BY organization.id, event.type
"""
SUM_UP = f"""
INSERT INTO {TABLE} (organization_id, type, kind, events)
SELECT organization_id, 'any', kind, sum(events) FROM {TABLE}
GROUP BY organization_id, kind ORDER BY organization_id
"""


def upgrade() -> None:
    """Make and fill the table, while nobody takes part in other events."""
    hold_writers()
    op.create_table(
        TABLE,
        sa.Column("id", BIG_KEY, nullable=False, comment="The row's number."),
        sa.Column("organization_id", BIG_KEY, nullable=False, comment="The organization."),
        sa.Column(
            "type", sa.String(32), nullable=False, comment="The type of the events; any for those of every type."
        ),
        sa.Column("kind", sa.String(32), nullable=False, comment="What the organization is."),
        sa.Column("events", sa.BigInteger(), nullable=False, comment="In how many such events it takes part."),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_organization_activity_organization_id")
        ),
        sa.ForeignKeyConstraint(["kind"], ["organization_kind.code"], name=op.f("fk_organization_activity_kind")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organization_activity")),
        sa.UniqueConstraint("organization_id", "type", name=op.f("uq_organization_activity_organization_id_type")),
    )
    op.execute(FILL)
    op.execute(SUM_UP)
    op.create_index(
        op.f("ix_organization_activity_kind_type_events_organization_id"),
        TABLE,
        ["kind", "type", "events", "organization_id"],
    )


def downgrade() -> None:
    """Drop the table, whose numbers can be counted again."""
    op.drop_table(TABLE)
