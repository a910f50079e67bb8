"""Nodes that links join into groups which keep their numbers: names are organizations so, and tellings events."""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from sqlalchemy import Column, Connection, Table, select, union_all

from corpdb.resolution.inheriting import inherit_numbers
from corpdb.storage.bulk import insert_rows, is_any_of, reserve_ids, update_rows
from corpdb.storage.tables import (
    EVENT,
    EVENT_NUMBER,
    ORGANIZATION,
    ORGANIZATION_LINK,
    ORGANIZATION_NAME,
    ORGANIZATION_NUMBER,
    TELLING,
    TELLING_LINK,
)

FindFellows = Callable[[Collection[int]], set[int]]
"""What else bears on which nodes are one group: those that a decision joins or parts."""
NO_HEIRS: Mapping[int, int] = {}
"""No row has taken the place of another."""


@dataclass(frozen=True, slots=True)
class Web:
    """Where nodes and groups are kept.

    `home` is the column of a node's group and `groups` the table that it leads to; `links` join two nodes, and
    `anchor` is the column of the node that a number stays with, in the table of the numbers that groups have or had.
    """

    home: Column[Any]
    groups: Table
    links: Table
    anchor: Column[Any]


NAMES = Web(ORGANIZATION_NAME.c.organization_id, ORGANIZATION, ORGANIZATION_LINK, ORGANIZATION_NUMBER.c.name_id)
TELLINGS = Web(TELLING.c.event_id, EVENT, TELLING_LINK, EVENT_NUMBER.c.telling_id)


@dataclass(frozen=True, slots=True)
class Numbering:
    """The number of each group, and those of them that were given for the first time."""

    numbers: list[int]
    fresh: set[int]


def read_neighbours(connection: Connection, web: Web, nodes: Collection[int]) -> set[int]:
    """The nodes that have a link with one of `nodes`."""
    if not nodes:
        return set()
    columns = web.links.c
    forwards = select(columns.other_id).where(is_any_of(connection, columns.one_id, nodes))
    backwards = select(columns.one_id).where(is_any_of(connection, columns.other_id, nodes))
    return set(connection.scalars(union_all(forwards, backwards)))


def read_neighbourhood(connection: Connection, web: Web, nodes: Collection[int], find_fellows: FindFellows) -> set[int]:
    """The nodes and all that hang together with them by links or as one group, or are fellows of each other."""
    found = set[int]()
    frontier = set(nodes)
    own = web.home.table.c.id
    while frontier:
        found |= frontier
        homes = set(connection.scalars(select(web.home).where(is_any_of(connection, own, frontier)))) - {None}
        near = read_neighbours(connection, web, frontier) | find_fellows(frontier)
        if homes:
            near |= set(connection.scalars(select(own).where(is_any_of(connection, web.home, homes))))
        frontier = near - found
    return found


def pass_numbers(
    connection: Connection, web: Web, homes: Mapping[int, int], fellows: Mapping[int, int], heirs: Mapping[int, int]
) -> None:
    """Let the numbers that stay with nodes which go stay with others; the groups of these are `homes`.

    `fellows` are the nodes of the same groups that stay, with their groups; `heirs` are what is there instead of nodes.
    """
    number, anchor = web.anchor.table.c.id, web.anchor
    rows = connection.execute(select(number, anchor).where(is_any_of(connection, anchor, homes)))
    passed = inherit_numbers(((row, node) for row, node in rows), homes, fellows, heirs)
    update_rows(connection, anchor.table, "id", (anchor.name,), passed)


def keep_numbers(connection: Connection, web: Web, groups: Sequence[Collection[int]]) -> Numbering:
    """Give each group the smallest number that stays with one of its nodes, or a new one that stays with the first."""
    number, anchor = web.anchor.table.c.id, web.anchor
    known: defaultdict[int, list[int]] = defaultdict(list)
    query = select(anchor, number).where(is_any_of(connection, anchor, chain.from_iterable(groups)))
    for node, row in connection.execute(query).all():
        known[node].append(row)
    held = [min(chain.from_iterable(known.get(node, ()) for node in group), default=None) for group in groups]
    reserved = reserve_ids(connection, web.groups, held.count(None))
    numbers = [next(reserved) if own is None else own for own in held]
    anchors = [(new, min(group)) for new, own, group in zip(numbers, held, groups, strict=True) if own is None]
    insert_rows(connection, anchor.table, ("id", anchor.name), anchors)
    return Numbering(numbers, {new for new, _ in anchors})
