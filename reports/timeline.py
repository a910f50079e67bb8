"""The report of one organization's events, each with the words that tell it."""

from functools import partial
from typing import Any

from sqlalchemy import CTE, ColumnElement, FromClause, Select, and_, case, func, select

from corpdb.reports import outlines
from corpdb.reports.conditions import is_own
from corpdb.reports.dialects import is_among
from corpdb.reports.events import (
    CONFIDENCE,
    DATE,
    EVENT_ID,
    KIND,
    PARTICIPANTS_COLUMN,
    ROLE_NUMBERS,
    STATUS,
    select_events,
)
from corpdb.reports.report import Column, Report, Request
from corpdb.reports.views import DOCUMENTS, EVENT_CHOICES, EVENTS, MENTIONS, PARTICIPANTS

_OWN_PART = PARTICIPANTS.alias("own_part")


def _build(request: Request) -> Select[Any]:
    assert request.filters.organization is not None
    own = partial(_join_own, request.filters.organization)
    return select_events(request, source=own, inner_order=(case(ROLE_NUMBERS, value=_OWN_PART.c.role),))


def _join_own(organization: int, chosen: CTE) -> FromClause:
    """The chosen events with the organization's own parts, the place that tells each and its document."""
    event = chosen.c.event_id
    place = select(event, func.coalesce(_status_mention(event), _newest_mention(event)).label("mention_id")).cte(
        "place"
    )
    told = MENTIONS.alias("told")
    documents = select(told.c.document_id).where(is_among(told.c.mention_id, select(place.c.mention_id)))
    return (
        EVENTS.join(
            _OWN_PART,
            and_(_OWN_PART.c.event_id == EVENTS.c.event_id, is_own(_OWN_PART.c.organization_id, organization)),
        )
        .join(place, place.c.event_id == EVENTS.c.event_id)
        .outerjoin(
            MENTIONS,
            and_(
                MENTIONS.c.mention_id == place.c.mention_id, is_among(MENTIONS.c.mention_id, select(place.c.mention_id))
            ),
        )
        .outerjoin(
            DOCUMENTS,
            and_(DOCUMENTS.c.document_id == MENTIONS.c.document_id, is_among(DOCUMENTS.c.document_id, documents)),
        )
    )


def _status_mention(event: ColumnElement[int]) -> ColumnElement[int]:
    """The place that the event's status is taken from, unless an upgrade has left that unsettled."""
    own = EVENT_CHOICES.c
    chosen = select(own.mention_id).where(own.event_id == event, own.value == "status")
    return chosen.scalar_subquery()


def _newest_mention(event: ColumnElement[int]) -> ColumnElement[int]:
    """The best place of the newest document, the first of several."""
    mentions = MENTIONS.alias("newest_mention")
    return (
        select(mentions.c.mention_id)
        .where(mentions.c.event_id == event, mentions.c.rank == 1)
        .order_by(
            mentions.c.published_first_day.is_(None), mentions.c.published_first_day.desc(), mentions.c.mention_id
        )
        .limit(1)
        .scalar_subquery()
    )


TIMELINE_REPORT = Report(
    outlines.TIMELINE,
    (
        EVENT_ID,
        *DATE,
        KIND,
        STATUS,
        Column("role", "role", _OWN_PART.c.role, merged=True),
        PARTICIPANTS_COLUMN,
        Column("quote", "quote", MENTIONS.c.quote, long=True),
        Column("published", "published", MENTIONS.c.published_text),
        Column("title", "document", MENTIONS.c.title, long=True),
        Column("address", "address", DOCUMENTS.c.address, long=True),
        CONFIDENCE,
    ),
    _build,
)
