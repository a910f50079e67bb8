import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import make_url, text

from corpdb.storage.engine import make_engine
from corpdb.storage.schema.revisions import read_revisions
from tests.cli.running import run, run_on


def change(url: str, statement: str) -> None:
    engine = make_engine(url)
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


def test_upgrade_makes_the_tables(database_url: str) -> None:
    result = run_on(database_url, "db", "upgrade")
    assert result.exit_code == 0
    assert result.stdout.startswith("the schema is at ")
    assert "(current)" in run_on(database_url, "db", "current").stdout


def test_upgrade_settles_what_it_leaves(filled_url: str) -> None:
    change(filled_url, "UPDATE document_words SET words = NULL")
    run_on(filled_url, "db", "downgrade", "-1", "--yes")
    assert "names, reports of events, documents and places were settled" in run_on(filled_url, "db", "upgrade").stdout
    assert run_on(filled_url, "db", "check").stdout == "no differences\n"
    assert "settled" not in run_on(filled_url, "db", "upgrade").stdout


def test_downgrade_lists_what_is_lost_and_needs_a_yes_where_nobody_can_be_asked(filled_url: str) -> None:
    result = run_on(filled_url, "db", "downgrade", "base")
    assert result.exit_code == 2
    assert "lost with the tables and columns that go:" in result.stderr
    assert "  event: 4 rows" in result.stderr
    assert "--yes" in result.stderr
    assert "(current)" in run_on(filled_url, "db", "current").stdout


def test_a_dry_run_says_what_would_be_done_and_does_nothing(filled_url: str) -> None:
    result = run_on(filled_url, "db", "downgrade", "base", "--dry-run")
    assert result.exit_code == 0
    first, *lines = result.stdout.splitlines()
    assert first == f"back from {read_revisions().head} to base:"
    assert any(line.endswith("take back: Make the vocabulary tables and fill them.") for line in lines)
    assert any(line.startswith("changed: ") and "event (4 rows)" in line for line in lines)
    assert any(re.match(r"about \d+ s: [\d,]+ rows are gone through", line) for line in lines)
    assert "  event: 4 rows" in lines
    assert "(current)" in run_on(filled_url, "db", "current").stdout


def test_the_sql_does_what_the_command_does(filled_sqlite_url: str) -> None:
    path = Path(make_url(filled_sqlite_url).database or "")
    script = run_on(filled_sqlite_url, "db", "downgrade", "-2", "--sql").stdout
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(script)
    assert "(behind)" in run_on(filled_sqlite_url, "db", "current").stdout
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(run_on(filled_sqlite_url, "db", "upgrade", "--sql").stdout)
    assert run_on(filled_sqlite_url, "db", "check").stdout == "no differences\n"


@pytest.mark.parametrize("option", ["--dry-run", "--sql"])
def test_looking_at_what_an_upgrade_would_do_makes_no_file(tmp_path: Path, option: str) -> None:
    assert run_on(f"sqlite:///{tmp_path / 'x.db'}", "db", "upgrade", option).exit_code == 0
    assert not list(tmp_path.iterdir())


def test_an_upgrade_leaves_a_copy_of_the_file_and_says_where(migrated_sqlite_url: str) -> None:
    assert "delete that once" in run_on(migrated_sqlite_url, "db", "downgrade", "-1").stderr
    folder = Path(make_url(migrated_sqlite_url).database or "").parent
    assert len(list(folder.glob("*.backup"))) == 1
    assert "copy" not in run_on(migrated_sqlite_url, "db", "upgrade", "--no-backup").stderr
    assert len(list(folder.glob("*.backup"))) == 1
    assert "there is nothing to do" in run_on(migrated_sqlite_url, "db", "upgrade").stderr


