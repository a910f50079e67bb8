"""A schema is changed by one program at a time, whole or not at all, and nobody else waits for long."""

import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event
from time import monotonic

import pytest
from sqlalchemy import Engine, text

from corpdb.core.errors import DatabaseError
from corpdb.storage.checking.check import list_differences
from corpdb.storage.engine import make_engine, open_database
from corpdb.storage.schema import changing
from corpdb.storage.schema.changing import Conduct
from corpdb.storage.schema.revisions import read_revisions
from corpdb.storage.schema.state import SchemaState, read_state, upgrade
from tests.cli.running import PROGRAM
from tests.support.content import read_content

DYING = """
import os, sys
from sqlalchemy import Engine, event
from corpdb.storage.engine import make_engine
from corpdb.storage.schema.state import upgrade

@event.listens_for(Engine, "before_cursor_execute")
def die(connection, cursor, statement, *_):
    if sys.argv[2] in statement:
        os._exit(9)

upgrade(make_engine(sys.argv[1]))
"""
ROOT = Path(__file__).parents[3]


@pytest.fixture
def old_engine(old_postgresql_url: str) -> Iterator[Engine]:
    """A PostgreSQL database with rows, a few steps behind."""
    engine = make_engine(old_postgresql_url)
    yield engine
    engine.dispose()


@pytest.mark.parametrize(
    ("kind", "last"),
    [
        ("sqlite", "CREATE VIEW bi_former_events"),  # where all is one transaction, one place is as good as another
        ("postgresql", "INSERT INTO telling "),
        ("postgresql", "CREATE VIEW bi_former_events"),
        ("postgresql", "UPDATE mention SET lexicon"),
    ],
)
def test_a_killed_upgrade_can_be_run_again(request: pytest.FixtureRequest, kind: str, last: str) -> None:
    url = request.getfixturevalue(f"old_{kind}_url")
    killed = subprocess.run([sys.executable, "-c", DYING, url, last], check=False)
    assert killed.returncode == 9
    with open_database(url) as engine:
        assert read_state(engine) is SchemaState.BEHIND
        upgrade(engine)
        assert list_differences(engine) == []
    assert len(read_content(url)["events"]) == 4


def test_who_reads_is_not_held_up_by_an_upgrade_that_waits(old_engine: Engine) -> None:
    told, waits = list[str](), Event()

    def tell(sentence: str) -> None:
        told.append(sentence)
        waits.set()

    with ThreadPoolExecutor(1) as pool:
        with old_engine.connect() as reader:
            reader.execute(text("SELECT count(*) FROM mention"))  # and goes on reading: the transaction stays open
            work = pool.submit(upgrade, old_engine, "head", Conduct(tell))
            assert waits.wait(20)
            slowest = 0.0
            for _ in range(20):
                started = monotonic()
                with old_engine.connect() as other:
                    other.execute(text("SELECT count(*) FROM mention"))
                slowest = max(slowest, monotonic() - started)
            assert not work.done()
            assert slowest < 2
        work.result(30)
    assert "waiting for a table that another program uses" in told[0]
    assert read_state(old_engine) is SchemaState.CURRENT


def test_patience_ends(old_engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(changing, "PATIENCE_SECONDS", 0.2)
    with old_engine.connect() as reader:
        reader.execute(text("SELECT count(*) FROM mention"))
        with pytest.raises(DatabaseError, match="type the command again: what is done stays done"):
            upgrade(old_engine)
    assert read_state(old_engine) is SchemaState.BEHIND
    upgrade(old_engine)
    assert list_differences(old_engine) == []


def test_two_commands_at_once_both_end_well(old_url: str) -> None:
    commands = ([PROGRAM, "db", "upgrade"], [sys.executable, "-m", "alembic", "upgrade", "head"])
    environment = os.environ | {"CORPDB_DATABASE_URL": old_url}
    upgrades = [
        subprocess.Popen(
            command, cwd=ROOT, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        for command in commands
    ]
    ours, alembics = (process.communicate(timeout=60)[0] for process in upgrades)
    assert [process.returncode for process in upgrades] == [0, 0]
    assert (ours.splitlines()[-1], alembics) == (f"the schema is at {read_revisions().head}", "")
    with open_database(old_url) as engine:
        assert list_differences(engine) == []
