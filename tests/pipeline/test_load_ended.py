"""The installed program, ended or hindered in the middle of a load: whole batches stay, and the next load goes on."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import psutil
import pytest
from sqlalchemy import Engine, event

from corpdb.pipeline.load import load_paths
from corpdb.pipeline.options import LoadOptions
from corpdb.storage.engine import open_database
from tests.cli.running import run_on
from tests.support.content import read_content
from tests.support.database import read

pytestmark = [
    pytest.mark.xdist_group("load ended"),  # in one process: what they share is dear
    pytest.mark.usefixtures("known_readings"),
]
BATCH = 10  # documents: more than are read without workers
NUMBER = 4 * BATCH
# Pauses in the middle of each transaction but the first.
PROGRAM = f"""
import sys
from itertools import count
from time import sleep
from corpdb.cli.main import run
from corpdb.pipeline import writing
from corpdb.storage.loading import batch

pause, numbers, settle = float(sys.argv.pop(1)), count(), batch.settle_names

def settle_late(*arguments):
    sleep(pause if next(numbers) else 0)
    return settle(*arguments)

writing.BATCH_DOCUMENTS = {BATCH}
batch.settle_names = settle_late
run()
"""
LONG = 60.0  # seconds: whoever has seen the first batch ends the load in the second
SHORT = 0.1  # in which another load may come between
PAGES = 140  # of 4096 bytes: room for the schema, and not for the documents


@pytest.fixture(scope="module")
def press(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of many small articles."""
    folder = tmp_path_factory.mktemp("press")
    for number in range(NUMBER):
        day = f"{2000 + number // 300}-{1 + number // 25 % 12:02}-{1 + number % 25:02}"
        text = f"date {day}\n\nOrcaline{number % 90} SA acquired Nordwind{number} Energy for {number} million euros.\n"
        (folder / f"{number:04}.txt").write_text(text)
    return folder


@pytest.fixture(scope="module")
def undisturbed(press: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The content of a database into which the folder was loaded without disturbance."""
    url = f"sqlite:///{tmp_path_factory.mktemp('undisturbed') / 'corpdb.db'}"
    return finish(url, press)


def finish(url: str, press: Path) -> dict[str, list[str]]:
    """Load the whole folder, and give what is in the database then."""
    assert load_paths(url, [str(press)], LoadOptions(jobs=1)).counts.documents_failed == 0
    return read_content(url)


def start(url: str, *paths: Path, jobs: int = 2, pause: float = LONG) -> subprocess.Popen[str]:
    """`corpdb load` with small batches, in a process group of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(pause), "load", *paths, "--database", url, "--jobs", str(jobs)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def load_at_once(url: str, *parts: Sequence[Path]) -> list[tuple[int, str]]:
    """How loads of the parts end that begin at the same time, each in one process."""
    return [end(process) for process in [start(url, *part, jobs=1, pause=SHORT) for part in parts]]


def end(process: subprocess.Popen[str]) -> tuple[int, str]:
    """How the program ended: its exit code, and what it said on stderr."""
    _, errors = process.communicate(timeout=90)
    return process.returncode, errors


def wait_for_a_batch(url: str, process: subprocess.Popen[str]) -> None:
    """Wait until the first batch is in the database, which has been made already."""
    with open_database(url, read_only=True) as engine:
        while process.poll() is None:
            if read(engine, "SELECT count(*) FROM document") != [(0,)]:
                return
            time.sleep(0.005)


def count_documents(url: str) -> int:
    with open_database(url) as engine:
        return int(str(read(engine, "SELECT count(*) FROM document")[0][0]))


def test_a_killed_load_leaves_whole_batches_and_the_next_goes_on(
    migrated_url: str, press: Path, undisturbed: dict[str, list[str]]
) -> None:
    process = start(migrated_url, press)
    wait_for_a_batch(migrated_url, process)
    workers = psutil.Process(process.pid).children(recursive=True)
    process.kill()
    assert end(process)[0] == -signal.SIGKILL
    psutil.wait_procs(workers, timeout=10)
    assert count_documents(migrated_url) == BATCH
    assert finish(migrated_url, press) == undisturbed
    with open_database(migrated_url) as engine:
        assert read(engine, "SELECT status FROM load ORDER BY id") == [("interrupted",), ("completed",)]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_load_ends_in_one_line_and_keeps_what_is_written(
    migrated_sqlite_url: str, press: Path, undisturbed: dict[str, list[str]], number: signal.Signals
) -> None:
    process = start(migrated_sqlite_url, press)
    wait_for_a_batch(migrated_sqlite_url, process)
    os.killpg(process.pid, number)
    assert end(process) == (130, "corpdb: interrupted; what is written stays, load again to go on\n")
    assert count_documents(migrated_sqlite_url) == BATCH
    assert finish(migrated_sqlite_url, press) == undisturbed


def test_loads_at_once_of_the_same_files_are_as_one(
    migrated_url: str, press: Path, undisturbed: dict[str, list[str]]
) -> None:
    files = sorted(press.iterdir())
    halves = files[: NUMBER * 2 // 3], files[NUMBER // 3 :]
    assert load_at_once(migrated_url, *halves) == [(0, "")] * 2
    assert read_content(migrated_url) == undisturbed


def test_loads_at_once_make_one_new_database(sqlite_url: str, press: Path) -> None:
    first, second, *_ = sorted(press.iterdir())
    assert load_at_once(sqlite_url, [first], [second]) == [(0, "")] * 2
    assert count_documents(sqlite_url) == 2


def _limit_pages(connection: sqlite3.Connection, _record: object) -> None:
    connection.execute(f"PRAGMA max_page_count = {PAGES}")


def test_a_full_disk_is_told_in_a_sentence_and_the_next_load_goes_on(
    migrated_sqlite_url: str, press: Path, undisturbed: dict[str, list[str]]
) -> None:
    event.listen(Engine, "connect", _limit_pages)
    try:
        result = run_on(migrated_sqlite_url, "load", str(press), "--jobs", "1")
    finally:
        event.remove(Engine, "connect", _limit_pages)
    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (1, "", 1)
    assert "is full; free some space and load again" in result.stderr
    assert finish(migrated_sqlite_url, press) == undisturbed
