"""An organization is called and is what most documents say, whatever their order."""

from corpdb.resolution.clustering import Link
from corpdb.resolution.names import Name
from corpdb.resolution.organizations import (
    Claim,
    Evidence,
    Kinship,
    choose_kind,
    choose_name,
    choose_parent,
    find_circles,
    group_names,
)
from corpdb.resolution.scoring import Reason

SHORT, MOTORS, GEARS = (Name(form, "business") for form in ("Mitsu", "Mitsu Motors", "Mitsu Gears"))


def claim(name: Name, documents: int, against: int = 0, reason: Reason = Reason.SHORT_FORM) -> Claim:
    return Claim(name, SHORT, reason.value, 0.84, documents, against)


def count_groups(*claims: Claim, kinships: tuple[Kinship, ...] = ()) -> int:
    return len(group_names(Evidence([SHORT, MOTORS, GEARS], [], claims, kinships)).groups)


def test_a_claim_joins_if_more_documents_make_it_than_deny_it() -> None:
    assert count_groups(claim(MOTORS, 1)) == 2
    assert count_groups(claim(MOTORS, 2, against=2)) == 3
    assert count_groups(claim(MOTORS, 2), kinships=(Kinship(MOTORS, SHORT, 2),)) == 3


def test_another_name_needs_two_documents() -> None:
    assert count_groups(claim(MOTORS, 1, reason=Reason.OTHER_NAME)) == 3
    assert count_groups(claim(MOTORS, 2, reason=Reason.OTHER_NAME)) == 2


def test_a_part_of_a_name_needs_two_documents_and_next_to_none_against() -> None:
    part = Reason.PART_OF_NAME
    assert count_groups(claim(MOTORS, 1, reason=part)) == 3
    assert count_groups(claim(MOTORS, 2, reason=part)) == 2
    assert count_groups(claim(MOTORS, 3, against=1, reason=part)) == 3
    assert count_groups(claim(MOTORS, 6, against=2, reason=part)) == 3
    assert count_groups(claim(MOTORS, 7, against=2, reason=part)) == 2


def test_documents_count_whatever_forms_of_the_two_they_use() -> None:
    group, other = Name("Mitsu Group", "business"), Name("MITSU MOTORS", "business")
    names, links = [SHORT, MOTORS, group, other], [Link(SHORT, group, 0.98), Link(MOTORS, other, 0.99)]
    part = Reason.PART_OF_NAME.value
    claims = [Claim(MOTORS, SHORT, part, 0.82, 1, 0), Claim(other, group, part, 0.82, 1, 0)]
    assert len(group_names(Evidence(names, links, claims)).groups) == 1
    denied = [Kinship(other, SHORT, 1)]
    assert len(group_names(Evidence(names, links, claims, denied)).groups) == 2
    twice = [Claim(MOTORS, SHORT, part, 0.82, 1, 0), Claim(MOTORS, group, part, 0.82, 1, 0)]
    assert len(group_names(Evidence(names, links, twice)).groups) == 2
    by_two = [one._replace(alike=2) for one in twice]
    assert len(group_names(Evidence(names, links, by_two)).groups) == 1


def test_a_form_that_two_claim_is_the_dominating_ones() -> None:
    assert count_groups(claim(MOTORS, 1), claim(GEARS, 1)) == 3
    assert count_groups(claim(MOTORS, 10), claim(GEARS, 1)) == 2


def test_different_numbers_keep_equal_names_apart() -> None:
    links = [Link(SHORT, MOTORS, 0.99)]
    numbers = {SHORT: [("lei", "1")], MOTORS: [("lei", "2")]}
    assert len(group_names(Evidence([SHORT, MOTORS], links, numbers=numbers)).groups) == 2


def test_the_name_is_the_one_of_most_documents() -> None:
    assert choose_name({"Alibaba": 2, "Alibaba Group": 3}) == "Alibaba Group"
    assert choose_name({"Alibaba": 2, "Alibaba Group": 2}) == "Alibaba"
    assert choose_name({"ACME": 5, "Acme": 1, "Acme AG": 3}) == "Acme"


def test_the_kind_is_the_one_of_most_documents_then_the_most_specific() -> None:
    assert choose_kind({"company": 3, "lab": 1}) == "company"
    assert choose_kind({"company": 1, "lab": 1}) == "lab"


def test_the_parent_is_the_one_of_most_documents_that_are_not_contradicted() -> None:
    names = {1: "Acme", 2: "Beta"}
    assert choose_parent({1: 1, 2: 1}, {}, names) == 1
    assert choose_parent({1: 2, 2: 1}, {1: 2}, names) == 2
    assert choose_parent({1: 2}, {1: 2}, names) is None


def test_circles_are_found() -> None:
    assert find_circles({1: 2, 2: 3, 3: 2, 4: 1}) == {2, 3}
