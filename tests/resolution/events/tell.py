"""Short ways to write tellings in tests."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from decimal import Decimal
from itertools import combinations
from typing import Any

from corpdb.extraction.facts import PartialDate
from corpdb.models.vocabulary import EventKind, EventStatus, Role
from corpdb.resolution.events.blocking import list_block_keys
from corpdb.resolution.events.joining import Comparer, Tellings, join_tellings, link_tellings, separate_tellings
from corpdb.resolution.events.telling import Party, Period, Telling


def tell(kind: str, parties: str, **values: Any) -> Telling:
    """A telling: `parties` as `buyer a, target b@owner`, dates as `when="2023-11"`, amounts in plain numbers.

    A `*` follows a name that each language has in its own words.
    """
    for name in ("when", "published"):
        if values.get(name):
            values[name] = period(values[name])
    for name in ("amount", "share_percent"):
        if values.get(name):
            values[name] = Decimal(values[name])
    status = EventStatus(values.pop("status", "announced"))
    named = [part.split(maxsplit=1) for part in parties.split(", ")]
    return Telling(EventKind(kind), status, frozenset(_make_party(role, who) for role, who in named), **values)


def period(text: str) -> Period:
    """The days of a partial date."""
    told = PartialDate.parse(text)
    return Period(told.first, told.last)


def group(*tellings: Telling, documents: dict[str, set[int]] | None = None) -> list[str]:
    """How the tellings, `a`, `b`, `c`..., each of a document of its own, are joined: `["ab", "c"]`."""
    keyed = {chr(ord("a") + number): telling for number, telling in enumerate(tellings)}
    told = documents or {key: {number} for number, key in enumerate(keyed)}
    return sorted("".join(sorted(event)) for event in resolve(keyed, told))


def resolve(tellings: Tellings, documents: Mapping[str, AbstractSet[int]]) -> list[set[str]]:
    """The events, each the keys of its tellings, as storage comes to them."""
    keys = {key: list_block_keys(telling) for key, telling in tellings.items()}
    pairs = [
        (one, other)
        for one, other in combinations(sorted(tellings), 2)
        if not keys[one].sought.isdisjoint(keys[other].own)
    ]
    told = {key: frozenset(where) for key, where in documents.items()}
    comparer = Comparer(tellings)
    links, apart = separate_tellings(comparer, told, link_tellings(comparer, pairs))
    return join_tellings(tellings, links, apart)


def _make_party(role: str, who: str) -> Party:
    name, _, owner = who.partition("@")
    return Party(Role(role), name.removesuffix("*"), owner, is_local=name.endswith("*"))
