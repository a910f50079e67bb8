"""What every fact keeps to, proven on the rows: a quote is its slice, and nothing stands without its source."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Exists, FromClause, Table, exists, func, select

from corpdb.storage.events import TYPE_COLUMNS
from corpdb.storage.tables import (
    DOCUMENT,
    DOCUMENT_ADDRESS,
    EVENT,
    MENTION,
    MENTION_PARTICIPANT,
    ORGANIZATION,
    ORGANIZATION_MENTION,
    ORGANIZATION_NAME,
    ORGANIZATION_NUMBER,
    PARTICIPATION,
    PERSON,
)


@dataclass(frozen=True, slots=True)
class Guarantee:
    """What is wrong with a row of `table`, among those of `source`, for which `broken` holds."""

    table: Table
    wrong: str
    broken: ColumnElement[bool]
    source: FromClause


def find_broken_guarantees(connection: Connection) -> Iterator[str]:
    """A sentence for each guarantee that rows break: how many they are, and which is the first."""
    for guarantee in _list_guarantees():
        key = guarantee.table.c.id
        query = select(func.count(), func.min(key)).select_from(guarantee.source).where(guarantee.broken)
        number, first = connection.execute(query).one()
        if number:
            yield f"{guarantee.table.name} {guarantee.wrong}: {number} rows, the first has the id {first}"


def _list_guarantees() -> Iterator[Guarantee]:
    yield _quotes_are_slices(MENTION)
    yield _quotes_are_slices(ORGANIZATION_MENTION)
    yield _has(DOCUMENT, "without an address", DOCUMENT_ADDRESS.c.document_id == DOCUMENT.c.id)
    yield _has(EVENT, "without a mention", MENTION.c.event_id == EVENT.c.id)
    for event_type, (table, _) in TYPE_COLUMNS.items():
        own = exists().where(table.c.event_id == EVENT.c.id)
        broken = (EVENT.c.type == event_type) & ~own
        yield Guarantee(EVENT, f"without its row of {table.name}", broken, EVENT)
    yield _has(ORGANIZATION_NAME, "without a mention", ORGANIZATION_MENTION.c.name_id == ORGANIZATION_NAME.c.id)
    yield _has(ORGANIZATION, "without a name", ORGANIZATION_NAME.c.organization_id == ORGANIZATION.c.id)
    homeless = ORGANIZATION_NAME.c.organization_id.is_(None)
    yield Guarantee(ORGANIZATION_NAME, "without an organization", homeless, ORGANIZATION_NAME)
    yield _has(ORGANIZATION, "without its number", ORGANIZATION_NUMBER.c.id == ORGANIZATION.c.id)
    yield _has(PERSON, "without a mention", MENTION_PARTICIPANT.c.person_id == PERSON.c.id)
    yield Guarantee(PARTICIPATION, "that no mention tells", ~_is_told(), PARTICIPATION)


def _quotes_are_slices(table: Table) -> Guarantee:
    columns = table.c
    length = columns.end_char - columns.start_char
    broken = func.substr(DOCUMENT.c.text, columns.start_char + 1, length) != columns.quote
    source = table.join(DOCUMENT, DOCUMENT.c.id == columns.document_id)
    return Guarantee(table, "whose quote is not its slice of the document's text", broken, source)


def _has(table: Table, wrong: str, reference: ColumnElement[bool]) -> Guarantee:
    return Guarantee(table, wrong, ~exists().where(reference), table)


def _is_told() -> Exists:
    """Whether a mention of the participation's event has the same participant."""
    part, told = PARTICIPATION.c, MENTION_PARTICIPANT.c
    named = ORGANIZATION_NAME.c
    is_same = (named.organization_id == part.organization_id) | (told.person_id == part.person_id)
    mention = MENTION_PARTICIPANT.join(MENTION, MENTION.c.id == told.mention_id)
    mention = mention.join(ORGANIZATION_NAME, named.id == told.name_id, isouter=True)
    return exists().select_from(mention).where(MENTION.c.event_id == part.event_id, told.role == part.role, is_same)
