"""The reasons for which names may be one organization, kept as rows beside the names they are about."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any, NamedTuple

from sqlalchemy import Connection, and_, delete, func, select

from corpdb.resolution.homonyms import can_be_same
from corpdb.resolution.names import DECIDING_SCHEMES, Name
from corpdb.resolution.scoring import CLAIMS, Reason, score_claim, score_names, score_renaming, share_number
from corpdb.storage.bulk import insert_rows, is_any_of, update_rows
from corpdb.storage.organizations.renamings import count_renamed
from corpdb.storage.tables import (
    ORGANIZATION_ALIAS,
    ORGANIZATION_IDENTIFIER,
    ORGANIZATION_LINK,
    ORGANIZATION_MENTION,
    ORGANIZATION_NAME,
)

MOST_CLAIMANTS = 12
"""A form by which more names than that are also called is a common noun, and nobody's."""
_NAME = ORGANIZATION_NAME.c
_LINK = ORGANIZATION_LINK.c
_COLUMNS = ("one_id", "other_id", "reason", "score", "documents", "against")


class NameRow(NamedTuple):
    """A name's row."""

    id: int
    form: str
    sense: str
    scope: str
    key: str
    block: str | None
    organization_id: int | None

    @property
    def name(self) -> Name:
        """The name itself."""
        return Name(self.form, self.sense, self.scope)


class _Pair(NamedTuple):
    one: int
    other: int
    reason: str


def read_names(connection: Connection, condition: Any) -> list[NameRow]:
    """The names for which `condition` holds."""
    query = select(*(_NAME[column] for column in NameRow._fields)).where(condition)
    return [NameRow(*row) for row in connection.execute(query).all()]


def link_new_names(connection: Connection, new: Collection[int]) -> None:
    """Note which names the names `new` are, by what is written alone."""
    if not new:
        return
    rows = read_names(connection, is_any_of(connection, _NAME.id, new))
    blocks, keys = {row.block for row in rows if row.block}, {row.key for row in rows}
    alike = is_any_of(connection, _NAME.block, blocks) | is_any_of(connection, _NAME.key, keys)
    by_key: defaultdict[str, dict[int, NameRow]] = defaultdict(dict)
    for row in read_names(connection, alike):
        for key in (f"block {row.block}", f"key {row.key}"):
            by_key[key][row.id] = row
    found: dict[_Pair, float] = {}
    for row in rows:
        for other in (by_key[f"block {row.block}"] | by_key[f"key {row.key}"]).values():
            if can_be_same(row.name, other.name):
                continue  # which of these are one, `find_homonyms` and they themselves say
            if other.id != row.id and (verdict := score_names(row.name, other.name)):
                one, two = sorted((row, other), key=lambda each: each.name)
                found[_Pair(one.id, two.id, verdict.reason.value)] = verdict.score
    insert_rows(connection, ORGANIZATION_LINK, _COLUMNS, [(*pair, score, 0, 0) for pair, score in found.items()])


def find_homonyms(connection: Connection, names: Collection[int]) -> set[int]:
    """The names that are the same as one of `names` but for the countries of their documents."""
    if not names:
        return set()
    own, other = ORGANIZATION_NAME.alias("own"), ORGANIZATION_NAME.alias("other")
    query = (
        select(other.c.id)
        .join_from(own, other, and_(other.c.form == own.c.form, other.c.sense == own.c.sense))
        .where(is_any_of(connection, own.c.id, names), other.c.id != own.c.id)
    )
    return set(connection.scalars(query))


def refresh_claims(connection: Connection, keys: Collection[str], together: Iterable[Collection[int]]) -> set[int]:
    """Bring the claims on names with one of `keys` up to date; give the names whose claims have changed.

    `together` are the names of each document that was written or forgotten.
    """
    if not keys:
        return set()
    targets = read_names(connection, is_any_of(connection, _NAME.key, keys))
    wanted = _find_claims(connection, targets)
    stored = _read_links(connection, _LINK.other_id, {row.id for row in targets}, CLAIMS)
    changed = _replace_links(connection, stored, wanted)
    return changed | _count_against(connection, {row.id for row in targets}, together, fresh=set(wanted) - set(stored))


def refresh_numbers(connection: Connection, names: Collection[int]) -> set[int]:
    """Bring the links between `names` and those with the same number up to date; give the names that it is about."""
    wanted = _find_shared_numbers(connection, names)
    reasons = (Reason.IDENTIFIER,)
    stored = {
        **_read_links(connection, _LINK.one_id, names, reasons),
        **_read_links(connection, _LINK.other_id, names, reasons),
    }
    return _replace_links(connection, stored, wanted)


def _find_claims(connection: Connection, targets: Iterable[NameRow]) -> dict[_Pair, tuple[float, int]]:
    """The claims on `targets`: for each its score, and how many documents make it."""
    by_key: defaultdict[str, list[NameRow]] = defaultdict(list)
    for row in targets:
        by_key[row.key].append(row)
    alias = ORGANIZATION_ALIAS.c
    query = (
        select(alias.key, alias.name, alias.documents, _NAME.id, _NAME.form, _NAME.sense, _NAME.scope, _NAME.block)
        .join_from(ORGANIZATION_ALIAS, ORGANIZATION_NAME, _NAME.id == alias.name_id)
        .where(is_any_of(connection, alias.key, by_key))
    )
    found = _find_renamed(connection, by_key)
    renamed = {pair[:2] for pairs in found.values() for pair in pairs}
    claimants: defaultdict[int, set[str]] = defaultdict(set)
    for key, form, documents, holder, *name, block in connection.execute(query):
        for target in by_key[key]:
            verdict = score_claim(Name(*name), form) if target.id != holder and target.sense == name[1] else None
            if verdict and target.block != block and (holder, target.id) not in renamed:
                pair = _Pair(holder, target.id, verdict.reason.value)
                _, before = found[target.id].get(pair, (0.0, 0))
                found[target.id][pair] = (verdict.score, max(before, documents))
                claimants[target.id].add(block)
    named = {target: pairs for target, pairs in found.items() if len(claimants[target]) <= MOST_CLAIMANTS}
    return {pair: said for pairs in named.values() for pair, said in pairs.items()}


