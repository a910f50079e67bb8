"""What people decide, as resolution takes it in: what is one and what is not, which values are set, what is rejected.

Where two decisions contradict each other, the newer one holds.
"""

from collections.abc import Collection, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, datetime
from operator import attrgetter
from typing import Generic, NamedTuple

from corpdb.models.vocabulary import DecisionAction, Role, Verdict
from corpdb.resolution.clustering import Node, Ruling
from corpdb.resolution.events.telling import Party

_VERDICTS = {DecisionAction.CONFIRM: Verdict.CONFIRMED, DecisionAction.REJECT: Verdict.REJECTED}
_SIGNS = "+-"
_ROLES = frozenset(Role)


class Order(NamedTuple):
    """The order of decisions: when each was made; the key tells two of the same moment apart."""

    decided_at: datetime
    key: str


@dataclass(frozen=True, slots=True)
class Decided(Generic[Node]):
    """A decision in force: its number, what it says, and what it is about, as far as that is there.

    `sides` are the nodes of each side, the first in rank first. An `attribute` that is a role has a sign behind it if
    it adds to that role (`buyer+`) or takes from it (`buyer-`); without one it sets the only one. `who` is then the
    organization's number or the key of the person's name; a `value` that is None sets none. It is known from
    a day on, or else always was.
    """

    number: int
    order: Order
    action: DecisionAction
    sides: tuple[tuple[Node, ...], ...]
    attribute: str = ""
    value: str | None = None
    who: str | None = None
    known_from: date | None = None

    @property
    def role(self) -> Role | None:
        """The role that is set, if it is one."""
        bare = self.attribute.rstrip(_SIGNS)
        return Role(bare) if bare in _ROLES else None

    @property
    def holder(self) -> Node | None:
        """The node that the decision stays with where what it was about is not one any more."""
        return self.sides[0][0] if self.sides and self.sides[0] else None


def make_rulings(decided: Iterable[Decided[Node]], nodes: AbstractSet[Node]) -> list[Ruling[Node]]:
    """What of `nodes` is one and what is not, the newest decision first."""
    rulings: list[Ruling[Node]] = []
    for one in sorted(decided, key=attrgetter("order"), reverse=True):
        if one.action is DecisionAction.MERGE:
            sides = [frozenset(node for side in one.sides for node in side)]
        elif one.action is DecisionAction.SPLIT:
            sides = [frozenset(side) for side in one.sides]
        else:
            continue
        known = tuple(side & nodes for side in sides if side & nodes)
        if known:
            rulings.append(Ruling(known))
    return rulings


def find_verdict(decided: Iterable[Decided[Node]], group: Collection[Node]) -> Verdict:
    """What people say of what `group` is: the newest of those that confirm what it holds, or reject a part of it."""
    said = [
        one
        for one in decided
        if (one.action is DecisionAction.CONFIRM and one.holder in group)
        or (one.action is DecisionAction.REJECT and any(node in group for node in one.sides[0]))
    ]
    return _VERDICTS[max(said, key=attrgetter("order")).action] if said else Verdict.OPEN


def list_corrections(decided: Iterable[Decided[Node]], group: Collection[Node]) -> list[Decided[Node]]:
    """The decisions, oldest first, that set values of what `group` is."""
    setting = (DecisionAction.SET, DecisionAction.RENAME)
    found = [one for one in decided if one.action in setting and one.holder in group]
    return sorted(found, key=attrgetter("order"))


def pick_values(corrections: Iterable[Decided[Node]]) -> dict[str, Decided[Node]]:
    """Of each value, roles aside, the newest of `corrections`, which come oldest first."""
    return {one.attribute: one for one in corrections if one.role is None}


def correct_parties(parties: Sequence[Party], corrections: Iterable[Decided[Node]]) -> tuple[Party, ...]:
    """The parties of an event after `corrections`, oldest first; whose organization is not there waits."""
    result = list(parties)
    for one in corrections:
        if one.role is None or (one.value is not None and one.who is None):
            continue
        sign = one.attribute.removeprefix(one.role)
        party = Party(one.role, one.who or "")
        result = [each for each in result if each != party and (sign or each.role is not one.role)]
        if sign != "-" and one.who is not None:
            result.append(party)
    return tuple(result)
