"""Numbers stay with what is still told: to what a document says now, from what the same document said before."""

from collections.abc import Collection, Hashable, Iterable, Mapping
from typing import TypeVar

_Row = TypeVar("_Row", bound=Hashable)


def rank_places(before: Collection[str], now: Collection[str]) -> int:
    """How well the places of two facts of a document agree, by their words: the very same (2), one in the other (1)."""
    if not set(before).isdisjoint(now):
        return 2
    return int(any(one in other or other in one for one in before for other in now))


def match_best(pairs: Iterable[tuple[tuple[int, ...], _Row, _Row]]) -> dict[_Row, _Row]:
    """Each of the first to one of the others, the best matches first; `pairs` are weights with what they are of."""
    matched: dict[_Row, _Row] = {}
    taken: set[_Row] = set()
    for _, one, other in sorted(pairs, key=lambda pair: (*(-weight for weight in pair[0]), pair[1], pair[2])):
        if one not in matched and other not in taken:
            matched[one] = other
            taken.add(other)
    return matched


def pass_numbers(
    numbers: Iterable[tuple[int, int]], homes: Mapping[int, int], fellows: Mapping[int, int], heirs: Mapping[int, int]
) -> list[tuple[int, int]]:
    """Where the numbers go that stay with rows which go: pairs of number and row, as they come in.

    `homes` and `fellows` are what the rows that go and those that stay are of. What has a row that stays keeps its own
    number; any other number goes to the row's heir, or else to that of another row of the same. The rest is lost.
    """
    staying: dict[int, int] = {}
    for row, home in sorted(fellows.items()):
        staying.setdefault(home, row)
    inherited: dict[int, int] = {}
    for row, home in sorted(homes.items()):
        if row in heirs:
            inherited.setdefault(home, heirs[row])
    passed: list[tuple[int, int]] = []
    for number, row in numbers:
        home = homes[row]
        heir, fellow = heirs.get(row, inherited.get(home)), staying.get(home)
        new = fellow or heir if number == home else heir or fellow
        passed += [(number, new)] if new else []
    return passed
