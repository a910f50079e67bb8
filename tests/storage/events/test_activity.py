"""The numbers of events that organizations take part in follow whatever becomes of the events and the organizations."""

import pytest
from sqlalchemy import Connection, Engine

from corpdb.models.vocabulary import DecisionAction, OrganizationKind
from corpdb.storage.decisions.deciding import (
    Setting,
    judge_event,
    merge_events,
    merge_organizations,
    set_organization,
    undo_decision,
)
from corpdb.storage.loading.forgetting import Farewell, forget_documents
from tests.support.database import ANA, decide, execute, find_faults, load, read
from tests.support.stories import Named, buy, close_lab, tell

COUNTS = """
SELECT name, organization_activity.kind, type, events FROM organization_activity
JOIN organization ON organization.id = organization_id ORDER BY name, type
"""

ORGANIZATION = "organization_id, organization, organization_kind, organization_kind_fr"
# The views that stand for counting in that of participants, and by which columns they count.
VIEWS = {
    "bi_event_organizations": "event_id, organization_id, role, role_en, rank",
    "bi_organization_activity": ORGANIZATION,
    "bi_organization_types": f"{ORGANIZATION}, type, type_fr",
}


def read_counts(engine: Engine) -> list[tuple[object, ...]]:
    return [(name, event_type, events) for name, _, event_type, events in read(engine, COUNTS)]


def test_events_are_counted_by_type_and_in_all(engine: Engine) -> None:
    load(engine, tell(buy("Acme", "Beta"), buy("Acme", "Delta"), close_lab("Acme")))
    assert read(engine, COUNTS) == [
        ("Acme", "company", "any", 3),
        ("Acme", "company", "restructuring", 1),
        ("Acme", "company", "transaction", 2),
        ("Beta", "company", "any", 1),
        ("Beta", "company", "transaction", 1),
        ("Delta", "company", "any", 1),
        ("Delta", "company", "transaction", 1),
    ]


@pytest.mark.parametrize("view", VIEWS)
def test_a_view_of_counts_says_what_the_view_of_participants_says(engine: Engine, view: str) -> None:
    load(engine, tell(buy("Acme", "Beta"), buy("Acme", "Delta"), close_lab("Beta")))
    decide(engine, lambda connection: judge_event(connection, 2, DecisionAction.REJECT, ANA))
    by = VIEWS[view]
    events = "1" if view == "bi_event_organizations" else "events"
    rows = read(engine, f"SELECT {by}, {events} FROM {view} ORDER BY {by}")
    assert len(rows) > 1
    assert rows == read(
        engine,
        f"SELECT {by}, count(DISTINCT event_id) FROM bi_participants"
        f" WHERE organization_id IS NOT NULL GROUP BY {by} ORDER BY {by}",
    )


def test_an_event_that_two_documents_tell_counts_once(engine: Engine) -> None:
    load(engine, tell(close_lab(), at="a"), tell(close_lab(), at="b", published="2023-06-01"))
    assert read_counts(engine) == [("Acme", "any", 1), ("Acme", "restructuring", 1)]


def test_they_go_with_their_document(engine: Engine) -> None:
    load(engine, tell(close_lab(), at="a"), tell(buy("Acme", "Beta"), at="b"))
    forget_documents(engine, Farewell((2,), ()), ["b"])
    assert read_counts(engine) == [("Acme", "any", 1), ("Acme", "restructuring", 1)]
    assert find_faults(engine) == []


def test_what_people_reject_does_not_count_until_they_take_it_back(engine: Engine) -> None:
    load(engine, tell(close_lab(), buy("Acme", "Beta")))
    before = read_counts(engine)
    number = decide(engine, lambda connection: judge_event(connection, 2, DecisionAction.REJECT, ANA))
    assert read_counts(engine) == [("Acme", "any", 1), ("Acme", "restructuring", 1)]
    decide(engine, lambda connection: undo_decision(connection, number, ANA))
    assert read_counts(engine) == before


def test_organizations_that_are_merged_have_the_events_of_both(engine: Engine) -> None:
    load(engine, tell(close_lab("Acme"), buy("Beta", "Delta"), buy("Acme", "Delta", date="2021")))
    before = read_counts(engine)
    number = decide(engine, lambda connection: merge_organizations(connection, [1, 2], ANA))
    assert [row for row in read_counts(engine) if row[0] == "Acme"] == [
        ("Acme", "any", 3),
        ("Acme", "restructuring", 1),
        ("Acme", "transaction", 2),
    ]
    decide(engine, lambda connection: undo_decision(connection, number, ANA))
    assert read_counts(engine) == before


def test_events_that_are_merged_count_once(engine: Engine) -> None:
    load(engine, tell(buy(), at="a"), tell(buy("Acme", "Eta"), at="b", published="2023-06-01"))
    number = decide(engine, lambda connection: merge_events(connection, [1, 2], ANA))
    assert ("Acme", "any", 1) in read_counts(engine)
    decide(engine, lambda connection: undo_decision(connection, number, ANA))
    assert ("Acme", "any", 2) in read_counts(engine)


def test_an_organization_of_another_kind_is_of_that_kind_here_too(engine: Engine) -> None:
    load(engine, tell(close_lab()))
    lab = Named("Acme", OrganizationKind.LAB)
    load(engine, *(tell(buy("Acme", each), at=each, named=(lab,)) for each in ("Eta", "Zeta")))
    assert {row[1] for row in read(engine, COUNTS) if row[0] == "Acme"} == {"lab"}

    def set_kind(connection: Connection) -> int | None:
        return set_organization(connection, 1, Setting("kind", "public"), ANA)

    decide(engine, set_kind)
    assert {row[1] for row in read(engine, COUNTS) if row[0] == "Acme"} == {"public"}


def test_a_number_that_is_wrong_is_found(engine: Engine) -> None:
    load(engine, tell(close_lab()))
    execute(engine, "UPDATE organization_activity SET events = 2 WHERE type = 'any'")
    [fault] = find_faults(engine)
    assert "organization_activity with a wrong number of events: 1 rows" in fault
