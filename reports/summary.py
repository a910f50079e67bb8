"""The report of what the database holds, in numbers."""

from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    CompoundSelect,
    FromClause,
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
from corpdb.reports.dialects import in_code_order
from corpdb.reports.report import Column, Report, Request
from corpdb.reports.views import DOCUMENTS, EVENTS, ORGANIZATIONS

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
    return union_all(
        _count(1, "documents", DOCUMENTS, None),
        _count(2, "documents", DOCUMENTS, "language"),
        _count(3, "organizations", ORGANIZATIONS, None),
        _count(4, "organizations", ORGANIZATIONS, "kind"),
        _count(5, "events", EVENTS, None),
        _count(6, "events", EVENTS, "type"),
        _count(7, "events", EVENTS, "kind"),
        _count(8, "events", EVENTS, "status"),
        _tell_day(9, "first day", func.min(EVENTS.c.first_day)),
        _tell_day(10, "last day", func.max(EVENTS.c.last_day)),
    )


def _count(section: int, what: str, view: FromClause, by: str | None) -> Select[int, str, str, str, int]:
    """How many rows the view has, by one of its columns or in all."""
    value = view.c[by] if by else cast(null(), Text())
    query = select(
        literal(section).label("section"),
        literal(what).label("what"),
        literal(by or "all").label("by"),
        value.label("value"),
        func.count().label("number"),
    ).select_from(view)
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
