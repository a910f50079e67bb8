"""Benchmarks fill databases of any size, in which all rows belong together."""

from multiplying import fill_database
from sqlalchemy import text

from corpdb.storage.checking.references import find_orphans
from corpdb.storage.engine import open_database


def test_as_many_events_as_asked_for_are_there_with_all_that_belongs_to_them(migrated_sqlite_url: str) -> None:
    fill_database(migrated_sqlite_url, 1500)
    with open_database(migrated_sqlite_url) as engine, engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM event")).scalar_one() >= 1500
        assert list(find_orphans(connection)) == []
