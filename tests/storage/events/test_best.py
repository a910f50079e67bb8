"""The place that tells an event best follows whatever becomes of the event's values; the views show its words."""

from sqlalchemy import Connection, Engine

from corpdb.models.vocabulary import DecisionAction
from corpdb.storage.decisions.deciding import Setting, judge_event, merge_events, set_event, undo_decision
from corpdb.storage.loading.forgetting import Farewell, forget_documents
from tests.support.database import ANA, decide, execute, find_faults, load, read
from tests.support.stories import buy, close_lab, tell

BEST = "SELECT event_id, document_id FROM best_mention ORDER BY event_id"
SHOWN = "SELECT event_id, document_id, published_text FROM bi_events ORDER BY event_id"


def load_two_documents(engine: Engine) -> None:
    load(engine, tell(buy(people=3), at="a"), tell(buy(date=None), at="b", published="2023-06-01"))


def test_it_follows_what_people_decide_and_undo(engine: Engine) -> None:
    load_two_documents(engine)
    assert read(engine, BEST) == [(1, 2)]  # the newest gives the status

    def set_status(connection: Connection) -> int:
        return set_event(connection, 1, Setting("status", "completed"), ANA)

    number = decide(engine, set_status)
    # The first of the other values is the date, which only the first document gives.
    assert read(engine, BEST) == [(1, 1)]
    assert read(engine, SHOWN) == [(1, 1, "2023-05-20")]
    decide(engine, lambda connection: undo_decision(connection, number, ANA))
    assert read(engine, SHOWN) == [(1, 2, "2023-06-01")]


def test_it_goes_with_its_document(engine: Engine) -> None:
    load_two_documents(engine)
    forget_documents(engine, Farewell((2,), ()), ["b"])
    assert read(engine, BEST) == [(1, 1)]
    assert find_faults(engine) == []


def test_it_is_one_of_events_that_are_merged_and_none_of_one_that_is_gone(engine: Engine) -> None:
    load(engine, tell(buy(), at="a"), tell(buy("Delta", "Eta"), at="b", published="2023-06-01"))
    assert read(engine, BEST) == [(1, 1), (2, 2)]
    number = decide(engine, lambda connection: merge_events(connection, [1, 2], ANA))
    assert read(engine, BEST) == [(1, 2)]
    decide(engine, lambda connection: undo_decision(connection, number, ANA))
    assert read(engine, BEST) == [(1, 1), (2, 2)]


def test_an_event_without_one_is_shown_without_words(engine: Engine) -> None:
    load(engine, tell(close_lab(), at="a"))
    execute(engine, "DELETE FROM event_choice", "DELETE FROM best_mention")
    assert read(engine, SHOWN) == [(1, None, None)]
    assert find_faults(engine) == []


def test_what_is_noted_stays_where_nothing_changes(engine: Engine) -> None:
    load_two_documents(engine)
    place = "rowid" if engine.dialect.name == "sqlite" else "ctid::text"
    before = read(engine, f"SELECT {place}, event_id FROM best_mention")
    decide(engine, lambda connection: judge_event(connection, 1, DecisionAction.CONFIRM, ANA))
    assert read(engine, f"SELECT {place}, event_id FROM best_mention") == before


def test_another_document_than_the_mention_s_is_a_fault(engine: Engine) -> None:
    load_two_documents(engine)
    execute(engine, "UPDATE best_mention SET document_id = 3 - document_id")
    (fault,) = find_faults(engine)
    assert fault.startswith("event whose best mention is another: 1 rows")
