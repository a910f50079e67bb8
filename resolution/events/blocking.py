"""Which tellings are compared at all: the keys that each is found by, and those by which it finds others.

Two tellings meet if what they tell can link them. What joining costs is the tellings that share a key, so each key says
as much as it may: the family of kinds, who plays which role, and when.

A key is a number: the span of time above, and below a fingerprint of the rest. So keys of one time lie together in an
index, and what a batch writes and looks up there touches few of its pages however many there are. Keys that hold at any
time lie by the number of the organization: those that came into the database together are mostly told of together.
"""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from functools import lru_cache
from hashlib import blake2b
from itertools import combinations, product
from typing import NamedTuple

from corpdb.models.vocabulary import ROLES, EventType, Role
from corpdb.resolution.events.kinds import FAMILIES, ONCE, SUBJECT_ALONE
from corpdb.resolution.events.telling import Party, Period, Telling

# Time is cut into spans of so many days, and tellings meet that are in the same or in neighbouring ones: in short ones
# if they have one participant in common, in long ones if their common participants tell the event whole.
_NEAR, _FAR = 70, 400
_MEMORY = timedelta(days=365)  # an event without a date is mostly not older when its document comes out
_DECIDED = " decided"
_FINGERPRINT_BITS = 47  # leaves 16 for the span, in a number of 64 bits with its sign
_NEIGHBOURS = 64  # organizations whose keys that hold at any time lie together
_PLACES = 2**15
_REMEMBERED = 10_000
# The role that tells two events of a type apart where it is played by so many.
_DECIDING = {
    EventType.PARTNERSHIP: ((Role.PARTNER, 2),),
    EventType.RESTRUCTURING: ((Role.TARGET, 1),),
    EventType.TRANSACTION: ((Role.TARGET, 1), (Role.PARTY, 2)),
    EventType.EXPANSION: ((Role.TARGET, 1),),
    EventType.LEADERSHIP: ((Role.PERSON, 1),),
}
_WHOLE_ALONE = (Role.TARGET, Role.PERSON)
_WHOLE_TOGETHER = (
    (Role.PARTNER, Role.PARTNER),
    (Role.PARTY, Role.PARTY),
    (Role.SUBJECT, Role.INVESTOR),
    (Role.SUBJECT, Role.AUTHORITY),
)


class BlockKeys(NamedTuple):
    """The keys that a telling is found by, and those by which it finds others: it finds whatever finds it."""

    own: set[int]
    sought: set[int]


def list_block_keys(telling: Telling) -> BlockKeys:
    """The keys of a telling."""
    keys = BlockKeys(set(), set())
    family = FAMILIES[telling.kind]
    _add_near(keys, telling, family)
    _add_whole(keys, telling, family)
    for _, who in _list_players(telling):
        for figure in _list_figures(telling):
            same = _make_keys(f"{family} {who} {figure}", _find_place(who))
            keys.own.update(same)
            keys.sought.update(same)
    return keys


def _add_near(keys: BlockKeys, telling: Telling, family: str) -> None:
    """Add a participant about that time.

    Where both tell what decides, they meet by that alone: who buys often has as many deals as there are targets.
    """
    period = telling.when or telling.published
    own, sought = _list_spans(period, _NEAR), _list_spans(period, _NEAR, 1)
    deciding = _DECIDING.get(telling.kind.type, ())
    is_decided = any(sum(map(_is_told_alike, telling.players.get(role, ()))) >= number for role, number in deciding)
    for role, who in _list_players(telling):
        key = f"{family} {role} {who}"
        decides = any(role is one for one, number in deciding if number == 1)
        keys.own.update(_make_keys(f"{key}{_DECIDED if is_decided and not decides else ''}", own))
        keys.sought.update(_make_keys(key, sought))
        if not decides and not is_decided:
            keys.sought.update(_make_keys(f"{key}{_DECIDED}", sought))


def _add_whole(keys: BlockKeys, telling: Telling, family: str) -> None:
    """Add who tells the event whole, within a year, or at any time if either has no date."""
    when, published = telling.when, telling.published
    has_date = when or (published and telling.kind not in ONCE)
    period = when or (Period(published.first - _MEMORY, published.last) if published else None)
    own, sought = _list_spans(period, _FAR), _list_spans(period, _FAR, 1)
    for who in _list_whole(telling):
        key = f"{family} {who}"
        at_any_time, without_date = (_make_keys(text, _find_place(who)) for text in (key, f"{key} undated"))
        keys.own.update(_make_keys(key, own), at_any_time, () if has_date else without_date)
        keys.sought.update(_make_keys(key, sought), without_date if has_date else at_any_time)


def _make_keys(text: str, spans: Iterable[int]) -> list[int]:
    """What a text tells, in each of some spans, as keys."""
    fingerprint = _take_fingerprint(text)
    return [(span << _FINGERPRINT_BITS) | fingerprint for span in spans]


def _find_place(who: str) -> tuple[int]:
    """In place of the span, where keys of `who` lie that hold at any time: below those of all times."""
    number = next((int(word) for word in who.split() if word.isdecimal()), 0)
    return (-1 - number // _NEIGHBOURS % _PLACES,)


@lru_cache(maxsize=_REMEMBERED)
def _take_fingerprint(text: str) -> int:
    digest = blake2b(text.encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> (64 - _FINGERPRINT_BITS)


def _list_players(telling: Telling) -> Iterator[tuple[Role, str]]:
    """Who plays which role; an organization's owner counts as playing it too, an authority acts on too many."""
    for role in ROLES[telling.kind.type]:
        if role is not Role.AUTHORITY:
            names = {name for party in telling.players.get(role, ()) for name in _list_names(party)}
            yield from ((role, name) for name in names)


def _list_whole(telling: Telling) -> Iterator[str]:
    """Those who tell the event whole, alone or two together."""
    for role in (*_WHOLE_ALONE, *((Role.SUBJECT,) if telling.kind in SUBJECT_ALONE else ())):
        yield from (f"{role} {name}" for party in telling.players.get(role, ()) for name in _list_names(party)[:1])
    for one, other in _WHOLE_TOGETHER:
        ours, theirs = telling.players.get(one, ()), telling.players.get(other, ())
        for us, them in combinations(sorted(ours), 2) if one is other else product(ours, theirs):
            for names in product(_list_names(us), _list_names(them)):
                yield " ".join(sorted(names) if one is other else names)


def _list_names(party: Party) -> tuple[str, ...]:
    """What a party is found by: its number and its owner's, or the surname."""
    if party.role is Role.PERSON:
        return (party.who.rpartition(" ")[2],)
    return (party.who, party.owner) if party.owner else (party.who,)


def _is_told_alike(party: Party) -> bool:
    """Whether two languages know it by the same number, or by its owner's."""
    return bool(party.owner) or not party.is_local


def _list_figures(telling: Telling) -> Iterator[str]:
    if telling.amount:
        yield f"{telling.amount.normalize():f} {telling.currency}"
    if telling.headcount:
        yield str(telling.headcount)


def _list_spans(period: Period | None, days: int, reach: int = 0) -> range:
    """The spans of so many days that a period touches, and so many more before and after."""
    if period is None:
        return range(0)
    return range(period.first.toordinal() // days - reach, period.last.toordinal() // days + reach + 1)
