"""What a database holds: its very rows, or its content whatever numbers its rows were given."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from sqlalchemy import Connection, Engine, select, text

from corpdb.models.schema import REFERENCE_TABLES, metadata
from corpdb.storage.engine import open_database

Row = tuple[object, ...]

_KEY = "(SELECT min(t.key) FROM telling t WHERE t.event_id = e.id) AS first_key"  # of an event: its first telling's

# Each part in the words of its keys. The order in which documents come decides a person's name (the first form that
# was met), which is left out. All else is the same whatever the order.
CONTENT = {
    "documents": "SELECT content_hash, title, language, published_text, text FROM document",
    "words": "SELECT content_hash, words FROM document_words JOIN document d ON d.id = document_id",
    "addresses": "SELECT address, file_hash, content_hash FROM document_address JOIN document d ON d.id = document_id",
    "organizations": """
        SELECT o.name, o.kind, o.verdict, p.name AS parent, s.name AS stated FROM organization o
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
    "identifiers": """
        SELECT n.form, n.sense, d.content_hash, i.scheme, i.value FROM organization_identifier i
        JOIN organization_name n ON n.id = i.name_id JOIN document d ON d.id = i.document_id""",
    "persons": "SELECT key FROM person",
    "organization mentions": """
        SELECT n.form, d.content_hash, m.start_char, m.end_char, m.quote, m.kind, p.form AS parent
        FROM organization_mention m JOIN organization_name n ON n.id = m.name_id
        JOIN document d ON d.id = m.document_id LEFT JOIN organization_name p ON p.id = m.parent_name_id""",
    "events": f"""
        SELECT {_KEY}, type, kind, status, date_text, amount, currency, headcount, location, confidence, verdict
        FROM event e""",
    "event values": f"""
        SELECT {_KEY}, c.value, c.reason, d.content_hash, m.rank FROM event_choice c JOIN event e ON e.id = c.event_id
        JOIN mention m ON m.id = c.mention_id JOIN document d ON d.id = m.document_id""",
    "decided values": f"""
        SELECT {_KEY}, c.value, d.key FROM event_choice c JOIN event e ON e.id = c.event_id
        JOIN decision d ON d.id = c.decision_id""",
    "decision anchors": """
        SELECT d.key, a.side, a.rank, n.form, n.sense, n.scope, w.content_hash, t.key AS telling FROM decision_anchor a
        JOIN decision d ON d.id = a.decision_id AND d.undone_at IS NULL
        LEFT JOIN organization_name n ON n.id = a.name_id LEFT JOIN document w ON w.id = a.document_id
        LEFT JOIN telling t ON t.id = a.telling_id""",
    "tellings": f"""
        SELECT {_KEY}, t.key, t.documents, t.kind, t.status, t.language, t.first_day, t.last_day, t.published_first_day,
        t.published_last_day, t.amount, t.headcount FROM telling t JOIN event e ON e.id = t.event_id""",
    "telling participants": """
        SELECT t.key, p.role, n.form, n.sense, n.scope, s.key AS person FROM telling_participant p
        JOIN telling t ON t.id = p.telling_id LEFT JOIN organization_name n ON n.id = p.name_id
        LEFT JOIN person s ON s.id = p.person_id""",
    "telling links": """
        SELECT one.key, other.key AS other_key, l.score, l.reason FROM telling_link l
        JOIN telling one ON one.id = l.one_id JOIN telling other ON other.id = l.other_id""",
    "mentions": """
        SELECT t.key, d.content_hash, m.rank, m.start_char, m.end_char, m.quote, m.status, m.date_text, m.amount,
        m.currency, m.headcount, m.location, m.parts, m.share_percent, m.series, m.position, m.confidence
        FROM mention m JOIN telling t ON t.id = m.telling_id JOIN document d ON d.id = m.document_id""",
    "mention participants": """
        SELECT t.key, d.content_hash, m.rank, p.role, n.form, n.sense, s.key AS person
        FROM mention_participant p JOIN mention m ON m.id = p.mention_id JOIN telling t ON t.id = m.telling_id
        JOIN document d ON d.id = m.document_id LEFT JOIN organization_name n ON n.id = p.name_id
        LEFT JOIN person s ON s.id = p.person_id""",
    "participations": f"""
        SELECT {_KEY}, t.role, t.rank, o.name, o.kind, p.key AS person
        FROM participation t JOIN event e ON e.id = t.event_id LEFT JOIN organization o ON o.id = t.organization_id
        LEFT JOIN person p ON p.id = t.person_id""",
    "event versions": f"""
        SELECT {_KEY}, v.step, v.known_from, v.known_until, v.kind, v.status, v.date_text, v.amount, v.currency,
        v.headcount, v.location, v.confidence, d.content_hash, m.rank FROM event_version v
        JOIN event e ON e.id = v.event_id JOIN mention m ON m.id = v.mention_id JOIN document d ON d.id = m.document_id
        """,
    "participation versions": f"""
        SELECT {_KEY}, t.role, t.rank, t.known_from, t.known_until, o.name, o.kind, p.key AS person
        FROM participation_version t JOIN event e ON e.id = t.event_id
        LEFT JOIN organization o ON o.id = t.organization_id LEFT JOIN person p ON p.id = t.person_id""",
    "choice versions": f"""
        SELECT {_KEY}, c.value, c.reason, c.known_from, c.known_until, d.content_hash, m.rank
        FROM event_choice_version c JOIN event e ON e.id = c.event_id JOIN mention m ON m.id = c.mention_id
        JOIN document d ON d.id = m.document_id""",
    "event changes": f"""
        SELECT {_KEY}, c.known_from, c.value, c.change, c.before, c.after, c.rank, d.content_hash, m.rank AS place
        FROM event_change c JOIN event e ON e.id = c.event_id JOIN mention m ON m.id = c.mention_id
        JOIN document d ON d.id = m.document_id""",
}
RUNS = {"load", "load_error"}


def read_content(url: str) -> dict[str, list[str]]:
    """The content of the database at the address, each part sorted."""
    with open_database(url) as engine:
        return list_content(engine)


def list_content(engine: Engine) -> dict[str, list[str]]:
    """The content of the database, each part sorted."""
    with engine.connect() as connection:
        return {name: sorted(str(row) for row in _read(connection, query)) for name, query in CONTENT.items()}


def read_rows(url: str) -> dict[str, list[Row]]:
    """Every row of every table that documents fill, with its number, of the database at the address."""
    with open_database(url) as engine:
        return list_rows(engine)


def list_rows(engine: Engine) -> dict[str, list[Row]]:
    """Every row of every table that documents fill, with its number."""
    with engine.connect() as connection:
        return {
            table.name: [_plain(tuple(row)) for row in connection.execute(select(table).order_by(*table.primary_key))]
            for table in metadata.sorted_tables
            if table.name not in RUNS | REFERENCE_TABLES
        }


def _read(connection: Connection, query: str) -> list[Row]:
    return [_plain(tuple(row)) for row in connection.execute(text(query))]


def _plain(row: Sequence[object]) -> Row:
    """The values as both databases give them."""
    return tuple(
        float(value) if isinstance(value, int | Decimal) else str(value) if isinstance(value, date) else value
        for value in row
    )
