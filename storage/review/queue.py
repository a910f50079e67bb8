"""The doubts that there are: each query takes the least sure of its kind, and what hangs on them is then weighed."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from heapq import nlargest
from itertools import count
from math import exp

from sqlalchemy import ColumnElement, Connection, exists, func, select

from corpdb.models.vocabulary import DecisionAction, Verdict
from corpdb.resolution.names import COUNTRIES, read_countries
from corpdb.storage.bulk import is_any_of
from corpdb.storage.decisions.reading import IN_FORCE
from corpdb.storage.review.contradictions import find_contradictions
from corpdb.storage.review.doubts import Doubt, DoubtKind
from corpdb.storage.review.evidence import find_evidence
from corpdb.storage.tables import (
    DECISION,
    DECISION_ANCHOR,
    EVENT,
    MENTION,
    ORGANIZATION,
    ORGANIZATION_LINK,
    ORGANIZATION_MENTION,
    ORGANIZATION_NAME,
    PARTICIPATION,
    TELLING,
    TELLING_LINK,
)

LEAST_SURE = 1_000
"""So many of each kind are weighed, the least sure first."""
MOST_SURE = 0.9
"""What is surer than that is not asked."""
_EVEN = 0.5
_ONE, _OTHER = ORGANIZATION_NAME.alias("one"), ORGANIZATION_NAME.alias("other")
_TOLD, _RIVAL = TELLING.alias("told"), TELLING.alias("rival")


def list_doubts(connection: Connection, kinds: Collection[DoubtKind], limit: int) -> list[Doubt]:
    """The most valuable doubts of those kinds, with their quotes."""
    found: list[Doubt] = []
    if DoubtKind.MERGES in kinds:
        found += _find_doubtful_names(connection)
        found += _find_homonyms(connection)
        found += _find_doubtful_tellings(connection)
    if DoubtKind.EVENTS in kinds:
        found += _find_doubtful_events(connection)
    if DoubtKind.CONTRADICTIONS in kinds:
        found += find_contradictions(connection, LEAST_SURE)
    order = count()
    best = nlargest(limit, ((doubt.value, -next(order), doubt) for doubt in found))
    return [replace(doubt, evidence=find_evidence(connection, doubt)) for *_, doubt in best]


def _find_doubtful_names(connection: Connection) -> Iterator[Doubt]:
    """Links of names that are one organization, or are not in spite of them."""
    link = ORGANIZATION_LINK.c
    own = ORGANIZATION.alias("own")
    columns = (link.one_id, link.other_id, link.reason, link.score, link.documents, link.against)
    query = (
        select(*columns, _ONE.c.form, _OTHER.c.form, _ONE.c.organization_id, _OTHER.c.organization_id)
        .join_from(ORGANIZATION_LINK, _ONE, _ONE.c.id == link.one_id)
        .join(_OTHER, _OTHER.c.id == link.other_id)
        .join(own, own.c.id == _ONE.c.organization_id)
        .where(
            link.score < MOST_SURE,
            own.c.verdict == Verdict.OPEN.value,
            ~_is_decided("name_id", link.one_id, link.other_id),
        )
        .order_by(link.score, link.id)
        .limit(LEAST_SURE)
    )
    rows = connection.execute(query).all()
    weights = _weigh_names(connection, {name for row in rows for name in row[:2]})
    for one, other, reason, score, documents, against, form, alias, home, target in rows:
        chance = score * documents / (documents + against) if documents else score
        said = f", {documents} documents for it, {against} against" if documents else ""
        yield Doubt(
            DoubtKind.MERGES,
            "organization",
            f"Is {form} the same organization as {alias}?",
            f"{reason} {score:.2f}{said}",
            round(chance, 3),
            min(weights[one], weights[other]),
            (one, other),
            tuple(dict.fromkeys((home, target))),
            home == target,
        )


def _find_homonyms(connection: Connection) -> Iterator[Doubt]:
    """Organizations of one name that nothing but the countries of their documents tells apart."""
    one, other, own = _ONE.c, _OTHER.c, ORGANIZATION.c
    pair = (one.organization_id, other.organization_id)
    query = (
        select(func.min(one.id), func.min(other.id), *pair, func.min(one.form), func.min(one.scope))
        .add_columns(func.min(other.scope))
        .join_from(_ONE, _OTHER, (other.form == one.form) & (other.sense == one.sense))
        .join(ORGANIZATION, own.id == one.organization_id)
        .where(one.scope.startswith(COUNTRIES), other.scope.startswith(COUNTRIES), pair[0] < pair[1])
        .where(own.verdict == Verdict.OPEN.value, ~_is_decided("name_id", one.id, other.id))
        .group_by(*pair)
        .order_by(*pair)
        .limit(LEAST_SURE)
    )
    rows = connection.execute(query).all()
    weights = _weigh_names(connection, {name for row in rows for name in row[:2]})
    for first, second, home, target, form, here, there in rows:
        countries = [", ".join(sorted(read_countries(scope))) for scope in (here, there)]
        yield Doubt(
            DoubtKind.MERGES,
            "organization",
            f"Is {form} the same organization in documents of {countries[0]} and of {countries[1]}?",
            "one name, documents of different countries",
            _EVEN,
            min(weights[first], weights[second]),
            (first, second),
            (home, target),
            is_so=False,
        )


def _find_doubtful_tellings(connection: Connection) -> Iterator[Doubt]:
    """Links of what documents say that is one event, or is not in spite of them."""
    link = TELLING_LINK.c
    query = (
        select(link.one_id, link.other_id, link.score, link.reason, _TOLD.c.event_id, _RIVAL.c.event_id, _TOLD.c.kind)
        .add_columns(_TOLD.c.documents + _RIVAL.c.documents)
        .join_from(TELLING_LINK, _TOLD, _TOLD.c.id == link.one_id)
        .join(_RIVAL, _RIVAL.c.id == link.other_id)
        .join(EVENT, EVENT.c.id == _TOLD.c.event_id)
        .where(
            EVENT.c.verdict == Verdict.OPEN.value,
            ~_is_decided("telling_id", link.one_id, link.other_id),
        )
        .order_by(link.score, link.id)
        .limit(LEAST_SURE)
    )
    rows = connection.execute(query).all()
    parts = _count_participations(connection, {row[4] for row in rows})
    for one, other, score, reason, event, rival, kind, documents in rows:
        chance = 1 / (1 + exp(-score))
        if event == rival and chance > MOST_SURE:
            continue
        which = f"{kind}, event {event}" if event == rival else f"{kind}, events {event} and {rival}"
        yield Doubt(
            DoubtKind.MERGES,
            "event",
            f"Do these documents tell one event ({which})?",
            f"{reason} (log-odds {score:.1f})",
            round(chance, 3),
            documents + parts[event],
            (one, other),
            tuple(dict.fromkeys((event, rival))),
            event == rival,
        )


def _find_doubtful_events(connection: Connection) -> Iterator[Doubt]:
    """Events of which it is not sure that a document states them."""
    columns = EVENT.c
    query = select(columns.id, columns.kind, columns.status, columns.confidence).where(
        columns.verdict == Verdict.OPEN.value, columns.confidence < MOST_SURE
    )
    rows = connection.execute(query.order_by(columns.confidence, columns.id).limit(LEAST_SURE)).all()
    events = [row.id for row in rows]
    parts, documents = _count_participations(connection, events), _count_documents(connection, events)
    for row in rows:
        yield Doubt(
            DoubtKind.EVENTS,
            "event",
            f"Is event {row.id} told here ({row.kind}, {row.status})?",
            f"confidence {row.confidence:.2f}",
            round(row.confidence, 3),
            parts[row.id] + documents[row.id],
            (row.id,),
            (row.id,),
            is_so=True,
        )


def _is_decided(name: str, one: ColumnElement[int], other: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether a decision in force is about both."""
    first, second = DECISION_ANCHOR.alias("first_anchor"), DECISION_ANCHOR.alias("second_anchor")
    grouping = DECISION.c.action.in_((DecisionAction.MERGE.value, DecisionAction.SPLIT.value))
    return exists().where(
        first.c[name] == one,
        second.c[name] == other,
        first.c.decision_id == second.c.decision_id,
        DECISION.c.id == first.c.decision_id,
        grouping,
        IN_FORCE,
    )


