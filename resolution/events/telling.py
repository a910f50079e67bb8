"""A telling: an event as one document has it, with its participants known across documents."""

import calendar
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from corpdb.models.vocabulary import EventKind, EventStatus, Role

_PARTED = "/"
_OWNING = frozenset({Role.SUBJECT, Role.SELLER})
_WORDS = ("parts", "location", "position", "series")


class Party(NamedTuple):
    """Who takes part: an organization by its number, and its owner's if it has one; or a person by the name's key.

    `is_local` is an organization whose name each language may have in its own words: all but companies.
    """

    role: Role
    who: str
    owner: str = ""
    is_local: bool = False


class Period(NamedTuple):
    """The days on which something may have happened, the first and the last."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    @property
    def months(self) -> "Period":
        """The whole months that it touches."""
        last = calendar.monthrange(self.last.year, self.last.month)[1]
        return Period(self.first.replace(day=1), self.last.replace(day=last))

    def gap(self, other: "Period") -> int:
        """The days between the two; 0 if they touch or share one."""
        if other.first > self.last:
            return (other.first - self.last).days
        return (self.first - other.last).days if self.first > other.last else 0


@dataclass(frozen=True)
class Telling:
    """What a document says of an event; documents that say the very same share one.

    `when` is the day or period as told; `published` is when the document came out, where it is known.
    """

    kind: EventKind
    status: EventStatus
    parties: frozenset[Party]
    when: Period | None = None
    published: Period | None = None
    amount: Decimal | None = None
    currency: str | None = None
    headcount: int | None = None
    share_percent: Decimal | None = None
    parts: int | None = None
    location: str | None = None
    position: str | None = None
    series: str | None = None
    language: str = ""

    @cached_property
    def players(self) -> Mapping[Role, frozenset[Party]]:
        """The parties by role; where no subject or seller is told, it is the owner of the target."""
        players: defaultdict[Role, set[Party]] = defaultdict(set)
        for party in self.parties:
            players[party.role].add(party)
        owners = {party.owner for party in players.get(Role.TARGET, ()) if party.owner}
        for role in _OWNING if owners else ():
            if role not in players:
                players[role] = {Party(role, owner) for owner in owners}
        return {role: frozenset(parties) for role, parties in players.items()}

    @cached_property
    def names(self) -> Mapping[Role, frozenset[str]]:
        """What the parties are known by, by role."""
        return {role: frozenset([party.who for party in parties]) for role, parties in self.players.items()}

    @cached_property
    def words(self) -> Mapping[str, str]:
        """What else is told in words, by what it tells."""
        return {name: str(told).casefold() for name in _WORDS if (told := getattr(self, name))}


def share_telling(telling: Telling) -> Telling:
    """The telling as far as it bears on identity, so that many documents share it.

    When a document came out matters where the event has no date, by the month, and where its date is still to come.
    """
    when, published = telling.when, telling.published
    if published is None:
        return telling
    if when is None or when.first > published.last:
        return replace(telling, published=published.months)
    return replace(telling, published=None)


def make_telling_key(telling: Telling, number: int = 1) -> str:
    """What tells a telling from others: the day from which on, and a SHA-256 in hexadecimal.

    So tellings of one time lie together in an index. `number` counts those that one document repeats.
    """
    parties = sorted(f"{party.role} {party.who}" for party in telling.parties)
    figures = [number.normalize() if number else None for number in (telling.amount, telling.share_percent)]
    words = telling.currency, telling.headcount, telling.parts, telling.location, telling.position, telling.series
    dates = [tuple(period) if period else None for period in (telling.when, telling.published)]
    says = [telling.kind, telling.status, telling.language, *parties, *dates, *figures, *words, number]
    period = telling.when or telling.published
    day = period.first.toordinal() if period else 0
    digest = hashlib.sha256("\n".join(map(str, says)).encode()).hexdigest()
    return f"{day:06x}{digest}"


def part_key(key: str, decisions: Iterable[str]) -> str:
    """The key of a telling that `decisions`, by their keys, part from those of documents which say the very same."""
    return _PARTED.join((key.partition(_PARTED)[0], *sorted(decisions)))
