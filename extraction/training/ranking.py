"""Fitting log-linear models: which of several candidates, or of several labels, is right."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

Features = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Choice:
    """One example: the features of its candidates, which of them are right, and what it weighs."""

    candidates: Sequence[Features]
    right: Sequence[bool]
    weight: float = 1.0


def fit_ranker(choices: Sequence[Choice], *, penalty: float, least: int = 3) -> dict[str, list[float]]:
    """The weights that make the right candidates likely; features in fewer than `least` examples are left out."""
    usable = [one for one in choices if any(one.right)]
    counts = Counter(name for one in usable for name in {name for row in one.candidates for name in row})
    names = sorted(name for name, count in counts.items() if count >= least)
    columns = {name: at for at, name in enumerate(names)}
    matrix, groups, right = _stack(usable, columns)
    weights = np.array([one.weight for one in usable])

    def loss(values: np.ndarray) -> tuple[float, np.ndarray]:
        sums = matrix @ values
        highest = np.maximum.reduceat(sums, groups[:-1])
        sizes = np.diff(groups)
        powers = np.exp(sums - np.repeat(highest, sizes))
        totals = np.add.reduceat(powers, groups[:-1])
        hits = np.add.reduceat(powers * right, groups[:-1])
        every, hit = powers / np.repeat(totals, sizes), powers * right / np.repeat(hits, sizes)
        slope = matrix.T @ ((every - hit) * np.repeat(weights, sizes)) + 2 * penalty * values
        return float(weights @ np.log(totals / hits) + penalty * values @ values), slope

    best = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": 300})
    return {name: [float(value)] for name, value in zip(names, best.x, strict=True)}


def _stack(choices: Sequence[Choice], columns: Mapping[str, int]) -> tuple[csr_matrix, np.ndarray, np.ndarray]:
    values: list[float] = []
    places: list[int] = []
    rows, groups = [0], [0]
    right: list[float] = []
    for choice in choices:
        for features, ok in zip(choice.candidates, choice.right, strict=True):
            for name, value in features.items():
                if name in columns and value:
                    values.append(float(value))
                    places.append(columns[name])
            rows.append(len(values))
            right.append(float(ok))
        groups.append(len(rows) - 1)
    matrix = csr_matrix((values, places, rows), shape=(len(rows) - 1, len(columns)))
    return matrix, np.array(groups), np.array(right)


def fit_labels(
    rows: Sequence[tuple[Features, str]], labels: Sequence[str], *, penalty: float, least: int = 3
) -> dict[str, list[float]]:
    """The weights of each feature for each label."""
    counts = Counter(name for features, _ in rows for name in features)
    kept = {name for name, count in counts.items() if count >= least}
    choices = [
        Choice(
            [{f"{label}\t{name}": value for name, value in features.items() if name in kept} for label in labels],
            [label == right for label in labels],
        )
        for features, right in rows
    ]
    weights = fit_ranker(choices, penalty=penalty, least=1)
    return {name: [weights.get(f"{label}\t{name}", [0.0])[0] for label in labels] for name in sorted(kept)}
