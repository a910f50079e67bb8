"""Tell of the merges that people have decided, and of each reason once whatever countries its documents speak of.

Revision ID: c1a1f3d0b033
Revises: c1a1f3d0b032
Create date: 2026-11-23 13:45:00+00:00
"""

from alembic import context

from corpdb.migrations.steps import replace_views, restore_views

revision = "c1a1f3d0b033"
down_revision = "c1a1f3d0b032"
branch_labels = None
depends_on = None

VIEWS_BEFORE = "c1a1f3d0b017"

# The views as they become.
VIEWS: list[tuple[str, str, str, dict[str, str]]] = [
    (
        "bi_merges",
        "One row a reason for which two names are one organization.",
        """
SELECT
    organization.id AS organization_id,
    organization.name AS organization,
    reason.name AS name,
    reason.other_name AS other_name,
    reason.reason AS reason,
    organization_link.score AS score,
    organization_link.documents AS documents,
    organization_link.against AS against
FROM (
    SELECT one.organization_id, one.form AS name, two.form AS other_name, organization_link.reason, min(organization_link.id) AS link_id
    FROM organization_link
    JOIN organization_name AS one ON one.id = organization_link.one_id
    JOIN organization_name AS two ON two.id = organization_link.other_id AND two.organization_id = one.organization_id
    GROUP BY one.organization_id, one.form, two.form, organization_link.reason
    UNION ALL
    SELECT one.organization_id, one.form AS name, two.form AS other_name, decision.action AS reason, CAST(NULL AS bigint) AS link_id
    FROM decision
    JOIN decision_anchor AS meant ON meant.decision_id = decision.id AND meant.side = 1 AND meant.rank = 1
    JOIN decision_anchor AS other ON other.decision_id = decision.id AND other.side > 1 AND other.rank = 1
    JOIN organization_name AS one ON one.id = meant.name_id
    JOIN organization_name AS two ON two.id = other.name_id AND two.organization_id = one.organization_id
    WHERE decision.action = 'merge' AND decision.undone_at IS NULL
) AS reason
LEFT JOIN organization_link ON organization_link.id = reason.link_id
JOIN organization ON organization.id = reason.organization_id AND organization.verdict <> 'rejected'
""",
        {
            "organization_id": "The organization; the same key in every view.",
            "organization": "The organization's name.",
            "name": "One of the two names.",
            "other_name": "The other one.",
            "reason": "Why they are one: the code; merge where a person said so.",
            "score": "How sure that is: 0 to 1; empty where a person said so.",
            "documents": "How many documents call one organization by both names; 0 where the names say it themselves.",
            "against": "How many documents list the two as two organizations.",
        },
    ),
    (
        "bi_event_merges",
        "One row a reason for which what documents tell in two ways is one event.",
        """
SELECT
    reason.event_id AS event_id,
    reason.telling_id AS telling_id,
    reason.other_telling_id AS other_telling_id,
    telling_link.score AS score,
    reason.reason AS reason
FROM (
    SELECT one.event_id, one.id AS telling_id, two.id AS other_telling_id, telling_link.reason, telling_link.id AS link_id
    FROM telling_link
    JOIN telling AS one ON one.id = telling_link.one_id
    JOIN telling AS two ON two.id = telling_link.other_id AND two.event_id = one.event_id
    UNION ALL
    SELECT one.event_id, one.id AS telling_id, two.id AS other_telling_id, decision.action AS reason, CAST(NULL AS bigint) AS link_id
    FROM decision
    JOIN decision_anchor AS meant ON meant.decision_id = decision.id AND meant.side = 1 AND meant.rank = 1
    JOIN decision_anchor AS other ON other.decision_id = decision.id AND other.side > 1 AND other.rank = 1
    JOIN telling AS one ON one.id = meant.telling_id
    JOIN telling AS two ON two.id = other.telling_id AND two.event_id = one.event_id
    WHERE decision.action = 'merge' AND decision.undone_at IS NULL
) AS reason
LEFT JOIN telling_link ON telling_link.id = reason.link_id
JOIN event ON event.id = reason.event_id AND event.verdict <> 'rejected'
""",
        {
            "event_id": "The event; the same key in every view.",
            "telling_id": "What is told, in one way; the same key in bi_mentions.",
            "other_telling_id": "What is told, in the other way.",
            "score": "How sure it is that they are one event, as log-odds: 0 is even; empty where a person said so.",
            "reason": "What weighs most, for it or against it; merge where a person said so.",
        },
    ),
]


def upgrade() -> None:
    """Make the views."""
    replace_views(VIEWS)


def downgrade() -> None:
    """Make the views as they were: without what people have decided."""
    restore_views(_list_views_before(), drop=[name for name, *_ in VIEWS])


def _list_views_before() -> list[tuple[str, str, str, dict[str, str]]]:
    changed = {name for name, *_ in VIEWS}
    return [view for view in context.script.get_revision(VIEWS_BEFORE).module.VIEWS if view[0] in changed]
