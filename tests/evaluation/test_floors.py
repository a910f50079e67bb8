"""The figures on our own articles do not fall: each is at least what stands in `floors.json`."""

import pytest

from tools.figures import FLOORS, measure, read_floors

pytestmark = [
    pytest.mark.xdist_group("seeds"),  # in one process: what reads them is dear
    pytest.mark.usefixtures("known_readings", "one_job"),
]
FALLEN = (
    "each has fallen below its floor; mend what made it fall, or read the mistakes"
    " (corpdb evaluate tests/gold seeds --errors) and write"
)
HOW = "the floors anew: python -m uv run python -m tools.figures"


def test_no_figure_falls() -> None:
    figures, floors = measure(), read_floors()
    assert figures.keys() == floors.keys(), f"{FLOORS.name} lists others; write {HOW}"
    values = {name: one.accuracy if one.measure.is_value else one.f1 for name, one in figures.items()}
    fallen = {name: (value, floors[name]) for name, value in values.items() if value is None or value < floors[name]}
    assert fallen == {}, f"{FALLEN} {HOW}"
