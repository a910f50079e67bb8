"""The reports of one row an event: of every type, and of each type with those who play its roles."""

from functools import partial
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    CompoundSelect,
    FromClause,
    Select,
    case,
    func,
    literal,
    or_,
    select,
    true,
    union_all,
)

from corpdb.models.vocabulary import ROLES, EventType, Role
from corpdb.reports import outlines
from corpdb.reports.conditions import match_filters
from corpdb.reports.dialects import is_among, single_row
from corpdb.reports.outlines import Outline
from corpdb.reports.report import Column, Report, Request
from corpdb.reports.views import EVENTS, PARTICIPANTS, PARTS

_PARTICIPANT = func.coalesce(PARTS.c.organization, PARTS.c.person)
ROLE_NUMBERS = {role.value: number for number, role in enumerate(Role)}
ROLE_ORDER = case(ROLE_NUMBERS, value=PARTS.c.role)
_PLURALS = {Role.PARTNER: "partners", Role.PARTY: "parties", Role.INVESTOR: "investors"}  # where one alone is rare
_LISTINGS = [kind.value for kind in outlines.LISTINGS]
_DAYS = (EVENTS.c.first_day, EVENTS.c.last_day)

EVENT_ID = Column("event_id", "id", EVENTS.c.event_id)
DATE = (
    Column("date", "date", EVENTS.c.date_text, order=_DAYS),
    Column("first_day", "first day", EVENTS.c.first_day, data=True),
    Column("last_day", "last day", EVENTS.c.last_day, data=True),
)
KIND = Column("kind", "kind", EVENTS.c.kind)
STATUS = Column("status", "status", EVENTS.c.status)
PARTICIPANTS_COLUMN = Column("participants", "participants", PARTS.c.role + ": " + _PARTICIPANT, merged=True)
CONFIDENCE = Column("confidence", "confidence", EVENTS.c.confidence, spare=True)
_FIGURES = (
    Column("headcount", "people", EVENTS.c.headcount, spare=True, grouped=True),
    Column("amount", "amount", EVENTS.c.amount, spare=True, paired=True, grouped=True),
    Column("currency", "currency", EVENTS.c.currency, spare=True),
    Column("location", "location", EVENTS.c.location, spare=True),
    Column("country", "country", EVENTS.c.country, spare=True),
)
# What only the events of a type have.
_PARTICULARS = {
    EventType.RESTRUCTURING: Column("parts", "parts", EVENTS.c.parts, spare=True),
    EventType.TRANSACTION: Column("share_percent", "share %", EVENTS.c.share_percent, spare=True),
    EventType.FINANCING: Column("series", "series", EVENTS.c.series, spare=True),
    EventType.LEADERSHIP: Column("position", "position", EVENTS.c.position),
}


def order_events(events: FromClause) -> tuple[ColumnElement[Any], ...]:
    """In time, the undated last, and always the same way: as an index has them."""
    return events.c.first_day.asc().nulls_last(), events.c.last_day, events.c.event_id


def find_parts(numbers: Select[int]) -> CTE:
    """Those who take part in the events of these numbers.

    Joined with a single row, so that SQLite looks them up before it joins them: the view alone it would read whole. It
    takes that for more rows than one, and the whole for so many that it joins them by an index of its own.
    """
    once = single_row().table_valued("value", name="once")
    query = select(PARTICIPANTS).join_from(PARTICIPANTS, once, true())
    return query.where(is_among(PARTICIPANTS.c.event_id, numbers)).cte(PARTS.name)


def select_events(request: Request, *conditions: ColumnElement[bool]) -> Select[Any]:
    """The query of rows an event, of the events that are asked for, each with those who take part in it.

    The events are chosen first and the rest is looked up for them alone.
    """
    query = select(EVENTS.c.event_id).where(*conditions, *match_filters(EVENTS, request.filters))
    numbers = select(_choose_first(query, request).cte("chosen").c.event_id)
    undated = EVENTS.c.first_day.is_(None)  # which no index tells: the few that are chosen are sorted, not all scanned
    return (
        select(*request.columns)
        .select_from(EVENTS.outerjoin(PARTS, PARTS.c.event_id == EVENTS.c.event_id))
        .add_cte(find_parts(numbers))
        .where(is_among(EVENTS.c.event_id, numbers))
        .order_by(*request.order, undated, *_DAYS, EVENTS.c.event_id, ROLE_ORDER, PARTS.c.rank)
    )


def _choose_first(query: Select[int], request: Request) -> Select[int] | CompoundSelect[int]:
    """As many of the events as are asked for: first those that have what is sorted by, in the order of an index."""
    if request.limit is None:
        return query
    usual = order_events(EVENTS)
    if not request.keys:
        return query.order_by(*usual).limit(request.limit)
    key = request.keys[0]
    having = query.where(key.is_not(None)).order_by(*request.directed, *usual).limit(request.limit).cte("having")
    left = literal(request.limit) - select(func.count()).select_from(having).scalar_subquery()
    lacking = query.where(key.is_(None)).order_by(*usual).limit(left).cte("lacking")
    return union_all(select(having.c.event_id), select(lacking.c.event_id))


def _build_type(type: EventType, request: Request) -> Select[Any]:
    return select_events(request, EVENTS.c.type == type.value)


def _build_restructurings(request: Request) -> Select[Any]:
    """Restructurings, and the listings and delistings by which a group changes its shape as well."""
    return select_events(request, or_(EVENTS.c.type == EventType.RESTRUCTURING.value, EVENTS.c.kind.in_(_LISTINGS)))


def _list_columns(type: EventType) -> tuple[Column, ...]:
    """The columns of a report of one type: who plays each of its roles, and what only such events have."""
    roles = [
        Column(name, name, case((PARTS.c.role == role.value, _PARTICIPANT)), merged=True)
        for role in ROLES[type]
        for name in [_PLURALS.get(role, role.value)]
    ]
    own = [_PARTICULARS[type]] if type in _PARTICULARS else []
    figures = () if type is EventType.LEADERSHIP else _FIGURES
    return (EVENT_ID, *DATE, KIND, STATUS, *roles, *own, *figures, CONFIDENCE)


def _make_report(outline: Outline, type: EventType) -> Report:
    return Report(outline, _list_columns(type), partial(_build_type, type))


EVENTS_REPORT = Report(
    outlines.EVENTS,
    (
        EVENT_ID,
        *DATE,
        Column("type", "type", EVENTS.c.type, spare=True),
        KIND,
        STATUS,
        PARTICIPANTS_COLUMN,
        *_FIGURES,
        CONFIDENCE,
    ),
    select_events,
)
RESTRUCTURINGS_REPORT = Report(outlines.RESTRUCTURINGS, _list_columns(EventType.RESTRUCTURING), _build_restructurings)
PARTNERSHIPS_REPORT = _make_report(outlines.PARTNERSHIPS, EventType.PARTNERSHIP)
TRANSACTIONS_REPORT = _make_report(outlines.TRANSACTIONS, EventType.TRANSACTION)
FINANCINGS_REPORT = _make_report(outlines.FINANCINGS, EventType.FINANCING)
EXPANSIONS_REPORT = _make_report(outlines.EXPANSIONS, EventType.EXPANSION)
LEADERSHIP_REPORT = _make_report(outlines.LEADERSHIP, EventType.LEADERSHIP)
REGULATIONS_REPORT = _make_report(outlines.REGULATIONS, EventType.REGULATION)
