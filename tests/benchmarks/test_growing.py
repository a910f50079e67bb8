"""The worlds whose loads are compared: the same documents, in one order or the other, and none of them told twice."""

import pytest
from growing import Growth, Pair, Part, Work, World

COUNTS = (1000, 12_000)


@pytest.mark.parametrize("mingled", [False, True])
def test_each_document_of_each_land_comes_once(*, mingled: bool) -> None:
    world = World(1, COUNTS, mingled)
    places = {world.find_place(index) for index in range(COUNTS[-1])}
    assert places == {(land, place) for land in range(12) for place in range(1000)}


def test_a_batch_is_about_one_land_or_about_as_many_as_share_a_year() -> None:
    one, ten = ({World(1, COUNTS, mingled).find_place(index)[0] for index in range(200)} for mingled in (False, True))
    assert one == {0}
    assert ten == set(range(10))


@pytest.mark.parametrize("mingled", [False, True])
def test_small_loads_are_about_lands_of_their_own(*, mingled: bool) -> None:
    world = World(1, COUNTS, mingled)
    assert {world.find_place(COUNTS[-1] + index)[0] for index in range(2000)} == {12, 13}


def test_what_all_documents_cost_until_a_size_is_weighed_by_their_number() -> None:
    parts = [Part(1000, Pair(2, 2), 100), Part(3000, Pair(2, 5), 100), Part(9000, Pair(1, 9), 100)]
    assert Growth(parts, Pair(1, 1), None, Work(Pair(1, 1), None), Pair(1, 1), None).sum_up(3000) == Pair(2, 4)
