"""Tellings become events: those that are new or told otherwise, and all that hang together with them, anew."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from operator import attrgetter
from typing import NamedTuple

from sqlalchemy import Connection, delete, exists, select

from corpdb.resolution.clustering import Ruling
from corpdb.resolution.decisions import make_rulings
from corpdb.resolution.events.joining import Comparer, Link, join_tellings, separate_tellings
from corpdb.storage.bulk import is_any_of
from corpdb.storage.decisions.reading import Decisions
from corpdb.storage.events.activity import Activity, count_activity, write_activity
from corpdb.storage.events.matching import match_tellings
from corpdb.storage.events.tellings import Recount, read_tellings
from corpdb.storage.groups import NO_HEIRS, TELLINGS, keep_numbers, pass_numbers, read_neighbourhood, read_neighbours
from corpdb.storage.tables import EVENT, MENTION, TELLING, TELLING_LINK

_TELLING = TELLING.c
_LINK = TELLING_LINK.c


class Node(NamedTuple):
    """A telling's row, as far as joining needs it."""

    id: int
    key: str
    type: str
    event_id: int | None


class Occurrence(NamedTuple):
    """An event whose values may be others than before: its number, its type, its tellings.

    `is_retyped` is whether it was of another type before.
    """

    id: int
    type: str
    is_new: bool
    tellings: tuple[int, ...]
    is_retyped: bool = False


@dataclass(slots=True)
class Gathering:
    """What came of joining: the events to be written, the tellings that move to one, the events that lost them all.

    `added` is how many events are new, `bereft` are those that had a telling which no document tells any more.
    """

    events: list[Occurrence] = field(default_factory=list[Occurrence])
    moved: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])
    vacated: set[int] = field(default_factory=set[int])
    bereft: list[int] = field(default_factory=list[int])
    added: int = 0


def gather_tellings(
    connection: Connection,
    recount: Recount,
    changed: Collection[int],
    decisions: Decisions,
    heirs: Mapping[int, int] = NO_HEIRS,
) -> Gathering:
    """Join what a batch tells, and the tellings `changed`, in which those who take part are not who they were.

    `heirs` are what is told instead of tellings that are not told any more: these pass their numbers on.
    """
    gathering = Gathering()
    stale = recount.new | set(changed)
    near = read_neighbours(connection, TELLINGS, stale)
    matched = set(changed) if decisions.are_settled else stale  # what a decision parts has been told before
    comparer = match_tellings(connection, stale - matched, matched)
    near |= stale | recount.beside | set(heirs.values()) | _drop_untold(connection, recount.untold, heirs, gathering)
    found = read_neighbourhood(connection, TELLINGS, near - recount.untold, decisions.find_fellow_tellings)
    nodes = _read_nodes(connection, found)
    is_known = decisions.are_settled  # else it was decided that what is one event is one
    homes = {node.key: node.event_id for row, node in nodes.items() if is_known and node.event_id and row not in stale}
    groups = _group(connection, nodes, comparer, homes, decisions)
    rewritten = (recount.retold | stale) - recount.untold
    _assign_numbers(connection, groups, rewritten, gathering)
    gathering.events += _read_events(connection, rewritten - nodes.keys())
    return gathering


def read_gathering(connection: Connection, tellings: Collection[int]) -> Gathering:
    """The events that `tellings` are of, to be written anew as they are."""
    return Gathering(_read_events(connection, tellings))


def drop_vacated_events(connection: Connection, events: Collection[int]) -> None:
    """Delete those of `events` of which nothing is told any more."""
    if not events:
        return
    told = exists().where(_TELLING.event_id == EVENT.c.id)
    query = select(EVENT.c.id).where(is_any_of(connection, EVENT.c.id, events), ~told)
    vacated = connection.scalars(query).all()
    write_activity(connection, count_activity(connection, vacated), Activity())
    connection.execute(delete(EVENT).where(is_any_of(connection, EVENT.c.id, vacated)))


def _drop_untold(
    connection: Connection, untold: Collection[int], heirs: Mapping[int, int], gathering: Gathering
) -> set[int]:
    """Delete the tellings that no document tells any more; give those that this may change something for."""
    if not untold:
        return set()
    query = select(_TELLING.id, _TELLING.event_id).where(is_any_of(connection, _TELLING.id, untold))
    homes: dict[int, int] = dict(connection.execute(query).all())
    query = select(_TELLING.id, _TELLING.event_id)
    rows = connection.execute(query.where(is_any_of(connection, _TELLING.event_id, set(homes.values())))).all()
    fellows = {row: event for row, event in rows if row not in homes}
    near = set(fellows) | read_neighbours(connection, TELLINGS, untold)
    pass_numbers(connection, TELLINGS, homes, fellows, heirs)
    connection.execute(delete(TELLING).where(is_any_of(connection, _TELLING.id, untold)))
    gathering.bereft += homes.values()
    return near - set(untold)


