"""Show who takes part in events without names and dates, in how many, and how many documents a source has.

Revision ID: c1a1f3d0b050
Revises: c1a1f3d0b049
Create date: 2026-11-24 04:10:00+00:00
"""

import re

from alembic import op

from corpdb.migrations.steps import View, create_index, replace_views, restore_views

revision = "c1a1f3d0b050"
down_revision = "c1a1f3d0b049"
branch_labels = None
depends_on = None

INDEX = "ix_event_rejected"
JOIN = re.compile(r"LEFT JOIN (\w+) ON (.+)\n")
VIEWS: list[View] = [
    (
        "bi_event_organizations",
        "One row an organization in one role in an event; names and dates are left to other views.",
        """
SELECT
    participation.event_id AS event_id,
    participation.organization_id AS organization_id,
    participation.role AS role,
    role.label_en AS role_en,
    role.label_fr AS role_fr,
    participation.rank AS rank
FROM participation
LEFT JOIN role ON role.code = participation.role
WHERE participation.organization_id IS NOT NULL
AND NOT EXISTS (SELECT 1 FROM event WHERE event.id = participation.event_id AND event.verdict = 'rejected')
""",
        {
            "event_id": "The event; the same key in every view.",
            "organization_id": "The organization; the same key in every view.",
            "role": "The part that is played: the code.",
            "role_en": "The part that is played, in English.",
            "role_fr": "The part that is played, in French.",
            "rank": "1 for the first of this role in this event, 2 for the second.",
        },
    ),
    (
        "bi_organization_activity",
        "One row an organization that takes part in events: how many they are.",
        """
SELECT
    organization_activity.organization_id AS organization_id,
    organization.name AS organization,
    organization_activity.kind AS organization_kind,
    organization_kind.label_en AS organization_kind_en,
    organization_kind.label_fr AS organization_kind_fr,
    organization_activity.events AS events
FROM organization_activity
LEFT JOIN organization ON organization.id = organization_activity.organization_id
LEFT JOIN organization_kind ON organization_kind.code = organization_activity.kind
WHERE organization_activity.type = 'any'
""",
        {
            "organization_id": "The organization; the same key in every view.",
            "organization": "The organization's name.",
            "organization_kind": "What the organization is: the code.",
            "organization_kind_en": "What the organization is, in English.",
            "organization_kind_fr": "What the organization is, in French.",
            "events": "In how many events it takes part; those that are rejected are left out.",
        },
    ),
    (
        "bi_organization_types",
        "One row an organization and a type of events in which it takes part: how many they are.",
        """
SELECT
    organization_activity.organization_id AS organization_id,
    organization.name AS organization,
    organization_activity.kind AS organization_kind,
    organization_kind.label_en AS organization_kind_en,
    organization_kind.label_fr AS organization_kind_fr,
    organization_activity.type AS type,
    event_type.label_en AS type_en,
    event_type.label_fr AS type_fr,
    organization_activity.events AS events
FROM organization_activity
LEFT JOIN organization ON organization.id = organization_activity.organization_id
LEFT JOIN organization_kind ON organization_kind.code = organization_activity.kind
LEFT JOIN event_type ON event_type.code = organization_activity.type
WHERE organization_activity.type <> 'any'
""",
        {
            "organization_id": "The organization; the same key in every view.",
            "organization": "The organization's name.",
            "organization_kind": "What the organization is: the code.",
            "organization_kind_en": "What the organization is, in English.",
            "organization_kind_fr": "What the organization is, in French.",
            "type": "The family the events belong to: the code.",
            "type_en": "The family the events belong to, in English.",
            "type_fr": "The family the events belong to, in French.",
            "events": "In how many such events it takes part; those that are rejected are left out.",
        },
    ),
    (
        "bi_sources",
        "One row a source of documents and a language: how many they are.",
        """
SELECT
    source_count.source AS source,
    source_count.language AS language,
    source_count.documents AS documents
FROM source_count
""",
        {
            "source": "Where they are from, as bi_documents tells it: a site, or a folder.",
            "language": "The language of the documents (ISO 639-1).",
            "documents": "How many documents it has in that language.",
        },
    ),
]


def upgrade() -> None:
    """Make the views, and the index by which they leave out what is rejected."""
    create_index(INDEX, "event", ["id"], where="verdict = 'rejected'")
    on_sqlite = [(name, comment, _look_up(query), columns) for name, comment, query, columns in VIEWS]
    replace_views(on_sqlite if op.get_context().dialect.name == "sqlite" else VIEWS)


def downgrade() -> None:
    """Drop them; the tables that they show stay."""
    restore_views([], drop=[view[0] for view in VIEWS])
    op.drop_index(INDEX, "event")


def _look_up(query: str) -> str:
    """The view's query with what it joins looked up where it is asked for."""
    looked_up = JOIN.sub("", query)
    for table, condition in JOIN.findall(query):
        looked_up = re.sub(rf" ({table}\.\w+) AS", rf" (SELECT \1 FROM {table} WHERE {condition}) AS", looked_up)
    return looked_up
