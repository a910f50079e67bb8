"""The views for large joins and counts: who takes part by keys alone, and what loads count along."""

from corpdb.models.columns import View, ViewColumn, label_code, label_term, pick_columns
from corpdb.models.events import ANY_TYPE

_KEY = "The organization; the same key in every view."
_ORGANIZATION = (
    ViewColumn("organization_id", "organization_activity.organization_id", _KEY),
    ViewColumn("organization", "organization.name", "The organization's name."),
    ViewColumn("organization_kind", "organization_activity.kind", "What the organization is: the code."),
    *label_code("organization_kind", "organization_kind", "What the organization is"),
)
_JOINED = (
    "organization_activity"
    "\nLEFT JOIN organization ON organization.id = organization_activity.organization_id"
    "\nLEFT JOIN organization_kind ON organization_kind.code = organization_activity.kind"
)
_IS_REJECTED = "SELECT 1 FROM event WHERE event.id = participation.event_id AND event.verdict = 'rejected'"

BI_EVENT_ORGANIZATIONS = View(
    "bi_event_organizations",
    "One row an organization in one role in an event, without what stands in their own views: to count and join many.",
    (
        ViewColumn("event_id", "participation.event_id", "The event; the same key in every view."),
        ViewColumn("organization_id", "participation.organization_id", _KEY),
        *label_term("role", "role", "The part that is played", "participation.role"),
        ViewColumn("rank", "participation.rank", "1 for the first of this role in this event, 2 for the second."),
    ),
    "participation"
    "\nLEFT JOIN role ON role.code = participation.role"
    f"\nWHERE participation.organization_id IS NOT NULL\nAND NOT EXISTS ({_IS_REJECTED})",
)

BI_ORGANIZATION_ACTIVITY = View(
    "bi_organization_activity",
    "One row an organization that takes part in events: how many they are.",
    (
        *_ORGANIZATION,
        ViewColumn(
            "events", "organization_activity.events", "In how many it takes part; those that are rejected are left out."
        ),
    ),
    f"{_JOINED}\nWHERE organization_activity.type = '{ANY_TYPE}'",
)

BI_ORGANIZATION_TYPES = View(
    "bi_organization_types",
    "One row an organization and a type of events in which it takes part: how many they are.",
    (
        *_ORGANIZATION,
        *label_term("type", "event_type", "The family the events belong to", "organization_activity.type"),
        ViewColumn(
            "events",
            "organization_activity.events",
            "In how many such events it takes part; those that are rejected are left out.",
        ),
    ),
    f"{_JOINED}\nJOIN event_type ON event_type.code = organization_activity.type",
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
