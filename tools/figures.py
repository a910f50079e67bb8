"""Write the floors of the figures on our own articles: what they are now, less a little.

python -m uv run python -m tools.figures
"""

import json
import math
from pathlib import Path

from corpdb.evaluation.figures import Figure, group_all, group_by_language, sum_up
from corpdb.evaluation.grading import Measure
from corpdb.pipeline.evaluation import evaluate_folder

ROOT = Path(__file__).parents[1]
GOLD = ROOT / "tests" / "gold"
SEEDS = ROOT / "seeds"
FLOORS = ROOT / "tests" / "evaluation" / "floors.json"
# So far a figure may fall unseen: numbers of other machines may differ in their last digit, and an event with them.
_TOLERANCE = 0.005
# A share of fewer values than these jumps with each of them.
_FEWEST = 20
_BY_LANGUAGE = (Measure.ORGANIZATIONS, Measure.EVENTS, Measure.STRICT, Measure.ARGUMENTS)


def main() -> None:
    """Write each floor anew."""
    floors = {name: _lower(figure) for name, figure in measure().items()}
    FLOORS.write_text(json.dumps(floors, indent=2) + "\n", "utf-8")


def measure() -> dict[str, Figure]:
    """The figures on our own articles that are many enough to tell something, by name; the main ones by language."""
    grades = evaluate_folder(str(GOLD), [str(SEEDS)]).grades
    figures = {figure.measure.value: figure for figure in sum_up(grades, group_all) if figure.gold >= _FEWEST}
    by_language = (figure for figure in sum_up(grades, group_by_language) if figure.measure in _BY_LANGUAGE)
    return figures | {f"{figure.group} {figure.measure.value}": figure for figure in by_language}


def read_floors() -> dict[str, float]:
    """The floors by name."""
    return json.loads(FLOORS.read_text("utf-8"))


def _lower(figure: Figure) -> float:
    """What the figure may not fall below."""
    value = (figure.accuracy or 0) if figure.measure.is_value else figure.f1
    return math.floor(1000 * max(0.0, value - _TOLERANCE)) / 1000


if __name__ == "__main__":
    main()
