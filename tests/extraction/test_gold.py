import json

from corpdb.extraction.gold import to_gold
from corpdb.extraction.reader import extract

TEXT = "June 3, 2025 - Siemens agreed to buy 40.5% of the company Trixell for $3.4bn."


def test_facts_are_rendered_as_plain_json() -> None:
    gold = to_gold(TEXT, extract(TEXT))
    assert json.loads(json.dumps(gold)) == gold
    assert (gold["language"], gold["document_date"]) == ("en", "2025-06-03")


def test_an_event_carries_its_quote_its_numbers_and_its_confidence() -> None:
    (event,) = json.loads(json.dumps(to_gold(TEXT, extract(TEXT))["events"]))
    assert event["evidence"] == TEXT.removeprefix("June 3, 2025 - ")
    assert event["attributes"] == {"amount": 3_400_000_000, "currency": "USD", "share_percent": 40.5}
    assert 0 < event["confidence"] <= 1
    assert {"role": "buyer", "name": "Siemens"} in event["participants"]
