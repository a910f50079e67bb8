"""The reports of one row an event: of every type, of partnerships, of restructurings, of one organization."""

from typing import Any

from sqlalchemy import ColumnElement, FromClause, Label, Select, and_, case, func, or_, select

from corpdb.models.vocabulary import EventKind, EventType, Role
from corpdb.reports.conditions import is_own, match_events, match_participant
from corpdb.reports.filters import Filters
from corpdb.reports.report import Column, Report
from corpdb.reports.views import (
    DOCUMENTS,
    EVENT_CHOICES,
    EVENTS,
    MENTIONS,
    PARTICIPANTS,
    PARTNERSHIPS,
    RESTRUCTURINGS,
)

_PARTICIPANT = func.coalesce(PARTICIPANTS.c.organization, PARTICIPANTS.c.person)
_ROLE_NUMBERS = {role.value: number for number, role in enumerate(Role)}
ROLE_ORDER = case(_ROLE_NUMBERS, value=PARTICIPANTS.c.role)
_OWN_PART = PARTICIPANTS.alias("own_part")
_SUBJECT = PARTICIPANTS.alias("subject_part")
_TARGET = PARTICIPANTS.alias("target_part")
_LISTINGS = (EventKind.IPO.value, EventKind.DELISTING.value)


def name_participant() -> ColumnElement[str]:
    """A participant's role and name."""
    return PARTICIPANTS.c.role + ": " + _PARTICIPANT


def order_events(events: FromClause) -> tuple[ColumnElement[Any], ...]:
    """In time, the undated last, and always the same way."""
    return events.c.first_day.is_(None), events.c.first_day, events.c.last_day, events.c.event_id


def _common(events: FromClause) -> tuple[Column, ...]:
    return (
        Column("event_id", "id", events.c.event_id),
        Column("date", "date", events.c.date_text),
        Column("first_day", "first day", events.c.first_day, data=True),
        Column("last_day", "last day", events.c.last_day, data=True),
        Column("kind", "kind", events.c.kind),
        Column("status", "status", events.c.status),
    )


def _figures(events: FromClause) -> tuple[Column, ...]:
    return (
        Column("headcount", "people", events.c.headcount, spare=True, grouped=True),
        Column("amount", "amount", events.c.amount, spare=True, paired=True, grouped=True),
        Column("currency", "currency", events.c.currency, spare=True),
        Column("location", "location", events.c.location, spare=True),
        _confidence(events),
    )


def _confidence(events: FromClause) -> Column:
    return Column("confidence", "confidence", events.c.confidence, spare=True)


def _build_events(columns: tuple[Label[Any], ...], filters: Filters) -> Select[Any]:
    return (
        select(*columns)
        .select_from(EVENTS.outerjoin(PARTICIPANTS, PARTICIPANTS.c.event_id == EVENTS.c.event_id))
        .where(*match_events(EVENTS, filters), *match_participant(EVENTS, filters))
        .order_by(*order_events(EVENTS), ROLE_ORDER, PARTICIPANTS.c.rank)
    )


def _build_partnerships(columns: tuple[Label[Any], ...], filters: Filters) -> Select[Any]:
    partners = and_(PARTICIPANTS.c.event_id == PARTNERSHIPS.c.event_id, PARTICIPANTS.c.role == Role.PARTNER.value)
    return (
        select(*columns)
        .select_from(PARTNERSHIPS.outerjoin(PARTICIPANTS, partners))
        .where(*match_events(PARTNERSHIPS, filters), *match_participant(PARTNERSHIPS, filters))
        .order_by(*order_events(PARTNERSHIPS), PARTICIPANTS.c.rank)
    )


def _build_restructurings(columns: tuple[Label[Any], ...], filters: Filters) -> Select[Any]:
    """Restructurings, and the listings and delistings by which a group changes its shape as well."""
    restructured = or_(EVENTS.c.type == EventType.RESTRUCTURING.value, EVENTS.c.kind.in_(_LISTINGS))
    return (
        select(*columns)
        .select_from(
            EVENTS.outerjoin(RESTRUCTURINGS, RESTRUCTURINGS.c.event_id == EVENTS.c.event_id)
            .outerjoin(_SUBJECT, _is_first(_SUBJECT, Role.SUBJECT))
            .outerjoin(_TARGET, _is_first(_TARGET, Role.TARGET))
        )
        .where(restructured, *match_events(EVENTS, filters), *match_participant(EVENTS, filters))
        .order_by(*order_events(EVENTS))
    )


