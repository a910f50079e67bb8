"""Options and fixtures that any test may use: databases, and an environment that the developer's does not steer."""

import gc
import os
import shutil
import tempfile
from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from hypothesis import settings
from sqlalchemy import Engine, create_engine, make_url
from typer.main import get_command

from corpdb.extraction.reader import Reader
from corpdb.storage.engine import make_engine, open_database
from corpdb.storage.schema.state import downgrade, upgrade
from tests.sample import fill_sample
from tests.support.binaries import BinariesError
from tests.support.database import Twins
from tests.support.reading import remember
from tests.support.rows import OLD_REVISION, fill_every_table
from tests.support.scripts import remember_scripts
from tests.support.server import Server, choose_disk, run_server
from tests.support.statements import Statements

# The same examples in every run; `--hypothesis-profile=default` looks for new ones.
settings.load_profile("ci")

STEERING_PREFIXES = ("CORPDB_", "PG")
STEERING_VARIABLES = {
    *("COLUMNS", "LINES", "NO_COLOR", "FORCE_COLOR", "PY_COLORS", "GITHUB_ACTIONS"),
    "PYTHONDONTWRITEBYTECODE",  # each command would compile all that it imports
}
LEFT_OUT = "PostgreSQL is left out: --no-postgresql"
# So that the many engines of tests compile each statement once.
SHARED = {"compiled_cache": Statements()}


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("postgresql", "PostgreSQL: the newest on this machine, else the embedded one")
    group.addoption("--no-postgresql", action="store_true", help="skip the tests that need PostgreSQL")
    group.addoption(
        "--postgresql-bindir", type=Path, metavar="DIR", help="run the PostgreSQL whose programs are in DIR"
    )
    group.addoption("--embedded-postgresql", action="store_true", help="run the embedded PostgreSQL")


def pytest_configure() -> None:
    """Put databases and files where a commit waits for no disk; the workers and what they start inherit it."""
    os.environ.setdefault("TMPDIR", str(choose_disk()))
    tempfile.tempdir = None  # so that it is asked for anew


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the tests that stay in one process: they take longest, and at the end the others would wait."""
    items.sort(key=lambda item: item.get_closest_marker("xdist_group") is None)


def pytest_collection_finish() -> None:
    """Spare the collector what stays until the end, modules and thousands of tests; let it come less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = terminalreporter.stats.get("skipped", [])
    if number := sum(LEFT_OUT in str(report.longrepr) for report in skipped):
        terminalreporter.write_line(f"{number} tests were skipped because {LEFT_OUT}", yellow=True)


@pytest.fixture(scope="session", autouse=True)
def _environment() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.startswith(STEERING_PREFIXES) or name in STEERING_VARIABLES:
                patch.delenv(name)
        patch.setattr("typer.testing._get_command", cache(get_command))  # so that commands are put together once
        patch.setattr(ScriptDirectory, "from_config", remember_scripts)
        patch.setattr("corpdb.storage.engine.create_engine", partial(create_engine, execution_options=SHARED))
        yield


@pytest.fixture(scope="module")
def known_readings() -> Iterator[None]:
    """Let each text be read but once, where the module's tests are of what becomes of facts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Reader, "__call__", remember)
        yield


@pytest.fixture(scope="module")
def one_job() -> Iterator[None]:
    """Let commands read in this process, unless they are told otherwise."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("corpdb.pipeline.reading.count_cores", lambda: 1)
        yield


@pytest.fixture(scope="session")
def postgresql_server(pytestconfig: pytest.Config) -> Iterator[Server]:
    """A running PostgreSQL server; a test that needs it fails if there is none."""
    if pytestconfig.getoption("--no-postgresql"):
        pytest.skip(LEFT_OUT)
    directory: Path | None = pytestconfig.getoption("--postgresql-bindir")
    try:
        with run_server(directory=directory, embedded=bool(pytestconfig.getoption("--embedded-postgresql"))) as server:
            yield server
    except BinariesError as error:
        raise pytest.fail.Exception(str(error), pytrace=False) from None


