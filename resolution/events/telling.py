"""A telling: an event as one document has it, with its participants known across documents."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from corpdb.models.vocabulary import EventKind, EventStatus, Role

Owners = Mapping[str, str]
"""Whose an organization is: from its number to its owner's."""


@dataclass(frozen=True, slots=True, order=True)
class Party:
    """Who takes part: an organization by its number, or a person by the key of the name."""

    role: Role
    who: str


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

    def list_named(self, role: Role) -> set[str]:
        """Those who play that role."""
        return {party.who for party in self.parties if party.role is role}
