"""The check names what is wrong with the words of documents and with what finds them."""

import pytest
from sqlalchemy import Engine, text

from corpdb.storage.checking.check import list_differences
from corpdb.storage.engine import is_sqlite, open_database
from corpdb.storage.loading.run import LoadRun
from corpdb.storage.search.checking import compare_index, find_wrong_words
from tests.support.database import execute
from tests.support.stories import close_lab, make_document

DAMAGES = {
    "DELETE FROM document_words": "document without its row of words: 1 rows, the first has the id 1",
    "UPDATE document_words SET words = '  acme  '": (
        "document whose words are not those of its text: 1 rows, the first has the id 1"
    ),
    "UPDATE document SET language = 'fr'": (
        "document whose words are not those of its text: 1 rows, the first has the id 1"
    ),
}
MISSING = "document_words_index, which finds documents by words, is missing or differs from the models"
SQLITE_DAMAGES = {
    "INSERT INTO document_words_index (document_words_index) VALUES ('delete-all')": (
        "document_words_index does not hold the words of the documents: a search may find too few or too many"
    ),
    "DROP TRIGGER document_words_added": (
        "document_words_added, which finds documents by words, is missing or differs from the models"
    ),
    "DROP TABLE document_words_index": MISSING,
}
POSTGRESQL_DAMAGES = {
    "DROP INDEX document_words_index": MISSING,
    (
        "DROP INDEX document_words_index; CREATE INDEX document_words_index ON document_words"
        " USING gin (string_to_array(words, ' '))"
    ): MISSING,
}


@pytest.fixture
def loaded(engine: Engine) -> Engine:
    LoadRun.start(engine, ["x"]).write([make_document(close_lab())])
    return engine


def test_wrong_words_are_named(loaded: Engine) -> None:
    for damage, difference in DAMAGES.items():
        with loaded.execution_options(writing=True).connect() as connection:  # which takes it back in the end
            connection.execute(text(damage))
            assert list(find_wrong_words(connection)) == [difference]


def test_a_broken_index_is_named(loaded: Engine) -> None:
    for damage, difference in (SQLITE_DAMAGES if is_sqlite(loaded) else POSTGRESQL_DAMAGES).items():
        with loaded.execution_options(writing=True).connect() as connection:  # which takes it back in the end
            connection.execute(text(damage))
            assert [*compare_index(connection), *find_wrong_words(connection)][:1] == [difference]


def test_an_index_that_may_only_be_read_is_not_called_broken(migrated_sqlite_url: str) -> None:
    with open_database(migrated_sqlite_url) as engine, engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA query_only = ON")
        (difference,) = find_wrong_words(connection)
    assert difference.endswith(
        "cannot be checked (attempt to write a readonly database): check a copy that is yours to write"
    )


def test_a_missing_index_is_a_difference(loaded: Engine) -> None:
    execute(loaded, f"DROP {'TABLE' if is_sqlite(loaded) else 'INDEX'} document_words_index")
    assert list_differences(loaded) == [MISSING]
