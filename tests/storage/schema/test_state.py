"""A database that is not as this program needs it is left as it is, and the message says what to type."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import inspect, make_url, text

from corpdb.core.errors import CorpdbError, DatabaseError, SchemaError, UsageError
from corpdb.pipeline.load import load_paths
from corpdb.storage.engine import make_engine, open_database, parse_url
from corpdb.storage.schema.state import SchemaState, downgrade, prepare_schema, read_state, upgrade

PASSWORD = "qu@y/quux%"


def describe(url: str, spoil: Callable[[str], None] | None = None) -> str:
    """What a load into the database says."""
    if spoil:
        spoil(url)
    with pytest.raises(CorpdbError) as caught:
        load_paths(url, [str(Path(__file__))])
    message = str(caught.value)
    assert "\n" not in message
    return message


def run_sql(url: str, *statements: str) -> None:
    with open_database(url) as engine, engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))


def test_an_empty_postgresql_database_says_what_to_type(postgresql_url: str) -> None:
    assert describe(postgresql_url).endswith("make them with: corpdb db upgrade --database URL")
    with open_database(postgresql_url) as engine:
        assert inspect(engine).get_table_names() == []


def test_an_older_postgresql_schema_says_what_to_type(migrated_postgresql_url: str) -> None:
    with open_database(migrated_postgresql_url) as engine:
        downgrade(engine, "-1")
        assert "older schema; upgrade it with: corpdb db upgrade" in describe(migrated_postgresql_url)
        assert read_state(engine) is SchemaState.BEHIND


def test_an_older_sqlite_schema_is_upgraded(migrated_sqlite_url: str) -> None:
    with open_database(migrated_sqlite_url) as engine:
        downgrade(engine, "-2")
        prepare_schema(engine)
        assert read_state(engine) is SchemaState.CURRENT


@pytest.mark.parametrize("change", [prepare_schema, upgrade])
def test_a_newer_database_is_left_alone(migrated_url: str, change: Callable[..., None]) -> None:
    run_sql(migrated_url, "UPDATE corpdb_schema_version SET version_num = 'ffffffffffff'")
    with open_database(migrated_url) as engine:
        with pytest.raises(SchemaError, match="newer corpdb"):
            change(engine)
        with engine.connect() as connection:
            assert connection.scalar(text("SELECT count(*) FROM load")) == 0
    assert "newer corpdb" in describe(migrated_url)


@pytest.mark.parametrize("change", [prepare_schema, upgrade, partial(downgrade, revision="base")])
def test_a_database_of_another_program_is_left_alone(database_url: str, change: Callable[..., None]) -> None:
    run_sql(database_url, "CREATE TABLE theirs (a INTEGER)")
    with open_database(database_url) as engine:
        with pytest.raises(SchemaError, match="another program"):
            change(engine)
        assert inspect(engine).get_table_names() == ["theirs"]


def test_a_file_that_is_no_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("not a database, but notes\n" * 100)
    assert "is not a database; name another file" in describe(f"sqlite:///{path}")
    assert path.read_text().startswith("not a database")


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    assert "is a folder" in describe(f"sqlite:///{tmp_path}")
    assert "cannot be opened" in describe(f"sqlite:///{tmp_path / 'missing' / 'corpdb.db'}")


def test_a_database_that_may_only_be_read_is_told(migrated_sqlite_url: str) -> None:
    # A mark in the file of a format that SQLite reads and does not write; what the system forbids, root still may.
    with Path(make_url(migrated_sqlite_url).database or "").open("r+b") as file:
        file.seek(18)
        file.write(b"\x03")
    assert "may only be read" in describe(migrated_sqlite_url)


def test_a_damaged_database_is_told(migrated_sqlite_url: str) -> None:
    path = Path(make_url(migrated_sqlite_url).database or "")
    path.write_bytes(path.read_bytes()[:4096] + b"\xff" * 40_000)
    assert "is damaged; restore it" in describe(migrated_sqlite_url)


def test_a_server_that_does_not_answer_is_told() -> None:
    assert "cannot be reached" in describe("postgresql://me:secret@127.0.0.1:1/corpdb")
    assert "cannot be reached" in describe("postgresql://me:secret@nowhere.invalid/corpdb")


@pytest.mark.parametrize("place", ["userinfo", "query"])
def test_a_refused_password_is_told_and_not_shown(postgresql_url: str, place: str) -> None:
    url = make_url(postgresql_url)
    wrong = url.set(password=PASSWORD) if place == "userinfo" else url.update_query_dict({"password": PASSWORD})
    message = describe(wrong.render_as_string(hide_password=False))
    assert "refused the user name or the password" in message
    assert not any(part in message for part in ("qu@y", "qu%40y", "quux"))


def test_an_unknown_database_or_user_is_told(postgresql_url: str) -> None:
    url = make_url(postgresql_url)
    missing = url.set(database="missing").render_as_string(hide_password=False)
    assert "no such database as postgresql" in describe(missing)
    stranger = url.set(username="stranger").render_as_string(hide_password=False)
    assert "refused the user name or the password" in describe(stranger)


@pytest.mark.parametrize("url", ["sqlite://", "sqlite:///", "sqlite:///:memory:"])
def test_a_database_that_would_be_gone_at_the_end_is_refused(url: str) -> None:
    with pytest.raises(UsageError, match="names no file"):
        make_engine(url)


@pytest.mark.parametrize(
    "url",
    [
        "oracle://me:quux@host/name",
        "postgresql://me:se@quux@host/name",
        "postgresql://me:quux@host:port/name",
        "quux",
        "sqlite:///corpdb.db?password=quux",
    ],
)
def test_a_url_that_is_refused_shows_no_password(url: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_url(url)
    assert "quux" not in str(caught.value)


def test_a_full_database_is_told_in_one_sentence(migrated_sqlite_url: str) -> None:
    fill = "CREATE TABLE large AS SELECT zeroblob(100000)"
    with pytest.raises(DatabaseError, match="is full; free some space"):
        run_sql(migrated_sqlite_url, "PRAGMA max_page_count = 1", fill)
