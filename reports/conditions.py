"""The conditions of a report's query: what keeps of a view of events only those that are asked for."""

from sqlalchemy import ColumnElement, FromClause, or_, select

from corpdb.reports.filters import Filters
from corpdb.reports.views import ORGANIZATIONS, PARTICIPANTS


def match_events(events: FromClause, filters: Filters) -> list[ColumnElement[bool]]:
    """The conditions on a view of events, except the one on the organization.

    An event is kept if it may lie in the period: if its interval of days and the one asked for have a day in common.
    """
    conditions: list[ColumnElement[bool]] = []
    if filters.since:
        conditions.append(events.c.last_day >= filters.since.first)
    if filters.until:
        conditions.append(events.c.first_day <= filters.until.last)
    if filters.types:
        conditions.append(events.c.type.in_([each.value for each in filters.types]))
    if filters.statuses:
        conditions.append(events.c.status.in_([each.value for each in filters.statuses]))
    return conditions


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
