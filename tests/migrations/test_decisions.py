"""Databases of before decisions: nothing changes in them; going back loses decisions and nothing else."""

from sqlalchemy import Engine

from corpdb.models.vocabulary import DecisionAction
from corpdb.storage.checking.check import list_differences
from corpdb.storage.decisions.deciding import Setting, judge_event, merge_events, merge_organizations, set_event
from corpdb.storage.loading.run import LoadRun
from corpdb.storage.schema.state import downgrade, upgrade
from tests.support.content import read_content
from tests.support.database import ANA, decide, load, read, url_of
from tests.support.stories import buy, tell

BEFORE_DECISIONS, DECISIONS = "c1a1f3d0b015", "c1a1f3d0b016"
BEFORE_DECIDED_MERGES = "c1a1f3d0b032"


def test_facts_stay_when_decisions_come_and_go(engine: Engine) -> None:
    url = url_of(engine)
    load(engine, tell(buy()), tell(buy(target="Gamma"), at="b"))
    content = read_content(url)
    downgrade(engine, BEFORE_DECISIONS)
    upgrade(engine, DECISIONS)
    assert read(engine, "SELECT verdict FROM event") == [("open",), ("open",)]
    upgrade(engine)
    LoadRun.start(engine, ["x"])
    assert read_content(url) == content
    assert list_differences(engine) == []
    assert read(engine, "SELECT verdict FROM bi_events") == [("open",), ("open",)]


def test_going_back_loses_decisions_and_keeps_what_there_is(engine: Engine) -> None:
    load(engine, tell(buy()), tell(buy(target="Gamma"), at="b"))
    decide(engine, lambda connection: merge_events(connection, [1, 2], ANA))
    decide(engine, lambda connection: set_event(connection, 1, Setting("headcount", "12"), ANA))
    decide(engine, lambda connection: judge_event(connection, 1, DecisionAction.CONFIRM, ANA))
    downgrade(engine, BEFORE_DECISIONS)
    assert read(engine, "SELECT event_id, headcount FROM bi_events") == [(1, 12)]
    assert read(engine, "SELECT count(*) FROM bi_event_choices WHERE value = 'headcount'") == [(0,)]
    upgrade(engine)
    LoadRun.start(engine, ["x"])
    assert list_differences(engine) == []
    assert read(engine, "SELECT count(*) FROM bi_decisions") == [(0,)]


def test_merges_that_people_have_decided_are_told_from_their_revision_on(engine: Engine) -> None:
    load(engine, tell(buy()), tell(buy(target="Gamma"), at="b"))
    decide(engine, lambda connection: merge_events(connection, [1, 2], ANA))
    decide(engine, lambda connection: merge_organizations(connection, [2, 3], ANA))
    names, events = (
        "SELECT name, other_name, reason, score FROM bi_merges",
        "SELECT event_id, reason FROM bi_event_merges",
    )
    told = [("Beta", "Gamma", "merge", None)]
    assert (read(engine, names), read(engine, f"{events} WHERE score IS NULL")) == (told, [(1, "merge")])
    downgrade(engine, BEFORE_DECIDED_MERGES)
    assert read(engine, names) == []
    upgrade(engine)
    assert read(engine, names) == told
