"""Which organization or event that was found is which annotated one: pairs, best first, each used once."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from corpdb.evaluation.annotation import Event, Organization
from corpdb.evaluation.naming import Naming, Words
from corpdb.models.vocabulary import OrganizationKind, Role

_DESCRIBED = frozenset({OrganizationKind.LAB, OrganizationKind.UNIT})

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Actor:
    """A participant with every form of the organization that it names.

    It is `loose` if it may be described rather than named: a laboratory, a unit, what is no organization of the text.
    """

    role: Role
    naming: Naming
    loose: bool


@dataclass(frozen=True, slots=True)
class EventPair:
    """The positions of an annotated event and of the found one that tells it, and their pairs of participants."""

    gold: int
    found: int
    actors: tuple[Pair, ...]


class Roster:
    """The organizations of one document, to be found by any of their forms."""

    def __init__(self, organizations: Sequence[Organization]) -> None:
        self.namings = tuple(Naming.of(one.name, one.aliases) for one in organizations)
        self._kinds = tuple(one.kind for one in organizations)
        self._by_form: dict[Words, int] = {}
        for position, naming in enumerate(self.namings):
            for form in naming.forms:
                self._by_form.setdefault(form, position)

    def complete(self, naming: Naming) -> tuple[Naming, OrganizationKind | None]:
        """The naming with all forms of the organization that it names, and that one's kind, if there is one."""
        position = next((self._by_form[form] for form in naming.forms if form in self._by_form), None)
        return (naming, None) if position is None else (naming.join(self.namings[position]), self._kinds[position])

    def list_actors(self, event: Event) -> tuple[Actor, ...]:
        """The participants of `event` that have a name, in its order."""
        return tuple(
            self._make_actor(one.role, Naming.of(one.name, one.aliases)) for one in event.participants if one.name
        )

    def _make_actor(self, role: Role, naming: Naming) -> Actor:
        whole, kind = self.complete(naming)
        return Actor(role, whole, kind is None or kind in _DESCRIBED)


def pair_organizations(gold: Sequence[Organization], found: Sequence[Organization]) -> tuple[Pair, ...]:
    """The organizations that are the same: those of one name, of one kind before others."""
    gold_namings, found_namings = Roster(gold).namings, Roster(found).namings
    return _pair_best(
        {
            (i, j): int(one.kind is other.kind)
            for i, one in enumerate(gold)
            for j, other in enumerate(found)
            if gold_namings[i].is_same(found_namings[j], loose=one.kind in _DESCRIBED)
        }
    )


def pair_events(
    gold: Sequence[Event],
    found: Sequence[Event],
    gold_actors: Sequence[Sequence[Actor]],
    found_actors: Sequence[Sequence[Actor]],
) -> tuple[EventPair, ...]:
    """The events that are the same: of one type with a participant in common, the more that agrees the sooner."""
    shared: dict[Pair, tuple[Pair, ...]] = {}
    scores: dict[Pair, tuple[int, float]] = {}
    for i, one in enumerate(gold):
        for j, other in enumerate(found):
            if one.type is other.type and (pairs := _pair_actors(gold_actors[i], found_actors[j])):
                shared[i, j] = pairs
                same = sum(gold_actors[i][a].role is found_actors[j][b].role for a, b in pairs)
                scores[i, j] = len(pairs) + same, _count_agreement(one, other)
    return tuple(EventPair(i, j, shared[i, j]) for i, j in _pair_best(scores))


def _pair_actors(gold: Sequence[Actor], found: Sequence[Actor]) -> tuple[Pair, ...]:
    return _pair_best(
        {
            (a, b): int(one.role is other.role)
            for a, one in enumerate(gold)
            for b, other in enumerate(found)
            if one.naming.is_same(other.naming, loose=one.loose)
        }
    )


def _count_agreement(gold: Event, found: Event) -> int:
    """What the kind, the date and the status add, in this order: less together than one participant."""
    same = gold.kind is found.kind, is_same_date(gold.date, found.date), gold.status == found.status
    return sum(weight for weight, agrees in zip((10, 5, 2), same, strict=True) if agrees)


def is_same_date(gold: str | None, found: str | None) -> bool:
    """Whether both are dates, and the found one is the annotated one or lies in it: `2023-11-27` in `2023-11`."""
    return bool(gold and found) and str(found).startswith(str(gold))


def _pair_best(scores: Mapping[Pair, Any]) -> tuple[Pair, ...]:
    """Pairs of which none shares a side with another: the highest score first, then the first in the text."""
    lefts: set[int] = set()
    rights: set[int] = set()
    pairs: list[Pair] = []
    for i, j in _rank(scores):
        if i not in lefts and j not in rights:
            lefts.add(i)
            rights.add(j)
            pairs.append((i, j))
    return tuple(pairs)


def _rank(scores: Mapping[Pair, Any]) -> Iterable[Pair]:
    """The pairs, those of the highest score first; a stable sort keeps the order of equals."""
    return sorted(sorted(scores), key=scores.__getitem__, reverse=True)
