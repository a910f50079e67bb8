"""The views of what was known when, by the rules of those in `views`."""

from corpdb.models import families
from corpdb.models.columns import PUBLISHED, Part, View, ViewColumn, label_code, label_term, pick_columns

_KNOWN_FROM = "The day from which this was known, as documents came out."
_MENTION = (
    ViewColumn("mention_id", "mention.id", "The mention that tells it so; the same key in every view."),
    ViewColumn("document_id", "mention.document_id", "The document; the same key in every view."),
    *PUBLISHED,
    *pick_columns("document", title="The document's headline.", language="The language of the text (ISO 639-1)."),
    *pick_columns("mention", quote="The very words."),
)
_URL = pick_columns("document", url="The address that the document gives as its own.")
_KNOWN_DAY = "The day from which this was known, for joining bi_calendar."

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
        *label_term("type", "event_type", "The family the event belongs to", "event_version.type"),
        *label_term("kind", "event_kind", "What exactly happens, as known then", "event_version.kind"),
        *label_term("status", "event_status", "How far it had gone, as known then", "event_version.status"),
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
        *label_code("date_precision", "date_precision", "How exactly the date was known"),
        ViewColumn("day", "event_version.known_from", _KNOWN_DAY),
        *_URL,
        *families.COUNTRY,
    ),
    "event_version"
    "\nJOIN event ON event.id = event_version.event_id AND event.verdict <> 'rejected'"
    "\nJOIN mention ON mention.id = event_version.mention_id"
    "\nJOIN document ON document.id = mention.document_id"
    "\nLEFT JOIN event_type ON event_type.code = event_version.type"
    "\nLEFT JOIN event_kind ON event_kind.code = event_version.kind"
    "\nLEFT JOIN event_status ON event_status.code = event_version.status"
    "\nLEFT JOIN date_precision ON date_precision.code = event_version.date_precision"
    + families.find_country("event_version.location"),
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
        ViewColumn(
            "organization_id", "participation_version.organization_id", "Of a new participant the organization."
        ),
        ViewColumn("organization", "organization.name", "The organization's name."),
        ViewColumn("person_id", "participation_version.person_id", "Of a new participant the person's number."),
        ViewColumn("person", "person.name", "The person's name."),
        *_MENTION,
        ViewColumn("day", "event_change.known_from", _KNOWN_DAY),
        *_URL,
    ),
    "event_change"
    "\nJOIN event ON event.id = event_change.event_id AND event.verdict <> 'rejected'"
    "\nJOIN mention ON mention.id = event_change.mention_id"
    "\nJOIN document ON document.id = mention.document_id"
    "\nLEFT JOIN participation_version ON participation_version.event_id = event_change.event_id"
    " AND participation_version.role = event_change.value AND participation_version.rank = event_change.rank"
    " AND participation_version.known_from = event_change.known_from"
    "\nLEFT JOIN organization ON organization.id = participation_version.organization_id"
    "\nLEFT JOIN person ON person.id = participation_version.person_id",
)

_OWN = (
    ViewColumn("organization_id", "organization.id", "The organization; the same key in every view."),
    ViewColumn("organization", "organization.name", "The organization's name."),
)

# Of all documents that tell of a change the first one that gives the date, or else the first one, tells it here. What
# only events have is shown of rows that do not exist, since no key is 0.
_RENAMINGS = Part(
    {
        **{name: f"organization_renaming.{name}" for name in ("first_day", "last_day", "date_precision", "date_text")},
        **{name: f"organization_renaming.{name}" for name in ("document_id", "quote")},
        "day": "organization_renaming.first_day",
    },
    "organization_renaming"
    "\nJOIN organization_name ON organization_name.id = organization_renaming.name_id"
    "\nJOIN organization ON organization.id = organization_name.organization_id AND organization.verdict <> 'rejected'"
    "\nJOIN document ON document.id = organization_renaming.document_id"
    "\nJOIN life_step ON life_step.code = 'renamed'"
    "\nJOIN event_status ON event_status.code = organization_renaming.status"
    "\nLEFT JOIN organization_kind ON organization_kind.code = organization.kind"
    "\nLEFT JOIN date_precision ON date_precision.code = organization_renaming.date_precision"
    "\nLEFT JOIN event ON event.id = 0"
    "\nLEFT JOIN mention ON mention.id = 0"
    "\nLEFT JOIN organization AS other ON other.id = 0"
    "\nWHERE organization_renaming.id = ("
    "SELECT rival.id FROM organization_renaming AS rival"
    " JOIN organization_name AS called ON called.id = rival.name_id"
    " JOIN document AS source ON source.id = rival.document_id"
    " WHERE called.organization_id = organization_name.organization_id"
    " AND rival.key_before = organization_renaming.key_before AND rival.key_after = organization_renaming.key_after"
    " ORDER BY rival.status DESC, rival.first_day IS NULL, source.published_last_day IS NULL,"
    " source.published_last_day, source.content_hash, rival.start_char LIMIT 1)",
)

