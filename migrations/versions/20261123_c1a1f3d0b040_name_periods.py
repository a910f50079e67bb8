"""Note of each name the first and the last document that uses it, and let its view be asked for by their days.

Revision ID: c1a1f3d0b040
Revises: c1a1f3d0b039
Create date: 2026-11-23 18:55:00+00:00
"""

import sqlalchemy as sa
from alembic import context, op

from corpdb.migrations.steps import View, replace_views

revision = "c1a1f3d0b040"
down_revision = "c1a1f3d0b039"
branch_labels = None
depends_on = None

VIEWS_BEFORE = "c1a1f3d0b020"
VIEW = "bi_organization_names"
JOINS_BEFORE = "LEFT JOIN document AS first_document"
JOINS = """JOIN name_period ON name_period.name_id = organization_name.id
LEFT JOIN document AS first_document ON first_document.id = name_period.first_document_id
LEFT JOIN document AS last_document ON last_document.id = name_period.last_document_id
"""
BIG_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
FIRST, LAST = "published_last_day, document.id", "published_last_day DESC, document.id DESC"
USING = """(
    SELECT document.id FROM organization_mention JOIN document ON document.id = organization_mention.document_id
    WHERE organization_mention.name_id = organization_name.id AND document.published_last_day IS NOT NULL
    ORDER BY document.{order} LIMIT 1)"""
FILL = f"""
INSERT INTO name_period (name_id, first_document_id, last_document_id)
SELECT id, {USING.format(order=FIRST)}, {USING.format(order=LAST)} FROM organization_name ORDER BY organization_name.id
"""


def upgrade() -> None:
    """Make and fill the table, and let the view look there."""
    op.create_table(
        "name_period",
        sa.Column("name_id", BIG_KEY, autoincrement=False, nullable=False, comment="The name's number."),
        sa.Column("first_document_id", BIG_KEY, comment="The document that came out first."),
        sa.Column("last_document_id", BIG_KEY, comment="The document that came out last."),
        _refer("name_id", "organization_name", "CASCADE"),
        _refer("first_document_id", "document", "SET NULL"),
        _refer("last_document_id", "document", "SET NULL"),
        sa.PrimaryKeyConstraint("name_id", name=op.f("pk_name_period")),
    )
    op.execute(FILL)
    for column in ("first_document_id", "last_document_id"):
        op.create_index(op.f(f"ix_name_period_{column}"), "name_period", [column])
    name, comment, query, columns = _find_view()
    replace_views([(name, comment, query.partition(JOINS_BEFORE)[0] + JOINS, columns)])


def downgrade() -> None:
    """Let the view look through all that documents say again, and drop the table."""
    replace_views([_find_view()])
    op.drop_table("name_period")


def _refer(column: str, table: str, ondelete: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{table}.id"], name=op.f(f"fk_name_period_{column}"), ondelete=ondelete)


def _find_view() -> View:
    return next(view for view in context.script.get_revision(VIEWS_BEFORE).module.VIEWS if view[0] == VIEW)
