from pathlib import Path

import pytest
from sqlalchemy import text

from corpdb.storage.engine import make_engine
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


def test_upgrade_settles_what_it_leaves(migrated_url: str, tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_text("date 2024-03-05\n\nOrcaline SA acquired Nordwind Energy on 4 March 2024.\n", "utf-8")
    run_on(migrated_url, "load", str(path))
    run_on(migrated_url, "db", "downgrade", "c1a1f3d0b006", "--yes")
    assert "names and reports of events were settled" in run_on(migrated_url, "db", "upgrade").stdout
    assert run_on(migrated_url, "db", "check").stdout == "no differences\n"
    assert "settled" not in run_on(migrated_url, "db", "upgrade").stdout


def test_downgrade_needs_a_yes_where_nobody_can_be_asked(migrated_url: str) -> None:
    result = run_on(migrated_url, "db", "downgrade", "-1")
    assert result.exit_code == 2
    assert "--yes" in result.stderr
    assert "(current)" in run_on(migrated_url, "db", "current").stdout


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
    assert "corpdb db history lists the revisions" in result.stderr


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
