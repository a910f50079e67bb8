"""Logistic regression over sets of named features: weights in, probabilities out.

A file of `weights/` holds one model for each label that it tells from the rest; `corpdb.extraction.training` makes it.
"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import msgspec

_CERTAIN = 35.0


@dataclass(frozen=True, slots=True)
class LogisticModel:
    """Logistic regression over features that are there or not; unknown features weigh nothing."""

    bias: float
    weights: Mapping[str, float]

    def score(self, features: Iterable[str]) -> float:
        """The log-odds that the features speak for."""
        get = self.weights.get
        return self.bias + sum([get(feature, 0.0) for feature in features])

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


@cache
def load_models(name: str) -> Mapping[str, LogisticModel]:
    """The models of the file `weights/NAME.json`, by label."""
    data = files("corpdb.extraction").joinpath("weights", f"{name}.json").read_bytes()
    return msgspec.json.decode(data, type=dict[str, LogisticModel])
