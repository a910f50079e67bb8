"""Everything that is known of one event or one organization, each fact with the words and the document that tell it."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Engine, FromClause, Select, func, select

from corpdb.core.errors import NotFoundError
from corpdb.core.numbers import LARGEST_NUMBER
from corpdb.reports.deciding import Deciding, explain_rejection, read_decided
from corpdb.reports.filters import Filters
from corpdb.reports.names import find_organization
from corpdb.reports.reasons import EventReasons, find_event, read_reasons
from corpdb.reports.sources import Source, make_source, order_sources, source_columns
from corpdb.reports.timeline import TIMELINE_REPORT
from corpdb.reports.views import (
    ALIASES,
    DECISIONS,
    DOCUMENTS,
    EVENT_CHANGES,
    EVENT_HISTORY,
    EVENTS,
    FORMER_NUMBERS,
    IDENTIFIERS,
    MENTIONS,
    MERGES,
    ORGANIZATION_HISTORY,
    ORGANIZATION_MENTIONS,
    ORGANIZATION_NAMES,
    ORGANIZATIONS,
    PARTICIPANTS,
)

FIGURES = ("amount", "currency", "headcount", "parts", "share_percent", "series", "position", "location")


@dataclass(frozen=True, kw_only=True)
class Told:
    """What is said of an event: how far it has gone, its date as exactly as it is known, its figures."""

    status: str
    date: str | None
    amount: Decimal | None
    currency: str | None
    headcount: int | None
    parts: int | None
    share_percent: Decimal | None
    series: str | None
    position: str | None
    location: str | None
    confidence: float


@dataclass(frozen=True, slots=True)
class Participant:
    """Who takes part in an event; a person has no kind and no number of an organization."""

    role: str
    name: str
    kind: str | None
    organization_id: int | None


@dataclass(frozen=True, kw_only=True)
class Quoted:
    """The very words of a place."""

    quote: str


@dataclass(frozen=True, kw_only=True)
class EventMention(Told, Quoted):
    """A place that tells an event: its number, its very words, what they say, and their document."""

    mention_id: int
    source: Source


@dataclass(frozen=True, kw_only=True)
class EventState(Told, Quoted):
    """What was known from a day on, with the words that give the status, and who became known later to take part."""

    known_from: date
    known_until: date | None
    joined: tuple[Participant, ...]
    source: Source


@dataclass(frozen=True, kw_only=True)
class EventKey:
    """Which event it is."""

    event_id: int
    type: str
    kind: str


@dataclass(frozen=True, kw_only=True)
class EventDetails(Told, EventKey):
    """An event, who takes part in it, what was known of it when, and every place that tells it, as they came out.

    `reasons` are why it has its values and why its documents tell one event, if that was asked for.
    """

    participants: tuple[Participant, ...]
    states: tuple[EventState, ...]
    mentions: tuple[EventMention, ...]
    reasons: EventReasons | None = None


@dataclass(frozen=True, slots=True)
class Related:
    """An organization that belongs to another one, or that it belongs to."""

    organization_id: int
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Identifier:
    """A number in a register, and the document that gives it."""

    scheme: str
    value: str
    source: Source


@dataclass(frozen=True, slots=True)
class Merge:
    """Two names of an organization and why they are one: a reason, how sure it is, and what documents say of it."""

    name: str
    other_name: str
    reason: str
    score: float
    documents: int
    against: int


@dataclass(frozen=True, slots=True)
class Naming:
    """A document that names an organization: the forms it uses, and what it takes the organization for."""

    forms: tuple[str, ...]
    kind: str
    parent: str | None
    source: Source


@dataclass(frozen=True, slots=True)
class LifeStep:
    """A step of an organization's life: whom else it concerns, its event or the names that change, who says so."""

    date: str | None
    step: str
    status: str
    other: str | None
    event_id: int | None
    quote: str | None
    source: Source | None
    name_before: str | None
    name_after: str | None


@dataclass(frozen=True, slots=True)
class NameInTime:
    """A name of an organization, and when the first and the last document came out that use it."""

    name: str
    used_from: date
    used_until: date


@dataclass(frozen=True, slots=True)
class OrganizationDetails:
    """An organization with its names, numbers, relatives, life, events (as the timeline's rows) and documents.

    `decisions` are what people have decided of it.
    """

    organization_id: int
    name: str
    kind: str
    aliases: tuple[str, ...]
    merges: tuple[Merge, ...]
    former_ids: tuple[int, ...]
    identifiers: tuple[Identifier, ...]
    parent: Related | None
    children: tuple[Related, ...]
    life: tuple[LifeStep, ...]
    names: tuple[NameInTime, ...]
    events: tuple[dict[str, Any], ...]
    documents: tuple[Naming, ...]
    decisions: tuple[Deciding, ...]


