"""What the charts draw, counted by the database: rows of plain values."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Engine, case, func, select

from corpdb.models.vocabulary import EventType, OrganizationKind
from corpdb.reports.conditions import match_filters
from corpdb.reports.filters import Filters
from corpdb.reports.views import EVENTS, MENTIONS, PARTICIPANTS

_MONTH = 7  # the letters of 2023-11
_EXACT = ("day", "month")


@dataclass(frozen=True, slots=True)
class Totals:
    """The key figures: how much there is, and from which day to which it happened."""

    events: int
    organizations: int
    documents: int
    quotes: int
    partnerships: int
    labs: int
    first: str | None
    last: str | None


def count_totals(engine: Engine, filters: Filters) -> Totals:
    """The key figures of the events for which `filters` hold."""
    own, parts = EVENTS.c, PARTICIPANTS.c
    is_partnership = own.type == EventType.PARTNERSHIP.value
    events = _choose(filters, func.count(), func.count().filter(is_partnership))
    first = _choose(filters, own.date_text).where(own.first_day.is_not(None))
    told = select(func.count(MENTIONS.c.document_id.distinct()), func.count())
    taking_part = select(
        func.count(parts.organization_id.distinct()),
        func.count(parts.organization_id.distinct()).filter(parts.organization_kind == OrganizationKind.LAB.value),
    )
    numbers = _choose(filters, own.event_id)
    with engine.connect() as connection:
        counted: Any = connection.execute(events).one()
        documents, quotes = connection.execute(told.where(MENTIONS.c.event_id.in_(numbers))).one()
        organizations, labs = connection.execute(taking_part.where(parts.event_id.in_(numbers))).one()
        earliest = connection.scalar(first.order_by(own.first_day, own.last_day, own.event_id).limit(1))
        latest = connection.scalar(first.order_by(own.last_day.desc(), own.first_day.desc(), own.event_id).limit(1))
    return Totals(counted[0], organizations, documents, quotes, counted[1], labs, earliest, latest)


def count_terms(engine: Engine, filters: Filters) -> list[tuple[str, str, int]]:
    """How many events there are of each type and status."""
    own = EVENTS.c
    return _fetch(engine, _choose(filters, own.type, own.status, func.count()).group_by(own.type, own.status))


def count_months(engine: Engine, filters: Filters) -> list[tuple[str | None, str, int]]:
    """How many events there are in each month, by type; None stands for those whose month is not known."""
    own = EVENTS.c
    month = case((own.date_precision.in_(_EXACT), func.substr(own.date_text, 1, _MONTH)))
    months = _choose(filters, month.label("month"), own.type).subquery()
    query = select(months.c.month, months.c.type, func.count()).group_by(months.c.month, months.c.type)
    return _fetch(engine, query)


def count_organizations(engine: Engine, filters: Filters, limit: int) -> list[tuple[int, str, str, int]]:
    """Of the organizations with most events, how many of each type: number, name, type, events."""
    own = PARTICIPANTS.c
    events = func.count(own.event_id.distinct())
    busiest = _rank_organizations(filters, limit)
    query = select(own.organization_id, own.organization, own.type, events).where(
        own.organization_id.in_(select(busiest.c.organization_id)), *match_filters(PARTICIPANTS, filters)
    )
    return _fetch(engine, query.group_by(own.organization_id, own.organization, own.type))


def list_lab_events(engine: Engine, filters: Filters, limit: int) -> list[Any]:
    """The dated events of the laboratories with most events, in time, each once."""
    own = PARTICIPANTS.c
    is_lab = own.organization_kind == OrganizationKind.LAB.value
    busiest = _rank_organizations(filters, limit, is_lab, own.first_day.is_not(None))
    columns = ("organization_id", "organization", "event_id", "kind", "status", "date_text", "first_day", "last_day")
    query = select(*(own[name] for name in columns)).distinct()
    query = query.where(own.organization_id.in_(select(busiest.c.organization_id)), own.first_day.is_not(None))
    return _fetch(
        engine,
        query.where(*match_filters(PARTICIPANTS, filters)).order_by(own.first_day, own.event_id, own.organization_id),
    )


def _choose(filters: Filters, *columns: Any) -> Any:
    """A query of the columns over the events for which `filters` hold."""
    return select(*columns).select_from(EVENTS).where(*match_filters(EVENTS, filters))


def _rank_organizations(filters: Filters, limit: int, *conditions: ColumnElement[bool]) -> Any:
    own = PARTICIPANTS.c
    query = select(own.organization_id).where(own.organization_id.is_not(None), *match_filters(PARTICIPANTS, filters))
    query = query.where(*conditions).group_by(own.organization_id)
    return query.order_by(func.count(own.event_id.distinct()).desc(), own.organization_id).limit(limit).subquery()


def _fetch(engine: Engine, query: Any) -> list[Any]:
    with engine.connect() as connection:
        return [tuple(row) for row in connection.execute(query)]
