from dataclasses import replace

import pytest

from corpdb.extraction.facts import PartialDate
from corpdb.models.vocabulary import DecisionAction, EventStatus, EventType
from corpdb.reports.filters import Filters
from corpdb.storage.decisions.deciding import judge_event
from corpdb.storage.engine import open_database
from tests.reports.reading import read_rows, since
from tests.sample import ORCALINE
from tests.support.database import ANA, decide, load
from tests.support.stories import buy, close_lab, tell


def test_companies_come_with_their_events_the_busiest_first(sample_url: str) -> None:
    rows = read_rows(sample_url, "companies")
    assert [(row["name"], row["events"]) for row in rows] == [("Orcaline", 3), ("Nordwind Energy", 2), ("Zéphyr", 0)]


def test_first_and_last_events_are_as_exact_as_they_are_known(sample_url: str) -> None:
    orcaline, nordwind, zephyr = read_rows(sample_url, "companies")
    assert (orcaline["first_event"], orcaline["last_event"]) == ("2023-11", "2024-02-10")
    assert (nordwind["first_event"], nordwind["last_event"]) == ("2024", "2024")
    assert (zephyr["first_event"], zephyr["last_event"]) == (None, None)


def test_a_condition_on_events_leaves_out_companies_without_such_an_event(sample_url: str) -> None:
    filters = Filters(types=(EventType.TRANSACTION,), statuses=(EventStatus.COMPLETED,))
    rows = read_rows(sample_url, "companies", filters)
    assert [(row["name"], row["events"]) for row in rows] == [("Orcaline", 1), ("Nordwind Energy", 1)]


def test_a_lab_is_told_with_who_runs_it(sample_url: str) -> None:
    [lab] = read_rows(sample_url, "labs")
    assert (lab["name"], lab["parent"], lab["events"]) == ("laboratoire de Brest", "Orcaline", 1)


def test_an_organization_brings_what_belongs_to_it(sample_url: str) -> None:
    assert [row["name"] for row in read_rows(sample_url, "labs", Filters(organization=ORCALINE))] == [
        "laboratoire de Brest"
    ]
    assert [row["name"] for row in read_rows(sample_url, "companies", Filters(organization=ORCALINE))] == ["Orcaline"]


@pytest.mark.parametrize("name", ["companies", "labs"])
@pytest.mark.parametrize(
    "filters",
    [
        Filters(),
        Filters(types=(EventType.TRANSACTION,)),
        Filters(types=(EventType.TRANSACTION, EventType.RESTRUCTURING)),
        Filters(organization=ORCALINE),
        Filters(types=(EventType.TRANSACTION,), organization=ORCALINE),
        Filters(statuses=(EventStatus.COMPLETED,)),
        Filters(languages=("fr",)),
        since("2024"),
        Filters(since=PartialDate.parse("2023"), until=PartialDate.parse("2023-11")),
        Filters(sort="events"),
        Filters(sort="-events"),
        Filters(sort="-organization_id"),
        Filters(sort="-name"),
    ],
    ids=str,
)
def test_the_first_rows_are_the_first_of_all(sample_url: str, name: str, filters: Filters) -> None:
    rows = read_rows(sample_url, name, filters)
    for limit in (1, 2, 3, 10):
        assert read_rows(sample_url, name, replace(filters, limit=limit)) == rows[:limit]


def test_the_busiest_in_several_types_has_most_events_of_all_of_them(migrated_url: str) -> None:
    sold = [buy("Beta", each, date="2021") for each in ("Delta", "Epsilon", "Zeta")]
    bought = [buy("Acme", each, date="2022") for each in ("Eta", "Theta")]
    closed = [close_lab("Acme", date=each) for each in ("2019", "2023")]
    with open_database(migrated_url) as engine:
        load(engine, tell(*sold, *bought, *closed))
    filters = Filters(types=(EventType.TRANSACTION, EventType.RESTRUCTURING), limit=1)
    assert [(row["name"], row["events"]) for row in read_rows(migrated_url, "companies", filters)] == [("Acme", 4)]


def test_what_people_reject_is_not_counted(migrated_url: str) -> None:
    with open_database(migrated_url) as engine:
        load(engine, tell(buy("Acme", "Beta"), close_lab("Beta"), buy("Beta", "Delta")))
        assert read_rows(migrated_url, "companies", Filters(limit=1))[0]["events"] == 3
        decide(engine, lambda connection: judge_event(connection, 1, DecisionAction.REJECT, ANA))
    for filters in (Filters(), Filters(limit=10)):
        rows = read_rows(migrated_url, "companies", filters)
        assert [(row["name"], row["events"]) for row in rows] == [("Beta", 2), ("Delta", 1), ("Acme", 0)]


def test_a_period_without_events_has_no_labs(sample_url: str) -> None:
    assert read_rows(sample_url, "labs", since("2030")) == []
