"""Databases of before events were counted by organization: the upgrade counts what a load would have counted."""

from sqlalchemy import Engine

from corpdb.models.vocabulary import DecisionAction
from corpdb.storage.checking.check import list_differences
from corpdb.storage.decisions.deciding import judge_event
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
