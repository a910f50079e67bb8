"""From scored links and pairs that are kept apart to groups: the same groups whatever the order of what comes in."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby
from operator import attrgetter
from typing import Any, Generic, NamedTuple, Protocol, TypeVar


class Sortable(Protocol):
    """What can be put in an order of its own, and be a key."""

    def __lt__(self, other: Any, /) -> bool:
        """Whether it comes first."""
        ...

    def __hash__(self) -> int:
        """Its hash."""
        ...


Node = TypeVar("Node", bound=Sortable)


class Link(NamedTuple, Generic[Node]):
    """That two nodes may be one, and how sure that is: 0 to 1."""

    one: Node
    other: Node
    score: float


@dataclass(frozen=True, slots=True)
class Ruling(Generic[Node]):
    """That the nodes of each of `sides` are one, and that no two of different sides are, whatever links say."""

    sides: tuple[frozenset[Node], ...]

    @property
    def together(self) -> Iterator[tuple[Node, Node]]:
        """Pairs that make each side one: of its first node and each other."""
        for side in self.sides:
            first, *others = sorted(side)
            for other in others:
                yield first, other

    @property
    def apart(self) -> Iterator[tuple[Node, Node]]:
        """The pairs that are two, each in order."""
        for one, other in combinations(self.sides, 2):
            for left in sorted(one):
                for right in sorted(other):
                    yield (left, right) if left < right else (right, left)


@dataclass(frozen=True, slots=True)
class Partition(Generic[Node]):
    """The groups, each in order and in the order of their first nodes, and the links within them."""

    groups: tuple[tuple[Node, ...], ...]
    accepted: frozenset[Link[Node]]


def partition(
    nodes: Iterable[Node],
    links: Iterable[Link[Node]],
    apart: Iterable[tuple[Node, Node]],
    rulings: Iterable[Ruling[Node]] = (),
) -> Partition[Node]:
    """Group `nodes` by `links`, best first, but none of `apart` together.

    Before all else hold the `rulings`, over `apart` too; of two that contradict each other the one that comes first.

    A group that equally good links would join to two that are apart joins neither of them: nothing says which is
    right. What is left of a conflict is decided by the order of the nodes.
    """
    links = list(links)
    groups = _Groups[Node](nodes, apart, rulings)
    for _, tier in groupby(sorted(links, key=_order_link), key=attrgetter("score")):
        groups.join(list(tier))
    parts = groups.list_groups()
    home = {node: number for number, part in enumerate(parts) for node in part}
    return Partition(parts, frozenset(link for link in links if home[link.one] == home[link.other]))


def _order_link(link: Link[Any]) -> Any:
    return -link.score, *sorted((link.one, link.other))


class _Groups(Generic[Node]):
    """Groups that grow: each node leads to its group's first node, and each first node knows its foes."""

    def __init__(
        self, nodes: Iterable[Node], apart: Iterable[tuple[Node, Node]], rulings: Iterable[Ruling[Node]]
    ) -> None:
        self._members: dict[Node, list[Node]] = {node: [node] for node in nodes}
        self._home: dict[Node, Node] = {node: node for node in self._members}
        self._foes: defaultdict[Node, set[Node]] = defaultdict(set)
        for ruling in rulings:
            for one, other in ruling.together:
                self._join(one, other)
            self._separate(ruling.apart)
        self._separate(apart)

    def join(self, tier: Sequence[Link[Node]]) -> None:
        """Join what links of one score say, except a group to either of two that are foes."""
        torn = self._find_torn(tier)
        sure = [link for link in tier if (self._home[link.one], self._home[link.other]) not in torn]
        for link in sure:
            self._join(link.one, link.other)

    def list_groups(self) -> tuple[tuple[Node, ...], ...]:
        """The groups, each in order."""
        return tuple(sorted(tuple(sorted(members)) for members in self._members.values()))

    def _find_torn(self, tier: Sequence[Link[Node]]) -> set[tuple[Node, Node]]:
        """The pairs of groups that links would join, of which one would also be joined to a foe of the other."""
        neighbours: defaultdict[Node, set[Node]] = defaultdict(set)
        for link in tier:
            one, other = self._home[link.one], self._home[link.other]
            if one != other and not self._are_foes(one, other):
                neighbours[one].add(other)
                neighbours[other].add(one)
        torn: set[tuple[Node, Node]] = set()
        for node, found in neighbours.items():
            hostile = [one for one in found if self._foes.get(one)]  # foes have each other, so the rest have none here
            for one in hostile:
                if any(self._are_foes(one, other) for other in hostile if other != one):
                    torn |= {(node, one), (one, node)}
        return torn

    def _separate(self, apart: Iterable[tuple[Node, Node]]) -> None:
        for one, other in apart:
            if self._home[one] != self._home[other]:
                self._foes[self._home[one]].add(other)
                self._foes[self._home[other]].add(one)

    def _join(self, one: Node, other: Node) -> None:
        """Join the groups of two nodes unless they are foes."""
        one, other = self._home[one], self._home[other]
        if one != other and not self._are_foes(one, other):
            self._merge(one, other)

    def _are_foes(self, one: Node, other: Node) -> bool:
        return not self._foes[one].isdisjoint(self._members[other])

    def _merge(self, one: Node, other: Node) -> None:
        if len(self._members[one]) < len(self._members[other]):
            one, other = other, one
        members = self._members.pop(other)
        self._members[one] += members
        self._home.update((node, one) for node in members)
        self._foes[one] |= self._foes.pop(other, set())
