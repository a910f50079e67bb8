"""Tellings are compared with those that they share a key with, and what links them is kept as rows."""

from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import Connection, delete, select

from corpdb.resolution.events.blocking import BlockKeys, list_block_keys
from corpdb.resolution.events.joining import Comparer, link_tellings
from corpdb.storage.bulk import insert_rows, is_any_of
from corpdb.storage.events.tellings import TellingRow, read_tellings
from corpdb.storage.tables import TELLING_BLOCK, TELLING_LINK

_BLOCK = TELLING_BLOCK.c
_LINK = TELLING_LINK.c


def match_tellings(connection: Connection, new: Collection[int], changed: Collection[int]) -> Comparer:
    """Find what tellings have links with that are new, or in which those who take part are not who they were.

    What has been read and compared comes out, for grouping needs it again.
    """
    stale = {*new, *changed}
    if not stale:
        return Comparer({})
    for column in (_BLOCK.telling_id, _LINK.one_id, _LINK.other_id) if changed else ():
        connection.execute(delete(column.table).where(is_any_of(connection, column, changed)))
    rows = read_tellings(connection, stale)
    keys = {row: list_block_keys(one.telling) for row, one in rows.items()}
    blocks = sorted((key, row) for row, found in keys.items() for key in found.own)  # as the index has them
    insert_rows(connection, TELLING_BLOCK, ("key", "telling_id"), blocks)
    pairs = _list_pairs(connection, keys)
    rows |= read_tellings(connection, {row for pair in pairs for row in pair} - rows.keys())
    comparer = Comparer({row.key: row.telling for row in rows.values()})
    insert_rows(connection, TELLING_LINK, ("one_id", "other_id", "score", "reason"), _link(rows, pairs, comparer))
    return comparer


def _list_pairs(connection: Connection, keys: dict[int, BlockKeys]) -> set[tuple[int, int]]:
    """The pairs of one of the tellings that have `keys` and any that it finds by them."""
    wanted = set[int]().union(*(found.sought for found in keys.values()))
    members: defaultdict[int, list[int]] = defaultdict(list)
    query = select(_BLOCK.telling_id, _BLOCK.key).where(is_any_of(connection, _BLOCK.key, wanted))
    for row, key in connection.execute(query).all():
        members[key].append(row)
    pairs = set[tuple[int, int]]()
    for row, found in keys.items():
        others = {other for key in found.sought for other in members.get(key, ())} - {row}
        pairs.update((row, other) if row < other else (other, row) for other in others)
    return pairs


def _link(
    rows: dict[int, TellingRow], pairs: Collection[tuple[int, int]], comparer: Comparer
) -> list[tuple[int, int, float, str]]:
    """The links among `pairs`, each from the telling whose key comes first."""
    ids = {row.key: row.id for row in rows.values()}
    named = [sorted((rows[one].key, rows[other].key)) for one, other in pairs]
    links = link_tellings(comparer, [(one, other) for one, other in named])
    return [(ids[link.one], ids[link.other], link.score, link.reason) for link in links]
