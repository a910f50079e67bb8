import io
import json
from datetime import date
from decimal import Decimal
from ipaddress import ip_address

from corpdb.reports.renderers.objects import write_json, write_lines
from tests.reports.renderers.sample import make_result


def test_json_is_an_array_of_objects() -> None:
    stream = io.StringIO()
    assert (
        write_json(make_result("id day note", (1, date(2023, 11, 27), "é"), (2, None, ip_address("::1"))), stream) == 2
    )
    assert json.loads(stream.getvalue()) == [
        {"id": 1, "day": "2023-11-27", "note": "é"},
        {"id": 2, "day": None, "note": "::1"},
    ]


def test_json_keeps_an_amount_a_number_and_exact() -> None:
    stream = io.StringIO()
    write_json(make_result("amount", (Decimal("123456789012345678.90"),)), stream)
    [row] = json.loads(stream.getvalue(), parse_float=Decimal)
    assert row["amount"] == Decimal("123456789012345678.90")


def test_json_of_nothing_is_an_empty_array() -> None:
    stream = io.StringIO()
    assert write_json(make_result("id"), stream) == 0
    assert json.loads(stream.getvalue()) == []


def test_json_lines_are_an_object_each() -> None:
    stream = io.StringIO()
    assert write_lines(make_result("id note", (1, "é\n"), (2, Decimal("0.10"))), stream) == 2
    assert stream.getvalue().splitlines() == ['{"id":1,"note":"é\\n"}', '{"id":2,"note":0.10}']
