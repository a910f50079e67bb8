"""Which tellings are of one event: those that may be are compared, linked or kept apart, and joined."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from itertools import chain, combinations, product

from corpdb.resolution import clustering
from corpdb.resolution.clustering import Ruling
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
    comparer: Comparer,
    documents: Documents,
    links: Sequence[Link],
    homes: Mapping[str, int] | None = None,
    rulings: Sequence[Ruling[str]] = (),
) -> tuple[list[Link], set[Pair]]:
    """The links that hold, and the pairs, of tellings that links or rulings connect, that are two events.

    A telling that could about as well be of one event as of another, where these are unlike, is left alone. `homes`
    are the events of those that were joined before and tell the same now: two of one event are not apart.
    """
    contrasts = _Contrasts(comparer, documents, {(link.one, link.other) for link in links}, homes or {})
    apart: set[Pair] = set()
    for component in map(sorted, _list_components(links, rulings)):
        contrasts.take_rulings(component, rulings)
        apart |= {pair for pair in contrasts.list_open(component) if contrasts.are_apart(*pair)}
    kept = [link for link in links if (link.one, link.other) not in apart]
    return list(_drop_ambiguous(kept, contrasts)), apart


@dataclass(frozen=True, slots=True)
class _Contrasts:
    """How tellings differ; two are compared only if nothing else says it.

    What people have decided of pairs that would be apart, or unlike, is in `ruled_apart` and `ruled_unlike`.
    """

    comparer: Comparer
    documents: Documents
    linked: set[Pair]
    homes: Mapping[str, int]
    ruled_apart: dict[Pair, bool] = field(default_factory=dict[Pair, bool])
    ruled_unlike: dict[Pair, bool] = field(default_factory=dict[Pair, bool])

    def take_rulings(self, component: Sequence[str], rulings: Sequence[Ruling[str]]) -> None:
        """Let what people have decided of tellings of `component` hold, the newest, which is the first, before all."""
        own = [ruling for ruling in rulings if any(not side.isdisjoint(component) for side in ruling.sides)]
        if own:
            pairs = list(combinations(component, 2))
            apart = {pair for pair in pairs if self.are_apart(*pair)}
            unlike = {pair for pair in pairs if self.are_unlike(*pair)}
            self.ruled_apart.update(_overrule(apart, own, are_parted=False))
            self.ruled_unlike.update(_overrule(unlike, own, are_parted=True))

    def list_open(self, component: Sequence[str]) -> Iterator[Pair]:
        """The pairs of `component` that may be two events: not those that were joined before, unless told twice."""
        fellows: defaultdict[int | str, list[str]] = defaultdict(list)
        told: defaultdict[int, list[str]] = defaultdict(list)
        for key in component:
            fellows[self.homes.get(key, key)].append(key)
            for document in self.documents[key]:
                told[document].append(key)
        for ours, theirs in combinations(fellows.values(), 2):
            yield from ((min(pair), max(pair)) for pair in product(ours, theirs))
        for keys in told.values():
            yield from combinations(keys, 2)

    def are_apart(self, one: str, other: str) -> bool:
        """Whether the two, in order, are two events whatever joins them."""
        if self._are_told_twice(one, other):
            return True
        home = self.homes.get(one)
        if (one, other) in self.linked or (home is not None and home == self.homes.get(other)):
            return False
        ruled = self.ruled_apart.get((one, other))
        return self.comparer.compare(one, other).score <= APART if ruled is None else ruled

    def are_unlike(self, one: str, other: str) -> bool:
        """Whether the two, in order, are rather two events than one."""
        if self._are_told_twice(one, other):
            return True
        ruled = self.ruled_unlike.get((one, other))
        if ruled is not None:
            return ruled
        return (one, other) not in self.linked and self.comparer.compare(one, other).score < 0

    def _are_told_twice(self, one: str, other: str) -> bool:
        return not self.documents[one].isdisjoint(self.documents[other])


def _overrule(pairs: AbstractSet[Pair], rulings: Sequence[Ruling[str]], *, are_parted: bool) -> dict[Pair, bool]:
    """What `rulings` make of `pairs` that are apart, where that is something else; `are_parted`: of sides, too."""
    left = set(pairs)
    for ruling in reversed(rulings):
        left -= _list_overruled(ruling, left)
        left.update(ruling.apart if are_parted else ())
    return dict.fromkeys(pairs - left, False) | dict.fromkeys(left - pairs, True)


def _list_overruled(ruling: Ruling[str], apart: AbstractSet[Pair]) -> set[Pair]:
    """The pairs of `apart` within a side of the ruling, or of a side and what is not apart from all of that side."""
    overruled: set[Pair] = set()
    for side in ruling.sides:
        foes: defaultdict[str, set[Pair]] = defaultdict(set)
        for pair in apart:
            if inside := side.intersection(pair):
                foes["" if len(inside) > 1 else next(iter(set(pair) - inside))].add(pair)
        overruled |= {pair for key, pairs in foes.items() if not key or len(pairs) < len(side) for pair in pairs}
    return overruled


def join_tellings(
    keys: Iterable[str], links: Sequence[Link], apart: Iterable[Pair], rulings: Sequence[Ruling[str]] = ()
) -> list[set[str]]:
    """The events: the surest links join first, and none that would join two tellings which are apart.

    What people have decided, the newest first, holds before all else.
    """
    scored = [clustering.Link(link.one, link.other, link.score) for link in links]
    return [set(group) for group in clustering.partition(keys, scored, apart, rulings).groups]


def _list_components(links: Sequence[Link], rulings: Sequence[Ruling[str]]) -> Iterator[set[str]]:
    """The tellings that hang together."""
    near: defaultdict[str, set[str]] = defaultdict(set)
    linked = ((link.one, link.other) for link in links)
    for one, other in chain(linked, *(ruling.together for ruling in rulings)):
        near[one].add(other)
        near[other].add(one)
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
