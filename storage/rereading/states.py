"""Events and organizations as they stand, to be compared: a reader of each, for some numbers at a time."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from sqlalchemy import Connection, func, select

from corpdb.storage.bulk import is_any_of
from corpdb.storage.events.choosing import TYPE_COLUMNS
from corpdb.storage.tables import (
    DOCUMENT,
    DOCUMENT_ADDRESS,
    EVENT,
    EVENT_CHOICE,
    EVENT_NUMBER,
    MENTION,
    ORGANIZATION,
    ORGANIZATION_MENTION,
    ORGANIZATION_NAME,
    ORGANIZATION_NUMBER,
    PARTICIPATION,
    PERSON,
    TELLING,
)

_EVENT = EVENT.c
_VALUES = {
    "type": _EVENT.type,
    "kind": _EVENT.kind,
    "status": _EVENT.status,
    "date": _EVENT.date_text,
    "amount": _EVENT.amount,
    "currency": _EVENT.currency,
    "headcount": _EVENT.headcount,
    "location": _EVENT.location,
    **{column: table.c[column] for table, column in TYPE_COLUMNS.values()},
}
Value = str | int | None
Place = tuple[str, int]
"""The words of a place, and the number of the document that it is in."""


class Part(NamedTuple):
    """Who takes part: the role, the organization's number or the person's key, and the name."""

    role: str
    who: int | str
    name: str


class EventState(NamedTuple):
    """An event: its values, who takes part, and the place that each value is from."""

    id: int
    values: dict[str, Value]
    parts: list[Part]
    places: dict[str, Place]


class OrganizationState(NamedTuple):
    """An organization: what it is and is called, its owner, its names by their numbers, and a place that names it."""

    id: int
    kind: str
    name: str
    parent_id: int | None
    parent: str | None
    names: dict[int, str]
    place: Place | None


@dataclass(frozen=True, slots=True)
class DocumentLabel:
    """How a document is called: its number, title and address."""

    document_id: int
    title: str | None
    address: str | None


def read_events(connection: Connection, ids: Collection[int]) -> dict[int, EventState]:
    """The events of those numbers that there are."""
    source = EVENT
    for table, _ in TYPE_COLUMNS.values():
        source = source.outerjoin(table, table.c.event_id == _EVENT.id)
    query = select(_EVENT.id, *_VALUES.values()).select_from(source).where(is_any_of(connection, _EVENT.id, ids))
    parts, places = _read_parts(connection, ids), _read_places(connection, ids)
    return {
        row: EventState(row, dict(zip(_VALUES, map(_show, values), strict=True)), parts[row], places[row])
        for row, *values in connection.execute(query)
    }


def read_organizations(connection: Connection, ids: Collection[int]) -> dict[int, OrganizationState]:
    """The organizations of those numbers that there are."""
    own, named = ORGANIZATION.c, ORGANIZATION_NAME.c
    names: defaultdict[int, dict[int, str]] = defaultdict(dict)
    query = select(named.organization_id, named.id, named.form).where(is_any_of(connection, named.organization_id, ids))
    for organization, row, form in connection.execute(query.order_by(named.id)):
        names[organization][row] = form
    places = _read_namings(connection, [row for forms in names.values() for row in forms])
    owner = ORGANIZATION.alias("owner")
    query = select(own.id, own.kind, own.name, own.parent_id, owner.c.name).outerjoin_from(
        ORGANIZATION, owner, owner.c.id == own.parent_id
    )
    rows = connection.execute(query.where(is_any_of(connection, own.id, ids)))
    return {
        row: OrganizationState(
            row,
            kind,
            name,
            parent_id,
            parent,
            names[row],
            next((places[one] for one in names[row] if one in places), None),
        )
        for row, kind, name, parent_id, parent in rows
    }


def find_event_homes(connection: Connection, numbers: Collection[int]) -> dict[int, int]:
    """The events that `numbers` lead to now."""
    query = select(EVENT_NUMBER.c.id, TELLING.c.event_id).join(TELLING, TELLING.c.id == EVENT_NUMBER.c.telling_id)
    return dict(connection.execute(query.where(is_any_of(connection, EVENT_NUMBER.c.id, numbers))).all())


def find_organization_homes(connection: Connection, numbers: Collection[int]) -> dict[int, int]:
    """The organizations that `numbers` lead to now."""
    named = ORGANIZATION_NAME.c
    query = select(ORGANIZATION_NUMBER.c.id, named.organization_id).join(
        ORGANIZATION_NAME, named.id == ORGANIZATION_NUMBER.c.name_id
    )
    return dict(connection.execute(query.where(is_any_of(connection, ORGANIZATION_NUMBER.c.id, numbers))).all())


def find_name_homes(connection: Connection, names: Collection[int]) -> dict[int, int]:
    """The organizations that the rows `names` belong to now."""
    named = ORGANIZATION_NAME.c
    query = select(named.id, named.organization_id).where(is_any_of(connection, named.id, names))
    return dict(connection.execute(query).all())


def read_labels(connection: Connection, documents: Collection[int]) -> dict[int, DocumentLabel]:
    """How `documents` are called."""
    own = DOCUMENT.c
    address = select(func.min(DOCUMENT_ADDRESS.c.address)).where(DOCUMENT_ADDRESS.c.document_id == own.id)
    query = select(own.id, own.title, address.scalar_subquery()).where(is_any_of(connection, own.id, documents))
    return {row[0]: DocumentLabel(*row) for row in connection.execute(query)}


def _read_parts(connection: Connection, events: Collection[int]) -> dict[int, list[Part]]:
    own = PARTICIPATION.c
    query = (
        select(own.event_id, own.role, own.organization_id, ORGANIZATION.c.name, PERSON.c.key, PERSON.c.name)
        .join_from(PARTICIPATION, ORGANIZATION, ORGANIZATION.c.id == own.organization_id, isouter=True)
        .join(PERSON, PERSON.c.id == own.person_id, isouter=True)
        .where(is_any_of(connection, own.event_id, events))
        .order_by(own.event_id, own.role, own.rank)
    )
    parts: defaultdict[int, list[Part]] = defaultdict(list)
    for event, role, organization, name, key, person in connection.execute(query):
        parts[event].append(Part(role, organization or key, name or person))
    return parts


def _read_places(connection: Connection, events: Collection[int]) -> dict[int, dict[str, Place]]:
    own = EVENT_CHOICE.c
    query = select(own.event_id, own.value, MENTION.c.quote, MENTION.c.document_id).join(
        MENTION, MENTION.c.id == own.mention_id
    )
    places: defaultdict[int, dict[str, Place]] = defaultdict(dict)
    for event, value, quote, document in connection.execute(query.where(is_any_of(connection, own.event_id, events))):
        places[event][value] = (quote, document)
    return places


def _read_namings(connection: Connection, names: Collection[int]) -> dict[int, Place]:
    """The first place of each of the rows `names`."""
    own = ORGANIZATION_MENTION.c
    first = select(func.min(own.id)).where(is_any_of(connection, own.name_id, names)).group_by(own.name_id)
    query = select(own.name_id, own.quote, own.document_id).where(own.id.in_(first))
    return {name: (quote, document) for name, quote, document in connection.execute(query)}


def _show(value: Any) -> Value:
    """The value as both databases, and a line of JSON, hold it."""
    return f"{value.normalize():f}" if isinstance(value, Decimal) else value
