"""Make a change of name a step of an organization's life.

Revision ID: c1a1f3d0b044
Revises: c1a1f3d0b043
Create date: 2026-11-23 18:56:00+00:00
"""

import sqlalchemy as sa
from alembic import context, op

from corpdb.migrations.steps import View, replace_views, restore_views

revision = "c1a1f3d0b044"
down_revision = "c1a1f3d0b043"
branch_labels = None
depends_on = None

VIEWS_BEFORE = "c1a1f3d0b026"
POSITION = 3
STEPS = sa.table(
    "life_step",
    *(sa.column(name, sa.Text()) for name in ("code", "label_en", "label_fr")),
    sa.column("position", sa.Integer()),
)
VIEW: View = (
    "bi_organization_history",
    "One row a step of an organization's life, as events tell it, or a change of its name; what was cancelled is none.",
    """
SELECT
    organization.id AS organization_id,
    organization.name AS organization,
    event.first_day AS first_day,
    event.last_day AS last_day,
    event.date_precision AS date_precision,
    event.date_text AS date_text,
    life_step.code AS step,
    life_step.label_en AS step_en,
    life_step.label_fr AS step_fr,
    event_status.code AS status,
    event_status.label_en AS status_en,
    event_status.label_fr AS status_fr,
    event.id AS event_id,
    other.id AS other_id,
    other.name AS other,
    mention.id AS mention_id,
    mention.document_id AS document_id,
    document.published_first_day AS published_first_day,
    document.published_last_day AS published_last_day,
    document.published_precision AS published_precision,
    document.published_text AS published_text,
    document.title AS title,
    document.language AS language,
    mention.quote AS quote,
    organization.kind AS organization_kind,
    organization_kind.label_en AS organization_kind_en,
    organization_kind.label_fr AS organization_kind_fr,
    date_precision.label_en AS date_precision_en,
    date_precision.label_fr AS date_precision_fr,
    event.first_day AS day,
    document.url AS url,
    organization_renaming.name_before AS name_before,
    organization_renaming.name_after AS name_after
FROM participation
JOIN event ON event.id = participation.event_id AND event.status <> 'cancelled' AND event.verdict <> 'rejected'
JOIN event_kind ON event_kind.code = event.kind AND event_kind.life_role = participation.role
JOIN life_step ON life_step.code = event_kind.life_step
JOIN event_status ON event_status.code = event.status
JOIN organization ON organization.id = participation.organization_id AND organization.verdict <> 'rejected'
LEFT JOIN participation AS other_part ON other_part.event_id = event.id AND other_part.role = event_kind.life_other_role AND other_part.rank = (SELECT min(rival.rank) FROM participation AS rival WHERE rival.event_id = event.id AND rival.role = event_kind.life_other_role AND rival.organization_id <> participation.organization_id)
LEFT JOIN organization AS other ON other.id = other_part.organization_id
LEFT JOIN event_choice ON event_choice.event_id = event.id AND event_choice.value = 'status'
LEFT JOIN mention ON mention.id = event_choice.mention_id
LEFT JOIN document ON document.id = mention.document_id
LEFT JOIN organization_kind ON organization_kind.code = organization.kind
LEFT JOIN date_precision ON date_precision.code = event.date_precision
LEFT JOIN organization_renaming ON organization_renaming.id = 0
UNION ALL
SELECT
    organization.id AS organization_id,
    organization.name AS organization,
    organization_renaming.first_day AS first_day,
    organization_renaming.last_day AS last_day,
    organization_renaming.date_precision AS date_precision,
    organization_renaming.date_text AS date_text,
    life_step.code AS step,
    life_step.label_en AS step_en,
    life_step.label_fr AS step_fr,
    event_status.code AS status,
    event_status.label_en AS status_en,
    event_status.label_fr AS status_fr,
    event.id AS event_id,
    other.id AS other_id,
    other.name AS other,
    mention.id AS mention_id,
    organization_renaming.document_id AS document_id,
    document.published_first_day AS published_first_day,
    document.published_last_day AS published_last_day,
    document.published_precision AS published_precision,
    document.published_text AS published_text,
    document.title AS title,
    document.language AS language,
    organization_renaming.quote AS quote,
    organization.kind AS organization_kind,
    organization_kind.label_en AS organization_kind_en,
    organization_kind.label_fr AS organization_kind_fr,
    date_precision.label_en AS date_precision_en,
    date_precision.label_fr AS date_precision_fr,
    organization_renaming.first_day AS day,
    document.url AS url,
    organization_renaming.name_before AS name_before,
    organization_renaming.name_after AS name_after
FROM organization_renaming
JOIN organization_name ON organization_name.id = organization_renaming.name_id
JOIN organization ON organization.id = organization_name.organization_id AND organization.verdict <> 'rejected'
JOIN document ON document.id = organization_renaming.document_id
JOIN life_step ON life_step.code = 'renamed'
JOIN event_status ON event_status.code = organization_renaming.status
LEFT JOIN organization_kind ON organization_kind.code = organization.kind
LEFT JOIN date_precision ON date_precision.code = organization_renaming.date_precision
LEFT JOIN event ON event.id = 0
LEFT JOIN mention ON mention.id = 0
LEFT JOIN organization AS other ON other.id = 0
WHERE organization_renaming.id = (SELECT rival.id FROM organization_renaming AS rival JOIN organization_name AS called ON called.id = rival.name_id JOIN document AS source ON source.id = rival.document_id WHERE called.organization_id = organization_name.organization_id AND rival.key_before = organization_renaming.key_before AND rival.key_after = organization_renaming.key_after ORDER BY rival.status DESC, rival.first_day IS NULL, source.published_last_day IS NULL, source.published_last_day, source.content_hash, rival.start_char LIMIT 1)
""",
    {
        "organization_id": "The organization; the same key in every view.",
        "organization": "The organization's name.",
        "first_day": "First day on which it happened or may have; empty if no document gives a date.",
        "last_day": "Last day on which it happened or may have.",
        "date_precision": "How exactly the date is known: day, month, quarter or year.",
        "date_text": "The date as exactly as it is known: 2023, 2023-Q4, 2023-11 or 2023-11-27.",
        "step": "What it is in the organization's life: the code.",
        "step_en": "What it is in the organization's life, in English.",
        "step_fr": "What it is in the organization's life, in French.",
        "status": "How far it has gone: the code.",
        "status_en": "How far it has gone, in English.",
        "status_fr": "How far it has gone, in French.",
        "event_id": "The event; the same key in every view.",
        "other_id": "The new owner, the founder, who closed it...: its organization_id.",
        "other": "The new owner, the founder, who closed it...: its name.",
        "mention_id": "The mention that tells it so; the same key in every view.",
        "document_id": "The document; the same key in every view.",
        "published_first_day": "First day of the publication date's interval; empty if the date is not known.",
        "published_last_day": "Last day of the publication date's interval.",
        "published_precision": "How exactly the publication date is known: day, month or year.",
        "published_text": "The publication date as exactly as it is known: 2023, 2023-11 or 2023-11-27.",
        "title": "The document's headline.",
        "language": "The language of the text (ISO 639-1).",
        "quote": "The very words.",
        "organization_kind": "What the organization is: the code.",
        "organization_kind_en": "What the organization is, in English.",
        "organization_kind_fr": "What the organization is, in French.",
        "date_precision_en": "How exactly the date is known, in English.",
        "date_precision_fr": "How exactly the date is known, in French.",
        "day": "The first day, for joining bi_calendar.",
        "url": "The address that the document gives as its own.",
        "name_before": "Of a change of name the name before.",
        "name_after": "Of a change of name the name from then on.",
    },
)


def upgrade() -> None:
    """Add the term in its place, and the rows and columns of the view."""
    op.execute(f"UPDATE life_step SET position = position + 1 WHERE position >= {POSITION}")
    new = {"code": "renamed", "label_en": "Renamed", "label_fr": "Changement de nom"}
    op.execute(sa.insert(STEPS).values(**new, position=POSITION))
    replace_views([VIEW])


def downgrade() -> None:
    """Make the view as it was, and take the term away."""
    before = context.script.get_revision(VIEWS_BEFORE).module.VIEWS
    restore_views([view for view in before if view[0] == VIEW[0]], [VIEW[0]])
    op.execute("DELETE FROM life_step WHERE code = 'renamed'")
    op.execute(f"UPDATE life_step SET position = position - 1 WHERE position > {POSITION}")
