from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest

from corpdb.reports.renderers.cells import format_cell, format_value


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "true"),
        (Decimal("1E+9"), "1000000000"),
        (Decimal("12.50"), "12.50"),
        (date(2023, 11, 27), "2023-11-27"),
        (datetime(2023, 11, 27, 8, 30, tzinfo=UTC), "2023-11-27 08:30:00+00:00"),
        (b"\x00\xff", "00ff"),
        ("line\nbreak", "line\nbreak"),
    ],
)
def test_a_value_is_written_exactly(value: Any, text: str) -> None:
    assert format_value(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("1250000000.5"), "1250000000.5"),
        (1e-07, "0.0000001"),
        (1234, "1234"),
        ("two\n lines", "two lines"),
        ("\x1b[31mred\x07 \u202eback", "[31mred back"),
    ],
)
def test_a_cell_is_one_line_that_steers_no_terminal(value: Any, text: str) -> None:
    assert format_cell(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Decimal("1250000000.5"), "1,250,000,000.5"),
        (1250, "1,250"),
        (Decimal("NaN"), "NaN"),
        (True, "true"),
        (None, ""),
        ("1250", "1250"),
    ],
)
def test_a_quantity_stands_in_groups_of_three_digits(value: Any, text: str) -> None:
    assert format_cell(value, grouped=True) == text
