"""Searching many documents, beside the database's own full-text search over the same texts.

    python -m uv run python benchmarks/searching.py --count 20000

The peer is what a person would make with the database alone: FTS5 over the texts, or a column of `tsvector` in each
document's language with a GIN index, asked for the ten best by the database's own rank. It finds other documents (FTS5
has no stems, PostgreSQL keeps accents), in another order. Printed are, for each query, how many documents have the
words, milliseconds of ours and of the peer's (the fastest of some), and their ratio; before that, what writing the
words costs a document in the first and in the last quarter of the batches.
"""

import argparse
from collections.abc import Callable, Iterator
from hashlib import sha256
from statistics import median
from time import perf_counter
from typing import Any
from unittest.mock import patch

from databases import open_backend
from documents import Document, generate_documents
from sqlalchemy import Engine, text

from corpdb.core.batches import cut
from corpdb.extraction.facts import Facts
from corpdb.extraction.text.query import Query
from corpdb.storage.engine import is_sqlite, open_database
from corpdb.storage.loading import documents as loading
from corpdb.storage.loading.incoming import Edition, Incoming
from corpdb.storage.loading.run import LoadRun
from corpdb.storage.search.finding import Scope, find_documents
from corpdb.storage.search.writing import write_words

BATCH_DOCUMENTS = 256
BEST = 10
REPETITIONS = 7
QUERIES = (
    "Nordwind",
    "laboratoire",
    "acquisition",
    "million",
    "million euros",
    "usine fermeture",
    '"joint venture"',
    "acquisition -million",
    "the of a",
)
SQLITE_PEER = """
CREATE VIRTUAL TABLE peer USING fts5 (
    text, content='document', content_rowid='id', tokenize='unicode61 remove_diacritics 2');
INSERT INTO peer (peer) VALUES ('rebuild')
"""
SQLITE_QUESTION = "SELECT rowid FROM peer WHERE peer MATCH :asked ORDER BY rank LIMIT :best"
POSTGRESQL_PEER = """
CREATE TABLE peer AS SELECT id, language, to_tsvector(
    CASE language WHEN 'fr' THEN 'french'::regconfig ELSE 'english'::regconfig END, text) AS words FROM document;
CREATE INDEX peer_words ON peer USING gin (words);
ANALYZE;
VACUUM document_words
"""
POSTGRESQL_QUESTION = """
SELECT id FROM peer WHERE (language = 'fr' AND words @@ websearch_to_tsquery('french', :asked))
OR (language = 'en' AND words @@ websearch_to_tsquery('english', :asked))
ORDER BY ts_rank(words, websearch_to_tsquery('french', :asked), 1) DESC LIMIT :best
"""


def main() -> None:
    """Measure on each database that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--database", nargs="+", choices=("sqlite", "postgresql"), default=["sqlite", "postgresql"])
    parser.add_argument("--postgresql", metavar="URL")
    options = parser.parse_args()
    for name in options.database:
        with open_backend(name, options.postgresql) as fresh, fresh() as url, open_database(url) as engine:
            costs = list(write(engine, generate_documents(options.count, options.seed)))
            quarter = max(1, len(costs) // 4)
            first, last = (1000 * median(part) for part in (costs[:quarter], costs[-quarter:]))
            print(
                f"{name}: {options.count} documents; words take {first:.2f} ms a document at first, {last:.2f} at last"
            )
            make_peer(engine)
            for typed in QUERIES:
                compare(engine, typed)


def write(engine: Engine, documents: Iterator[Document]) -> Iterator[float]:
    """Write the documents without their facts; give the seconds a document of each batch that their words took."""
    run, spent = LoadRun.start(engine, ["benchmark"]), 0.0

    def time_words(*arguments: Any) -> None:
        nonlocal spent
        started = perf_counter()
        write_words(*arguments)
        spent += perf_counter() - started

    with patch.object(loading, "write_words", time_words):
        for batch in cut(map(make_incoming, documents), BATCH_DOCUMENTS):
            spent = 0.0
            run.write(batch)
            yield spent / len(batch)


def make_incoming(document: Document) -> Incoming:
    """The document alone: what it tells is nothing to the search."""
    facts = Facts(document.facts.language, document.facts.published, document.facts.title, (), ())
    digest = sha256(document.name.encode()).hexdigest()
    return Incoming(document.name, document.name, digest, document.text, "text/plain", None, "x", Edition("1"), facts)


def make_peer(engine: Engine) -> None:
    """Let the database index the texts in its own way."""
    script = SQLITE_PEER if is_sqlite(engine) else POSTGRESQL_PEER
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for statement in script.split(";"):
            connection.exec_driver_sql(statement)
        connection.commit()


def compare(engine: Engine, typed: str) -> None:
    """Ask both, and print how long each takes."""
    query = Query.parse(typed)
    statement = SQLITE_QUESTION if is_sqlite(engine) else POSTGRESQL_QUESTION
    asked = typed.replace(" -", " NOT ") if is_sqlite(engine) else typed
    with engine.connect() as connection:
        found = find_documents(connection, query, Scope(), BEST).total
        ours = time_best(lambda: find_documents(connection, query, Scope(), BEST))
        theirs = time_best(lambda: connection.execute(text(statement), {"asked": asked, "best": BEST}).all())
    print(f"  {typed:<22} {found:>6} documents {ours:>8.1f} ms, peer {theirs:>8.1f} ms, ratio {ours / theirs:.2f}")


def time_best(ask: Callable[[], object]) -> float:
    """The fewest milliseconds that `ask` takes."""
    times: list[float] = []
    for _ in range(REPETITIONS):
        started = perf_counter()
        ask()
        times.append(perf_counter() - started)
    return 1000 * min(times)


if __name__ == "__main__":
    main()