def _read_nodes(connection: Connection, ids: Collection[int]) -> dict[int, Node]:
    columns = (_TELLING.id, _TELLING.key, _TELLING.type, _TELLING.event_id)
    rows = connection.execute(select(*columns).where(is_any_of(connection, _TELLING.id, ids)))
    return {row[0]: Node(*row) for row in rows}


def _group(
    connection: Connection,
    nodes: Mapping[int, Node],
    comparer: Comparer,
    homes: Mapping[str, int],
    decisions: Decisions,
) -> list[list[Node]]:
    """The groups of tellings that are one event."""
    by_key = {node.key: node for node in nodes.values()}
    links = _read_links(connection, nodes)
    rulings = [
        Ruling(tuple(frozenset(nodes[row].key for row in side) for side in ruling.sides))
        for ruling in make_rulings(decisions.read_tellings(nodes), nodes.keys())
    ]
    linked = {by_key[key].id for link in links for key in (link.one, link.other)}
    linked |= {by_key[key].id for ruling in rulings for side in ruling.sides for key in side}
    if not linked:
        return [[node] for node in nodes.values()]
    unread = {row for row in linked if nodes[row].key not in comparer.tellings}
    comparer.tellings.update((row.key, row.telling) for row in read_tellings(connection, unread).values())
    told: defaultdict[str, set[int]] = defaultdict(set)
    columns = MENTION.c
    query = select(columns.telling_id, columns.document_id).where(columns.rank == 1)
    for row, document in connection.execute(query.where(is_any_of(connection, columns.telling_id, linked))).all():
        told[nodes[row].key].add(document)
    documents = {key: frozenset(found) for key, found in told.items()}
    kept, apart = separate_tellings(comparer, documents, links, homes, rulings)
    return [[by_key[key] for key in group] for group in join_tellings(sorted(by_key), kept, apart, rulings)]


def _read_links(connection: Connection, nodes: Mapping[int, Node]) -> list[Link]:
    query = select(_LINK.one_id, _LINK.other_id, _LINK.score).where(is_any_of(connection, _LINK.one_id, nodes))
    return [Link(nodes[one].key, nodes[other].key, score) for one, other, score in connection.execute(query).all()]


def _assign_numbers(
    connection: Connection, groups: Iterable[list[Node]], rewritten: AbstractSet[int], gathering: Gathering
) -> None:
    """Number the groups; those that are not what they were, or have a telling of `rewritten`, are to be written."""
    groups = sorted(sorted(group, key=attrgetter("id")) for group in groups)
    kept = keep_numbers(connection, TELLINGS, [[node.id for node in group] for group in groups])
    types = select(EVENT.c.id, EVENT.c.type).where(is_any_of(connection, EVENT.c.id, kept.numbers))
    stored: dict[int, str] = dict(connection.execute(types).all())
    before: Counter[int | None] = Counter(node.event_id for group in groups for node in group)
    before.update(gathering.bereft)
    for event, group in zip(kept.numbers, groups, strict=True):
        ids = tuple(node.id for node in group)
        moved = [(node.id, event) for node in group if node.event_id != event]
        gathering.moved += moved
        if moved or before[event] != len(ids) or not rewritten.isdisjoint(ids):
            kind = group[0].type
            retyped = stored.get(event, kind) != kind
            gathering.events.append(Occurrence(event, kind, event not in stored, ids, retyped))
    gathering.added += len(kept.fresh)
    gathering.vacated |= {event for event in before if event} - set(kept.numbers)


def _read_events(connection: Connection, tellings: Collection[int]) -> list[Occurrence]:
    """The events that `tellings` are of, as they are."""
    if not tellings:
        return []
    own = select(_TELLING.event_id).where(is_any_of(connection, _TELLING.id, tellings))
    query = select(_TELLING.event_id, _TELLING.type, _TELLING.id).where(_TELLING.event_id.in_(own))
    found: defaultdict[tuple[int, str], list[int]] = defaultdict(list)
    for event, event_type, row in connection.execute(query):
        found[event, event_type].append(row)
    return [Occurrence(*event, is_new=False, tellings=tuple(sorted(rows))) for event, rows in found.items()]
