"""The report of what became known, changed or was contradicted, by the days on which the documents came out."""

from dataclasses import replace
from typing import Any

from sqlalchemy import CTE, ColumnElement, FromClause, Select, column, func, select, table

from corpdb.reports import outlines
from corpdb.reports.conditions import holds, match_events, match_participant
from corpdb.reports.dialects import in_code_order
from corpdb.reports.events import PARTICIPANTS_COLUMN, ROLE_ORDER, find_parts
from corpdb.reports.filters import Filters
from corpdb.reports.report import Column, Report, Request
from corpdb.reports.views import DOCUMENTS, EVENT_CHANGES, EVENTS, PARTS

# What `_choose_changes` makes: the changes that are asked for.
_CHANGE = table("change", *(column(each.name, each.type) for each in EVENT_CHANGES.c))
_OWN = _CHANGE.c
_WHO = func.coalesce(_OWN.organization, _OWN.person)
_TYPE, _KIND, _ADDRESS = (
    select(told).where(key == number).scalar_subquery()
    for told, key, number in (
        (EVENTS.c.type, EVENTS.c.event_id, _OWN.event_id),
        (EVENTS.c.kind, EVENTS.c.event_id, _OWN.event_id),
        (DOCUMENTS.c.address, DOCUMENTS.c.document_id, _OWN.document_id),
    )
)
_ORDER = (_OWN.known_from, _OWN.event_id, _OWN.value, in_code_order(_WHO))


def _build(request: Request) -> Select[Any]:
    return (
        select(*request.columns)
        .select_from(_CHANGE.outerjoin(PARTS, PARTS.c.event_id == _OWN.event_id))
        .add_cte(_choose_changes(request), find_parts(select(_OWN.event_id)))
        .order_by(*request.order, *_ORDER, ROLE_ORDER, PARTS.c.rank)
    )


def _choose_changes(request: Request) -> CTE:
    """The changes that became known in the period, of the events that are asked for."""
    filters = request.filters
    changes = EVENT_CHANGES.alias(_CHANGE.name)
    chosen = select(changes).where(*_match_days(changes, filters), *match_participant(changes, filters))
    if conditions := match_events(EVENTS, replace(filters, since=None, until=None)):
        chosen = chosen.where(
            holds(select(EVENTS.c.event_id).where(EVENTS.c.event_id == changes.c.event_id, *conditions))
        )
    if request.limit is not None:
        chosen = chosen.order_by(*request.order, *_ORDER).limit(request.limit)
    return chosen.cte(_CHANGE.name)


def _match_days(changes: FromClause, filters: Filters) -> list[ColumnElement[bool]]:
    """The conditions on the day from which a change was known."""
    conditions: list[ColumnElement[bool]] = []
    if filters.since:
        conditions.append(changes.c.known_from >= filters.since.first)
    if filters.until:
        conditions.append(changes.c.known_from <= filters.until.last)
    return conditions


CHANGES_REPORT = Report(
    outlines.CHANGES,
    (
        Column("known_from", "known", _OWN.known_from),
        Column("event_id", "id", _OWN.event_id),
        Column("value", "value", _OWN.value),
        Column("change", "change", _OWN.change),
        Column("before", "before", _OWN.before),
        Column("after", "after", func.coalesce(_OWN.after, _WHO)),
        Column("type", "type", _TYPE, spare=True),
        Column("kind", "kind", _KIND),
        PARTICIPANTS_COLUMN,
        Column("quote", "quote", _OWN.quote, long=True),
        Column("published", "published", _OWN.published_text, spare=True),
        Column("title", "document", _OWN.title, long=True),
        Column("address", "address", _ADDRESS, long=True, spare=True),
    ),
    _build,
    key=6,
)
