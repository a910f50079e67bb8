"""The chain of revisions: whole, in a line, and each step undone by its own downgrade, with rows in the tables."""

import pytest
from sqlalchemy import Engine, inspect, text

from corpdb.core.errors import UsageError
from corpdb.models.schema import metadata
from corpdb.storage.checking.check import list_differences
from corpdb.storage.engine import is_sqlite, open_database
from corpdb.storage.loading.run import LoadRun
from corpdb.storage.schema.chain import find_route, list_history, write_sql
from corpdb.storage.schema.state import current_revision, downgrade, upgrade
from tests.support.content import read_rows
from tests.support.rows import OLD_REVISION


def list_revisions() -> list[str]:
    """From the first to the newest."""
    return [revision.identifier for revision in list_history()]


def test_down_to_base_leaves_nothing_but_the_version(engine: Engine) -> None:
    downgrade(engine, "base")
    assert current_revision(engine) is None
    assert inspect(engine).get_table_names() == ["corpdb_schema_version"]
    assert inspect(engine).get_view_names() == []
    upgrade(engine)
    assert list_differences(engine) == []


def test_each_step_goes_down_and_up_and_down_with_rows_in_every_table(filled: Engine) -> None:
    for revision in [*list_revisions()[-2::-1], "base"]:
        downgrade(filled, revision)  # two steps, but for the first time: down again, and the next
        upgrade(filled, "+1")
    downgrade(filled, "base")
    upgrade(filled)
    assert list_differences(filled) == []


def test_the_sql_that_is_printed_does_what_the_upgrade_does(old_url: str) -> None:
    with open_database(old_url) as engine:
        run_script(engine, write_sql(find_route(engine, "head", goes_down=False), old_url))
        assert current_revision(engine) == list_revisions()[-1]
        by_script = read_rows(old_url)
        downgrade(engine, OLD_REVISION)
        upgrade(engine)
    assert read_rows(old_url) == by_script


def test_the_last_step_down_and_up_keeps_the_rows(filled: Engine) -> None:
    before = count_rows(filled)
    downgrade(filled, "-1")
    upgrade(filled)
    LoadRun.start(filled, ["x"])  # which derives what the step may have emptied
    assert count_rows(filled) == before | {"load": before["load"] + 1, "unsettled_event": 0}
    assert all(before.values())


def test_an_unknown_revision_is_named_and_nothing_changes(engine: Engine) -> None:
    with pytest.raises(UsageError, match=r"nope.*corpdb db history"):
        upgrade(engine, "nope")
    assert list_differences(engine) == []


def run_script(engine: Engine, script: str) -> None:
    """Run statements as the databases' own programs do."""
    engine.dispose()
    with engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        if is_sqlite(engine):
            raw.executescript(script)
        else:
            raw.autocommit = True
            for statement in filter(str.strip, script.split(";\n")):  # for psql sends one at a time as well
                raw.execute(statement)
    engine.dispose()


def count_rows(engine: Engine) -> dict[str, int]:
    with engine.connect() as connection:
        return {
            table.name: connection.scalar(text(f"SELECT count(*) FROM {table.name}")) or 0
            for table in metadata.sorted_tables
        }
