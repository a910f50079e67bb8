"""Note which place tells an event best, and let SQLite look up what a view of events shows of it only where asked for.

Revision ID: c1a1f3d0b045
Revises: c1a1f3d0b044
Create date: 2026-11-23 22:40:00+00:00
"""

import re

import sqlalchemy as sa
from alembic import context, op

from corpdb.migrations.steps import View, replace_views

revision = "c1a1f3d0b045"
down_revision = "c1a1f3d0b044"
branch_labels = None
depends_on = None

VIEWS_BEFORE = "c1a1f3d0b036"
BIG_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
# Every view of events finds the place that tells one best by these words.
FOUND = """LEFT JOIN mention ON mention.id = (SELECT choice.mention_id FROM event_choice AS choice WHERE choice.event_id = \
event.id AND choice.mention_id IS NOT NULL ORDER BY choice.value <> 'status', choice.value LIMIT 1)
LEFT JOIN document ON document.id = mention.document_id
"""
NOTED = "LEFT JOIN best_mention ON best_mention.event_id = event.id\n"
KEYS = ("mention_id", "document_id")
SHOWN = {"mention": "mention.id = best_mention.mention_id", "document": "document.id = best_mention.document_id"}
FILL = """
INSERT INTO best_mention (event_id, mention_id, document_id)
SELECT event.id, mention.id, mention.document_id
FROM event
JOIN mention ON mention.id = (
    SELECT choice.mention_id FROM event_choice AS choice
    WHERE choice.event_id = event.id AND choice.mention_id IS NOT NULL
    ORDER BY choice.value <> 'status', choice.value LIMIT 1)
ORDER BY event.id
"""
DETAIL = re.compile(r"LEFT JOIN (\w+_event) ON (\1\.event_id = event\.id)\n")  # of one type
REST = "LEFT JOIN event_type"
PARTICIPANT = re.compile(
    r"(LEFT JOIN participation AS (\w+)_part ON .+ AND \2_part\.rank = (\d)\n)(LEFT JOIN \w+ AS \2 ON .+\n)"
)


def upgrade() -> None:
    """Make and fill the table, and let the views look there."""
    op.create_table(
        "best_mention",
        sa.Column("event_id", BIG_KEY, autoincrement=False, nullable=False, comment="The event's number."),
        sa.Column("mention_id", BIG_KEY, nullable=False, comment="The place that tells it best."),
        sa.Column("document_id", BIG_KEY, nullable=False, comment="The document of that place."),
        *(_refer(f"{table}_id", table) for table in ("event", "mention", "document")),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_best_mention")),
    )
    op.execute(FILL)
    for column in KEYS:
        op.create_index(op.f(f"ix_best_mention_{column}"), "best_mention", [column])
    look_up = op.get_context().dialect.name == "sqlite"
    replace_views([_rewrite(view, look_up=look_up) for view in _list_views()])


def downgrade() -> None:
    """Let the views find the places again, and drop the table."""
    replace_views(_list_views())
    op.drop_table("best_mention")


def _refer(column: str, table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{table}.id"], name=op.f(f"fk_best_mention_{column}"), ondelete="CASCADE"
    )


def _list_views() -> list[View]:
    views: list[View] = context.script.get_revision(VIEWS_BEFORE).module.VIEWS
    return [view for view in views if FOUND in view[2]]


def _rewrite(view: View, *, look_up: bool) -> View:
    name, comment, query, columns = view
    for shown, key in zip(("mention.id", "mention.document_id"), KEYS, strict=True):
        query = query.replace(f" {shown} AS", f" best_mention.{key} AS")
    joined = [*DETAIL.findall(query), *SHOWN.items()]
    before, after = DETAIL.sub("", query).replace(FOUND, "").split(REST)
    joins = [f"LEFT JOIN {table} ON {condition}\n" for table, condition in joined]
    participants = [(part, person, rank == "1") for part, _, rank, person in PARTICIPANT.findall(before)]
    before = PARTICIPANT.sub("", before)
    if look_up:
        joins = []
        for table, condition in joined:
            before = re.sub(rf" ({table}\.\w+) AS", rf" (SELECT \1 FROM {table} WHERE {condition}) AS", before)
    found = (
        *(part for part, _, first in participants if first),
        NOTED,
        *(person for _, person, first in participants if first),
        *(part + person for part, person, first in participants if not first),
        *joins,
    )
    return name, comment, f"{before}{''.join(found)}{REST}{after}", columns
