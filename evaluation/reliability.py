"""Whether confidence means what it says: of the events told with 0.7, seven in ten should be right."""

from collections.abc import Iterable
from dataclasses import dataclass

from corpdb.evaluation.grading import Grade

BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """The events found with a confidence of `low` to `high`, the latter not included but for 1.

    `predicted` is their mean confidence; `observed` the share of them that the article's annotation has, `strict`
    the share that it has with the same kind and key participants.
    """

    low: float
    high: float
    events: int
    predicted: float
    observed: float
    strict: float


def make_bins(grades: Iterable[Grade]) -> list[Bin]:
    """The events that were found, by confidence, the lowest first; empty bins are left out."""
    told: list[list[tuple[float, bool, bool]]] = [[] for _ in range(BINS)]
    for graded in grades:
        pairs = {pair.found: pair for pair in graded.events}
        for j, event in enumerate(graded.found.events):
            if event.confidence is not None:
                at = min(int(event.confidence * BINS), BINS - 1)
                told[at].append((event.confidence, j in pairs, j in pairs and graded.is_strict(pairs[j])))
    return [_make_bin(at, rows) for at, rows in enumerate(told) if rows]


def _make_bin(at: int, rows: list[tuple[float, bool, bool]]) -> Bin:
    means = (sum(column) / len(rows) for column in zip(*rows, strict=True))
    predicted, observed, strict = means
    return Bin(at / BINS, (at + 1) / BINS, len(rows), predicted, observed, strict)


def measure_gap(bins: Iterable[Bin]) -> float | None:
    """The mean distance of predicted and observed over all events (expected calibration error); None without any."""
    bins = list(bins)
    events = sum(each.events for each in bins)
    return sum(each.events * abs(each.predicted - each.observed) for each in bins) / events if events else None