@pytest.fixture
def postgresql_url(postgresql_server: Server) -> Iterator[str]:
    """The SQLAlchemy address of an empty PostgreSQL database, which belongs to the role that connects."""
    with postgresql_server.database() as url:
        yield url


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """The SQLAlchemy address of an SQLite database that does not exist yet."""
    return f"sqlite:///{tmp_path / 'corpdb.db'}"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """The SQLAlchemy address of an empty database: the test runs on SQLite and on PostgreSQL."""
    return request.getfixturevalue(f"{request.param}_url")


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite database that the migrations have made, to be copied."""
    path = tmp_path_factory.mktemp("template") / "corpdb.db"
    _upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def twins(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Twins]:
    """Two SQLite databases to compare, renewed for each of many examples."""
    twins = Twins.make(sqlite_template, tmp_path_factory.mktemp("twins"))
    yield twins
    for engine in twins.engines:
        engine.dispose()


@pytest.fixture(scope="session")
def _postgresql_template(postgresql_server: Server) -> Iterator[str]:
    with postgresql_server.database() as url:
        _upgrade(url)
        yield make_url(url).database or ""


@pytest.fixture
def migrated_sqlite_url(sqlite_template: Path, tmp_path: Path) -> str:
    """The address of an SQLite database that the migrations have made."""
    return f"sqlite:///{shutil.copy(sqlite_template, tmp_path / 'corpdb.db')}"


@pytest.fixture
def migrated_postgresql_url(postgresql_server: Server, _postgresql_template: str) -> Iterator[str]:
    """The address of a PostgreSQL database that the migrations have made."""
    with postgresql_server.database(_postgresql_template) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def migrated_url(request: pytest.FixtureRequest) -> str:
    """The address of a database that the migrations have made: the test runs on SQLite and on PostgreSQL."""
    return request.getfixturevalue(f"migrated_{request.param}_url")


@pytest.fixture(scope="session")
def sqlite_filled(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite database with rows in every table, to be copied."""
    path = Path(shutil.copy(sqlite_template, tmp_path_factory.mktemp("filled")))
    _fill(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def _postgresql_filled(postgresql_server: Server, _postgresql_template: str) -> Iterator[str]:
    with postgresql_server.database(_postgresql_template) as url:
        _fill(url)
        yield make_url(url).database or ""


@pytest.fixture
def filled_sqlite_url(sqlite_filled: Path, tmp_path: Path) -> str:
    """The address of an SQLite database with rows in every table."""
    return f"sqlite:///{shutil.copy(sqlite_filled, tmp_path / 'filled.db')}"


@pytest.fixture
def filled_postgresql_url(postgresql_server: Server, _postgresql_filled: str) -> Iterator[str]:
    """The address of a PostgreSQL database with rows in every table."""
    with postgresql_server.database(_postgresql_filled) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def filled_url(request: pytest.FixtureRequest) -> str:
    """The address of a database with rows in every table: the test runs on SQLite and on PostgreSQL."""
    return request.getfixturevalue(f"filled_{request.param}_url")


@pytest.fixture(scope="session")
def _sqlite_old(sqlite_filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = Path(shutil.copy(sqlite_filled, tmp_path_factory.mktemp("old")))
    _take_back(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def _postgresql_old(postgresql_server: Server, _postgresql_filled: str) -> Iterator[str]:
    with postgresql_server.database(_postgresql_filled) as url:
        _take_back(url)
        yield make_url(url).database or ""


@pytest.fixture
def old_sqlite_url(_sqlite_old: Path, tmp_path: Path) -> str:
    """The address of an SQLite database with rows, of `OLD_REVISION`."""
    return f"sqlite:///{shutil.copy(_sqlite_old, tmp_path / 'old.db')}"


@pytest.fixture
def old_postgresql_url(postgresql_server: Server, _postgresql_old: str) -> Iterator[str]:
    """The address of a PostgreSQL database with rows, of `OLD_REVISION`."""
    with postgresql_server.database(_postgresql_old) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def old_url(request: pytest.FixtureRequest) -> str:
    """The address of a database with rows, of `OLD_REVISION`, on SQLite and on PostgreSQL."""
    return request.getfixturevalue(f"old_{request.param}_url")


@pytest.fixture
def filled(filled_url: str) -> Iterator[Engine]:
    """An engine for a database with rows in every table, on SQLite and on PostgreSQL."""
    engine = make_engine(filled_url)
    yield engine
    engine.dispose()


@pytest.fixture(scope="session")
def sqlite_sample(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of an SQLite database with the sample's rows, which no test changes."""
    url = f"sqlite:///{shutil.copy(sqlite_template, tmp_path_factory.mktemp('sample'))}"
    fill_sample(url)
    return url


@pytest.fixture(scope="session")
def postgresql_sample(postgresql_server: Server, _postgresql_template: str) -> Iterator[str]:
    """The address of a PostgreSQL database with the sample's rows, which no test changes."""
    with postgresql_server.database(_postgresql_template) as url:
        fill_sample(url)
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def sample_url(request: pytest.FixtureRequest) -> str:
    """The address of a database with the sample's rows, which no test changes, on SQLite and on PostgreSQL."""
    return request.getfixturevalue(f"{request.param}_sample")


@pytest.fixture
def engine(migrated_url: str) -> Iterator[Engine]:
    """An engine for a database that the migrations have made, on SQLite and on PostgreSQL."""
    engine = make_engine(migrated_url)
    yield engine
    engine.dispose()


def _fill(url: str) -> None:
    engine = make_engine(url)
    fill_every_table(engine)
    engine.dispose()


def _take_back(url: str) -> None:
    with open_database(url) as engine:
        downgrade(engine, OLD_REVISION)


def _upgrade(url: str) -> None:
    engine = make_engine(url)
    upgrade(engine)
    engine.dispose()
