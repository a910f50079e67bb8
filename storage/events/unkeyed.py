"""Tellings that an upgrade has made of the mentions there were get the keys of what they say."""

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import replace
from itertools import count
from operator import attrgetter

from sqlalchemy import Connection, delete, select

from corpdb.models.vocabulary import Role
from corpdb.resolution.events.telling import Party, make_telling_key, share_telling
from corpdb.storage.bulk import is_any_of, update_rows
from corpdb.storage.dates import make_day_columns
from corpdb.storage.events.accounts import read_records
from corpdb.storage.events.tellings import Recount
from corpdb.storage.tables import (
    DECISION_ANCHOR,
    DOCUMENT,
    EVENT_NUMBER,
    MENTION,
    ORGANIZATION_NAME,
    PERSON,
    TELLING,
    TELLING_PARTICIPANT,
)

EVENTS_AT_ONCE = 1_000
_TELLING = TELLING.c


def key_tellings(connection: Connection) -> tuple[Recount, list[int]] | None:
    """Key the tellings of so many events, each of one document; those that say the same become one.

    What comes out is what is told now, and the events, some of which may have no telling left; None if there were none.
    """
    unkeyed = select(_TELLING.event_id).where(_TELLING.key.is_(None)).distinct()
    events = list(connection.scalars(unkeyed.order_by(_TELLING.event_id).limit(EVENTS_AT_ONCE)))
    if not events:
        return None
    query = select(_TELLING.id).where(_TELLING.key.is_(None), is_any_of(connection, _TELLING.event_id, events))
    rows = list(connection.scalars(query.order_by(_TELLING.id)))
    keys = _make_keys(connection, rows)
    columns = (_TELLING.key, _TELLING.id)
    known: dict[str, int] = dict(
        connection.execute(select(*columns).where(is_any_of(connection, _TELLING.key, set(keys.values())))).all()
    )
    found = set(known.values())
    for row in rows:
        known.setdefault(keys[row], row)
    homes = {row: known[key] for row, key in keys.items()}
    _merge(connection, {row: home for row, home in homes.items() if row != home})
    new = [row for row, home in homes.items() if row == home]
    update_rows(connection, TELLING, "id", ("key",), [(row, keys[row]) for row in new])
    _count(connection, set(homes.values()))
    return Recount(known, retold=set(homes.values()), new=set(new), untold=set(), beside=found), events


def _make_keys(connection: Connection, rows: Collection[int]) -> dict[int, str]:
    """The key of each of the tellings `rows`; those that one document tells in the very same way are numbered."""
    parties = _read_raw_parties(connection, rows)
    accounts = {
        row: min((record.account for record in records), key=attrgetter("rank"))
        for row, records in read_records(connection, rows).items()
    }
    shared = {
        row: share_telling(replace(account.telling, parties=frozenset(parties.get(row, ()))))
        for row, account in accounts.items()
    }
    taken = _read_taken(connection, {accounts[row].document for row in rows})
    keys: dict[int, str] = {}
    for row in rows:
        document = accounts[row].document
        numbered = (make_telling_key(shared[row], number) for number in count(1))
        keys[row] = next(key for key in numbered if (document, key) not in taken)
        taken.add((document, keys[row]))
    days = [(row, *make_day_columns(one.published)) for row, one in shared.items()]
    update_rows(connection, TELLING, "id", ("published_first_day", "published_last_day"), days)
    return keys


def _read_taken(connection: Connection, documents: Collection[str]) -> set[tuple[str, str]]:
    """The keys of what `documents` tell, as far as it has one."""
    query = (
        select(DOCUMENT.c.content_hash, _TELLING.key)
        .join_from(MENTION, DOCUMENT, DOCUMENT.c.id == MENTION.c.document_id)
        .join(TELLING, _TELLING.id == MENTION.c.telling_id)
        .where(is_any_of(connection, DOCUMENT.c.content_hash, documents), _TELLING.key.is_not(None))
    )
    return {(document, key) for document, key in connection.execute(query)}


def _read_raw_parties(connection: Connection, rows: Collection[int]) -> dict[int, list[Party]]:
    """Who takes part by each telling, by name."""
    part, named = TELLING_PARTICIPANT.c, ORGANIZATION_NAME.c
    query = (
        select(part.telling_id, part.role, PERSON.c.key, named.form, named.sense, named.scope)
        .join_from(TELLING_PARTICIPANT, ORGANIZATION_NAME, named.id == part.name_id, isouter=True)
        .join(PERSON, PERSON.c.id == part.person_id, isouter=True)
        .where(is_any_of(connection, part.telling_id, rows))
    )
    parties: defaultdict[int, list[Party]] = defaultdict(list)
    for row, role, person, *name in connection.execute(query):
        parties[row].append(Party(Role(role), person or "\t".join(name)))
    return parties


def _merge(connection: Connection, homes: dict[int, int]) -> None:
    """Let what says the same as another telling be that one, and its numbers that one's."""
    if not homes:
        return
    for table in (MENTION, EVENT_NUMBER, DECISION_ANCHOR):
        own = table.c.telling_id
        query = select(table.c.id, own).where(is_any_of(connection, own, homes))
        moved = [(row, homes[telling]) for row, telling in connection.execute(query)]
        update_rows(connection, table, "id", ("telling_id",), moved)
    connection.execute(delete(TELLING).where(is_any_of(connection, _TELLING.id, homes)))


def _count(connection: Connection, rows: Collection[int]) -> None:
    """Count the documents of each of `rows`."""
    columns = MENTION.c
    query = select(columns.telling_id, columns.document_id).where(columns.rank == 1)
    told = Counter(row for row, _ in connection.execute(query.where(is_any_of(connection, columns.telling_id, rows))))
    update_rows(connection, TELLING, "id", ("documents",), list(told.items()))
