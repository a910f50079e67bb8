"""Decisions for people to read: who decided what of what, what that is now, and what waits."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from sqlalchemy import ColumnElement, Connection, select

from corpdb.models.vocabulary import DecisionAction
from corpdb.storage.bulk import is_any_of
from corpdb.storage.decisions.reading import IN_FORCE
from corpdb.storage.decisions.records import read_decisions
from corpdb.storage.decisions.waiting import find_waiting
from corpdb.storage.decisions.writing import Signed
from corpdb.storage.tables import DECISION, ORGANIZATION_NAME, TELLING

_LONGEST_WORDS = 60


@dataclass(frozen=True, slots=True)
class Listed:
    """A decision for people to read: `numbers` are those of its sides now, `about` are their words."""

    decision_id: int
    decided_at: str
    decided_by: str
    action: str
    subject: str
    numbers: str
    about: str
    attribute: str | None
    value: str | None
    known_from: str | None
    note: str | None
    state: str


@dataclass(frozen=True, slots=True)
class Choice:
    """Which decisions to list; an empty field keeps all, and without `undone` only those in force are kept."""

    actions: tuple[DecisionAction, ...] = ()
    subject: str | None = None
    by: str | None = None
    undone: bool = False
    numbers: tuple[int, ...] = ()


def list_decisions(connection: Connection, choice: Choice) -> Iterator[Listed]:
    """The decisions that are asked for, oldest first."""
    found = list(read_decisions(connection, *_make_conditions(connection, choice)))
    anchors = [anchor for *_, rows in found for anchor in rows]
    homes = _find_homes(connection, anchors)
    waiting = find_waiting(connection, [number for number, *_ in found])
    for number, signed, rows in found:
        draft = signed.draft
        yield Listed(
            number,
            f"{signed.decided_at:%Y-%m-%d %H:%M:%S}",
            signed.decided_by,
            draft.action.value,
            draft.subject,
            _list_numbers([row for row in rows if row.side == 1 or not draft.attribute], homes),
            " | ".join(_name_side(list(side)) for _, side in groupby(rows, key=lambda row: row.side)),
            draft.attribute,
            draft.value,
            draft.known_from.isoformat() if draft.known_from else None,
            signed.note,
            _tell_state(signed, waiting.get(number)),
        )


def _make_conditions(connection: Connection, choice: Choice) -> Iterator[ColumnElement[bool]]:
    columns = DECISION.c
    if not choice.undone:
        yield IN_FORCE
    if choice.actions:
        yield columns.action.in_([action.value for action in choice.actions])
    if choice.subject:
        yield columns.subject == choice.subject
    if choice.by:
        yield columns.decided_by == choice.by
    if choice.numbers:
        yield is_any_of(connection, columns.id, choice.numbers)


def _find_homes(connection: Connection, anchors: Collection[Any]) -> dict[tuple[str, int], int]:
    """The organization of each name, and the event of each telling."""
    homes: dict[tuple[str, int], int] = {}
    names = {anchor.name_id for anchor in anchors if anchor.name_id}
    tellings = {anchor.telling_id for anchor in anchors if anchor.telling_id}
    for table, column, ids in (
        (ORGANIZATION_NAME, ORGANIZATION_NAME.c.organization_id, names),
        (TELLING, TELLING.c.event_id, tellings),
    ):
        rows = connection.execute(select(table.c.id, column).where(is_any_of(connection, table.c.id, ids)))
        homes |= {(table.name, row): home for row, home in rows}
    return homes


def _list_numbers(anchors: list[Any], homes: dict[tuple[str, int], int]) -> str:
    """The numbers that the anchors of each side lead to, each once; of who is meant by a value none."""
    sides: dict[int, dict[int, None]] = {}
    for anchor in anchors:
        home = homes.get((ORGANIZATION_NAME.name, anchor.name_id)) or homes.get((TELLING.name, anchor.telling_id))
        if home:
            sides.setdefault(anchor.side, {})[home] = None
    return " | ".join(dict.fromkeys(", ".join(map(str, side)) for side in sides.values()))


def _name_side(anchors: list[Any]) -> str:
    words = [anchor.form or anchor.quote for anchor in anchors]
    first = words[0] if len(words[0]) <= _LONGEST_WORDS else f"{words[0][: _LONGEST_WORDS - 1]}…"
    return first if len(words) == 1 else f"{first} and {len(words) - 1} more"


def _tell_state(signed: Signed, waits_for: str | None) -> str:
    if signed.undone:
        return f"undone by {signed.undone.by}, {signed.undone.at:%Y-%m-%d}"
    return f"waits: {waits_for} is not in the database" if waits_for else "in force"
