"""The views that reports and BI tools read, declared column by column with the words that describe each.

Rules (why: what real clients were seen to need): flat; one grain each; a key has the same name in every view; a date,
number or truth value is a bare reference to a stored column, or looked up from one, because SQLite forgets the type of
any expression; the date that matters first; labels beside codes; only SQL that PostgreSQL, SQLite and DuckDB all read.
"""

from corpdb.models import counts, families
from corpdb.models.calendar import BI_CALENDAR
from corpdb.models.chronicle import BI_EVENT_CHANGES, BI_EVENT_HISTORY, BI_ORGANIZATION_HISTORY, BI_ORGANIZATION_NAMES
from corpdb.models.columns import PUBLISHED, View, ViewColumn, label_code, label_term, pick_columns
from corpdb.models.curation import BI_DECISIONS
from corpdb.models.dictionary import BI_DICTIONARY

_PUBLICATION_DAY = ViewColumn(
    "day", "document.published_first_day", "The first day of publication, for joining bi_calendar."
)


def _organization_view(name: str, comment: str, kind: str | None) -> View:
    """A view of one row an organization: of one kind, or of every kind."""
    return View(
        name,
        comment,
        (
            ViewColumn("organization_id", "organization.id", "The organization's number; the same in every view."),
            ViewColumn("name", "organization.name", "The name that most documents use, without legal form."),
            *label_term("kind", "organization_kind", "What it is, as most documents say"),
            ViewColumn("parent_id", "parent.id", "What owns or contains it: its organization_id."),
            ViewColumn("parent", "parent.name", "What owns or contains it: its name."),
            *label_term("verdict", "verdict", "What people have said of it; what they reject is left out"),
        ),
        "organization"
        "\nJOIN organization_kind ON organization_kind.code = organization.kind"
        "\nJOIN verdict ON verdict.code = organization.verdict AND verdict.code <> 'rejected'"
        "\nLEFT JOIN organization AS parent ON parent.id = organization.parent_id"
        + (f"\nWHERE organization.kind = '{kind}'" if kind else ""),
    )


BI_ORGANIZATIONS = _organization_view("bi_organizations", "One row an organization, of every kind.", None)
BI_COMPANIES = _organization_view(
    "bi_companies", "One row a company: group, subsidiary, start-up, bank, fund.", "company"
)
BI_LABS = _organization_view("bi_labs", "One row a research laboratory or centre; its parent runs it.", "lab")

BI_PARTICIPANTS = View(
    "bi_participants",
    "One row a participant of an event: an organization or a person, in one role.",
    (
        ViewColumn("event_id", "participation.event_id", "The event; the same key in every view."),
        *label_term("role", "role", "The part that is played", "participation.role"),
        ViewColumn("rank", "participation.rank", "1 for the first of this role in this event, 2 for the second."),
        ViewColumn("organization_id", "participation.organization_id", "The organization; the same key in every view."),
        ViewColumn("organization", "organization.name", "The organization's name; empty for a person."),
        ViewColumn("organization_kind", "organization.kind", "What the organization is: the code."),
        ViewColumn("person_id", "participation.person_id", "The person; the same key in every view."),
        ViewColumn("person", "person.name", "The person's name; empty for an organization."),
        *label_code("organization_kind", "organization_kind", "What the organization is"),
        *families.DATE,
        *families.TYPE,
        *families.KIND,
        *families.STATUS,
        families.CONFIDENCE,
        *families.PRECISION,
        families.DAY,
    ),
    "participation"
    "\nJOIN event ON event.id = participation.event_id AND event.verdict <> 'rejected'"
    "\nLEFT JOIN organization ON organization.id = participation.organization_id"
    "\nLEFT JOIN person ON person.id = participation.person_id"
    "\nLEFT JOIN role ON role.code = participation.role"
    "\nLEFT JOIN organization_kind ON organization_kind.code = organization.kind" + families.TERMS,
)

_ADDRESS = (
    "(SELECT min(document_address.address) FROM document_address WHERE document_address.document_id = document.id)"
)


def _cut_site(url: str) -> str:
    """The site of an address of the web: what stands between its two slashes and the next one, if it has such two.

    What stands before the first slash are all other characters, taken from the beginning: no database's own words.
    """
    path = f"ltrim({url}, replace({url}, '/', ''))"
    rest = f"substr({path}, 3)"
    end = f"ltrim({rest}, replace({rest}, '/', ''))"
    return f"CASE WHEN substr({path}, 1, 2) = '//' THEN substr({rest}, 1, length({rest}) - length({end})) END"


