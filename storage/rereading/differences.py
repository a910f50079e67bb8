"""What has changed since a snapshot was taken: events and organizations that are new, gone, or not what they were.

The snapshot is a file that lasts as long as it is open, a line of JSON for each state in the order of numbers, so that
what is held at a time does not grow with the database.
"""

import json
from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from enum import StrEnum
from tempfile import TemporaryFile
from typing import IO, Any, Protocol, Self, TypeVar

from sqlalchemy import Connection, Table, select

from corpdb.core.batches import cut
from corpdb.storage.rereading.states import (
    DocumentLabel,
    EventState,
    OrganizationState,
    Part,
    Place,
    Value,
    find_event_homes,
    find_name_homes,
    find_organization_homes,
    read_events,
    read_labels,
    read_organizations,
)
from corpdb.storage.tables import EVENT, ORGANIZATION

PAGE = 500
_State = TypeVar("_State", EventState, OrganizationState)


class Turn(StrEnum):
    """What becomes of an event or an organization."""

    APPEARS = "appears"
    VANISHES = "vanishes"
    CHANGES = "changes"
    MERGES = "merges"
    SPLITS = "splits"


@dataclass(frozen=True, slots=True)
class ValueChange:
    """A value that is another than it was."""

    name: str
    before: Value
    after: Value


@dataclass(frozen=True, slots=True)
class Quote:
    """The very words that tell it, and their document."""

    quote: str
    document: DocumentLabel


@dataclass(frozen=True, slots=True)
class Difference:
    """What becomes of the event or organization of a number, with the words that told it before and tell it now.

    `values` are what it is (before or after it is there) or how it changes; `other` is the number of what it merges
    into, or of what it was a part of until it splits.
    """

    subject: str
    number: int
    turn: Turn
    values: tuple[ValueChange, ...] = ()
    other: int | None = None
    before: Quote | None = None
    after: Quote | None = None


@dataclass(slots=True)
class Snapshot:
    """The states of events and organizations at a moment; a context that ends with it."""

    connection: Connection
    files: dict[str, IO[str]] = field(default_factory=dict[str, IO[str]])
    _stack: ExitStack = field(default_factory=ExitStack)

    def __enter__(self) -> Self:
        for table, read in ((EVENT, read_events), (ORGANIZATION, read_organizations)):
            file = self._stack.enter_context(TemporaryFile("w+", encoding="utf-8"))
            for ids in _list_pages(self.connection, table):
                states = read(self.connection, ids)
                file.writelines(f"{json.dumps(states[number])}\n" for number in ids)
            self.files[table.name] = file
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def list_differences(self) -> Iterator[Difference]:
        """What is not as it was, organizations first, each by number; new ones behind the others."""
        yield from self._compare(ORGANIZATION, _OrganizationComparison(self.connection))
        yield from self._compare(EVENT, _EventComparison(self.connection))

    def _compare(self, table: Table, comparison: "_Comparison[Any]") -> Iterator[Difference]:
        file = self.files[table.name]
        file.seek(0)
        known = array("q")
        for lines in cut(file, PAGE):
            states = [comparison.restore(json.loads(line)) for line in lines]
            known.extend(state.id for state in states)
            yield from comparison.compare({state.id: state for state in states})
        for ids in _list_pages(self.connection, table):
            yield from comparison.introduce([number for number in ids if not _holds(known, number)])


class _Comparison(Protocol[_State]):
    """How states of one sort are compared, a page at a time."""

    def restore(self, line: list[Any]) -> _State:
        """The state that a line of the snapshot holds."""
        ...

    def compare(self, before: dict[int, _State]) -> Iterator[Difference]:
        """What has become of those that were there before."""
        ...

    def introduce(self, numbers: Collection[int]) -> Iterator[Difference]:
        """Those that were not there before."""
        ...


class _Sayer:
    """The words that tell something, with their documents, looked up a page at a time."""

    def __init__(self, connection: Connection, places: Iterable[Place | None]) -> None:
        self._labels = read_labels(connection, {place[1] for place in places if place})

    def quote(self, place: Place | None) -> Quote | None:
        return Quote(place[0], self._labels[place[1]]) if place else None


