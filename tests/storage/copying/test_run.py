"""A copy holds what its source holds, whichever databases the two are; or nothing at all."""

import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from corpdb.core.errors import DatabaseError, SchemaError, UsageError
from corpdb.models.schema import metadata
from corpdb.models.vocabulary import EventKind, Role
from corpdb.storage.checking.check import list_differences
from corpdb.storage.copying.run import Content, copy_database
from corpdb.storage.engine import open_database
from corpdb.storage.loading.run import LoadRun
from corpdb.storage.schema.state import downgrade
from tests.support.content import read_content, read_rows
from tests.support.stories import Told, make_document

ODD_TEXTS = ("tab\tline\nreturn\r", "back\\slash", r"\N", r"\t", "\b\v\f\x01\x7f", "é😀\u2028", "", " ", "'\"")


@pytest.fixture
def odd_url(filled_url: str) -> str:
    """A database with rows in every table, odd values among them."""
    with open_database(filled_url) as engine, engine.begin() as connection:
        odd = "INSERT INTO load_error (load_id, address, message) VALUES (1, :value, :value)"
        for value in ODD_TEXTS:
            connection.execute(text(odd), {"value": value})
        connection.execute(text("UPDATE mention SET amount = 1234567890123.45, share_percent = 33.333 WHERE id = 1"))
        connection.execute(text("UPDATE mention SET amount = 12, confidence = 0.1 + 0.2 WHERE id = 2"))
        connection.execute(text("UPDATE mention SET confidence = 1e-7 WHERE id = 3"))
    return filled_url


@pytest.fixture(params=["sqlite", "postgresql"])
def target_url(request: pytest.FixtureRequest) -> str:
    """A database without rows, on each kind."""
    return request.getfixturevalue(f"migrated_{request.param}_url")


def copy(source: str, target: str) -> list[Content]:
    contents: list[Content] = []
    copy_database(source, target, contents.append)
    return contents


def count(url: str, table: str) -> int:
    with open_database(url) as engine, engine.connect() as connection:
        return connection.scalar(text(f"SELECT count(*) FROM {table}")) or 0


def test_the_copy_holds_the_same(odd_url: str, target_url: str, tmp_path: Path) -> None:
    told = copy(odd_url, target_url)
    with open_database(odd_url) as source, open_database(target_url) as target:
        assert list_differences(target) == list_differences(source)
    rows = read_rows(odd_url)
    assert read_rows(target_url) == rows
    assert {one.table: one.rows for one in told if one.table in rows} == {name: len(rows[name]) for name in rows}
    assert all(content.rows for content in told)
    assert copy(target_url, f"sqlite:///{tmp_path / 'again.db'}") == told


def test_numbers_go_on_where_the_source_would(filled_url: str, target_url: str) -> None:
    with open_database(filled_url) as engine:
        story = Told(EventKind.SPLIT, {Role.SUBJECT: ("Gone",)}, "Gone splits.")
        LoadRun.start(engine, ["x"]).write([make_document(story, address="file:///gone.txt")])
        LoadRun.start(engine, ["x"]).write([make_document(address="file:///gone.txt")])  # its numbers stay given
    copy(filled_url, target_url)
    for url in (filled_url, target_url):
        with open_database(url) as engine:
            story = Told(EventKind.LAYOFFS, {Role.SUBJECT: ("Newcomer",)}, "Newcomer lays off.")
            LoadRun.start(engine, ["x"]).write([make_document(story, address="file:///c.txt")])
    tables = [table for table in metadata.tables.values() if table.dialect_options["sqlite"]["autoincrement"]]
    source, target = read_rows(filled_url), read_rows(target_url)
    assert [target.get(table.name) for table in tables] == [source.get(table.name) for table in tables]
    assert read_content(target_url) == read_content(filled_url)


def test_a_target_that_is_not_empty_is_refused(sqlite_sample: str, filled_url: str) -> None:
    before = read_rows(filled_url)
    with pytest.raises(UsageError, match=r"is not empty: person holds rows; name an empty database"):
        copy(sqlite_sample, filled_url)
    assert read_rows(filled_url) == before


def test_a_database_is_not_copied_to_itself(filled_url: str) -> None:
    with pytest.raises(UsageError, match="cannot be copied to itself"):
        copy(filled_url, filled_url)


def test_an_older_schema_is_told_on_either_side(filled_url: str, sqlite_sample: str, target_url: str) -> None:
    with open_database(filled_url) as engine:
        downgrade(engine, "-1")
    for source, target in ((filled_url, target_url), (sqlite_sample, filled_url)):
        with pytest.raises(SchemaError, match="corpdb db upgrade --database"):
            copy(source, target)


def test_a_copy_that_is_killed_leaves_nothing_and_can_be_run_again(filled_sqlite_url: str, target_url: str) -> None:
    program = (
        "import os, sys\nfrom corpdb.storage.copying.run import copy_database\n"
        "copy_database(*sys.argv[1:], lambda content: os._exit(9) if content.table == 'mention' else None)"
    )
    killed = subprocess.run([sys.executable, "-c", program, filled_sqlite_url, target_url], check=False)
    assert killed.returncode == 9
    assert count(target_url, "document") == 0
    assert copy(filled_sqlite_url, target_url)
    assert read_rows(target_url) == read_rows(filled_sqlite_url)


def test_a_copy_that_is_interrupted_leaves_nothing(filled_sqlite_url: str, target_url: str) -> None:
    def interrupt(_content: Content) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        copy_database(filled_sqlite_url, target_url, interrupt)
    assert count(target_url, "person") == 0


def test_what_arrives_otherwise_is_told_and_nothing_is_kept(filled_url: str, migrated_sqlite_url: str) -> None:
    meddle = "CREATE TRIGGER meddle AFTER INSERT ON person BEGIN UPDATE person SET name = 'x' WHERE id = NEW.id; END"
    with open_database(migrated_sqlite_url) as engine, engine.begin() as connection:
        connection.exec_driver_sql(meddle)
    with pytest.raises(DatabaseError, match="person has not arrived as it was"):
        copy(filled_url, migrated_sqlite_url)
    assert count(migrated_sqlite_url, "load") == 0