def _is_first(participants: FromClause, role: Role) -> ColumnElement[bool]:
    """The condition on a join that takes the event's first participant of a role."""
    columns = participants.c
    return and_(columns.event_id == EVENTS.c.event_id, columns.role == role.value, columns.rank == 1)


def _build_timeline(columns: tuple[Label[Any], ...], filters: Filters) -> Select[Any]:
    assert filters.organization is not None
    is_part = is_own(_OWN_PART.c.organization_id, filters.organization)
    own = and_(_OWN_PART.c.event_id == EVENTS.c.event_id, is_part)
    return (
        select(*columns)
        .select_from(
            EVENTS.join(_OWN_PART, own)
            .outerjoin(PARTICIPANTS, PARTICIPANTS.c.event_id == EVENTS.c.event_id)
            .outerjoin(MENTIONS, MENTIONS.c.mention_id == func.coalesce(_status_mention(), _newest_mention()))
            .outerjoin(DOCUMENTS, DOCUMENTS.c.document_id == MENTIONS.c.document_id)
        )
        .where(*match_events(EVENTS, filters))
        .order_by(*order_events(EVENTS), ROLE_ORDER, PARTICIPANTS.c.rank, case(_ROLE_NUMBERS, value=_OWN_PART.c.role))
    )


def _status_mention() -> ColumnElement[int]:
    """The place that the event's status is taken from, unless an upgrade has left that unsettled."""
    own = EVENT_CHOICES.c
    chosen = select(own.mention_id).where(own.event_id == EVENTS.c.event_id, own.value == "status")
    return chosen.scalar_subquery()


def _newest_mention() -> ColumnElement[int]:
    """The best place of the newest document, the first of several."""
    mentions = MENTIONS.alias("newest_mention")
    return (
        select(mentions.c.mention_id)
        .where(mentions.c.event_id == EVENTS.c.event_id, mentions.c.rank == 1)
        .order_by(
            mentions.c.published_first_day.is_(None), mentions.c.published_first_day.desc(), mentions.c.mention_id
        )
        .limit(1)
        .scalar_subquery()
    )


EVENTS_REPORT = Report(
    "events",
    "Events",
    (
        *_common(EVENTS)[:4],
        Column("type", "type", EVENTS.c.type, spare=True),
        *_common(EVENTS)[4:],
        Column("participants", "participants", name_participant(), merged=True),
        *_figures(EVENTS),
    ),
    frozenset({"since", "until", "organization", "types", "statuses"}),
    _build_events,
)

PARTNERSHIPS_REPORT = Report(
    "partnerships",
    "Partnerships",
    (
        *_common(PARTNERSHIPS),
        Column("partners", "partners", _PARTICIPANT, merged=True),
        *_figures(PARTNERSHIPS),
    ),
    frozenset({"since", "until", "organization", "statuses"}),
    _build_partnerships,
)

RESTRUCTURINGS_REPORT = Report(
    "restructurings",
    "Restructurings and listings",
    (
        *_common(EVENTS),
        Column("subject", "subject", _SUBJECT.c.organization),
        Column("target", "target", _TARGET.c.organization),
        Column("parts", "parts", RESTRUCTURINGS.c.parts, spare=True),
        *_figures(EVENTS),
    ),
    frozenset({"since", "until", "organization", "statuses"}),
    _build_restructurings,
)

TIMELINE_REPORT = Report(
    "timeline",
    "Timeline",
    (
        *_common(EVENTS),
        Column("role", "role", _OWN_PART.c.role, merged=True),
        Column("participants", "participants", name_participant(), merged=True),
        Column("quote", "quote", MENTIONS.c.quote, long=True),
        Column("published", "published", MENTIONS.c.published_text),
        Column("title", "document", MENTIONS.c.title, long=True),
        Column("address", "address", DOCUMENTS.c.address, long=True),
        _confidence(EVENTS),
    ),
    frozenset({"since", "until", "organization", "types", "statuses"}),
    _build_timeline,
)
