"""Count documents by source, show the source of each, and let what makes tellings one event be found by event.

Revision ID: c1a1f3d0b041
Revises: c1a1f3d0b040
Create date: 2026-11-23 19:00:00+00:00
"""

import sqlalchemy as sa
from alembic import context, op

from corpdb.migrations.steps import View, replace_views, restore_views

revision = "c1a1f3d0b041"
down_revision = "c1a1f3d0b040"
branch_labels = None
depends_on = None

DOCUMENTS_BEFORE, MERGES_BEFORE = "c1a1f3d0b026", "c1a1f3d0b033"
BIG_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

DOCUMENTS: View = (
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
document.last_load_id AS load_id,
document.published_first_day AS day,
coalesce(CASE WHEN substr(ltrim(document.url, replace(document.url, '/', '')), 1, 2) = '//' THEN substr(substr(ltrim(document.url, replace(document.url, '/', '')), 3), 1, length(substr(ltrim(document.url, replace(document.url, '/', '')), 3)) - length(ltrim(substr(ltrim(document.url, replace(document.url, '/', '')), 3), replace(substr(ltrim(document.url, replace(document.url, '/', '')), 3), '/', '')))) END, rtrim((SELECT min(document_address.address) FROM document_address WHERE document_address.document_id = document.id), replace((SELECT min(document_address.address) FROM document_address WHERE document_address.document_id = document.id), '/', ''))) AS source
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
        "day": "The first day of publication, for joining bi_calendar.",
        "source": "Where it is from: the site of the address that it gives as its own, else the folder where it was found.",
    },
)

# In a union, as this view is in PostgreSQL, SQLite looks for no event by an index.
MERGES_IN_SQLITE = """
SELECT
    reason.event_id AS event_id,
    reason.telling_id AS telling_id,
    reason.other_telling_id AS other_telling_id,
    telling_link.score AS score,
    reason.reason AS reason
FROM (
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
) AS reason
LEFT JOIN telling_link ON telling_link.id = reason.link_id
JOIN event ON event.id = reason.event_id AND event.verdict <> 'rejected'
"""
FILL = f"""
INSERT INTO source_count (source, language, documents)
SELECT source, language, count(*) FROM ({DOCUMENTS[2]}) AS document_with_source
WHERE source IS NOT NULL
GROUP BY source, language
ORDER BY source, language
"""


def upgrade() -> None:
    """Make and fill the table, and then the views anew: whoever reads them waits for no counting."""
    op.create_table(
        "source_count",
        sa.Column("id", BIG_KEY, nullable=False, comment="The row's number."),
        sa.Column(
            "source", sa.Text(), nullable=False, comment="The source, as bi_documents tells it: a site, or a folder."
        ),
        sa.Column("language", sa.String(8), nullable=False, comment="The language of the documents (ISO 639-1)."),
        sa.Column("documents", sa.BigInteger(), nullable=False, comment="How many documents it has in that language."),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source_count")),
        sa.UniqueConstraint("source", "language", name=op.f("uq_source_count_source_language")),
    )
    op.execute(FILL)
    replace_views([DOCUMENTS])
    if op.get_context().dialect.name == "sqlite":
        name, comment, _, columns = _find_view("bi_event_merges", MERGES_BEFORE)
        replace_views([(name, comment, MERGES_IN_SQLITE, columns)])


def downgrade() -> None:
    """Drop the table, whose numbers can be counted again, and make the views as they were."""
    restore_views([_find_view("bi_documents", DOCUMENTS_BEFORE)], drop=["bi_documents"])
    if op.get_context().dialect.name == "sqlite":
        replace_views([_find_view("bi_event_merges", MERGES_BEFORE)])
    op.drop_table("source_count")


def _find_view(name: str, revision: str) -> View:
    return next(view for view in context.script.get_revision(revision).module.VIEWS if view[0] == name)