BI_DOCUMENTS = View(
    "bi_documents",
    "One row a document.",
    (
        ViewColumn("document_id", "document.id", "The document's number; the same key in every view."),
        *PUBLISHED,
        *pick_columns("document", title="The headline.", language="The language of the text (ISO 639-1)."),
        ViewColumn("address", _ADDRESS, "Where the file was found; the first of its addresses if there are several."),
        *pick_columns("document", url="The address that the document gives as its own.", media_type="Its format."),
        ViewColumn("load_id", "document.last_load_id", "The run that last wrote its facts."),
        _PUBLICATION_DAY,
        ViewColumn(
            "source",
            f"coalesce({_cut_site('document.url')}, rtrim({_ADDRESS}, replace({_ADDRESS}, '/', '')))",
            "Where it is from: the site of the address that it gives as its own, else the folder where it was found.",
        ),
    ),
    "document",
)

_TOLD = "\nJOIN event ON event.id = telling.event_id AND event.verdict <> 'rejected'"

BI_MENTIONS = View(
    "bi_mentions",
    "One row a place in a document that tells an event, with its very words and what is told there.",
    (
        ViewColumn("mention_id", "mention.id", "The mention's number."),
        ViewColumn("event_id", "telling.event_id", "The event that is told; the same key in every view."),
        ViewColumn("telling_id", "telling.id", "What is told: documents that say the very same share it."),
        ViewColumn("document_id", "mention.document_id", "The document; the same key in every view."),
        *PUBLISHED,
        *pick_columns("document", title="The document's headline.", language="The language of the text (ISO 639-1)."),
        *pick_columns(
            "mention",
            rank="1 for the place that tells the event best in this document.",
            quote="The very words.",
            start_char="Where the quote starts in the document's text, in characters from 0.",
            end_char="Where the quote ends in the document's text.",
        ),
        *label_term("status", "event_status", "How far the event has gone, as told here", "mention.status"),
        *pick_columns(
            "mention",
            first_day="First day of the date told here.",
            last_day="Last day of the date told here.",
            date_precision="How exact the date told here is.",
            date_text="The date told here, as exact as it is.",
            amount="The amount told here, in units of the currency.",
            currency="The currency of the amount (ISO 4217).",
            headcount="The number of people told here.",
            location="The place told here.",
            parts="The number of units told here.",
            share_percent="The part of the shares told here, in percent.",
            series="The financing round's name told here.",
            position="The person's post told here.",
            confidence="How sure it is that this place states the event: 0 to 1.",
        ),
        *families.TYPE,
        *label_term("kind", "event_kind", "What exactly happens, as told here", "telling.kind"),
        *label_code("date_precision", "date_precision", "How exact the date told here is"),
        _PUBLICATION_DAY,
        *pick_columns("document", url="The address that the document gives as its own."),
    ),
    "mention"
    "\nJOIN telling ON telling.id = mention.telling_id" + _TOLD + "\nJOIN document ON document.id = mention.document_id"
    "\nLEFT JOIN event_type ON event_type.code = event.type"
    "\nLEFT JOIN event_kind ON event_kind.code = telling.kind"
    "\nLEFT JOIN event_status ON event_status.code = mention.status"
    "\nLEFT JOIN date_precision ON date_precision.code = mention.date_precision",
)

_ORGANIZATION_KEY = (
    ViewColumn("organization_id", "organization.id", "The organization; the same key in every view."),
    ViewColumn("organization", "organization.name", "The organization's name."),
)

_KEPT = " AND organization.verdict <> 'rejected'"
_NAMED = f"\nJOIN organization ON organization.id = organization_name.organization_id{_KEPT}"

BI_ALIASES = View(
    "bi_aliases",
    "One row a form under which documents name an organization.",
    (*_ORGANIZATION_KEY, ViewColumn("alias", "organization_alias.name", "The form, as written.")),
    "organization_alias\nJOIN organization_name ON organization_name.id = organization_alias.name_id"
    + _NAMED
    + "\nWHERE organization_alias.key IS NOT NULL AND organization_alias.name <> organization.name"
    "\nGROUP BY organization.id, organization.name, organization_alias.name",
)

_DECIDED = (
    "\n    FROM decision"
    "\n    JOIN decision_anchor AS meant ON meant.decision_id = decision.id AND meant.side = 1 AND meant.rank = 1"
    "\n    JOIN decision_anchor AS other ON other.decision_id = decision.id AND other.side > 1 AND other.rank = 1"
)
_IS_MERGE = "\n    WHERE decision.action = 'merge' AND decision.undone_at IS NULL"

