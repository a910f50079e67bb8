"""The chain of revisions: whole, in a line, and each step undone by its own downgrade, with rows in the tables."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, inspect, text

from corpdb.core.errors import UsageError
from corpdb.models.schema import metadata
from corpdb.storage.chain import list_history
from corpdb.storage.check import list_differences
from corpdb.storage.engine import make_engine
from corpdb.storage.schema import current_revision, downgrade, upgrade
from tests.support.rows import fill_every_table


@pytest.fixture
def empty_engine(database_url: str) -> Iterator[Engine]:
    engine = make_engine(database_url)
    yield engine
    engine.dispose()


def list_revisions() -> list[str]:
    """From the first to the newest."""
    return [revision.identifier for revision in list_history()]


def test_each_revision_goes_up_and_down_and_up(empty_engine: Engine) -> None:
    for step, revision in enumerate(list_revisions()):
        upgrade(empty_engine, revision)
        downgrade(empty_engine, "-1" if step else "base")
        upgrade(empty_engine, revision)
    assert list_differences(empty_engine) == []


def test_down_to_base_leaves_nothing_but_the_version(engine: Engine) -> None:
    downgrade(engine, "base")
    assert current_revision(engine) is None
    assert inspect(engine).get_table_names() == ["corpdb_schema_version"]
    assert inspect(engine).get_view_names() == []
    upgrade(engine)
    assert list_differences(engine) == []


def test_each_step_goes_down_with_rows_in_every_table(engine: Engine) -> None:
    fill_every_table(engine)
    for revision in [*list_revisions()[-2::-1], "base"]:
        downgrade(engine, revision)
    upgrade(engine)
    assert list_differences(engine) == []


def test_the_last_step_down_and_up_keeps_the_rows(engine: Engine) -> None:
    fill_every_table(engine)
    before = count_rows(engine)
    downgrade(engine, "-1")
    upgrade(engine)
    assert count_rows(engine) == before
    assert all(before.values())


def test_an_unknown_revision_is_named_and_nothing_changes(engine: Engine) -> None:
    with pytest.raises(UsageError, match=r"nope.*corpdb db history"):
        upgrade(engine, "nope")
    assert list_differences(engine) == []


def count_rows(engine: Engine) -> dict[str, int]:
    with engine.connect() as connection:
        return {
            table.name: connection.scalar(text(f"SELECT count(*) FROM {table.name}")) or 0
            for table in metadata.sorted_tables
        }
