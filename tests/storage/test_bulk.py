"""Writing is refused where another program has changed the schema meanwhile."""

import pytest
from sqlalchemy import Engine

from corpdb.core.errors import DatabaseError
from corpdb.storage.loading.run import LoadRun
from corpdb.storage.schema.revisions import VERSION_TABLE
from tests.support.database import execute, read
from tests.support.stories import close_lab, tell


def test_a_load_writes_nothing_into_a_schema_that_was_changed_meanwhile(engine: Engine) -> None:
    run = LoadRun.start(engine, ["x"])
    run.write([tell(close_lab(), at="a")])
    execute(engine, f"UPDATE {VERSION_TABLE} SET version_num = 'later'")
    with pytest.raises(DatabaseError, match="the schema of the database was changed while this was under way"):
        run.write([tell(close_lab("Delta"), at="b")])
    assert read(engine, "SELECT count(*) FROM document") == [(1,)]
