import csv
import io
from decimal import Decimal

import pytest

from corpdb.reports.renderers.delimited import write_csv, write_csv_bom
from tests.reports.renderers.sample import make_result


def test_csv_has_a_header_and_reads_back() -> None:
    stream = io.StringIO()
    assert write_csv(make_result("id quote", (1, 'say "é",\nthen'), (2, None)), stream) == 2
    assert list(csv.reader(io.StringIO(stream.getvalue()))) == [["id", "quote"], ["1", 'say "é",\nthen'], ["2", ""]]


def test_csv_of_nothing_is_its_header() -> None:
    stream = io.StringIO()
    assert write_csv(make_result("id amount"), stream) == 0
    assert stream.getvalue() == "id,amount\n"


def test_csv_keeps_an_amount_exact() -> None:
    stream = io.StringIO()
    write_csv(make_result("amount", (Decimal("123456789012345678.90"),)), stream)
    assert stream.getvalue() == "amount\n123456789012345678.90\n"


@pytest.mark.parametrize(
    "text",
    [
        *("=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\N{NO-BREAK SPACE}=1"),
        *("\N{FULLWIDTH EQUALS SIGN}1", "- Non, dit-il"),
    ],
)
def test_a_text_that_looks_like_a_formula_is_made_harmless(text: str) -> None:
    stream = io.StringIO(newline="")
    write_csv(make_result("=a", (text,)), stream)
    assert list(csv.reader(io.StringIO(stream.getvalue(), newline=""))) == [["'=a"], [f"'{text}"]]


@pytest.mark.parametrize("value", ["-5", "+33", "-1,250.50", "-3%", "a=1", "«-»", -5, Decimal("-1.5")])
def test_a_number_or_any_other_text_stays_as_it_is(value: object) -> None:
    stream = io.StringIO()
    write_csv(make_result("a", (value,)), stream)
    assert list(csv.reader(io.StringIO(stream.getvalue())))[1] == [str(value)]


def test_csv_for_excel_begins_with_the_mark_of_its_encoding() -> None:
    stream = io.StringIO()
    write_csv_bom(make_result("é", ("à",)), stream)
    assert stream.getvalue().encode() == b"\xef\xbb\xbf\xc3\xa9\n\xc3\xa0\n"
