"""Which plans PostgreSQL follows while a batch is written: whole tables are never read, however few rows they hold."""

from sqlalchemy import Connection, text

from corpdb.models.schema import REFERENCE_TABLES
from corpdb.storage.bulk import by_index
from corpdb.storage.engine import open_database
from corpdb.storage.loading.batch import write_batch
from corpdb.storage.loading.run import LoadRun
from corpdb.storage.schema.revisions import VERSION_TABLE
from tests.support.stories import close_lab, make_document

SCANNED = text("SELECT relname FROM pg_stat_xact_user_tables WHERE seq_scan > 0")


def test_a_batch_reads_no_whole_table_on_postgresql(migrated_postgresql_url: str) -> None:
    known, new = (make_document(close_lab(name), address=f"file:///{name}.txt") for name in ("Acme", "Acme Group"))
    with open_database(migrated_postgresql_url) as engine:
        run = LoadRun.start(engine, ["test"])
        run.write([known])
        with engine.connect() as connection:
            connection.execute(text("SELECT pg_stat_force_next_flush()"))
            connection.commit()  # from here on, the counts are of what follows
            write_batch(connection, run.load_id, [new])
            small = {*REFERENCE_TABLES, VERSION_TABLE}
            assert set(connection.scalars(SCANNED)) - small == {"decision"}  # is there any?
            assert _may_scan(connection)


def test_a_step_that_is_taken_back_leaves_the_plans_as_they_were(migrated_postgresql_url: str) -> None:
    with open_database(migrated_postgresql_url) as engine, engine.begin() as connection:
        step = connection.begin_nested()
        with by_index(connection):
            assert not _may_scan(connection)
            step.rollback()
        assert _may_scan(connection)


def _may_scan(connection: Connection) -> bool:
    return connection.execute(text("SHOW enable_seqscan")).scalar_one() == "on"
