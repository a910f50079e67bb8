"""The figures of many graded articles: precision, recall, F1 and accuracy, in all or by groups."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from corpdb.evaluation.grading import Count, Grade, Measure, count_grade

_NUMBERED = re.compile(r"(.*?)[\W_]*\d")


@dataclass(frozen=True, slots=True)
class Figure:
    """One measure over a group of articles or events; `group` is empty for all of them."""

    group: str
    measure: Measure
    gold: int
    found: int
    right: int

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.right / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of what is annotated that was found."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if self.right else 0.0

    @property
    def accuracy(self) -> float | None:
        """The share of the values that are as annotated; None where none is annotated."""
        return self.right / self.gold if self.gold else None


Group = Callable[[Grade, Count], str | None]
"""What a count belongs to; None leaves it out."""


def sum_up(grades: Iterable[Grade], group: Group) -> list[Figure]:
    """The figures by group, the groups by name, the measures in their own order; measures without a count are left."""
    sums: defaultdict[tuple[str, Measure], list[int]] = defaultdict(lambda: [0, 0, 0])
    for graded in grades:
        for count in count_grade(graded):
            if (name := group(graded, count)) is not None:
                numbers = sums[name, count.measure]
                for at, number in enumerate((count.gold, count.found, count.right)):
                    numbers[at] += number
    measures = list(Measure)
    ranked = sorted(sums, key=lambda key: (key[0], measures.index(key[1])))
    return [Figure(name, measure, *sums[name, measure]) for name, measure in ranked]


def group_all(_graded: Grade, _count: Count) -> str:
    """All in one group."""
    return ""


def group_by_type(_graded: Grade, count: Count) -> str | None:
    """The event's type; what belongs to no event is left out."""
    return count.type.value if count.type else None


def group_by_language(graded: Grade, _count: Count) -> str:
    """The language that the annotation states."""
    return graded.gold.language or "unknown"


def group_by_name(graded: Grade, _count: Count) -> str:
    """What the article's name begins with, up to its first number: `fr-tech` of `fr-tech-105-starlink`."""
    match = _NUMBERED.match(graded.name)
    return match[1] if match else graded.name
