"""The conditions of a report's query: what keeps of a view of events only those that are asked for."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import ColumnElement, FromClause, or_, select

from corpdb.reports.filters import Filters
from corpdb.reports.views import EVENTS, MENTIONS, ORGANIZATIONS, PARTICIPANTS

# By field of `Filters`, the condition that its value makes on a view of events.
_CONDITIONS: dict[str, Callable[[Any, Any], ColumnElement[bool]]] = {
    "since": lambda own, date: own.last_day >= date.first,
    "until": lambda own, date: own.first_day <= date.last,
    "types": lambda own, types: own.type.in_([each.value for each in types]),
    "kinds": lambda own, kinds: own.kind.in_([each.value for each in kinds]),
    "statuses": lambda own, statuses: own.status.in_([each.value for each in statuses]),
    "languages": lambda own, languages: own.event_id.in_(_list_told(languages)),
    "countries": lambda own, countries: own.event_id.in_(_list_located(countries)),
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
    return [make(events.c, getattr(filters, name)) for name, make in _CONDITIONS.items() if name in asked]


def match_participant(events: FromClause, filters: Filters) -> list[ColumnElement[bool]]:
    """The condition that the organization, or what it owns or contains, takes part in the event."""
    if filters.organization is None:
        return []
    own = is_own(PARTICIPANTS.c.organization_id, filters.organization)
    return [events.c.event_id.in_(select(PARTICIPANTS.c.event_id).where(own))]


def is_own(column: ColumnElement[int], organization: int) -> ColumnElement[bool]:
    """The condition that a column holds the organization's number or that of one of its units."""
    units = select(ORGANIZATIONS.c.organization_id).where(ORGANIZATIONS.c.parent_id == organization)
    return or_(column == organization, column.in_(units))


def _list_told(languages: tuple[str, ...]) -> Any:
    """The events that documents in one of the languages tell."""
    return select(MENTIONS.c.event_id).where(MENTIONS.c.language.in_(languages))


def _list_located(countries: tuple[str, ...]) -> Any:
    """The events that happen in one of the countries."""
    return select(EVENTS.c.event_id).where(EVENTS.c.country.in_(countries))
