from sqlalchemy import Engine

from corpdb.models.vocabulary import LoadStatus
from corpdb.storage.engine import open_database
from corpdb.storage.loading.liveness import being_alive
from corpdb.storage.loading.run import LoadRun
from tests.support.database import read

STATUSES = "SELECT status FROM load ORDER BY id"


def test_a_run_that_goes_on_is_left_alone_on_postgresql(migrated_postgresql_url: str) -> None:
    with open_database(migrated_postgresql_url) as engine:
        with being_alive(engine, LoadRun.start(engine, ["x"]).load_id):
            LoadRun.start(engine, ["y"])
            assert read(engine, STATUSES) == [("running",), ("running",)]
        LoadRun.start(engine, ["z"])
        assert read(engine, STATUSES) == [("interrupted",), ("interrupted",), ("running",)]


def test_a_run_has_the_last_word_on_its_own_end(engine: Engine) -> None:
    first = LoadRun.start(engine, ["x"])
    LoadRun.start(engine, ["y"])
    first.finish(LoadStatus.COMPLETED)
    assert read(engine, STATUSES) == [("completed",), ("running",)]
