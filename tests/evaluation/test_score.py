"""The figures are those of the project's reference: always on record, and live where the reference lies beside us."""

import json
import runpy
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpdb.evaluation.annotation import Annotation
from corpdb.evaluation.figures import group_all, group_by_type, sum_up
from corpdb.evaluation.grading import Grade, Measure, grade
from tests.evaluation.perturbed import perturb

GOLD = sorted((Path(__file__).parents[1] / "gold").glob("*.json"))
RECORD = Path(__file__).with_name("expected-figures.json")
SHARED = next((up / "shared" / "gold" for up in Path(__file__).parents if (up / "shared" / "gold").is_dir()), None)
FOUND = {Measure.ORGANIZATIONS: "org", Measure.EVENTS: "event", Measure.STRICT: "strict", Measure.ARGUMENTS: "arg"}
VALUES = {
    Measure.ORGANIZATION_KIND: "org kind",
    **{each: each.value for each in (Measure.KIND, Measure.STATUS, Measure.DATE, Measure.AMOUNT, Measure.HEADCOUNT)},
}
needs_reference = pytest.mark.skipif(SHARED is None, reason="the reference is not at hand")
shares = st.sampled_from([0.0, 0.1, 0.4, 0.8])


@cache
def load_score() -> Callable[..., Any]:
    assert SHARED
    return runpy.run_path(str(SHARED / "score.py"))["score"]


@cache
def read_gold(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text("utf-8"))


def grade_all(paths: Iterable[Path], predictions: dict[str, dict[str, Any]]) -> list[Grade]:
    return [
        grade(path.stem, *(msgspec.convert(plain, Annotation) for plain in (read_gold(path), predictions[path.stem])))
        for path in paths
    ]


def list_figures(grades: Iterable[Grade]) -> dict[str, list[int]]:
    figures = {figure.measure: figure for figure in sum_up(grades, group_all)}
    return {
        measure.value: [figures[measure].gold, figures[measure].found, figures[measure].right]
        for measure in (*FOUND, *VALUES)
        if measure in figures
    }


def list_reference(counted: dict[str, int]) -> dict[str, list[int]]:
    counted = {**counted, "strict gold": counted["event gold"], "strict pred": counted.get("event pred", 0)}
    found = {
        measure.value: [counted.get(f"{name} {what}", 0) for what in ("gold", "pred", "tp")]
        for measure, name in FOUND.items()
    }
    ok = {name: counted.get("org kind" if name == "org kind" else f"{name} ok", 0) for name in VALUES.values()}
    of = {name: counted.get("org tp" if name == "org kind" else f"{name} of", 0) for name in VALUES.values()}
    values = {measure.value: [of[name], of[name], ok[name]] for measure, name in VALUES.items() if of[name]}
    return found | values


def test_the_figures_on_mistaken_annotations_are_those_on_record() -> None:
    predictions = {path.stem: perturb(read_gold(path), seed) for seed, path in enumerate(GOLD)}
    assert list_figures(grade_all(GOLD, predictions)) == json.loads(RECORD.read_text("utf-8"))


@needs_reference
def test_the_record_is_the_reference_s() -> None:
    predictions = {path.stem: perturb(read_gold(path), seed) for seed, path in enumerate(GOLD)}
    counted, _ = load_score()(GOLD[0].parent, predictions)
    assert list_reference(counted) == json.loads(RECORD.read_text("utf-8"))


@needs_reference
@settings(max_examples=60)
@given(st.sampled_from(GOLD), st.integers(0, 1_000_000), shares)
def test_whatever_is_found_counts_as_in_the_reference(path: Path, seed: int, share: float) -> None:
    predictions = {path.stem: perturb(read_gold(path), seed, share)}
    with TemporaryDirectory() as folder:
        (Path(folder) / path.name).write_bytes(path.read_bytes())
        counted, by_type = load_score()(folder, predictions)
    grades = grade_all([path], predictions)
    ours, reference = list_figures(grades), list_reference(counted)
    assert {name: numbers for name, numbers in ours.items() if any(numbers)} == {
        name: numbers for name, numbers in reference.items() if any(numbers)
    }
    assert {
        figure.group: (figure.gold, figure.found, figure.right)
        for figure in sum_up(grades, group_by_type)
        if figure.measure is Measure.EVENTS
    } == {name: (each["gold"], each["pred"], each["tp"]) for name, each in by_type.items()}
