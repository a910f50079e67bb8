"""The report of what is covered, and how fully: by language, source, type and month."""

from typing import Any

from sqlalchemy import (
    CTE,
    BigInteger,
    ColumnElement,
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
from corpdb.reports.conditions import match_filters
from corpdb.reports.dialects import cut_folder, find_text, in_code_order
from corpdb.reports.report import Column, Report, Request
from corpdb.reports.views import DOCUMENTS, EVENTS, MENTIONS

_MONTH = 7  # the letters of 2023-11
_SHARES = {"dated": "first_day", "amounts": "amount", "headcounts": "headcount", "places": "location"}
_COUNTS = ("documents", "telling", "events", *_SHARES)
# What `_count_groups` makes: a line a group.
_LINES = table(
    "line",
    column("section", BigInteger()),
    column("by", Text()),
    column("value", Text()),
    *(column(name, BigInteger()) for name in ("documents", "telling", "events", *_SHARES)),
)


def _build(request: Request) -> Select[Any]:
    lines = _LINES.c
    busiest_first = case((lines.by == "month", 0), else_=-lines.events)
    return (
        select(*request.columns)
        .add_cte(_count_groups(_gather_facts(request)))
        .order_by(lines.section, lines.value.is_(None), busiest_first, in_code_order(lines.value))
    )


def _count_groups(facts: CTE) -> CTE:
    own = facts.c
    told = own.event_id.is_not(None)
    return union_all(
        _count(1, "all", cast(null(), Text()), facts),
        _count(2, "language", own.language, facts).where(own.language.is_not(None)),
        _count(3, "source", own.source, facts).where(own.source.is_not(None)),
        _count(4, "type", own.type, facts).where(told),
        _count(5, "month", own.month, facts).where(told),
    ).cte(_LINES.name)


def _count(section: int, by: str, value: ColumnElement[Any], facts: CTE) -> Select[Any]:
    """A line for each value: documents, those that tell an event, events, and how many of them have what."""
    own = facts.c
    query = select(
        literal(section).label("section"),
        literal(by).label("by"),
        value.label("value"),
        func.count(own.document_id.distinct()).label("documents"),
        func.count(_where(own.event_id.is_not(None), own.document_id).distinct()).label("telling"),
        func.count(own.event_id.distinct()).label("events"),
        *(
            func.count(_where(own[name].is_not(None), own.event_id).distinct()).label(share)
            for share, name in _SHARES.items()
        ),
    )
    return query if section == 1 else query.group_by(value)


def _where(condition: ColumnElement[bool], value: ColumnElement[int]) -> ColumnElement[int]:
    return case((condition, value))


def _name_sources() -> CTE:
    """The documents, each with its source."""
    return select(
        DOCUMENTS.c.document_id,
        DOCUMENTS.c.language,
        func.coalesce(_cut_site(DOCUMENTS.c.url), cut_folder(DOCUMENTS.c.address)).label("source"),
    ).cte("source_document")


def _cut_site(url: ColumnElement[str]) -> ColumnElement[str]:
    """The site of an address of the web: what stands between its two slashes and the next one."""
    rest = func.substr(url, find_text(url, "//") + 2)
    end = find_text(rest, "/")
    return case((find_text(url, "//") > 0, case((end > 0, func.substr(rest, 1, end - 1)), else_=rest)))


def _gather_facts(request: Request) -> CTE:
    """A row for each document that tells an event, for each event that none tells, and for each document as such."""
    documents = _name_sources()
    events = [EVENTS.c[name] for name in ("event_id", "type", *_SHARES.values())]
    sources = [documents.c.document_id, documents.c.language, documents.c.source]
    told = (
        select(*events, func.substr(EVENTS.c.date_text, 1, _MONTH).label("month"), *sources)
        .select_from(
            EVENTS.outerjoin(MENTIONS, MENTIONS.c.event_id == EVENTS.c.event_id).outerjoin(
                documents, documents.c.document_id == MENTIONS.c.document_id
            )
        )
        .where(*match_filters(EVENTS, request.filters))
    )
    alone = select(*(cast(null(), each.type) for each in events), cast(null(), Text()), *sources)
    return union_all(told, alone).cte("fact")


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
