"""The report of who partners with whom."""

from typing import Any

from sqlalchemy import CTE, BigInteger, ColumnElement, Date, ScalarSelect, Select, and_, column, func, select, table

from corpdb.models.vocabulary import EventType, Role
from corpdb.reports import outlines
from corpdb.reports.conditions import is_own, list_own_events, match_events
from corpdb.reports.dialects import is_among
from corpdb.reports.filters import Filters
from corpdb.reports.report import Column, Report, Request
from corpdb.reports.views import ORGANIZATIONS, PARTICIPANTS

# What `_choose_pairs` makes: two partners, how many partnerships they have, from when to when, how many partners each.
_PAIR = table(
    "pair",
    column("one", BigInteger()),
    column("other", BigInteger()),
    column("partnerships", BigInteger()),
    column("first_day", Date()),
    column("last_day", Date()),
    column("degree", BigInteger()),
    column("other_degree", BigInteger()),
)
# What `_find_shared` makes: two partners and a third that both partner.
_SHARED = table("shared", column("one", BigInteger()), column("other", BigInteger()), column("third", BigInteger()))


def _find_name(number: ColumnElement[int]) -> ScalarSelect[str]:
    own = ORGANIZATIONS.c
    return select(own.name).where(own.organization_id == number).scalar_subquery()


_ONE, _OTHER, _THIRD = map(_find_name, (_PAIR.c.one, _PAIR.c.other, _SHARED.c.third))


def _build(request: Request) -> Select[Any]:
    edges = _join_partners(request.filters)
    pairs = _choose_pairs(edges, request)
    shared = and_(_SHARED.c.one == _PAIR.c.one, _SHARED.c.other == _PAIR.c.other)
    return (
        select(*request.columns)
        .select_from(_PAIR.outerjoin(_SHARED, shared))
        .add_cte(pairs, _find_shared(edges, pairs))
        .where(_ONE.is_not(None), _OTHER.is_not(None))
        .order_by(*request.order, *_order_pairs(), _SHARED.c.third)
    )


def _order_pairs() -> tuple[Any, ...]:
    return _PAIR.c.partnerships.desc(), _PAIR.c.one, _PAIR.c.other


def _join_partners(filters: Filters) -> CTE:
    """Each two partners, in both directions: of an organization, its own and those of its partners."""
    own = PARTICIPANTS.c
    kept = [
        own.type == EventType.PARTNERSHIP.value,
        own.role == Role.PARTNER.value,
        *match_events(PARTICIPANTS, filters),
    ]
    if filters.organization is not None:
        kept.append(is_among(own.event_id, _list_near(filters.organization)))
    parts = select(own.event_id, own.organization_id, own.first_day, own.last_day).where(*kept).cte("part")
    one, other = parts.alias("one_part"), parts.alias("other_part")
    both = and_(other.c.event_id == one.c.event_id, other.c.organization_id != one.c.organization_id)
    return (
        select(
            one.c.organization_id.label("one"),
            other.c.organization_id.label("other"),
            func.count(one.c.event_id.distinct()).label("partnerships"),
            func.min(one.c.first_day).label("first_day"),
            func.max(one.c.last_day).label("last_day"),
        )
        .join_from(one, other, both)
        .group_by(one.c.organization_id, other.c.organization_id)
        .cte("edge")
    )


def _list_near(organization: int) -> Select[int]:
    """The events in which the organization takes part, and those of all others that take part in them."""
    near = PARTICIPANTS.alias("near")
    others = select(near.c.organization_id).where(is_among(near.c.event_id, list_own_events(organization)))
    return select(near.c.event_id).where(is_among(near.c.organization_id, others))


def _choose_pairs(edges: CTE, request: Request) -> CTE:
    """The pairs that are asked for, each once: with an organization, from its side."""
    degrees = select(edges.c.one, func.count().label("degree")).group_by(edges.c.one).cte("degree")
    others = degrees.alias("other_degree")
    own = request.filters.organization
    pairs = (
        select(edges, degrees.c.degree, others.c.degree.label("other_degree"))
        .join_from(edges, degrees, degrees.c.one == edges.c.one)
        .join(others, others.c.one == edges.c.other)
        .where(edges.c.one < edges.c.other if own is None else is_own(edges.c.one, own))
        .subquery(_PAIR.name)
    )
    chosen = select(pairs)
    if request.limit is not None:
        chosen = chosen.order_by(*request.order, *_order_pairs()).limit(request.limit)
    return chosen.cte(_PAIR.name)


def _find_shared(edges: CTE, pairs: CTE) -> CTE:
    """The partners that both of a pair have."""
    ones, others = edges.alias("one_edge"), edges.alias("other_edge")
    return (
        select(pairs.c.one, pairs.c.other, ones.c.other.label("third"))
        .join_from(pairs, ones, ones.c.one == pairs.c.one)
        .join(others, and_(others.c.one == pairs.c.other, others.c.other == ones.c.other))
        .cte(_SHARED.name)
        .prefix_with("MATERIALIZED")  # found once, not anew for each pair
    )


NETWORK_REPORT = Report(
    outlines.NETWORK,
    (
        Column("organization_id", "id", _PAIR.c.one),
        Column("partner_id", "partner id", _PAIR.c.other, data=True),
        Column("organization", "organization", _ONE),
        Column("partner", "partner", _OTHER),
        Column("partnerships", "partnerships", _PAIR.c.partnerships, grouped=True),
        Column("first_day", "first day", _PAIR.c.first_day, spare=True),
        Column("last_day", "last day", _PAIR.c.last_day, spare=True),
        Column("partners", "its partners", _PAIR.c.degree, grouped=True),
        Column("partner_partners", "partner's partners", _PAIR.c.other_degree, grouped=True),
        Column(
            "shared",
            "shared",
            func.count(_SHARED.c.third).over(partition_by=(_PAIR.c.one, _PAIR.c.other)),
            grouped=True,
            late=True,
        ),
        Column("shared_partners", "shared partners", _THIRD, merged=True, long=True),
    ),
    _build,
    key=2,
)
