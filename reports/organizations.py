"""The reports of one row an organization: companies and laboratories, with the events they take part in."""

from dataclasses import replace
from functools import partial
from typing import Any

from sqlalchemy import CTE, BigInteger, ColumnElement, Select, TableClause, Text, column, func, select, table

from corpdb.reports import outlines
from corpdb.reports.conditions import fence, is_own, match_events
from corpdb.reports.dialects import LeftFirst, is_among, rank_day
from corpdb.reports.filters import Filters
from corpdb.reports.report import Column, Report, Request
from corpdb.reports.views import COMPANIES, EVENTS, LABS, MENTIONS, PARTICIPANTS

_NARROW = {"since", "until", "types", "kinds", "languages", "countries"}  # filters that a part of all events passes
_DAY = 10  # the letters of a ranked day
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
    own = _ACTIVITY.c.organization_id == organizations.c.organization_id
    if match_events(EVENTS, filters):
        rows = LeftFirst(_ACTIVITY, organizations, own)
    else:
        rows = organizations.outerjoin(_ACTIVITY, own)
    query = (
        select(*request.columns)
        .select_from(rows)
        .add_cte(_sum_up_activity(filters))
        .order_by(*request.order, *_begin_with_busiest(_ACTIVITY.c.events, organizations.c.organization_id))
        .limit(request.limit)
    )
    if filters.organization is None:
        return query
    return query.where(is_own(organizations.c.organization_id, filters.organization))


def _begin_with_busiest(events: ColumnElement[int], organization: ColumnElement[int]) -> tuple[ColumnElement[Any], ...]:
    return events.desc().nulls_last(), organization


def _sum_up_activity(filters: Filters) -> CTE:
    """For each organization how many events it takes part in, and the dates of the first and the last as told.

    The busiest come first, so that PostgreSQL looks up no more organizations than it shows.
    """
    own = PARTICIPANTS.c
    columns = (own.organization_id, own.event_id, own.first_day, own.last_day, own.date_text)
    query = select(*columns).where(*_match_participants(filters))
    part = fence(query).subquery("part").c  # which of the view's joins need not be made
    first, last = rank_day(part.first_day), rank_day(part.last_day)
    events = func.count(part.event_id.distinct())
    return (
        select(
            part.organization_id,
            events.label("events"),
            func.substr(func.min(first + last + part.date_text), 2 * _DAY + 1).label("first"),
            func.substr(func.max(last + first + part.date_text), 2 * _DAY + 1).label("last"),
        )
        .group_by(part.organization_id)
        .order_by(*_begin_with_busiest(events, part.organization_id))
        .cte(_ACTIVITY.name)
    )


def _match_participants(filters: Filters) -> list[ColumnElement[bool]]:
    """The conditions on those who take part: of an organization its own, else those in the events that are asked for.

    Of some events they are looked up: to join them with thousands, PostgreSQL would read all participants.
    """
    own = PARTICIPANTS.c
    if filters.organization is not None:
        return [*match_events(PARTICIPANTS, filters), is_own(own.organization_id, filters.organization)]
    if filters.names & _NARROW:
        return [is_among(own.event_id, _list_events(filters))]
    return match_events(PARTICIPANTS, filters)


def _list_events(filters: Filters) -> Select[int]:
    """The events that are asked for. What is told in a language is found for all at once, not event by event."""
    kept = match_events(EVENTS, replace(filters, languages=()))
    events = select(EVENTS.c.event_id).where(*kept)
    if not filters.languages:
        return events
    told = MENTIONS.c
    query = select(told.event_id).where(told.language.in_(filters.languages))
    return query.where(is_among(told.event_id, events)) if kept else query


COMPANIES_REPORT = Report(outlines.COMPANIES, _list_columns(COMPANIES, "parent"), partial(_build, COMPANIES))
LABS_REPORT = Report(outlines.LABS, _list_columns(LABS, "run by"), partial(_build, LABS))