def read_event(engine: Engine, number: int, *, why: bool = False) -> EventDetails:
    """The event of that number, now or once, with its reasons if `why`; a `NotFoundError` if there is none."""
    with engine.connect() as connection:
        own = find_event(connection, number) if abs(number) <= LARGEST_NUMBER else number
        columns = (EVENTS.c.event_id, EVENTS.c.type, EVENTS.c.kind, *_told(EVENTS))
        query = select(*columns).where(EVENTS.c.event_id == own)
        row = connection.execute(query).mappings().one_or_none() if abs(number) <= LARGEST_NUMBER else None
        if row is None:
            raise NotFoundError(_explain_absence(connection, number))
        return EventDetails(
            **row,
            participants=_read_participants(connection, own),
            states=_read_states(connection, own),
            mentions=_read_mentions(connection, own),
            reasons=read_reasons(connection, own) if why else None,
        )


def _explain_absence(connection: Connection, number: int) -> str:
    """Why there is no event of that number: rejected by a person, never given, or told by no document (by the day)."""
    if abs(number) <= LARGEST_NUMBER and (rejected := explain_rejection(connection, DECISIONS.c.event_id == number)):
        return f"event {number} {rejected}"
    highest = connection.scalar(select(func.max(EVENTS.c.event_id))) or 0
    reason = f"no document tells event {number}" if 0 < number < highest else f"there is no event {number}"
    return f"{reason}; corpdb report events lists those that there are"


def read_organization(engine: Engine, name: str) -> OrganizationDetails:
    """The organization that is called so, or has that number; errors as `find_organization` raises them."""
    with engine.connect() as connection:
        number = find_organization(connection, name)
        own = (
            connection.execute(select(ORGANIZATIONS).where(ORGANIZATIONS.c.organization_id == number)).mappings().one()
        )
        parents = _read_related(connection, _relatives().where(ORGANIZATIONS.c.organization_id == own["parent_id"]))
        return OrganizationDetails(
            organization_id=number,
            name=own["name"],
            kind=own["kind"],
            aliases=_read_aliases(connection, number),
            merges=_read_merges(connection, number),
            former_ids=_read_former_ids(connection, number),
            identifiers=_read_identifiers(connection, number),
            parent=parents[0] if parents else None,
            children=_read_related(connection, _relatives().where(ORGANIZATIONS.c.parent_id == number)),
            life=_read_life(connection, number),
            names=_read_names(connection, number),
            events=_read_events(connection.engine, number),
            documents=_read_namings(connection, number),
            decisions=read_decided(connection, DECISIONS.c.organization_id == number),
        )


def _told(view: FromClause) -> list[Any]:
    return [view.c.status, view.c.date_text.label("date"), *(view.c[figure] for figure in FIGURES), view.c.confidence]


def _read_participants(connection: Connection, event: int) -> tuple[Participant, ...]:
    own = PARTICIPANTS.c
    name = func.coalesce(own.organization, own.person)
    query = select(own.role, name, own.organization_kind, own.organization_id).where(own.event_id == event)
    return tuple(Participant(*row) for row in connection.execute(query.order_by(own.role, own.rank)))


def _read_states(connection: Connection, event: int) -> tuple[EventState, ...]:
    history = EVENT_HISTORY.c
    query = (
        select(history.known_from, history.known_until, history.quote, *_told(EVENT_HISTORY), *source_columns())
        .join_from(EVENT_HISTORY, DOCUMENTS, DOCUMENTS.c.document_id == history.document_id)
        .where(history.event_id == event)
        .order_by(history.step)
    )
    told = ("known_from", "known_until", "quote", "status", "date", *FIGURES, "confidence")
    joined = _read_joined(connection, event)
    return tuple(
        EventState(
            **{name: row[name] for name in told}, joined=joined.get(row["known_from"], ()), source=make_source(row)
        )
        for row in connection.execute(query).mappings()
    )


def _read_joined(connection: Connection, event: int) -> dict[date, tuple[Participant, ...]]:
    """Who became known to take part in an event, by the day."""
    own = EVENT_CHANGES.c
    name = func.coalesce(own.organization, own.person)
    query = select(own.known_from, own.value, name, own.organization_id).where(own.event_id == event, name.is_not(None))
    joined: defaultdict[date, list[Participant]] = defaultdict(list)
    for day, role, who, number in connection.execute(query.order_by(own.known_from, own.value, name)):
        joined[day].append(Participant(role, who, None, number))
    return {day: tuple(who) for day, who in joined.items()}


