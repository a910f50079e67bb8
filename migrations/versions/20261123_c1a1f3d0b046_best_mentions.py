"""Note the place that tells each event best.

Revision ID: c1a1f3d0b046
Revises: c1a1f3d0b045
Create date: 2026-11-23 23:37:00+00:00
"""

from alembic import op

from corpdb.migrations.steps import create_index, move_rows

revision = "c1a1f3d0b046"
down_revision = "c1a1f3d0b045"
branch_labels = None
depends_on = None

FILL = """
INSERT INTO best_mention (event_id, mention_id, document_id)
SELECT event.id, mention.id, mention.document_id
FROM event
JOIN mention ON mention.id = (
    SELECT choice.mention_id FROM event_choice AS choice
    WHERE choice.event_id = event.id AND choice.mention_id IS NOT NULL
    ORDER BY choice.value <> 'status', choice.value LIMIT 1)
WHERE NOT EXISTS (SELECT 1 FROM best_mention AS noted WHERE noted.event_id = event.id) AND {range}
ORDER BY event.id
"""
KEYS = ("mention_id", "document_id")


def upgrade() -> None:
    """Fill the table, and index it."""
    move_rows("event", FILL)
    for column in KEYS:
        create_index(f"ix_best_mention_{column}", "best_mention", [column])


def downgrade() -> None:
    """Drop the indexes and the rows, which can be found again."""
    for column in KEYS:
        op.drop_index(f"ix_best_mention_{column}", "best_mention")
    op.execute("DELETE FROM best_mention")
