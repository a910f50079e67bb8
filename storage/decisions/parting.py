"""Documents that say the very same share a telling; where a decision parts them, those that leave have their own.

So have those that mean another organization by the same name. The key of such a telling is that of what is said, with
the keys of the decisions behind it: `KEY/DECISION`. So it depends on documents and decisions alone, and what it was
before stands in it.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping
from itertools import chain

from sqlalchemy import Connection, and_, delete, func, literal, select, update

from corpdb.models.vocabulary import DecisionAction
from corpdb.resolution.events.telling import part_key
from corpdb.resolution.names import list_parting
from corpdb.storage.bulk import is_any_of, replace_rows, reserve_ids, update_rows
from corpdb.storage.decisions.anchors import Place
from corpdb.storage.decisions.reading import IN_FORCE
from corpdb.storage.events.tellings import Recount
from corpdb.storage.groups import NO_HEIRS
from corpdb.storage.tables import (
    DECISION,
    DECISION_ANCHOR,
    MENTION,
    MENTION_PARTICIPANT,
    ORGANIZATION_NAME,
    TELLING,
    TELLING_PARTICIPANT,
)

_ANCHOR, _TELLING, _MENTION = DECISION_ANCHOR.c, TELLING.c, MENTION.c


def part_tellings(
    connection: Connection, recount: Recount, places: Collection[Place], heirs: Mapping[int, int] = NO_HEIRS
) -> tuple[Recount, Mapping[int, int]]:
    """Give what documents tell at `places` its own telling where a decision parts them; take back what none does.

    What comes out is `recount` and `heirs` with what has changed; all tellings of `places` are to be looked at.
    """
    touched = {telling for _, telling in places}
    if not touched:
        return recount, heirs
    wanted = _make_keys(connection, places)
    keys = dict(
        connection.execute(select(_TELLING.id, _TELLING.key).where(is_any_of(connection, _TELLING.id, touched))).all()
    )
    moves = {place: key for place, key in wanted.items() if keys[place[1]] != key}
    goals = _move(connection, moves)
    moved = set(goals.values())
    counts = _count(connection, touched | moved | recount.untold)
    unborn = _drop_unborn(connection, [row for row, documents in counts.items() if not documents])
    untold = {row for row, documents in counts.items() if not documents} - unborn
    parted = Recount(
        recount.rows,
        retold=(recount.retold | touched | moved) - unborn,
        new=(recount.new | moved) - unborn - untold,
        untold=untold,
        beside=(recount.beside | touched | moved) - unborn - untold,
    )
    homes = {place[1]: goal for place, goal in goals.items() if place[1] in unborn}
    return parted, {one: homes.get(heir, heir) for one, heir in heirs.items() if one in untold}


def _make_keys(connection: Connection, places: Collection[Place]) -> dict[Place, str]:
    """The key that the telling of each of `places` that is still there should have."""
    documents, tellings = {place[0] for place in places}, {place[1] for place in places}
    query = select(_MENTION.document_id, _MENTION.telling_id, _TELLING.key).join_from(
        MENTION, TELLING, _TELLING.id == _MENTION.telling_id
    )
    condition = is_any_of(connection, _MENTION.document_id, documents) & is_any_of(connection, _TELLING.id, tellings)
    told = {(document, row): key for document, row, key in connection.execute(query.where(condition))}
    parted = _read_parted_names(connection, told)
    query = (
        select(_ANCHOR.document_id, _ANCHOR.telling_id, DECISION.c.key)
        .join_from(DECISION_ANCHOR, DECISION, DECISION.c.id == _ANCHOR.decision_id)
        .where(is_any_of(connection, _ANCHOR.telling_id, tellings), _ANCHOR.side > 1, IN_FORCE)
        .where(DECISION.c.action == DecisionAction.SPLIT.value, DECISION.c.subject == "event")
    )
    for document, row, key in connection.execute(query):
        parted[document, row].add(key)
    return {place: part_key(key, parted[place]) for place, key in told.items() if place in places}


def _read_parted_names(connection: Connection, places: Collection[Place]) -> defaultdict[Place, set[str]]:
    """The decisions by which documents mean others by the names of those who take part at `places`."""
    part = MENTION_PARTICIPANT.c
    query = (
        select(_MENTION.document_id, _MENTION.telling_id, ORGANIZATION_NAME.c.scope)
        .join_from(MENTION_PARTICIPANT, MENTION, _MENTION.id == part.mention_id)
        .join(ORGANIZATION_NAME, ORGANIZATION_NAME.c.id == part.name_id)
        .where(is_any_of(connection, _MENTION.telling_id, {telling for _, telling in places}))
        .where(is_any_of(connection, _MENTION.document_id, {document for document, _ in places}))
    )
    found: defaultdict[Place, set[str]] = defaultdict(set)
    for document, telling, scope in connection.execute(query):
        found[document, telling].update(list_parting(scope))
    return found


def _move(connection: Connection, moves: Mapping[Place, str]) -> dict[Place, int]:
    """Let the mentions at each place be of the telling of that key; give that telling for each place."""
    if not moves:
        return {}
    _rename_whole(connection, moves)
    query = select(_TELLING.key, _TELLING.id).where(is_any_of(connection, _TELLING.key, set(moves.values())))
    rows: dict[str, int] = dict(connection.execute(query).all())
    missing = {key: telling for (_, telling), key in sorted(moves.items()) if key not in rows}
    rows |= _copy(connection, missing)
    for (document, telling), key in sorted(moves.items()):
        for columns in (_MENTION, _ANCHOR):
            is_mine = and_(columns.document_id == document, columns.telling_id == telling)
            connection.execute(update(columns.telling_id.table).where(is_mine).values(telling_id=rows[key]))
    _cast(connection, set(rows.values()))
    return {place: rows[key] for place, key in moves.items()}


def _rename_whole(connection: Connection, moves: Mapping[Place, str]) -> None:
    """Where all documents of a telling go to one key that none has, it is that telling which has the key now."""
    tellings = {telling for _, telling in moves}
    counts = _count(connection, tellings)
    goals: defaultdict[int, list[str]] = defaultdict(list)
    for (_, telling), key in moves.items():
        goals[telling].append(key)
    query = select(_TELLING.key).where(is_any_of(connection, _TELLING.key, set(moves.values())))
    taken = set(connection.scalars(query))
    for telling, keys in sorted(goals.items()):
        if len(keys) == counts[telling] and len(set(keys)) == 1 and keys[0] not in taken:
            taken.add(keys[0])
            connection.execute(update(TELLING).where(_TELLING.id == telling).values(key=keys[0]))


def _copy(connection: Connection, wanted: Mapping[str, int]) -> dict[str, int]:
    """New tellings of those keys that say what the given ones say; nothing is known of their event yet."""
    rows = dict(zip(wanted, reserve_ids(connection, TELLING, len(wanted)), strict=True)) if wanted else {}
    said = [column.name for column in TELLING.columns if column.name not in {"id", "key", "event_id", "documents"}]
    for key, row in rows.items():
        source = select(*(literal(value) for value in (row, key, 0)), *(_TELLING[name] for name in said)).where(
            _TELLING.id == wanted[key]
        )
        connection.execute(TELLING.insert().from_select(["id", "key", "documents", *said], source))
    return rows


def _cast(connection: Connection, tellings: Collection[int]) -> None:
    """Let those take part by `tellings` who do so by their documents."""
    part = MENTION_PARTICIPANT.c
    query = (
        select(_MENTION.telling_id, part.role, part.name_id, part.person_id, _MENTION.document_id)
        .join_from(MENTION_PARTICIPANT, MENTION, _MENTION.id == part.mention_id)
        .where(is_any_of(connection, _MENTION.telling_id, tellings))
        .order_by(_MENTION.telling_id, _MENTION.document_id, part.id)
    )
    parts: dict[int, tuple[int, list[tuple[object, ...]]]] = {}
    for telling, *own, document in connection.execute(query):
        first, rows = parts.setdefault(telling, (document, []))
        if document == first:
            rows.append((telling, *own))
    columns = ("telling_id", "role", "name_id", "person_id")
    replace_rows(
        connection, TELLING_PARTICIPANT, tellings, columns, chain.from_iterable(rows for _, rows in parts.values())
    )


def _count(connection: Connection, tellings: Collection[int]) -> Counter[int]:
    """Count the documents of each of `tellings` anew."""
    number = func.count(_MENTION.document_id.distinct())
    query = select(_MENTION.telling_id, number).group_by(_MENTION.telling_id)
    told = dict(connection.execute(query.where(is_any_of(connection, _MENTION.telling_id, tellings))).all())
    stored = connection.execute(
        select(_TELLING.id, _TELLING.documents).where(is_any_of(connection, _TELLING.id, tellings))
    )
    counts = {row: (documents, told.get(row, 0)) for row, documents in stored}
    update_rows(
        connection, TELLING, "id", ("documents",), [(row, now) for row, (was, now) in counts.items() if was != now]
    )
    return Counter({row: now for row, (_, now) in counts.items()})


def _drop_unborn(connection: Connection, rows: Collection[int]) -> set[int]:
    """Delete those of `rows` that have never been of an event; give which."""
    if not rows:
        return set()
    unborn = set(
        connection.scalars(
            select(_TELLING.id).where(is_any_of(connection, _TELLING.id, rows), _TELLING.event_id.is_(None))
        )
    )
    connection.execute(delete(TELLING).where(is_any_of(connection, _TELLING.id, unborn)))
    return unborn
