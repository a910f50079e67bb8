"""Tellings become events: those that are new or told otherwise, and all that hang together with them, anew."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import chain
from operator import attrgetter
from typing import NamedTuple

from sqlalchemy import Connection, delete, exists, select

from corpdb.resolution.clustering import Ruling
from corpdb.resolution.decisions import make_rulings
from corpdb.resolution.events.joining import Link, join_tellings, separate_tellings
from corpdb.resolution.inheriting import pass_numbers
from corpdb.storage.bulk import insert_rows, is_any_of, reserve_ids, update_rows
from corpdb.storage.decisions.reading import Decisions
from corpdb.storage.matching import match_tellings, read_neighbours
from corpdb.storage.tables import EVENT, EVENT_NUMBER, MENTION, TELLING, TELLING_LINK
from corpdb.storage.tellings import Recount, read_tellings

_TELLING = TELLING.c
_LINK = TELLING_LINK.c
_NUMBER = EVENT_NUMBER.c
NO_HEIRS: Mapping[int, int] = {}


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
    near = read_neighbours(connection, stale)
    match_tellings(connection, stale)
    near |= stale | recount.beside | set(heirs.values()) | _drop_untold(connection, recount.untold, heirs, gathering)
    nodes = _read_neighbourhood(connection, near - recount.untold, decisions)
    groups = _group(connection, nodes, decisions)
    rewritten = (recount.retold | stale) - recount.untold
    _assign_numbers(connection, groups, rewritten, gathering)
    gathering.events += _read_events(connection, rewritten - nodes.keys())
    return gathering


def read_gathering(connection: Connection, tellings: Collection[int]) -> Gathering:
    """The events that `tellings` are of, to be written anew as they are."""
    return Gathering(_read_events(connection, tellings))


def drop_vacated_events(connection: Connection, events: Collection[int]) -> None:
    """Delete those of `events` of which nothing is told any more."""
    if events:
        told = exists().where(_TELLING.event_id == EVENT.c.id)
        connection.execute(delete(EVENT).where(is_any_of(connection, EVENT.c.id, events), ~told))


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
    near = set(fellows) | read_neighbours(connection, untold)
    numbers = connection.execute(
        select(_NUMBER.id, _NUMBER.telling_id).where(is_any_of(connection, _NUMBER.telling_id, untold))
    )
    passed = pass_numbers(((number, row) for number, row in numbers), homes, fellows, heirs)
    update_rows(connection, EVENT_NUMBER, "id", ("telling_id",), passed)
    connection.execute(delete(TELLING).where(is_any_of(connection, _TELLING.id, untold)))
    gathering.bereft += homes.values()
    return near - set(untold)


def _read_neighbourhood(connection: Connection, touched: Collection[int], decisions: Decisions) -> dict[int, Node]:
    """The touched tellings and all that hang together with them by links, by decisions or as one event."""
    nodes: dict[int, Node] = {}
    frontier = set(touched)
    columns = (_TELLING.id, _TELLING.key, _TELLING.type, _TELLING.event_id)
    while frontier:
        found = list(connection.execute(select(*columns).where(is_any_of(connection, _TELLING.id, frontier))))
        events = {row[3] for row in found if row[3]}
        if events:
            found += connection.execute(select(*columns).where(is_any_of(connection, _TELLING.event_id, events)))
        fresh = {row[0]: Node(*row) for row in found if row[0] not in nodes}
        nodes |= fresh
        frontier = (read_neighbours(connection, fresh) | decisions.find_fellow_tellings(fresh)) - nodes.keys()
    return nodes


def _group(connection: Connection, nodes: Mapping[int, Node], decisions: Decisions) -> list[list[Node]]:
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
    tellings = {row.key: row.telling for row in read_tellings(connection, linked).values()}
    told: defaultdict[str, set[int]] = defaultdict(set)
    columns = MENTION.c
    query = select(columns.telling_id, columns.document_id).where(columns.rank == 1)
    for row, document in connection.execute(query.where(is_any_of(connection, columns.telling_id, linked))):
        told[nodes[row].key].add(document)
    documents = {key: frozenset(found) for key, found in told.items()}
    kept, apart = separate_tellings(tellings, documents, links, rulings)
    return [[by_key[key] for key in group] for group in join_tellings(sorted(by_key), kept, apart, rulings)]


def _read_links(connection: Connection, nodes: Mapping[int, Node]) -> list[Link]:
    query = select(_LINK.one_id, _LINK.other_id, _LINK.score, _LINK.reason)
    rows = connection.execute(query.where(is_any_of(connection, _LINK.one_id, nodes)))
    return sorted(
        (Link(nodes[one].key, nodes[other].key, score, reason) for one, other, score, reason in rows),
        key=lambda link: (link.one, link.other),
    )


def _assign_numbers(
    connection: Connection, groups: Iterable[list[Node]], rewritten: AbstractSet[int], gathering: Gathering
) -> None:
    """Give each group the smallest number that stays with one of its tellings, or a new one.

    The groups that are not what they were, or have a telling of `rewritten`, are to be written.
    """
    groups = sorted(sorted(group, key=attrgetter("id")) for group in groups)
    numbers = _read_numbers(connection, [node.id for group in groups for node in group])
    held = [sorted(chain.from_iterable(numbers.get(node.id, ()) for node in group)) for group in groups]
    fresh = reserve_ids(connection, EVENT, sum(not own for own in held))
    own = [known[0] if known else next(fresh) for known in held]
    types = select(EVENT.c.id, EVENT.c.type).where(is_any_of(connection, EVENT.c.id, own))
    stored: dict[int, str] = dict(connection.execute(types).all())
    before: Counter[int | None] = Counter(node.event_id for group in groups for node in group)
    before.update(gathering.bereft)
    for event, group in zip(own, groups, strict=True):
        ids = tuple(node.id for node in group)
        moved = [(node.id, event) for node in group if node.event_id != event]
        gathering.moved += moved
        if moved or before[event] != len(ids) or not rewritten.isdisjoint(ids):
            kind = group[0].type
            retyped = stored.get(event, kind) != kind
            gathering.events.append(Occurrence(event, kind, event not in stored, ids, retyped))
    anchors = [(event, group[0].id) for event, known, group in zip(own, held, groups, strict=True) if not known]
    insert_rows(connection, EVENT_NUMBER, ("id", "telling_id"), anchors)
    gathering.added += len(anchors)
    gathering.vacated |= {event for event in before if event} - set(own)


def _read_numbers(connection: Connection, tellings: Collection[int]) -> dict[int, list[int]]:
    numbers: defaultdict[int, list[int]] = defaultdict(list)
    query = select(_NUMBER.telling_id, _NUMBER.id).where(is_any_of(connection, _NUMBER.telling_id, tellings))
    for row, number in connection.execute(query):
        numbers[row].append(number)
    return numbers


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
