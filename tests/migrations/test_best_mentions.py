"""Databases of before the best mention of an event was noted: the upgrade finds those that a load would have noted."""

from sqlalchemy import Connection, Engine

from corpdb.models.views import VIEWS
from corpdb.models.vocabulary import DecisionAction
from corpdb.storage.checking.check import list_differences
from corpdb.storage.decisions.deciding import Setting, judge_event, set_event
from corpdb.storage.schema.state import downgrade, upgrade
from tests.support.database import ANA, decide, load, read
from tests.support.stories import buy, close_lab, tell

TESTED = ("c1a1f3d0b045", "c1a1f3d0b046", "c1a1f3d0b047")
BEFORE = "c1a1f3d0b044"
BEST = "SELECT event_id, mention_id, document_id FROM best_mention ORDER BY event_id"
SHOWN = [f"SELECT * FROM {view.name} ORDER BY event_id" for view in VIEWS if "best_mention" in view.source]


def test_best_mentions_are_found_by_the_upgrade(engine: Engine) -> None:
    load(engine, tell(buy(people=3), at="b"), tell(close_lab(), at="c", published="2022"))
    load(engine, tell(buy(), at="d", published="2023-06-01"), tell(buy("Eta", "Zeta"), at="e"))

    def set_status(connection: Connection) -> int | None:
        return set_event(connection, 2, Setting("status", "completed"), ANA)

    decide(engine, set_status)
    decide(engine, lambda connection: judge_event(connection, 3, DecisionAction.REJECT, ANA))
    best = read(engine, BEST)
    # The newest gives the status; where a person has set that, another value leads.
    assert best == [(1, 3, 3), (2, 2, 2), (3, 4, 4)]
    now = [read(engine, query) for query in SHOWN]
    downgrade(engine, BEFORE)
    assert [read(engine, query) for query in SHOWN] == now
    upgrade(engine)
    assert read(engine, BEST) == best
    assert [read(engine, query) for query in SHOWN] == now
    assert list_differences(engine) == []
