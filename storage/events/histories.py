"""What was known of events when, as rows: their versions, who was known to take part, and what changed."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, delete, select

from corpdb.models.vocabulary import Role
from corpdb.resolution.events.choosing import Choice
from corpdb.resolution.events.history import History, Span, State, Step
from corpdb.resolution.events.telling import Party
from corpdb.storage.bulk import is_any_of, replace_rows
from corpdb.storage.events.accounts import Told
from corpdb.storage.events.values import name_value, show_value, take_values
from corpdb.storage.tables import (
    EVENT_CHANGE,
    EVENT_CHOICE_VERSION,
    EVENT_VERSION,
    PARTICIPATION_VERSION,
    TELLING,
    UNSETTLED_EVENT,
)

UNSETTLED_AT_ONCE = 1_000
_LIFE = ("known_from", "known_until")
_COLUMNS: dict[Table, tuple[str, ...]] = {
    EVENT_VERSION: ("event_id", "step", *_LIFE, "type", "kind", "mention_id", *Told._fields),
    PARTICIPATION_VERSION: ("event_id", "role", "rank", "organization_id", "person_id", *_LIFE),
    EVENT_CHOICE_VERSION: ("event_id", "value", "reason", "mention_id", *_LIFE),
    EVENT_CHANGE: ("event_id", "known_from", "value", "change", "before", "after", "rank", "mention_id"),
}


@dataclass(frozen=True, slots=True)
class EventHistory:
    """An event by its number and type, its history, and what each of its mentions tells."""

    event: int
    type: str
    history: History
    told: Mapping[int, Told]


def write_histories(
    connection: Connection, histories: Collection[EventHistory], known: Collection[int], persons: Mapping[str, int]
) -> None:
    """Write the histories of events, of which `known` may have some stored; `persons` are their numbers by key."""
    rows = {table: list[tuple[object, ...]]() for table in _COLUMNS}
    for one in histories:
        rows[EVENT_VERSION] += _list_versions(one)
        rows[PARTICIPATION_VERSION] += (_make_life(one.event, life, persons) for life in one.history.lives)
        rows[EVENT_CHOICE_VERSION] += (_make_choice(one.event, choice) for choice in one.history.choices)
        rows[EVENT_CHANGE] += (_make_change(one, step) for step in one.history.steps)
    for table, columns in _COLUMNS.items():
        replace_rows(connection, table, known, columns, rows[table])


def find_participant(party: Party, persons: Mapping[str, int]) -> tuple[int | None, int | None]:
    """The organization's number or the person's."""
    return (None, persons[party.who]) if party.role is Role.PERSON else (int(party.who), None)


def take_unsettled(connection: Connection) -> list[int]:
    """The tellings of so many events that an upgrade has left without a history; they are no longer left so."""
    queue = UNSETTLED_EVENT.c.event_id
    events = list(connection.scalars(select(queue).order_by(queue).limit(UNSETTLED_AT_ONCE)))
    if not events:
        return []
    connection.execute(delete(UNSETTLED_EVENT).where(is_any_of(connection, queue, events)))
    return list(connection.scalars(select(TELLING.c.id).where(is_any_of(connection, TELLING.c.event_id, events))))


def _list_versions(one: EventHistory) -> Iterator[tuple[object, ...]]:
    for step, state in enumerate(one.history.states, start=1):
        choices = state.choices
        kind, values = take_values(choices, one.told, state.corrections)
        yield one.event, step, *_show(state), one.type, kind, choices.status.number, *values


def _make_life(event: int, life: Span[tuple[Party, int]], persons: Mapping[str, int]) -> tuple[object, ...]:
    party, rank = life.item
    return event, party.role.value, rank, *find_participant(party, persons), *_show(life)


def _make_choice(event: int, span: Span[tuple[str, Choice[Any]]]) -> tuple[object, ...]:
    name, choice = span.item
    return event, name_value(name), choice.why.value, choice.number, *_show(span)


def _show(state: State | Span[Any]) -> tuple[str, str | None]:
    return state.known_from.isoformat(), state.known_until.isoformat() if state.known_until else None


def _make_change(one: EventHistory, step: Step) -> tuple[object, ...]:
    before = show_value(step.value, step.before, one.told) if step.before else None
    after = None if step.rank else show_value(step.value, step.after, one.told)
    rows = (one.event, step.known_from.isoformat(), name_value(step.value), step.change.value, before, after)
    return *rows, step.rank, step.after.number
