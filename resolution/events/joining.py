"""Which tellings are of one event: those that may be are compared, and links and separations are handed on."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from corpdb.resolution.events.blocking import list_block_keys
from corpdb.resolution.events.scoring import APART, LINK, score_tellings
from corpdb.resolution.events.telling import Owners, Telling

Pair = tuple[int, int]
_MARGIN = 1.0


@dataclass(frozen=True, slots=True)
class Link:
    """Two tellings, by number, that are one event: how surely (log-odds), and why."""

    one: int
    other: int
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Relations:
    """What pairs of tellings came to: links, and pairs that are two events."""

    links: tuple[Link, ...]
    apart: frozenset[Pair]


def relate_tellings(
    tellings: Mapping[int, Telling], documents: Mapping[int, Iterable[int]], owners: Owners
) -> Relations:
    """Compare all tellings that share a key; `documents` says which documents tell each.

    What one document tells as two events is two. A telling that could as well be of one event as of another, and
    these are two, is left alone.
    """
    told = {number: set(where) for number, where in documents.items()}
    links: list[Link] = []
    apart: set[Pair] = set()
    for one, other in sorted(_list_candidates(tellings, owners)):
        verdict = score_tellings(tellings[one], tellings[other], owners)
        if verdict.score <= APART or told[one] & told[other]:
            apart.add((one, other))
        elif verdict.score >= LINK:
            links.append(Link(one, other, verdict.score, verdict.reason))
    return Relations(tuple(_drop_ambiguous(links, apart)), frozenset(apart))


def _list_candidates(tellings: Mapping[int, Telling], owners: Owners) -> set[Pair]:
    blocks: defaultdict[str, list[int]] = defaultdict(list)
    for number in sorted(tellings):
        for key in list_block_keys(tellings[number], owners):
            blocks[key].append(number)
    return {pair for numbers in blocks.values() for pair in combinations(numbers, 2)}


def _drop_ambiguous(links: Sequence[Link], apart: set[Pair]) -> Iterator[Link]:
    """The links but those of a telling whose best two, of about the same score, are of two events."""
    by_telling: defaultdict[int, list[Link]] = defaultdict(list)
    for link in links:
        by_telling[link.one].append(link)
        by_telling[link.other].append(link)
    dropped: set[Pair] = set()
    for number, mine in by_telling.items():
        best = max(mine, key=lambda link: (link.score, -link.one, -link.other))
        rivals = [link for link in mine if link.score >= best.score - _MARGIN and _is_apart(number, best, link, apart)]
        if rivals:
            dropped.update((link.one, link.other) for link in mine if link.score <= best.score)
    return (link for link in links if (link.one, link.other) not in dropped)


def _is_apart(number: int, one: Link, other: Link, apart: set[Pair]) -> bool:
    ends = sorted(({one.one, one.other} | {other.one, other.other}) - {number})
    return len(ends) == 2 and (ends[0], ends[1]) in apart  # noqa: PLR2004 - the far ends of two links


def join_tellings(numbers: Iterable[int], relations: Relations) -> list[set[int]]:
    """The events: the surest links join first, and none that would join two tellings which are apart."""
    clusters = {number: {number} for number in numbers}
    enemies: defaultdict[int, set[int]] = defaultdict(set)
    for one, other in relations.apart:
        enemies[one].add(other)
        enemies[other].add(one)
    for link in sorted(relations.links, key=lambda link: (-link.score, link.one, link.other)):
        ours, theirs = clusters[link.one], clusters[link.other]
        if ours is theirs or any(enemies[number] & theirs for number in ours):
            continue
        ours |= theirs
        for number in theirs:
            clusters[number] = ours
    return list({id(cluster): cluster for cluster in clusters.values()}.values())
