"""One name in documents of different countries: one organization where anything links these, and else several."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from corpdb.resolution.clustering import Link, partition
from corpdb.resolution.names import Name, dissect, list_parting, read_countries, strip_countries, strip_parting
from corpdb.resolution.scoring import SCORES, Reason


@dataclass(frozen=True, slots=True)
class Homonyms:
    """The names that are one because they are the same, and those that are two although they are."""

    links: Sequence[Link[Name]]
    apart: Sequence[tuple[Name, Name]]


def sort_homonyms(names: Iterable[Name], links: Iterable[Link[Name]]) -> Homonyms:
    """Which of `names` that differ in nothing but the countries of their documents are one organization.

    A document that speaks of two countries links those that speak of either, and so does a number that two names have
    in a register, by `links`. What is left in several circles of countries is several organizations, and a name whose
    documents speak of no country is of none of them; where there is one circle, all are of it.
    """
    groups: defaultdict[tuple[str, str], list[Name]] = defaultdict(list)
    for name in sorted(names):
        groups[name.sense, dissect(name).block].append(name)
    abroad = [group for group in groups.values() if any(read_countries(name.scope) for name in group)]
    numbered = [link for link in links if link.score == SCORES[Reason.IDENTIFIER]]
    circles = [(group, _find_circles(group, numbered)) for group in abroad]
    same = [link for group, parts in circles for link in _link_same(group, parts)]
    return Homonyms(same, [pair for _, parts in circles for pair in _part(parts)])


def can_be_same(one: Name, other: Name) -> bool:
    """Whether two names differ in nothing but the countries of their documents."""
    return one != other and _identify(one) == _identify(other)


def _identify(name: Name) -> tuple[str, ...]:
    return name.form, name.sense, strip_countries(name.scope), *list_parting(name.scope)


def _find_circles(group: Sequence[Name], numbered: Iterable[Link[Name]]) -> list[Sequence[Name]]:
    """The names with countries, in groups that nothing links; beside several of these what has no country."""
    located = [name for name in group if read_countries(name.scope)]
    by_country: defaultdict[str, list[Name]] = defaultdict(list)
    for name in located:
        for country in read_countries(name.scope):
            by_country[country].append(name)
    shared = [Link(*pair, 1.0) for fellows in by_country.values() for pair in pairwise(fellows)]
    known = frozenset(located)
    shared += [link for link in numbered if link.one in known and link.other in known]
    circles: list[Sequence[Name]] = list(partition(located, shared, ()).groups)
    nowhere = [name for name in group if not strip_parting(name.scope)]
    return [*circles, nowhere] if nowhere and len(circles) > 1 else circles


def _link_same(group: Sequence[Name], circles: Sequence[Sequence[Name]]) -> list[Link[Name]]:
    """Links of the same names of each circle; of all, where there is but one."""
    score = SCORES[Reason.SAME_NAME]
    return [
        Link(*pair, score)
        for circle in ([group] if len(circles) == 1 else circles)
        for same in _gather_same(circle)
        for pair in pairwise(same)
    ]


def _gather_same(names: Iterable[Name]) -> list[list[Name]]:
    found: defaultdict[tuple[str, ...], list[Name]] = defaultdict(list)
    for name in names:
        found[_identify(name)].append(name)
    return list(found.values())


def _part(circles: Sequence[Sequence[Name]]) -> list[tuple[Name, Name]]:
    """The pairs of names of different circles."""
    return [(one, other) for first, second in combinations(circles, 2) for one in first for other in second]
