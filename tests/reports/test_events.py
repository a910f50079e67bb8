from decimal import Decimal

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from corpdb.core.errors import UsageError
from corpdb.models.vocabulary import EventKind, EventStatus, EventType, Role
from corpdb.reports.catalog import REPORTS
from corpdb.reports.filters import Filters
from tests.factories import add_document, add_event, add_mention, add_organization
from tests.reports.reading import read_rows, since, until
from tests.sample import CANCELLED, CLOSURE, NORDWIND, ORCALINE


def list_kinds(url: str, filters: Filters) -> list[str]:
    return [row["kind"] for row in read_rows(url, "events", filters)]


def test_events_come_in_time_and_the_undated_last(sample_url: str) -> None:
    assert list_kinds(sample_url, Filters()) == ["closure", "appointment", "acquisition", "alliance"]


def test_an_event_is_one_row_with_its_participants_in_the_order_of_roles(sample_url: str) -> None:
    sale = read_rows(sample_url, "events")[2]
    assert sale["participants"] == "target: Orcaline; buyer: Nordwind Energy; seller: Université de Brest"
    assert (sale["amount"], sale["currency"]) == (Decimal("1250000000.50"), "EUR")


@pytest.mark.parametrize("text", ["2023-11-15", "2023-11", "2023-Q4", "2023"])
def test_since_keeps_what_may_lie_in_the_period(sample_url: str, text: str) -> None:
    assert list_kinds(sample_url, since(text)) == ["closure", "appointment", "acquisition"]


def test_since_leaves_out_what_ended_before(sample_url: str) -> None:
    assert list_kinds(sample_url, since("2023-12-01")) == ["appointment", "acquisition"]


def test_until_keeps_what_may_have_begun(sample_url: str) -> None:
    assert list_kinds(sample_url, until("2024-01-01")) == ["closure", "appointment"]


def test_events_of_an_organization_a_type_or_a_status(sample_url: str) -> None:
    assert list_kinds(sample_url, Filters(organization=NORDWIND)) == ["appointment", "acquisition"]
    assert list_kinds(sample_url, Filters(types=(EventType.PARTNERSHIP,))) == ["alliance"]
    assert list_kinds(sample_url, Filters(statuses=(EventStatus.CANCELLED,))) == ["closure"]


def test_a_restructuring_names_its_subject_and_target(sample_url: str) -> None:
    [closure] = read_rows(sample_url, "restructurings")
    assert (closure["subject"], closure["target"]) == ("Orcaline", "laboratoire de Brest")
    assert (closure["date"], closure["headcount"]) == ("2023-11", 30)


def test_a_partnership_names_every_partner(sample_url: str) -> None:
    [alliance] = read_rows(sample_url, "partnerships")
    assert alliance["partners"] == "Université de Brest; Orcaline"


def test_a_timeline_quotes_the_newest_document(sample_url: str) -> None:
    rows = read_rows(sample_url, "timeline", Filters(organization=ORCALINE))
    assert [row["kind"] for row in rows] == ["closure", "acquisition", "alliance"]
    assert (rows[0]["quote"], rows[0]["published"]) == (CANCELLED, "2024-03-01")


def test_a_timeline_tells_what_happens_to_units_too(sample_url: str) -> None:
    rows = read_rows(sample_url, "timeline", Filters(organization=ORCALINE))
    assert rows[0]["role"] == "subject; target"


@pytest.mark.parametrize("others", [("2024-06-15", "2024"), ("2024-06-15", "2024-06-15"), ("2024-06-15", None)])
def test_a_timeline_quotes_the_place_that_the_status_is_taken_from(
    engine: Engine, others: tuple[str, str | None]
) -> None:
    with Session(engine) as session, session.begin():
        company = add_organization(session, "Orcaline")
        closure = add_event(session, EventKind.CLOSURE, (Role.SUBJECT, company), date="2024-06")
        for text, published in zip((CANCELLED, CLOSURE), others, strict=True):
            add_mention(session, closure, add_document(session, text, published=published), text)
    with REPORTS["timeline"].run(engine, Filters(organization=ORCALINE)) as timeline:
        [row] = timeline.rows
    assert CANCELLED in row


def test_a_filter_that_a_report_does_not_know_is_refused(sample_url: str) -> None:
    with pytest.raises(UsageError, match="summary cannot be narrowed by since"):
        read_rows(sample_url, "summary", since("2023"))
