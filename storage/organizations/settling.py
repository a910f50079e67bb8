"""Names become organizations: those that something new is said of, and all that hang together with them, anew."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import NamedTuple

from sqlalchemy import Connection, delete, exists, func, select

from corpdb.resolution.clustering import Link, Ruling
from corpdb.resolution.decisions import Decided, find_verdict, list_corrections, make_rulings, pick_values
from corpdb.resolution.names import Name, dissect, make_alias_key, make_name_key
from corpdb.resolution.organizations import (
    LEAST_DOCUMENTS,
    Claim,
    Evidence,
    Kinship,
    Renaming,
    choose_kind,
    choose_name,
    group_names,
)
from corpdb.resolution.scoring import CLAIMS
from corpdb.storage.bulk import insert_rows, is_any_of, update_rows
from corpdb.storage.decisions.anchors import place_name_anchors
from corpdb.storage.decisions.reading import Decisions
from corpdb.storage.groups import NAMES, NO_HEIRS, keep_numbers, pass_numbers, read_neighbourhood, read_neighbours
from corpdb.storage.organizations.links import (
    NameRow,
    find_homonyms,
    link_new_names,
    read_names,
    refresh_claims,
    refresh_numbers,
)
from corpdb.storage.organizations.parents import settle_parents
from corpdb.storage.organizations.renamings import read_renamings
from corpdb.storage.organizations.sayings import Tally, write_tally
from corpdb.storage.tables import (
    ORGANIZATION,
    ORGANIZATION_ACTIVITY,
    ORGANIZATION_ALIAS,
    ORGANIZATION_IDENTIFIER,
    ORGANIZATION_LINK,
    ORGANIZATION_MENTION,
    ORGANIZATION_NAME,
    ORGANIZATION_SAYING,
    TELLING_PARTICIPANT,
)

UNSETTLED_AT_ONCE = 2_000
_NAME = ORGANIZATION_NAME.c
_SAYING = ORGANIZATION_SAYING.c
_LINK = ORGANIZATION_LINK.c
_DESCRIBED = ("name", "kind", "verdict")


@dataclass(slots=True)
class Settlement:
    """What came of settling: how many organizations are new, which lost all names, which are of another kind or owner.

    `tellings` are those whose participants are not what they were.
    """

    added: int = 0
    vacated: set[int] = field(default_factory=set[int])
    changed: set[int] = field(default_factory=set[int])
    tellings: set[int] = field(default_factory=set[int])


class _Saying(NamedTuple):
    name: int
    kind: str
    parent: int | None
    documents: int


@dataclass(frozen=True, slots=True)
class _Neighbourhood:
    """The names that something may have changed for, with all that bears on which are one."""

    names: dict[int, NameRow]
    sayings: dict[int, list[_Saying]]
    renamings: dict[int, list[Renaming]]
    decided: list[Decided[int]]


def settle_names(
    connection: Connection, tally: Tally, new: Collection[int], heirs: Mapping[int, int], decisions: Decisions
) -> Settlement:
    """Write what `tally` counts, and settle the names it is about; `new` are those that were not there before.

    `heirs` are the names that documents give instead of others: these pass their numbers on when they go.
    """
    return settle_touched(connection, note_sayings(connection, tally, new), decisions, heirs)


def note_sayings(connection: Connection, tally: Tally, new: Collection[int]) -> set[int]:
    """Write what `tally` counts, and what links the names `new`; give those for which something may have changed."""
    write_tally(connection, tally)
    link_new_names(connection, new)
    met = set(chain.from_iterable(tally.together.values()))
    named = read_names(connection, is_any_of(connection, _NAME.id, met)) if met else []
    keys = tally.alias_keys | {row.key for row in named}
    touched = tally.names | set(new) | refresh_claims(connection, keys, tally.together.values())
    return touched | refresh_numbers(connection, met)


def settle_unsettled(connection: Connection, decisions: Decisions) -> Settlement | None:
    """Settle names whose block is empty, as an upgrade leaves them: so many at once; None if there are none."""
    query = select(_NAME.id, _NAME.form, _NAME.sense, _NAME.scope).where(_NAME.block.is_(None))
    rows = connection.execute(query.order_by(_NAME.id).limit(UNSETTLED_AT_ONCE)).all()
    if not rows:
        return None
    names = {row: Name(*name) for row, *name in rows}
    keyed = [(row, make_name_key(name.form), dissect(name).block) for row, name in names.items()]
    update_rows(connection, ORGANIZATION_NAME, "id", ("key", "block"), keyed)
    alias = ORGANIZATION_ALIAS.c
    forms = connection.execute(select(alias.id, alias.name).where(is_any_of(connection, alias.name_id, names))).all()
    aliases = [(row, make_alias_key(form)) for row, form in forms]
    update_rows(connection, ORGANIZATION_ALIAS, "id", ("key",), aliases)
    link_new_names(connection, names)
    keys = {key for _, key in aliases if key} | {key for _, key, _ in keyed}
    touched = {*names, *refresh_claims(connection, keys, ()), *refresh_numbers(connection, names)}
    return settle_touched(connection, touched, decisions)


def drop_vacated(connection: Connection, settlement: Settlement) -> None:
    """Delete the organizations that have no name any more; their events must have been written anew."""
    if settlement.vacated:
        named = exists().where(_NAME.organization_id == ORGANIZATION.c.id)
        mine = is_any_of(connection, ORGANIZATION.c.id, settlement.vacated)
        connection.execute(delete(ORGANIZATION).where(mine, ~named))


def settle_touched(
    connection: Connection, touched: set[int], decisions: Decisions, heirs: Mapping[int, int] = NO_HEIRS
) -> Settlement:
    """Settle the names `touched`, for which something may have changed, and all that hang together with them."""
    settlement = Settlement()
    if not touched:
        return settlement
    forms = set[str]() if decisions.is_empty else _read_forms(connection, touched)
    unsaid = _find_unsaid(connection, touched)
    lost = {row.id for row in unsaid}
    children = decisions.find_children(lost)  # before the anchors that lead to them are emptied
    settlement.tellings |= decisions.find_dependent_tellings(lost)
    touched |= _drop_unsaid(connection, unsaid, heirs, settlement)
    anchored = place_name_anchors(connection, forms)
    near = _read_neighbourhood(connection, touched | anchored, decisions)
    groups = _group(connection, near)
    owners = _assign_numbers(connection, near, groups, settlement)
    moved = [row for row in near.names.values() if row.organization_id != owners[row.id]]
    rows = [(row.id, owners[row.id]) for row in moved]
    update_rows(connection, ORGANIZATION_NAME, "id", ("organization_id",), rows)
    left = {row.organization_id for row in near.names.values() if row.organization_id} - set(owners.values())
    settlement.vacated |= left
    shifted = {row.id for row in moved} | anchored
    turned = {row.id for row in near.names.values() if owners[row.id] in settlement.changed}
    related = set(owners.values()) | decisions.find_children(shifted) | (children - settlement.vacated)
    settlement.changed |= settle_parents(connection, related, turned.union(row.id for row in moved), decisions)
    settlement.tellings |= _find_tellings(
        connection, [row.id for row in moved if row.organization_id], settlement.changed
    )
    settlement.tellings |= decisions.find_dependent_tellings(shifted)
    return settlement


def _read_forms(connection: Connection, names: Collection[int]) -> set[str]:
    return set(connection.scalars(select(_NAME.form).where(is_any_of(connection, _NAME.id, names))))


def _find_unsaid(connection: Connection, touched: Collection[int]) -> list[NameRow]:
    """The names of which nothing is said any more."""
    said = exists().where(_SAYING.name_id == _NAME.id)
    return list(read_names(connection, is_any_of(connection, _NAME.id, touched) & ~said))


def _drop_unsaid(
    connection: Connection, gone: Sequence[NameRow], heirs: Mapping[int, int], settlement: Settlement
) -> set[int]:
    """Delete the names `gone`; give the names that this may change something for."""
    if not gone:
        return set()
    ids = {row.id for row in gone}
    owners = {row.organization_id for row in gone if row.organization_id}
    fellows = read_names(connection, is_any_of(connection, _NAME.organization_id, owners))
    near = {row.id for row in fellows} | read_neighbours(connection, NAMES, ids) | find_homonyms(connection, ids)
    homes = {row.id: row.organization_id for row in gone if row.organization_id}
    staying = {row.id: row.organization_id for row in fellows if row.organization_id and row.id not in ids}
    pass_numbers(connection, NAMES, homes, staying, {one: heir for one, heir in heirs.items() if heir not in ids})
    connection.execute(delete(ORGANIZATION_NAME).where(is_any_of(connection, _NAME.id, ids)))
    settlement.vacated |= owners - {row.organization_id for row in fellows if row.id not in ids}
    return near


def _read_neighbourhood(connection: Connection, touched: Collection[int], decisions: Decisions) -> _Neighbourhood:
    """The touched names and all that hang together with them by links, as the same name, by decisions, as one."""
    ids = read_neighbourhood(
        connection, NAMES, touched, lambda found: decisions.find_fellow_names(found) | find_homonyms(connection, found)
    )
    names = {row.id: row for row in read_names(connection, is_any_of(connection, _NAME.id, ids))}
    sayings: defaultdict[int, list[_Saying]] = defaultdict(list)
    query = select(_SAYING.name_id, _SAYING.kind, _SAYING.parent_name_id, _SAYING.documents)
    for row in connection.execute(query.where(is_any_of(connection, _SAYING.name_id, names))).all():
        sayings[row[0]].append(_Saying(*row))
    return _Neighbourhood(names, sayings, read_renamings(connection, names), decisions.read_names(names))


def _group(connection: Connection, near: _Neighbourhood) -> list[list[NameRow]]:
    """The groups of names that are one organization, in the order of their first names."""
    by_name = {row.name: row for row in near.names.values()}
    names = {row.id: row.name for row in near.names.values()}
    links, claims = _read_evidence(connection, names)
    kinships = [
        Kinship(names[said.name], names[said.parent], said.documents)
        for said in chain.from_iterable(near.sayings.values())
        if said.parent in names
    ]
    numbers = _read_register_numbers(connection, names) if len(names) > 1 else {}
    rulings = [
        Ruling(tuple(frozenset(names[row] for row in side) for side in ruling.sides))
        for ruling in make_rulings(near.decided, names.keys())
    ]
    documents = {name: sum(said.documents for said in near.sayings.get(row, ())) for row, name in names.items()}
    evidence = Evidence(list(by_name), links, claims, kinships if claims else (), numbers, rulings, documents)
    parts = group_names(evidence)
    return [[by_name[name] for name in group] for group in parts.groups]


def _read_evidence(connection: Connection, names: dict[int, Name]) -> tuple[list[Link[Name]], list[Claim]]:
    columns = (_LINK.one_id, _LINK.other_id, _LINK.reason, _LINK.score, _LINK.documents, _LINK.against)
    links: list[Link[Name]] = []
    claims: list[Claim] = []
    alike = _count_alike(connection, names)
    rows = connection.execute(select(*columns).where(is_any_of(connection, _LINK.one_id, names)))
    for one, other, reason, score, documents, against in rows:
        if reason in CLAIMS:
            shared = alike.get((one, dissect(names[other]).block), 0)
            claims.append(Claim(names[one], names[other], reason, score, documents, against, shared))
        else:
            links.append(Link(names[one], names[other], score))
    return links, claims


def _count_alike(connection: Connection, names: Collection[int]) -> dict[tuple[int, str], int]:
    """How many documents call each name by forms of one block, where no form alone has documents enough.

    A document that uses two of the forms counts once. A form with documents enough needs no others.
    """
    form, claimed = ORGANIZATION_NAME.alias("form"), [reason.value for reason in CLAIMS]
    counted = (
        select(_LINK.one_id, form.c.block)
        .join_from(ORGANIZATION_LINK, form, form.c.id == _LINK.other_id)
        .where(is_any_of(connection, _LINK.one_id, names), _LINK.reason.in_(claimed))
        .group_by(_LINK.one_id, form.c.block)
        .having(func.count() > 1, func.max(_LINK.documents) < max(LEAST_DOCUMENTS.values()))
        .subquery()
    )
    alias, mention = ORGANIZATION_ALIAS.c, ORGANIZATION_MENTION.c
    query = (
        select(counted.c.one_id, counted.c.block, func.count(mention.document_id.distinct()))
        .join_from(counted, form, form.c.block == counted.c.block)
        .join(ORGANIZATION_LINK, (_LINK.one_id == counted.c.one_id) & (_LINK.other_id == form.c.id))
        .join(ORGANIZATION_ALIAS, (alias.name_id == counted.c.one_id) & (alias.key == form.c.key))
        .join(ORGANIZATION_MENTION, (mention.name_id == alias.name_id) & (mention.quote == alias.name))
        .where(_LINK.reason.in_(claimed))
        .group_by(counted.c.one_id, counted.c.block)
    )
    return {(name, block): documents for name, block, documents in connection.execute(query)}


def _read_register_numbers(connection: Connection, names: dict[int, Name]) -> dict[Name, list[tuple[str, str]]]:
    columns = ORGANIZATION_IDENTIFIER.c
    query = select(columns.name_id, columns.scheme, columns.value).distinct()
    found: defaultdict[Name, list[tuple[str, str]]] = defaultdict(list)
    for name, scheme, value in connection.execute(query.where(is_any_of(connection, columns.name_id, names))):
        found[names[name]].append((scheme, value))
    return found


def _assign_numbers(
    connection: Connection, near: _Neighbourhood, groups: list[list[NameRow]], settlement: Settlement
) -> dict[int, int]:
    """Number the groups, and give the number of each name.

    What each organization is called and is follows from what is said of its names, and is written.
    """
    kept = keep_numbers(connection, NAMES, [[row.id for row in group] for group in groups])
    columns = ORGANIZATION.c
    described = (columns[name] for name in _DESCRIBED)
    query = select(columns.id, *described).where(is_any_of(connection, columns.id, kept.numbers))
    stored: dict[int, tuple[str, ...]] = {row: tuple(values) for row, *values in connection.execute(query).all()}
    new: list[tuple[object, ...]] = []
    changed: list[tuple[int, str, str, str]] = []
    for number, group in zip(kept.numbers, groups, strict=True):
        chosen = _describe(group, near)
        if number not in stored:
            new.append((number, *chosen))
        elif stored[number] != chosen:
            changed.append((number, *chosen))
            if stored[number][1:] != chosen[1:]:
                settlement.changed.add(number)
    insert_rows(connection, ORGANIZATION, ("id", *_DESCRIBED), new)
    update_rows(connection, ORGANIZATION, "id", _DESCRIBED, changed)
    kinds = [(number, kind) for number, _, kind, _ in changed if kind != stored[number][1]]
    update_rows(connection, ORGANIZATION_ACTIVITY, "organization_id", ("kind",), kinds)
    settlement.added += len(kept.fresh)
    return {row.id: number for number, group in zip(kept.numbers, groups, strict=True) for row in group}


def _describe(group: Collection[NameRow], near: _Neighbourhood) -> tuple[str, str, str]:
    """The name and the kind of the organization that a group of names is, and what people say of it."""
    said = [(row.form, said.kind, said.documents) for row in group for said in near.sayings.get(row.id, ())]
    ids = {row.id for row in group}
    renamings = [one for row in group for one in near.renamings.get(row.id, ())]
    return *describe(said, list_corrections(near.decided, ids), renamings), find_verdict(near.decided, ids).value


def describe(
    said: Iterable[tuple[str, str, int]], corrections: Iterable[Decided[int]], renamings: Collection[Renaming]
) -> tuple[str, str]:
    """The name and the kind of an organization: as people have set them, or else as documents say.

    `said` are forms and kinds with how many documents give both; `corrections` come oldest first.
    """
    kinds: defaultdict[str, int] = defaultdict(int)
    forms: defaultdict[str, int] = defaultdict(int)
    for form, kind, documents in said:
        kinds[kind] += documents
        forms[form] += documents
    decided = {name: one.value for name, one in pick_values(corrections).items() if one.value}
    return decided.get("name") or choose_name(forms, renamings), decided.get("kind") or choose_kind(kinds)


def _find_tellings(connection: Connection, names: Collection[int], organizations: Collection[int]) -> set[int]:
    """The tellings in which one of `names` takes part, or one that belongs to one of `organizations`."""
    part = TELLING_PARTICIPANT.c
    query = select(part.telling_id)
    found = set[int]()
    if names:
        found |= set(connection.scalars(query.where(is_any_of(connection, part.name_id, names))))
    if organizations:
        named = query.join_from(TELLING_PARTICIPANT, ORGANIZATION_NAME, _NAME.id == part.name_id)
        found |= set(connection.scalars(named.where(is_any_of(connection, _NAME.organization_id, organizations))))
    return found
