"""The report of one organization's events, each with the words that tell it."""

from typing import Any

from sqlalchemy import CTE, BigInteger, ColumnElement, Select, Text, case, column, func, select, table

from corpdb.reports import outlines
from corpdb.reports.conditions import fence, is_own
from corpdb.reports.dialects import is_among
from corpdb.reports.events import (
    CHOSEN,
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
from corpdb.reports.views import DOCUMENTS, EVENT_CHOICES, EVENTS, MENTIONS, PARTS

# What `_build` makes: the organization's own parts, the place that tells each event, and the words there.
_OWN_PART = table("own_part", column("event_id", BigInteger()), column("role", Text()))
_PLACE = table("best_place", column("event_id", BigInteger()), column("mention_id", BigInteger()))
_TOLD = table(
    "told",
    column("mention_id", BigInteger()),
    *(column(name, Text()) for name in ("quote", "published_text", "title", "address")),
)


def _build(request: Request) -> Select[Any]:
    assert request.filters.organization is not None
    event = CHOSEN.c.event_id
    place = select(event, func.coalesce(_status_mention(event), _newest_mention(event)).label("mention_id"))
    is_part = is_own(PARTS.c.organization_id, request.filters.organization)
    own = select(PARTS.c.event_id, PARTS.c.role).where(is_part)
    source = (
        EVENTS.join(_OWN_PART, _OWN_PART.c.event_id == EVENTS.c.event_id)
        .join(_PLACE, _PLACE.c.event_id == EVENTS.c.event_id)
        .outerjoin(_TOLD, _TOLD.c.mention_id == _PLACE.c.mention_id)
    )
    return select_events(
        request,
        source=source,
        tables=(own.cte(_OWN_PART.name), place.cte(_PLACE.name), _find_words(select(_PLACE.c.mention_id))),
        inner_order=(case(ROLE_NUMBERS, value=_OWN_PART.c.role),),
    )


def _find_words(places: Select[int]) -> CTE:
    """The words of these places, with their documents."""
    words, other = MENTIONS.c, MENTIONS.alias("other")
    documents = select(other.c.document_id).where(is_among(other.c.mention_id, places))
    query = (
        select(words.mention_id, words.quote, words.published_text, words.title, DOCUMENTS.c.address)
        .join_from(MENTIONS, DOCUMENTS, DOCUMENTS.c.document_id == words.document_id)
        .where(is_among(words.mention_id, places), is_among(DOCUMENTS.c.document_id, documents))
    )
    return fence(query).cte(_TOLD.name)


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
        Column("quote", "quote", _TOLD.c.quote, long=True),
        Column("published", "published", _TOLD.c.published_text),
        Column("title", "document", _TOLD.c.title, long=True),
        Column("address", "address", _TOLD.c.address, long=True),
        CONFIDENCE,
    ),
    _build,
)
