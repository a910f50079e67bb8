"""The installed program, told to end while the database works at one statement for as long as it likes."""

import signal
import subprocess
import sys
import time
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine

from corpdb.storage.engine import is_sqlite, open_database
from corpdb.storage.schema.revisions import VERSION_TABLE
from tests.support.database import read
from tests.support.rows import OLD_REVISION

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
BEGUN, WAITING = "begun\n", "waiting\n"
# Where SQLite calls `tell_begun`, no step of Python is taken; where it calls `step_in`, one is.
PROGRAM = f"""
import os
import sqlite3
from functools import partial
from sqlalchemy import Engine, event
from corpdb.cli.main import run

def add_functions(connection, _record):
    if isinstance(connection, sqlite3.Connection):
        connection.create_function("tell_begun", 0, partial(os.write, 1, {BEGUN.encode()}))
        connection.create_function("step_in", 0, lambda: 1)

def tell_waiting(_connection, _cursor, statement, *_):
    if statement == "BEGIN IMMEDIATE":
        os.write(1, {WAITING.encode()})

event.listen(Engine, "connect", add_functions)
event.listen(Engine, "before_cursor_execute", tell_waiting)
run()
"""
ENDLESS = {
    "sqlite": "WITH RECURSIVE n(i) AS (SELECT tell_begun() UNION ALL SELECT i FROM n) SELECT i FROM n WHERE i = 0",
    "postgresql": "SELECT CAST(pg_sleep(60) AS text)",
}
ENDLESS_STEPS = f"{ENDLESS['sqlite']} AND step_in() = 1"
SQLITE_TRIGGER = "CREATE TRIGGER delay BEFORE {change} BEGIN {endless}; END"
POSTGRESQL_TRIGGER = """
CREATE FUNCTION delay() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(60); RETURN NEW; END $$;
CREATE TRIGGER delay BEFORE {change} FOR EACH ROW EXECUTE FUNCTION delay()
"""
# In a language that is not read, which is loaded soonest.
UNREAD = "Tämä on suomenkielinen uutinen yhtiön tuloksesta ja sen uudesta tehtaasta.\n"
SLEEPING = """
SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'PgSleep' AND state = 'active'
"""


@pytest.fixture
def spare_url(tmp_path: Path, sqlite_template: Path) -> str:
    """A second SQLite database that the migrations have made."""
    (tmp_path / "spare.db").write_bytes(sqlite_template.read_bytes())
    return f"sqlite:///{tmp_path / 'spare.db'}"


def interrupt(url: str, *arguments: str, number: signal.Signals = signal.SIGINT) -> tuple[int, str]:
    """How a command ends that is told to while the database at `url` works at the endless statement, and what it says.

    On PostgreSQL the server must not go on with it either.
    """
    with open_database(url) as engine, start(*arguments) as process:
        wait_for_statement(engine, process)
        process.send_signal(number)
        _, errors = process.communicate(timeout=10)
        assert is_sqlite(engine) or read(engine, SLEEPING) == [(0,)]
    return process.returncode, errors


