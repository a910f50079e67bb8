"""Let the views of events show the country where each happens.

Revision ID: c1a1f3d0b036
Revises: c1a1f3d0b035
Create date: 2026-11-23 13:15:00+00:00
"""

from alembic import context

from corpdb.migrations.steps import replace_views, restore_views

revision = "c1a1f3d0b036"
down_revision = "c1a1f3d0b035"
branch_labels = None
depends_on = None

VIEWS_BEFORE = "c1a1f3d0b026"

# The views that have more columns.
VIEWS: list[tuple[str, str, str, dict[str, str]]] = [
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
    event.kind AS kind,
    event_kind.label_en AS kind_en,
    event_kind.label_fr AS kind_fr,
    event.status AS status,
    event_status.label_en AS status_en,
    event_status.label_fr AS status_fr,
    event.type AS type,
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
    event.verdict AS verdict,
    verdict.label_en AS verdict_en,
    verdict.label_fr AS verdict_fr,
    date_precision.label_en AS date_precision_en,
    date_precision.label_fr AS date_precision_fr,
    event.first_day AS day,
    mention.id AS mention_id,
    mention.document_id AS document_id,
    document.published_first_day AS published_first_day,
    document.published_last_day AS published_last_day,
    document.published_precision AS published_precision,
    document.published_text AS published_text,
    document.title AS title,
    document.language AS language,
    document.url AS url,
    mention.quote AS quote,
    country.code AS country,
    country.label_en AS country_en,
    country.label_fr AS country_fr
FROM event
LEFT JOIN restructuring_event ON restructuring_event.event_id = event.id
LEFT JOIN transaction_event ON transaction_event.event_id = event.id
LEFT JOIN financing_event ON financing_event.event_id = event.id
LEFT JOIN leadership_event ON leadership_event.event_id = event.id
LEFT JOIN event_type ON event_type.code = event.type
LEFT JOIN event_kind ON event_kind.code = event.kind
LEFT JOIN event_status ON event_status.code = event.status
LEFT JOIN date_precision ON date_precision.code = event.date_precision
LEFT JOIN verdict ON verdict.code = event.verdict
LEFT JOIN mention ON mention.id = (SELECT choice.mention_id FROM event_choice AS choice WHERE choice.event_id = event.id AND choice.mention_id IS NOT NULL ORDER BY choice.value <> 'status', choice.value LIMIT 1)
LEFT JOIN document ON document.id = mention.document_id
LEFT JOIN place ON place.name = event.location
LEFT JOIN country ON country.code = place.country AND country.code <> 'ZZ'
WHERE event.verdict <> 'rejected'
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
            "date_precision_en": "How exactly the date is known, in English.",
            "date_precision_fr": "How exactly the date is known, in French.",
            "day": "The first day, for joining bi_calendar; the same key in every view.",
            "mention_id": "The place in a document that tells the event best; its key in bi_mentions.",
            "document_id": "Its document; the same key in every view.",
            "published_first_day": "First day of the publication date's interval; empty if the date is not known.",
            "published_last_day": "Last day of the publication date's interval.",
            "published_precision": "How exactly the publication date is known: day, month or year.",
            "published_text": "The publication date as exactly as it is known: 2023, 2023-11 or 2023-11-27.",
            "title": "The document's headline.",
            "language": "The language of the text (ISO 639-1).",
            "url": "The address that the document gives as its own.",
            "quote": "The very words that tell the event.",
            "country": "The country where it happens (ISO 3166-1): the code.",
            "country_en": "The country where it happens (ISO 3166-1), in English.",
            "country_fr": "The country where it happens (ISO 3166-1), in French.",
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
    event.kind AS kind,
    event_kind.label_en AS kind_en,
    event_kind.label_fr AS kind_fr,
    event.status AS status,
    event_status.label_en AS status_en,
    event_status.label_fr AS status_fr,
    partner_1_part.organization_id AS partner_1_id,
    partner_1.name AS partner_1,
    partner_2_part.organization_id AS partner_2_id,
    partner_2.name AS partner_2,
    event.amount AS amount,
    event.currency AS currency,
    event.headcount AS headcount,
    event.location AS location,
    event.confidence AS confidence,
    event.verdict AS verdict,
    verdict.label_en AS verdict_en,
    verdict.label_fr AS verdict_fr,
    event.type AS type,
    event_type.label_en AS type_en,
    event_type.label_fr AS type_fr,
    date_precision.label_en AS date_precision_en,
    date_precision.label_fr AS date_precision_fr,
    event.first_day AS day,
    mention.id AS mention_id,
    mention.document_id AS document_id,
    document.published_first_day AS published_first_day,
    document.published_last_day AS published_last_day,
    document.published_precision AS published_precision,
    document.published_text AS published_text,
    document.title AS title,
    document.language AS language,
    document.url AS url,
    mention.quote AS quote,
    country.code AS country,
    country.label_en AS country_en,
    country.label_fr AS country_fr
FROM event
LEFT JOIN participation AS partner_1_part ON partner_1_part.event_id = event.id AND partner_1_part.role = 'partner' AND partner_1_part.rank = 1
LEFT JOIN organization AS partner_1 ON partner_1.id = partner_1_part.organization_id
LEFT JOIN participation AS partner_2_part ON partner_2_part.event_id = event.id AND partner_2_part.role = 'partner' AND partner_2_part.rank = 2
LEFT JOIN organization AS partner_2 ON partner_2.id = partner_2_part.organization_id
LEFT JOIN event_type ON event_type.code = event.type
LEFT JOIN event_kind ON event_kind.code = event.kind
LEFT JOIN event_status ON event_status.code = event.status
LEFT JOIN date_precision ON date_precision.code = event.date_precision
LEFT JOIN verdict ON verdict.code = event.verdict
LEFT JOIN mention ON mention.id = (SELECT choice.mention_id FROM event_choice AS choice WHERE choice.event_id = event.id AND choice.mention_id IS NOT NULL ORDER BY choice.value <> 'status', choice.value LIMIT 1)
LEFT JOIN document ON document.id = mention.document_id
LEFT JOIN place ON place.name = event.location
LEFT JOIN country ON country.code = place.country AND country.code <> 'ZZ'
WHERE event.verdict <> 'rejected' AND event.type = 'partnership'
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
            "type": "The family the event belongs to: the code.",
            "type_en": "The family the event belongs to, in English.",
            "type_fr": "The family the event belongs to, in French.",
            "date_precision_en": "How exactly the date is known, in English.",
            "date_precision_fr": "How exactly the date is known, in French.",
            "day": "The first day, for joining bi_calendar; the same key in every view.",
            "mention_id": "The place in a document that tells the event best; its key in bi_mentions.",
            "document_id": "Its document; the same key in every view.",
            "published_first_day": "First day of the publication date's interval; empty if the date is not known.",
            "published_last_day": "Last day of the publication date's interval.",
            "published_precision": "How exactly the publication date is known: day, month or year.",
            "published_text": "The publication date as exactly as it is known: 2023, 2023-11 or 2023-11-27.",
            "title": "The document's headline.",
            "language": "The language of the text (ISO 639-1).",
            "url": "The address that the document gives as its own.",
            "quote": "The very words that tell the event.",
            "country": "The country where it happens (ISO 3166-1): the code.",
            "country_en": "The country where it happens (ISO 3166-1), in English.",
            "country_fr": "The country where it happens (ISO 3166-1), in French.",
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
    event.kind AS kind,
    event_kind.label_en AS kind_en,
    event_kind.label_fr AS kind_fr,
    event.status AS status,
    event_status.label_en AS status_en,
    event_status.label_fr AS status_fr,
    subject_part.organization_id AS subject_id,
    subject.name AS subject,
    target_part.organization_id AS target_id,
    target.name AS target,
    restructuring_event.parts AS parts,
    event.amount AS amount,
    event.currency AS currency,
    event.headcount AS headcount,
    event.location AS location,
    event.confidence AS confidence,
    event.verdict AS verdict,
    verdict.label_en AS verdict_en,
    verdict.label_fr AS verdict_fr,
    event.type AS type,
    event_type.label_en AS type_en,
    event_type.label_fr AS type_fr,
    date_precision.label_en AS date_precision_en,
    date_precision.label_fr AS date_precision_fr,
    event.first_day AS day,
    mention.id AS mention_id,
    mention.document_id AS document_id,
    document.published_first_day AS published_first_day,
    document.published_last_day AS published_last_day,
    document.published_precision AS published_precision,
    document.published_text AS published_text,
    document.title AS title,
    document.language AS language,
    document.url AS url,
    mention.quote AS quote,
    country.code AS country,
    country.label_en AS country_en,
    country.label_fr AS country_fr
FROM event
LEFT JOIN participation AS subject_part ON subject_part.event_id = event.id AND subject_part.role = 'subject' AND subject_part.rank = 1
LEFT JOIN organization AS subject ON subject.id = subject_part.organization_id
LEFT JOIN participation AS target_part ON target_part.event_id = event.id AND target_part.role = 'target' AND target_part.rank = 1
LEFT JOIN organization AS target ON target.id = target_part.organization_id
LEFT JOIN restructuring_event ON restructuring_event.event_id = event.id
LEFT JOIN event_type ON event_type.code = event.type
LEFT JOIN event_kind ON event_kind.code = event.kind
LEFT JOIN event_status ON event_status.code = event.status
LEFT JOIN date_precision ON date_precision.code = event.date_precision
LEFT JOIN verdict ON verdict.code = event.verdict
LEFT JOIN mention ON mention.id = (SELECT choice.mention_id FROM event_choice AS choice WHERE choice.event_id = event.id AND choice.mention_id IS NOT NULL ORDER BY choice.value <> 'status', choice.value LIMIT 1)
LEFT JOIN document ON document.id = mention.document_id
LEFT JOIN place ON place.name = event.location
LEFT JOIN country ON country.code = place.country AND country.code <> 'ZZ'
WHERE event.verdict <> 'rejected' AND event.type = 'restructuring'
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
            "type": "The family the event belongs to: the code.",
            "type_en": "The family the event belongs to, in English.",
            "type_fr": "The family the event belongs to, in French.",
            "date_precision_en": "How exactly the date is known, in English.",
            "date_precision_fr": "How exactly the date is known, in French.",
            "day": "The first day, for joining bi_calendar; the same key in every view.",
            "mention_id": "The place in a document that tells the event best; its key in bi_mentions.",
            "document_id": "Its document; the same key in every view.",
            "published_first_day": "First day of the publication date's interval; empty if the date is not known.",
            "published_last_day": "Last day of the publication date's interval.",
            "published_precision": "How exactly the publication date is known: day, month or year.",
            "published_text": "The publication date as exactly as it is known: 2023, 2023-11 or 2023-11-27.",
            "title": "The document's headline.",
            "language": "The language of the text (ISO 639-1).",
            "url": "The address that the document gives as its own.",
            "quote": "The very words that tell the event.",
            "country": "The country where it happens (ISO 3166-1): the code.",
            "country_en": "The country where it happens (ISO 3166-1), in English.",
            "country_fr": "The country where it happens (ISO 3166-1), in French.",
        },
    ),
    (
        "bi_transactions",
        "One row a transaction: an acquisition, a merger, a divestiture, a stake, a transfer of assets. A merger has parties and no buyer; further participants stand in bi_participants.",
        """
SELECT
    event.id AS event_id,
    event.first_day AS first_day,
    event.last_day AS last_day,
    event.date_precision AS date_precision,
    event.date_text AS date_text,
    event.kind AS kind,
    event_kind.label_en AS kind_en,
    event_kind.label_fr AS kind_fr,
    event.status AS status,
    event_status.label_en AS status_en,
    event_status.label_fr AS status_fr,
    buyer_part.organization_id AS buyer_id,
    buyer.name AS buyer,
    target_part.organization_id AS target_id,
    target.name AS target,
    seller_part.organization_id AS seller_id,
    seller.name AS seller,
    party_1_part.organization_id AS party_1_id,
    party_1.name AS party_1,
    party_2_part.organization_id AS party_2_id,
    party_2.name AS party_2,
    transaction_event.share_percent AS share_percent,
    event.amount AS amount,
    event.currency AS currency,
    event.headcount AS headcount,
    event.location AS location,
    event.confidence AS confidence,
    event.verdict AS verdict,
    verdict.label_en AS verdict_en,
    verdict.label_fr AS verdict_fr,
    event.type AS type,
    event_type.label_en AS type_en,
    event_type.label_fr AS type_fr,
    date_precision.label_en AS date_precision_en,
    date_precision.label_fr AS date_precision_fr,
    event.first_day AS day,
    mention.id AS mention_id,
    mention.document_id AS document_id,
    document.published_first_day AS published_first_day,
    document.published_last_day AS published_last_day,
    document.published_precision AS published_precision,
    document.published_text AS published_text,
    document.title AS title,
    document.language AS language,
    document.url AS url,
    mention.quote AS quote,
    country.code AS country,
    country.label_en AS country_en,
    country.label_fr AS country_fr
FROM event
LEFT JOIN participation AS buyer_part ON buyer_part.event_id = event.id AND buyer_part.role = 'buyer' AND buyer_part.rank = 1
LEFT JOIN organization AS buyer ON buyer.id = buyer_part.organization_id
LEFT JOIN participation AS target_part ON target_part.event_id = event.id AND target_part.role = 'target' AND target_part.rank = 1
LEFT JOIN organization AS target ON target.id = target_part.organization_id
LEFT JOIN participation AS seller_part ON seller_part.event_id = event.id AND seller_part.role = 'seller' AND seller_part.rank = 1
LEFT JOIN organization AS seller ON seller.id = seller_part.organization_id
LEFT JOIN participation AS party_1_part ON party_1_part.event_id = event.id AND party_1_part.role = 'party' AND party_1_part.rank = 1
LEFT JOIN organization AS party_1 ON party_1.id = party_1_part.organization_id
LEFT JOIN participation AS party_2_part ON party_2_part.event_id = event.id AND party_2_part.role = 'party' AND party_2_part.rank = 2
LEFT JOIN organization AS party_2 ON party_2.id = party_2_part.organization_id
LEFT JOIN transaction_event ON transaction_event.event_id = event.id
LEFT JOIN event_type ON event_type.code = event.type
LEFT JOIN event_kind ON event_kind.code = event.kind
LEFT JOIN event_status ON event_status.code = event.status
LEFT JOIN date_precision ON date_precision.code = event.date_precision
LEFT JOIN verdict ON verdict.code = event.verdict
LEFT JOIN mention ON mention.id = (SELECT choice.mention_id FROM event_choice AS choice WHERE choice.event_id = event.id AND choice.mention_id IS NOT NULL ORDER BY choice.value <> 'status', choice.value LIMIT 1)
LEFT JOIN document ON document.id = mention.document_id
LEFT JOIN place ON place.name = event.location
LEFT JOIN country ON country.code = place.country AND country.code <> 'ZZ'
WHERE event.verdict <> 'rejected' AND event.type = 'transaction'
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
            "buyer_id": "The buyer: its organization_id.",
            "buyer": "The buyer: its name.",
            "target_id": "The target: its organization_id.",
            "target": "The target: its name.",
            "seller_id": "The seller: its organization_id.",
            "seller": "The seller: its name.",
            "party_1_id": "The party: its organization_id.",
            "party_1": "The party: its name.",
            "party_2_id": "The party number 2: its organization_id.",
            "party_2": "The party number 2: its name.",
            "share_percent": "The part of the shares that changes hands, in percent.",
            "amount": "The money the event is about, in units of the currency.",
            "currency": "The currency of the amount (ISO 4217).",
            "headcount": "People affected, if a document gives a number.",
            "location": "Where it happens.",
            "confidence": "How sure it is that a document states the event: 0 to 1.",
            "verdict": "What people have said of it; what they reject is left out: the code.",
            "verdict_en": "What people have said of it; what they reject is left out, in English.",
            "verdict_fr": "What people have said of it; what they reject is left out, in French.",
            "type": "The family the event belongs to: the code.",
            "type_en": "The family the event belongs to, in English.",
            "type_fr": "The family the event belongs to, in French.",
            "date_precision_en": "How exactly the date is known, in English.",
            "date_precision_fr": "How exactly the date is known, in French.",
            "day": "The first day, for joining bi_calendar; the same key in every view.",
            "mention_id": "The place in a document that tells the event best; its key in bi_mentions.",
            "document_id": "Its document; the same key in every view.",
            "published_first_day": "First day of the publication date's interval; empty if the date is not known.",
            "published_last_day": "Last day of the publication date's interval.",
            "published_precision": "How exactly the publication date is known: day, month or year.",
            "published_text": "The publication date as exactly as it is known: 2023, 2023-11 or 2023-11-27.",
            "title": "The document's headline.",
            "language": "The language of the text (ISO 639-1).",
            "url": "The address that the document gives as its own.",
            "quote": "The very words that tell the event.",
            "country": "The country where it happens (ISO 3166-1): the code.",
            "country_en": "The country where it happens (ISO 3166-1), in English.",
            "country_fr": "The country where it happens (ISO 3166-1), in French.",
        },
    ),
    (
        "bi_financings",
        "One row a financing: a funding round, a debt, a grant, a stock listing or its end; with its first two investors, further ones stand in bi_participants.",
        """
SELECT
    event.id AS event_id,
    event.first_day AS first_day,
    event.last_day AS last_day,
    event.date_precision AS date_precision,
    event.date_text AS date_text,
    event.kind AS kind,
    event_kind.label_en AS kind_en,
    event_kind.label_fr AS kind_fr,
    event.status AS status,
    event_status.label_en AS status_en,
    event_status.label_fr AS status_fr,
    subject_part.organization_id AS subject_id,
    subject.name AS subject,
    investor_1_part.organization_id AS investor_1_id,
    investor_1.name AS investor_1,
    investor_2_part.organization_id AS investor_2_id,
    investor_2.name AS investor_2,
    financing_event.series AS series,
    event.amount AS amount,
    event.currency AS currency,
    event.headcount AS headcount,
    event.location AS location,
    event.confidence AS confidence,
    event.verdict AS verdict,
    verdict.label_en AS verdict_en,
    verdict.label_fr AS verdict_fr,
    event.type AS type,
    event_type.label_en AS type_en,
    event_type.label_fr AS type_fr,
    date_precision.label_en AS date_precision_en,
    date_precision.label_fr AS date_precision_fr,
    event.first_day AS day,
    mention.id AS mention_id,
    mention.document_id AS document_id,
    document.published_first_day AS published_first_day,
    document.published_last_day AS published_last_day,
    document.published_precision AS published_precision,
    document.published_text AS published_text,
    document.title AS title,
    document.language AS language,
    document.url AS url,
    mention.quote AS quote,
    country.code AS country,
    country.label_en AS country_en,
    country.label_fr AS country_fr
FROM event
LEFT JOIN participation AS subject_part ON subject_part.event_id = event.id AND subject_part.role = 'subject' AND subject_part.rank = 1
LEFT JOIN organization AS subject ON subject.id = subject_part.organization_id
LEFT JOIN participation AS investor_1_part ON investor_1_part.event_id = event.id AND investor_1_part.role = 'investor' AND investor_1_part.rank = 1
LEFT JOIN organization AS investor_1 ON investor_1.id = investor_1_part.organization_id
LEFT JOIN participation AS investor_2_part ON investor_2_part.event_id = event.id AND investor_2_part.role = 'investor' AND investor_2_part.rank = 2
LEFT JOIN organization AS investor_2 ON investor_2.id = investor_2_part.organization_id
LEFT JOIN financing_event ON financing_event.event_id = event.id
LEFT JOIN event_type ON event_type.code = event.type
LEFT JOIN event_kind ON event_kind.code = event.kind
LEFT JOIN event_status ON event_status.code = event.status
LEFT JOIN date_precision ON date_precision.code = event.date_precision
LEFT JOIN verdict ON verdict.code = event.verdict
LEFT JOIN mention ON mention.id = (SELECT choice.mention_id FROM event_choice AS choice WHERE choice.event_id = event.id AND choice.mention_id IS NOT NULL ORDER BY choice.value <> 'status', choice.value LIMIT 1)
LEFT JOIN document ON document.id = mention.document_id
LEFT JOIN place ON place.name = event.location
LEFT JOIN country ON country.code = place.country AND country.code <> 'ZZ'
WHERE event.verdict <> 'rejected' AND event.type = 'financing'
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
            "investor_1_id": "The investor: its organization_id.",
            "investor_1": "The investor: its name.",
            "investor_2_id": "The investor number 2: its organization_id.",
            "investor_2": "The investor number 2: its name.",
            "series": "The financing round's name: seed, A, B.",
            "amount": "The money the event is about, in units of the currency.",
            "currency": "The currency of the amount (ISO 4217).",
            "headcount": "People affected, if a document gives a number.",
            "location": "Where it happens.",
            "confidence": "How sure it is that a document states the event: 0 to 1.",
            "verdict": "What people have said of it; what they reject is left out: the code.",
            "verdict_en": "What people have said of it; what they reject is left out, in English.",
            "verdict_fr": "What people have said of it; what they reject is left out, in French.",
            "type": "The family the event belongs to: the code.",
            "type_en": "The family the event belongs to, in English.",
            "type_fr": "The family the event belongs to, in French.",
            "date_precision_en": "How exactly the date is known, in English.",
            "date_precision_fr": "How exactly the date is known, in French.",
            "day": "The first day, for joining bi_calendar; the same key in every view.",
            "mention_id": "The place in a document that tells the event best; its key in bi_mentions.",
            "document_id": "Its document; the same key in every view.",
            "published_first_day": "First day of the publication date's interval; empty if the date is not known.",
            "published_last_day": "Last day of the publication date's interval.",
            "published_precision": "How exactly the publication date is known: day, month or year.",
            "published_text": "The publication date as exactly as it is known: 2023, 2023-11 or 2023-11-27.",
            "title": "The document's headline.",
            "language": "The language of the text (ISO 639-1).",
            "url": "The address that the document gives as its own.",
            "quote": "The very words that tell the event.",
            "country": "The country where it happens (ISO 3166-1): the code.",
            "country_en": "The country where it happens (ISO 3166-1), in English.",
            "country_fr": "The country where it happens (ISO 3166-1), in French.",
        },
    ),
    (
        "bi_expansions",
        "One row an expansion: an opening, an investment, a hiring, a market entry, a creation.",
        """
SELECT
    event.id AS event_id,
    event.first_day AS first_day,
    event.last_day AS last_day,
    event.date_precision AS date_precision,
    event.date_text AS date_text,
    event.kind AS kind,
    event_kind.label_en AS kind_en,
    event_kind.label_fr AS kind_fr,
    event.status AS status,
    event_status.label_en AS status_en,
    event_status.label_fr AS status_fr,
    subject_part.organization_id AS subject_id,
    subject.name AS subject,
    target_part.organization_id AS target_id,
    target.name AS target,
    event.amount AS amount,
    event.currency AS currency,
    event.headcount AS headcount,
    event.location AS location,
    event.confidence AS confidence,
    event.verdict AS verdict,
    verdict.label_en AS verdict_en,
    verdict.label_fr AS verdict_fr,
    event.type AS type,
    event_type.label_en AS type_en,
    event_type.label_fr AS type_fr,
    date_precision.label_en AS date_precision_en,
    date_precision.label_fr AS date_precision_fr,
    event.first_day AS day,
    mention.id AS mention_id,
    mention.document_id AS document_id,
    document.published_first_day AS published_first_day,
    document.published_last_day AS published_last_day,
    document.published_precision AS published_precision,
    document.published_text AS published_text,
    document.title AS title,
    document.language AS language,
    document.url AS url,
    mention.quote AS quote,
    country.code AS country,
    country.label_en AS country_en,
    country.label_fr AS country_fr
FROM event
LEFT JOIN participation AS subject_part ON subject_part.event_id = event.id AND subject_part.role = 'subject' AND subject_part.rank = 1
LEFT JOIN organization AS subject ON subject.id = subject_part.organization_id
LEFT JOIN participation AS target_part ON target_part.event_id = event.id AND target_part.role = 'target' AND target_part.rank = 1
LEFT JOIN organization AS target ON target.id = target_part.organization_id
LEFT JOIN event_type ON event_type.code = event.type
LEFT JOIN event_kind ON event_kind.code = event.kind
LEFT JOIN event_status ON event_status.code = event.status
LEFT JOIN date_precision ON date_precision.code = event.date_precision
LEFT JOIN verdict ON verdict.code = event.verdict
LEFT JOIN mention ON mention.id = (SELECT choice.mention_id FROM event_choice AS choice WHERE choice.event_id = event.id AND choice.mention_id IS NOT NULL ORDER BY choice.value <> 'status', choice.value LIMIT 1)
LEFT JOIN document ON document.id = mention.document_id
LEFT JOIN place ON place.name = event.location
LEFT JOIN country ON country.code = place.country AND country.code <> 'ZZ'
WHERE event.verdict <> 'rejected' AND event.type = 'expansion'
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
            "amount": "The money the event is about, in units of the currency.",
            "currency": "The currency of the amount (ISO 4217).",
            "headcount": "People affected, if a document gives a number.",
            "location": "Where it happens.",
            "confidence": "How sure it is that a document states the event: 0 to 1.",
            "verdict": "What people have said of it; what they reject is left out: the code.",
            "verdict_en": "What people have said of it; what they reject is left out, in English.",
            "verdict_fr": "What people have said of it; what they reject is left out, in French.",
            "type": "The family the event belongs to: the code.",
            "type_en": "The family the event belongs to, in English.",
            "type_fr": "The family the event belongs to, in French.",
            "date_precision_en": "How exactly the date is known, in English.",
            "date_precision_fr": "How exactly the date is known, in French.",
            "day": "The first day, for joining bi_calendar; the same key in every view.",
            "mention_id": "The place in a document that tells the event best; its key in bi_mentions.",
            "document_id": "Its document; the same key in every view.",
            "published_first_day": "First day of the publication date's interval; empty if the date is not known.",
            "published_last_day": "Last day of the publication date's interval.",
            "published_precision": "How exactly the publication date is known: day, month or year.",
            "published_text": "The publication date as exactly as it is known: 2023, 2023-11 or 2023-11-27.",
            "title": "The document's headline.",
            "language": "The language of the text (ISO 639-1).",
            "url": "The address that the document gives as its own.",
            "quote": "The very words that tell the event.",
            "country": "The country where it happens (ISO 3166-1): the code.",
            "country_en": "The country where it happens (ISO 3166-1), in English.",
            "country_fr": "The country where it happens (ISO 3166-1), in French.",
        },
    ),
    (
        "bi_leadership",
        "One row a change of leadership: a person takes or leaves a post.",
        """
SELECT
    event.id AS event_id,
    event.first_day AS first_day,
    event.last_day AS last_day,
    event.date_precision AS date_precision,
    event.date_text AS date_text,
    event.kind AS kind,
    event_kind.label_en AS kind_en,
    event_kind.label_fr AS kind_fr,
    event.status AS status,
    event_status.label_en AS status_en,
    event_status.label_fr AS status_fr,
    subject_part.organization_id AS subject_id,
    subject.name AS subject,
    person_part.person_id AS person_id,
    person.name AS person,
    leadership_event.position AS position,
    event.amount AS amount,
    event.currency AS currency,
    event.headcount AS headcount,
    event.location AS location,
    event.confidence AS confidence,
    event.verdict AS verdict,
    verdict.label_en AS verdict_en,
    verdict.label_fr AS verdict_fr,
    event.type AS type,
    event_type.label_en AS type_en,
    event_type.label_fr AS type_fr,
    date_precision.label_en AS date_precision_en,
    date_precision.label_fr AS date_precision_fr,
    event.first_day AS day,
    mention.id AS mention_id,
    mention.document_id AS document_id,
    document.published_first_day AS published_first_day,
    document.published_last_day AS published_last_day,
    document.published_precision AS published_precision,
    document.published_text AS published_text,
    document.title AS title,
    document.language AS language,
    document.url AS url,
    mention.quote AS quote,
    country.code AS country,
    country.label_en AS country_en,
    country.label_fr AS country_fr
FROM event
LEFT JOIN participation AS subject_part ON subject_part.event_id = event.id AND subject_part.role = 'subject' AND subject_part.rank = 1
LEFT JOIN organization AS subject ON subject.id = subject_part.organization_id
LEFT JOIN participation AS person_part ON person_part.event_id = event.id AND person_part.role = 'person' AND person_part.rank = 1
LEFT JOIN person AS person ON person.id = person_part.person_id
LEFT JOIN leadership_event ON leadership_event.event_id = event.id
LEFT JOIN event_type ON event_type.code = event.type
LEFT JOIN event_kind ON event_kind.code = event.kind
LEFT JOIN event_status ON event_status.code = event.status
LEFT JOIN date_precision ON date_precision.code = event.date_precision
LEFT JOIN verdict ON verdict.code = event.verdict
LEFT JOIN mention ON mention.id = (SELECT choice.mention_id FROM event_choice AS choice WHERE choice.event_id = event.id AND choice.mention_id IS NOT NULL ORDER BY choice.value <> 'status', choice.value LIMIT 1)
LEFT JOIN document ON document.id = mention.document_id
LEFT JOIN place ON place.name = event.location
LEFT JOIN country ON country.code = place.country AND country.code <> 'ZZ'
WHERE event.verdict <> 'rejected' AND event.type = 'leadership'
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
            "person_id": "The person: its person_id.",
            "person": "The person: its name.",
            "position": "The post that a person takes or leaves, as written.",
            "amount": "The money the event is about, in units of the currency.",
            "currency": "The currency of the amount (ISO 4217).",
            "headcount": "People affected, if a document gives a number.",
            "location": "Where it happens.",
            "confidence": "How sure it is that a document states the event: 0 to 1.",
            "verdict": "What people have said of it; what they reject is left out: the code.",
            "verdict_en": "What people have said of it; what they reject is left out, in English.",
            "verdict_fr": "What people have said of it; what they reject is left out, in French.",
            "type": "The family the event belongs to: the code.",
            "type_en": "The family the event belongs to, in English.",
            "type_fr": "The family the event belongs to, in French.",
            "date_precision_en": "How exactly the date is known, in English.",
            "date_precision_fr": "How exactly the date is known, in French.",
            "day": "The first day, for joining bi_calendar; the same key in every view.",
            "mention_id": "The place in a document that tells the event best; its key in bi_mentions.",
            "document_id": "Its document; the same key in every view.",
            "published_first_day": "First day of the publication date's interval; empty if the date is not known.",
            "published_last_day": "Last day of the publication date's interval.",
            "published_precision": "How exactly the publication date is known: day, month or year.",
            "published_text": "The publication date as exactly as it is known: 2023, 2023-11 or 2023-11-27.",
            "title": "The document's headline.",
            "language": "The language of the text (ISO 639-1).",
            "url": "The address that the document gives as its own.",
            "quote": "The very words that tell the event.",
            "country": "The country where it happens (ISO 3166-1): the code.",
            "country_en": "The country where it happens (ISO 3166-1), in English.",
            "country_fr": "The country where it happens (ISO 3166-1), in French.",
        },
    ),
    (
        "bi_regulations",
        "One row an act of a public authority: an export control, a sanction, an antitrust case, an approval, a fine, a lawsuit, a rule. Further subjects and authorities stand in bi_participants.",
        """
SELECT
    event.id AS event_id,
    event.first_day AS first_day,
    event.last_day AS last_day,
    event.date_precision AS date_precision,
    event.date_text AS date_text,
    event.kind AS kind,
    event_kind.label_en AS kind_en,
    event_kind.label_fr AS kind_fr,
    event.status AS status,
    event_status.label_en AS status_en,
    event_status.label_fr AS status_fr,
    subject_part.organization_id AS subject_id,
    subject.name AS subject,
    authority_part.organization_id AS authority_id,
    authority.name AS authority,
    event.amount AS amount,
    event.currency AS currency,
    event.headcount AS headcount,
    event.location AS location,
    event.confidence AS confidence,
    event.verdict AS verdict,
    verdict.label_en AS verdict_en,
    verdict.label_fr AS verdict_fr,
    event.type AS type,
    event_type.label_en AS type_en,
    event_type.label_fr AS type_fr,
    date_precision.label_en AS date_precision_en,
    date_precision.label_fr AS date_precision_fr,
    event.first_day AS day,
    mention.id AS mention_id,
    mention.document_id AS document_id,
    document.published_first_day AS published_first_day,
    document.published_last_day AS published_last_day,
    document.published_precision AS published_precision,
    document.published_text AS published_text,
    document.title AS title,
    document.language AS language,
    document.url AS url,
    mention.quote AS quote,
    country.code AS country,
    country.label_en AS country_en,
    country.label_fr AS country_fr
FROM event
LEFT JOIN participation AS subject_part ON subject_part.event_id = event.id AND subject_part.role = 'subject' AND subject_part.rank = 1
LEFT JOIN organization AS subject ON subject.id = subject_part.organization_id
LEFT JOIN participation AS authority_part ON authority_part.event_id = event.id AND authority_part.role = 'authority' AND authority_part.rank = 1
LEFT JOIN organization AS authority ON authority.id = authority_part.organization_id
LEFT JOIN event_type ON event_type.code = event.type
LEFT JOIN event_kind ON event_kind.code = event.kind
LEFT JOIN event_status ON event_status.code = event.status
LEFT JOIN date_precision ON date_precision.code = event.date_precision
LEFT JOIN verdict ON verdict.code = event.verdict
LEFT JOIN mention ON mention.id = (SELECT choice.mention_id FROM event_choice AS choice WHERE choice.event_id = event.id AND choice.mention_id IS NOT NULL ORDER BY choice.value <> 'status', choice.value LIMIT 1)
LEFT JOIN document ON document.id = mention.document_id
LEFT JOIN place ON place.name = event.location
LEFT JOIN country ON country.code = place.country AND country.code <> 'ZZ'
WHERE event.verdict <> 'rejected' AND event.type = 'regulation'
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
            "authority_id": "The authority: its organization_id.",
            "authority": "The authority: its name.",
            "amount": "The money the event is about, in units of the currency.",
            "currency": "The currency of the amount (ISO 4217).",
            "headcount": "People affected, if a document gives a number.",
            "location": "Where it happens.",
            "confidence": "How sure it is that a document states the event: 0 to 1.",
            "verdict": "What people have said of it; what they reject is left out: the code.",
            "verdict_en": "What people have said of it; what they reject is left out, in English.",
            "verdict_fr": "What people have said of it; what they reject is left out, in French.",
            "type": "The family the event belongs to: the code.",
            "type_en": "The family the event belongs to, in English.",
            "type_fr": "The family the event belongs to, in French.",
            "date_precision_en": "How exactly the date is known, in English.",
            "date_precision_fr": "How exactly the date is known, in French.",
            "day": "The first day, for joining bi_calendar; the same key in every view.",
            "mention_id": "The place in a document that tells the event best; its key in bi_mentions.",
            "document_id": "Its document; the same key in every view.",
            "published_first_day": "First day of the publication date's interval; empty if the date is not known.",
            "published_last_day": "Last day of the publication date's interval.",
            "published_precision": "How exactly the publication date is known: day, month or year.",
            "published_text": "The publication date as exactly as it is known: 2023, 2023-11 or 2023-11-27.",
            "title": "The document's headline.",
            "language": "The language of the text (ISO 639-1).",
            "url": "The address that the document gives as its own.",
            "quote": "The very words that tell the event.",
            "country": "The country where it happens (ISO 3166-1): the code.",
            "country_en": "The country where it happens (ISO 3166-1), in English.",
            "country_fr": "The country where it happens (ISO 3166-1), in French.",
        },
    ),
    (
        "bi_event_history",
        "One row a state of an event: what was known of it from a day on, with the words that give the status.",
        """
SELECT
    event_version.event_id AS event_id,
    event_version.first_day AS first_day,
    event_version.last_day AS last_day,
    event_version.date_precision AS date_precision,
    event_version.date_text AS date_text,
    event_version.step AS step,
    event_version.known_from AS known_from,
    event_version.known_until AS known_until,
    event_version.type AS type,
    event_type.label_en AS type_en,
    event_type.label_fr AS type_fr,
    event_version.kind AS kind,
    event_kind.label_en AS kind_en,
    event_kind.label_fr AS kind_fr,
    event_version.status AS status,
    event_status.label_en AS status_en,
    event_status.label_fr AS status_fr,
    event_version.parts AS parts,
    event_version.share_percent AS share_percent,
    event_version.series AS series,
    event_version.position AS position,
    event_version.amount AS amount,
    event_version.currency AS currency,
    event_version.headcount AS headcount,
    event_version.location AS location,
    event_version.confidence AS confidence,
    mention.id AS mention_id,
    mention.document_id AS document_id,
    document.published_first_day AS published_first_day,
    document.published_last_day AS published_last_day,
    document.published_precision AS published_precision,
    document.published_text AS published_text,
    document.title AS title,
    document.language AS language,
    mention.quote AS quote,
    date_precision.label_en AS date_precision_en,
    date_precision.label_fr AS date_precision_fr,
    event_version.known_from AS day,
    document.url AS url,
    country.code AS country,
    country.label_en AS country_en,
    country.label_fr AS country_fr
FROM event_version
JOIN event ON event.id = event_version.event_id AND event.verdict <> 'rejected'
JOIN mention ON mention.id = event_version.mention_id
JOIN document ON document.id = mention.document_id
LEFT JOIN event_type ON event_type.code = event_version.type
LEFT JOIN event_kind ON event_kind.code = event_version.kind
LEFT JOIN event_status ON event_status.code = event_version.status
LEFT JOIN date_precision ON date_precision.code = event_version.date_precision
LEFT JOIN place ON place.name = event_version.location
LEFT JOIN country ON country.code = place.country AND country.code <> 'ZZ'
""",
        {
            "event_id": "The event; the same key in every view.",
            "first_day": "First day on which the event happened or may have, as known then; empty if none was told.",
            "last_day": "Last day on which the event happened or may have, as known then.",
            "date_precision": "How exactly the date was known: day, month, quarter or year.",
            "date_text": "The date as exactly as it was known: 2023, 2023-Q4, 2023-11 or 2023-11-27.",
            "step": "1 for what was known first, 2 for what was known then, and so on.",
            "known_from": "The day from which this was known, as documents came out.",
            "known_until": "The day from which something else was known; empty if this still is.",
            "type": "The family the event belongs to: the code.",
            "type_en": "The family the event belongs to, in English.",
            "type_fr": "The family the event belongs to, in French.",
            "kind": "What exactly happens, as known then: the code.",
            "kind_en": "What exactly happens, as known then, in English.",
            "kind_fr": "What exactly happens, as known then, in French.",
            "status": "How far it had gone, as known then: the code.",
            "status_en": "How far it had gone, as known then, in English.",
            "status_fr": "How far it had gone, as known then, in French.",
            "parts": "The number of units that come out of a restructuring, as known then.",
            "share_percent": "The part of the shares that changes hands, in percent, as known then.",
            "series": "The financing round's name, as known then.",
            "position": "The post that a person takes or leaves, as known then.",
            "amount": "The money the event is about, in units of the currency, as known then.",
            "currency": "The currency of the amount (ISO 4217).",
            "headcount": "People affected, as known then.",
            "location": "Where it happens, as known then.",
            "confidence": "How sure it was from that day on that a document states the event: 0 to 1.",
            "mention_id": "The mention that tells it so; the same key in every view.",
            "document_id": "The document; the same key in every view.",
            "published_first_day": "First day of the publication date's interval; empty if the date is not known.",
            "published_last_day": "Last day of the publication date's interval.",
            "published_precision": "How exactly the publication date is known: day, month or year.",
            "published_text": "The publication date as exactly as it is known: 2023, 2023-11 or 2023-11-27.",
            "title": "The document's headline.",
            "language": "The language of the text (ISO 639-1).",
            "quote": "The very words.",
            "date_precision_en": "How exactly the date was known, in English.",
            "date_precision_fr": "How exactly the date was known, in French.",
            "day": "The day from which this was known, for joining bi_calendar.",
            "url": "The address that the document gives as its own.",
            "country": "The country where it happens (ISO 3166-1): the code.",
            "country_en": "The country where it happens (ISO 3166-1), in English.",
            "country_fr": "The country where it happens (ISO 3166-1), in French.",
        },
    ),
]


def upgrade() -> None:
    """Give the views the new columns."""
    replace_views(VIEWS)


def downgrade() -> None:
    """Make the views as they were."""
    names = [name for name, *_ in VIEWS]
    before = context.script.get_revision(VIEWS_BEFORE).module.VIEWS
    restore_views([view for view in before if view[0] in names], drop=names)
