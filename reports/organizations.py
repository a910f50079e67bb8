"""The reports of one row an organization: companies and laboratories, with the events they take part in."""

from functools import partial
from typing import Any

from sqlalchemy import CTE, BigInteger, Select, TableClause, Text, column, func, select, table

from corpdb.reports import outlines
from corpdb.reports.conditions import fence, is_own, match_events
from corpdb.reports.dialects import write_day
from corpdb.reports.filters import Filters
from corpdb.reports.report import Column, Report, Request
from corpdb.reports.views import COMPANIES, EVENTS, LABS, PARTICIPANTS

_DAY = 10  # the letters of 2023-11-27
# What `_sum_up_activity` makes: the number of an organization's events, and the dates of the first and last of them.
_ACTIVITY = table(
    "activity",
    column("organization_id", BigInteger()),
    column("events", BigInteger()),
    column("first", Text()),
    column("last", Text()),
)


def _list_columns(organizations: TableClause, parent: str) -> tuple[Column, ...]:
    return (
        Column("organization_id", "id", organizations.c.organization_id),
        Column("name", "name", organizations.c.name),
        Column("parent", parent, organizations.c.parent),
        Column("events", "events", func.coalesce(_ACTIVITY.c.events, 0), grouped=True),
        Column("first_event", "first event", _ACTIVITY.c.first),
        Column("last_event", "last event", _ACTIVITY.c.last),
    )


def _build(organizations: TableClause, request: Request) -> Select[Any]:
    """Every organization; with a condition on events only those that take part in such an event."""
    filters = request.filters
    narrowed = bool(match_events(EVENTS, filters))
    own = _ACTIVITY.c.organization_id == organizations.c.organization_id
    query = (
        select(*request.columns)
        .select_from(organizations.join(_ACTIVITY, own, isouter=not narrowed))
        .add_cte(_sum_up_activity(filters))
        .order_by(*request.order, func.coalesce(_ACTIVITY.c.events, 0).desc(), organizations.c.organization_id)
        .limit(request.limit)
    )
    if narrowed:  # the few that are active are looked up, rather than all gone through
        query = query.where(organizations.c.organization_id.in_(select(_ACTIVITY.c.organization_id)))
    if filters.organization is None:
        return query
    return query.where(is_own(organizations.c.organization_id, filters.organization))


def _sum_up_activity(filters: Filters) -> CTE:
    """For each organization how many events it takes part in, and the dates of the first and the last as told."""
    own = PARTICIPANTS.c
    kept = match_events(PARTICIPANTS, filters)
    if filters.organization is not None:
        kept.append(is_own(own.organization_id, filters.organization))
    columns = (own.organization_id, own.event_id, own.first_day, own.last_day, own.date_text)
    part = fence(select(*columns).where(*kept)).subquery("part").c  # which of the view's joins need not be made
    first, last = write_day(part.first_day), write_day(part.last_day)
    return (
        select(
            part.organization_id,
            func.count(part.event_id.distinct()).label("events"),
            func.substr(func.min(first + last + part.date_text), 2 * _DAY + 1).label("first"),
            func.substr(func.max(last + first + part.date_text), 2 * _DAY + 1).label("last"),
        )
        .group_by(part.organization_id)
        .cte(_ACTIVITY.name)
    )


COMPANIES_REPORT = Report(outlines.COMPANIES, _list_columns(COMPANIES, "parent"), partial(_build, COMPANIES))
LABS_REPORT = Report(outlines.LABS, _list_columns(LABS, "run by"), partial(_build, LABS))
