"""Show the place that tells an event best as it is noted; SQLite looks it up only where it is asked for.

Revision ID: c1a1f3d0b047
Revises: c1a1f3d0b046
Create date: 2026-11-23 23:38:00+00:00
"""

import re

from alembic import context, op

from corpdb.migrations.steps import View, replace_views

revision = "c1a1f3d0b047"
down_revision = "c1a1f3d0b046"
branch_labels = None
depends_on = None

VIEWS_BEFORE = "c1a1f3d0b036"
# Every view of events finds the place that tells one best by these words.
FOUND = """LEFT JOIN mention ON mention.id = (SELECT choice.mention_id FROM event_choice AS choice WHERE choice.event_id = \
event.id AND choice.mention_id IS NOT NULL ORDER BY choice.value <> 'status', choice.value LIMIT 1)
LEFT JOIN document ON document.id = mention.document_id
"""
NOTED = "LEFT JOIN best_mention ON best_mention.event_id = event.id\n"
KEYS = ("mention_id", "document_id")
SHOWN = {"mention": "mention.id = best_mention.mention_id", "document": "document.id = best_mention.document_id"}
DETAIL = re.compile(r"LEFT JOIN (\w+_event) ON (\1\.event_id = event\.id)\n")  # of one type
TERMS, PLACES = "LEFT JOIN event_type", "LEFT JOIN place"
PARTICIPANT = re.compile(
    r"(LEFT JOIN participation AS (\w+)_part ON .+ AND \2_part\.rank = (\d)\n)(LEFT JOIN \w+ AS \2 ON .+\n)"
)


def upgrade() -> None:
    """Let the views look there."""
    look_up = op.get_context().dialect.name == "sqlite"
    replace_views([_rewrite(view, look_up=look_up) for view in _list_views()])


def downgrade() -> None:
    """Let the views find the places again."""
    replace_views(_list_views())


def _list_views() -> list[View]:
    views: list[View] = context.script.get_revision(VIEWS_BEFORE).module.VIEWS
    return [view for view in views if FOUND in view[2]]


def _rewrite(view: View, *, look_up: bool) -> View:
    name, comment, query, columns = view
    for shown, key in zip(("mention.id", "mention.document_id"), KEYS, strict=True):
        query = query.replace(f" {shown} AS", f" best_mention.{key} AS")
    joined = [*DETAIL.findall(query), *SHOWN.items()]
    before, terms, after = re.split(f"(?={TERMS}|{PLACES})", DETAIL.sub("", query).replace(FOUND, ""))
    participants = [(part, person, rank == "1") for part, _, rank, person in PARTICIPANT.findall(before)]
    before = PARTICIPANT.sub("", before)
    joins = [f"LEFT JOIN {table} ON {condition}\n" for table, condition in joined]
    early, late = NOTED, ""
    if look_up:
        early, late, joins = "", NOTED, []
        for table, condition in joined:
            before = re.sub(rf" ({table}\.\w+) AS", rf" (SELECT \1 FROM {table} WHERE {condition}) AS", before)
    found = (
        *(part for part, _, first in participants if first),
        early,
        *(person for _, person, first in participants if first),
        *(part + person for part, person, first in participants if not first),
        *joins,
    )
    return name, comment, f"{before}{''.join(found)}{terms}{late}{after}", columns
