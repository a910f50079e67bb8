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
_BITS = tuple(2**place for place in range(len(_SHARES)))  # of the number that tells which of these an event has
_COUNTED = ("documents", "telling", "events")
_SECTIONS = {"all": 1, "language": 2, "source": 3, "type": 4, "month": 5}
# What `_add_up` makes: a line a group.
_LINES = table(
    "line",
    column("section", BigInteger()),
    column("by", Text()),
    column("value", Text()),
    *(column(name, BigInteger()) for name in (*_COUNTED, *_SHARES)),
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
    """A line for each group: documents, those that tell an event, events, and how many of them have what.

    What is added up are rows of few groups, not those of all events again for each of the counts.
    """
    events = _choose_events(request)
    told = _find_tellings(events, narrowed=bool(request.filters.names))
    counts = union_all(*_count_documents(), *_count_telling(told), *_count_events(events, told))
    own = counts.subquery().c
    sums = {name: own[name] for name in _COUNTED} | {
        share: own.events * (own.has // bit % 2) for share, bit in zip(_SHARES, _BITS, strict=True)
    }
    return (
        select(
            own.section,
            own.by,
            own.value,
            *(cast(func.coalesce(func.sum(sums[name]), 0), BigInteger()).label(name) for name in sums),
        )
        .group_by(own.section, own.by, own.value)
        .cte(_LINES.name)
    )


def _choose_events(request: Request) -> CTE:
    """The events that are asked for; of what not every event has, `has` is one number: a bit for each."""
    own = EVENTS.c
    month = func.substr(own.date_text, 1, _MONTH).label("month")
    bits = (case((own[name].is_(None), 0), else_=bit) for name, bit in zip(_SHARES.values(), _BITS, strict=True))
    query = select(own.event_id, own.type, month, sum(bits, literal(0)).label("has"))
    return fence(query.where(*match_filters(EVENTS, request.filters))).cte("chosen")


def _find_tellings(events: CTE, *, narrowed: bool) -> CTE:
    """A row for each place that tells such an event, with its document. Some are looked up, all are read."""
    own, documents = MENTIONS.c, DOCUMENTS.c
    told = select(own.event_id, own.document_id)
    if narrowed:
        told = told.where(is_among(own.event_id, select(events.c.event_id)))
    told = fence(told).cte("told")
    sources = select(documents.document_id, documents.language, documents.source)
    if narrowed:
        sources = sources.where(is_among(documents.document_id, select(told.c.document_id)))
    sources = fence(sources).cte("telling_document")
    return (
        select(events, sources)
        .select_from(told)
        .join(events, events.c.event_id == told.c.event_id)
        .join(sources, sources.c.document_id == told.c.document_id)
        .cte("told_in")
    )


def _count_documents() -> tuple[Select[Any], ...]:
    """All documents, which make a line even where there are none, those of each language and those of each source."""
    own = select(SOURCES.c.language, SOURCES.c.source, SOURCES.c.documents.label("number")).cte("counted")
    together = select(func.sum(own.c.number).label("number")).cte("together")
    return (_count("all", together, "documents"), *(_count(by, own, "documents") for by in ("language", "source")))


def _count_telling(told: CTE) -> tuple[Select[Any], ...]:
    """The documents that tell such events; those of a type or a month are all that are told of there."""
    own = _group_apart(told, "document_id", "language", "source")
    return (
        *(_count(by, own, "telling") for by in ("all", "language", "source")),
        *(_count(by, _group_apart(told, "document_id", by), "documents", "telling") for by in ("type", "month")),
    )


def _count_events(events: CTE, told: CTE) -> tuple[Select[Any], ...]:
    """The events; one that several documents tell counts once in each group."""
    own = _group(events, "type", "month", "has")
    return (
        *(_count(by, own, "events") for by in ("all", "type", "month")),
        *(_count(by, _group_apart(told, "event_id", by, "has"), "events") for by in ("language", "source")),
    )


def _group_apart(told: CTE, key: str, *by: str) -> CTE:
    """How many there are of each group, each counted once: PostgreSQL finds these by hash, where it would sort."""
    apart = select(told.c[key], *(told.c[name] for name in by)).distinct()
    return _group(apart.subquery(f"{key}_apart"), *by)


def _group(rows: FromClause, *by: str) -> CTE:
    """How many rows there are of each group."""
    own = [rows.c[name] for name in by]
    return select(*own, func.count().label("number")).select_from(rows).group_by(*own).cte()


def _count(by: str, groups: CTE, *names: str) -> Select[Any]:
    """The value and the number of each group, as the counts of these names; nothing of what is counted elsewhere."""
    own, nothing = groups.c, literal(0)
    value: ColumnElement[Any] = _NOTHING if by == "all" else own[by]
    return select(
        literal(_SECTIONS[by]).label("section"),
        literal(by).label("by"),
        value.label("value"),
        *((own.number if name in names else nothing).label(name) for name in _COUNTED),
        own.get("has", nothing).label("has"),
    )


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
