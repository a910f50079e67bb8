"""How many documents each source has of each language: counted along as documents come, change and go."""

from collections import Counter
from collections.abc import Collection

from sqlalchemy import BigInteger, Connection, Text, column, func, select, table

from corpdb.storage.bulk import change_counts, insert_rows, is_any_of
from corpdb.storage.tables import SOURCE_COUNT

SOURCED = table(
    "bi_documents", column("document_id", BigInteger()), column("source", Text()), column("language", Text())
)
"""The documents, each with its source, as their view tells it."""
_KEY = ("source", "language")
Sources = Counter[tuple[str, ...]]
"""How many documents there are, by source and language."""


def count_sources(connection: Connection, documents: Collection[int]) -> Sources:
    """Of how many of `documents`, as they are stored, each source and language is."""
    if not documents:
        return Counter()
    own = [SOURCED.c[name] for name in _KEY]
    mine = is_any_of(connection, SOURCED.c.document_id, documents)
    query = select(*own, func.count()).where(mine, SOURCED.c.source.is_not(None)).group_by(*own)
    return Counter({tuple(key): documents for *key, documents in connection.execute(query)})


def write_sources(connection: Connection, before: Sources, now: Sources) -> None:
    """Bring the stored numbers up to date, of documents that were of the sources `before` and are of those `now`."""
    now.subtract(before)
    missing = change_counts(connection, SOURCE_COUNT, _KEY, now)
    insert_rows(connection, SOURCE_COUNT, (*_KEY, "documents"), missing)