BI_MERGES = View(
    "bi_merges",
    "One row a reason for which two names are one organization.",
    (
        *_ORGANIZATION_KEY,
        *pick_columns(
            "reason",
            name="One of the two names.",
            other_name="The other one.",
            reason="Why they are one: the code; merge where a person said so.",
        ),
        *pick_columns(
            "organization_link",
            score="How sure that is: 0 to 1; empty where a person said so.",
            documents="How many documents call one organization by both names; 0 where the names say it themselves.",
            against="How many documents list the two as two organizations.",
        ),
    ),
    "(\n    SELECT one.organization_id, one.form AS name, two.form AS other_name,"  # noqa: S608 (of constants)
    " organization_link.reason, min(organization_link.id) AS link_id"
    "\n    FROM organization_link"
    "\n    JOIN organization_name AS one ON one.id = organization_link.one_id"
    "\n    JOIN organization_name AS two ON two.id = organization_link.other_id"
    " AND two.organization_id = one.organization_id"
    "\n    GROUP BY one.organization_id, one.form, two.form, organization_link.reason"
    "\n    UNION ALL"
    "\n    SELECT one.organization_id, one.form AS name, two.form AS other_name,"
    " decision.action AS reason, CAST(NULL AS bigint) AS link_id"
    + _DECIDED
    + "\n    JOIN organization_name AS one ON one.id = meant.name_id"
    "\n    JOIN organization_name AS two ON two.id = other.name_id AND two.organization_id = one.organization_id"
    + _IS_MERGE
    + "\n) AS reason\nLEFT JOIN organization_link ON organization_link.id = reason.link_id"
    + f"\nJOIN organization ON organization.id = reason.organization_id{_KEPT}",
)

BI_FORMER_NUMBERS = View(
    "bi_former_numbers",
    "One row a number under which an organization was known before it was found to be the same as another.",
    (ViewColumn("former_id", "organization_number.id", "The organization_id that was."), *_ORGANIZATION_KEY),
    "organization_number\nJOIN organization_name ON organization_name.id = organization_number.name_id"
    + _NAMED
    + "\nWHERE organization_number.id <> organization.id",
)

BI_IDENTIFIERS = View(
    "bi_identifiers",
    "One row a number of an organization in a register, as one document gives it.",
    (
        *_ORGANIZATION_KEY,
        ViewColumn("document_id", "organization_identifier.document_id", "The document; the same key in every view."),
        *pick_columns(
            "organization_identifier",
            scheme="The register: lei, siren, cik, isin, ticker or wikidata.",
            value="The number itself.",
        ),
    ),
    "organization_identifier\nJOIN organization_name ON organization_name.id = organization_identifier.name_id"
    + _NAMED,
)

BI_ORGANIZATION_MENTIONS = View(
    "bi_organization_mentions",
    "One row a place in a document that names an organization, and what the document takes it for.",
    (
        *_ORGANIZATION_KEY,
        ViewColumn("name", "organization_name.form", "The name that the document gives it."),
        ViewColumn("document_id", "organization_mention.document_id", "The document; the same key in every view."),
        *PUBLISHED,
        *pick_columns("document", title="The document's headline.", language="The language of the text (ISO 639-1)."),
        *pick_columns(
            "organization_mention",
            quote="The very words that name it there.",
            start_char="Where the name starts in the document's text, in characters from 0.",
            end_char="Where the name ends in the document's text.",
        ),
        *label_term("kind", "organization_kind", "What the document takes it for"),
        ViewColumn("parent_id", "parent.id", "What owns or contains it, as the document says: its organization_id."),
        ViewColumn("parent", "parent.name", "What owns or contains it, as the document says: its name."),
    ),
    "organization_mention"
    "\nJOIN organization_name ON organization_name.id = organization_mention.name_id"
    + _NAMED
    + "\nJOIN document ON document.id = organization_mention.document_id"
    "\nJOIN organization_kind ON organization_kind.code = organization_mention.kind"
    "\nLEFT JOIN organization_name AS parent_name ON parent_name.id = organization_mention.parent_name_id"
    "\nLEFT JOIN organization AS parent"
    " ON parent.id = parent_name.organization_id AND parent.verdict <> 'rejected'",
)

BI_EVENT_CHOICES = View(
    "bi_event_choices",
    "One row a value of an event: which mention it is from, and why it was chosen; or which decision has set it.",
    (
        ViewColumn("event_id", "event_choice.event_id", "The event; the same key in every view."),
        *pick_columns(
            "event_choice",
            value="Which value: kind, status, date, amount, headcount, share_percent, parts, location, position...",
            reason="Why: only, newest, exact, agreed, precise, specific; or decision.",
        ),
        ViewColumn("mention_id", "mention.id", "The mention that tells it so; empty where a person has set it."),
        ViewColumn("document_id", "mention.document_id", "The document; the same key in every view."),
        ViewColumn("decision_id", "event_choice.decision_id", "The decision that has set it; its key in bi_decisions."),
    ),
    "event_choice"
    "\nJOIN event ON event.id = event_choice.event_id AND event.verdict <> 'rejected'"
    "\nLEFT JOIN mention ON mention.id = event_choice.mention_id",
)

