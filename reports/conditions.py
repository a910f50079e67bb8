"""The conditions of a report's query: what keeps of a view of events only those that are asked for."""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVarTuple

from sqlalchemy import (
    BigInteger,
    BindParameter,
    ColumnElement,
    FromClause,
    Select,
    and_,
    select,
    type_coerce,
    union_all,
)

from corpdb.reports.dialects import is_among
from corpdb.reports.filters import Filters
from corpdb.reports.views import EVENTS, MENTIONS, ORGANIZATIONS, PARTICIPANTS

_Columns = TypeVarTuple("_Columns")


def fence(query: Select[*_Columns]) -> Select[*_Columns]:
    """The query as one that the database runs for itself and does not weave into the query around it."""
    return query.offset(0)


def holds(query: Select[Any]) -> ColumnElement[bool]:
    """The condition that a query about the row at hand gives something, which is asked row by row."""
    return fence(query).exists()


def _ends_from(own: Any, day: date) -> ColumnElement[bool]:
    """The condition that it may have happened on that day or later.

    No date is less exact than a year, so all these began in its year or later: that narrows what an index gives.
    """
    return and_(own.first_day >= date(day.year, 1, 1), own.last_day >= day)


def _is_told(event: ColumnElement[int], languages: tuple[str, ...]) -> ColumnElement[bool]:
    """The condition that a document in one of the languages tells the event."""
    told = MENTIONS.alias("told")
    return holds(select(told.c.event_id).where(told.c.event_id == event, told.c.language.in_(languages)))


# By field of `Filters`, the condition that its value makes on a view of events.
_CONDITIONS: dict[str, Callable[[Any, Any], ColumnElement[bool]]] = {
    "since": lambda own, date: _ends_from(own, date.first),
    "until": lambda own, date: own.first_day <= date.last,
    "types": lambda own, types: own.type.in_([each.value for each in types]),
    "kinds": lambda own, kinds: own.kind.in_([each.value for each in kinds]),
    "statuses": lambda own, statuses: own.status.in_([each.value for each in statuses]),
    "languages": lambda own, languages: _is_told(own.event_id, languages),
    "countries": lambda own, countries: own.country.in_(countries),
    "min_confidence": lambda own, least: own.confidence >= least,
}


def match_filters(events: FromClause, filters: Filters) -> list[ColumnElement[bool]]:
    """All conditions on a view of events."""
    return [*match_events(events, filters), *match_participant(events, filters)]


def match_events(events: FromClause, filters: Filters) -> list[ColumnElement[bool]]:
    """The conditions on a view of events, except the one on the organization.

    An event is kept if it may lie in the period: if its interval of days and the one asked for have a day in common.
    It is kept for a language if a document in that language tells it.
    """
    asked = filters.names
    if "countries" in asked and "country" not in events.c:
        return [is_among(events.c.event_id, select(EVENTS.c.event_id).where(*match_events(EVENTS, filters)))]
    return [make(events.c, getattr(filters, name)) for name, make in _CONDITIONS.items() if name in asked]


def match_participant(events: FromClause, filters: Filters) -> list[ColumnElement[bool]]:
    """The condition that the organization, or what it owns or contains, takes part in the event."""
    if filters.organization is None:
        return []
    return [is_among(events.c.event_id, list_own_events(filters.organization))]


def list_own_events(organization: int) -> Select[int]:
    """The numbers of the events in which the organization, or what it owns or contains, takes part."""
    return select(PARTICIPANTS.c.event_id).where(is_own(PARTICIPANTS.c.organization_id, organization))


def is_own(column: ColumnElement[int], organization: int | BindParameter[int]) -> ColumnElement[bool]:
    """The condition that a column holds the organization's number or that of one of its units."""
    units = select(ORGANIZATIONS.c.organization_id).where(ORGANIZATIONS.c.parent_id == organization)
    own = union_all(select(type_coerce(organization, BigInteger()).label("organization_id")), units).subquery()
    return is_among(column, select(own.c.organization_id))
