"""Keep a small database of the present schema, which later versions must upgrade and use.

    python -m uv run python -m tools.state

A few seed articles are loaded and decided on; the SQLite file and a dump of the same rows in PostgreSQL go to
tests/migrations/states/ under the name of the newest revision. Files that are there are never written again: databases
of that schema exist. PostgreSQL's pg_dump is needed, no older than the server.
"""

import gzip
import re
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Connection, make_url, text

from corpdb.models.vocabulary import DecisionAction
from corpdb.pipeline.load import load_paths
from corpdb.storage.copying.run import Content, copy_database
from corpdb.storage.decisions.deciding import (
    Setting,
    judge_event,
    merge_organizations,
    set_event,
    set_organization,
    undo_decision,
)
from corpdb.storage.decisions.writing import Signature
from corpdb.storage.engine import open_database
from corpdb.storage.schema.revisions import read_revisions
from tests.support.server import run_server
from tests.support.states import POSTGRESQL_ENDING, SQLITE_ENDING, STATES

SEEDS = Path(__file__).parents[1] / "seeds"
ARTICLES = (
    "en/en-tech-101-arm-nvidia-collapse.txt",
    "en/en-tech-131-alibaba-cloud-spin-off.txt",
    "fr/fr-ind-115-cnrs-totalenergies-labcom.txt",
    "fr/fr-tech-112-eutelsat-eqt.txt",
    "fr/fr-tech-131-alibaba-laboratoire-quantique.txt",
)
EMPTY = "empty.txt"  # cannot be read: there is an error to keep, too
PLACES = (
    *(("load", "paths"), ("load_error", "address"), ("load_error", "message")),
    *(("document_address", "address"), ("source_count", "source")),
)
HOME = "/press"  # where the articles seem to lie, whoever makes the state
DECIDER = Signature("ana")
# What only one version of pg_dump says, and only its own programs understand.
_ASIDE = re.compile(
    r"^(SET \w+ = .*;|SELECT pg_catalog\.set_config\(.*|\\(un)?restrict .*|-- Dumped .*)\n", re.MULTILINE
)


def main() -> None:
    """Write the two files of the present schema."""
    head = read_revisions().head
    if (STATES / f"{head}{SQLITE_ENDING}").exists():
        sys.exit(f"{head} is kept already; a state that has been kept is not made again")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "corpdb.db"
        fill_database(f"sqlite:///{path}", Path(folder) / "press")
        with run_server() as server, server.database() as url:
            copy_database(f"sqlite:///{path}", url, _say_nothing)
            (STATES / f"{head}{POSTGRESQL_ENDING}").write_bytes(pack(dump_postgresql(url)))
        (STATES / f"{head}{SQLITE_ENDING}").write_bytes(pack(shrink_sqlite(path)))
    sys.stderr.write(f"{STATES} now keeps {head}; commit both files\n")


def fill_database(url: str, folder: Path) -> None:
    """Load the articles, copied into the new `folder`, into a new SQLite database, and decide on what they say."""
    folder.mkdir()
    for article in ARTICLES:
        shutil.copy(SEEDS / article, folder)
    (folder / EMPTY).touch()
    load_paths(url, [str(folder)])
    with open_database(url) as engine, engine.execution_options(writing=True).begin() as connection:
        _move_home(connection, folder)
        _decide(connection)


def shrink_sqlite(path: Path) -> bytes:
    """The SQLite file without what it does not need."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA page_size = 1024")
        connection.execute("VACUUM")
    return path.read_bytes()


def dump_postgresql(url: str) -> bytes:
    """Statements that make the database again, which any version of PostgreSQL that is supported takes."""
    program = shutil.which("pg_dump")
    if program is None:
        sys.exit("pg_dump is needed to keep a state; install PostgreSQL's client programs, or add them to PATH")
    address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    command = [program, "--inserts", "--rows-per-insert=500", "--no-owner", "--no-privileges", "--dbname", address]
    return _ASIDE.sub("", subprocess.run(command, capture_output=True, check=True, text=True).stdout).encode()


def pack(data: bytes) -> bytes:
    """The data as they are kept: the same bytes for the same data."""
    return gzip.compress(data, mtime=0)


def _move_home(connection: Connection, folder: Path) -> None:
    for table, column in PLACES:
        move = f"UPDATE {table} SET {column} = replace({column}, :folder, :home)"  # noqa: S608 - our own names
        connection.execute(text(move), {"folder": str(folder), "home": HOME})


def _decide(connection: Connection) -> None:
    """Decide of each sort something, and undo one decision."""
    query = text("SELECT id FROM organization WHERE kind = 'company' ORDER BY id LIMIT 2")
    first, second = connection.execute(query).scalars()
    merge_organizations(connection, [first, second], DECIDER)
    set_organization(connection, first, Setting("kind", "unit"), DECIDER)
    set_event(connection, 1, Setting("headcount", "12"), DECIDER)
    judge_event(connection, 2, DecisionAction.CONFIRM, DECIDER)
    judge_event(connection, 3, DecisionAction.REJECT, DECIDER)
    undo_decision(connection, set_event(connection, 4, Setting("location", "Grenoble"), DECIDER), DECIDER)


def _say_nothing(_content: Content) -> None:
    """Keep to oneself what has arrived."""


if __name__ == "__main__":
    main()