# Each telling leads to its links and, once more, to decisions: in a union SQLite looks for no event by an index.
_MERGED_IN_SQLITE = """(
    SELECT one.event_id, one.id AS telling_id, two.id AS other_telling_id,
        coalesce(link.reason, decision.action) AS reason, link.id AS link_id
    FROM telling AS one
    JOIN (SELECT 0 AS decided UNION ALL SELECT 1) AS way ON way.decided IN (0, 1)
    LEFT JOIN telling_link AS link ON link.one_id = one.id AND way.decided = 0
    LEFT JOIN decision_anchor AS meant
        ON meant.telling_id = one.id AND meant.side = 1 AND meant.rank = 1 AND way.decided = 1
    LEFT JOIN decision ON decision.id = meant.decision_id AND decision.action = 'merge' AND decision.undone_at IS NULL
    LEFT JOIN decision_anchor AS other ON other.decision_id = decision.id AND other.side > 1 AND other.rank = 1
    JOIN telling AS two ON two.id = coalesce(link.other_id, other.telling_id) AND two.event_id = one.event_id
) AS reason"""
_REASONED = (
    "\nLEFT JOIN telling_link ON telling_link.id = reason.link_id"
    "\nJOIN event ON event.id = reason.event_id AND event.verdict <> 'rejected'"
)

BI_EVENT_MERGES = View(
    "bi_event_merges",
    "One row a reason for which what documents tell in two ways is one event.",
    (
        *pick_columns(
            "reason",
            event_id="The event; the same key in every view.",
            telling_id="What is told, in one way; the same key in bi_mentions.",
            other_telling_id="What is told, in the other way.",
        ),
        *pick_columns(
            "telling_link",
            score="How sure it is that they are one event, as log-odds: 0 is even; empty where a person said so.",
        ),
        *pick_columns("reason", reason="What weighs most, for it or against it; merge where a person said so."),
    ),
    "(\n    SELECT one.event_id, one.id AS telling_id, two.id AS other_telling_id,"  # noqa: S608 (of constants)
    " telling_link.reason, telling_link.id AS link_id"
    "\n    FROM telling_link"
    "\n    JOIN telling AS one ON one.id = telling_link.one_id"
    "\n    JOIN telling AS two ON two.id = telling_link.other_id AND two.event_id = one.event_id"
    "\n    UNION ALL"
    "\n    SELECT one.event_id, one.id AS telling_id, two.id AS other_telling_id,"
    " decision.action AS reason, CAST(NULL AS bigint) AS link_id"
    + _DECIDED
    + "\n    JOIN telling AS one ON one.id = meant.telling_id"
    "\n    JOIN telling AS two ON two.id = other.telling_id AND two.event_id = one.event_id"
    + _IS_MERGE
    + "\n) AS reason"
    + _REASONED,
    in_sqlite=_MERGED_IN_SQLITE + _REASONED,
)

BI_FORMER_EVENTS = View(
    "bi_former_events",
    "One row a number under which an event was known before it was found to be the same as another.",
    (
        ViewColumn("former_id", "event_number.id", "The event_id that was."),
        ViewColumn("event_id", "telling.event_id", "The event; the same key in every view."),
    ),
    "event_number\nJOIN telling ON telling.id = event_number.telling_id"
    + _TOLD
    + "\nWHERE event_number.id <> telling.event_id",
)

VIEWS = (
    BI_ORGANIZATIONS,
    BI_COMPANIES,
    BI_LABS,
    families.BI_EVENTS,
    families.BI_PARTNERSHIPS,
    families.BI_RESTRUCTURINGS,
    families.BI_TRANSACTIONS,
    families.BI_FINANCINGS,
    families.BI_EXPANSIONS,
    families.BI_LEADERSHIP,
    families.BI_REGULATIONS,
    BI_PARTICIPANTS,
    BI_DOCUMENTS,
    BI_MENTIONS,
    BI_ALIASES,
    BI_MERGES,
    BI_FORMER_NUMBERS,
    BI_IDENTIFIERS,
    BI_ORGANIZATION_MENTIONS,
    BI_EVENT_CHOICES,
    BI_EVENT_MERGES,
    BI_FORMER_EVENTS,
    BI_EVENT_HISTORY,
    BI_EVENT_CHANGES,
    BI_ORGANIZATION_HISTORY,
    BI_ORGANIZATION_NAMES,
    BI_DECISIONS,
    counts.BI_EVENT_ORGANIZATIONS,
    counts.BI_ORGANIZATION_ACTIVITY,
    counts.BI_ORGANIZATION_TYPES,
    counts.BI_SOURCES,
    BI_CALENDAR,
    BI_DICTIONARY,
)
