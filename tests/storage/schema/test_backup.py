"""The copy of an SQLite file that is made before its schema is changed."""

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NoReturn

import pytest
from sqlalchemy import Engine, make_url
from sqlalchemy.exc import DBAPIError

from corpdb.core.errors import DatabaseError
from corpdb.storage.engine import make_engine
from corpdb.storage.schema.backup import backing_up, is_sound, make_backup, restore_backup
from corpdb.storage.schema.chain import Route
from corpdb.storage.schema.changing import Conduct
from corpdb.storage.schema.state import current_revision, downgrade, migrate, plan_route, prepare_schema, read_state
from tests.support.rows import fill_every_table

WRITER = "import sqlite3, sys; sqlite3.connect(sys.argv[1], timeout=0).execute('BEGIN IMMEDIATE')"
BEFORE_VIEWS = "c1a1f3d0b011"  # the next step makes views


@pytest.fixture
def path(migrated_sqlite_url: str) -> Path:
    return Path(make_url(migrated_sqlite_url).database or "")


@pytest.fixture
def old_engine(migrated_sqlite_url: str) -> Iterator[Engine]:
    """A database with rows, some steps behind."""
    engine = make_engine(migrated_sqlite_url)
    fill_every_table(engine)
    downgrade(engine, BEFORE_VIEWS)
    yield engine
    engine.dispose()


def list_backups(path: Path) -> list[Path]:
    return sorted(path.parent.glob(f"{path.name}.*"))


def damage(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * 4096 * 8)


def test_the_copy_stays_after_a_change_and_is_the_database_of_before(old_engine: Engine, path: Path) -> None:
    before, told = current_revision(old_engine), list[str]()
    prepare_schema(old_engine, told.append)
    (backup,) = list_backups(path)
    assert backup.name.startswith(f"{path.name}.{before}.2")
    assert told[0].startswith(f"copying {path} before it is changed (")
    assert told[1:] == [f"the database as it was is in {backup}; delete that once you are content"]
    assert current_revision(make_engine(f"sqlite:///{backup}")) == before


def test_no_copy_is_made_where_none_is_wanted_or_nothing_is_there(old_engine: Engine, path: Path) -> None:
    migrate(old_engine, plan_route(old_engine, "head", goes_down=False), backup=False, tell=print)
    migrate(old_engine, plan_route(old_engine, "head", goes_down=False), backup=True, tell=print)
    prepare_schema(make_engine(f"sqlite:///{path.parent / 'new.db'}"))
    assert list_backups(path) == []
    assert list_backups(path.parent / "new.db") == []


def test_after_a_failure_the_database_is_as_it_was_and_the_copy_goes(old_engine: Engine, path: Path) -> None:
    before, told = read_content_of(path), list[str]()
    with old_engine.begin() as connection:
        connection.exec_driver_sql("CREATE VIEW bi_former_events AS SELECT 1 AS one")  # in the way of the step
    route = plan_route(old_engine, "head", goes_down=False)
    with pytest.raises(DBAPIError, match="bi_former_events already exists"):
        migrate(old_engine, route, backup=True, tell=told.append)
    assert told[1:] == ["the database is as it was"]
    assert list_backups(path) == []
    assert read_content_of(path) == before


def test_a_damaged_database_is_restored(old_engine: Engine, path: Path) -> None:
    before, told = read_content_of(path), list[str]()
    route = plan_route(old_engine, "head", goes_down=False)
    with pytest.raises(RuntimeError):
        take_with_damage(old_engine, route, path, told)
    assert "damaged and has been restored" in told[1]
    assert is_sound(path)
    assert read_content_of(path) == before
    assert list_backups(path) == []


def take_with_damage(engine: Engine, route: Route, path: Path, told: list[str]) -> None:
    with backing_up(engine, route, Conduct(told.append)) as conduct:
        with engine.connect() as connection:
            conduct.prepare(connection)
        damage(path)
        raise RuntimeError


