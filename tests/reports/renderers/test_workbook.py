import io
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import openpyxl
import pytest

from corpdb.core.errors import CorpdbError
from corpdb.reports.renderers.workbook import write_xlsx
from corpdb.reports.result import Result
from tests.reports.renderers.sample import make_result


def read_cells(result: Result) -> list[list[Any]]:
    stream = io.BytesIO()
    number = write_xlsx(result, stream)
    sheet = openpyxl.load_workbook(stream).worksheets[0]
    assert sheet.max_row == number + 1
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


@pytest.mark.parametrize(
    ("value", "read"),
    [
        (1250, 1250),
        (Decimal("1250000000.50"), 1250000000.5),
        (0.875, 0.875),
        (True, True),
        (None, None),
        ("Zéphyr  “é”\nligne", "Zéphyr  “é”\nligne"),
        (date(2023, 11, 27), datetime(2023, 11, 27)),  # noqa: DTZ001 - as a spreadsheet has it
        (datetime(2023, 11, 27, 8, 30, tzinfo=UTC), datetime(2023, 11, 27, 8, 30)),  # noqa: DTZ001
    ],
)
def test_a_value_is_what_it_is(value: Any, read: Any) -> None:
    assert read_cells(make_result("a b", ("x", value))) == [["a", "b"], ["x", read]]


@pytest.mark.parametrize("value", [Decimal("123456789012345678.90"), 2**60, date(1863, 1, 1), float("inf")])
def test_what_a_spreadsheet_would_change_is_written_as_text(value: Any) -> None:
    assert read_cells(make_result("a", (value,)))[1] == [str(value)]


@pytest.mark.parametrize(
    "text", ["=1+1", '=HYPERLINK("http://x.example")', "+1", "-1", "@x", "http://x.example", "\t=1"]
)
def test_a_text_stays_a_text(text: str) -> None:
    stream = io.BytesIO()
    write_xlsx(make_result("=a", (text,)), stream)
    sheet = openpyxl.load_workbook(stream).worksheets[0]
    assert [(cell.value, cell.data_type, cell.hyperlink) for row in sheet.iter_rows() for cell in row] == [
        ("=a", "s", None), (text, "s", None),
    ]  # fmt: skip


def test_a_workbook_of_nothing_is_its_header() -> None:
    assert read_cells(make_result("id name")) == [["id", "name"]]


def test_a_text_that_no_cell_holds_is_told() -> None:
    with pytest.raises(CorpdbError, match="row 2 holds a text of 40,000 letters, and a cell 32,767 at most"):
        read_cells(make_result("a", ("x",), ("x" * 40_000,)))


def test_a_sheet_is_named_after_its_title_as_far_as_a_name_goes() -> None:
    stream = io.BytesIO()
    write_xlsx(Result("What: the [database] 'holds' in numbers", ("a",), ("a",), iter(())), stream)
    assert openpyxl.load_workbook(stream).sheetnames == ["What the database holds in numb"]
