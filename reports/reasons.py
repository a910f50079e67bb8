"""Why an event is what it is: which document gave each of its values, and why documents are taken to tell one event."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, select

from corpdb.reports.deciding import Deciding, read_decided
from corpdb.reports.sources import Source, make_source, order_sources, source_columns
from corpdb.reports.views import DECISIONS, DOCUMENTS, EVENT_CHOICES, EVENT_MERGES, FORMER_EVENTS, MENTIONS


@dataclass(frozen=True, slots=True)
class ChosenValue:
    """A value of an event by its name, the rule by which it was chosen, and the document that gives it.

    A value that a person has set has no document but a decision.
    """

    value: str
    reason: str
    source: Source | None
    decision: Deciding | None = None


@dataclass(frozen=True, slots=True)
class Joining:
    """Two documents, the first of those that say the same, that tell one event in two ways: how sure, and why."""

    one: Source
    other: Source
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class EventReasons:
    """Why an event has its values, why its documents tell one event, and which numbers it had as well.

    `decisions` are those of people, but for the values that they have set.
    """

    values: tuple[ChosenValue, ...]
    joinings: tuple[Joining, ...]
    former_ids: tuple[int, ...]
    decisions: tuple[Deciding, ...] = ()


def read_reasons(connection: Connection, event: int) -> EventReasons:
    """The reasons of the event of that number."""
    former = FORMER_EVENTS.c
    numbers = connection.scalars(select(former.former_id).where(former.event_id == event))
    decided = read_decided(connection, DECISIONS.c.event_id == event)
    values = _read_values(connection, event, {each.decision_id: each for each in decided})
    used = {each.decision.decision_id for each in values if each.decision}
    others = tuple(each for each in decided if each.decision_id not in used)
    return EventReasons(values, _read_joinings(connection, event), tuple(sorted(numbers)), others)


def find_event(connection: Connection, number: int) -> int:
    """The event that was known by this number, if it is of another number now; else the number itself."""
    former = FORMER_EVENTS.c
    return connection.scalar(select(former.event_id).where(former.former_id == number)) or number


def _read_values(connection: Connection, event: int, decided: Mapping[int, Deciding]) -> tuple[ChosenValue, ...]:
    own = EVENT_CHOICES.c
    query = (
        select(own.value, own.reason, own.decision_id, *source_columns())
        .join_from(EVENT_CHOICES, DOCUMENTS, DOCUMENTS.c.document_id == own.document_id, isouter=True)
        .where(own.event_id == event)
        .order_by(own.value)
    )
    rows = connection.execute(query).mappings()
    return tuple(
        ChosenValue(
            row["value"],
            row["reason"],
            make_source(row) if row["document_id"] else None,
            decided.get(row["decision_id"]),
        )
        for row in rows
    )


def _read_joinings(connection: Connection, event: int) -> tuple[Joining, ...]:
    own = EVENT_MERGES.c
    query = select(own.telling_id, own.other_telling_id, own.score, own.reason).where(
        own.event_id == event,
        own.score.is_not(None),  # decisions stand in a list of theirs
    )
    rows = connection.execute(query).all()
    sources = _read_sources(connection, event) if rows else {}
    found = [Joining(sources[one], sources[other], score, reason) for one, other, score, reason in rows]
    return tuple(sorted(found, key=lambda each: (-each.score, each.one.document_id, each.other.document_id)))


def _read_sources(connection: Connection, event: int) -> dict[int, Source]:
    """The first document of each telling of the event."""
    query = (
        select(MENTIONS.c.telling_id, *source_columns())
        .join_from(MENTIONS, DOCUMENTS, DOCUMENTS.c.document_id == MENTIONS.c.document_id)
        .where(MENTIONS.c.event_id == event)
        .order_by(*order_sources())
    )
    sources: dict[int, Source] = {}
    for row in connection.execute(query).mappings():
        sources.setdefault(row["telling_id"], make_source(row))
    return sources
