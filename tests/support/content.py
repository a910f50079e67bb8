"""What a database holds: its very rows, or its content whatever numbers its rows were given."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from sqlalchemy import Connection, select, text

from corpdb.models.schema import metadata
from corpdb.storage.engine import open_database

Row = tuple[object, ...]

# Each part in the words of its keys. The order in which documents come decides an organization's and a person's name
# (the first form that was met), an organization's parent where documents name several, the order of participants,
# and what documents of the same day together make of an event: all this is left out. What each document itself says
# is not, and it is whole.
CONTENT = {
    "documents": "SELECT content_hash, title, language, published_text, text FROM document",
    "addresses": "SELECT address, file_hash, content_hash FROM document_address JOIN document d ON d.id = document_id",
    "organizations": "SELECT key, kind FROM organization",
    "persons": "SELECT key FROM person",
    "aliases": "SELECT o.key, a.name FROM organization_alias a JOIN organization o ON o.id = a.organization_id",
    "organization mentions": """
        SELECT o.key, d.content_hash, m.start_char, m.end_char, m.quote, m.kind, p.key AS parent
        FROM organization_mention m JOIN organization o ON o.id = m.organization_id
        JOIN document d ON d.id = m.document_id LEFT JOIN organization p ON p.id = m.parent_id""",
    "events": "SELECT key, type, kind FROM event",
    "mentions": """
        SELECT e.key, d.content_hash, m.rank, m.start_char, m.end_char, m.quote, m.status, m.date_text, m.amount,
        m.currency, m.headcount, m.location, m.parts, m.share_percent, m.series, m.position, m.confidence
        FROM mention m JOIN event e ON e.id = m.event_id JOIN document d ON d.id = m.document_id""",
    "mention participants": """
        SELECT e.key, d.content_hash, m.rank, t.role, o.key AS organization, p.key AS person
        FROM mention_participant t JOIN mention m ON m.id = t.mention_id JOIN event e ON e.id = m.event_id
        JOIN document d ON d.id = m.document_id LEFT JOIN organization o ON o.id = t.organization_id
        LEFT JOIN person p ON p.id = t.person_id""",
    "participations": """
        SELECT e.key, t.role, o.key AS organization, p.key AS person
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
