"""Make the views anew in which mentions lead to events by what is told, and those of merges and former numbers.

Revision ID: c1a1f3d0b012
Revises: c1a1f3d0b011
Create date: 2026-11-23 04:40:00+00:00
"""

from alembic import context, op

revision = "c1a1f3d0b012"
down_revision = "c1a1f3d0b011"
branch_labels = None
depends_on = None

VIEWS_BEFORE = "c1a1f3d0b009"

# The views that are new or different: name, comment, query, and a comment for each column.
VIEWS: list[tuple[str, str, str, dict[str, str]]] = [
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
        "bi_event_choices",
        "One row a value of an event: which mention it is from, and why it was chosen among those that are told.",
        """
SELECT
    event_choice.event_id AS event_id,
    event_choice.value AS value,
    event_choice.reason AS reason,
    mention.id AS mention_id,
    mention.document_id AS document_id
FROM event_choice
JOIN mention ON mention.id = event_choice.mention_id
""",
        {
            "event_id": "The event; the same key in every view.",
            "value": "Which value: kind, status, date, amount, headcount, share_percent, parts, location, position...",
            "reason": "Why: only, newest, exact, agreed, precise or specific.",
            "mention_id": "The mention that tells it so; the same key in every view.",
            "document_id": "The document; the same key in every view.",
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
WHERE event_number.id <> telling.event_id
""",
        {
            "former_id": "The event_id that was.",
            "event_id": "The event; the same key in every view.",
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
