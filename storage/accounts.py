"""Mentions as rows and back: what each place tells of its event, written, read, and handed to folding."""

from collections.abc import Collection, Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple, cast

from sqlalchemy import Connection, select

from corpdb.extraction.facts import Attributes, EventFact, PartialDate
from corpdb.models.vocabulary import EventStatus, Role
from corpdb.storage.bulk import is_any_of
from corpdb.storage.dates import make_date_columns
from corpdb.storage.folding import Account, Part, Told
from corpdb.storage.organizations import Directory
from corpdb.storage.tables import DOCUMENT, MENTION, MENTION_PARTICIPANT, ORGANIZATION_NAME

_CENTS = Decimal("0.01")
_THOUSANDTHS = Decimal("0.001")


def list_told(fact: EventFact) -> Iterator[Told]:
    """What each mention of `fact` tells; the first speaks for the document as a whole."""
    yield _make_told(fact.status, fact.date, fact.attributes, fact.confidence)
    for mention in fact.mentions[1:]:
        yield _make_told(mention.status, mention.date, mention.attributes, mention.confidence)


class Participant(NamedTuple):
    """A name or a person in a role."""

    role: str
    name_id: int | None
    person_id: int | None


def list_participants(fact: EventFact, document: int, directory: Directory) -> tuple[Participant, ...]:
    """The participants of `fact` by their rows, in order, each once."""
    return tuple(
        dict.fromkeys(
            Participant(part.role.value, None, directory.find_person(part.name))
            if part.role == Role.PERSON
            else Participant(part.role.value, directory.find_name(document, part.name), None)
            for part in fact.participants
        )
    )


def list_parts(participants: Iterable[Participant], directory: Directory) -> tuple[Part, ...]:
    """The organizations and persons that `participants` are, in order, each once in a role."""
    return tuple(
        dict.fromkeys(
            Part(part.role, part.name_id and directory.organizations[part.name_id], part.person_id)
            for part in participants
        )
    )


def read_accounts(connection: Connection, events: Collection[int]) -> dict[int, list[Account]]:
    """The stored accounts of `events`, by event."""
    parts = _read_parts(connection, events)
    columns = MENTION.c
    query = (
        select(
            columns.event_id,
            columns.id,
            DOCUMENT.c.published_first_day,
            columns.rank,
            *(columns[name] for name in Told._fields),
        )
        .join_from(MENTION, DOCUMENT, DOCUMENT.c.id == columns.document_id)
        .where(is_any_of(connection, columns.event_id, events))
    )
    accounts: dict[int, list[Account]] = {}
    rows = cast("Iterable[tuple[Any, ...]]", connection.execute(query))
    for event_id, mention_id, published, rank, *values in rows:
        account = Account(
            mention_id, _text(published) or "", rank, _read_told(values), tuple(parts.get(mention_id, ()))
        )
        accounts.setdefault(event_id, []).append(account)
    return accounts


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


def _read_parts(connection: Connection, events: Collection[int]) -> dict[int, dict[Part, None]]:
    columns = MENTION_PARTICIPANT.c
    query = (
        select(columns.mention_id, columns.role, ORGANIZATION_NAME.c.organization_id, columns.person_id)
        .join_from(MENTION_PARTICIPANT, MENTION, MENTION.c.id == columns.mention_id)
        .join(ORGANIZATION_NAME, ORGANIZATION_NAME.c.id == columns.name_id, isouter=True)
        .where(is_any_of(connection, MENTION.c.event_id, events))
        .order_by(columns.id)
    )
    parts: dict[int, dict[Part, None]] = {}
    for mention_id, role, organization_id, person_id in connection.execute(query):
        parts.setdefault(mention_id, {})[Part(role, organization_id, person_id)] = None
    return parts


def _text(value: str | date | Decimal | None) -> str | None:
    return None if value is None else str(value)


def _round(number: Decimal | None, unit: Decimal) -> str | None:
    """The number as exactly as its column holds it, so that both databases hold the same."""
    return None if number is None else f"{number.quantize(unit):f}"
