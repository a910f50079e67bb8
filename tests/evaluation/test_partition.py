"""The measures of a partition, beside examples worked out by hand."""

import pytest

from corpdb.evaluation.partition import Agreement, compare_partitions


def test_the_same_partition_under_other_names_is_perfect() -> None:
    figures = compare_partitions([("a", 1), ("a", 1), ("b", 2)])
    assert (figures.pairs, figures.items) == (Agreement(1, 1), Agreement(1, 1))
    assert (figures.size, figures.true_clusters, figures.found_clusters) == (3, 2, 2)


def test_a_thing_cut_in_two_costs_recall_alone() -> None:
    # {1 2 3 4} found as {1 2} {3 4}: 2 of 6 pairs; each item finds 2 of 4.
    figures = compare_partitions([("a", 1), ("a", 1), ("a", 2), ("a", 2)])
    assert figures.pairs == Agreement(1, 2 / 6)
    assert figures.items == Agreement(1, 0.5)


def test_two_things_joined_cost_precision_alone() -> None:
    # {1 2 3} {4} found as {1 2 3 4}: 3 of 6 pairs; three items have 3 of 4 right, one 1 of 4.
    figures = compare_partitions([("a", 1), ("a", 1), ("a", 1), ("b", 1)])
    assert figures.pairs == Agreement(0.5, 1)
    assert figures.items == Agreement((3 * 3 / 4 + 1 / 4) / 4, 1)


def test_a_mixture_is_as_worked_out_by_hand() -> None:
    # True {1 2 3} {4 5}, found {1 2} {3 4 5}: right pairs 12 and 45, found 12 34 35 45, true 12 13 23 45.
    figures = compare_partitions([("a", 1), ("a", 1), ("a", 2), ("b", 2), ("b", 2)])
    assert figures.pairs == Agreement(2 / 4, 2 / 4)
    assert figures.items.precision == pytest.approx((1 + 1 + 1 / 3 + 2 / 3 + 2 / 3) / 5)
    assert figures.items.recall == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1 + 1) / 5)
    assert figures.pairs.f1 == 0.5


def test_things_apart_that_belong_apart_are_perfect() -> None:
    figures = compare_partitions([("a", 1), ("b", 2)])
    assert (figures.pairs, figures.items) == (Agreement(1, 1), Agreement(1, 1))


def test_nothing_to_tell_apart_is_perfect() -> None:
    assert compare_partitions([]).pairs.f1 == 1
