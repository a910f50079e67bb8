"""A copy of an SQLite file, made beside it before its schema is changed.

It stays until its owner deletes it if the change goes well. If the change fails, the file is put back from it should it
be damaged, and the copy goes. Until then its name has another ending, by which the next change knows what a killed one
has left: half a copy is deleted when another is begun, a whole one when another has been of use in its place.
"""

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Generator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from sqlalchemy import Connection, Engine

from corpdb.core.errors import DatabaseError
from corpdb.storage.interruption import hear_signals
from corpdb.storage.schema.chain import Route
from corpdb.storage.schema.changing import Conduct
from corpdb.storage.schema.revisions import read_current

BACKUP, PENDING, UNFINISHED = ".backup", ".pending", ".unfinished"
# The bytes of a file are copied two to four times as fast as SQLite copies its pages. Another process does it: whoever
# closes a file gives up all locks that its process has on it, those of SQLite too.
_COPY = """
import os, shutil, sys
try:
    shutil.copyfile(*sys.argv[1:])
    with open(sys.argv[2], "rb+") as file:
        os.fsync(file.fileno())
except OSError as error:
    sys.exit(str(error))
"""
_PAGES = 4096  # are copied between two looks at whether Ctrl-C has come
_SIDE_FILES = ("-journal", "-wal", "-shm")


@contextmanager
def backing_up(engine: Engine, route: Route, conduct: Conduct) -> Generator[Conduct]:
    """For the block, the conduct with which `route` is taken so that the SQLite file is copied first.

    `conduct.tell` hears where the copy is, and when the file is put back from it. A `DatabaseError` says that there
    is no room for the copy; then nothing is changed.
    """
    path = Path(engine.url.database or "")
    made: list[Path] = []

    def prepare(connection: Connection) -> None:
        revision = read_current(connection)
        if revision and revision != route.end:  # else there is nothing to keep, or another program was faster
            conduct.tell(f"copying {path} before it is changed ({path.stat().st_size / 1e6:,.1f} MB)")
            made.append(make_backup(path, revision))

    try:
        yield replace(conduct, prepare=prepare)
    except BaseException as error:
        # To prove a large file sound takes a minute, in which Ctrl-C would seem to be of no avail; it damages nothing.
        is_interrupted = isinstance(error, KeyboardInterrupt)
        for copy in made:
            engine.dispose()
            if not (is_interrupted or is_sound(path)):
                restore_backup(copy, path)
                conduct.tell(f"the database was damaged and has been restored from {copy}")
            copy.unlink()
            conduct.tell("the database is as it was")
        raise
    for copy in made:
        conduct.tell(f"the database as it was is in {_keep(copy, path)}; delete that once you are content")


def make_backup(path: Path, revision: str) -> Path:
    """Copy the database at `path`, whose schema is at `revision`, as far as it is committed; give the copy's path.

    The caller has locked it, so that nobody writes meanwhile: what others have begun to copy is deleted.
    """
    for left in _list_copies(path, UNFINISHED):
        left.unlink()
    size, free = path.stat().st_size, shutil.disk_usage(path.parent).free
    if free < size:
        raise DatabaseError(
            f"there is no room beside {path} for a copy of it: it takes {size / 1e6:,.0f} MB and {free / 1e6:,.0f} MB"
            " are free; make room, or go on without a copy with --no-backup"
        )
    backup = _name_backup(path, revision)
    unfinished = backup.with_suffix(UNFINISHED)
    copy = _copy_pages if path.with_name(f"{path.name}-wal").exists() else _copy_bytes
    try:
        copy(path, unfinished)
        with closing(sqlite3.connect(unfinished)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_master")
        return unfinished.replace(backup)
    except (sqlite3.Error, OSError) as error:
        raise DatabaseError(
            f"the copy {backup} cannot be made: {error}; mend that, or go on without a copy with --no-backup"
        ) from error
    finally:
        unfinished.unlink(missing_ok=True)


def _copy_bytes(path: Path, copy: Path) -> None:
    """Copy a file to which nobody writes."""
    done = subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-I", "-c", _COPY, path, copy], stderr=subprocess.PIPE, text=True, check=False
    )
    if done.returncode:
        raise OSError(done.stderr.strip() or f"its process ended with {done.returncode}")


def _copy_pages(path: Path, copy: Path) -> None:
    """Copy a database of which parts are in another file, as those are that write ahead (`journal_mode = WAL`)."""
    source = f"{path.absolute().as_uri()}?mode=ro"
    with closing(sqlite3.connect(source, uri=True)) as own, closing(sqlite3.connect(copy)) as other:
        other.execute("PRAGMA journal_mode = OFF")  # half a copy is of no use
        own.backup(other, pages=_PAGES, progress=hear_signals)


def is_sound(path: Path) -> bool:
    """Whether SQLite finds the file at `path` undamaged."""
    try:
        with closing(sqlite3.connect(path)) as connection:
            return connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",)
    except sqlite3.DatabaseError:
        return False


def restore_backup(backup: Path, path: Path) -> None:
    """Put the copy in the place of the file at `path`."""
    whole = path.with_name(f"{path.name}.restored")
    shutil.copyfile(backup, whole)
    for ending in _SIDE_FILES:
        path.with_name(path.name + ending).unlink(missing_ok=True)
    whole.replace(path)


def _name_backup(path: Path, revision: str) -> Path:
    """A name beside the database, of its revision and the time (UTC), that no other copy has."""
    start = f"{path.name}.{revision}.{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    names = (path.with_name(f"{start}{f'-{number}' if number > 1 else ''}{PENDING}") for number in count(1))
    return next(name for name in names if not name.exists() and not name.with_suffix(BACKUP).exists())


def _keep(copy: Path, path: Path) -> Path:
    """Give the copy its name for good; those of the same revision that killed changes have left are of no more use."""
    kept = copy.replace(copy.with_suffix(BACKUP))
    revision = copy.name.removeprefix(path.name).split(".")[1]
    for left in _list_copies(path, PENDING):
        if left.name.startswith(f"{path.name}.{revision}."):
            left.unlink()
    return kept


def _list_copies(path: Path, ending: str) -> list[Path]:
    return [file for file in path.parent.iterdir() if file.name.startswith(f"{path.name}.") and file.suffix == ending]
