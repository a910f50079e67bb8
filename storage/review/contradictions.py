"""Events of which documents tell different values."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, exists, func, select

from corpdb.extraction.facts import PartialDate
from corpdb.models.vocabulary import Verdict
from corpdb.resolution.corrections import Attribute
from corpdb.storage.bulk import is_any_of
from corpdb.storage.events.choosing import TYPE_COLUMNS
from corpdb.storage.review.doubts import Doubt, DoubtKind, Rival
from corpdb.storage.tables import EVENT, EVENT_CHOICE, MENTION, PARTICIPATION, TELLING

_MENTION, _EVENT = MENTION.c, EVENT.c
# The values of which a document that tells another one contradicts.
_VALUES = {
    Attribute.HEADCOUNT: _MENTION.headcount,
    Attribute.AMOUNT: _MENTION.amount,
    Attribute.PARTS: _MENTION.parts,
    Attribute.DATE: _MENTION.date_text,
}


def find_contradictions(connection: Connection, limit: int) -> Iterator[Doubt]:
    """The doubts of values, `limit` at most of each value, that documents tell in different ways."""
    for attribute, column in _VALUES.items():
        yield from _find(connection, attribute, column, limit)


def _find(connection: Connection, attribute: Attribute, column: Any, limit: int) -> Iterator[Doubt]:
    own = select(TELLING.c.event_id).join_from(TELLING, MENTION, _MENTION.telling_id == TELLING.c.id)
    settled = exists().where(
        EVENT_CHOICE.c.event_id == _EVENT.id,
        EVENT_CHOICE.c.value == attribute.value,
        EVENT_CHOICE.c.decision_id.is_not(None),
    )
    torn = (
        own.join(EVENT, _EVENT.id == TELLING.c.event_id)
        .where(_is_told(attribute, column), _EVENT.verdict == Verdict.OPEN.value, ~settled)
        .group_by(TELLING.c.event_id)
        .having(_is_torn(attribute, column))
        .order_by(func.count(_MENTION.document_id.distinct()).desc(), TELLING.c.event_id)
        .limit(limit)
        .subquery()
    )
    query = (
        select(TELLING.c.event_id, column, _MENTION.currency, _MENTION.document_id, _EVENT.kind)
        .join_from(MENTION, TELLING, TELLING.c.id == _MENTION.telling_id)
        .join(EVENT, _EVENT.id == TELLING.c.event_id)
        .where(TELLING.c.event_id.in_(select(torn.c.event_id)), _is_told(attribute, column))
        .order_by(TELLING.c.event_id, _MENTION.document_id)
    )
    told: defaultdict[tuple[int, str], Counter[str]] = defaultdict(Counter)
    for event, value, currency, _, kind in connection.execute(query):
        told[event, kind][_write(attribute, value, currency)] += 1
    present = _read_present(connection, attribute, {event for event, _ in told})
    parts = _count_parts(connection, {event for event, _ in told})
    for (event, kind), values in told.items():
        now = present[event]
        rivals = (value for value in values if _contradict(attribute, value, now))
        others = sorted(rivals, key=lambda value: (-values[value], value))
        if others:
            rival = Rival(attribute.value, now, others[0])
            total = values.total()
            yield Doubt(
                DoubtKind.CONTRADICTIONS,
                "event",
                f"Is {attribute} of event {event} ({kind}) {now}, and not {others[0]}?",
                "; ".join(f"{value} in {number} of {total} documents" for value, number in values.most_common()),
                round(values[now] / total, 3),
                total + parts[event],
                (event,),
                (event,),
                is_so=True,
                rival=rival,
            )


def _is_told(attribute: Attribute, column: Any) -> ColumnElement[bool]:
    """Whether a document tells the value: of a step that the event has gone beyond it may tell another date."""
    told = and_(_MENTION.rank == 1, column.is_not(None))
    return and_(told, _MENTION.status == _EVENT.status) if attribute is Attribute.DATE else told


def _is_torn(attribute: Attribute, column: Any) -> ColumnElement[bool]:
    """Whether documents differ; dates do where no day is of both, however exact each is."""
    if attribute is Attribute.DATE:
        return func.max(_MENTION.first_day) > func.min(_MENTION.last_day)
    return func.count(column.distinct()) > 1


def _contradict(attribute: Attribute, one: str, other: str) -> bool:
    if attribute is not Attribute.DATE:
        return one != other
    first, second = PartialDate.parse(one), PartialDate.parse(other)
    return first.last < second.first or second.last < first.first


def _write(attribute: Attribute, value: Any, currency: str | None) -> str:
    if attribute is Attribute.AMOUNT:
        return f"{Decimal(value):.2f}{(currency and f' {currency}') or ''}"
    return str(value)


def _read_present(connection: Connection, attribute: Attribute, events: set[int]) -> dict[int, str]:
    """The values that the events have now."""
    found: dict[int, str] = {}
    column = "date_text" if attribute is Attribute.DATE else attribute.value
    if column in _EVENT:
        query = select(_EVENT.id, _EVENT[column], _EVENT.currency).where(is_any_of(connection, _EVENT.id, events))
        found = {row: _write(attribute, value, currency) for row, value, currency in connection.execute(query)}
    for table, column in TYPE_COLUMNS.values():
        if column == attribute.value:
            query = select(table.c.event_id, table.c[column]).where(is_any_of(connection, table.c.event_id, events))
            found = {row: str(value) for row, value in connection.execute(query)}
    return found


def _count_parts(connection: Connection, events: set[int]) -> Counter[int]:
    part = PARTICIPATION.c
    query = select(part.event_id, func.count()).where(is_any_of(connection, part.event_id, events))
    return Counter(dict(connection.execute(query.group_by(part.event_id)).all()))
