"""Which tellings are of one event: those that may be are compared, linked or kept apart, and joined."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import combinations

from corpdb.resolution import clustering
from corpdb.resolution.clustering import Ruling
from corpdb.resolution.events.blocking import list_block_keys
from corpdb.resolution.events.scoring import APART, LINK, score_tellings
from corpdb.resolution.events.telling import Telling

Pair = tuple[str, str]
Tellings = Mapping[str, Telling]
"""Tellings by a key of what they say, so that the order in which they come in changes nothing."""
Documents = Mapping[str, frozenset[int]]
"""Which documents tell each telling."""
_MARGIN = 0.7


@dataclass(frozen=True, slots=True)
class Link:
    """Two tellings, by key, in order, that are one event: how surely (log-odds), and why."""

    one: str
    other: str
    score: float
    reason: str


def resolve_events(tellings: Tellings, documents: Documents) -> tuple[list[set[str]], list[Link]]:
    """The events, each the keys of its tellings, and the links that make them.

    What one document tells as two events is two.
    """
    links = link_tellings(tellings, list_candidates(tellings))
    links, apart = separate_tellings(tellings, documents, links)
    return join_tellings(tellings, links, apart), links


def list_candidates(tellings: Tellings) -> set[Pair]:
    """The pairs of tellings that share a key."""
    blocks: defaultdict[str, list[str]] = defaultdict(list)
    for key in sorted(tellings):
        for block in list_block_keys(tellings[key]):
            blocks[block].append(key)
    return {pair for keys in blocks.values() for pair in combinations(keys, 2)}


def link_tellings(tellings: Tellings, pairs: Iterable[Pair]) -> list[Link]:
    """The links among `pairs`."""
    verdicts = ((one, other, score_tellings(tellings[one], tellings[other])) for one, other in sorted(pairs))
    return [
        Link(one, other, verdict.score, verdict.reason) for one, other, verdict in verdicts if verdict.score >= LINK
    ]


def separate_tellings(
    tellings: Tellings, documents: Documents, links: Sequence[Link], rulings: Sequence[Ruling[str]] = ()
) -> tuple[list[Link], set[Pair]]:
    """The links that hold, and the pairs, of tellings that links or rulings connect, that are two events.

    A telling that could about as well be of one event as of another, where these are unlike, is left alone.
    """
    apart: set[Pair] = set()
    unlike: set[Pair] = set()
    told_twice: set[Pair] = set()
    for component in _list_components(links, rulings):
        for one, other in combinations(sorted(component), 2):
            score = score_tellings(tellings[one], tellings[other]).score
            if not documents[one].isdisjoint(documents[other]):
                told_twice.add((one, other))
            if score < 0:
                unlike.add((one, other))
            if score <= APART:
                apart.add((one, other))
    for ruling in reversed(rulings):
        apart -= _list_overruled(ruling, apart)
        unlike -= _list_overruled(ruling, unlike)
        unlike.update(ruling.apart)
    apart |= told_twice
    unlike |= told_twice
    kept = [link for link in links if (link.one, link.other) not in apart]
    return list(_drop_ambiguous(kept, unlike)), apart


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


def _list_components(links: Sequence[Link], rulings: Sequence[Ruling[str]]) -> list[set[str]]:
    keys = {key for link in links for key in (link.one, link.other)}
    ruled = [frozenset(side) for ruling in rulings for side in ruling.sides]
    return join_tellings(sorted(keys.union(*ruled)), links, (), [Ruling((side,)) for side in ruled])


def _drop_ambiguous(links: Sequence[Link], unlike: set[Pair]) -> Iterator[Link]:
    by_telling: defaultdict[str, list[Link]] = defaultdict(list)
    for link in links:
        by_telling[link.one].append(link)
        by_telling[link.other].append(link)
    lost = {key for key, mine in by_telling.items() if _is_ambiguous(key, mine, unlike)}
    return (link for link in links if link.one not in lost and link.other not in lost)


def _is_ambiguous(key: str, links: Sequence[Link], unlike: set[Pair]) -> bool:
    """Whether the telling's best link has a rival of about its score to a telling unlike that at its end."""
    best = min(links, key=lambda link: (-link.score, link.one, link.other))
    home = _get_end(best, key)
    rivals = (_get_end(link, key) for link in links if link.score >= best.score - _MARGIN)
    return any((min(home, rival), max(home, rival)) in unlike for rival in rivals)


def _get_end(link: Link, key: str) -> str:
    return link.other if link.one == key else link.one