BI_ORGANIZATION_HISTORY = View(
    "bi_organization_history",
    "One row a step of an organization's life, as events tell it, or a change of its name; what was cancelled is none.",
    (
        *_OWN,
        *pick_columns(
            "event",
            first_day="First day on which it happened or may have; empty if no document gives a date.",
            last_day="Last day on which it happened or may have.",
            date_precision="How exactly the date is known: day, month, quarter or year.",
            date_text="The date as exactly as it is known: 2023, 2023-Q4, 2023-11 or 2023-11-27.",
        ),
        *label_term("step", "life_step", "What it is in the organization's life"),
        *label_term("status", "event_status", "How far it has gone"),
        ViewColumn("event_id", "event.id", "The event; the same key in every view."),
        ViewColumn("other_id", "other.id", "The new owner, the founder, who closed it...: its organization_id."),
        ViewColumn("other", "other.name", "The new owner, the founder, who closed it...: its name."),
        *_MENTION,
        *label_term("organization_kind", "organization_kind", "What the organization is", "organization.kind"),
        *label_code("date_precision", "date_precision", "How exactly the date is known"),
        ViewColumn("day", "event.first_day", "The first day, for joining bi_calendar."),
        *_URL,
        ViewColumn("name_before", "organization_renaming.name_before", "Of a change of name the name before."),
        ViewColumn("name_after", "organization_renaming.name_after", "Of a change of name the name from then on."),
    ),
    "participation"
    "\nJOIN event ON event.id = participation.event_id AND event.status <> 'cancelled' AND event.verdict <> 'rejected'"
    "\nJOIN event_kind ON event_kind.code = event.kind AND event_kind.life_role = participation.role"
    "\nJOIN life_step ON life_step.code = event_kind.life_step"
    "\nJOIN event_status ON event_status.code = event.status"
    "\nJOIN organization ON organization.id = participation.organization_id AND organization.verdict <> 'rejected'"
    "\nLEFT JOIN participation AS other_part ON other_part.event_id = event.id"
    " AND other_part.role = event_kind.life_other_role AND other_part.rank = ("
    "SELECT min(rival.rank) FROM participation AS rival WHERE rival.event_id = event.id"
    " AND rival.role = event_kind.life_other_role AND rival.organization_id <> participation.organization_id)"
    "\nLEFT JOIN organization AS other ON other.id = other_part.organization_id"
    "\nLEFT JOIN event_choice ON event_choice.event_id = event.id AND event_choice.value = 'status'"
    "\nLEFT JOIN mention ON mention.id = event_choice.mention_id"
    "\nLEFT JOIN document ON document.id = mention.document_id"
    "\nLEFT JOIN organization_kind ON organization_kind.code = organization.kind"
    "\nLEFT JOIN date_precision ON date_precision.code = event.date_precision"
    "\nLEFT JOIN organization_renaming ON organization_renaming.id = 0",
    further=(_RENAMINGS,),
)


BI_ORGANIZATION_NAMES = View(
    "bi_organization_names",
    "One row a name of an organization, with the first and the last document that uses it.",
    (
        *_OWN,
        ViewColumn("name", "organization_name.form", "The name, without legal form."),
        *pick_columns(
            "first_document",
            published_first_day="First day of the publication date of the first document that uses the name.",
            published_last_day="Last day of the publication date of the first document that uses the name.",
        ),
        ViewColumn("first_document_id", "first_document.id", "The first document that uses the name: its document_id."),
        ViewColumn("first_title", "first_document.title", "Its headline."),
        ViewColumn("used_until", "last_document.published_last_day", "When the last document that uses it came out."),
        ViewColumn("last_document_id", "last_document.id", "The last document that uses the name: its document_id."),
        ViewColumn("last_title", "last_document.title", "Its headline."),
    ),
    "organization_name"
    "\nJOIN organization ON organization.id = organization_name.organization_id AND organization.verdict <> 'rejected'"
    "\nJOIN name_period ON name_period.name_id = organization_name.id"
    "\nLEFT JOIN document AS first_document ON first_document.id = name_period.first_document_id"
    "\nLEFT JOIN document AS last_document ON last_document.id = name_period.last_document_id",
)
