import json
from typing import Any

import pytest

from corpdb.evaluation.annotation import Annotation, AnnotationError, annotate, read_annotation
from corpdb.extraction.reader import extract

EVENT: dict[str, Any] = {
    "type": "transaction",
    "kind": "acquisition",
    "status": "announced",
    "date": "2023-11",
    "participants": [],
}


def read(**changes: Any) -> Annotation:
    annotation: dict[str, Any] = {"organizations": [], "events": [{**EVENT, **changes}]}
    return read_annotation(json.dumps(annotation).encode(), "a.json")


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"kind": "purchase"}, "a.json, events 1, kind: "),
        ({"kind": "layoffs"}, "a.json, events 1: layoffs is a kind of restructuring, not of transaction"),
        ({"date": "March"}, "a.json, events 1: "),
        ({"particpants": []}, "a.json, events 1: "),
        ({"attributes": {"headcount": "30"}}, "a.json, events 1, attributes, headcount: "),
        ({"participants": [{"role": "victim", "name": "Acme"}]}, "a.json, events 1, participants 1, role: "),
    ],
)
def test_what_is_wrong_is_told_with_its_place(changes: dict[str, Any], place: str) -> None:
    with pytest.raises(AnnotationError) as told:
        read(**changes)
    assert str(told.value).startswith(place)
    assert str(told.value).endswith("; mend that file.")


def test_broken_json_is_told_with_its_line() -> None:
    with pytest.raises(AnnotationError, match=r"^a\.json, line 3: "):
        read_annotation(b'{"organizations": [],\n "events": [\n  oops]}', "a.json")


def test_what_extraction_finds_is_an_annotation() -> None:
    text = "June 3, 2025 - Siemens agreed to buy 40.5% of the company Trixell for $3.4bn."
    found = annotate(text, extract(text))
    assert found.events[0].attributes
    assert (found.document_date, found.events[0].attributes.amount) == ("2025-06-03", 3_400_000_000)
