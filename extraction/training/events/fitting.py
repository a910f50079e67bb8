"""Fitting log-linear models to labelled feature sets, and predicting each document by models that never saw it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from corpdb.extraction.learning.logistic import LogisticFamily, LogisticModel

_SMALLEST = 0.015
_DIGITS = 3
_ALWAYS = "@"


@dataclass(frozen=True, slots=True)
class Example:
    """One decision to learn: its features, what is right, and the document it comes from."""

    features: Sequence[str]
    label: bool
    document: int
    weight: float = 1.0


def fit_model(examples: Sequence[Example], *, strength: float, rarest: int = 2) -> LogisticModel:
    """Logistic regression with an L2 penalty of 1/`strength`, over features that at least `rarest` examples have."""
    labels = {example.label for example in examples}
    if len(labels) < 2:  # noqa: PLR2004 (there is nothing to tell apart)
        return LogisticModel(-20.0 if labels != {True} else 20.0, {})
    columns = _number_features(examples, rarest)
    matrix = _make_matrix(examples, columns)
    model = LogisticRegression(C=strength, solver="liblinear", max_iter=1000, random_state=0)
    model.fit(matrix, [example.label for example in examples], sample_weight=[e.weight for e in examples])
    found = model.coef_[0]
    weights = {name: round(float(found[column]), _DIGITS) for name, column in columns.items()}
    kept = {name: weight for name, weight in sorted(weights.items()) if abs(weight) >= _SMALLEST}
    return LogisticModel(round(float(model.intercept_[0]), _DIGITS), kept)


def _number_features(examples: Sequence[Example], rarest: int) -> dict[str, int]:
    counts: dict[str, int] = {}
    for example in examples:
        for feature in set(example.features):
            counts[feature] = counts.get(feature, 0) + 1
    return {name: column for column, name in enumerate(sorted(n for n, count in counts.items() if count >= rarest))}


def _make_matrix(examples: Sequence[Example], columns: dict[str, int]) -> csr_matrix:
    indices: list[int] = []
    starts = [0]
    for example in examples:
        indices += sorted(columns[feature] for feature in example.features if feature in columns)
        starts.append(len(indices))
    matrix = csr_matrix((np.ones(len(indices)), indices, starts), shape=(len(examples), max(len(columns), 1)))
    matrix.sum_duplicates()
    return matrix


def fit_family(families: Mapping[str, Sequence[Example]], *, strength: float, rarest: int = 2) -> LogisticFamily:
    """One model for each label, learned together: what a feature says for all labels, and what it adds for one.

    This is feature augmentation (H. Daume III, Frustratingly Easy Domain Adaptation, ACL 2007): labels with few
    examples lean on what all have in common.
    """
    examples = [
        replace(one, features=[*one.features, *(f"{label}|{feature}" for feature in (*one.features, _ALWAYS))])
        for label, own in families.items()
        for one in own
    ]
    joint = fit_model(examples, strength=strength, rarest=rarest)
    own: dict[str, dict[str, float]] = {label: {} for label in families}
    shared: dict[str, float] = {}
    for name, weight in joint.weights.items():
        label, mark, feature = name.partition("|")
        if mark and label in own:
            own[label][feature] = weight
        else:
            shared[name] = weight
    models = {label: LogisticModel(weights.pop(_ALWAYS, 0.0), weights) for label, weights in own.items()}
    return LogisticFamily(LogisticModel(joint.bias, shared), models)
