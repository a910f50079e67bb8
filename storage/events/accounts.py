"""Mentions as rows and back: what each place tells of its event, written, read, and handed to choosing."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple, cast

from sqlalchemy import Connection, select

from corpdb.extraction.facts import Attributes, EventFact, PartialDate
from corpdb.models.vocabulary import EventKind, EventStatus, Role, Verdict
from corpdb.resolution.events.choosing import Account
from corpdb.resolution.events.telling import Party, Period, Telling
from corpdb.storage.bulk import is_any_of
from corpdb.storage.dates import make_date_columns
from corpdb.storage.organizations.names import Directory
from corpdb.storage.tables import (
    DOCUMENT,
    MENTION,
    MENTION_PARTICIPANT,
    ORGANIZATION,
    ORGANIZATION_NAME,
    PERSON,
    TELLING,
)

_CENTS = Decimal("0.01")
_THOUSANDTHS = Decimal("0.001")


class Told(NamedTuple):
    """What a mention tells of its event, or what all its mentions amount to: as the columns of their tables hold it.

    Days are ISO text, exact numbers decimal text.
    """

    status: str
    first_day: str | None
    last_day: str | None
    date_precision: str | None
    date_text: str | None
    amount: str | None
    currency: str | None
    headcount: int | None
    location: str | None
    parts: int | None
    share_percent: str | None
    series: str | None
    position: str | None
    confidence: float


class Record(NamedTuple):
    """A stored mention: what it tells, and the same as choosing reads it."""

    told: Told
    account: Account


def list_told(fact: EventFact) -> Iterator[Told]:
    """What each mention of `fact` tells; the first speaks for the document as a whole."""
    yield _make_told(fact.status, fact.date, fact.attributes, fact.confidence)
    for mention in fact.mentions[1:]:
        yield _make_told(mention.status, mention.date, mention.attributes, mention.confidence)


class NamedPart(NamedTuple):
    """A name or a person in a role."""

    role: str
    name_id: int | None
    person_id: int | None


def list_participants(fact: EventFact, document: int, directory: Directory) -> tuple[NamedPart, ...]:
    """The participants of `fact` by their rows, in order, each once."""
    return tuple(
        dict.fromkeys(
            NamedPart(part.role.value, None, directory.find_person(part.name))
            if part.role == Role.PERSON
            else NamedPart(part.role.value, directory.find_name(document, part.name), None)
            for part in fact.participants
        )
    )


def read_records(connection: Connection, tellings: Collection[int]) -> dict[int, list[Record]]:
    """The stored mentions of `tellings`, by telling."""
    parties = _read_parties(connection, tellings)
    columns, documents = MENTION.c, DOCUMENT.c
    own = (columns.telling_id, columns.id, columns.rank, TELLING.c.kind)
    published = (
        documents.content_hash,
        documents.language,
        documents.published_first_day,
        documents.published_last_day,
    )
    query = (
        select(*own, *published, *(columns[name] for name in Told._fields))
        .join_from(MENTION, DOCUMENT, documents.id == columns.document_id)
        .join(TELLING, TELLING.c.id == columns.telling_id)
        .where(is_any_of(connection, columns.telling_id, tellings))
    )
    records: dict[int, list[Record]] = {}
    rows = cast("Iterable[tuple[Any, ...]]", connection.execute(query).all())
    for telling_id, number, rank, kind, document, language, first, last, *values in rows:
        told = _read_told(values)
        telling = make_telling(kind, language, told, (first, last))
        account = Account(number, document, rank, telling, tuple(parties.get(number, ())), told.confidence)
        records.setdefault(telling_id, []).append(Record(told, account))
    return records


Day = date | str | None


def make_telling(
    kind: str, language: str, told: Told, published: tuple[Day, Day], parties: frozenset[Party] = frozenset()
) -> Telling:
    """What is told of an event of that kind by a document of that language that came out then."""
    return Telling(
        EventKind(kind),
        EventStatus(told.status),
        parties,
        when=_make_period(told.first_day, told.last_day),
        published=_make_period(*published),
        amount=_read_number(told.amount),
        currency=told.currency,
        headcount=told.headcount,
        share_percent=_read_number(told.share_percent),
        parts=told.parts,
        location=told.location,
        position=told.position,
        series=told.series,
        language=language,
    )


def _make_told(status: EventStatus, told: PartialDate | None, attributes: Attributes, confidence: float) -> Told:
    return Told(
        status.value,
        *make_date_columns(told),
        _round(attributes.amount, _CENTS),
        attributes.currency,
        attributes.headcount,
        attributes.location,
        attributes.parts,
        _round(attributes.share_percent, _THOUSANDTHS),
        attributes.series,
        attributes.position,
        confidence,
    )


def _read_told(values: Iterable[Any]) -> Told:
    told = Told(*values)
    return told._replace(
        first_day=_text(told.first_day),
        last_day=_text(told.last_day),
        amount=_text(told.amount),
        share_percent=_text(told.share_percent),
    )


def _read_parties(connection: Connection, tellings: Collection[int]) -> dict[int, list[Party]]:
    """Who takes part by each of the mentions of `tellings`, in order: organizations by number, persons by key.

    What people have found to be no organization takes part in nothing.
    """
    columns = MENTION_PARTICIPANT.c
    query = (
        select(columns.mention_id, columns.role, ORGANIZATION_NAME.c.organization_id, PERSON.c.key)
        .join_from(MENTION_PARTICIPANT, MENTION, MENTION.c.id == columns.mention_id)
        .join(ORGANIZATION_NAME, ORGANIZATION_NAME.c.id == columns.name_id, isouter=True)
        .join(ORGANIZATION, ORGANIZATION.c.id == ORGANIZATION_NAME.c.organization_id, isouter=True)
        .join(PERSON, PERSON.c.id == columns.person_id, isouter=True)
        .where(
            is_any_of(connection, MENTION.c.telling_id, tellings),
            ORGANIZATION.c.verdict.is_distinct_from(Verdict.REJECTED.value),
        )
        .order_by(columns.id)
    )
    parties: dict[int, list[Party]] = {}
    for mention, role, organization, person in connection.execute(query).all():
        parties.setdefault(mention, []).append(Party(Role(role), person or str(organization)))
    return parties


def _make_period(first: Day, last: Day) -> Period | None:
    return Period(_make_day(first), _make_day(last)) if first and last else None


def _read_number(text: str | Decimal | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _make_day(day: date | str) -> date:
    return date.fromisoformat(day) if isinstance(day, str) else day


def _text(value: str | date | Decimal | None) -> str | None:
    return None if value is None else str(value)


def _round(number: Decimal | None, unit: Decimal) -> str | None:
    """The number as exactly as its column holds it, so that both databases hold the same."""
    return None if number is None else f"{number.quantize(unit):f}"
