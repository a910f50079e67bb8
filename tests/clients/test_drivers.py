"""ODBC and JDBC connect by what `corpdb bi connect` prints: columns, values, comments.

The drivers are the system's (Debian: odbc-postgresql, libsqliteodbc, libpostgresql-jdbc-java,
libxerial-sqlite-jdbc-java), or those of packages that were unpacked in the folder that DRIVERS names.
"""

import json
import os
from pathlib import Path

import pytest
from sqlalchemy import make_url

from corpdb.bi.settings import PASSWORD
from corpdb.models.views import VIEWS
from tests.cli.running import run_on
from tests.clients.environments import prepare, run

pytestmark = pytest.mark.clients
SCRIPT = Path(__file__).with_name("drivers_rows.py")
ROOT = Path(os.environ.get("DRIVERS", "/"))
COLUMNS = {column.name: column.comment for view in VIEWS if view.name == "bi_events" for column in view.columns}
ODBC = {"sqlite": ("=SQLite3;", "libsqlite3odbc.so"), "postgresql": ("={PostgreSQL Unicode};", "psqlodbcw.so")}
JDBC = {"sqlite": "sqlite-jdbc.jar", "postgresql": "postgresql.jar"}


def find_file(name: str) -> Path:
    found = next((path for folder in ("usr/lib", "usr/share/java") for path in (ROOT / folder).rglob(name)), None)
    if found is None:
        pytest.skip(f"the driver {name} is not installed")
    return found


def show_line(url: str, tool: str) -> str:
    """The line that the page says, with the password."""
    line = run_on(url, "bi", "connect", tool).stdout.partition("```\n")[2].partition("\n")[0]
    return line.replace(PASSWORD, make_url(url).password or PASSWORD)


def test_odbc_reads_the_view(sample_url: str) -> None:
    name, file = ODBC[make_url(sample_url).get_backend_name()]
    driver = find_file(file)
    line = show_line(sample_url, "odbc").replace(name, f"={driver};")
    variables = {"LD_LIBRARY_PATH": str(driver.parent.parent)}
    found = json.loads(run(prepare("drivers") / "python", SCRIPT, "odbc", line, variables=variables))
    assert list(found["columns"]) == list(COLUMNS)
    assert found["row"][:3] == ["2", "2024-02-10", "acquisition"]
    assert float(found["row"][3]) == 1_250_000_000.5


def test_jdbc_reads_the_view_its_comments_and_nothing_is_written_to_a_file(sample_url: str) -> None:
    backend = make_url(sample_url).get_backend_name()
    jar, libraries = find_file(JDBC[backend]), find_file("libsqlitejdbc.so").parent
    arguments = ("jdbc", show_line(sample_url, "jdbc"), make_url(sample_url).password or "", str(jar), str(libraries))
    found = json.loads(run(prepare("drivers") / "python", SCRIPT, *arguments).splitlines()[-1])
    if backend == "sqlite":
        assert (list(found["columns"]), found["refused"]) == (list(COLUMNS), True)
    else:
        assert found["columns"] == COLUMNS
    assert found["row"][:3] == ["2", "2024-02-10", "acquisition"]
    assert float(found["row"][3]) == 1_250_000_000.5