def _find_renamed(
    connection: Connection, targets: Mapping[str, Collection[NameRow]]
) -> defaultdict[int, dict[_Pair, tuple[float, int]]]:
    """The claims of documents that tell of a change of name, by target: `targets` are names by their keys."""
    told = count_renamed(connection, targets)
    named = is_any_of(connection, _NAME.id, {one.name for one in told})
    holders = {row.id: row.name for row in read_names(connection, named)} if told else {}
    found: defaultdict[int, dict[_Pair, tuple[float, int]]] = defaultdict(dict)
    for (name, key), documents in told.items():
        for target in targets[key]:
            if target.id != name and (verdict := score_renaming(holders[name], target.name)):
                found[target.id][_Pair(name, target.id, verdict.reason.value)] = (verdict.score, documents)
    return found


def _find_shared_numbers(connection: Connection, names: Collection[int]) -> dict[_Pair, tuple[float, int]]:
    own, same = ORGANIZATION_IDENTIFIER.alias("own"), ORGANIZATION_IDENTIFIER.alias("same")
    query = (
        select(own.c.name_id, same.c.name_id, own.c.scheme)
        .join_from(own, same, and_(same.c.scheme == own.c.scheme, same.c.value == own.c.value))
        .where(is_any_of(connection, own.c.name_id, names), same.c.name_id != own.c.name_id)
        .distinct()
    )
    rows = [(one, other, scheme) for one, other, scheme in connection.execute(query)]
    ids = {row for one, other, _ in rows for row in (one, other)}
    known = {row.id: row.name for row in read_names(connection, is_any_of(connection, _NAME.id, ids))} if ids else {}
    found: dict[_Pair, tuple[float, int]] = {}
    for row in rows:
        one, other = sorted(row[:2], key=known.__getitem__)
        if verdict := share_number(known[one], known[other], decides=row[2] in DECIDING_SCHEMES):
            found[_Pair(one, other, verdict.reason.value)] = (verdict.score, 0)
    return found


def _read_links(
    connection: Connection, column: Any, names: Collection[int], reasons: Iterable[Reason]
) -> dict[_Pair, tuple[int, int]]:
    """The stored links whose `column` is one of `names`, for one of `reasons`: by pair their key and documents."""
    query = select(_LINK.id, _LINK.one_id, _LINK.other_id, _LINK.reason, _LINK.documents)
    condition = is_any_of(connection, column, names) & _LINK.reason.in_([reason.value for reason in reasons])
    rows = connection.execute(query.where(condition))
    return {_Pair(one, other, reason): (row, documents) for row, one, other, reason, documents in rows}


def _replace_links(
    connection: Connection, stored: Mapping[_Pair, tuple[int, int]], wanted: Mapping[_Pair, tuple[float, int]]
) -> set[int]:
    """Make the `stored` links those that are `wanted`; give the names of those that have changed."""
    gone = [row for pair, (row, _) in stored.items() if pair not in wanted]
    if gone:
        connection.execute(delete(ORGANIZATION_LINK).where(is_any_of(connection, _LINK.id, gone)))
    fresh = [(*pair, *said, 0) for pair, said in wanted.items() if pair not in stored]
    insert_rows(connection, ORGANIZATION_LINK, _COLUMNS, fresh)
    counted = {pair: said[1] for pair, said in wanted.items() if pair in stored and stored[pair][1] != said[1]}
    rows = [(stored[pair][0], documents) for pair, documents in counted.items()]
    update_rows(connection, ORGANIZATION_LINK, "id", ("documents",), rows)
    changed = {*(stored.keys() ^ wanted.keys()), *counted}
    return {name for pair in changed for name in pair[:2]}


def _count_against(
    connection: Connection, targets: Collection[int], together: Iterable[Collection[int]], *, fresh: set[_Pair]
) -> set[int]:
    """Count anew how many documents list the two names of a claim as two, where that is new or may have changed."""
    links = _read_links(connection, _LINK.other_id, targets, CLAIMS)
    met = [set(names) for names in together]
    due = {
        pair: row
        for pair, (row, _) in links.items()
        if pair in fresh or any(pair.one in names and pair.other in names for names in met)
    }
    if not due:
        return set()
    one, other = ORGANIZATION_MENTION.alias("one"), ORGANIZATION_MENTION.alias("other")
    query = (
        select(_LINK.id, func.count(one.c.document_id.distinct()))
        .join_from(ORGANIZATION_LINK, one, one.c.name_id == _LINK.one_id)
        .join(other, and_(other.c.name_id == _LINK.other_id, other.c.document_id == one.c.document_id))
        .where(is_any_of(connection, _LINK.id, due.values()))
        .group_by(_LINK.id)
    )
    numbers = dict(connection.execute(query).all())
    update_rows(connection, ORGANIZATION_LINK, "id", ("against",), [(row, numbers.get(row, 0)) for row in due.values()])
    return {name for pair in due for name in pair[:2]}
