"""The views for large joins and counts: who takes part without names and dates, and what loads count along.

Whatever has a name or a label is looked up on SQLite: so a report can join a view with others as if it were its table.
"""

from corpdb.models.columns import View, ViewColumn, find_by, label_code, pick_columns
from corpdb.models.events import ANY_TYPE

_KEY = "The organization; the same key in every view."
_NAMED = "organization.id = organization_activity.organization_id"
_LABELLED = "organization_kind.code = organization_activity.kind"
_IN_ROLE = "role.code = participation.role"
_TYPED = "event_type.code = organization_activity.type"
_TAKES_PART = """
WHERE participation.organization_id IS NOT NULL
AND NOT EXISTS (SELECT 1 FROM event WHERE event.id = participation.event_id AND event.verdict = 'rejected')"""
_IN_ALL, _BY_TYPE = (f"\nWHERE organization_activity.type {sign} '{ANY_TYPE}'" for sign in ("=", "<>"))
_ORGANIZATION = (
    ViewColumn("organization_id", "organization_activity.organization_id", _KEY),
    *find_by(_NAMED, ViewColumn("organization", "organization.name", "The organization's name.")),
    ViewColumn("organization_kind", "organization_activity.kind", "What the organization is: the code."),
    *find_by(_LABELLED, *label_code("organization_kind", "organization_kind", "What the organization is")),
)
_JOINED = f"organization_activity\nLEFT JOIN organization ON {_NAMED}\nLEFT JOIN organization_kind ON {_LABELLED}"

BI_EVENT_ORGANIZATIONS = View(
    "bi_event_organizations",
    "One row an organization in one role in an event; names and dates are left to other views.",
    (
        ViewColumn("event_id", "participation.event_id", "The event; the same key in every view."),
        ViewColumn("organization_id", "participation.organization_id", _KEY),
        ViewColumn("role", "participation.role", "The part that is played: the code."),
        *find_by(_IN_ROLE, *label_code("role", "role", "The part that is played")),
        ViewColumn("rank", "participation.rank", "1 for the first of this role in this event, 2 for the second."),
    ),
    f"participation\nLEFT JOIN role ON {_IN_ROLE}{_TAKES_PART}",
    in_sqlite=f"participation{_TAKES_PART}",
)

BI_ORGANIZATION_ACTIVITY = View(
    "bi_organization_activity",
    "One row an organization that takes part in events: how many they are.",
    (
        *_ORGANIZATION,
        ViewColumn(
            "events",
            "organization_activity.events",
            "In how many events it takes part; those that are rejected are left out.",
        ),
    ),
    f"{_JOINED}{_IN_ALL}",
    in_sqlite=f"organization_activity{_IN_ALL}",
)

BI_ORGANIZATION_TYPES = View(
    "bi_organization_types",
    "One row an organization and a type of events in which it takes part: how many they are.",
    (
        *_ORGANIZATION,
        ViewColumn("type", "organization_activity.type", "The family the events belong to: the code.", is_text=True),
        *find_by(_TYPED, *label_code("type", "event_type", "The family the events belong to")),
        ViewColumn(
            "events",
            "organization_activity.events",
            "In how many such events it takes part; those that are rejected are left out.",
        ),
    ),
    f"{_JOINED}\nLEFT JOIN event_type ON {_TYPED}{_BY_TYPE}",
    in_sqlite=f"organization_activity{_BY_TYPE}",
)

BI_SOURCES = View(
    "bi_sources",
    "One row a source of documents and a language: how many they are.",
    pick_columns(
        "source_count",
        source="Where they are from, as bi_documents tells it: a site, or a folder.",
        language="The language of the documents (ISO 639-1).",
        documents="How many documents it has in that language.",
    ),
    "source_count",
)
