"""Make the views of the states of events and of what changed from each to the next.

Revision ID: c1a1f3d0b019
Revises: c1a1f3d0b018
Create date: 2026-11-23 06:25:00+00:00
"""

from alembic import op

revision = "c1a1f3d0b019"
down_revision = "c1a1f3d0b018"
branch_labels = None
depends_on = None

# Name, comment, query, and a comment for each column.
VIEWS: list[tuple[str, str, str, dict[str, str]]] = [
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
    event_type.code AS type,
    event_type.label_en AS type_en,
    event_type.label_fr AS type_fr,
    event_kind.code AS kind,
    event_kind.label_en AS kind_en,
    event_kind.label_fr AS kind_fr,
    event_status.code AS status,
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
    mention.quote AS quote
FROM event_version
JOIN event ON event.id = event_version.event_id AND event.verdict <> 'rejected'
JOIN event_type ON event_type.code = event_version.type
JOIN event_kind ON event_kind.code = event_version.kind
JOIN event_status ON event_status.code = event_version.status
JOIN mention ON mention.id = event_version.mention_id
JOIN document ON document.id = mention.document_id
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
        },
    ),
    (
        "bi_event_changes",
        "One row a value of an event that became known or changed on a day, with the words that tell it.",
        """
SELECT
    event_change.event_id AS event_id,
    event_change.known_from AS known_from,
    event_change.value AS value,
    event_change.change AS change,
    event_change.before AS before,
    event_change.after AS after,
    organization.id AS organization_id,
    organization.name AS organization,
    person.id AS person_id,
    person.name AS person,
    mention.id AS mention_id,
    mention.document_id AS document_id,
    document.published_first_day AS published_first_day,
    document.published_last_day AS published_last_day,
    document.published_precision AS published_precision,
    document.published_text AS published_text,
    document.title AS title,
    document.language AS language,
    mention.quote AS quote
FROM event_change
JOIN event ON event.id = event_change.event_id AND event.verdict <> 'rejected'
JOIN mention ON mention.id = event_change.mention_id
JOIN document ON document.id = mention.document_id
LEFT JOIN participation_version ON participation_version.event_id = event_change.event_id AND participation_version.role = event_change.value AND participation_version.rank = event_change.rank AND participation_version.known_from = event_change.known_from
LEFT JOIN organization ON organization.id = participation_version.organization_id
LEFT JOIN person ON person.id = participation_version.person_id
""",
        {
            "event_id": "The event; the same key in every view.",
            "known_from": "The day from which this was known, as documents came out.",
            "value": "Which value: status, kind, date, amount, headcount...; for a participant its role.",
            "change": "What became of it: new (the event was not known), added (the value was not), refined (told more exactly), changed (it has gone on), contradicted (what was told is denied).",
            "before": "What was known before; empty if nothing was.",
            "after": "What was known then; empty for a participant.",
            "organization_id": "Of a new participant the organization.",
            "organization": "The organization's name.",
            "person_id": "Of a new participant the person's number.",
            "person": "The person's name.",
            "mention_id": "The mention that tells it so; the same key in every view.",
            "document_id": "The document; the same key in every view.",
            "published_first_day": "First day of the publication date's interval; empty if the date is not known.",
            "published_last_day": "Last day of the publication date's interval.",
            "published_precision": "How exactly the publication date is known: day, month or year.",
            "published_text": "The publication date as exactly as it is known: 2023, 2023-11 or 2023-11-27.",
            "title": "The document's headline.",
            "language": "The language of the text (ISO 639-1).",
            "quote": "The very words.",
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
    for name, *_ in VIEWS:
        op.execute(f"DROP VIEW {name}")


def _quote(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
