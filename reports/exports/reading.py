"""Events with all that belongs to them, some at a time, in the order of their numbers."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from sqlalchemy import Connection, RowMapping, TableClause, select

from corpdb.reports.conditions import match_filters
from corpdb.reports.filters import Filters
from corpdb.reports.sources import source_columns
from corpdb.reports.views import DOCUMENTS, EVENTS, MENTIONS, PARTICIPANTS

EVENTS_AT_ONCE = 500
Fields = RowMapping

_EVENT = ("event_id", "type", "kind", "kind_en", "status", "first_day", "last_day", "date_precision", "date_text")
_FIGURES = ("amount", "currency", "headcount", "location", "parts", "share_percent", "series", "position", "confidence")
_PARTICIPANT = (
    "event_id", "role", "rank", "organization_id", "organization", "organization_kind", "person_id", "person",
)  # fmt: skip
_MENTION = ("event_id", "mention_id", "quote", "start_char", "end_char", "status", "date_text", "confidence")


@dataclass(frozen=True, slots=True)
class WholeEvent:
    """An event, who takes part in it, and the places that tell it, each with its document."""

    fields: Fields
    participants: Sequence[Fields]
    mentions: Sequence[Fields]


def read_events(connection: Connection, filters: Filters) -> Iterator[WholeEvent]:
    """The events for which `filters` hold, one at a time."""
    return chain.from_iterable(read_pages(connection, filters))


def read_pages(connection: Connection, filters: Filters) -> Iterator[list[WholeEvent]]:
    """The events for which `filters` hold, so many at once."""
    number = EVENTS.c.event_id
    query = select(number).where(*match_filters(EVENTS, filters))
    last = 0
    while numbers := list(connection.scalars(query.where(number > last).order_by(number).limit(EVENTS_AT_ONCE))):
        last = numbers[-1]
        yield read_page(connection, numbers)


def read_page(connection: Connection, numbers: Sequence[int]) -> list[WholeEvent]:
    """The events of those numbers, by number."""
    events = select(*(EVENTS.c[name] for name in (*_EVENT, *_FIGURES))).where(EVENTS.c.event_id.in_(numbers))
    own = PARTICIPANTS.c
    participants = select(*(own[name] for name in _PARTICIPANT)).where(own.event_id.in_(numbers))
    participants = participants.order_by(own.event_id, own.role, own.rank)
    cast = group_rows(connection.execute(participants).mappings(), "event_id")
    told = group_rows(connection.execute(_select_mentions(numbers)).mappings(), "event_id")
    rows = connection.execute(events.order_by(EVENTS.c.event_id)).mappings()
    return [WholeEvent(row, cast[row["event_id"]], told[row["event_id"]]) for row in rows]


def _select_mentions(numbers: Sequence[int]) -> Any:
    own = MENTIONS.c
    columns = (own[name] for name in _MENTION)
    query = select(*columns, *source_columns()).join_from(
        MENTIONS, DOCUMENTS, DOCUMENTS.c.document_id == own.document_id
    )
    return query.where(own.event_id.in_(numbers)).order_by(own.event_id, own.mention_id)


def group_rows(rows: Iterable[Fields], key: str) -> defaultdict[Any, list[Fields]]:
    """The rows by the value of that column, in their order."""
    groups: defaultdict[Any, list[Fields]] = defaultdict(list)
    for row in rows:
        groups[row[key]].append(row)
    return groups


def read_rows(connection: Connection, view: TableClause, key: str, numbers: Sequence[int]) -> list[Fields]:
    """The rows of `view` whose `key` is one of `numbers`, by number, then by all their values."""
    if not numbers:
        return []
    rows = connection.execute(select(view).where(view.c[key].in_(numbers))).mappings()
    return sorted(rows, key=lambda row: (row[key], str(tuple(row.values()))))  # databases sort texts in their own ways
