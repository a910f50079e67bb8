import pytest

from corpdb.core.errors import NotFoundError, UsageError
from corpdb.reports.names import find_organization, fold_name
from corpdb.storage.engine import open_database
from tests.sample import NORDWIND, ORCALINE, UNIVERSITY


def find(url: str, name: str) -> int:
    with open_database(url, read_only=True) as engine, engine.connect() as connection:
        return find_organization(connection, name)


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("Orcaline", ORCALINE),
        ("ORCALINE", ORCALINE),
        ("orcaline  groupe", ORCALINE),
        ("universite de brest", UNIVERSITY),
        (str(NORDWIND), NORDWIND),
    ],
)
def test_an_organization_is_found_whatever_case_and_accents(sample_url: str, name: str, number: int) -> None:
    assert find(sample_url, name) == number


def test_an_unknown_name_brings_the_nearest(sample_url: str) -> None:
    with pytest.raises(NotFoundError, match="no organization is called Orcalin; the nearest names are: Orcaline"):
        find(sample_url, "Orcalin")


def test_a_name_that_is_near_none_says_where_to_look(sample_url: str) -> None:
    with pytest.raises(NotFoundError, match="corpdb report companies"):
        find(sample_url, "xqwz")


def test_a_name_of_several_lists_them(sample_url: str) -> None:
    with pytest.raises(UsageError, match=r"1 \(Orcaline, company\); 2 \(Nordwind Energy, company\)"):
        find(sample_url, "le groupe")


def test_a_number_of_none_is_not_found(sample_url: str) -> None:
    with pytest.raises(NotFoundError):
        find(sample_url, "999")


def test_folding_makes_forms_alike() -> None:
    assert fold_name("  L\u2019Énergie  du NORD ") == "l'energie du nord"
