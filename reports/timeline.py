"""The report of one organization's events, each with the words that tell it."""

from typing import Any

from sqlalchemy import BigInteger, ColumnElement, ScalarSelect, Select, bindparam, case, func, select

from corpdb.reports import outlines
from corpdb.reports.conditions import is_own
from corpdb.reports.events import (
    CONFIDENCE,
    DATE,
    EVENT_ID,
    KIND,
    PARTICIPANTS_COLUMN,
    STATUS,
    select_events,
)
from corpdb.reports.report import Column, Report, Request
from corpdb.reports.views import DOCUMENTS, EVENT_CHOICES, EVENTS, MENTIONS, PARTS

_ORGANIZATION = bindparam("organization", type_=BigInteger())
_IS_OWN = is_own(PARTS.c.organization_id, _ORGANIZATION)


def _build(request: Request) -> Select[Any]:
    return select_events(request).params({_ORGANIZATION.key: request.filters.organization})


def _status_mention() -> ColumnElement[int]:
    """The place that the event's status is taken from, unless an upgrade has left that unsettled."""
    own = EVENT_CHOICES.c
    chosen = select(own.mention_id).where(own.event_id == EVENTS.c.event_id, own.value == "status")
    return chosen.correlate(EVENTS).scalar_subquery()


def _newest_mention() -> ColumnElement[int]:
    """The best place of the newest document, the first of several."""
    mentions = MENTIONS.alias("newest_mention")
    return (
        select(mentions.c.mention_id)
        .where(mentions.c.event_id == EVENTS.c.event_id, mentions.c.rank == 1)
        .order_by(
            mentions.c.published_first_day.is_(None), mentions.c.published_first_day.desc(), mentions.c.mention_id
        )
        .limit(1)
        .correlate(EVENTS)
        .scalar_subquery()
    )


def _find(name: str) -> ScalarSelect[Any]:
    """What the place that tells the event has in that column: looked up event by event, however many there are."""
    place = func.coalesce(_status_mention(), _newest_mention())
    return select(MENTIONS.c[name]).where(MENTIONS.c.mention_id == place).correlate(EVENTS).scalar_subquery()


_ADDRESS = select(DOCUMENTS.c.address).where(DOCUMENTS.c.document_id == _find("document_id"))

TIMELINE_REPORT = Report(
    outlines.TIMELINE,
    (
        EVENT_ID,
        *DATE,
        KIND,
        STATUS,
        Column("role", "role", case((_IS_OWN, PARTS.c.role)), merged=True),
        PARTICIPANTS_COLUMN,
        Column("quote", "quote", _find("quote"), long=True),
        Column("published", "published", _find("published_text")),
        Column("title", "document", _find("title"), long=True),
        Column("address", "address", _ADDRESS.correlate(EVENTS).scalar_subquery(), long=True),
        CONFIDENCE,
    ),
    _build,
)
