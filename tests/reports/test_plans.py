"""No report reads a whole table for a part of it: what it costs must not grow with what is beside that part.

SQLite plans by the indexes alone, since it has no statistics: a small database shows how a large one is read.
"""

from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from sqlalchemy import Connection, create_engine
from sqlalchemy.dialects import sqlite

from corpdb.extraction.facts import PartialDate
from corpdb.models.vocabulary import EventType
from corpdb.reports.catalog import REPORTS
from corpdb.reports.filters import Filters
from tests.sample import ORCALINE

MONTH = PartialDate.parse("2023-11")
FILTERS = {
    "organization": Filters(organization=ORCALINE),
    "period": Filters(since=MONTH, until=MONTH),
    "type in a period": Filters(since=MONTH, until=MONTH, types=(EventType.PARTNERSHIP,)),
    "country in a period": Filters(since=MONTH, until=MONTH, countries=("FR",)),
    "language in a period": Filters(since=MONTH, until=MONTH, languages=("fr",), limit=10),
}
# What BI tools ask of views that lead far.
OF_VIEWS = (
    "bi_organization_names WHERE published_first_day BETWEEN '2023-11-01' AND '2023-11-30'",
    "bi_organization_names WHERE used_until BETWEEN '2023-11-01' AND '2023-11-30'",
    "bi_events WHERE document_id = 1",
    "bi_transactions WHERE mention_id = 1",
    "bi_event_merges WHERE event_id IN (SELECT event_id FROM bi_participants WHERE organization_id = 1)",
)
GROWING = {
    *("event", "participation", "mention", "document", "telling", "organization", "person", "event_version"),
    *("name_period", "organization_name", "one", "two"),  # as the view of merges calls tellings
}


@pytest.fixture
def connection(migrated_sqlite_url: str) -> Iterator[Connection]:
    engine = create_engine(migrated_sqlite_url)
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def plan(connection: Connection, query: str, values: tuple[Any, ...] = ()) -> list[str]:
    return [step[3] for step in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}", values)]


def find_scans(steps: Iterable[str]) -> list[str]:
    """The steps that read a growing table from its beginning."""
    return [step for step in steps if step.startswith("SCAN ") and step.split()[1] in GROWING]


def plan_report(connection: Connection, name: str, filters: Filters) -> list[str]:
    report = REPORTS[name]
    query = report.build(report.make_request(filters, report.find_sorting(filters.sort))).compile(
        dialect=sqlite.dialect(), compile_kwargs={"render_postcompile": True}
    )
    return plan(connection, str(query), tuple(query.params[each] for each in query.positiontup or ()))


@pytest.mark.parametrize("asked", FILTERS)
def test_a_report_of_a_part_reads_no_whole_table(connection: Connection, asked: str) -> None:
    filters = FILTERS[asked]
    for name, report in REPORTS.items():
        if filters.names - report.outline.filters or (name == "timeline" and not filters.organization):
            continue
        assert find_scans(plan_report(connection, name, filters)) == [], name


@pytest.mark.parametrize("asked", [each for each in FILTERS if each != "organization"])
def test_only_organizations_that_take_part_are_looked_up(connection: Connection, asked: str) -> None:
    steps = plan_report(connection, "companies", FILTERS[asked])
    assert "SEARCH organization USING INTEGER PRIMARY KEY (rowid=?)" in steps[steps.index("SCAN activity") :], steps


@pytest.mark.parametrize("asked", FILTERS)
def test_events_find_those_who_take_part_by_an_index(connection: Connection, asked: str) -> None:
    """Else each row of a report without a limit goes through those who take part in all of them."""
    for name in ("events", "transactions", "partnerships", "financings", "changes"):
        assert "SCAN part LEFT-JOIN" not in plan_report(connection, name, FILTERS[asked]), name


@pytest.mark.parametrize("query", OF_VIEWS)
def test_a_view_of_a_part_reads_no_whole_table(connection: Connection, query: str) -> None:
    assert find_scans(plan(connection, f"SELECT count(*) FROM {query}")) == []


def test_events_are_counted_without_a_look_at_what_documents_say_of_them(connection: Connection) -> None:
    steps = plan(connection, "SELECT status_en, count(*) FROM bi_events GROUP BY status_en")
    assert {step.split()[1] for step in steps} & {"mention", "document", "event_choice", "transaction_event"} == set()


@pytest.mark.parametrize(
    ("name", "sort", "index"),
    [
        ("transactions", "-amount", "SEARCH event USING INDEX ix_event_type_amount"),
        ("transactions", "amount", "SEARCH event USING INDEX ix_event_type_amount"),
        ("restructurings", "-headcount", "SEARCH event USING INDEX ix_event_headcount"),
        ("events", "-date", "SEARCH event USING INDEX ix_event_first_day_last_day_id_type"),
    ],
)
def test_the_first_rows_in_an_order_are_read_in_that_order(
    connection: Connection, name: str, sort: str, index: str
) -> None:
    steps = plan_report(connection, name, Filters(sort=sort, limit=10))
    having = steps[steps.index("MATERIALIZE having") :]
    assert having[1].startswith(index), steps


@pytest.mark.parametrize(
    ("sort", "found_by"),
    [
        (None, "COVERING INDEX ix_organization_activity_kind_type_events_organization_id (kind=? AND type=?)"),
        ("-events", "INDEX sqlite_autoindex_organization_activity_1 (organization_id=? AND type=?) LEFT-JOIN"),
    ],
)
def test_organizations_are_ranked_by_counts_that_an_index_finds(
    connection: Connection, sort: str | None, found_by: str
) -> None:
    assert f"SEARCH organization_activity USING {found_by}" in plan_report(
        connection, "companies", Filters(sort=sort, limit=10)
    )
