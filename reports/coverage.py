"""The report of what is covered, and how fully: by language, source, type and month.

What is told of the events that are asked for is counted from them and their documents; how many documents there are
beside these is counted already, by whoever loads them.
"""

from typing import Any

from sqlalchemy import (
    CTE,
    BigInteger,
    ColumnElement,
    FromClause,
    Select,
    Subquery,
    Text,
    case,
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
from corpdb.reports.conditions import fence, match_filters
from corpdb.reports.dialects import in_code_order, is_among
from corpdb.reports.report import Column, Report, Request
from corpdb.reports.views import DOCUMENTS, EVENTS, MENTIONS, SOURCES

_MONTH = 7  # the letters of 2023-11
_SHARES = {"dated": "first_day", "amounts": "amount", "headcounts": "headcount", "places": "location"}
_COUNTS = ("documents", "telling", "events", *_SHARES)
_SECTIONS = {"all": 1, "language": 2, "source": 3, "type": 4, "month": 5}
# What `_add_up` makes: a line a group.
_LINES = table(
    "line",
    column("section", BigInteger()),
    column("by", Text()),
    column("value", Text()),
    *(column(name, BigInteger()) for name in _COUNTS),
)
_NOTHING = cast(null(), Text())


def _build(request: Request) -> Select[Any]:
    lines = _LINES.c
    busiest_first = case((lines.by == "month", 0), else_=-lines.events)
    return (
        select(*request.columns)
        .add_cte(_add_up(request))
        .order_by(lines.section, lines.value.is_(None), busiest_first, in_code_order(lines.value))
    )


def _add_up(request: Request) -> CTE:
    """A line for each group: documents, those that tell an event, events, and how many of them have what."""
    events = _choose_events(request)
    told = _find_documents(events, narrowed=bool(request.filters.names))
    counts = union_all(*_count_documents(), *_count_telling(events, told), *_count_events(events, told)).subquery()
    own = counts.c
    sums = (cast(func.coalesce(func.sum(own[name]), 0), BigInteger()).label(name) for name in _COUNTS)
    return select(own.section, own.by, own.value, *sums).group_by(own.section, own.by, own.value).cte(_LINES.name)


def _choose_events(request: Request) -> CTE:
    """The events that are asked for."""
    own = EVENTS.c
    month = func.substr(own.date_text, 1, _MONTH).label("month")
    query = select(own.event_id, own.type, month, *(own[name] for name in _SHARES.values()))
    return fence(query.where(*match_filters(EVENTS, request.filters))).cte("chosen")


def _find_documents(events: CTE, *, narrowed: bool) -> CTE:
    """The documents that tell these events: a row for each event that one tells. Some are looked up, all are read."""
    own, documents = MENTIONS.c, DOCUMENTS.c
    told = select(own.event_id, own.document_id).distinct()
    if narrowed:
        told = told.where(is_among(own.event_id, select(events.c.event_id)))
    told = told.cte("told")
    sources = select(documents.document_id, documents.language, documents.source)
    if narrowed:
        sources = sources.where(is_among(documents.document_id, select(told.c.document_id)))
    sources = fence(sources).cte("telling_document")
    return (
        select(told.c.event_id, sources)
        .join_from(told, sources, sources.c.document_id == told.c.document_id)
        .cte("told_in")
    )


def _count_documents() -> tuple[Select[Any], ...]:
    """All documents, those of each language and those of each source."""
    number = func.sum(SOURCES.c.documents)
    return tuple(
        _count(by, value, SOURCES, documents=number)
        for by, value in (("all", _NOTHING), ("language", SOURCES.c.language), ("source", SOURCES.c.source))
    )


def _count_telling(events: CTE, told: CTE) -> tuple[Select[Any], ...]:
    """The documents that tell such events; those of a type or a month are all that are told of there."""
    number = func.count(told.c.document_id.distinct())
    both = told.join(events, events.c.event_id == told.c.event_id)
    return (
        _count("all", _NOTHING, told, telling=number),
        _count("language", told.c.language, told, telling=number),
        _count("source", told.c.source, told, telling=number),
        _count("type", events.c.type, both, documents=number, telling=number),
        _count("month", events.c.month, both, documents=number, telling=number),
    )


def _count_events(events: CTE, told: CTE) -> tuple[Select[Any], ...]:
    """The events, and how many of them have what; one that several documents tell counts once in each group."""
    shares = {share: func.count(events.c[name]) for share, name in _SHARES.items()}
    counts = {"events": func.count(), **shares}
    in_language, in_source = (_tell_apart(told, name) for name in ("language", "source"))
    return (
        _count("all", _NOTHING, events, **counts),
        _count("type", events.c.type, events, **counts),
        _count("month", events.c.month, events, **counts),
        *(
            _count(name, own.c[name], own.join(events, events.c.event_id == own.c.event_id), **counts)
            for name, own in (("language", in_language), ("source", in_source))
        ),
    )


def _tell_apart(told: CTE, name: str) -> Subquery:
    """The groups in which each event is told."""
    return select(told.c.event_id, told.c[name]).distinct().subquery(f"in_{name}")


def _count(by: str, value: ColumnElement[Any], source: FromClause, **counts: ColumnElement[Any]) -> Select[Any]:
    """What is counted of each value; nothing of what is counted elsewhere."""
    query = select(
        literal(_SECTIONS[by]).label("section"),
        literal(by).label("by"),
        value.label("value"),
        *(counts.get(name, literal(0)).label(name) for name in _COUNTS),
    ).select_from(source)
    return query if by == "all" else query.group_by(value)


def _percent(name: str) -> ColumnElement[int]:
    """The share of the events, in whole percent: rounded alike in every database."""
    events = func.nullif(_LINES.c.events, 0, type_=BigInteger())
    return (_LINES.c[name] * 200 + events) // (events * 2)


COVERAGE_REPORT = Report(
    outlines.COVERAGE,
    (
        Column("by", "by", _LINES.c.by),
        Column("value", "value", _LINES.c.value),
        Column("documents", "documents", _LINES.c.documents, grouped=True),
        Column("telling", "telling events", _LINES.c.telling, grouped=True),
        Column("events", "events", _LINES.c.events, grouped=True),
        *(Column(name, f"{name} %", _percent(name)) for name in _SHARES),
    ),
    _build,
)
