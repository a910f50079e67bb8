"""A telling: an event as one document has it, with its participants known across documents."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from corpdb.models.vocabulary import EventKind, EventStatus, Role

_OWNING = frozenset({Role.SUBJECT, Role.SELLER})


@dataclass(frozen=True, slots=True, order=True)
class Party:
    """Who takes part: an organization by its number, and its owner's if it has one; or a person by the name's key."""

    role: Role
    who: str
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Period:
    """The days on which something may have happened, the first and the last."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    def gap(self, other: "Period") -> int:
        """The days between the two; 0 if they touch or share one."""
        return max(0, (other.first - self.last).days, (self.first - other.last).days)


@dataclass(frozen=True, slots=True)
class Telling:
    """What a document says of an event; documents that say the very same share one.

    `when` is the day or period as told; `published` is when the document came out, where it is known. `players` are
    the parties by role.
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

    players: Mapping[Role, frozenset[Party]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Sort the parties by role; where no subject or seller is told, it is the owner of the target."""
        players: dict[Role, frozenset[Party]] = {}
        for party in self.parties:
            players[party.role] = players.get(party.role, frozenset()) | {party}
        owners = {party.owner for party in players.get(Role.TARGET, ()) if party.owner}
        for role in _OWNING:
            if owners and role not in players:
                players[role] = frozenset(Party(role, owner) for owner in owners)
        object.__setattr__(self, "players", players)
