"""Databases of before events were counted by organization: the upgrade counts what a load would have counted."""

from concurrent.futures import ThreadPoolExecutor
from time import sleep

from sqlalchemy import Engine

from corpdb.migrations import steps
from corpdb.models.vocabulary import DecisionAction
from corpdb.storage import bulk
from corpdb.storage.checking.check import list_differences
from corpdb.storage.decisions.deciding import judge_event
from corpdb.storage.engine import make_engine
from corpdb.storage.schema.changing import LOCK_MILLISECONDS
from corpdb.storage.schema.state import downgrade, upgrade
from tests.support.database import ANA, decide, find_faults, load, read
from tests.support.stories import buy, close_lab, tell

TESTED = "c1a1f3d0b049"
BEFORE = "c1a1f3d0b048"
COUNTS = "SELECT organization_id, type, kind, events FROM organization_activity ORDER BY organization_id, type"


def test_events_are_counted_by_the_upgrade(engine: Engine) -> None:
    load(engine, tell(buy("Acme", "Beta"), close_lab("Acme")), tell(buy("Beta", "Delta"), close_lab("Beta"), at="b"))
    decide(engine, lambda connection: judge_event(connection, 3, DecisionAction.REJECT, ANA))
    counts = read(engine, COUNTS)
    assert counts[0] == (1, "any", "company", 2)
    downgrade(engine, BEFORE)
    upgrade(engine)
    assert read(engine, COUNTS) == counts
    assert find_faults(engine) == []
    assert list_differences(engine) == []
    load(engine, tell(close_lab("Acme", date="2020"), at="c"))
    assert read(engine, COUNTS)[0] == (1, "any", "company", 3)


def test_what_is_written_while_the_upgrade_begins_is_counted(migrated_postgresql_url: str) -> None:
    assert steps.WRITE_LOCK == bulk.WRITE_LOCK
    engine = make_engine(migrated_postgresql_url)
    load(engine, tell(close_lab("Acme"), close_lab("Beta")))
    downgrade(engine, BEFORE)
    with engine.connect() as writer, ThreadPoolExecutor(1) as pool:
        writer.exec_driver_sql(f"SELECT pg_advisory_xact_lock({bulk.WRITE_LOCK})")
        writer.exec_driver_sql("UPDATE participation SET organization_id = 1")
        work = pool.submit(upgrade, engine)
        sleep(2 * LOCK_MILLISECONDS / 1000)
        assert not work.done()
        writer.commit()
        work.result(20)
    assert read(engine, COUNTS) == [(1, "any", "company", 2), (1, "restructuring", "company", 2)]
    engine.dispose()
