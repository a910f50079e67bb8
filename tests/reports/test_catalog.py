from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import TableClause
from sqlalchemy.sql import visitors

from corpdb.models.schema import metadata
from corpdb.models.views import VIEWS
from corpdb.models.vocabulary import EventType
from corpdb.reports.catalog import REPORTS
from corpdb.reports.filters import Filters
from tests.reports.reading import read_rows
from tests.sample import ORCALINE, UNTOLD

TWO = (EventType.TRANSACTION, EventType.RESTRUCTURING)


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_is_the_same_on_both_databases(name: str, sqlite_sample: str, postgresql_sample: str) -> None:
    filters = Filters(organization=ORCALINE) if "organization" in REPORTS[name].outline.filters else Filters()
    rows = read_rows(sqlite_sample, name, filters)
    assert bool(rows) == (name not in UNTOLD | {"leadership"})  # Orcaline gets no new head
    assert rows == read_rows(postgresql_sample, name, filters)


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("filters", [Filters(organization=1, limit=1), Filters(limit=1), Filters(types=TWO, limit=1)])
def test_a_report_reads_no_table(name: str, filters: Filters) -> None:
    report = REPORTS[name]
    if name == "timeline" and filters.organization is None:
        return
    query = report.build(report.make_request(filters))
    sources = {element.name for element in visitors.iterate(query) if isinstance(element, TableClause)}
    assert sources & {view.name for view in VIEWS}
    assert not sources & metadata.tables.keys()


@pytest.mark.parametrize("name", REPORTS)
def test_every_column_has_a_type(name: str) -> None:
    types = {column.type.python for column in REPORTS[name].columns}
    assert types <= {int, float, str, Decimal, date}
