"""Let kinds of events say what they are in the life of an organization; make the views of lives and of names in time.

Revision ID: c1a1f3d0b020
Revises: c1a1f3d0b019
Create date: 2026-11-23 06:50:00+00:00
"""

import sqlalchemy as sa
from alembic import op

revision = "c1a1f3d0b020"
down_revision = "c1a1f3d0b019"
branch_labels = None
depends_on = None

STEPS = [
    {"code": "founded", "label_en": "Founded", "label_fr": "Création", "position": 1},
    {"code": "opened", "label_en": "Opened", "label_fr": "Ouverture", "position": 2},
    {"code": "acquired", "label_en": "New owner", "label_fr": "Changement de propriétaire", "position": 3},
    {"code": "transferred", "label_en": "Transferred", "label_fr": "Transfert", "position": 4},
    {"code": "merged", "label_en": "Merged", "label_fr": "Fusion", "position": 5},
    {"code": "split", "label_en": "Split", "label_fr": "Scission", "position": 6},
    {"code": "separated", "label_en": "Separated from its owner", "label_fr": "Séparation", "position": 7},
    {"code": "listed", "label_en": "Listed", "label_fr": "Entrée en bourse", "position": 8},
    {"code": "delisted", "label_en": "Delisted", "label_fr": "Sortie de la bourse", "position": 9},
    {"code": "moved", "label_en": "Moved", "label_fr": "Déménagement", "position": 10},
    {"code": "failed", "label_en": "Insolvent", "label_fr": "Défaillance", "position": 11},
    {"code": "closed", "label_en": "Closed", "label_fr": "Fermeture", "position": 12},
]

# By kind of event: what it is in the life of whom, by role, and the role of the other one that matters to it.
KINDS = {
    "creation": ("founded", "target", "subject"),
    "joint_venture": ("founded", "target", "partner"),
    "opening": ("opened", "target", "subject"),
    "acquisition": ("acquired", "target", "buyer"),
    "divestiture": ("acquired", "target", "buyer"),
    "asset_transfer": ("transferred", "target", "buyer"),
    "merger": ("merged", "party", "party"),
    "consolidation": ("merged", "target", "subject"),
    "split": ("split", "subject", None),
    "spin_off": ("separated", "target", "subject"),
    "ipo": ("listed", "subject", None),
    "delisting": ("delisted", "subject", None),
    "relocation": ("moved", "target", "subject"),
    "insolvency": ("failed", "subject", None),
    "closure": ("closed", "target", "subject"),
}

# Name, comment, query, and a comment for each column.
VIEWS: list[tuple[str, str, str, dict[str, str]]] = [
    (
        "bi_organization_history",
        "One row a step of an organization's life, as events tell it; what was cancelled is none.",
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
    mention.quote AS quote
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
        },
    ),
    (
        "bi_organization_names",
        "One row a name of an organization, with the first and the last document that uses it.",
        """
SELECT
    organization.id AS organization_id,
    organization.name AS organization,
    organization_name.form AS name,
    first_document.published_first_day AS published_first_day,
    first_document.published_last_day AS published_last_day,
    first_document.id AS first_document_id,
    first_document.title AS first_title,
    last_document.published_last_day AS used_until,
    last_document.id AS last_document_id,
    last_document.title AS last_title
FROM organization_name
JOIN organization ON organization.id = organization_name.organization_id AND organization.verdict <> 'rejected'
LEFT JOIN document AS first_document ON first_document.id = (SELECT document.id FROM organization_mention JOIN document ON document.id = organization_mention.document_id WHERE organization_mention.name_id = organization_name.id AND document.published_last_day IS NOT NULL ORDER BY document.published_last_day, document.id LIMIT 1)
LEFT JOIN document AS last_document ON last_document.id = (SELECT document.id FROM organization_mention JOIN document ON document.id = organization_mention.document_id WHERE organization_mention.name_id = organization_name.id AND document.published_last_day IS NOT NULL ORDER BY document.published_last_day DESC, document.id DESC LIMIT 1)
""",
        {
            "organization_id": "The organization; the same key in every view.",
            "organization": "The organization's name.",
            "name": "The name, without legal form.",
            "published_first_day": "First day of the publication date of the first document that uses the name.",
            "published_last_day": "Last day of the publication date of the first document that uses the name.",
            "first_document_id": "The first document that uses the name: its document_id.",
            "first_title": "Its headline.",
            "used_until": "When the last document that uses it came out.",
            "last_document_id": "The last document that uses the name: its document_id.",
            "last_title": "Its headline.",
        },
    ),
]


def upgrade() -> None:
    """Make the terms and the views; on PostgreSQL say what the views hold."""
    terms = op.create_table(
        "life_step",
        sa.Column("code", sa.String(32), nullable=False, comment="The term as it stands in the other tables."),
        sa.Column("label_en", sa.Text(), nullable=False, comment="The term for readers, in English."),
        sa.Column("label_fr", sa.Text(), nullable=False, comment="The term for readers, in French."),
        sa.Column("position", sa.Integer(), nullable=False, comment="The term's place in an ordered list."),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_life_step")),
    )
    op.bulk_insert(terms, STEPS)
    _add_columns()
    has_comments = op.get_context().dialect.name == "postgresql"
    for name, comment, query, columns in VIEWS:
        op.execute(f"CREATE VIEW {name} AS\n{query.strip()}")
        if has_comments:
            op.execute(f"COMMENT ON VIEW {name} IS {_quote(comment)}")
            for column, text in columns.items():
                op.execute(f"COMMENT ON COLUMN {name}.{column} IS {_quote(text)}")


def downgrade() -> None:
    """Drop the views and the terms."""
    for name, *_ in VIEWS:
        op.execute(f"DROP VIEW {name}")
    for column in ("life_other_role", "life_role", "life_step"):
        op.drop_column("event_kind", column)
    op.drop_table("life_step")


def _add_columns() -> None:
    """Add to each kind what it is in an organization's life."""
    names = ("code", "life_step", "life_role", "life_other_role")
    kinds = sa.table("event_kind", *(sa.column(name, sa.String(32)) for name in names))
    comments = {
        "life_step": "What it is in the life of an organization, if anything.",
        "life_role": "In whose life: the role of that organization.",
        "life_other_role": "The role of the other one: the new owner, the founder.",
    }
    for name, comment in comments.items():
        op.add_column("event_kind", sa.Column(name, sa.String(32), comment=comment))
    for code, (step, role, other) in KINDS.items():
        values = {"life_step": step, "life_role": role, "life_other_role": other}
        op.execute(sa.update(kinds).where(kinds.c.code == code).values(values))


def _quote(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
