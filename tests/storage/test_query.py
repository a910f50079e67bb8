from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, text

from corpdb.core.errors import CorpdbError, DatabaseError, UsageError
from corpdb.storage.engine import is_sqlite, make_engine
from corpdb.storage.query import run_query

WRITES = [
    "INSERT INTO role VALUES ('x', 'x', 'x', 99)",
    "UPDATE role SET label_en = 'x'",
    "DELETE FROM role",
    "DROP VIEW bi_events",
    "DROP TABLE load_error",
    "CREATE TABLE x (a int)",
    "CREATE TEMP TABLE x (a int)",
    "ALTER TABLE role ADD COLUMN a int",
    "WITH x AS (DELETE FROM role RETURNING *) SELECT * FROM x",
    "SELECT 1; DELETE FROM role",
    "SELECT 1; COMMIT; DELETE FROM role",
    "COMMIT; DELETE FROM role",
    "BEGIN",
    "SAVEPOINT a",
    "VACUUM",
    "ANALYZE",
    "REINDEX TABLE role",
]
SQLITE_ATTACKS = [
    "ATTACH '{folder}/other.db' AS other",
    "VACUUM INTO '{folder}/copy.db'",
    "PRAGMA query_only = 0",
    "PRAGMA writable_schema = 1",
    "PRAGMA journal_mode = DELETE",
    "SELECT load_extension('x')",
    "SELECT writefile('{folder}/x', 'x')",
    "DETACH main",
]
POSTGRESQL_ATTACKS = [
    "SET transaction_read_only = off",
    "SET SESSION CHARACTERISTICS AS TRANSACTION READ WRITE",
    "BEGIN READ WRITE",
    "SELECT set_config('transaction_read_only', 'off', false)",
    "COPY (SELECT 1) TO PROGRAM 'touch {folder}/x'",
    "COPY role TO '{folder}/x'",
    "COPY role FROM '/etc/passwd'",
    "SELECT pg_read_file('/etc/passwd')",
    "SELECT lo_import('/etc/passwd')",
    "DO $$ BEGIN DELETE FROM role; END $$",
    "EXPLAIN ANALYZE DELETE FROM role",
    "explain (analyze) UPDATE role SET label_en = 'x'",
    "EXPLAIN(ANALYZE) WITH x AS (DELETE FROM role RETURNING *) SELECT * FROM x",
    "EXPLAIN SELECT 1; DELETE FROM role",
    "EXPLAIN SELECT 1; COMMIT; DELETE FROM role",
    "EXPLAIN ANALYZE SELECT set_config('transaction_read_only', 'off', false)",
    "EXPLAIN COPY role TO '{folder}/x'",
    "SHOW server_version; DELETE FROM role",
    "/* */ EXPLAIN ANALYZE DELETE FROM role",
    "SELECT nextval('event_id_seq')",
    "SELECT * FROM role FOR UPDATE",
    "LOCK TABLE role",
    "NOTIFY x",
    "SELECT query_to_xml('DELETE FROM role', true, true, '')",
]


@pytest.fixture
def reader(sample_url: str) -> Iterator[Engine]:
    engine = make_engine(sample_url, read_only=True)
    yield engine
    engine.dispose()


def read(engine: Engine, sql: str) -> list[tuple[Any, ...]]:
    with run_query(engine, sql) as result:
        return list(result.rows)


def attack(url: str, sql: str) -> None:
    reader, observer = make_engine(url, read_only=True), make_engine(url)
    try:
        before = look(observer)
        with pytest.raises(CorpdbError):
            read(reader, sql)
        assert look(observer) == before
    finally:
        reader.dispose()
        observer.dispose()


def look(engine: Engine) -> list[Any]:
    with engine.connect() as connection:
        return [*connection.execute(text("SELECT * FROM role ORDER BY code"))]


@pytest.mark.parametrize("sql", WRITES)
def test_a_write_is_refused_by_the_database(sample_url: str, sql: str) -> None:
    attack(sample_url, sql)


