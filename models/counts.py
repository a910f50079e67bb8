"""The views of what loads count along, since it could only be counted by reading all events or documents."""

from corpdb.models.columns import View, ViewColumn, label_code, label_term, pick_columns

BI_ORGANIZATION_ACTIVITY = View(
    "bi_organization_activity",
    "One row an organization and a type of events in which it takes part: how many they are.",
    (
        ViewColumn(
            "organization_id", "organization_activity.organization_id", "The organization; the same key in every view."
        ),
        ViewColumn("organization", "organization.name", "The organization's name."),
        ViewColumn("organization_kind", "organization_activity.kind", "What the organization is: the code."),
        *label_code("organization_kind", "organization_kind", "What the organization is"),
        *label_term("type", "event_type", "The family the events belong to", "organization_activity.type"),
        ViewColumn(
            "events",
            "organization_activity.events",
            "In how many such events it takes part; those that are rejected are left out.",
        ),
    ),
    "organization_activity"
    "\nLEFT JOIN organization ON organization.id = organization_activity.organization_id"
    "\nLEFT JOIN organization_kind ON organization_kind.code = organization_activity.kind"
    "\nLEFT JOIN event_type ON event_type.code = organization_activity.type",
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
