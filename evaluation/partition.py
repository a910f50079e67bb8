"""How well things are told apart: a partition that was found, beside the true one, by pairs and by items (B-cubed)."""

from collections import Counter
from collections.abc import Hashable, Iterable
from dataclasses import dataclass
from math import fsum


@dataclass(frozen=True, slots=True)
class Agreement:
    """Precision, and recall: what share of the joining done was right, and what share of the right joining was done."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class PartitionFigures:
    """A found partition beside the true one.

    `pairs` counts two items that are one thing; `items` (B-cubed) asks of each item what share of those joined with it
    is right, and what share of those that should be is joined with it, so that a thing often told weighs no more for
    each of its items than one told once.
    """

    size: int
    true_clusters: int
    found_clusters: int
    pairs: Agreement
    items: Agreement


def compare_partitions(labels: Iterable[tuple[Hashable, Hashable]]) -> PartitionFigures:
    """The figures of items that each have a true label and a found one; items of equal label are one thing."""
    cells = Counter(labels)
    true, found = Counter[Hashable](), Counter[Hashable]()
    for (truth, label), count in cells.items():
        true[truth] += count
        found[label] += count
    size = true.total()
    together = _count_pairs(cells.values())
    pairs = Agreement(_divide(together, _count_pairs(found.values())), _divide(together, _count_pairs(true.values())))
    precision = fsum(count * count / found[label] for (_, label), count in cells.items())
    recall = fsum(count * count / true[truth] for (truth, _), count in cells.items())
    return PartitionFigures(
        size, len(true), len(found), pairs, Agreement(_divide(precision, size), _divide(recall, size))
    )


def _count_pairs(sizes: Iterable[int]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes)


def _divide(part: float, whole: float) -> float:
    """The share; of nothing, all is right."""
    return part / whole if whole else 1.0
