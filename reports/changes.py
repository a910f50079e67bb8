"""The report of what became known, changed or was contradicted, by the days on which the documents came out."""

from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, Label, Select, func, select

from corpdb.reports.conditions import match_events, match_participant
from corpdb.reports.events import ROLE_ORDER, name_participant
from corpdb.reports.filters import Filters
from corpdb.reports.report import Column, Report
from corpdb.reports.views import DOCUMENTS, EVENT_CHANGES, EVENTS, PARTICIPANTS

_OWN = EVENT_CHANGES.c
_WHO = func.coalesce(_OWN.organization, _OWN.person)


def _build(columns: tuple[Label[Any], ...], filters: Filters) -> Select[Any]:
    undated = replace(filters, since=None, until=None)
    return (
        select(*columns)
        .select_from(
            EVENT_CHANGES.join(EVENTS, EVENTS.c.event_id == _OWN.event_id)
            .join(DOCUMENTS, DOCUMENTS.c.document_id == _OWN.document_id)
            .outerjoin(PARTICIPANTS, PARTICIPANTS.c.event_id == _OWN.event_id)
        )
        .where(*_match_days(filters), *match_events(EVENTS, undated), *match_participant(EVENTS, filters))
        .order_by(_OWN.known_from, _OWN.event_id, _OWN.value, _WHO, ROLE_ORDER, PARTICIPANTS.c.rank)
    )


def _match_days(filters: Filters) -> list[ColumnElement[bool]]:
    """The conditions on the day from which a change was known."""
    conditions: list[ColumnElement[bool]] = []
    if filters.since:
        conditions.append(_OWN.known_from >= filters.since.first)
    if filters.until:
        conditions.append(_OWN.known_from <= filters.until.last)
    return conditions


CHANGES_REPORT = Report(
    "changes",
    "What became known",
    (
        Column("known_from", "known", _OWN.known_from),
        Column("event_id", "id", _OWN.event_id),
        Column("value", "value", _OWN.value),
        Column("change", "change", _OWN.change),
        Column("before", "before", _OWN.before),
        Column("after", "after", func.coalesce(_OWN.after, _WHO)),
        Column("type", "type", EVENTS.c.type, spare=True),
        Column("kind", "kind", EVENTS.c.kind),
        Column("participants", "participants", name_participant(), merged=True),
        Column("quote", "quote", _OWN.quote, long=True),
        Column("published", "published", _OWN.published_text, spare=True),
        Column("title", "document", _OWN.title, long=True),
        Column("address", "address", DOCUMENTS.c.address, long=True, spare=True),
    ),
    frozenset({"since", "until", "organization", "types", "statuses"}),
    _build,
    key=6,
)
