"""LibreOffice makes a pivot of a report's file, and of a view that it connects to as `corpdb bi connect excel` says.

LibreOffice is the system's (Debian: libreoffice-calc, libreoffice-base, libreoffice-sdbc-postgresql, python3-uno).
"""

import json
import os
import shutil
import subprocess
from collections import Counter
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import make_url, text

from corpdb.storage.engine import open_database
from tests.cli.running import run_on
from tests.clients.environments import run
from tests.clients.test_drivers import ODBC, find_file

pytestmark = pytest.mark.clients
SCRIPT = Path(__file__).with_name("libreoffice_pivot.py")
PYTHON = Path("/usr/bin/python3")  # the one that has LibreOffice's module
TERMS = "SELECT {kind}, {status}, count(*) FROM bi_transactions GROUP BY 1, 2"


@contextmanager
def start(folder: Path, variables: dict[str, str]) -> Generator[str]:
    """A LibreOffice with a profile of its own; gives the name of the pipe to it."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed")
    pipe = f"corpdb{os.getpid()}"
    options = ("--headless", "--norestore", f"--accept=pipe,name={pipe};urp;")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    with subprocess.Popen(
        [program, *options, profile], env=os.environ | variables, stderr=subprocess.DEVNULL
    ) as office:
        try:
            yield pipe
        finally:
            office.terminate()


def count_terms(url: str, kind: str, status: str) -> Counter[tuple[str, str]]:
    with open_database(url) as engine, engine.connect() as connection:
        rows = connection.execute(text(TERMS.format(kind=kind, status=status))).all()
    return Counter({(row[0], row[1]): row[2] for row in rows})


def read_pivot(cells: list[list[str]]) -> Counter[tuple[str, str]]:
    """The counts of a pivot, by row and column, without its totals."""
    head = next(place for place, line in enumerate(cells) if line[1] and line[2])
    statuses = cells[head][1:]
    rows = [line for line in cells[head + 1 :] if line[0] != "Total Result"]
    return Counter(
        {
            (row[0], status): int(number)
            for row in rows
            for status, number in zip(statuses, row[1:], strict=True)
            if number and status != "Total Result"
        }
    )


def test_a_pivot_of_a_reports_file(sqlite_sample: str, tmp_path: Path) -> None:
    file = tmp_path / "transactions.xlsx"
    assert run_on(sqlite_sample, "report", "transactions", "--output", str(file)).exit_code == 0
    with start(tmp_path, {}) as pipe:
        cells = json.loads(run(PYTHON, SCRIPT, pipe, "file", file, "kind", "status", "id"))
    assert read_pivot(cells) == count_terms(sqlite_sample, "kind", "status")


def test_a_pivot_of_a_view(sample_url: str, tmp_path: Path) -> None:
    shown = run_on(sample_url, "bi", "connect", "excel").stdout
    _, _, shown = shown.partition("LibreOffice: ")
    block = shown.partition("```")[2].partition("```")[0].partition("\n")[2].strip()
    url = make_url(sample_url)
    settings = {"CharSet": "utf-8"}
    if url.get_backend_name() == "sqlite":
        block = block.replace("= SQLite3", f"= {find_file(ODBC['sqlite'][1])}")
        (tmp_path / "odbc.ini").write_text(block, "utf-8")
        address, view = "sdbc:odbc:corpdb", "bi_transactions"
    else:
        address = f"sdbc:postgresql:{block} user={url.username} password={url.password}"
        view = "public.bi_transactions"
    with start(tmp_path, {"ODBCINI": str(tmp_path / "odbc.ini")}) as pipe:
        arguments = (tmp_path, address, json.dumps(settings), view, "kind_fr", "status_fr", "event_id")
        cells = json.loads(run(PYTHON, SCRIPT, pipe, "view", *arguments))
    assert read_pivot(cells) == count_terms(sample_url, "kind_fr", "status_fr")
