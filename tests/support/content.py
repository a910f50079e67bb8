"""What a database holds: its very rows, or its content whatever numbers its rows were given."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from sqlalchemy import Connection, select, text

from corpdb.models.schema import metadata
from corpdb.storage.engine import open_database

Row = tuple[object, ...]

# Each part in the words of its keys. The order in which documents come decides a person's name (the first form that
# was met), the order of participants, and what documents of the same day together make of an event: all this is left
# out. What each document itself says is not, and it is whole; and so are organizations, which no order changes.
CONTENT = {
    "documents": "SELECT content_hash, title, language, published_text, text FROM document",
    "addresses": "SELECT address, file_hash, content_hash FROM document_address JOIN document d ON d.id = document_id",
    "organizations": """
        SELECT o.name, o.kind, p.name AS parent, s.name AS stated FROM organization o
        LEFT JOIN organization p ON p.id = o.parent_id LEFT JOIN organization s ON s.id = o.stated_parent_id""",
    "names": """
        SELECT n.form, n.sense, n.scope, n.key, n.block, o.name, o.kind, (
            SELECT min(m.form) FROM organization_name m WHERE m.organization_id = o.id) AS first_form
        FROM organization_name n JOIN organization o ON o.id = n.organization_id""",
    "sayings": """
        SELECT n.form, n.sense, s.kind, p.form AS parent, s.documents FROM organization_saying s
        JOIN organization_name n ON n.id = s.name_id LEFT JOIN organization_name p ON p.id = s.parent_name_id""",
    "aliases": """
        SELECT n.form, n.sense, a.name, a.key, a.documents FROM organization_alias a
        JOIN organization_name n ON n.id = a.name_id""",
    "links": """
        SELECT n.form, n.sense, o.form AS other, o.sense AS other_sense, l.reason, l.score, l.documents, l.against
        FROM organization_link l JOIN organization_name n ON n.id = l.one_id
        JOIN organization_name o ON o.id = l.other_id""",
    "persons": "SELECT key FROM person",
    "organization mentions": """
        SELECT n.form, d.content_hash, m.start_char, m.end_char, m.quote, m.kind, p.form AS parent
        FROM organization_mention m JOIN organization_name n ON n.id = m.name_id
        JOIN document d ON d.id = m.document_id LEFT JOIN organization_name p ON p.id = m.parent_name_id""",
    "events": "SELECT key, type, kind FROM event",
    "mentions": """
        SELECT e.key, d.content_hash, m.rank, m.start_char, m.end_char, m.quote, m.status, m.date_text, m.amount,
        m.currency, m.headcount, m.location, m.parts, m.share_percent, m.series, m.position, m.confidence
        FROM mention m JOIN event e ON e.id = m.event_id JOIN document d ON d.id = m.document_id""",
    "mention participants": """
        SELECT e.key, d.content_hash, m.rank, t.role, n.form, n.sense, p.key AS person
        FROM mention_participant t JOIN mention m ON m.id = t.mention_id JOIN event e ON e.id = m.event_id
        JOIN document d ON d.id = m.document_id LEFT JOIN organization_name n ON n.id = t.name_id
        LEFT JOIN person p ON p.id = t.person_id""",
    "participations": """
        SELECT e.key, t.role, o.name, o.kind, p.key AS person
        FROM participation t JOIN event e ON e.id = t.event_id LEFT JOIN organization o ON o.id = t.organization_id
        LEFT JOIN person p ON p.id = t.person_id""",
}
# What the newest document tells of an event: the same whatever the order, where no two documents are of the same day.
FOLDED = {"folded events": "SELECT key, status, date_text, amount, headcount, location, confidence FROM event"}
RUNS = {"load", "load_error"}


def read_content(url: str, *, folded: bool = False) -> dict[str, list[str]]:
    """The content of the database, each part sorted."""
    with open_database(url) as engine, engine.connect() as connection:
        queries = CONTENT | FOLDED if folded else CONTENT
        return {name: sorted(str(row) for row in _read(connection, query)) for name, query in queries.items()}


def read_rows(url: str) -> dict[str, list[Row]]:
    """Every row of every table but those of the runs, with its number."""
    with open_database(url) as engine, engine.connect() as connection:
        return {
            table.name: [_plain(tuple(row)) for row in connection.execute(select(table).order_by(*table.primary_key))]
            for table in metadata.sorted_tables
            if table.name not in RUNS
        }


def _read(connection: Connection, query: str) -> list[Row]:
    return [_plain(tuple(row)) for row in connection.execute(text(query))]


def _plain(row: Sequence[object]) -> Row:
    """The values as both databases give them."""
    return tuple(
        float(value) if isinstance(value, int | Decimal) else str(value) if isinstance(value, date) else value
        for value in row
    )
