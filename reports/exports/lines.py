"""JSON lines: one event a line, with its participants and the places that tell it."""

from collections.abc import Iterable, Iterator
from typing import Any, TextIO

from sqlalchemy import Connection

from corpdb.reports.exports.reading import Fields, WholeEvent, read_events
from corpdb.reports.filters import Filters
from corpdb.reports.renderers.objects import make_encoder

_SOURCE = ("document_id", "title", "published", "language", "address", "url")


def write_lines(connection: Connection, filters: Filters, stream: TextIO) -> int:
    """Write the events for which `filters` hold; return how many there were."""
    return encode_lines(map(_make_event, read_events(connection, filters)), stream)


def encode_lines(objects: Iterable[dict[str, Any]], stream: TextIO) -> int:
    """Write each object on a line; return how many there were."""
    encoder, number = make_encoder(), 0
    for one in objects:
        stream.write(f"{encoder.encode(one).decode()}\n")
        number += 1
    return number


def _make_event(event: WholeEvent) -> dict[str, Any]:
    fields = {name: value for name, value in event.fields.items() if name != "kind_en"}
    return {
        **fields,
        "participants": [dict(_list_part(one)) for one in event.participants],
        "mentions": [_make_mention(one) for one in event.mentions],
    }


def _list_part(part: Fields) -> Iterator[tuple[str, Any]]:
    """A participant: an organization or a person, whichever it is."""
    yield "role", part["role"]
    yield "rank", part["rank"]
    if part["organization_id"] is None:
        yield "person_id", part["person_id"]
        yield "name", part["person"]
    else:
        yield "organization_id", part["organization_id"]
        yield "name", part["organization"]
        yield "kind", part["organization_kind"]


def _make_mention(mention: Fields) -> dict[str, Any]:
    own = {name: value for name, value in mention.items() if name not in _SOURCE and name != "event_id"}
    return {**own, "document": {name: mention[name] for name in _SOURCE}}
