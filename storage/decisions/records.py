"""Decisions as they are stored, read back whole: in words that mean the same in every database."""

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import ColumnElement, Connection, select

from corpdb.models.vocabulary import DecisionAction
from corpdb.storage.decisions.writing import Draft, Point, Signed, Undoing, make_point
from corpdb.storage.tables import DECISION, DECISION_ANCHOR

_DECISION, _ANCHOR = DECISION.c, DECISION_ANCHOR.c


def read_decisions(connection: Connection, *conditions: ColumnElement[bool]) -> Iterator[tuple[int, Signed, list[Any]]]:
    """The decisions for which `conditions` hold, oldest first: the number, the decision, and its anchors' rows."""
    anchors = connection.execute(
        select(DECISION_ANCHOR)
        .join(DECISION, _DECISION.id == _ANCHOR.decision_id)
        .where(*conditions)
        .order_by(_ANCHOR.decision_id, _ANCHOR.side, _ANCHOR.rank)
    )
    own = {number: list(rows) for number, rows in groupby(anchors, key=lambda row: row.decision_id)}
    query = select(DECISION).where(*conditions).order_by(_DECISION.decided_at, _DECISION.key)
    for row in connection.execute(query):
        points = own.get(row.id, [])
        yield row.id, _make_signed(row, points), points


def _make_signed(row: Any, anchors: list[Any]) -> Signed:
    sides: tuple[tuple[Point, ...], ...] = tuple(
        tuple(make_point(anchor) for _, anchor in rows)
        for _, rows in groupby(((anchor.side, anchor) for anchor in anchors), key=itemgetter(0))
    )
    action = DecisionAction(row.action)
    draft = Draft(action, row.subject, sides, row.attribute, row.value, row.known_from)
    undone = Undoing(row.undone_at, row.undone_by, row.undone_note) if row.undone_at else None
    return Signed(draft, row.decided_at, row.decided_by, row.note, undone)