def test_who_interrupts_a_change_need_not_wait_for_the_whole_file_to_be_read(
    old_engine: Engine, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corpdb.storage.schema.backup.is_sound", pytest.fail)
    route, told = plan_route(old_engine, "head", goes_down=False), list[str]()
    with pytest.raises(KeyboardInterrupt):
        take_until_interrupted(old_engine, route, told)
    assert told[1:] == ["the database is as it was"]
    assert list_backups(path) == []


def take_until_interrupted(engine: Engine, route: Route, told: list[str]) -> None:
    with backing_up(engine, route, Conduct(told.append)) as conduct:
        with engine.connect() as connection:
            conduct.prepare(connection)
        raise KeyboardInterrupt


def test_a_copy_page_by_page_can_be_interrupted(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> NoReturn:
        raise KeyboardInterrupt

    monkeypatch.setattr("corpdb.storage.schema.backup.hear_signals", interrupt)
    with closing(sqlite3.connect(path)) as writer:
        writer.execute("PRAGMA journal_mode = WAL")
        writer.execute("DELETE FROM event")  # so that there is a log beside the file
        with pytest.raises(KeyboardInterrupt):
            make_backup(path, "x")
    assert list_backups(path) == []


def test_without_room_nothing_is_changed(old_engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    before = read_state(old_engine)
    full = type(shutil.disk_usage("."))(10**9, 10**9 - 1, 1)

    def tell_full(_path: Path) -> object:
        return full

    monkeypatch.setattr("shutil.disk_usage", tell_full)
    with pytest.raises(DatabaseError, match=r"no room beside .* --no-backup"):
        prepare_schema(old_engine)
    assert read_state(old_engine) is before


def test_two_copies_of_one_second_have_two_names(path: Path) -> None:
    assert len({make_backup(path, "x") for _ in range(3)}) == 3


def test_what_killed_upgrades_have_left_is_cleared_by_one_that_succeeds(old_engine: Engine, path: Path) -> None:
    before = current_revision(old_engine)
    assert before
    half = path.with_name(f"{path.name}.{before}.20261123T120000Z.unfinished")
    half.touch()
    whole = make_backup(path, before)
    assert not half.exists()
    others = [make_backup(path, "other"), path.with_name(f"other.db.{before}.20261123T120000Z.pending")]
    others[1].touch()
    prepare_schema(old_engine)
    assert not whole.exists()
    assert all(other.exists() for other in others)
    assert len(list(path.parent.glob(f"{path.name}.*.backup"))) == 1


def test_the_copy_of_a_database_that_writes_ahead_is_whole(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE late (id INTEGER)")  # which is not in the file itself yet
        backup = make_backup(path, "x")
    with closing(sqlite3.connect(backup)) as connection:
        assert connection.execute("SELECT count(*) FROM late").fetchone() == (0,)


def test_nobody_else_can_write_after_the_copy(old_engine: Engine, path: Path) -> None:
    route = plan_route(old_engine, "head", goes_down=False)
    with (
        backing_up(old_engine, route, Conduct()) as conduct,
        old_engine.connect().execution_options(writing=True) as connection,
    ):
        conduct.prepare(connection)
        done = subprocess.run([sys.executable, "-c", WRITER, path], stderr=subprocess.PIPE, text=True, check=False)
    assert done.stderr.endswith("database is locked\n")


def test_a_copy_that_cannot_be_made_is_told_and_leaves_nothing(path: Path) -> None:
    path.write_bytes(b"no database" * 1000)
    with pytest.raises(DatabaseError, match=r"cannot be made: file is not a database; .* --no-backup"):
        make_backup(path, "x")
    assert list_backups(path) == []


def test_a_copy_is_put_back_whole(path: Path) -> None:
    backup = make_backup(path, "x")
    damage(path)
    assert not is_sound(path)
    path.with_name(f"{path.name}-journal").write_bytes(b"stale")
    restore_backup(backup, path)
    assert is_sound(path)
    assert not path.with_name(f"{path.name}-journal").exists()


def read_content_of(path: Path) -> list[object]:
    """What the tables hold, whatever the schema."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT * FROM event ORDER BY id").fetchall()