@contextmanager
def start(*arguments: str) -> Generator[subprocess.Popen[str]]:
    """`corpdb` with those arguments, which is killed at the end if it still runs."""
    command = [sys.executable, "-c", PROGRAM, *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def wait_for_statement(engine: Engine, process: subprocess.Popen[str]) -> None:
    if is_sqlite(engine):
        wait_for_line(process, BEGUN)
        return
    while process.poll() is None and read(engine, SLEEPING) == [(0,)]:
        time.sleep(0.01)


def wait_for_line(process: subprocess.Popen[str], line: str) -> None:
    assert process.stdout
    while process.stdout.readline() not in {line, ""}:
        pass


@contextmanager
def delayed(url: str, change: str) -> Generator[None]:
    """Let the statement that makes a change, such as `INSERT ON document`, have no end in the block."""
    with open_database(url) as engine:
        sqlite = SQLITE_TRIGGER.format(change=change, endless=ENDLESS["sqlite"])
        trigger = sqlite if is_sqlite(engine) else POSTGRESQL_TRIGGER.format(change=change)
        run_statement(engine, trigger)
        yield
        run_statement(engine, "DROP TRIGGER delay" if is_sqlite(engine) else "DROP FUNCTION delay CASCADE")


def run_statement(engine: Engine, statement: str) -> None:
    with engine.begin() as connection:
        connection.exec_driver_sql(statement)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_query_that_takes_long_can_be_ended(sample_url: str, number: signal.Signals) -> None:
    query = ENDLESS[sample_url.partition(":")[0].partition("+")[0]]
    ended = interrupt(sample_url, "sql", query, "--database", sample_url, number=number)
    assert ended == (130, "corpdb: interrupted\n")


def test_an_interruption_that_a_function_of_ours_hears_is_none_of_the_databases_errors(sqlite_sample: str) -> None:
    ended = interrupt(sqlite_sample, "sql", ENDLESS_STEPS, "--database", sqlite_sample)
    assert ended == (130, "corpdb: interrupted\n")


def test_a_report_that_takes_long_can_be_ended(migrated_url: str) -> None:
    with open_database(migrated_url) as engine:
        run_statement(engine, f"DROP VIEW bi_documents {'' if is_sqlite(engine) else 'CASCADE'}")
        run_statement(engine, f"CREATE VIEW bi_documents AS {ENDLESS[engine.dialect.name]}")
    assert interrupt(migrated_url, "report", "summary", "--database", migrated_url) == (130, "corpdb: interrupted\n")


def test_a_load_whose_statement_is_ended_notes_it_and_leaves_whole_batches(migrated_url: str, tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text(UNREAD)
    with delayed(migrated_url, "INSERT ON document"):
        ended = interrupt(
            migrated_url, "load", str(tmp_path / "article.txt"), "--jobs", "1", "--database", migrated_url
        )
    assert ended == (130, "corpdb: interrupted; what is written stays, load again to go on\n")
    with open_database(migrated_url) as engine:
        assert read(engine, "SELECT status FROM load") == [("interrupted",)]
        assert read(engine, "SELECT count(*) FROM document") == [(0,)]


def test_a_load_that_waits_for_another_writer_can_be_ended(migrated_sqlite_url: str, tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text(UNREAD)
    command = "load", str(tmp_path / "article.txt"), "--jobs", "1", "--database", migrated_sqlite_url
    with (
        open_database(migrated_sqlite_url) as engine,
        engine.execution_options(writing=True).begin(),
        start(*command) as process,
    ):
        wait_for_line(process, WAITING)
        time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=10)
    assert (process.returncode, errors) == (130, "corpdb: interrupted\n")


def test_an_upgrade_whose_statement_is_ended_leaves_the_schema_as_it_was(old_url: str) -> None:
    with delayed(old_url, f"UPDATE ON {VERSION_TABLE}"):
        returned, errors = interrupt(old_url, "db", "upgrade", "--yes", "--database", old_url)
    assert (returned, errors.splitlines()[-1]) == (130, "corpdb: interrupted")
    assert "Traceback" not in errors
    with open_database(old_url) as engine:
        assert read(engine, f"SELECT version_num FROM {VERSION_TABLE}") == [(OLD_REVISION,)]


def test_a_copy_whose_statement_is_ended_leaves_the_target_empty(filled_sqlite_url: str, spare_url: str) -> None:
    with delayed(spare_url, "INSERT ON organization"):
        ended = interrupt(spare_url, "db", "copy", filled_sqlite_url, spare_url)
    assert ended == (130, "corpdb: interrupted\n")
    with open_database(spare_url) as engine:
        assert read(engine, "SELECT count(*) FROM document") == [(0,)]


def test_a_copy_ends_while_postgresql_sorts_what_is_to_be_copied(filled_postgresql_url: str, spare_url: str) -> None:
    with open_database(filled_postgresql_url) as engine:
        run_statement(engine, "ALTER TABLE load RENAME TO sleeper")
        run_statement(engine, "CREATE VIEW load AS SELECT sleeper.* FROM sleeper, pg_sleep(60)")
    ended = interrupt(filled_postgresql_url, "db", "copy", filled_postgresql_url, spare_url)
    assert ended == (130, "corpdb: interrupted\n")
