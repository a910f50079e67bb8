"""Which tellings are of one event: those that may be are compared, linked or kept apart, and joined."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from corpdb.resolution import clustering
from corpdb.resolution.events.scoring import APART, LINK, Verdict, score_tellings
from corpdb.resolution.events.telling import Telling

Pair = tuple[str, str]
Tellings = Mapping[str, Telling]
"""Tellings by a key of what they say, so that the order in which they come in changes nothing."""
Documents = Mapping[str, frozenset[int]]
"""Which documents tell each telling."""
_MARGIN = 1.0


@dataclass(frozen=True, slots=True)
class Link:
    """Two tellings, by key, in order, that are one event: how surely (log-odds), and why."""

    one: str
    other: str
    score: float
    reason: str = ""


class Comparer:
    """Tellings by key, and how they compare: each pair is weighed once."""

    def __init__(self, tellings: Tellings) -> None:
        """Take the tellings that are there; more may come."""
        self.tellings = dict(tellings)
        self._verdicts: dict[Pair, Verdict] = {}

    def compare(self, one: str, other: str) -> Verdict:
        """How surely the two, by key and in order, are of one event."""
        verdict = self._verdicts.get((one, other))
        if verdict is None:
            verdict = score_tellings(self.tellings[one], self.tellings[other])
            self._verdicts[one, other] = verdict
        return verdict


def link_tellings(comparer: Comparer, pairs: Iterable[Pair]) -> list[Link]:
    """The links among `pairs`."""
    verdicts = ((one, other, comparer.compare(one, other)) for one, other in sorted(pairs))
    return [
        Link(one, other, verdict.score, verdict.reason) for one, other, verdict in verdicts if verdict.score >= LINK
    ]


def separate_tellings(
    comparer: Comparer, documents: Documents, links: Sequence[Link], homes: Mapping[str, int] | None = None
) -> tuple[list[Link], set[Pair]]:
    """The links that hold, and the pairs, of tellings that links connect, that are two events.

    A telling that could about as well be of one event as of another, where these are unlike, is left alone. `homes`
    are the events of those that were joined before and tell the same now: two of one event are not apart.
    """
    contrasts = _Contrasts(comparer, documents, {(link.one, link.other) for link in links}, homes or {})
    components = map(sorted, _list_components(links))
    apart = {pair for component in components for pair in combinations(component, 2) if contrasts.are_apart(*pair)}
    kept = [link for link in links if (link.one, link.other) not in apart]
    return list(_drop_ambiguous(kept, contrasts)), apart


@dataclass(frozen=True, slots=True)
class _Contrasts:
    """How tellings differ; two are compared only if nothing else says it."""

    comparer: Comparer
    documents: Documents
    linked: set[Pair]
    homes: Mapping[str, int]

    def are_apart(self, one: str, other: str) -> bool:
        """Whether the two, in order, are two events whatever joins them."""
        if self._are_told_twice(one, other):
            return True
        home = self.homes.get(one)
        if (one, other) in self.linked or (home is not None and home == self.homes.get(other)):
            return False
        return self.comparer.compare(one, other).score <= APART

    def are_unlike(self, one: str, other: str) -> bool:
        """Whether the two, in order, are rather two events than one."""
        if self._are_told_twice(one, other):
            return True
        return (one, other) not in self.linked and self.comparer.compare(one, other).score < 0

    def _are_told_twice(self, one: str, other: str) -> bool:
        return not self.documents[one].isdisjoint(self.documents[other])


def join_tellings(keys: Iterable[str], links: Sequence[Link], apart: Iterable[Pair]) -> list[set[str]]:
    """The events: the surest links join first, and none that would join two tellings which are apart."""
    scored = [clustering.Link(link.one, link.other, link.score) for link in links]
    return [set(group) for group in clustering.partition(keys, scored, apart).groups]


def _list_components(links: Sequence[Link]) -> Iterator[set[str]]:
    """The tellings that hang together."""
    near: defaultdict[str, set[str]] = defaultdict(set)
    for link in links:
        near[link.one].add(link.other)
        near[link.other].add(link.one)
    while near:
        component, frontier = set[str](), {next(iter(near))}
        while frontier:
            component |= frontier
            frontier = set[str]().union(*(near.pop(key) for key in frontier)) - component
        yield component


def _drop_ambiguous(links: Sequence[Link], contrasts: _Contrasts) -> Iterator[Link]:
    by_telling: defaultdict[str, list[Link]] = defaultdict(list)
    for link in links:
        by_telling[link.one].append(link)
        by_telling[link.other].append(link)
    lost = {key for key, mine in by_telling.items() if _is_ambiguous(key, mine, contrasts)}
    return (link for link in links if link.one not in lost and link.other not in lost)


def _is_ambiguous(key: str, links: Sequence[Link], contrasts: _Contrasts) -> bool:
    """Whether the telling's best link has a rival of about its score to a telling unlike that at its end."""
    best = min(links, key=lambda link: (-link.score, link.one, link.other))
    home = _get_end(best, key)
    rivals = (_get_end(link, key) for link in links if link is not best and link.score >= best.score - _MARGIN)
    return any(contrasts.are_unlike(min(home, rival), max(home, rival)) for rival in rivals)


def _get_end(link: Link, key: str) -> str:
    return link.other if link.one == key else link.one
