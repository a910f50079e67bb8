from collections.abc import Callable, Iterable
from typing import Any

import msgspec
import pytest

from corpdb.evaluation.annotation import Annotation
from corpdb.evaluation.figures import group_all, group_by_language, group_by_name, group_by_type, sum_up
from corpdb.evaluation.grading import Count, Grade, Measure, count_grade, grade
from corpdb.evaluation.mistakes import list_mistakes
from corpdb.evaluation.reliability import make_bins, measure_gap

Plain = dict[str, Any]


def organization(name: str, **changes: Any) -> Plain:
    return {"name": name, "kind": "company", "aliases": [], "parent": None, **changes}


def purchase(buyer: str, target: str, **changes: Any) -> Plain:
    participants = [{"role": "buyer", "name": buyer}, {"role": "target", "name": target}]
    return {
        "type": "transaction",
        "kind": "acquisition",
        "status": "completed",
        "participants": participants,
        **changes,
    }


def make_grade(gold: Iterable[Plain], found: Iterable[Plain], name: str = "fr-tech-1", **changes: Any) -> Grade:
    companies = [organization("Acme", **changes), organization("Bolt"), organization("Cora")]
    plain = ({"organizations": companies, "events": list(events), "language": "fr"} for events in (gold, found))
    return grade(name, *(msgspec.convert(each, Annotation) for each in plain))


def count(graded: Grade, measure: Measure) -> list[tuple[int, int, int]]:
    return [
        (figure.gold, figure.found, figure.right) for figure in sum_up([graded], group_all) if figure.measure is measure
    ]


def test_an_event_matches_by_type_and_one_participant() -> None:
    graded = make_grade([purchase("Acme", "Bolt")], [purchase("Acme", "Cora", kind="stake")])
    assert count(graded, Measure.EVENTS) == [(1, 1, 1)]
    assert count(graded, Measure.STRICT) == [(1, 1, 0)]
    assert count(graded, Measure.ARGUMENTS) == [(2, 2, 1)]


def test_a_participant_in_another_role_is_no_argument_and_not_strict() -> None:
    graded = make_grade([purchase("Acme", "Bolt")], [purchase("Bolt", "Acme")])
    assert count(graded, Measure.ARGUMENTS) == [(2, 2, 0)]
    assert count(graded, Measure.STRICT) == [(1, 1, 0)]


def test_the_event_that_agrees_more_is_the_match() -> None:
    graded = make_grade([purchase("Acme", "Bolt")], [purchase("Acme", "Cora"), purchase("Acme", "Bolt")])
    assert [(pair.gold, pair.found) for pair in graded.events] == [(0, 1)]


@pytest.mark.parametrize(
    ("gold", "found", "right"), [("2023", "2023-11", 1), ("2023-11", "2023", 0), ("2023-11", None, 0)]
)
def test_a_date_may_be_more_exact_and_not_less(gold: str, found: str | None, right: int) -> None:
    graded = make_grade([purchase("Acme", "Bolt", date=gold)], [purchase("Acme", "Bolt", date=found)])
    assert count(graded, Measure.DATE) == [(1, 1, right)]


def test_values_that_are_not_annotated_do_not_count() -> None:
    graded = make_grade([purchase("Acme", "Bolt")], [purchase("Acme", "Bolt", attributes={"amount": 3})])
    assert not count(graded, Measure.AMOUNT)


def test_parents_are_compared_as_the_organizations_they_name() -> None:
    assert count(make_grade([], [], parent="Bolt SA"), Measure.PARENT) == [(1, 1, 1)]


@pytest.mark.parametrize(
    ("group", "names"),
    [
        (group_all, {""}),
        (group_by_type, {"transaction"}),
        (group_by_language, {"fr"}),
        (group_by_name, {"fr-tech"}),
    ],
)
def test_figures_come_by_group(group: Callable[[Grade, Count], str | None], names: set[str]) -> None:
    graded = make_grade([purchase("Acme", "Bolt")], [])
    assert {figure.group for figure in sum_up([graded], group)} == names


def test_nothing_found_counts_as_missed() -> None:
    graded = grade(
        "a", msgspec.convert({"organizations": [organization("Acme")], "events": []}, Annotation), Annotation((), ())
    )
    (figure,) = sum_up([graded], group_all)
    assert (figure.precision, figure.recall, figure.f1) == (0, 0, 0)
    assert sum(each.gold for each in count_grade(graded)) == 1


def test_mistakes_are_told_one_by_one() -> None:
    graded = make_grade(
        [purchase("Acme", "Bolt", date="2023"), purchase("Bolt", "Acme")], [purchase("Acme", "Bolt", date="2024")]
    )
    told = {(each.mistake, each.expected, each.found) for each in list_mistakes(graded)}
    assert ("wrong date", "2023", "2024") in told
    assert ("missed event", "transaction/acquisition completed -: buyer=Bolt, target=Acme", None) in told


def test_confidence_is_compared_with_how_often_it_was_right() -> None:
    found = [purchase("Acme", "Bolt", confidence=0.75), purchase("Bolt", "Cora", confidence=0.79, kind="stake")]
    bins = make_bins(
        [make_grade([purchase("Acme", "Bolt")], found), make_grade([], [purchase("Acme", "Bolt", confidence=1)])]
    )
    assert [(one.low, one.events, one.observed, one.strict) for one in bins] == [(0.7, 2, 0.5, 0.5), (0.9, 1, 0, 0)]
    assert measure_gap(bins) == pytest.approx((2 * 0.27 + 1) / 3)


def test_no_event_has_no_gap() -> None:
    assert measure_gap([]) is None
