"""A linear model of sparse features: each feature that holds adds its weights to the scores of the classes."""

import gzip
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from math import exp


@dataclass(frozen=True, slots=True)
class SoftmaxModel:
    """Scores of `classes`: the sum of their `biases` and of the `weights` of the features that hold."""

    classes: Sequence[str]
    biases: Sequence[float]
    weights: Mapping[str, Sequence[float]]

    def predict(self, features: Iterable[str]) -> dict[str, float]:
        """The probability of each class, given the features that hold; a feature never seen says nothing."""
        scores = list(self.biases)
        for feature in features:
            row = self.weights.get(feature)
            if row:
                for at, weight in enumerate(row):
                    scores[at] += weight
        top = max(scores)
        odds = [exp(score - top) for score in scores]
        total = sum(odds)
        return {name: odd / total for name, odd in zip(self.classes, odds, strict=True)}

    def dump(self) -> bytes:
        """The model as the content of a file of weights."""
        record = {"classes": list(self.classes), "biases": list(self.biases), "weights": dict(self.weights)}
        text = json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return gzip.compress(text.encode(), mtime=0)


def load_model(place: Traversable) -> SoftmaxModel:
    """The model in the file `place`, as `dump` wrote it."""
    record = json.loads(gzip.decompress(place.read_bytes()))
    return SoftmaxModel(record["classes"], record["biases"], record["weights"])
