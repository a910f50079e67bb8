"""The figures on our own articles do not fall: each is at least what stands in `floors.json`."""

import pytest

from corpdb.evaluation.figures import Figure
from tools.figures import FLOORS, measure, read_floors

FALLEN = (
    "it has fallen; mend what made it fall, or read the mistakes (corpdb evaluate tests/gold seeds --errors) and write"
)
HOW = "the floors anew: python -m uv run python -m tools.figures"


@pytest.fixture(scope="module")
def figures() -> dict[str, Figure]:
    return measure()


@pytest.mark.parametrize("name", read_floors())
def test_a_figure_does_not_fall(name: str, figures: dict[str, Figure]) -> None:
    floor = read_floors()[name]
    figure = figures[name]
    value = figure.accuracy if figure.measure.is_value else figure.f1
    assert value is not None
    assert value >= floor, f"{name} is {value:.4f}, its floor {floor}: {FALLEN} {HOW}"


def test_every_figure_has_its_floor(figures: dict[str, Figure]) -> None:
    assert figures.keys() == read_floors().keys(), f"{FLOORS.name} lists others; write {HOW}"
