"""Make the views anew: without what people have rejected, with what they have said of the rest, and their decisions.

Revision ID: c1a1f3d0b017
Revises: c1a1f3d0b016
Create date: 2026-11-23 06:40:00+00:00
"""

from alembic import context, op

revision = "c1a1f3d0b017"
down_revision = "c1a1f3d0b016"
branch_labels = None
depends_on = None

VIEWS_BEFORE = "c1a1f3d0b012"

# The views that are new or different: name, comment, query, and a comment for each column.
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
    parent.name AS parent,
    verdict.code AS verdict,
    verdict.label_en AS verdict_en,
    verdict.label_fr AS verdict_fr
FROM organization
JOIN organization_kind ON organization_kind.code = organization.kind
JOIN verdict ON verdict.code = organization.verdict AND verdict.code <> 'rejected'
LEFT JOIN organization AS parent ON parent.id = organization.parent_id
""",
        {
            "organization_id": "The organization's number; the same in every view.",
            "name": "The name that most documents use, without legal form.",
            "kind": "What it is, as most documents say: the code.",
            "kind_en": "What it is, as most documents say, in English.",
            "kind_fr": "What it is, as most documents say, in French.",
            "parent_id": "What owns or contains it: its organization_id.",
            "parent": "What owns or contains it: its name.",
            "verdict": "What people have said of it; what they reject is left out: the code.",
            "verdict_en": "What people have said of it; what they reject is left out, in English.",
            "verdict_fr": "What people have said of it; what they reject is left out, in French.",
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
    parent.name AS parent,
    verdict.code AS verdict,
    verdict.label_en AS verdict_en,
    verdict.label_fr AS verdict_fr
FROM organization
JOIN organization_kind ON organization_kind.code = organization.kind
JOIN verdict ON verdict.code = organization.verdict AND verdict.code <> 'rejected'
LEFT JOIN organization AS parent ON parent.id = organization.parent_id
WHERE organization.kind = 'company'
""",
        {
            "organization_id": "The organization's number; the same in every view.",
            "name": "The name that most documents use, without legal form.",
            "kind": "What it is, as most documents say: the code.",
            "kind_en": "What it is, as most documents say, in English.",
            "kind_fr": "What it is, as most documents say, in French.",
            "parent_id": "What owns or contains it: its organization_id.",
            "parent": "What owns or contains it: its name.",
            "verdict": "What people have said of it; what they reject is left out: the code.",
            "verdict_en": "What people have said of it; what they reject is left out, in English.",
            "verdict_fr": "What people have said of it; what they reject is left out, in French.",
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
    parent.name AS parent,
    verdict.code AS verdict,
    verdict.label_en AS verdict_en,
    verdict.label_fr AS verdict_fr
FROM organization
JOIN organization_kind ON organization_kind.code = organization.kind
JOIN verdict ON verdict.code = organization.verdict AND verdict.code <> 'rejected'
LEFT JOIN organization AS parent ON parent.id = organization.parent_id
WHERE organization.kind = 'lab'
""",
        {
            "organization_id": "The organization's number; the same in every view.",
            "name": "The name that most documents use, without legal form.",
            "kind": "What it is, as most documents say: the code.",
            "kind_en": "What it is, as most documents say, in English.",
            "kind_fr": "What it is, as most documents say, in French.",
            "parent_id": "What owns or contains it: its organization_id.",
            "parent": "What owns or contains it: its name.",
            "verdict": "What people have said of it; what they reject is left out: the code.",
            "verdict_en": "What people have said of it; what they reject is left out, in English.",
            "verdict_fr": "What people have said of it; what they reject is left out, in French.",
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
    event.confidence AS confidence,
    verdict.code AS verdict,
    verdict.label_en AS verdict_en,
    verdict.label_fr AS verdict_fr
FROM event
JOIN event_type ON event_type.code = event.type
JOIN event_kind ON event_kind.code = event.kind
JOIN event_status ON event_status.code = event.status
JOIN verdict ON verdict.code = event.verdict AND verdict.code <> 'rejected'
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
            "verdict": "What people have said of it; what they reject is left out: the code.",
            "verdict_en": "What people have said of it; what they reject is left out, in English.",
            "verdict_fr": "What people have said of it; what they reject is left out, in French.",
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
    event.confidence AS confidence,
    verdict.code AS verdict,
    verdict.label_en AS verdict_en,
    verdict.label_fr AS verdict_fr
FROM event
JOIN event_type ON event_type.code = event.type
JOIN event_kind ON event_kind.code = event.kind
JOIN event_status ON event_status.code = event.status
JOIN verdict ON verdict.code = event.verdict AND verdict.code <> 'rejected'
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
            "verdict": "What people have said of it; what they reject is left out: the code.",
            "verdict_en": "What people have said of it; what they reject is left out, in English.",
            "verdict_fr": "What people have said of it; what they reject is left out, in French.",
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
    event.confidence AS confidence,
    verdict.code AS verdict,
    verdict.label_en AS verdict_en,
    verdict.label_fr AS verdict_fr
FROM event
JOIN event_type ON event_type.code = event.type
JOIN event_kind ON event_kind.code = event.kind
JOIN event_status ON event_status.code = event.status
JOIN verdict ON verdict.code = event.verdict AND verdict.code <> 'rejected'
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
            "verdict": "What people have said of it; what they reject is left out: the code.",
            "verdict_en": "What people have said of it; what they reject is left out, in English.",
            "verdict_fr": "What people have said of it; what they reject is left out, in French.",
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
JOIN event ON event.id = participation.event_id AND event.verdict <> 'rejected'
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
        "bi_mentions",
        "One row a place in a document that tells an event, with its very words and what is told there.",
        """
SELECT
    mention.id AS mention_id,
    telling.event_id AS event_id,
    telling.id AS telling_id,
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
JOIN telling ON telling.id = mention.telling_id
JOIN event ON event.id = telling.event_id AND event.verdict <> 'rejected'
JOIN document ON document.id = mention.document_id
JOIN event_status ON event_status.code = mention.status
""",
        {
            "mention_id": "The mention's number.",
            "event_id": "The event that is told; the same key in every view.",
            "telling_id": "What is told: documents that say the very same share it.",
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
JOIN organization_name ON organization_name.id = organization_alias.name_id
JOIN organization ON organization.id = organization_name.organization_id AND organization.verdict <> 'rejected'
WHERE organization_alias.key IS NOT NULL AND organization_alias.name <> organization.name
GROUP BY organization.id, organization.name, organization_alias.name
""",
        {
            "organization_id": "The organization; the same key in every view.",
            "organization": "The organization's name.",
            "alias": "The form, as written.",
        },
    ),
    (
        "bi_merges",
        "One row a reason for which two names are one organization.",
        """
SELECT
    organization.id AS organization_id,
    organization.name AS organization,
    organization_name.form AS name,
    other_name.form AS other_name,
    organization_link.reason AS reason,
    organization_link.score AS score,
    organization_link.documents AS documents,
    organization_link.against AS against
FROM organization_link
JOIN organization_name ON organization_name.id = organization_link.one_id
JOIN organization_name AS other_name ON other_name.id = organization_link.other_id AND other_name.organization_id = organization_name.organization_id
JOIN organization ON organization.id = organization_name.organization_id AND organization.verdict <> 'rejected'
""",
        {
            "organization_id": "The organization; the same key in every view.",
            "organization": "The organization's name.",
            "name": "One of the two names.",
            "other_name": "The other one.",
            "reason": "Why they are one: the code.",
            "score": "How sure that is: 0 to 1.",
            "documents": "How many documents call one organization by both names; 0 where the names say it themselves.",
            "against": "How many documents list the two as two organizations.",
        },
    ),
    (
        "bi_former_numbers",
        "One row a number under which an organization was known before it was found to be the same as another.",
        """
SELECT
    organization_number.id AS former_id,
    organization.id AS organization_id,
    organization.name AS organization
FROM organization_number
JOIN organization_name ON organization_name.id = organization_number.name_id
JOIN organization ON organization.id = organization_name.organization_id AND organization.verdict <> 'rejected'
WHERE organization_number.id <> organization.id
""",
        {
            "former_id": "The organization_id that was.",
            "organization_id": "The organization; the same key in every view.",
            "organization": "The organization's name.",
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
JOIN organization_name ON organization_name.id = organization_identifier.name_id
JOIN organization ON organization.id = organization_name.organization_id AND organization.verdict <> 'rejected'
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
    organization_name.form AS name,
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
JOIN organization_name ON organization_name.id = organization_mention.name_id
JOIN organization ON organization.id = organization_name.organization_id AND organization.verdict <> 'rejected'
JOIN document ON document.id = organization_mention.document_id
JOIN organization_kind ON organization_kind.code = organization_mention.kind
LEFT JOIN organization_name AS parent_name ON parent_name.id = organization_mention.parent_name_id
LEFT JOIN organization AS parent ON parent.id = parent_name.organization_id AND parent.verdict <> 'rejected'
""",
        {
            "organization_id": "The organization; the same key in every view.",
            "organization": "The organization's name.",
            "name": "The name that the document gives it.",
            "document_id": "The document; the same key in every view.",
            "published_first_day": "First day of the publication date's interval; empty if the date is not known.",
            "published_last_day": "Last day of the publication date's interval.",
            "published_precision": "How exactly the publication date is known: day, month or year.",
            "published_text": "The publication date as exactly as it is known: 2023, 2023-11 or 2023-11-27.",
            "title": "The document's headline.",
            "language": "The language of the text (ISO 639-1).",
            "quote": "The very words that name it there.",
            "start_char": "Where the name starts in the document's text, in characters from 0.",
            "end_char": "Where the name ends in the document's text.",
            "kind": "What the document takes it for: the code.",
            "kind_en": "What the document takes it for, in English.",
            "kind_fr": "What the document takes it for, in French.",
            "parent_id": "What owns or contains it, as the document says: its organization_id.",
            "parent": "What owns or contains it, as the document says: its name.",
        },
    ),
    (
        "bi_event_choices",
        "One row a value of an event: which mention it is from, and why it was chosen; or which decision has set it.",
        """
SELECT
    event_choice.event_id AS event_id,
    event_choice.value AS value,
    event_choice.reason AS reason,
    mention.id AS mention_id,
    mention.document_id AS document_id,
    event_choice.decision_id AS decision_id
FROM event_choice
JOIN event ON event.id = event_choice.event_id AND event.verdict <> 'rejected'
LEFT JOIN mention ON mention.id = event_choice.mention_id
""",
        {
            "event_id": "The event; the same key in every view.",
            "value": "Which value: kind, status, date, amount, headcount, share_percent, parts, location, position...",
            "reason": "Why: only, newest, exact, agreed, precise, specific; or decision.",
            "mention_id": "The mention that tells it so; empty where a person has set it.",
            "document_id": "The document; the same key in every view.",
            "decision_id": "The decision that has set it; its key in bi_decisions.",
        },
    ),
    (
        "bi_event_merges",
        "One row a reason for which what documents tell in two ways is one event.",
        """
SELECT
    telling.event_id AS event_id,
    telling.id AS telling_id,
    other_telling.id AS other_telling_id,
    telling_link.score AS score,
    telling_link.reason AS reason
FROM telling_link
JOIN telling ON telling.id = telling_link.one_id
JOIN event ON event.id = telling.event_id AND event.verdict <> 'rejected'
JOIN telling AS other_telling ON other_telling.id = telling_link.other_id AND other_telling.event_id = telling.event_id
""",
        {
            "event_id": "The event; the same key in every view.",
            "telling_id": "What is told, in one way; the same key in bi_mentions.",
            "other_telling_id": "What is told, in the other way.",
            "score": "How sure it is that they are one event, as log-odds: 0 is even.",
            "reason": "What weighs most, for it or against it.",
        },
    ),
    (
        "bi_former_events",
        "One row a number under which an event was known before it was found to be the same as another.",
        """
SELECT
    event_number.id AS former_id,
    telling.event_id AS event_id
FROM event_number
JOIN telling ON telling.id = event_number.telling_id
JOIN event ON event.id = telling.event_id AND event.verdict <> 'rejected'
WHERE event_number.id <> telling.event_id
""",
        {
            "former_id": "The event_id that was.",
            "event_id": "The event; the same key in every view.",
        },
    ),
    (
        "bi_decisions",
        "One row a decision of a person, those that were undone among them.",
        """
SELECT
    decision.id AS decision_id,
    decision.decided_at AS decided_at,
    decision.decided_by AS decided_by,
    decision_action.code AS action,
    decision_action.label_en AS action_en,
    decision_action.label_fr AS action_fr,
    decision.subject AS subject,
    organization.id AS organization_id,
    organization.name AS organization,
    telling.event_id AS event_id,
    decision.attribute AS attribute,
    decision.value AS value,
    decision.known_from AS known_from,
    decision.note AS note,
    decision.undone_at AS undone_at,
    decision.undone_by AS undone_by,
    decision.undone_note AS undone_note,
    decision.key AS key
FROM decision
JOIN decision_action ON decision_action.code = decision.action
LEFT JOIN decision_anchor ON decision_anchor.id = (SELECT min(held.id) FROM decision_anchor AS held WHERE held.decision_id = decision.id AND held.side = 1 AND (held.name_id IS NOT NULL OR held.telling_id IS NOT NULL))
LEFT JOIN organization_name ON organization_name.id = decision_anchor.name_id
LEFT JOIN organization ON organization.id = organization_name.organization_id
LEFT JOIN telling ON telling.id = decision_anchor.telling_id
""",
        {
            "decision_id": "The decision's number.",
            "decided_at": "When it was decided (UTC).",
            "decided_by": "Who decided it.",
            "action": "What was decided: the code.",
            "action_en": "What was decided, in English.",
            "action_fr": "What was decided, in French.",
            "subject": "What it is about: organization or event.",
            "organization_id": "The organization, also one that was rejected.",
            "organization": "The organization's name.",
            "event_id": "The event, also one that was rejected.",
            "attribute": "Which value was set: name, kind, parent, status, date, amount, buyer...",
            "value": "The value that was set; empty for none.",
            "known_from": "From which day on it is known; empty for ever.",
            "note": "Why, in the words of who decided it.",
            "undone_at": "When it was undone (UTC); empty while it is in force.",
            "undone_by": "Who undid it.",
            "undone_note": "Why it was undone.",
            "key": "The decision's key: the same in every database.",
        },
    ),
]


def upgrade() -> None:
    """Make the views; on PostgreSQL say what they hold."""
    has_comments = op.get_context().dialect.name == "postgresql"
    for name, comment, query, columns in (*_list_other_views(), *VIEWS):
        op.execute(f"CREATE VIEW {name} AS\n{query.strip()}")
        if has_comments:
            op.execute(f"COMMENT ON VIEW {name} IS {_quote(comment)}")
            for column, text in columns.items():
                op.execute(f"COMMENT ON COLUMN {name}.{column} IS {_quote(text)}")


def downgrade() -> None:
    """Drop the views."""
    for name, *_ in (*VIEWS, *_list_other_views()):
        op.execute(f"DROP VIEW {name}")


def _list_other_views() -> list[tuple[str, str, str, dict[str, str]]]:
    """The views that are as they were."""
    changed = {name for name, *_ in VIEWS}
    before = context.script.get_revision(VIEWS_BEFORE).module
    return [view for view in (*before._list_other_views(), *before.VIEWS) if view[0] not in changed]  # noqa: SLF001


def _quote(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
