"""Databases of every schema there has been: each is upgraded, and then used like one that was made today."""

from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from corpdb.pipeline.load import load_paths
from corpdb.pipeline.options import LoadOptions
from corpdb.storage.decisions.deciding import undo_decision
from corpdb.storage.decisions.writing import Signature
from corpdb.storage.engine import open_database
from corpdb.storage.schema.chain import read_releases
from corpdb.storage.schema.revisions import read_current, read_revisions
from tests.cli.running import run_on
from tests.support.content import read_content
from tests.support.states import POSTGRESQL_ENDING, SQLITE_ENDING, STATES, list_states, restore_state
from tools.state import ARTICLES, SEEDS

pytestmark = [
    pytest.mark.xdist_group("states"),  # in one process: what they share is dear
    pytest.mark.usefixtures("known_readings"),
]
NEXT_ARTICLE = SEEDS / "en" / "en-tech-132-alibaba-cloud-stays.txt"  # tells on what the kept articles tell
SIZE_LIMIT = 300_000
CONTRACT_SINCE = "c1a1f3d0b020"  # the columns that views have had since then stay in their places


@pytest.fixture(params=list_states())
def state(request: pytest.FixtureRequest) -> str:
    return request.param


@pytest.fixture(scope="module")
def present_content(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What this program makes of the articles that the states hold, and of the next one."""
    url = f"sqlite:///{tmp_path_factory.mktemp('present') / 'corpdb.db'}"
    paths = [*(str(SEEDS / article) for article in ARTICLES), str(NEXT_ARTICLE)]
    load_paths(url, paths, LoadOptions(jobs=1))
    return {part: rows for part, rows in read_content(url).items() if part != "addresses"}


def command(url: str, *arguments: str, code: int = 0) -> str:
    """What a command prints."""
    result = run_on(url, *arguments)
    assert result.exit_code == code, result.stderr
    return result.stdout


def test_every_landed_schema_is_kept() -> None:
    wanted = {read_revisions().head, *read_releases().values()}
    message = "type: python -m uv run python -m tools.state, and commit what it writes"
    assert wanted <= set(list_states()), message


def test_the_files_of_a_state_are_two_and_small(state: str) -> None:
    sizes = [(STATES / f"{state}{ending}").stat().st_size for ending in (SQLITE_ENDING, POSTGRESQL_ENDING)]
    assert max(sizes) < SIZE_LIMIT


def test_a_state_is_upgraded_on_both_databases_used_and_read_again(
    state: str, sqlite_url: str, postgresql_url: str, present_content: dict[str, list[str]]
) -> None:
    urls = [sqlite_url, postgresql_url]
    for url in urls:
        revive(state, url)
    assert read_content(sqlite_url) == read_content(postgresql_url)
    for url in urls if state == list_states()[0] else urls[:1]:  # now they are the same
        use(url)
        assert {part: rows for part, rows in read_content(url).items() if part != "addresses"} == present_content


def revive(state: str, url: str) -> None:
    """Let the empty database at `url` be one that an earlier program left, and upgrade it."""
    restore_state(state, url)
    with open_database(url) as engine, engine.connect() as connection:
        assert read_current(connection) == state
    command(url, "db", "upgrade")
    assert command(url, "db", "check") == "no differences\n"


def use(url: str) -> None:
    """What people do with a database."""
    told = command(url, "load", str(NEXT_ARTICLE), "--jobs", "1")
    assert told.startswith("documents      1: 1 new, 0 changed, 0 unchanged, 0 failed\n")
    look_and_decide(url)
    undo_decisions(url)
    command(url, "reload", "--all", "--jobs", "1")
    assert command(url, "db", "check") == "no differences\n"


def look_and_decide(url: str) -> None:
    """What an analyst does."""
    assert "Alibaba" in command(url, "report", "restructurings", "--format", "csv")
    assert "“" in command(url, "show", "event", "1")
    command(url, "curate", "set", "event", "1", "headcount", "77", "--by", "bo")
    assert ",77," in command(url, "report", "events", "--format", "csv")


def undo_decisions(url: str) -> None:
    """Undo what was decided, newest first."""
    with open_database(url) as engine, engine.execution_options(writing=True).begin() as connection:
        query = text("SELECT id FROM decision WHERE undone_at IS NULL ORDER BY id DESC")
        for number in connection.execute(query).scalars().all():
            undo_decision(connection, number, Signature("bo"))


@pytest.mark.parametrize("revision", [revision for revision in list_states() if revision >= CONTRACT_SINCE])
def test_views_have_only_gained_columns_at_their_end(revision: str, tmp_path: Path, migrated_sqlite_url: str) -> None:
    old_url = f"sqlite:///{tmp_path / 'old.db'}"
    restore_state(revision, old_url)
    now = read_views(migrated_sqlite_url)
    for view, columns in read_views(old_url).items():
        assert now.get(view, [])[: len(columns)] == columns, view


def read_views(url: str) -> dict[str, list[str]]:
    """The columns of each view, in order."""
    with open_database(url) as engine:
        inspector = inspect(engine)
        names = [name for name in inspector.get_view_names() if name.startswith("bi_")]
        return {name: [column["name"] for column in inspector.get_columns(name)] for name in names}
