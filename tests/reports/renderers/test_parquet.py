import io
import sys
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from pyarrow.parquet import read_table

from corpdb.core.errors import CorpdbError
from corpdb.reports.catalog import REPORTS
from corpdb.reports.filters import Filters
from corpdb.reports.renderers import parquet
from corpdb.reports.renderers.parquet import write_parquet
from corpdb.storage.engine import open_database
from tests.reports.renderers.sample import make_result

DAY = date(2023, 11, 27)
MOMENT = datetime(2023, 11, 27, 8, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("values", "type", "read"),
    [
        ((1, None), "int64", [1, None]),
        ((1, 0.5), "double", [1.0, 0.5]),
        ((True, False), "bool", [True, False]),
        ((DAY, None), "date32[day]", [DAY, None]),
        ((MOMENT, None), "timestamp[us, tz=UTC]", [MOMENT, None]),
        ((30.0, Decimal(30), 30), "int64", [30, 30, 30]),
        ((Decimal("1E+3"), 0.125, Decimal("0.1")), "double", [1000.0, 0.125, 0.1]),
        ((float("nan"), 0.5), "double", None),
        ((Decimal(10**17), Decimal("0.125")), "double", [1e17, 0.125]),
        ((Decimal(10**17 + 1), Decimal("0.125")), "decimal128(38, 3)", [Decimal(10**17 + 1), Decimal("0.125")]),
        ((2**64, 1), "decimal128(38, 0)", [Decimal(2**64), Decimal(1)]),
        ((10**40, 1), "string", [str(10**40), "1"]),
        (("é", 1), "string", ["é", "1"]),
        ((None, None), "string", [None, None]),
    ],
)
def test_a_column_of_a_query_has_the_narrowest_type_that_holds_it(
    values: tuple[Any, ...], type: str, read: list[Any] | None
) -> None:
    stream = io.BytesIO()
    assert write_parquet(make_result("a", *((value,) for value in values)), stream) == len(values)
    table = read_table(stream)
    assert [str(each) for each in table.schema.types] == [type]
    assert read is None or [row["a"] for row in table.to_pylist()] == read


def test_a_report_has_the_same_types_whether_it_has_rows_or_not(
    sample_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet, "BATCH_ROWS", 2)
    streams = io.BytesIO(), io.BytesIO()
    with open_database(sample_url, read_only=True) as engine:
        for stream, filters in zip(streams, (Filters(), Filters(organization=999)), strict=True):
            with REPORTS["events"].run(engine, filters) as result:
                write_parquet(result, stream)
    full, empty = map(read_table, streams)
    assert full.schema == empty.schema
    sale = full.to_pylist()[2]
    assert (sale["amount"], sale["first_day"]) == (Decimal("1250000000.50"), date(2024, 2, 10))
    assert len(full.to_pylist()) == 4
    assert empty.to_pylist() == []


def test_a_library_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    with pytest.raises(CorpdbError, match=r"install it with: pip install 'corpdb\[parquet\]'"):
        write_parquet(make_result("a"), io.BytesIO())
