from corpdb.models.vocabulary import EventStatus, EventType
from corpdb.reports.filters import Filters
from tests.reports.reading import read_rows, since
from tests.sample import ORCALINE


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


def test_a_period_without_events_has_no_labs(sample_url: str) -> None:
    assert read_rows(sample_url, "labs", since("2030")) == []
