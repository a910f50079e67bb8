"""The report of what the database holds, in numbers."""

from typing import Any

from sqlalchemy import (
    CTE,
    BigInteger,
    ColumnElement,
    CompoundSelect,
    Select,
    Text,
    cast,
    column,
    func,
    literal,
    null,
    select,
    table,
    union_all,
)

from corpdb.reports import outlines
from corpdb.reports.conditions import fence
from corpdb.reports.dialects import in_code_order
from corpdb.reports.report import Column, Report, Request
from corpdb.reports.views import EVENTS, ORGANIZATIONS, SOURCES

# What `_count_all` makes: a line a number.
_LINES = table(
    "line",
    column("section", BigInteger()),
    column("what", Text()),
    column("by", Text()),
    column("value", Text()),
    column("number", BigInteger()),
)


def _build(request: Request) -> Select[Any]:
    lines = _LINES.c
    return (
        select(*request.columns)
        .add_cte(_count_all().cte(_LINES.name))
        .order_by(lines.section, lines.number.desc(), in_code_order(lines.value))
    )


def _count_all() -> CompoundSelect[Any]:
    documents, organizations, events = _group_documents(), _group_organizations(), _group_events()
    return union_all(
        _count(1, "documents", documents, None),
        _count(2, "documents", documents, "language"),
        _count(3, "organizations", organizations, None),
        _count(4, "organizations", organizations, "kind"),
        _count(5, "events", events, None),
        _count(6, "events", events, "type"),
        _count(7, "events", events, "kind"),
        _count(8, "events", events, "status"),
        _tell_day(9, "first day", func.min(events.c.first_day)),
        _tell_day(10, "last day", func.max(events.c.last_day)),
    )


def _group_documents() -> CTE:
    """How many documents there are of each language: every document has a source, so that all are counted already."""
    own = SOURCES.c
    return select(own.language, func.sum(own.documents).label("rows")).group_by(own.language).cte("document_group")


def _group_organizations() -> CTE:
    """How many organizations there are of each kind."""
    own = fence(select(ORGANIZATIONS.c.kind)).subquery("own").c
    return select(own.kind, func.count().label("rows")).group_by(own.kind).cte("organization_group")


def _group_events() -> CTE:
    """How many events there are of each kind and status, and the days that they cover; a kind is of one type.

    All is counted of these few rows: for each of the counts alone, the events would be read, and SQLite sort them.
    """
    view = EVENTS.c
    own = fence(select(view.type, view.kind, view.status, view.first_day, view.last_day)).subquery("own").c
    return (
        select(
            func.min(own.type).label("type"),
            own.kind,
            own.status,
            func.min(own.first_day).label("first_day"),
            func.max(own.last_day).label("last_day"),
            func.count().label("rows"),
        )
        .group_by(own.kind, own.status)
        .cte("event_group")
    )


def _count(section: int, what: str, groups: CTE, by: str | None) -> Select[int, str, str, str, int]:
    """How many rows the groups have together, by one of their columns or in all."""
    value = groups.c[by] if by else cast(null(), Text())
    query = select(
        literal(section).label("section"),
        literal(what).label("what"),
        literal(by or "all").label("by"),
        value.label("value"),
        cast(func.coalesce(func.sum(groups.c.rows), 0), BigInteger()).label("number"),
    ).select_from(groups)
    return query.group_by(value) if by else query


def _tell_day(section: int, name: str, day: ColumnElement[Any]) -> Select[int, str, str, str, None]:
    """An end of the period that the events cover."""
    return select(literal(section), literal("events"), literal(name), cast(day, Text()), null())


SUMMARY_REPORT = Report(
    outlines.SUMMARY,
    (
        Column("what", "what", _LINES.c.what),
        Column("by", "by", _LINES.c.by),
        Column("value", "value", _LINES.c.value),
        Column("number", "number", _LINES.c.number, grouped=True),
    ),
    _build,
)
