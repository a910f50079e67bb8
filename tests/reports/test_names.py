import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from corpdb.core.errors import NotFoundError, UsageError
from corpdb.models.organizations import OrganizationName
from corpdb.models.vocabulary import OrganizationKind
from corpdb.reports import names
from corpdb.reports.names import find_organization, fold_name
from corpdb.storage.engine import open_database
from tests.factories import add_organization
from tests.sample import NORDWIND, ORCALINE, UNIVERSITY
from tests.support.database import url_of


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


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("Orcalin", "Orcaline"),
        ("Roclaine", "corpdb report companies"),  # begins otherwise: two pairs have changed places
        ("Nrodwind", "Nordwind Energy"),
        ("Xordwind Energie", "Nordwind Energy"),
        ("le Nordvind Energy", "Nordwind Energy"),
    ],
)
def test_among_many_those_that_begin_alike_are_near(
    sample_url: str, monkeypatch: pytest.MonkeyPatch, name: str, nearest: str
) -> None:
    monkeypatch.setattr(names, "FEW_NAMES", 0)
    with pytest.raises(NotFoundError, match=nearest):
        find(sample_url, name)


@pytest.mark.parametrize("few", [0, names.FEW_NAMES])
def test_apostrophes_are_found_among_few_and_many(engine: Engine, monkeypatch: pytest.MonkeyPatch, few: int) -> None:
    monkeypatch.setattr(names, "FEW_NAMES", few)
    with Session(engine) as session, session.begin():
        organization = add_organization(session, "L'Oréal").id
        session.query(OrganizationName).update({"key": "l oreal", "block": "oreal"})
    assert find(url_of(engine), "LOREAL") == organization


def test_a_name_that_is_near_none_says_where_to_look(sample_url: str) -> None:
    with pytest.raises(NotFoundError, match="corpdb report companies"):
        find(sample_url, "xqwz")


def test_a_name_of_several_lists_them(sample_url: str) -> None:
    with pytest.raises(UsageError, match=r"1 \(Orcaline, company\); 2 \(Nordwind Energy, company\)"):
        find(sample_url, "le groupe")


def test_another_name_counts_as_much_as_an_own_one(engine: Engine) -> None:
    with Session(engine) as session, session.begin():
        add_organization(session, "Brussels", OrganizationKind.PUBLIC)
        add_organization(session, "European Commission", OrganizationKind.PUBLIC, aliases=("Brussels",))
    with (
        engine.connect() as connection,
        pytest.raises(UsageError, match=r"1 \(Brussels, public\); 2 \(European Commission, public\)"),
    ):
        find_organization(connection, "brussels")


@pytest.mark.parametrize("number", ["999", "9" * 20])
def test_a_number_of_none_is_not_found(sample_url: str, number: str) -> None:
    with pytest.raises(NotFoundError, match=f"no organization is called {number};"):
        find(sample_url, number)


def test_no_name_is_a_usage_error(sample_url: str) -> None:
    with pytest.raises(UsageError, match="name is empty"):
        find(sample_url, " ")


def test_folding_makes_forms_alike() -> None:
    assert fold_name("  L\u2019Énergie  du NORD ") == fold_name("l'energie du nord") == "lenergie du nord"