def _weigh_names(connection: Connection, names: Collection[int]) -> Counter[int]:
    """How many documents name each of `names`, and how many events its organization takes part in."""
    mention, part, named = ORGANIZATION_MENTION.c, PARTICIPATION.c, ORGANIZATION_NAME.c
    query = select(mention.name_id, func.count(mention.document_id.distinct())).group_by(mention.name_id)
    weights = Counter(dict(connection.execute(query.where(is_any_of(connection, mention.name_id, names))).all()))
    query = (
        select(named.id, func.count(part.event_id.distinct()))
        .join_from(ORGANIZATION_NAME, PARTICIPATION, part.organization_id == named.organization_id)
        .where(is_any_of(connection, named.id, names))
        .group_by(named.id)
    )
    weights.update(dict(connection.execute(query).all()))
    return weights


def _count_participations(connection: Connection, events: Collection[int]) -> Counter[int]:
    part = PARTICIPATION.c
    query = select(part.event_id, func.count()).where(is_any_of(connection, part.event_id, events))
    return Counter(dict(connection.execute(query.group_by(part.event_id)).all()))


def _count_documents(connection: Connection, events: Sequence[int]) -> Counter[int]:
    told = TELLING.c
    query = select(told.event_id, func.count(MENTION.c.document_id.distinct())).join_from(
        TELLING, MENTION, MENTION.c.telling_id == told.id
    )
    query = query.where(is_any_of(connection, told.event_id, events)).group_by(told.event_id)
    return Counter(dict(connection.execute(query).all()))
