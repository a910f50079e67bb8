"""The decisions in force that bear on the rows at hand, looked up by index; where there are none, nothing is."""

from collections.abc import Collection
from itertools import groupby
from operator import attrgetter
from typing import Any

from sqlalchemy import Column, Connection, exists, select

from corpdb.models.vocabulary import DecisionAction, Role
from corpdb.resolution.decisions import Decided, Order
from corpdb.resolution.names import make_name_key
from corpdb.storage.bulk import is_any_of
from corpdb.storage.tables import DECISION, DECISION_ANCHOR, ORGANIZATION_NAME

_DECISION, _ANCHOR, _NAME = DECISION.c, DECISION_ANCHOR.c, ORGANIZATION_NAME.c
IN_FORCE = _DECISION.undone_at.is_(None)
_GROUPING = frozenset({DecisionAction.MERGE, DecisionAction.SPLIT})


class Decisions:
    """What people have decided that is in force in a database."""

    def __init__(self, connection: Connection, *, are_changing: bool = False) -> None:
        """Look whether there is any; `are_changing` if some of them have just been made or undone."""
        self._connection = connection
        self.is_empty = not connection.scalar(select(exists().where(IN_FORCE)))
        self.are_settled = self.is_empty and not are_changing

    def read_names(self, names: Collection[int]) -> list[Decided[int]]:
        """The decisions on organizations that have one of `names` in them."""
        return self._read("organization", _ANCHOR.name_id, names)

    def read_tellings(self, tellings: Collection[int]) -> list[Decided[int]]:
        """The decisions on events that have one of `tellings` in them."""
        return self._read("event", _ANCHOR.telling_id, tellings)

    def find_fellow_names(self, names: Collection[int]) -> set[int]:
        """The names that a decision joins to one of `names` or parts from it."""
        return _list_fellows(self.read_names(names))

    def find_fellow_tellings(self, tellings: Collection[int]) -> set[int]:
        """The tellings that a decision joins to one of `tellings` or parts from it."""
        return _list_fellows(self.read_tellings(tellings))

    def find_places(self, tellings: Collection[int]) -> set[tuple[int, int]]:
        """The documents, each with what it tells, that are places of decisions and tell one of `tellings`."""
        if self.is_empty or not tellings:
            return set()
        query = select(_ANCHOR.document_id, _ANCHOR.telling_id).where(
            is_any_of(self._connection, _ANCHOR.telling_id, tellings), _ANCHOR.document_id.is_not(None)
        )
        return {(document, telling) for document, telling in self._connection.execute(query)}

    def find_dependent_tellings(self, names: Collection[int]) -> set[int]:
        """What tells the events in which a decision gives what one of `names` names a role."""
        if self.is_empty or not names:
            return set()
        told = DECISION_ANCHOR.alias("told")
        query = (
            select(told.c.telling_id)
            .join_from(DECISION_ANCHOR, told, told.c.decision_id == _ANCHOR.decision_id)
            .join(DECISION, _DECISION.id == _ANCHOR.decision_id)
            .where(is_any_of(self._connection, _ANCHOR.name_id, names), told.c.telling_id.is_not(None), IN_FORCE)
        )
        return set(self._connection.scalars(query))

    def read_parents(self, organizations: Collection[int]) -> dict[int, int | None]:
        """The parents that decisions give to some of `organizations`, None where they give none."""
        if self.is_empty or not organizations:
            return {}
        query = select(_NAME.id, _NAME.organization_id)
        homes = dict(
            self._connection.execute(
                query.where(is_any_of(self._connection, _NAME.organization_id, organizations))
            ).all()
        )
        found: dict[int, int | None] = {}
        for one in sorted(self.read_names(homes), key=attrgetter("order")):
            home = homes.get(one.holder or 0)
            if one.attribute == "parent" and home and (one.value is None or one.who):
                found[home] = int(one.who) if one.who else None
        return {one: parent for one, parent in found.items() if parent != one}

    def find_children(self, names: Collection[int]) -> set[int]:
        """The organizations whose parent, by a decision, is what one of `names` names."""
        if self.is_empty or not names:
            return set()
        holders = {one.holder or 0 for one in self.read_names(names) if one.attribute == "parent"}
        query = select(_NAME.organization_id).where(is_any_of(self._connection, _NAME.id, holders))
        return {one for one in self._connection.scalars(query) if one}

    def _read(self, subject: str, column: Column[Any], ids: Collection[int]) -> list[Decided[int]]:
        if self.is_empty or not ids:
            return []
        mine = select(_ANCHOR.decision_id).where(is_any_of(self._connection, column, ids))
        own = (_DECISION.id, _DECISION.decided_at, _DECISION.key, _DECISION.action)
        said = (_DECISION.attribute, _DECISION.value, _DECISION.known_from)
        query = (
            select(*own, *said, _ANCHOR.side, column.label("node"), _NAME.organization_id)
            .join_from(DECISION, DECISION_ANCHOR, _ANCHOR.decision_id == _DECISION.id)
            .join(ORGANIZATION_NAME, _NAME.id == _ANCHOR.name_id, isouter=True)
            .where(_DECISION.id.in_(mine), _DECISION.subject == subject, IN_FORCE)
            .order_by(_DECISION.id, _ANCHOR.side, _ANCHOR.rank)
        )
        rows = self._connection.execute(query)
        return [_make_decided(list(group)) for _, group in groupby(rows, key=attrgetter("id"))]


def _make_decided(rows: list[Any]) -> Decided[int]:
    """A decision of its anchors' rows, in order."""
    first = rows[0]
    action = DecisionAction(first.action)
    known = {row.side: () for row in rows} if action in _GROUPING else {1: ()}
    nodes = {side: tuple(row.node for row in rows if row.side == side and row.node is not None) for side in known}
    meant = None if action in _GROUPING else next((row.organization_id for row in rows if row.side > 1), None)
    who = None if meant is None else str(meant)
    if first.attribute and first.attribute.rstrip("+-") == Role.PERSON and first.value is not None:
        who = make_name_key(first.value)
    order = Order(first.decided_at, first.key)
    sides = tuple(nodes.values())
    return Decided(first.id, order, action, sides, first.attribute or "", first.value, who, first.known_from)


def _list_fellows(decided: Collection[Decided[int]]) -> set[int]:
    return {node for one in decided if one.action in _GROUPING for side in one.sides for node in side}
