"""Logistic regression over sets of named features: weights in, probabilities out.

A file of `weights/` holds one model for each label that it tells from the rest; `corpdb.extraction.training` makes it.
"""

import gzip
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import msgspec

_CERTAIN = 35.0


@dataclass(frozen=True, slots=True)
class LogisticModel:
    """Logistic regression over features that are there or not; unknown features weigh nothing."""

    bias: float
    weights: Mapping[str, float]

    def weigh(self, features: Iterable[str], start: float = 0.0) -> float:
        """The sum of the features' weights, on top of `start`."""
        return sum(filter(None, map(self.weights.get, features)), start)

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


class Common(NamedTuple):
    """Features that several labels are scored by, and what the shared weights make of them."""

    features: Sequence[str] = ()
    shared: float = 0.0


_NOTHING = Common()


@dataclass(frozen=True, slots=True, eq=False)
class LogisticFamily:
    """Logistic regressions that have weights in common: `shared`, and for each label what its own model adds."""

    shared: LogisticModel
    own: Mapping[str, LogisticModel]

    def weigh_common(self, features: Sequence[str]) -> Common:
        """The features that several labels will be scored by, weighed as far as they can be for all of them."""
        return Common(features, self.shared.weigh(features))

    def probability(self, label: str, features: Sequence[str], common: Common = _NOTHING) -> float:
        """The probability that the features, with those in `common`, speak for `label`."""
        own = self.own[label]
        shared = self.shared.bias + common.shared + self.shared.weigh(features)
        return logistic(shared + (own.bias + own.weigh(features, own.weigh(common.features))))

    def reasons(self, label: str, features: Iterable[str], count: int) -> list[tuple[str, float]]:
        """The `count` features that weigh most for or against `label`, with their weights, for an explanation."""
        found = dict.fromkeys(features)
        weights = {name: self.shared.weigh([name]) + self.own[label].weigh([name]) for name in found}
        return LogisticModel(0.0, weights).reasons(found, count)


@cache
def load_family(name: str) -> LogisticFamily:
    """The models of the file `weights/NAME.json.gz`."""
    data = files("corpdb.extraction").joinpath("weights", f"{name}.json.gz").read_bytes()
    return msgspec.json.decode(gzip.decompress(data), type=LogisticFamily)


def dump_family(family: LogisticFamily) -> bytes:
    """A family as the content of its file; the same family gives the same bytes."""
    return gzip.compress(msgspec.json.encode(family, order="sorted"), mtime=0)
