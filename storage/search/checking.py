"""Proof that the words of every document are those of its text, and that the database's index holds them."""

from collections.abc import Iterator

from sqlalchemy import Connection, exists, func, select, text
from sqlalchemy.exc import DatabaseError, OperationalError

from corpdb.models.search import POSTGRESQL_INDEX, SQLITE_INDEX, WORDS_INDEX
from corpdb.storage.engine import is_sqlite
from corpdb.storage.search.writing import make_words
from corpdb.storage.tables import DOCUMENT, DOCUMENT_WORDS

BATCH_ROWS = 200
_SQLITE_SQL = text("SELECT sql FROM sqlite_master WHERE name = :name")
_PROOF = text(f"INSERT INTO {WORDS_INDEX} ({WORDS_INDEX}, rank) VALUES ('integrity-check', 1)")  # noqa: S608 - our own name
_POSTGRESQL_SQL = text("SELECT pg_get_indexdef(to_regclass(:name))")


def compare_index(connection: Connection) -> Iterator[str]:
    """A sentence for each part of the index of words that is missing or not the models'."""
    if is_sqlite(connection):
        for name, statement in SQLITE_INDEX.items():
            if connection.scalar(_SQLITE_SQL, {"name": name}) != statement:
                yield f"{name}, which finds documents by words, is missing or differs from the models"
        return
    found = connection.scalar(_POSTGRESQL_SQL, {"name": WORDS_INDEX}) or ""
    if _simplify(found) != _simplify(POSTGRESQL_INDEX):
        yield f"{WORDS_INDEX}, which finds documents by words, is missing or differs from the models"


def find_wrong_words(connection: Connection) -> Iterator[str]:
    """A sentence for documents whose words are missing or not those of their texts, and for an index without them."""
    document, words = DOCUMENT.c, DOCUMENT_WORDS.c
    missing = select(func.count(), func.min(document.id)).where(~exists().where(words.document_id == document.id))
    number, first = connection.execute(missing).one()
    if number:
        yield f"document without its row of words: {number} rows, the first has the id {first}"
    query = select(document.id, document.title, document.text, document.language, words.words)
    query = query.join_from(DOCUMENT, DOCUMENT_WORDS, words.document_id == document.id)
    query = query.where(words.words.is_not(None)).order_by(document.id)
    rows = connection.execute(query, execution_options={"yield_per": BATCH_ROWS})
    wrong = [one for one, title, body, language, kept in rows if make_words(title, body, language) != kept]
    if wrong:
        yield f"document whose words are not those of its text: {len(wrong)} rows, the first has the id {wrong[0]}"
    if is_sqlite(connection):
        yield from _find_broken_index(connection)


def _find_broken_index(connection: Connection) -> Iterator[str]:
    """A sentence if the index lacks words, or if nobody can tell: to SQLite the proof is a statement that writes."""
    try:
        connection.execute(_PROOF)
    except OperationalError as error:
        yield f"{WORDS_INDEX} cannot be checked ({error.orig}): check a copy that is yours to write"
    except DatabaseError:
        yield f"{WORDS_INDEX} does not hold the words of the documents: a search may find too few or too many"


def _simplify(statement: str) -> str:
    """What is indexed, without the schema and the types of literals, which PostgreSQL adds."""
    return statement.replace("::text", "").partition(" USING ")[2]
