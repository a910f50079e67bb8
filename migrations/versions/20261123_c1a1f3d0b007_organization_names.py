"""Make names, what documents say of them, and what makes them one; fill them from the organizations there are.

Each organization becomes one name with its number. Which of these names are one is found by the next load, which
knows them by their empty block.

Revision ID: c1a1f3d0b007
Revises: c1a1f3d0b006
Create date: 2026-11-23 03:40:00+00:00
"""

import sqlalchemy as sa
from alembic import op

revision = "c1a1f3d0b007"
down_revision = "c1a1f3d0b006"
branch_labels = None
depends_on = None

# SQLite gives a self-counting key only to a column declared INTEGER.
BIG_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

FILL = (
    # Of namesakes of one sense, all but the first have a scope of their own.
    """
INSERT INTO organization_name (form, sense, scope, key, block, organization_id)
SELECT name, sense, CASE WHEN row_number() OVER (PARTITION BY name, sense ORDER BY id) = 1 THEN ''
    ELSE 'organization ' || id END, key, NULL, id
FROM (
    SELECT id, name, key, CASE kind WHEN 'academic' THEN 'research' WHEN 'public' THEN 'public'
        WHEN 'other' THEN 'other' ELSE 'business' END AS sense
    FROM organization
) AS known
ORDER BY id
""",
    "INSERT INTO organization_number (id, name_id) SELECT organization_id, id FROM organization_name",
    """
INSERT INTO organization_saying (name_id, kind, parent_name_id, documents)
SELECT organization_name.id, mention.kind, parent.id, count(DISTINCT mention.document_id)
FROM organization_mention AS mention
JOIN organization_name ON organization_name.organization_id = mention.organization_id
LEFT JOIN organization_name AS parent ON parent.organization_id = mention.parent_id
GROUP BY organization_name.id, mention.kind, parent.id
ORDER BY organization_name.id, mention.kind, parent.id
""",
)


def upgrade() -> None:
    """Make the tables and fill them."""
    op.create_table(
        "organization_name",
        sa.Column("id", BIG_KEY, nullable=False, comment="The name's number."),
        sa.Column("form", sa.Text(), nullable=False, comment="The name as written, without legal form."),
        sa.Column(
            "sense",
            sa.String(length=32),
            nullable=False,
            comment="What sort of body it names: business, research, public or other.",
        ),
        sa.Column(
            "scope",
            sa.Text(),
            nullable=False,
            comment="What tells it from namesakes: a register's number, an owner; or ''.",
        ),
        sa.Column("key", sa.Text(), nullable=False, comment="The name in small letters without accents."),
        sa.Column(
            "block",
            sa.Text(),
            nullable=True,
            comment="What it has in common with names that may be the same; empty until the next load.",
        ),
        sa.Column(
            "organization_id",
            BIG_KEY,
            nullable=True,
            comment="The organization; empty only while a batch is written.",
        ),
        sa.ForeignKeyConstraint(
            ["organization_id"], ["organization.id"], name=op.f("fk_organization_name_organization_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organization_name")),
        sa.UniqueConstraint("form", "sense", "scope", name=op.f("uq_organization_name_form_sense_scope")),
        sqlite_autoincrement=True,
    )
    _index("organization_name", "block", "key", "organization_id")
    op.create_table(
        "organization_number",
        sa.Column(
            "id", BIG_KEY, autoincrement=False, nullable=False, comment="The organization's number, now or once."
        ),
        sa.Column("name_id", BIG_KEY, nullable=False, comment="The name that it stays with."),
        _refer("organization_number", "name_id", cascade=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organization_number")),
    )
    _index("organization_number", "name_id")
    op.create_table(
        "organization_saying",
        sa.Column("id", BIG_KEY, nullable=False, comment="The row's number."),
        sa.Column("name_id", BIG_KEY, nullable=False, comment="The name that is spoken of."),
        sa.Column("kind", sa.String(length=32), nullable=False, comment="What it is taken for."),
        sa.Column("parent_name_id", BIG_KEY, nullable=True, comment="The name of what owns or contains it, if said."),
        sa.Column("documents", sa.BigInteger(), nullable=False, comment="How many documents say so."),
        sa.ForeignKeyConstraint(["kind"], ["organization_kind.code"], name=op.f("fk_organization_saying_kind")),
        _refer("organization_saying", "name_id", cascade=True),
        _refer("organization_saying", "parent_name_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organization_saying")),
    )
    _index("organization_saying", "name_id", "parent_name_id")
    op.create_table(
        "organization_link",
        sa.Column("id", BIG_KEY, nullable=False, comment="The row's number."),
        sa.Column("one_id", BIG_KEY, nullable=False, comment="A name; of a document's two the fuller one."),
        sa.Column("other_id", BIG_KEY, nullable=False, comment="The other name."),
        sa.Column(
            "reason", sa.String(length=32), nullable=False, comment="Why: same_name, legal_form, acronym, short_form..."
        ),
        sa.Column("score", sa.Double[float](), nullable=False, comment="How sure it is: 0 to 1."),
        sa.Column(
            "documents",
            sa.BigInteger(),
            nullable=False,
            comment="How many documents call one organization by both names.",
        ),
        sa.Column(
            "against",
            sa.BigInteger(),
            nullable=False,
            comment="How many documents list the two as two organizations.",
        ),
        sa.CheckConstraint("one_id <> other_id", name=op.f("ck_organization_link_names_differ")),
        sa.CheckConstraint("score BETWEEN 0 AND 1", name=op.f("ck_organization_link_score_is_a_share")),
        _refer("organization_link", "one_id", cascade=True),
        _refer("organization_link", "other_id", cascade=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organization_link")),
        sa.UniqueConstraint("one_id", "other_id", "reason", name=op.f("uq_organization_link_one_id_other_id_reason")),
    )
    _index("organization_link", "other_id")
    for statement in FILL:
        op.execute(statement)


def downgrade() -> None:
    """Drop the tables: which names were one organization is lost, not which organizations there are."""
    for table in ("organization_link", "organization_saying", "organization_number", "organization_name"):
        op.drop_table(table)


def _index(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)


def _refer(table: str, column: str, *, cascade: bool = False) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column],
        ["organization_name.id"],
        name=op.f(f"fk_{table}_{column}"),
        ondelete="CASCADE" if cascade else None,
    )
