"""One name in documents of different countries: one organization where anything links these, and else several."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import chain, combinations, pairwise

from corpdb.resolution.clustering import Link, partition
from corpdb.resolution.names import (
    Name,
    dissect,
    list_parting,
    read_countries,
    read_homes,
    strip_countries,
    strip_parting,
)
from corpdb.resolution.scoring import SCORES, Reason

# A home that so many times fewer documents state than another one is a misreading, or too rare to tell.
_RARE = 4
# Names of one block that are one organization as far as countries tell; and those that one number makes one.
_Circle = Sequence[Name]
_Unit = tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class Homonyms:
    """The names that are one because they are the same, and those that are two although they are."""

    links: Sequence[Link[Name]]
    apart: Sequence[tuple[Name, Name]]


def sort_homonyms(names: Iterable[Name], links: Iterable[Link[Name]], documents: Mapping[Name, int]) -> Homonyms:
    """Which of `names` that differ in nothing but countries are one organization.

    A document that speaks of two countries links those that speak of either, and so does a number that two names have
    in a register, by `links`. But where documents state several homes, about as many `documents` each, these are
    several organizations, and a name of which none is stated is of the one that alone is at home in a country of which
    its document speaks. What is left in several circles of countries is several organizations, and a name whose
    documents speak of no country is of none of them; where there is one circle, all are of it.
    """
    groups: defaultdict[tuple[str, str], list[Name]] = defaultdict(list)
    for name in sorted(names):
        groups[name.sense, dissect(name).block].append(name)
    abroad = [group for group in groups.values() if any(read_countries(name.scope) for name in group)]
    numbered = [link for link in links if link.score == SCORES[Reason.IDENTIFIER]]
    circles = [(group, _find_circles(group, numbered, documents)) for group in abroad]
    same = [link for group, parts in circles for link in _link_same(group, parts)]
    return Homonyms(same, [pair for _, parts in circles for pair in _part(parts)])


def can_be_same(one: Name, other: Name) -> bool:
    """Whether two names differ in nothing but the countries of their documents."""
    return one != other and _identify(one) == _identify(other)


def _identify(name: Name) -> tuple[str, ...]:
    return name.form, name.sense, strip_countries(name.scope), *list_parting(name.scope)


def _find_circles(group: _Circle, numbered: Iterable[Link[Name]], documents: Mapping[Name, int]) -> list[_Circle]:
    """The names with countries, in groups that nothing links; beside several of these what has no country."""
    located = [name for name in group if read_countries(name.scope)]
    known = frozenset(located)
    numbers = [link for link in numbered if link.one in known and link.other in known]
    units = partition(located, numbers, ()).groups
    circles = [circle for linked in _gather(units, _list_countries) for circle in _split(linked, documents)]
    nowhere = [name for name in group if not strip_parting(name.scope)]
    return [*circles, nowhere] if nowhere and len(circles) > 1 else circles


def _split(units: Sequence[_Unit], documents: Mapping[Name, int]) -> Iterator[_Circle]:
    """What countries link, by the homes that documents state: a circle for each, and for what is of none of them."""
    stated = _gather(filter(_list_sure_homes, units), _list_sure_homes)
    homes = [_join(map(_list_sure_homes, home)) for home in stated]
    told = [sum(documents.get(name, 1) for unit in home for name in unit) for home in stated]
    is_one = any(number >= _RARE * (sum(told) - number) for number in told)
    found: defaultdict[int | None, list[_Unit]] = defaultdict(list)
    for unit in units:
        found[0 if is_one else _choose_home(unit, homes)].append(unit)
    rest = _gather(found.pop(None, ()), _list_countries)
    return (list(chain.from_iterable(circle)) for circle in (*found.values(), *rest))


def _choose_home(unit: _Unit, homes: Sequence[AbstractSet[str]]) -> int | None:
    """The place of the only one of `homes` that has a country of the unit's."""
    countries = _list_sure_homes(unit) or _list_homes(unit) or _list_countries(unit)
    fitting = [number for number, home in enumerate(homes) if not home.isdisjoint(countries)]
    return fitting[0] if len(fitting) == 1 else None


def _gather(units: Iterable[_Unit], list_countries: Callable[[_Unit], AbstractSet[str]]) -> Sequence[Sequence[_Unit]]:
    """The units that hang together by the countries that they share, of those that are listed of each."""
    by_country: defaultdict[str, list[_Unit]] = defaultdict(list)
    listed = list(units)
    for unit in listed:
        for country in list_countries(unit):
            by_country[country].append(unit)
    links = (Link(*pair, 1.0) for fellows in by_country.values() for pair in pairwise(fellows))
    return partition(listed, links, ()).groups


def _list_countries(unit: _Unit) -> AbstractSet[str]:
    return _join(read_countries(name.scope) for name in unit)


def _list_homes(unit: _Unit) -> AbstractSet[str]:
    return _join(read_homes(name.scope) for name in unit)


def _list_sure_homes(unit: _Unit) -> AbstractSet[str]:
    """The countries where documents say it is at home which name no other one."""
    return _join(homes for name in unit if len(homes := read_homes(name.scope)) == 1)


def _join(sets: Iterable[AbstractSet[str]]) -> AbstractSet[str]:
    return frozenset(chain.from_iterable(sets))


def _link_same(group: _Circle, circles: Sequence[_Circle]) -> list[Link[Name]]:
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


def _part(circles: Sequence[_Circle]) -> list[tuple[Name, Name]]:
    """The pairs of names of different circles."""
    return [(one, other) for first, second in combinations(circles, 2) for one in first for other in second]