def _read_mentions(connection: Connection, event: int) -> tuple[EventMention, ...]:
    query = (
        select(MENTIONS.c.mention_id, MENTIONS.c.quote, *_told(MENTIONS), *source_columns())
        .join_from(MENTIONS, DOCUMENTS, DOCUMENTS.c.document_id == MENTIONS.c.document_id)
        .where(MENTIONS.c.event_id == event)
        .order_by(*order_sources(), MENTIONS.c.rank)
    )
    told = ("mention_id", "quote", "status", "date", *FIGURES, "confidence")
    return tuple(
        EventMention(**{name: row[name] for name in told}, source=make_source(row))
        for row in connection.execute(query).mappings()
    )


def _relatives() -> Select[Any, Any, Any]:
    own = ORGANIZATIONS.c
    return select(own.organization_id, own.name, own.kind).order_by(own.organization_id)


def _read_related(connection: Connection, query: Select[Any, Any, Any]) -> tuple[Related, ...]:
    return tuple(Related(*row) for row in connection.execute(query))


def _read_aliases(connection: Connection, number: int) -> tuple[str, ...]:
    query = select(ALIASES.c.alias).where(
        ALIASES.c.organization_id == number, ALIASES.c.alias != ALIASES.c.organization
    )
    return tuple(sorted(connection.scalars(query)))


def _read_merges(connection: Connection, number: int) -> tuple[Merge, ...]:
    own = MERGES.c
    query = select(own.name, own.other_name, own.reason, own.score, own.documents, own.against)
    weighed = query.where(own.organization_id == number, own.score.is_not(None))  # decisions stand in a list of theirs
    rows = [Merge(*row) for row in connection.execute(weighed)]
    return tuple(sorted(rows, key=lambda merge: (-merge.score, merge.name, merge.other_name)))


def _read_former_ids(connection: Connection, number: int) -> tuple[int, ...]:
    own = FORMER_NUMBERS.c
    return tuple(sorted(connection.scalars(select(own.former_id).where(own.organization_id == number))))


def _read_identifiers(connection: Connection, number: int) -> tuple[Identifier, ...]:
    query = (
        select(IDENTIFIERS.c.scheme, IDENTIFIERS.c.value, *source_columns())
        .join_from(IDENTIFIERS, DOCUMENTS, DOCUMENTS.c.document_id == IDENTIFIERS.c.document_id)
        .where(IDENTIFIERS.c.organization_id == number)
        .order_by(IDENTIFIERS.c.scheme, IDENTIFIERS.c.value, *order_sources())
    )
    return tuple(
        Identifier(row["scheme"], row["value"], make_source(row)) for row in connection.execute(query).mappings()
    )


_LIFE = ("step", "status", "other", "event_id", "quote", "name_before", "name_after")


def _read_life(connection: Connection, number: int) -> tuple[LifeStep, ...]:
    own = ORGANIZATION_HISTORY.c
    query = (
        select(*(own[name] for name in _LIFE), own.date_text.label("date"), *source_columns())
        .select_from(ORGANIZATION_HISTORY.outerjoin(DOCUMENTS, DOCUMENTS.c.document_id == own.document_id))
        .where(own.organization_id == number)
        .order_by(own.first_day.is_(None), own.first_day, own.event_id.is_(None), own.event_id, own.name_before)
    )
    return tuple(
        LifeStep(
            date=row["date"],
            source=make_source(row) if row["document_id"] else None,
            **{name: row[name] for name in _LIFE},
        )
        for row in connection.execute(query).mappings()
    )


def _read_names(connection: Connection, number: int) -> tuple[NameInTime, ...]:
    own = ORGANIZATION_NAMES.c
    query = select(own.name, own.published_last_day, own.used_until).where(
        own.organization_id == number, own.used_until.is_not(None)
    )
    rows = connection.execute(query.order_by(own.published_last_day, own.name))
    return tuple(NameInTime(*row) for row in rows)


def _read_events(engine: Engine, number: int) -> tuple[dict[str, Any], ...]:
    with TIMELINE_REPORT.run(engine, Filters(organization=number)) as timeline:
        return tuple(dict(zip(timeline.names, row, strict=True)) for row in timeline.rows)


def _read_namings(connection: Connection, number: int) -> tuple[Naming, ...]:
    mentions = ORGANIZATION_MENTIONS.c
    query = (
        select(mentions.quote, mentions.kind, mentions.parent, *source_columns())
        .join_from(ORGANIZATION_MENTIONS, DOCUMENTS, DOCUMENTS.c.document_id == mentions.document_id)
        .where(mentions.organization_id == number)
        .order_by(*order_sources(), mentions.start_char)
    )
    rows = connection.execute(query).mappings()
    return tuple(_make_naming(list(group)) for _, group in groupby(rows, key=itemgetter("document_id")))


def _make_naming(rows: list[Any]) -> Naming:
    forms = tuple(dict.fromkeys(row["quote"] for row in rows))
    return Naming(forms, rows[0]["kind"], rows[0]["parent"], make_source(rows[0]))
