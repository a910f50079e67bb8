"""One name in several countries: what is one organization by the countries that documents tell, and what is not."""

import pytest

from corpdb.resolution.homonyms import sort_homonyms
from corpdb.resolution.names import Name, Sense
from corpdb.resolution.organizations import Evidence, group_names

COMMON = [
    ("Digi", "MY", "RO"),  # operators both
    ("Vivo", "BR", "CN"),  # an operator, a maker of telephones
    ("Metro", "CA", "DE"),  # grocers both
    ("Lion", "AU", "JP"),  # a brewer, a maker of soap
    ("Smart", "DE", "PH"),  # cars, an operator
    ("Delta", "GR", "US"),  # dairies, an airline
]
"""Real namesakes: what each is, and where it is at home."""


def count_organizations(form: str, *scopes: str, documents: dict[str, int] | None = None) -> int:
    names = [Name(form, Sense.BUSINESS, scope) for scope in scopes]
    told = {Name(form, Sense.BUSINESS, scope): number for scope, number in (documents or {}).items()}
    return len(group_names(Evidence(names, (), documents=told)).groups)


@pytest.mark.parametrize(("form", "one", "other"), COMMON)
def test_namesakes_at_home_in_two_countries_are_two_whatever_links_them(form: str, one: str, other: str) -> None:
    both = f"in {one} {other}"
    assert count_organizations(form, f"{both} from {one}", f"{both} from {other}") == 2
    assert count_organizations(form, f"in {one}", f"in {other}", both) == 1
    assert count_organizations(form, f"in {one} from {one}", f"in {other}", both) == 1


@pytest.mark.parametrize(
    ("scope", "fellow"),
    [
        ("in MY SG", "in MY from MY"),
        ("in RO SG", "in RO from RO"),
        ("in MY RO", None),
        ("in SG", None),
        ("in MY RO from HU RO", "in RO from RO"),
        ("", None),
    ],
)
def test_a_name_without_a_home_is_of_the_only_one_that_its_document_speaks_of(scope: str, fellow: str | None) -> None:
    names = [Name("Digi", Sense.BUSINESS, each) for each in ("in MY from MY", "in RO from RO", "in MY RO", scope)]
    links = sort_homonyms(set(names), (), {}).links
    joined = {one for link in links for one in (link.one, link.other) if names[3] in link[:2]} - {names[3]}
    assert {one.scope for one in joined} - {"in MY RO", "in SG"} == ({fellow} if fellow else set())


@pytest.mark.parametrize(("rare", "number"), [(1, 1), (2, 2)])
def test_a_home_that_hardly_any_document_states_parts_nothing(rare: int, number: int) -> None:
    documents = {"in MY RO from MY": 5, "in MY RO from RO": rare}
    assert count_organizations("Digi", *documents, documents=documents) == number
