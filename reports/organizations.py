"""The reports of one row an organization: companies and laboratories, with the events they take part in.

Where only the first rows are asked for, all that is found of the others is how many events they have.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

from sqlalchemy import (
    CTE,
    BigInteger,
    ColumnElement,
    CompoundSelect,
    FromClause,
    Select,
    TableClause,
    Text,
    column,
    func,
    literal,
    select,
    table,
    union_all,
)

from corpdb.models.vocabulary import OrganizationKind
from corpdb.reports import outlines
from corpdb.reports.conditions import fence, is_own, match_events
from corpdb.reports.dialects import LeftFirst, is_among, rank_day
from corpdb.reports.filters import Filters
from corpdb.reports.outlines import Outline
from corpdb.reports.report import Column, Report, Request
from corpdb.reports.views import ACTIVITY, COMPANIES, EVENT_ORGANIZATIONS, EVENTS, LABS, MENTIONS, TYPES

_COUNTED = {"types", "sort", "limit"}  # with no other filters, events are counted already
_SHORT = timedelta(days=366)
_DAY = 10  # the letters of a ranked day
# What `_sum_up` makes: the number of an organization's events, and the dates of the first and last of them.
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


def _build(organizations: TableClause, kind: OrganizationKind, request: Request) -> Select[Any]:
    """Every organization; with a condition on events only those that take part in such an event."""
    taking = _take_part(request.filters)
    if request.limit is None:
        return _order(request.columns, _ACTIVITY, organizations, request).add_cte(_sum_up(taking))
    if request.filters.names <= _COUNTED:
        busiest = _choose(_find_counts(kind, request.filters), organizations, request)
        taking = taking.where(is_among(EVENT_ORGANIZATIONS.c.organization_id, busiest))
    else:
        everyone = taking.cte("taking").prefix_with("MATERIALIZED")  # to be counted, and to be summed up in part
        busiest = _choose(_count(everyone), organizations, request)
        own = everyone.c
        taking = select(own.organization_id, own.event_id).where(is_among(own.organization_id, busiest))
    query = _order(request.columns, _ACTIVITY, organizations, request).add_cte(_sum_up(taking))
    return query.where(is_among(organizations.c.organization_id, busiest))


def _order(
    columns: Iterable[ColumnElement[Any]], activity: FromClause, organizations: TableClause, request: Request
) -> Select[Any]:
    """The organizations with `activity`, in the order that is asked for, else those with most events first."""
    filters, organization, events = request.filters, organizations.c.organization_id, activity.c.events.desc()
    own = activity.c.organization_id == organization
    if match_events(EVENTS, filters):
        rows = LeftFirst(activity, organizations, own)
    else:
        rows, events = organizations.outerjoin(activity, own), events.nulls_last()
    query = select(*columns).select_from(rows).order_by(*request.order, events, organization).limit(request.limit)
    return query if filters.organization is None else query.where(is_own(organization, filters.organization))


def _choose(activity: FromClause, organizations: TableClause, request: Request) -> Select[int]:
    """The organizations that are shown."""
    if request.keys or match_events(EVENTS, request.filters) or request.filters.organization is not None:
        chosen = _order([organizations.c.organization_id], activity, organizations, request)
    else:
        chosen = _choose_active_first(activity, organizations, request)
    return select(chosen.cte("busiest").c.organization_id)


def _choose_active_first(activity: FromClause, organizations: TableClause, request: Request) -> CompoundSelect[int]:
    """The organizations with most events, and others only where these are too few: so an index has the order."""
    organization, own = organizations.c.organization_id, activity.c
    active = select(organization).select_from(LeftFirst(activity, organizations, own.organization_id == organization))
    active = active.order_by(own.events.desc(), organization).limit(request.limit).cte("active")
    left = literal(request.limit) - select(func.count()).select_from(active).scalar_subquery()
    is_active = select(own.organization_id).where(own.organization_id == organization).exists()
    others = select(organization).where(~is_active).order_by(organization).limit(left).cte("other")
    return union_all(select(active.c.organization_id), select(others.c.organization_id))


def _find_counts(kind: OrganizationKind, filters: Filters) -> FromClause:
    """In how many events, or of these types, each organization of the kind takes part: counted already."""
    types = [each.value for each in filters.types]
    own = (TYPES if types else ACTIVITY).c
    counts = select(own.organization_id, own.events)
    if len(types) > 1:
        counts = select(own.organization_id, func.sum(own.events).label("events")).group_by(own.organization_id)
    if types:
        counts = counts.where(TYPES.c.type.in_(types))
    return counts.where(own.organization_kind == kind.value).subquery(_ACTIVITY.name)


def _count(taking: CTE) -> FromClause:
    """In how many of these events each organization takes part.

    The busiest come first, so that PostgreSQL looks up no more organizations than it shows.
    """
    organization, events = taking.c.organization_id, func.count(taking.c.event_id.distinct())
    query = select(organization, events.label("events")).group_by(organization)
    return query.order_by(events.desc(), organization).subquery(_ACTIVITY.name)


def _sum_up(query: Select[int, int]) -> CTE:
    """For each organization how many events it takes part in, and the dates of the first and the last as told."""
    taking, own = query.subquery("taking").c, EVENTS.c
    dated = select(taking.organization_id, own.event_id, own.first_day, own.last_day, own.date_text)
    part = fence(dated.where(own.event_id == taking.event_id)).subquery("part").c
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
        .order_by(events.desc(), part.organization_id)
        .cte(_ACTIVITY.name)
    )


def _take_part(filters: Filters) -> Select[int, int]:
    """Which organization takes part in which of the events that are asked for.

    Of a short period they are looked up: to join them with thousands of events, PostgreSQL would read all participants.
    """
    part, events = EVENT_ORGANIZATIONS.c, _list_events(filters)
    query = select(part.organization_id, part.event_id)
    if filters.organization is not None:
        query = query.where(is_own(part.organization_id, filters.organization))
    elif filters.since and filters.until and filters.until.last - filters.since.first < _SHORT:
        return query.where(is_among(part.event_id, events))
    chosen = events.subquery("chosen")
    return query.join_from(EVENT_ORGANIZATIONS, chosen, chosen.c.event_id == part.event_id)


def _list_events(filters: Filters) -> Select[int]:
    """The events that are asked for. What is told in a language is found for all at once, not event by event."""
    kept = match_events(EVENTS, replace(filters, languages=()))
    events = select(EVENTS.c.event_id).where(*kept)
    if not filters.languages:
        return events
    told = MENTIONS.c
    query = select(told.event_id).where(told.language.in_(filters.languages))
    return query.where(is_among(told.event_id, events)) if kept else query


def _make_report(outline: Outline, organizations: TableClause, kind: OrganizationKind, parent: str) -> Report:
    return Report(outline, _list_columns(organizations, parent), partial(_build, organizations, kind))


COMPANIES_REPORT = _make_report(outlines.COMPANIES, COMPANIES, OrganizationKind.COMPANY, "parent")
LABS_REPORT = _make_report(outlines.LABS, LABS, OrganizationKind.LAB, "run by")
