import csv
import io
from decimal import Decimal

from corpdb.reports.renderers.delimited import write_csv
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
