import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import make_url, text
from sqlalchemy.exc import DBAPIError

from corpdb.core.errors import DatabaseError, NotFoundError, UsageError
from corpdb.storage.engine import make_engine, open_database, open_existing, parse_url

# Writes into the file before its transaction ends, and dies.
KILLED = """
import os, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA cache_size = 1")
connection.execute("BEGIN")
connection.execute("UPDATE x SET a = 'half'")
os._exit(9)
"""


def test_a_read_only_engine_refuses_writes(sample_url: str) -> None:
    engine = make_engine(sample_url, read_only=True)
    with pytest.raises(DBAPIError, match=r"not authorized|read-only transaction"), engine.begin() as connection:
        connection.execute(text("UPDATE role SET label_en = label_en"))
    engine.dispose()


def test_a_read_only_engine_refuses_writes_outside_of_transactions(postgresql_sample: str) -> None:
    engine = make_engine(postgresql_sample, read_only=True).execution_options(isolation_level="AUTOCOMMIT")
    with pytest.raises(DBAPIError, match="read-only transaction"), engine.connect() as connection:
        connection.execute(text("UPDATE role SET label_en = label_en"))
    engine.dispose()


def test_a_read_only_engine_keeps_the_urls_options(postgresql_sample: str) -> None:
    url = make_url(postgresql_sample).update_query_dict({"options": "-c work_mem=7MB"})
    with (
        open_database(url.render_as_string(hide_password=False), read_only=True) as engine,
        engine.connect() as connection,
    ):
        assert connection.scalar(text("SHOW work_mem")) == "7MB"
        assert connection.scalar(text("SHOW transaction_read_only")) == "on"


@pytest.mark.parametrize("name", ["a b.db", "100%.db", "a#b.db", "é.db"])
def test_a_file_of_any_name_is_opened_for_reading(tmp_path: Path, name: str) -> None:
    url = f"sqlite:///{tmp_path / name}"
    with open_database(url) as engine, engine.begin() as connection:
        connection.execute(text("CREATE TABLE x (a int)"))
    with open_existing(url, read_only=True) as engine, engine.connect() as connection:
        assert connection.execute(text("SELECT * FROM x")).all() == []
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_a_missing_file_is_not_made_by_reading(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError), open_existing(f"sqlite:///{tmp_path / 'x.db'}", read_only=True):
        pass
    assert not list(tmp_path.iterdir())


def test_what_the_database_refuses_is_told_with_its_place(sqlite_sample: str) -> None:
    with (
        pytest.raises(DatabaseError, match=r"^the database sqlite:////.* may only be read"),
        open_database(sqlite_sample, read_only=True) as engine,
        engine.begin() as connection,
    ):
        connection.exec_driver_sql("DELETE FROM role")


@pytest.mark.parametrize("text", ["", "corpdb.db", "mysql://host/name", "postgresql://host:port/name"])
def test_a_url_that_cannot_be_used_says_how_to_write_one(text: str) -> None:
    with pytest.raises(UsageError, match="sqlite:///"):
        parse_url(text)


@pytest.mark.parametrize("password", ["hush@hush", "hush@hush/hush", "hush@hush?hush"])
def test_a_password_with_a_bare_at_sign_is_refused_and_not_shown(password: str) -> None:
    with pytest.raises(UsageError, match="%40") as refused:
        parse_url(f"postgresql://me:{password}@127.0.0.1:5432/press")
    assert "hush" not in str(refused.value)


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"is a folder; name a file in it"):
        make_engine(f"sqlite:///{tmp_path}")


def test_what_a_killed_program_has_half_written_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "killed.db"
    numbers = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)"
    with open_database(f"sqlite:///{path}") as engine, engine.begin() as connection:
        connection.execute(text("CREATE TABLE x (a text)"))
        connection.execute(text(f"INSERT INTO x {numbers} SELECT 'whole' FROM n"))
    assert subprocess.run([sys.executable, "-c", KILLED, path], check=False).returncode == 9
    assert b"half" in path.read_bytes()
    with open_existing(f"sqlite:///{path}", read_only=True) as engine, engine.connect() as connection:
        assert connection.scalars(text("SELECT DISTINCT a FROM x")).all() == ["whole"]