@pytest.mark.parametrize("sql", SQLITE_ATTACKS)
def test_sqlite_reads_its_own_file_only(sqlite_sample: str, tmp_path: Path, sql: str) -> None:
    attack(sqlite_sample, sql.format(folder=tmp_path))
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("sql", POSTGRESQL_ATTACKS)
def test_postgresql_stays_in_its_read_only_transaction(postgresql_sample: str, tmp_path: Path, sql: str) -> None:
    attack(postgresql_sample, sql.format(folder=tmp_path))
    assert not list(tmp_path.iterdir())


def test_a_table_that_explain_makes_is_rolled_back(postgresql_sample: str) -> None:
    engine = make_engine(postgresql_sample, read_only=True)
    with suppress(DatabaseError):  # some servers refuse it at once
        read(engine, "EXPLAIN ANALYZE CREATE TABLE made AS SELECT 1")
    with pytest.raises(DatabaseError, match="made"):
        read(engine, "SELECT * FROM made")
    engine.dispose()


def test_a_function_that_makes_something_is_rolled_back(postgresql_sample: str) -> None:
    engine = make_engine(postgresql_sample, read_only=True)
    count = "SELECT count(*) FROM pg_largeobject_metadata"
    before = read(engine, count)
    with suppress(DatabaseError):  # newer servers refuse it at once
        read(engine, "SELECT lo_create(0)")
    assert read(engine, count) == before
    engine.dispose()


@pytest.mark.parametrize("value", ["100%", "%s %(x)s", ":name", "a::text", "?", 'é \\ "x"'])
def test_sql_passes_through_as_it_stands(reader: Engine, value: str) -> None:
    assert read(reader, f"SELECT '{value}'") == [(value,)]


@pytest.mark.parametrize("sql", ["SELECT 1;", "SELECT 1 -- why", "WITH x AS (SELECT 1) SELECT * FROM x", "VALUES (1)"])
def test_a_query_of_any_form_is_run(reader: Engine, sql: str) -> None:
    assert read(reader, sql) == [(1,)]


def test_columns_have_the_names_that_the_query_gives(reader: Engine) -> None:
    with run_query(reader, "SELECT name AS who, 1 AS n FROM bi_organizations ORDER BY 1") as result:
        assert result.columns == ("who", "n")


def test_rows_come_as_they_are_read(reader: Engine) -> None:
    sql = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100000) SELECT i FROM n"
    with run_query(reader, sql) as result:
        assert next(result.rows) == (1,)


def test_a_mistake_is_told_in_the_databases_words(reader: Engine) -> None:
    with pytest.raises(DatabaseError, match=r"the database refuses the query: .*nowhere"):
        read(reader, "SELECT * FROM nowhere")


def test_an_error_in_a_later_row_is_told_too(postgresql_sample: str) -> None:
    engine = make_engine(postgresql_sample, read_only=True)
    with pytest.raises(DatabaseError, match="division by zero"):
        read(engine, "SELECT 1 / (3000 - i) FROM generate_series(1, 3000) AS i")
    engine.dispose()


@pytest.mark.parametrize("sql", ["delete from role", "DELETE FROM role", "-- all\n/* of them */ DROP TABLE role"])
def test_what_is_no_query_is_told_that_only_reading_is_done(reader: Engine, sql: str) -> None:
    with pytest.raises(DatabaseError, match="; corpdb sql only reads$"):
        read(reader, sql)


def test_a_mistake_later_in_the_query_is_no_attempt_to_write(reader: Engine) -> None:
    with pytest.raises(DatabaseError, match=r"syntax error$|syntax error at or near \"WHERE\"$"):
        read(reader, "SELECT * FROM role WHERE WHERE")


def test_a_plan_is_explained(reader: Engine) -> None:
    assert "role" in str(read(reader, "EXPLAIN QUERY PLAN SELECT * FROM role" if is_sqlite(reader) else "explain SELECT * FROM role"))


def test_postgresql_shows_its_settings(postgresql_sample: str) -> None:
    engine = make_engine(postgresql_sample, read_only=True)
    assert read(engine, "show transaction_read_only;") == [("on",)]
    engine.dispose()


def test_no_query_is_a_usage_error(reader: Engine) -> None:
    with pytest.raises(UsageError, match="no SQL to run"):
        read(reader, "  ")
