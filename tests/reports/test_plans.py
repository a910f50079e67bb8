"""No report reads a whole table for a part of it: what it costs must not grow with what is beside that part.

SQLite plans by the indexes alone, since it has no statistics: a small database shows how a large one is read.
"""

import pytest
from sqlalchemy import create_engine
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

GROWING = ("event", "participation", "mention", "document", "telling", "organization", "person", "event_version")


@pytest.mark.parametrize("asked", FILTERS)
def test_a_report_of_a_part_reads_no_whole_table(migrated_sqlite_url: str, asked: str) -> None:
    filters = FILTERS[asked]
    engine = create_engine(migrated_sqlite_url)
    with engine.connect() as connection:
        for name, report in REPORTS.items():
            if (
                name in WHOLE
                or filters.names - report.outline.filters
                or (name == "timeline" and not filters.organization)
            ):
                continue
            query = report.build(report.make_request(filters)).compile(
                dialect=sqlite.dialect(), compile_kwargs={"render_postcompile": True}
            )
            values = tuple(query.params[name] for name in query.positiontup or ())
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {query}", values).all()
            whole = [step[3] for step in plan if step[3].startswith(tuple(f"SCAN {table}" for table in GROWING))]
            assert not whole, (name, whole)
    engine.dispose()
