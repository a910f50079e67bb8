"""Make the views anew, which lead from names to organizations, and those of merges and former numbers.

Revision ID: c1a1f3d0b009
Revises: c1a1f3d0b008
Create date: 2026-11-23 03:50:00+00:00
"""

from alembic import context, op

revision = "c1a1f3d0b009"
down_revision = "c1a1f3d0b008"
branch_labels = None
depends_on = None

FIRST_VIEWS = "c1a1f3d0b006"

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
    parent.name AS parent
FROM organization
JOIN organization_kind ON organization_kind.code = organization.kind
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
            "name": "The name that most documents use, without legal form.",
            "kind": "What it is, as most documents say: the code.",
            "kind_en": "What it is, as most documents say, in English.",
            "kind_fr": "What it is, as most documents say, in French.",
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
            "name": "The name that most documents use, without legal form.",
            "kind": "What it is, as most documents say: the code.",
            "kind_en": "What it is, as most documents say, in English.",
            "kind_fr": "What it is, as most documents say, in French.",
            "parent_id": "What owns or contains it: its organization_id.",
            "parent": "What owns or contains it: its name.",
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
JOIN organization ON organization.id = organization_name.organization_id
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
JOIN organization ON organization.id = organization_name.organization_id
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
JOIN organization ON organization.id = organization_name.organization_id
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
JOIN organization ON organization.id = organization_name.organization_id
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
JOIN organization ON organization.id = organization_name.organization_id
JOIN document ON document.id = organization_mention.document_id
JOIN organization_kind ON organization_kind.code = organization_mention.kind
LEFT JOIN organization_name AS parent_name ON parent_name.id = organization_mention.parent_name_id
LEFT JOIN organization AS parent ON parent.id = parent_name.organization_id
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
    first = context.script.get_revision(FIRST_VIEWS).module.VIEWS
    return [view for view in first if view[0] not in changed]


def _quote(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
