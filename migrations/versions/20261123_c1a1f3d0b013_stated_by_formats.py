"""Keep what a document's format states about it, so that the stored text can be read again as the file was.

For documents that are there, it is what gives their identity together with their text. Where nothing does, because an
older version took the identity otherwise, what was found is taken for what was stated.

Revision ID: c1a1f3d0b013
Revises: c1a1f3d0b012
Create date: 2026-11-23 06:10:00+00:00
"""

import hashlib
from collections.abc import Iterator
from itertools import product

import sqlalchemy as sa
from alembic import context, op

revision = "c1a1f3d0b013"
down_revision = "c1a1f3d0b012"
branch_labels = None
depends_on = None

COLUMNS = {
    "stated_title": "The headline that the document's format states.",
    "stated_language": "The language that the document's format states.",
    "stated_published": "The publication date that the document's format states, as written there.",
}
DOCUMENTS_AT_ONCE = 200
DOCUMENT = sa.table(
    "document",
    sa.column("id", sa.BigInteger()),
    *(
        sa.column(name, sa.Text())
        for name in ("content_hash", "title", "language", "published_text", "url", "text", *COLUMNS)
    ),
)
SETTINGS = ", ".join(f"{name} = :{name}" for name in COLUMNS)
UPDATE = sa.text(f"UPDATE document SET {SETTINGS} WHERE id = :row")


def upgrade() -> None:
    """Add the columns, and fill them."""
    for name, comment in COLUMNS.items():
        op.add_column("document", sa.Column(name, sa.Text(), nullable=True, comment=comment))
    if context.is_offline_mode():
        return  # the statements can be shown; what was stated is known only where the rows are
    connection = op.get_bind()
    last = 0
    while rows := _read(connection, last):
        last = rows[-1].id
        stated = {row.id: _find_stated(row) for row in rows}
        values = [{"row": row, **dict(zip(COLUMNS, found, strict=True))} for row, found in stated.items() if any(found)]
        if values:
            connection.execute(UPDATE, values)


def downgrade() -> None:
    """Drop the columns."""
    for name in reversed(COLUMNS):
        op.drop_column("document", name)


def _read(connection: sa.Connection, after: int) -> list[sa.Row[tuple[object, ...]]]:
    query = sa.select(DOCUMENT).where(DOCUMENT.c.id > after).order_by(DOCUMENT.c.id).limit(DOCUMENTS_AT_ONCE)
    return list(connection.execute(query).all())


def _find_stated(row: sa.Row[tuple[object, ...]]) -> tuple[str | None, ...]:
    """The title, the language and the date that were stated: those with which the identity is the stored one."""
    found = (row.title, row.language, row.published_text)
    for stated in _list_candidates(found):
        metadata = (*(value or "" for value in stated), row.url or "")
        content = "\0".join((row.text, *metadata)) if any(metadata) else row.text
        if hashlib.sha256(content.encode()).hexdigest() == row.content_hash:
            return stated
    return found


def _list_candidates(found: tuple[str | None, ...]) -> Iterator[tuple[str | None, ...]]:
    """What may have been stated of what was found: nothing, some, or all of it."""
    yield from dict.fromkeys(product(*((None, value) for value in found)))
