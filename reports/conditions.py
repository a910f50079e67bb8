"""The conditions of a report's query: what keeps of a view of events only those that are asked for."""

from sqlalchemy import ColumnElement, FromClause, select

from corpdb.reports.filters import Filters
from corpdb.reports.views import PARTICIPANTS


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
    """The condition that the organization takes part in the event."""
    if filters.organization is None:
        return []
    taking_part = select(PARTICIPANTS.c.event_id).where(PARTICIPANTS.c.organization_id == filters.organization)
    return [events.c.event_id.in_(taking_part)]
