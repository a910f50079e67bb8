"""The views of what was known when, by the rules of those in `views`."""

from corpdb.models.columns import PUBLISHED, View, ViewColumn, label_term, pick_columns

_KNOWN_FROM = "The day from which this was known, as documents came out."
_MENTION = (
    ViewColumn("mention_id", "mention.id", "The mention that tells it so; the same key in every view."),
    ViewColumn("document_id", "mention.document_id", "The document; the same key in every view."),
    *PUBLISHED,
    *pick_columns("document", title="The document's headline.", language="The language of the text (ISO 639-1)."),
    *pick_columns("mention", quote="The very words."),
)

BI_EVENT_HISTORY = View(
    "bi_event_history",
    "One row a state of an event: what was known of it from a day on, with the words that give the status.",
    (
        ViewColumn("event_id", "event_version.event_id", "The event; the same key in every view."),
        *pick_columns(
            "event_version",
            first_day="First day on which the event happened or may have, as known then; empty if none was told.",
            last_day="Last day on which the event happened or may have, as known then.",
            date_precision="How exactly the date was known: day, month, quarter or year.",
            date_text="The date as exactly as it was known: 2023, 2023-Q4, 2023-11 or 2023-11-27.",
            step="1 for what was known first, 2 for what was known then, and so on.",
            known_from=_KNOWN_FROM,
            known_until="The day from which something else was known; empty if this still is.",
        ),
        *label_term("type", "event_type", "The family the event belongs to"),
        *label_term("kind", "event_kind", "What exactly happens, as known then"),
        *label_term("status", "event_status", "How far it had gone, as known then"),
        *pick_columns(
            "event_version",
            parts="The number of units that come out of a restructuring, as known then.",
            share_percent="The part of the shares that changes hands, in percent, as known then.",
            series="The financing round's name, as known then.",
            position="The post that a person takes or leaves, as known then.",
            amount="The money the event is about, in units of the currency, as known then.",
            currency="The currency of the amount (ISO 4217).",
            headcount="People affected, as known then.",
            location="Where it happens, as known then.",
            confidence="How sure it was from that day on that a document states the event: 0 to 1.",
        ),
        *_MENTION,
    ),
    "event_version"
    "\nJOIN event_type ON event_type.code = event_version.type"
    "\nJOIN event_kind ON event_kind.code = event_version.kind"
    "\nJOIN event_status ON event_status.code = event_version.status"
    "\nJOIN mention ON mention.id = event_version.mention_id"
    "\nJOIN document ON document.id = mention.document_id",
)

BI_EVENT_CHANGES = View(
    "bi_event_changes",
    "One row a value of an event that became known or changed on a day, with the words that tell it.",
    (
        ViewColumn("event_id", "event_change.event_id", "The event; the same key in every view."),
        *pick_columns(
            "event_change",
            known_from=_KNOWN_FROM,
            value="Which value: status, kind, date, amount, headcount...; for a participant its role.",
            change="What became of it: new (the event was not known), added (the value was not), refined (told more"
            " exactly), changed (it has gone on), contradicted (what was told is denied).",
            before="What was known before; empty if nothing was.",
            after="What was known then; empty for a participant.",
        ),
        ViewColumn("organization_id", "organization.id", "Of a new participant the organization."),
        ViewColumn("organization", "organization.name", "The organization's name."),
        ViewColumn("person_id", "person.id", "Of a new participant the person's number."),
        ViewColumn("person", "person.name", "The person's name."),
        *_MENTION,
    ),
    "event_change"
    "\nJOIN mention ON mention.id = event_change.mention_id"
    "\nJOIN document ON document.id = mention.document_id"
    "\nLEFT JOIN participation_version ON participation_version.event_id = event_change.event_id"
    " AND participation_version.role = event_change.value AND participation_version.rank = event_change.rank"
    " AND participation_version.known_from = event_change.known_from"
    "\nLEFT JOIN organization ON organization.id = participation_version.organization_id"
    "\nLEFT JOIN person ON person.id = participation_version.person_id",
)
