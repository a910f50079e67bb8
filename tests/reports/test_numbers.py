from decimal import Decimal
from typing import Any

import pytest

from corpdb.reports.numbers import even_out, trim_zeros


@pytest.mark.parametrize(
    ("value", "text"),
    [("50.000", "50"), ("51.50", "51.5"), ("100", "100"), ("1E+3", "1000"), ("0.00", "0"), ("NaN", "NaN")],
)
def test_only_zeros_of_the_fraction_go(value: str, text: str) -> None:
    assert str(trim_zeros(Decimal(value))) == text


def test_a_long_number_stays_exact() -> None:
    assert (
        str(trim_zeros(Decimal("12345678901234567890123456789012345.670"))) == "12345678901234567890123456789012345.67"
    )


@pytest.mark.parametrize(
    ("value", "evened"), [(50.0, "50"), (0.9, "0.9"), (1e300, "1e+300"), (True, "True"), ("5.0", "5.0")]
)
def test_a_whole_number_has_no_fraction_and_other_values_stay(value: Any, evened: str) -> None:
    assert str(even_out(value)) == evened
