"""One name that means two organizations: where a decision says so, single documents mean another one by it.

The name that they give then has the keys of the decisions in its scope: so it depends on documents and decisions alone,
and what it was before stands in it.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import Column, Connection, select

from corpdb.models.vocabulary import DecisionAction
from corpdb.resolution.names import Name, dissect, make_name_key, part_scope, strip_countries, strip_parting
from corpdb.storage.bulk import insert_rows, is_any_of, reserve_ids, update_rows
from corpdb.storage.decisions.reading import IN_FORCE
from corpdb.storage.organizations.sayings import Naming, read_namings
from corpdb.storage.tables import (
    DECISION,
    DECISION_ANCHOR,
    MENTION,
    MENTION_PARTICIPANT,
    ORGANIZATION_IDENTIFIER,
    ORGANIZATION_MENTION,
    ORGANIZATION_NAME,
    ORGANIZATION_RENAMING,
)

_ANCHOR, _NAME, _MENTION = DECISION_ANCHOR.c, ORGANIZATION_NAME.c, MENTION.c
Use = tuple[int, int]
"""A document and a name that it gives: their numbers."""


@dataclass(frozen=True, slots=True)
class Renaming:
    """The names that documents give now in the place of others, and which of them were not there before.

    `before` and `now` are what the documents said of names and what they say; `places` are what they tell, by document,
    of which those who take part have other names now.
    """

    names: Mapping[Use, int] = field(default_factory=dict[Use, int])
    texts: Mapping[int, Name] = field(default_factory=dict[int, Name])
    new: Collection[int] = ()
    before: Collection[Naming] = ()
    now: Collection[Naming] = ()
    places: Collection[tuple[int, int]] = ()


def part_names(connection: Connection, documents: Collection[int]) -> Renaming:
    """Let `documents` give the names that decisions say they mean, and take back what none says any more."""
    moves = _list_moves(connection, documents)
    if not moves:
        return Renaming()
    touched = {document for document, _ in moves}
    before = read_namings(connection, touched)
    rows, new = _place_names(connection, set(moves.values()))
    names = {use: rows[name] for use, name in moves.items()}
    for table in (ORGANIZATION_MENTION, ORGANIZATION_IDENTIFIER, ORGANIZATION_RENAMING):
        _rename(connection, table.c.name_id, names, touched)
    _rename(connection, ORGANIZATION_MENTION.c.parent_name_id, names, touched)
    places = _rename_participants(connection, names, touched)
    now = read_namings(connection, touched)
    return Renaming(names, {row: name for name, row in rows.items()}, new, before, now, places)


def _list_moves(connection: Connection, documents: Collection[int]) -> dict[Use, Name]:
    """The uses of names in `documents` that are not what decisions say, each with the name that it should be of."""
    if not documents:
        return {}
    query = (
        select(_ANCHOR.document_id, _ANCHOR.form, _ANCHOR.sense, _ANCHOR.scope, DECISION.c.key)
        .join_from(DECISION_ANCHOR, DECISION, DECISION.c.id == _ANCHOR.decision_id)
        .where(is_any_of(connection, _ANCHOR.document_id, documents), _ANCHOR.form.is_not(None), _ANCHOR.side > 1)
        .where(DECISION.c.action == DecisionAction.SPLIT.value, IN_FORCE)
    )
    parted: defaultdict[tuple[int, Name], set[str]] = defaultdict(set)
    for document, form, sense, scope, key in connection.execute(query):
        parted[document, Name(form, sense, strip_countries(scope))].add(key)
    place = ORGANIZATION_MENTION.c
    query = (
        select(place.document_id, _NAME.id, _NAME.form, _NAME.sense, _NAME.scope)
        .join_from(ORGANIZATION_MENTION, ORGANIZATION_NAME, _NAME.id == place.name_id)
        .where(is_any_of(connection, place.document_id, documents))
        .distinct()
    )
    moves: dict[Use, Name] = {}
    for document, row, form, sense, scope in connection.execute(query):
        whole = Name(form, sense, strip_parting(scope))
        bare = whole._replace(scope=strip_countries(scope))
        wanted = whole._replace(scope=part_scope(scope, parted.get((document, bare), ())))
        if wanted.scope != scope:
            moves[document, row] = wanted
    return moves


def _place_names(connection: Connection, wanted: Collection[Name]) -> tuple[dict[Name, int], set[int]]:
    """Find or make the rows of those names; give all of them, and which are new."""
    query = select(_NAME.form, _NAME.sense, _NAME.scope, _NAME.id)
    rows = connection.execute(query.where(is_any_of(connection, _NAME.form, {name.form for name in wanted})))
    known = {name: row for *parts, row in rows if (name := Name(*parts)) in wanted}
    missing = sorted(name for name in wanted if name not in known)
    fresh = dict(zip(missing, reserve_ids(connection, ORGANIZATION_NAME, len(missing)), strict=True)) if missing else {}
    made = [(row, *name, make_name_key(name.form), dissect(name).block) for name, row in fresh.items()]
    insert_rows(connection, ORGANIZATION_NAME, ("id", "form", "sense", "scope", "key", "block"), made)
    return known | fresh, set(fresh.values())


def _rename(connection: Connection, column: Column[int], names: Mapping[Use, int], documents: Iterable[int]) -> None:
    """Let `column` lead to the names that documents give now."""
    table = column.table
    query = select(table.c.id, table.c.document_id, column).where(is_any_of(connection, table.c.document_id, documents))
    rows = [
        (row, names[document, name]) for row, document, name in connection.execute(query) if (document, name) in names
    ]
    update_rows(connection, table, "id", (column.name,), rows)


def _rename_participants(
    connection: Connection, names: Mapping[Use, int], documents: Iterable[int]
) -> set[tuple[int, int]]:
    """Let those who take part have the names that documents give now; give the documents, each with what it tells."""
    part = MENTION_PARTICIPANT.c
    query = (
        select(part.id, _MENTION.document_id, part.name_id, _MENTION.telling_id)
        .join_from(MENTION_PARTICIPANT, MENTION, _MENTION.id == part.mention_id)
        .where(is_any_of(connection, _MENTION.document_id, documents), part.name_id.is_not(None))
    )
    found = [(row, (document, name), telling) for row, document, name, telling in connection.execute(query)]
    moved = [(row, use, telling) for row, use, telling in found if use in names]
    update_rows(connection, MENTION_PARTICIPANT, "id", ("name_id",), [(row, names[use]) for row, use, _ in moved])
    return {(use[0], telling) for _, use, telling in moved}
