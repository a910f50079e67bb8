"""Make the first views for reports and BI tools, with a comment on each and on each column.

Revision ID: c1a1f3d0b006
Revises: c1a1f3d0b005
Create date: 2026-11-22 21:15:00+00:00
"""

from alembic import op

revision = "c1a1f3d0b006"
down_revision = "c1a1f3d0b005"
branch_labels = None
depends_on = None

# The views in order: name, comment, query, and a comment for each column.
VIEWS: list[tuple[str, str, str, dict[str, str]]] = [
    (
        "bi_organizations",
        "One row an organization, of every kind.",
        """
SELECT
    organization.id AS organization_id,
    organization.name AS name,
    organization_kind.code AS kind,
    organization_kind.label_en AS kind_en,
    organization_kind.label_fr AS kind_fr,
    parent.id AS parent_id,
    parent.name AS parent
FROM organization
JOIN organization_kind ON organization_kind.code = organization.kind
LEFT JOIN organization AS parent ON parent.id = organization.parent_id
""",
        {
            "organization_id": "The organization's number; the same in every view.",
            "name": "Its fullest name, without legal form.",
            "kind": "What it is: the code.",
            "kind_en": "What it is, in English.",
            "kind_fr": "What it is, in French.",
            "parent_id": "What owns or contains it: its organization_id.",
            "parent": "What owns or contains it: its name.",
        },
    ),
    (
        "bi_companies",
        "One row a company: group, subsidiary, start-up, bank, fund.",
        """
SELECT
    organization.id AS organization_id,
    organization.name AS name,
    organization_kind.code AS kind,
    organization_kind.label_en AS kind_en,
    organization_kind.label_fr AS kind_fr,
    parent.id AS parent_id,
    parent.name AS parent
FROM organization
JOIN organization_kind ON organization_kind.code = organization.kind
LEFT JOIN organization AS parent ON parent.id = organization.parent_id
WHERE organization.kind = 'company'
""",
        {
            "organization_id": "The organization's number; the same in every view.",
            "name": "Its fullest name, without legal form.",
            "kind": "What it is: the code.",
            "kind_en": "What it is, in English.",
            "kind_fr": "What it is, in French.",
            "parent_id": "What owns or contains it: its organization_id.",
            "parent": "What owns or contains it: its name.",
        },
    ),
    (
        "bi_labs",
        "One row a research laboratory or centre; its parent runs it.",
        """
SELECT
    organization.id AS organization_id,
    organization.name AS name,
    organization_kind.code AS kind,
    organization_kind.label_en AS kind_en,
    organization_kind.label_fr AS kind_fr,
    parent.id AS parent_id,
    parent.name AS parent
FROM organization
JOIN organization_kind ON organization_kind.code = organization.kind
LEFT JOIN organization AS parent ON parent.id = organization.parent_id
WHERE organization.kind = 'lab'
""",
        {
            "organization_id": "The organization's number; the same in every view.",
            "name": "Its fullest name, without legal form.",
            "kind": "What it is: the code.",
            "kind_en": "What it is, in English.",
            "kind_fr": "What it is, in French.",
            "parent_id": "What owns or contains it: its organization_id.",
            "parent": "What owns or contains it: its name.",
        },
    ),
    (
        "bi_events",
        "One row an event, of every type. Who takes part stands in bi_participants, the quotes in bi_mentions.",
        """
SELECT
    event.id AS event_id,
    event.first_day AS first_day,
    event.last_day AS last_day,
    event.date_precision AS date_precision,
    event.date_text AS date_text,
    event_kind.code AS kind,
    event_kind.label_en AS kind_en,
    event_kind.label_fr AS kind_fr,
    event_status.code AS status,
    event_status.label_en AS status_en,
    event_status.label_fr AS status_fr,
    event_type.code AS type,
    event_type.label_en AS type_en,
    event_type.label_fr AS type_fr,
    restructuring_event.parts AS parts,
    transaction_event.share_percent AS share_percent,
    financing_event.series AS series,
    leadership_event.position AS position,
    event.amount AS amount,
    event.currency AS currency,
    event.headcount AS headcount,
    event.location AS location,
    event.confidence AS confidence
FROM event
JOIN event_type ON event_type.code = event.type
JOIN event_kind ON event_kind.code = event.kind
JOIN event_status ON event_status.code = event.status
LEFT JOIN restructuring_event ON restructuring_event.event_id = event.id
LEFT JOIN transaction_event ON transaction_event.event_id = event.id
LEFT JOIN financing_event ON financing_event.event_id = event.id
LEFT JOIN leadership_event ON leadership_event.event_id = event.id
""",
        {
            "event_id": "The event's number; the same in every view.",
            "first_day": "First day on which the event happened or may have; empty if no document gives a date.",
            "last_day": "Last day on which the event happened or may have.",
            "date_precision": "How exactly the date is known: day, month, quarter or year. Filter by it before counting by day.",
            "date_text": "The date as exactly as it is known: 2023, 2023-Q4, 2023-11 or 2023-11-27.",
            "kind": "What exactly happens: the code.",
            "kind_en": "What exactly happens, in English.",
            "kind_fr": "What exactly happens, in French.",
            "status": "How far it has gone, as the newest document tells it: the code.",
            "status_en": "How far it has gone, as the newest document tells it, in English.",
            "status_fr": "How far it has gone, as the newest document tells it, in French.",
            "type": "The family the event belongs to: the code.",
            "type_en": "The family the event belongs to, in English.",
            "type_fr": "The family the event belongs to, in French.",
            "parts": "The number of units that come out of a restructuring.",
            "share_percent": "The part of the shares that changes hands, in percent.",
            "series": "The financing round's name: seed, A, B.",
            "position": "The post that a person takes or leaves, as written.",
            "amount": "The money the event is about, in units of the currency.",
            "currency": "The currency of the amount (ISO 4217).",
            "headcount": "People affected, if a document gives a number.",
            "location": "Where it happens.",
            "confidence": "How sure it is that a document states the event: 0 to 1.",
        },
    ),
    (
        "bi_partnerships",
        "One row a partnership, with its first two partners; further ones stand in bi_participants.",
        """
SELECT
    event.id AS event_id,
    event.first_day AS first_day,
    event.last_day AS last_day,
    event.date_precision AS date_precision,
    event.date_text AS date_text,
    event_kind.code AS kind,
    event_kind.label_en AS kind_en,
    event_kind.label_fr AS kind_fr,
    event_status.code AS status,
    event_status.label_en AS status_en,
    event_status.label_fr AS status_fr,
    partner_1.id AS partner_1_id,
    partner_1.name AS partner_1,
    partner_2.id AS partner_2_id,
    partner_2.name AS partner_2,
    event.amount AS amount,
    event.currency AS currency,
    event.headcount AS headcount,
    event.location AS location,
    event.confidence AS confidence
FROM event
JOIN event_type ON event_type.code = event.type
JOIN event_kind ON event_kind.code = event.kind
JOIN event_status ON event_status.code = event.status
LEFT JOIN participation AS partner_1_part ON partner_1_part.event_id = event.id AND partner_1_part.role = 'partner' AND partner_1_part.rank = 1
LEFT JOIN organization AS partner_1 ON partner_1.id = partner_1_part.organization_id
LEFT JOIN participation AS partner_2_part ON partner_2_part.event_id = event.id AND partner_2_part.role = 'partner' AND partner_2_part.rank = 2
LEFT JOIN organization AS partner_2 ON partner_2.id = partner_2_part.organization_id
WHERE event.type = 'partnership'
""",
        {
            "event_id": "The event's number; the same in every view.",
            "first_day": "First day on which the event happened or may have; empty if no document gives a date.",
            "last_day": "Last day on which the event happened or may have.",
            "date_precision": "How exactly the date is known: day, month, quarter or year. Filter by it before counting by day.",
            "date_text": "The date as exactly as it is known: 2023, 2023-Q4, 2023-11 or 2023-11-27.",
            "kind": "What exactly happens: the code.",
            "kind_en": "What exactly happens, in English.",
            "kind_fr": "What exactly happens, in French.",
            "status": "How far it has gone, as the newest document tells it: the code.",
            "status_en": "How far it has gone, as the newest document tells it, in English.",
            "status_fr": "How far it has gone, as the newest document tells it, in French.",
            "partner_1_id": "The partner: its organization_id.",
            "partner_1": "The partner: its name.",
            "partner_2_id": "The partner number 2: its organization_id.",
            "partner_2": "The partner number 2: its name.",
            "amount": "The money the event is about, in units of the currency.",
            "currency": "The currency of the amount (ISO 4217).",
            "headcount": "People affected, if a document gives a number.",
            "location": "Where it happens.",
            "confidence": "How sure it is that a document states the event: 0 to 1.",
        },
    ),
    (
        "bi_restructurings",
        "One row a restructuring: a split, a spin-off, a closure, layoffs, a refocus, a move, an insolvency.",
        """
SELECT
    event.id AS event_id,
    event.first_day AS first_day,
    event.last_day AS last_day,
    event.date_precision AS date_precision,
    event.date_text AS date_text,
    event_kind.code AS kind,
    event_kind.label_en AS kind_en,
    event_kind.label_fr AS kind_fr,
    event_status.code AS status,
    event_status.label_en AS status_en,
    event_status.label_fr AS status_fr,
    subject.id AS subject_id,
    subject.name AS subject,
    target.id AS target_id,
    target.name AS target,
    restructuring_event.parts AS parts,
    event.amount AS amount,
    event.currency AS currency,
    event.headcount AS headcount,
    event.location AS location,
    event.confidence AS confidence
FROM event
JOIN event_type ON event_type.code = event.type
JOIN event_kind ON event_kind.code = event.kind
JOIN event_status ON event_status.code = event.status
JOIN restructuring_event ON restructuring_event.event_id = event.id
LEFT JOIN participation AS subject_part ON subject_part.event_id = event.id AND subject_part.role = 'subject' AND subject_part.rank = 1
LEFT JOIN organization AS subject ON subject.id = subject_part.organization_id
LEFT JOIN participation AS target_part ON target_part.event_id = event.id AND target_part.role = 'target' AND target_part.rank = 1
LEFT JOIN organization AS target ON target.id = target_part.organization_id
""",
        {
            "event_id": "The event's number; the same in every view.",
            "first_day": "First day on which the event happened or may have; empty if no document gives a date.",
            "last_day": "Last day on which the event happened or may have.",
            "date_precision": "How exactly the date is known: day, month, quarter or year. Filter by it before counting by day.",
            "date_text": "The date as exactly as it is known: 2023, 2023-Q4, 2023-11 or 2023-11-27.",
            "kind": "What exactly happens: the code.",
            "kind_en": "What exactly happens, in English.",
            "kind_fr": "What exactly happens, in French.",
            "status": "How far it has gone, as the newest document tells it: the code.",
            "status_en": "How far it has gone, as the newest document tells it, in English.",
            "status_fr": "How far it has gone, as the newest document tells it, in French.",
            "subject_id": "The subject: its organization_id.",
            "subject": "The subject: its name.",
            "target_id": "The target: its organization_id.",
            "target": "The target: its name.",
            "parts": "The number of units that come out of it.",
            "amount": "The money the event is about, in units of the currency.",
            "currency": "The currency of the amount (ISO 4217).",
            "headcount": "People affected, if a document gives a number.",
            "location": "Where it happens.",
            "confidence": "How sure it is that a document states the event: 0 to 1.",
        },
    ),
    (
        "bi_participants",
        "One row a participant of an event: an organization or a person, in one role.",
        """
SELECT
    participation.event_id AS event_id,
    role.code AS role,
    role.label_en AS role_en,
    role.label_fr AS role_fr,
    participation.rank AS rank,
    organization.id AS organization_id,
    organization.name AS organization,
    organization.kind AS organization_kind,
    person.id AS person_id,
    person.name AS person
FROM participation
JOIN role ON role.code = participation.role
LEFT JOIN organization ON organization.id = participation.organization_id
LEFT JOIN person ON person.id = participation.person_id
""",
        {
            "event_id": "The event; the same key in every view.",
            "role": "The part that is played: the code.",
            "role_en": "The part that is played, in English.",
            "role_fr": "The part that is played, in French.",
            "rank": "1 for the first of this role in this event, 2 for the second.",
            "organization_id": "The organization; the same key in every view.",
            "organization": "The organization's name; empty for a person.",
            "organization_kind": "What the organization is: the code.",
            "person_id": "The person's number.",
            "person": "The person's name; empty for an organization.",
        },
    ),
    (
        "bi_documents",
        "One row a document.",
        """
SELECT
    document.id AS document_id,
    document.published_first_day AS published_first_day,
    document.published_last_day AS published_last_day,
    document.published_precision AS published_precision,
    document.published_text AS published_text,
    document.title AS title,
    document.language AS language,
    (SELECT min(document_address.address) FROM document_address WHERE document_address.document_id = document.id) AS address,
    document.url AS url,
    document.media_type AS media_type,
    document.last_load_id AS load_id
FROM document
""",
        {
            "document_id": "The document's number; the same key in every view.",
            "published_first_day": "First day of the publication date's interval; empty if the date is not known.",
            "published_last_day": "Last day of the publication date's interval.",
            "published_precision": "How exactly the publication date is known: day, month or year.",
            "published_text": "The publication date as exactly as it is known: 2023, 2023-11 or 2023-11-27.",
            "title": "The headline.",
            "language": "The language of the text (ISO 639-1).",
            "address": "Where the file was found; the first of its addresses if there are several.",
            "url": "The address that the document gives as its own.",
            "media_type": "Its format.",
            "load_id": "The run that last wrote its facts.",
        },
    ),
    (
        "bi_mentions",
        "One row a place in a document that tells an event, with its very words and what is told there.",
        """
SELECT
    mention.id AS mention_id,
    mention.event_id AS event_id,
    mention.document_id AS document_id,
    document.published_first_day AS published_first_day,
    document.published_last_day AS published_last_day,
    document.published_precision AS published_precision,
    document.published_text AS published_text,
    document.title AS title,
    document.language AS language,
    mention.rank AS rank,
    mention.quote AS quote,
    mention.start_char AS start_char,
    mention.end_char AS end_char,
    event_status.code AS status,
    event_status.label_en AS status_en,
    event_status.label_fr AS status_fr,
    mention.first_day AS first_day,
    mention.last_day AS last_day,
    mention.date_precision AS date_precision,
    mention.date_text AS date_text,
    mention.amount AS amount,
    mention.currency AS currency,
    mention.headcount AS headcount,
    mention.location AS location,
    mention.parts AS parts,
    mention.share_percent AS share_percent,
    mention.series AS series,
    mention.position AS position,
    mention.confidence AS confidence
FROM mention
JOIN document ON document.id = mention.document_id
JOIN event_status ON event_status.code = mention.status
""",
        {
            "mention_id": "The mention's number.",
            "event_id": "The event that is told; the same key in every view.",
            "document_id": "The document; the same key in every view.",
            "published_first_day": "First day of the publication date's interval; empty if the date is not known.",
            "published_last_day": "Last day of the publication date's interval.",
            "published_precision": "How exactly the publication date is known: day, month or year.",
            "published_text": "The publication date as exactly as it is known: 2023, 2023-11 or 2023-11-27.",
            "title": "The document's headline.",
            "language": "The language of the text (ISO 639-1).",
            "rank": "1 for the place that tells the event best in this document.",
            "quote": "The very words.",
            "start_char": "Where the quote starts in the document's text, in characters from 0.",
            "end_char": "Where the quote ends in the document's text.",
            "status": "How far the event has gone, as told here: the code.",
            "status_en": "How far the event has gone, as told here, in English.",
            "status_fr": "How far the event has gone, as told here, in French.",
            "first_day": "First day of the date told here.",
            "last_day": "Last day of the date told here.",
            "date_precision": "How exact the date told here is.",
            "date_text": "The date told here, as exact as it is.",
            "amount": "The amount told here, in units of the currency.",
            "currency": "The currency of the amount (ISO 4217).",
            "headcount": "The number of people told here.",
            "location": "The place told here.",
            "parts": "The number of units told here.",
            "share_percent": "The part of the shares told here, in percent.",
            "series": "The financing round's name told here.",
            "position": "The person's post told here.",
            "confidence": "How sure it is that this place states the event: 0 to 1.",
        },
    ),
    (
        "bi_aliases",
        "One row a form under which documents name an organization.",
        """
SELECT
    organization.id AS organization_id,
    organization.name AS organization,
    organization_alias.name AS alias
FROM organization_alias
JOIN organization ON organization.id = organization_alias.organization_id
""",
        {
            "organization_id": "The organization; the same key in every view.",
            "organization": "The organization's name.",
            "alias": "The form, as written.",
        },
    ),
    (
        "bi_identifiers",
        "One row a number of an organization in a register, as one document gives it.",
        """
SELECT
    organization.id AS organization_id,
    organization.name AS organization,
    organization_identifier.document_id AS document_id,
    organization_identifier.scheme AS scheme,
    organization_identifier.value AS value
FROM organization_identifier
JOIN organization ON organization.id = organization_identifier.organization_id
""",
        {
            "organization_id": "The organization; the same key in every view.",
            "organization": "The organization's name.",
            "document_id": "The document; the same key in every view.",
            "scheme": "The register: lei, siren, cik, isin, ticker or wikidata.",
            "value": "The number itself.",
        },
    ),
    (
        "bi_organization_mentions",
        "One row a place in a document that names an organization, and what the document takes it for.",
        """
SELECT
    organization.id AS organization_id,
    organization.name AS organization,
    organization_mention.document_id AS document_id,
    document.published_first_day AS published_first_day,
    document.published_last_day AS published_last_day,
    document.published_precision AS published_precision,
    document.published_text AS published_text,
    document.title AS title,
    document.language AS language,
    organization_mention.quote AS quote,
    organization_mention.start_char AS start_char,
    organization_mention.end_char AS end_char,
    organization_kind.code AS kind,
    organization_kind.label_en AS kind_en,
    organization_kind.label_fr AS kind_fr,
    parent.id AS parent_id,
    parent.name AS parent
FROM organization_mention
JOIN organization ON organization.id = organization_mention.organization_id
JOIN document ON document.id = organization_mention.document_id
JOIN organization_kind ON organization_kind.code = organization_mention.kind
LEFT JOIN organization AS parent ON parent.id = organization_mention.parent_id
""",
        {
            "organization_id": "The organization; the same key in every view.",
            "organization": "The organization's name.",
            "document_id": "The document; the same key in every view.",
            "published_first_day": "First day of the publication date's interval; empty if the date is not known.",
            "published_last_day": "Last day of the publication date's interval.",
            "published_precision": "How exactly the publication date is known: day, month or year.",
            "published_text": "The publication date as exactly as it is known: 2023, 2023-11 or 2023-11-27.",
            "title": "The document's headline.",
            "language": "The language of the text (ISO 639-1).",
            "quote": "The name as written there.",
            "start_char": "Where the name starts in the document's text, in characters from 0.",
            "end_char": "Where the name ends in the document's text.",
            "kind": "What the document takes it for: the code.",
            "kind_en": "What the document takes it for, in English.",
            "kind_fr": "What the document takes it for, in French.",
            "parent_id": "What owns or contains it, as the document says: its organization_id.",
            "parent": "What owns or contains it, as the document says: its name.",
        },
    ),
]


def upgrade() -> None:
    """Make the views; on PostgreSQL say what they hold."""
    has_comments = op.get_context().dialect.name == "postgresql"
    for name, comment, query, columns in VIEWS:
        op.execute(f"CREATE VIEW {name} AS\n{query.strip()}")
        if has_comments:
            op.execute(f"COMMENT ON VIEW {name} IS {_quote(comment)}")
            for column, text in columns.items():
                op.execute(f"COMMENT ON COLUMN {name}.{column} IS {_quote(text)}")


def downgrade() -> None:
    """Drop the views."""
    for name, *_ in reversed(VIEWS):
        op.execute(f"DROP VIEW {name}")


def _quote(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
