"""Decisions as rows: what is decided, in words that mean the same in every database, its signature and its key."""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, func, insert, select

from corpdb.core.errors import UsageError
from corpdb.models.vocabulary import DecisionAction
from corpdb.storage.bulk import insert_rows
from corpdb.storage.tables import DECISION, DECISION_ANCHOR

MOST_CHARACTERS_OF_NOTE = 2000
_TICK = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Signature:
    """Who decides, and why."""

    by: str
    note: str | None = None


@dataclass(frozen=True, slots=True, order=True)
class NamePoint:
    """A name in one sense."""

    form: str
    sense: str
    scope: str


@dataclass(frozen=True, slots=True, order=True)
class UsePoint:
    """A name in one sense as one document uses it: the SHA-256 of the content, and where it lies."""

    form: str
    sense: str
    scope: str
    content_hash: str
    address: str | None = None


@dataclass(frozen=True, slots=True, order=True)
class PlacePoint:
    """A place of a document that tells an event of that type: the SHA-256 of the content, characters, very words."""

    content_hash: str
    event_type: str
    start_char: int
    end_char: int
    quote: str
    address: str | None = None


Point = NamePoint | UsePoint | PlacePoint


@dataclass(frozen=True, slots=True)
class Draft:
    """A decision before it is signed; `sides` are what it is about, and who is meant or the other side."""

    action: DecisionAction
    subject: str
    sides: tuple[tuple[Point, ...], ...]
    attribute: str | None = None
    value: str | None = None
    known_from: date | None = None


@dataclass(frozen=True, slots=True)
class Undoing:
    """When a decision was undone, by whom, and why."""

    at: datetime
    by: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Signed:
    """A decision that was made: by whom and when, with its key; and if it was undone, how."""

    draft: Draft
    decided_at: datetime
    decided_by: str
    note: str | None = None
    undone: Undoing | None = None
    key: str = field(init=False)

    def __post_init__(self) -> None:
        """Take the hash of what was decided, when and by whom."""
        content = [asdict(self.draft), self.decided_at, self.decided_by, self.note]
        text = json.dumps(content, sort_keys=True, ensure_ascii=False, default=lambda moment: moment.isoformat())
        object.__setattr__(self, "key", hashlib.sha256(text.encode()).hexdigest())


def sign(connection: Connection, draft: Draft, signature: Signature) -> Signed:
    """The decision as made now; it comes after all that there are, whatever clocks say.

    A `UsageError` says that its note is too long.
    """
    if signature.note and len(signature.note) > MOST_CHARACTERS_OF_NOTE:
        raise UsageError(
            f"the note has {len(signature.note):,} characters, more than {MOST_CHARACTERS_OF_NOTE:,};"
            " say it more briefly, or name a file that has it all"
        )
    newest = connection.scalar(select(func.max(DECISION.c.decided_at)))
    now = datetime.now(UTC)
    return Signed(draft, max(now, newest + _TICK) if newest else now, signature.by, signature.note)


def write_decision(connection: Connection, signed: Signed) -> int:
    """Write the decision and what it is about; nothing of that has been looked for. What comes out is its number."""
    draft, undone = signed.draft, signed.undone
    row = {
        "key": signed.key,
        "decided_at": signed.decided_at,
        "decided_by": signed.decided_by,
        "action": draft.action.value,
        "subject": draft.subject,
        "attribute": draft.attribute,
        "value": draft.value,
        "known_from": draft.known_from,
        "note": signed.note,
        "undone_at": undone.at if undone else None,
        "undone_by": undone.by if undone else None,
        "undone_note": undone.note if undone else None,
    }
    number = connection.execute(insert(DECISION).returning(DECISION.c.id), row).scalar_one()
    for kind in (NamePoint, UsePoint, PlacePoint):
        columns = list(kind.__dataclass_fields__)
        rows = [
            (number, side, rank, *(getattr(point, column) for column in columns))
            for side, points in enumerate(draft.sides, start=1)
            for rank, point in enumerate(points, start=1)
            if type(point) is kind
        ]
        insert_rows(connection, DECISION_ANCHOR, ("decision_id", "side", "rank", *columns), rows)
    return number


def make_point(row: Any) -> Point:
    """The name, its use or the place of an anchor's row."""
    named = NamePoint if row.content_hash is None else UsePoint
    kind = PlacePoint if row.form is None else named
    return kind(**{name: getattr(row, name) for name in kind.__dataclass_fields__})
