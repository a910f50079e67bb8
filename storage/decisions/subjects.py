"""What a decision can be about: organizations and events by their numbers, with the names and places they stand on."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, Table, func, select

from corpdb.core.errors import NotFoundError, UsageError
from corpdb.core.numbers import LARGEST_NUMBER
from corpdb.models.vocabulary import Verdict
from corpdb.resolution.names import strip_parting
from corpdb.storage.bulk import is_any_of
from corpdb.storage.decisions.writing import NamePoint, PlacePoint, UsePoint
from corpdb.storage.engine import repeat_option
from corpdb.storage.tables import (
    DOCUMENT,
    DOCUMENT_ADDRESS,
    EVENT,
    EVENT_NUMBER,
    MENTION,
    ORGANIZATION,
    ORGANIZATION_ALIAS,
    ORGANIZATION_MENTION,
    ORGANIZATION_NAME,
    ORGANIZATION_NUMBER,
    ORGANIZATION_SAYING,
    TELLING,
)

_MOST_LISTED = 20
_NAME, _MENTION, _TELLING = ORGANIZATION_NAME.c, MENTION.c, TELLING.c


class EventPlace(NamedTuple):
    """A place that tells an event best in its document: the mention's number, the document's, and the place."""

    mention: int
    document: int
    point: PlacePoint


def find_event(connection: Connection, number: int) -> int:
    """The event of that number, now or once; a `NotFoundError` if there is none, a `UsageError` if it was rejected."""
    home = select(_TELLING.event_id).join_from(EVENT_NUMBER, TELLING, _TELLING.id == EVENT_NUMBER.c.telling_id)
    own = connection.scalar(home.where(EVENT_NUMBER.c.id == number)) if abs(number) <= LARGEST_NUMBER else None
    if own is None:
        listing = f"corpdb report events{repeat_option(connection.engine.url)}"
        raise NotFoundError(f"there is no event {number}; {listing} lists those that there are")
    _refuse_rejected(connection, EVENT, own, f"event {own}")
    return own


def find_organization(connection: Connection, number: int) -> int:
    """The organization of that number, now or once; errors as of `find_event`."""
    home = select(_NAME.organization_id).join_from(
        ORGANIZATION_NUMBER, ORGANIZATION_NAME, _NAME.id == ORGANIZATION_NUMBER.c.name_id
    )
    own = connection.scalar(home.where(ORGANIZATION_NUMBER.c.id == number)) if abs(number) <= LARGEST_NUMBER else None
    if own is None:
        listing = f"corpdb report companies{repeat_option(connection.engine.url)}"
        raise NotFoundError(f"there is no organization {number}; {listing} lists those that there are")
    _refuse_rejected(connection, ORGANIZATION, own, f"organization {own}")
    return own


def read_event_type(connection: Connection, event: int) -> str:
    """The type of the event."""
    return connection.execute(select(EVENT.c.type).where(EVENT.c.id == event)).scalar_one()


def read_organization_name(connection: Connection, organization: int) -> str:
    """What the organization is called."""
    return connection.execute(select(ORGANIZATION.c.name).where(ORGANIZATION.c.id == organization)).scalar_one()


def list_ancestors(connection: Connection, organization: int) -> list[int]:
    """What owns or contains the organization, what owns or contains that, and so on."""
    found: list[int] = []
    columns = ORGANIZATION.c
    parent = connection.scalar(select(columns.parent_id).where(columns.id == organization))
    while parent is not None and parent not in found:
        found.append(parent)
        parent = connection.scalar(select(columns.parent_id).where(columns.id == parent))
    return found


def list_names(connection: Connection, organizations: Collection[int]) -> list[NamePoint]:
    """The names of organizations, those that most documents use first."""
    said = ORGANIZATION_SAYING.c
    query = (
        select(_NAME.form, _NAME.sense, _NAME.scope, func.coalesce(func.sum(said.documents), 0))
        .join_from(ORGANIZATION_NAME, ORGANIZATION_SAYING, said.name_id == _NAME.id, isouter=True)
        .where(is_any_of(connection, _NAME.organization_id, organizations))
        .group_by(_NAME.id, _NAME.form, _NAME.sense, _NAME.scope)
    )
    rows = sorted((-documents, NamePoint(*name)) for *name, documents in connection.execute(query))
    return [name for _, name in rows]


def pick_names(connection: Connection, organization: int, forms: Sequence[str]) -> list[NamePoint]:
    """The names of the organization that are called one of `forms`; a `UsageError` lists its names."""
    own = list_names(connection, {organization})
    aliases = ORGANIZATION_ALIAS.c
    query = (
        select(aliases.name, _NAME.form)
        .join_from(ORGANIZATION_ALIAS, ORGANIZATION_NAME, _NAME.id == aliases.name_id)
        .where(_NAME.organization_id == organization)
    )
    by_alias: dict[str, set[str]] = {}
    for alias, form in connection.execute(query):
        by_alias.setdefault(alias.casefold(), set()).add(form)
    picked: list[NamePoint] = []
    for wanted in forms:
        called = [name for name in own if name.form.casefold() == wanted.strip().casefold()]
        found = called or [name for name in own if name.form in by_alias.get(wanted.strip().casefold(), ())]
        if not found:
            known = ", ".join(dict.fromkeys(name.form for name in own))
            raise UsageError(f"organization {organization} is not called {wanted}; its names are: {known}")
        picked += [name for name in found if name not in picked]
    return picked


def part_uses(
    connection: Connection, organization: int, names: Collection[NamePoint], documents: Collection[int]
) -> tuple[list[NamePoint], list[UsePoint]]:
    """What of `names` only `documents` give the organization, and what others give as well: each document's use of it.

    A `UsageError` names the document that gives none of them.
    """
    place = ORGANIZATION_MENTION.c
    address = select(func.min(DOCUMENT_ADDRESS.c.address)).where(DOCUMENT_ADDRESS.c.document_id == place.document_id)
    query = (
        select(_NAME.form, _NAME.sense, _NAME.scope, DOCUMENT.c.id, DOCUMENT.c.content_hash, address.scalar_subquery())
        .join_from(ORGANIZATION_MENTION, ORGANIZATION_NAME, _NAME.id == place.name_id)
        .join(DOCUMENT, DOCUMENT.c.id == place.document_id)
        .where(_NAME.organization_id == organization)
        .distinct()
    )
    used: dict[NamePoint, dict[int, tuple[str, str]]] = {}
    for *parts, document, content, where in connection.execute(query):
        if (name := NamePoint(*parts)) in names:
            used.setdefault(name, {})[document] = (content, where)
    naming = sorted({document for found in used.values() for document in found})
    if unknown := sorted(set(documents).difference(naming)):
        listed = ", ".join(map(str, naming[:_MOST_LISTED])) + (", ..." if len(naming) > _MOST_LISTED else "")
        raise UsageError(f"document {unknown[0]} does not name organization {organization} so; these do: {listed}")
    whole = [name for name, found in used.items() if found.keys() <= set(documents)]
    uses = [
        UsePoint(name.form, name.sense, strip_parting(name.scope), *found[document])
        for name, found in used.items()
        if name not in whole
        for document in found.keys() & set(documents)
    ]
    return sorted(whole), sorted(uses)


def read_name(connection: Connection, row: int) -> NamePoint:
    """The name of that row."""
    return NamePoint(*connection.execute(select(_NAME.form, _NAME.sense, _NAME.scope).where(_NAME.id == row)).one())


def list_places(connection: Connection, events: Collection[int]) -> list[EventPlace]:
    """The places that tell events best in each document, in the order of publication."""
    return list_told_places(connection, is_any_of(connection, _TELLING.event_id, events))


def list_told_places(connection: Connection, condition: ColumnElement[bool]) -> list[EventPlace]:
    """The places that tell best, in each document, what the tellings for which `condition` holds are about."""
    documents, places = DOCUMENT.c, DOCUMENT_ADDRESS.c
    address = select(func.min(places.address)).where(places.document_id == documents.id).scalar_subquery()
    own = (documents.content_hash, _TELLING.type, _MENTION.start_char, _MENTION.end_char, _MENTION.quote, address)
    query = (
        select(_MENTION.id, documents.id, documents.published_first_day, *own)
        .join_from(MENTION, TELLING, _TELLING.id == _MENTION.telling_id)
        .join(DOCUMENT, documents.id == _MENTION.document_id)
        .where(condition, _MENTION.rank == 1)
    )
    rows = connection.execute(query).all()
    found = [
        (day or date.max, EventPlace(mention, document, PlacePoint(*own))) for mention, document, day, *own in rows
    ]
    return [place for _, place in sorted(found, key=lambda row: (row[0], row[1].point))]


def _refuse_rejected(connection: Connection, table: Table, number: int, what: str) -> None:
    verdict = connection.scalar(select(table.c.verdict).where(table.c.id == number))
    if verdict == Verdict.REJECTED:
        listing = f"corpdb curate list --action reject{repeat_option(connection.engine.url)}"
        raise UsageError(f"{what} was rejected; {listing} shows the decision to undo first")
