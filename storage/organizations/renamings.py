"""Changes of names, as documents tell them: what they say of which names are one, and which is in use."""

from collections import Counter, defaultdict
from collections.abc import Collection
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from corpdb.models.vocabulary import EventStatus
from corpdb.resolution.organizations import Renaming
from corpdb.storage.bulk import is_any_of
from corpdb.storage.tables import ORGANIZATION_RENAMING

_OWN = ORGANIZATION_RENAMING.c


class Renamed(NamedTuple):
    """A name as a document gives it, and the key of a name that its organization had or has by that document."""

    name: int
    key: str


def read_renamed(connection: Connection, documents: Collection[int]) -> set[Renamed]:
    """What `documents`, as they are stored, tell of changes of names."""
    if not documents:
        return set()
    query = select(_OWN.name_id, _OWN.key_before, _OWN.key_after)
    rows = connection.execute(query.where(is_any_of(connection, _OWN.document_id, documents)))
    return {Renamed(name, key) for name, *keys in rows for key in keys}


def count_renamed(connection: Connection, keys: Collection[str]) -> Counter[Renamed]:
    """How many documents tell of a name that its organization had or has a name with one of `keys`."""
    found: Counter[Renamed] = Counter()
    for column in (_OWN.key_before, _OWN.key_after):
        query = select(_OWN.name_id, column, func.count(_OWN.document_id.distinct()))
        query = query.where(is_any_of(connection, column, keys)).group_by(_OWN.name_id, column)
        for name, key, documents in connection.execute(query):
            found[Renamed(name, key)] = max(documents, found[Renamed(name, key)])
    return found


def read_renamings(connection: Connection, names: Collection[int]) -> dict[int, list[Renaming]]:
    """The changes that have happened, by the name as the documents give it that tell of them."""
    query = select(_OWN.name_id, _OWN.key_before, _OWN.key_after).distinct()
    query = query.where(_OWN.status == EventStatus.COMPLETED.value, is_any_of(connection, _OWN.name_id, names))
    found: defaultdict[int, list[Renaming]] = defaultdict(list)
    for name, before, after in connection.execute(query):
        found[name].append(Renaming(before, after))
    return found
