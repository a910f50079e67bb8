"""A log-linear model over named features."""

import gzip
import json
import math
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

Features = Mapping[str, float]


class LinearModel:
    """Weights of named features: one for each label, or a single one where candidates are ranked."""

    def __init__(self, labels: Sequence[str], weights: Mapping[str, Sequence[float]]) -> None:
        self._labels = tuple(labels)
        self._weights = weights

    @classmethod
    def load(cls, name: str) -> "LinearModel":
        """The model `name` of the folder `weights`, compressed or plain, read at the first call: `events/status`."""
        return _load(name)

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels that it tells apart."""
        return self._labels

    def compact(self, smallest: float) -> dict[str, list[float]]:
        """The weights rounded, without features that weigh less than `smallest` for every label."""
        kept = {name: row for name, row in self._weights.items() if max(map(abs, row)) >= smallest}
        return {name: [round(weight, 3) for weight in row] for name, row in sorted(kept.items())}

    def dump(self) -> bytes:
        """The model as the content of a compressed file of weights; the same model gives the same bytes."""
        record = {"labels": self._labels, "weights": self._weights}
        text = json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return gzip.compress(text.encode(), mtime=0)

    def scores(self, features: Features) -> dict[str, float]:
        """The probability of each label."""
        sums = [0.0] * len(self._labels)
        for name, value in features.items():
            for at, weight in enumerate(self._weights.get(name, ())):
                sums[at] += weight * value
        return dict(zip(self._labels, _normalize(sums), strict=True))

    def rank(self, candidates: Sequence[Features]) -> list[float]:
        """The probability that each of the candidates, of which one is right, is that one."""
        return _normalize([self._weigh(features) for features in candidates])

    def _weigh(self, features: Features) -> float:
        found = self._weights.get
        total = 0.0
        for name, value in features.items():
            if row := found(name):
                total += row[0] * value
        return total


@cache
def _load(name: str) -> LinearModel:
    folder = files("corpdb.extraction") / "weights"
    packed = folder / f"{name}.json.gz"
    if packed.is_file():
        data = json.loads(gzip.decompress(packed.read_bytes()))
    else:
        data = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
    return LinearModel(data["labels"], data["weights"])


def _normalize(sums: Sequence[float]) -> list[float]:
    """Sums of weights as probabilities."""
    if not sums:
        return []
    highest = max(sums)
    powers = [math.exp(one - highest) for one in sums]
    total = sum(powers)
    return [power / total for power in powers]
