"""Logistic regression over sets of named features: weights in, probabilities out.

A file of `weights/` holds one model for each label that it tells from the rest; `corpdb.extraction.training` makes it.
"""

import gzip
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

import msgspec

_CERTAIN = 35.0


@dataclass(frozen=True, slots=True)
class LogisticModel:
    """Logistic regression over features that are there or not; unknown features weigh nothing."""

    bias: float
    weights: Mapping[str, float]

    def weigh(self, features: Iterable[str]) -> float:
        """The sum of the features' weights."""
        return sum(filter(None, map(self.weights.get, features)), 0.0)

    def score(self, features: Iterable[str]) -> float:
        """The log-odds that the features speak for."""
        return self.bias + self.weigh(features)

    def probability(self, features: Iterable[str]) -> float:
        """The probability, 0 to 1, that the features speak for."""
        return logistic(self.score(features))

    def reasons(self, features: Iterable[str], count: int) -> list[tuple[str, float]]:
        """The `count` features that weigh most, with their weights, for an explanation."""
        found = [(feature, weight) for feature in features if (weight := self.weights.get(feature, 0.0))]
        return sorted(found, key=lambda pair: (-abs(pair[1]), pair[0]))[:count]


def logistic(score: float) -> float:
    """The probability of log-odds."""
    return 1 / (1 + math.exp(-max(-_CERTAIN, min(_CERTAIN, score))))


@dataclass(frozen=True, slots=True, eq=False)
class LogisticFamily:
    """Logistic regressions that have weights in common: `shared`, and for each label what its own model adds."""

    shared: LogisticModel
    own: Mapping[str, LogisticModel]

    def probability(self, label: str, features: Sequence[str]) -> float:
        """The probability that the features speak for `label`."""
        scorer = lay_out(self, (label,))
        return scorer.probability(0, scorer.weigh(features), ())

    def reasons(self, label: str, features: Iterable[str], count: int) -> list[tuple[str, float]]:
        """The `count` features that weigh most for or against `label`, with their weights, for an explanation."""
        found = dict.fromkeys(features)
        weights = {name: self.shared.weigh([name]) + self.own[label].weigh([name]) for name in found}
        return LogisticModel(0.0, weights).reasons(found, count)


class Sums(NamedTuple):
    """The sums of the weights of some features: the shared ones, and each label's own."""

    shared: float
    own: Sequence[float]


class Scorer:
    """Some models of a family laid out feature by feature, so that a feature is looked up once for all of them."""

    def __init__(self, family: LogisticFamily, labels: Sequence[str]) -> None:
        self._models = [family.own[label] for label in labels]
        self._shared = family.shared
        self._rows: dict[str, list[tuple[int, float]]] = {}
        for at, model in enumerate(self._models):
            for feature, weight in model.weights.items():
                self._rows.setdefault(feature, []).append((at, weight))

    def weigh(self, features: Sequence[str]) -> Sums:
        """The sums for features that all labels have in common."""
        own = [0.0] * len(self._models)
        for row in filter(None, map(self._rows.get, features)):
            for at, weight in row:
                own[at] += weight
        return Sums(self._shared.weigh(features), own)

    def probability(self, at: int, sums: Sums, features: Sequence[str]) -> float:
        """The probability of the label number `at`, by the common features of `sums` and its own `features`."""
        own = self._models[at]
        shared = self._shared.bias + sums.shared + self._shared.weigh(features)
        return logistic(shared + (own.bias + (sums.own[at] + own.weigh(features))))


@lru_cache(maxsize=512)
def lay_out(family: LogisticFamily, labels: tuple[str, ...]) -> Scorer:
    """What scores `labels` side by side, made at the first call."""
    return Scorer(family, labels)


@cache
def load_family(name: str) -> LogisticFamily:
    """The models of the file `weights/NAME.json.gz`."""
    data = files("corpdb.extraction").joinpath("weights", f"{name}.json.gz").read_bytes()
    return msgspec.json.decode(gzip.decompress(data), type=LogisticFamily)


def dump_family(family: LogisticFamily) -> bytes:
    """A family as the content of its file; the same family gives the same bytes."""
    return gzip.compress(msgspec.json.encode(family, order="sorted"), mtime=0)