def test_a_newer_database_is_not_written_to(migrated_sqlite_url: str) -> None:
    change(migrated_sqlite_url, "UPDATE corpdb_schema_version SET version_num = 'ffffffffffff'")
    path = Path(make_url(migrated_sqlite_url).database or "")
    before = path.read_bytes()
    for command in (("db", "upgrade"), ("db", "downgrade", "-1", "--yes"), ("db", "check"), ("load", __file__)):
        result = run_on(migrated_sqlite_url, *command)
        assert result.exit_code == 1
        assert "was written by a newer corpdb; upgrade this program" in result.stderr
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_copy_proves_each_table(sqlite_sample: str, postgresql_url: str) -> None:
    result = run("db", "copy", sqlite_sample, postgresql_url)
    assert result.exit_code == 0
    *tables, last = result.stdout.splitlines()
    assert all(re.fullmatch(r"\w+ +[\d,]+  [0-9a-f]{64}", table) for table in tables)
    assert re.fullmatch(rf"{len(tables)} tables and [\d,]+ rows are the same in postgresql.*", last)
    again = run("db", "copy", sqlite_sample, postgresql_url)
    assert again.exit_code == 2
    assert "is not empty" in again.stderr


def test_copy_of_nothing_makes_nothing(tmp_path: Path) -> None:
    result = run("db", "copy", f"sqlite:///{tmp_path / 'a.db'}", f"sqlite:///{tmp_path / 'b.db'}")
    assert result.exit_code == 1
    assert "there is no database" in result.stderr
    assert not list(tmp_path.iterdir())


def test_downgrade_and_upgrade_by_one_step(migrated_url: str) -> None:
    assert run_on(migrated_url, "db", "downgrade", "-1", "--yes").exit_code == 0
    assert "(behind)" in run_on(migrated_url, "db", "current").stdout
    assert run_on(migrated_url, "db", "upgrade", "+1").exit_code == 0
    assert "(current)" in run_on(migrated_url, "db", "current").stdout


def test_downgrade_to_nothing_says_so(migrated_url: str) -> None:
    assert "there are no tables" in run_on(migrated_url, "db", "downgrade", "base", "--yes").stdout
    assert run_on(migrated_url, "db", "current").stdout == "none (empty)\n"


def test_history_marks_where_the_database_stands(migrated_url: str) -> None:
    newest, *older = run_on(migrated_url, "db", "history").stdout.splitlines()
    assert newest.startswith("* ")
    assert re.match(r"\* \w+  \d{4}-\d\d-\d\d  \d+\.\d+\.\d+ +[A-Z].*\.", newest)
    assert all(line.startswith("  ") for line in older)


def test_check_finds_no_difference_after_the_migrations(migrated_url: str) -> None:
    result = run_on(migrated_url, "db", "check")
    assert (result.exit_code, result.stdout) == (0, "no differences\n")


def test_check_names_a_difference_and_fails(migrated_url: str) -> None:
    change(migrated_url, "DROP VIEW bi_labs")
    result = run_on(migrated_url, "db", "check")
    assert result.exit_code == 1
    assert "bi_labs" in result.stdout


def test_an_unknown_revision_is_told(migrated_url: str) -> None:
    result = run_on(migrated_url, "db", "upgrade", "nowhere")
    assert result.exit_code == 2
    assert "'nowhere' is not one of the revisions" in result.stderr


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("postgresql://me:hush-hush@host/name", "postgresql+psycopg://me:***@host/name"),
        ("postgres://host/name?password=hush-hush&user=me", "postgresql+psycopg://host/name?password=hidden&user=me"),
    ],
)
def test_the_url_is_told_without_its_password(url: str, shown: str) -> None:
    assert run_on(url, "db", "url").stdout == f"{shown}\n"


def test_the_default_url_is_a_file_here() -> None:
    assert run("db", "url").stdout == "sqlite:///corpdb.db\n"


@pytest.mark.parametrize("command", [("current",), ("history",), ("check",), ("downgrade", "base", "--yes")])
def test_looking_makes_no_database(tmp_path: Path, command: tuple[str, ...]) -> None:
    assert run_on(f"sqlite:///{tmp_path / 'x.db'}", "db", *command).exit_code == 1
    assert not list(tmp_path.iterdir())
