"""The reports of one row an organization: companies and laboratories, with the events they take part in."""

from functools import partial
from typing import Any

from sqlalchemy import CTE, BigInteger, Select, TableClause, Text, case, column, func, or_, select, table

from corpdb.reports import outlines
from corpdb.reports.conditions import is_own, match_events
from corpdb.reports.filters import Filters
from corpdb.reports.report import Column, Report, Request
from corpdb.reports.views import COMPANIES, EVENTS, LABS, PARTICIPANTS

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
    if filters.organization is None:
        return query
    itself = organizations.c.organization_id == filters.organization
    return query.where(or_(itself, organizations.c.parent_id == filters.organization))


def _sum_up_activity(filters: Filters) -> CTE:
    """For each organization how many events it takes part in, and the dates of the first and the last as told."""
    ranked = _rank_events(filters)
    return (
        select(
            ranked.c.organization_id,
            func.count().label("events"),
            func.max(case((ranked.c.from_first == 1, ranked.c.date_text))).label("first"),
            func.max(case((ranked.c.from_last == 1, ranked.c.date_text))).label("last"),
        )
        .group_by(ranked.c.organization_id)
        .cte(_ACTIVITY.name)
    )


def _rank_events(filters: Filters) -> CTE:
    """Each organization's events, counted from its first dated one and from its last."""
    own = PARTICIPANTS.c
    asked = [] if filters.organization is None else [is_own(own.organization_id, filters.organization)]
    parts = (
        select(own.organization_id, own.event_id, own.date_text, own.first_day, own.last_day)
        .where(own.organization_id.is_not(None), *asked, *match_events(PARTICIPANTS, filters))
        .distinct()
        .subquery("part")
    )
    organization, part = parts.c.organization_id, parts.c
    forwards = (part.first_day.asc().nulls_last(), part.last_day, part.event_id)
    backwards = (part.last_day.desc().nulls_last(), part.first_day.desc(), part.event_id.desc())
    return select(
        organization,
        part.date_text,
        func.row_number().over(partition_by=organization, order_by=forwards).label("from_first"),
        func.row_number().over(partition_by=organization, order_by=backwards).label("from_last"),
    ).cte("ranked_event")


COMPANIES_REPORT = Report(outlines.COMPANIES, _list_columns(COMPANIES, "parent"), partial(_build, COMPANIES))
LABS_REPORT = Report(outlines.LABS, _list_columns(LABS, "run by"), partial(_build, LABS))