@dataclass(slots=True)
class _OrganizationComparison:
    connection: Connection
    origins: dict[int, int] = field(default_factory=dict[int, int])

    def restore(self, line: list[Any]) -> OrganizationState:
        state = OrganizationState(*line)
        return state._replace(names={int(one): form for one, form in state.names.items()})

    def compare(self, before: dict[int, OrganizationState]) -> Iterator[Difference]:
        now = read_organizations(self.connection, before)
        owners = {state.parent_id for state in before.values() if state.parent_id}
        homes = find_organization_homes(self.connection, before.keys() | owners)
        names = find_name_homes(self.connection, {row for state in before.values() for row in state.names})
        says = _Sayer(self.connection, (state.place for state in (*before.values(), *now.values())))
        for number, old in before.items():
            new = now.get(number)
            for row in old.names:
                if names.get(row, number) != number:
                    self.origins.setdefault(names[row], number)
            values = _list_organization_changes(old, new, homes)
            quotes = (says.quote(old.place), says.quote(new.place if new else None))
            if new is None:
                home = homes.get(number)
                turn = Turn.MERGES if home else Turn.VANISHES
                yield Difference("organization", number, turn, values, home, *quotes)
            elif values:
                yield Difference("organization", number, Turn.CHANGES, values, None, *quotes)

    def introduce(self, numbers: Collection[int]) -> Iterator[Difference]:
        now = read_organizations(self.connection, numbers)
        says = _Sayer(self.connection, (state.place for state in now.values()))
        for number, new in sorted(now.items()):
            origin = self.origins.get(number)
            turn = Turn.SPLITS if origin else Turn.APPEARS
            values = _list_organization_changes(None, new, {})
            yield Difference("organization", number, turn, values, origin, None, says.quote(new.place))


@dataclass(slots=True)
class _EventComparison:
    connection: Connection

    def restore(self, line: list[Any]) -> EventState:
        row, values, parts, places = line
        return EventState(row, values, [Part(*part) for part in parts], places)

    def compare(self, before: dict[int, EventState]) -> Iterator[Difference]:
        now = read_events(self.connection, before)
        organizations = {part.who for state in before.values() for part in state.parts if isinstance(part.who, int)}
        homes = find_organization_homes(self.connection, organizations)
        moved = find_event_homes(self.connection, before.keys() - now.keys())
        says = _Sayer(self.connection, (place for one in (*before.values(), *now.values()) for place in _places(one)))
        for number, old in before.items():
            new = now.get(number)
            values = _list_changes(old.values, new.values if new else {})
            if new is None or _identify(old.parts, homes) != _identify(new.parts, {}):
                values += _list_changes(_name_parts(old.parts), _name_parts(new.parts) if new else {})
            if new is None:
                home = moved.get(number)
                turn = Turn.MERGES if home else Turn.VANISHES
                yield Difference("event", number, turn, values, home, says.quote(_choose_place(old, ())))
            elif values:
                names = [change.name for change in values]
                quotes = (says.quote(_choose_place(state, names)) for state in (old, new))
                yield Difference("event", number, Turn.CHANGES, values, None, *quotes)

    def introduce(self, numbers: Collection[int]) -> Iterator[Difference]:
        now = read_events(self.connection, numbers)
        says = _Sayer(self.connection, (place for state in now.values() for place in _places(state)))
        for number, new in sorted(now.items()):
            values = _list_changes({}, {**new.values, **_name_parts(new.parts)})
            yield Difference("event", number, Turn.APPEARS, values, after=says.quote(_choose_place(new, ())))


def _list_organization_changes(
    old: OrganizationState | None, new: OrganizationState | None, homes: dict[int, int]
) -> tuple[ValueChange, ...]:
    """The values that differ; an owner that has another name now is the same owner."""
    owner = old.parent_id if old else None
    is_same_owner = old and new and homes.get(owner or 0, owner) == new.parent_id
    changes = _list_changes(_describe(old) if old else {}, _describe(new) if new else {})
    return tuple(change for change in changes if not (change.name == "parent" and is_same_owner))


def _describe(state: OrganizationState) -> dict[str, Value]:
    names = sorted({*state.names.values()} - {state.name})
    parent = f"{state.parent} ({state.parent_id})" if state.parent_id else None
    return {"name": state.name, "kind": state.kind, "parent": parent, "names": "; ".join(names) or None}


def _list_changes(before: dict[str, Value], after: dict[str, Value]) -> tuple[ValueChange, ...]:
    names = dict.fromkeys((*before, *after))
    pairs = ((name, before.get(name), after.get(name)) for name in names)
    return tuple(ValueChange(name, old, new) for name, old, new in pairs if old != new)


def _identify(parts: Iterable[Part], homes: dict[int, int]) -> set[tuple[str, int | str]]:
    return {(part.role, homes.get(part.who, part.who) if isinstance(part.who, int) else part.who) for part in parts}


def _name_parts(parts: Iterable[Part]) -> dict[str, Value]:
    named: dict[str, Value] = {}
    for part in parts:
        named[part.role] = f"{named[part.role]}; {part.name}" if part.role in named else part.name
    return named


def _places(state: EventState) -> Collection[Place]:
    return state.places.values()


def _choose_place(state: EventState, names: Iterable[str]) -> Place | None:
    """The place of the first of `names` that has one, else that which tells the status."""
    return next((state.places[name] for name in (*names, "status", "kind") if name in state.places), None)


def _list_pages(connection: Connection, table: Table) -> Iterator[list[int]]:
    """The numbers that there are, in order, so many at a time."""
    after = 0
    own = table.c.id
    while ids := list(connection.scalars(select(own).where(own > after).order_by(own).limit(PAGE))):
        after = ids[-1]
        yield ids


def _holds(numbers: Sequence[int], number: int) -> bool:
    place = bisect_left(numbers, number)
    return place < len(numbers) and numbers[place] == number
