"""Decisions as a file for version control: a decision a line, in JSON, oldest first; and back into a database."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

import msgspec
from sqlalchemy import Connection, select, update

from corpdb.core.errors import DocumentError, UsageError
from corpdb.core.places import locate_error
from corpdb.models.vocabulary import DecisionAction, EventType, Role
from corpdb.resolution.corrections import Attribute, parse_organization_kind, parse_text, parse_value
from corpdb.storage.bulk import is_any_of, lock_writes
from corpdb.storage.decisions.applying import apply_decisions
from corpdb.storage.decisions.records import read_decisions
from corpdb.storage.decisions.waiting import find_waiting
from corpdb.storage.decisions.writing import (
    Draft,
    NamePoint,
    PlacePoint,
    Point,
    Signed,
    Undoing,
    UsePoint,
    write_decision,
)
from corpdb.storage.tables import DECISION

_ENCODER = msgspec.json.Encoder()


class _Name(msgspec.Struct, tag="name", tag_field="is", forbid_unknown_fields=True):
    form: str
    sense: str
    scope: str


class _Use(msgspec.Struct, tag="use", tag_field="is", forbid_unknown_fields=True):
    form: str
    sense: str
    scope: str
    content_hash: str
    address: str | None


class _Place(msgspec.Struct, tag="place", tag_field="is", forbid_unknown_fields=True):
    content_hash: str
    event_type: EventType
    start_char: int
    end_char: int
    quote: str
    address: str | None


class _Undone(msgspec.Struct, forbid_unknown_fields=True):
    at: datetime
    by: str
    note: str | None


class _Line(msgspec.Struct, forbid_unknown_fields=True):
    """A decision in a file."""

    key: str
    decided_at: datetime
    decided_by: str
    action: DecisionAction
    subject: str
    attribute: str | None
    value: str | None
    known_from: date | None
    note: str | None
    undone: _Undone | None
    sides: list[list[_Name | _Use | _Place]]


@dataclass(slots=True)
class ImportCounts:
    """What an import did: how many decisions were new, how many it undid, how many were known, which wait for what."""

    new: int = 0
    undone: int = 0
    known: int = 0
    waiting: dict[int, str] | None = None


def export_decisions(connection: Connection) -> Iterator[str]:
    """Each decision as a line, those that were undone among them; the same decisions always give the same lines."""
    for _, signed, _ in read_decisions(connection):
        yield _ENCODER.encode(_make_line(signed)).decode() + "\n"


def import_decisions(connection: Connection, lines: Iterable[bytes], name: str) -> ImportCounts:
    """Take in the decisions of the file `name` and apply them; those that are known change nothing.

    A decision that either side has undone is undone. A line that is no decision is a `DocumentError`, and then nothing
    is written.
    """
    found = [_read_line(line, f"{name}, line {number}") for number, line in enumerate(lines, 1) if line.strip()]
    lock_writes(connection)
    columns = DECISION.c
    query = select(columns.key, columns.id, columns.undone_at)
    rows = connection.execute(query.where(is_any_of(connection, columns.key, {one.key for one in found}))).all()
    known = {key: (number, undone_at) for key, number, undone_at in rows}
    counts = ImportCounts()
    changed: set[int] = set()
    for one in found:
        number, undone_at = known.get(one.key, (None, None))
        if number is None:
            number = write_decision(connection, one)
            known[one.key] = (number, one.undone and one.undone.at)
            changed.add(number)
            counts.new += 1
        elif one.undone and undone_at is None:
            values = {"undone_at": one.undone.at, "undone_by": one.undone.by, "undone_note": one.undone.note}
            connection.execute(update(DECISION).where(columns.id == number).values(values))
            changed.add(number)
            counts.undone += 1
        else:
            counts.known += 1
    if changed:
        apply_decisions(connection, changed)
    counts.waiting = find_waiting(connection, {known[one.key][0] for one in found})
    return counts


def _make_line(signed: Signed) -> _Line:
    draft, undone = signed.draft, signed.undone
    return _Line(
        key=signed.key,
        decided_at=signed.decided_at,
        decided_by=signed.decided_by,
        action=draft.action,
        subject=draft.subject,
        attribute=draft.attribute,
        value=draft.value,
        known_from=draft.known_from,
        note=signed.note,
        undone=_Undone(undone.at, undone.by, undone.note) if undone else None,
        sides=[[_make_point(point) for point in side] for side in draft.sides],
    )


def _make_point(point: Point) -> _Name | _Use | _Place:
    if isinstance(point, NamePoint):
        return _Name(point.form, point.sense, point.scope)
    if isinstance(point, UsePoint):
        return _Use(point.form, point.sense, point.scope, point.content_hash, point.address)
    place = (point.content_hash, EventType(point.event_type), point.start_char, point.end_char, point.quote)
    return _Place(*place, point.address)


def _read_line(data: bytes, place: str) -> Signed:
    try:
        line = msgspec.json.decode(data, type=_Line)
    except msgspec.DecodeError as error:
        raise DocumentError(f"{place}{locate_error(data, str(error))}; export the decisions anew") from None
    sides = tuple(tuple(_read_point(point) for point in side) for side in line.sides)
    draft = Draft(line.action, line.subject, sides, line.attribute, line.value, line.known_from)
    undone = Undoing(line.undone.at, line.undone.by, line.undone.note) if line.undone else None
    try:
        _check(draft)
    except (UsageError, ValueError, IndexError) as error:
        raise DocumentError(f"{place}: this is no decision: {error}") from None
    signed = Signed(draft, line.decided_at, line.decided_by, line.note, undone)
    if signed.key != line.key:
        raise DocumentError(f"{place}: the decision is not what was exported, its key is of another; export it anew")
    return signed


def _read_point(point: _Name | _Use | _Place) -> Point:
    if isinstance(point, _Name):
        return NamePoint(point.form, point.sense, point.scope)
    if isinstance(point, _Use):
        return UsePoint(point.form, point.sense, point.scope, point.content_hash, point.address)
    place = (point.content_hash, point.event_type.value, point.start_char, point.end_char, point.quote)
    return PlacePoint(*place, point.address)


def _check(draft: Draft) -> None:
    """Raise a `UsageError` unless the decision is one that could be made."""
    is_event = draft.subject == "event"
    kind = PlacePoint if is_event else NamePoint
    if draft.subject not in {"event", "organization"} or not draft.sides or not draft.sides[0]:
        raise UsageError("it is about nothing")
    if {type(point) for point in draft.sides[0]} != {kind}:
        raise UsageError(f"it is not about what an {draft.subject} is")
    if draft.action is not DecisionAction.SPLIT and any(
        type(point) is UsePoint for side in draft.sides for point in side
    ):
        raise UsageError("only a split is about what single documents call an organization")
    if draft.action is DecisionAction.RENAME:
        parse_text(draft.value or "", "a name")
    if draft.action is not DecisionAction.SET or draft.value is None:
        return
    attribute = draft.attribute or ""
    if not is_event:
        if attribute != "parent":
            parse_organization_kind(draft.value)
    elif attribute.rstrip("+-") in set(Role):
        parse_text(draft.value, "a name")
    else:
        first = draft.sides[0][0]
        parse_value(Attribute(attribute), draft.value, EventType(getattr(first, "event_type", "")))
