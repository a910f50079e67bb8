"""The ranking model, with the weights of each class of expressions added up beforehand."""

from collections.abc import Mapping, Sequence
from functools import cache

from corpdb.extraction.learning.linear import LinearModel

Features = dict[str, float]

_NAME = "discourse/anaphora"


class ClassModel:
    """A log-linear model in which each feature has a weight for all expressions and one for each class of them."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self._weights = weights
        self._classes: dict[str, LinearModel] = {}

    def rank(self, kind: str, candidates: Sequence[Features]) -> list[float]:
        """The chance of each of the candidates of an expression of the class `kind`."""
        model = self._classes.get(kind)
        if model is None:
            model = self._classes[kind] = LinearModel([""], self._add_up(f"{kind}: "))
        return model.rank(candidates)

    def _add_up(self, prefix: str) -> dict[str, list[float]]:
        own = {name.removeprefix(prefix): weight for name, weight in self._weights.items() if name.startswith(prefix)}
        names = self._weights.keys() | own.keys()
        return {name: [self._weights.get(name, 0.0) + own.get(name, 0.0)] for name in names}


def expand(kind: str, features: Features) -> Features:
    """The features as they are learned: for all expressions and for those of the class `kind`."""
    return {**features, **{f"{kind}: {name}": value for name, value in features.items()}}


@cache
def load_model() -> ClassModel:
    """The trained model, read at the first call."""
    weights = LinearModel.load(_NAME).compact(0.0)
    return ClassModel({name: row[0] for name, row in weights.items()})
