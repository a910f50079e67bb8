import math

import pytest

from corpdb.extraction.learning.logistic import LogisticFamily, LogisticModel, dump_family, logistic

FAMILY = LogisticFamily(
    LogisticModel(-1.0, {"sign": 2.0, "both": 0.5}),
    {"a": LogisticModel(0.0, {"both": 1.0}), "b": LogisticModel(0.5, {"own": -3.0})},
)


def test_features_add_their_weights_and_unknown_ones_none() -> None:
    model = LogisticModel(0.5, {"sign": 1.5})
    assert model.score(["sign", "never seen"]) == pytest.approx(2.0)
    assert model.probability(["sign"]) == pytest.approx(1 / (1 + math.exp(-2)))


def test_far_scores_are_certain_and_overflow_nothing() -> None:
    assert logistic(1e6) == pytest.approx(1)
    assert logistic(-1e6) == pytest.approx(0)


def test_a_family_adds_shared_and_own_weights() -> None:
    assert FAMILY.probability("a", ["sign", "both"]) == pytest.approx(logistic(-1 + 2 + 0.5 + 1))
    assert FAMILY.probability("b", ["sign", "both"]) == pytest.approx(logistic(-1 + 2 + 0.5 + 0.5))


@pytest.mark.parametrize("label", ["a", "b"])
def test_common_features_count_as_much_as_a_label_s_own(label: str) -> None:
    common = FAMILY.weigh_common(["sign", "both"])
    together = FAMILY.probability(label, ["sign", "both", "own"])
    assert FAMILY.probability(label, ["own"], common) == pytest.approx(together)


def test_reasons_are_the_heaviest_features_of_shared_and_own_weights() -> None:
    assert FAMILY.reasons("b", ["both", "own", "sign", "never seen"], 2) == [("own", -3.0), ("sign", 2.0)]
    assert FAMILY.reasons("a", ["both"], 5) == [("both", 1.5)]


def test_the_same_family_gives_the_same_file() -> None:
    turned = LogisticFamily(
        LogisticModel(-1.0, {"both": 0.5, "sign": 2.0}), {label: FAMILY.own[label] for label in ("b", "a")}
    )
    assert dump_family(turned) == dump_family(FAMILY)
