"""Which pairs were missed and which wrongly joined: the texts that stand behind the figures of `identity.py`."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

_NUMBER = re.compile(r"\d+")


class Label(NamedTuple):
    """One telling: which of the world's it is, which of the database's it became, and the words it was told in."""

    truth: str
    found: int
    text: str


@dataclass(frozen=True, slots=True)
class Mistake:
    """Two heaps of tellings, a wrong line between them or none: how many pairs that is, whose, and in what words."""

    pairs: int
    truths: tuple[str, str]
    texts: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Mistakes:
    """What is one and was found as two, and what is two and was found as one; the worst first."""

    missed: tuple[Mistake, ...]
    wrong: tuple[Mistake, ...]


def find_mistakes(labels: Iterable[Label]) -> Mistakes:
    """The mistakes behind `labels`, all of them."""
    texts: defaultdict[tuple[str, int], Counter[str]] = defaultdict(Counter)
    for truth, found, text in labels:
        texts[truth, found][text] += 1
    by_truth: defaultdict[str, list[tuple[str, int]]] = defaultdict(list)
    by_found: defaultdict[int, list[tuple[str, int]]] = defaultdict(list)
    for cell in texts:
        by_truth[cell[0]].append(cell)
        by_found[cell[1]].append(cell)
    return Mistakes(_list_pairs(by_truth.values(), texts), _list_pairs(by_found.values(), texts))


def describe_mistakes(name: str, mistakes: Mistakes, most: int) -> list[str]:
    """Lines for a reader: for missed and for wrong pairs how many there are of what, and the `most` weighty ones."""
    lines: list[str] = []
    for sort, listed in (("missed", mistakes.missed), ("wrong", mistakes.wrong)):
        families = Counter[str]()
        for one in listed:
            families[" | ".join(sorted(_NUMBER.sub("N", truth) for truth in set(one.truths)))] += one.pairs
        lines += [f"  {name}: {families.total():,} pairs {sort}"]
        lines += [f"    {number:>7,}  {family}" for family, number in families.most_common(most)]
        lines += [f"    {one.pairs:>7,}  {' = '.join(sorted(set(one.truths)))}: {_quote(one)}" for one in listed[:most]]
    return lines


def _list_pairs(
    groups: Iterable[list[tuple[str, int]]], texts: dict[tuple[str, int], Counter[str]]
) -> tuple[Mistake, ...]:
    """The pairs of cells of each group."""
    found = [
        Mistake(
            texts[one].total() * texts[other].total(),
            (one[0], other[0]),
            (_name_most(texts[one]), _name_most(texts[other])),
        )
        for group in groups
        for one, other in combinations(sorted(group), 2)
    ]
    return tuple(sorted(found, key=lambda one: (-one.pairs, one.truths, one.texts)))


def _name_most(texts: Counter[str]) -> str:
    """The words that most of the tellings use, and how many do."""
    return "; ".join(
        f"{text} ({number})" for text, number in sorted(texts.most_common(3), key=lambda row: (-row[1], row))
    )


def _quote(mistake: Mistake) -> str:
    return " <> ".join(mistake.texts)
