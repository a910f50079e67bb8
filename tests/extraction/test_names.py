import pytest

from corpdb.extraction.facts import OrganizationFact
from corpdb.extraction.reader import extract
from corpdb.models.vocabulary import OrganizationKind


def read(text: str, language: str) -> dict[str, OrganizationFact]:
    return {found.name: found for found in extract(text, language=language).organizations}


@pytest.mark.parametrize(
    ("text", "language", "name", "kind"),
    [
        ("Il quitte l'Université de Nantes.", "fr", "Université de Nantes", OrganizationKind.ACADEMIC),
        (
            "Selon le tribunal de commerce de Sedan, oui.",
            "fr",
            "tribunal de commerce de Sedan",
            OrganizationKind.PUBLIC,
        ),
        ("Pour l'Autorité de la concurrence, non.", "fr", "Autorité de la concurrence", OrganizationKind.PUBLIC),
        ("Il travaille pour le fabricant Trixell.", "fr", "Trixell", OrganizationKind.COMPANY),
        ("They joined the start-up Dale & Moor.", "en", "Dale & Moor", OrganizationKind.COMPANY),
        ("Yesterday the European Commission spoke.", "en", "European Commission", OrganizationKind.PUBLIC),
        ("Shares of Vexor Holdings, Inc. rose.", "en", "Vexor Holdings", OrganizationKind.COMPANY),
    ],
)
def test_an_organization_is_found_with_its_kind(text: str, language: str, name: str, kind: OrganizationKind) -> None:
    assert read(text, language)[name].kind is kind


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Il est parti à Lyon, en France, lundi.", "fr"),
        ("The chief executive Jane Miller said so on Monday in London.", "en"),
        ("Selon Paul Hudson, directeur général, rien ne presse.", "fr"),
    ],
)
def test_people_places_and_days_are_no_organizations(text: str, language: str) -> None:
    assert read(text, language) == {}


def test_short_forms_and_acronyms_are_aliases() -> None:
    text = "The group Mitsubishi Heavy Industries (MHI) grew. Later, rivals of Mitsubishi and MHI grew."
    assert set(read(text, "en")["Mitsubishi Heavy Industries"].aliases) == {"MHI", "Mitsubishi"}


def test_a_unit_is_no_short_form_of_its_owner() -> None:
    organizations = read("La société Vexor recule. Mais chez Vexor Cloud, on embauche, dit Vexor.", "fr")
    assert organizations["Vexor Cloud"].parent == "Vexor"
    assert organizations["Vexor Cloud"].kind is OrganizationKind.UNIT


def test_a_subsidiary_belongs_to_whom_the_text_says() -> None:
    assert read("La société Ercom, filiale de Thales, reste.", "fr")["Ercom"].parent == "Thales"
    assert read("Le groupe Thales garde sa filiale Trixell.", "fr")["Trixell"].parent == "Thales"


def test_spans_are_every_place_that_names_it() -> None:
    text = "Le groupe Thales recule. La société Thales avance."
    (organization,) = extract(text, language="fr").organizations
    assert [text[span.start : span.end] for span in organization.spans] == ["Thales", "Thales"]


def test_a_short_form_in_brackets_is_an_alias() -> None:
    text = "The Federal Office for Chemical Safety (OCS) fined the company Vexor. The OCS said so on Monday."
    assert "OCS" in read(text, "en")["Federal Office for Chemical Safety"].aliases


def test_a_known_company_is_not_the_short_form_of_its_unit() -> None:
    text = "The company Google Quantum AI moved. Shares of Google rose, and Google hired."
    assert {"Google", "Google Quantum AI"} <= read(text, "en").keys()


@pytest.mark.parametrize(
    ("text", "language", "long", "short"),
    [
        (
            "Siemens grew. For Siemens Technologies, its patent arm, it was a win.",
            "en",
            "Siemens Technologies",
            "Siemens",
        ),
        ("Siemens Ion Systems moved. It belongs to Siemens, said Siemens.", "en", "Siemens Ion Systems", "Siemens"),
        ("Groupama sort. La Groupama Banque de 2016 gêne Groupama.", "fr", "Groupama Banque", "Groupama"),
        (
            "Firms like Siemens moved. Its founder Otto Siemens was not there, Siemens said.",
            "en",
            "Otto Siemens",
            "Siemens",
        ),
        ("The start-up Oxford Ionics was sold. Its seat stays in Oxford.", "en", "Oxford Ionics", "Oxford"),
        (
            "La société Vexor Labs Europe ouvre. Elle est à Vexor et à sa branche de recherche, Vexor Labs, dit-on.",
            "fr",
            "Vexor Labs Europe",
            "Vexor Labs",
        ),
        ("We drove a Vexor Grand Tour. Shares of Vexor rose.", "en", "Vexor Grand Tour", "Vexor"),
    ],
)
def test_a_name_is_not_the_short_form_of_its_arm_founder_place_or_product(
    text: str, language: str, long: str, short: str
) -> None:
    assert all(short not in found.aliases for found in read(text, language).values() if found.name == long)


def test_the_group_of_a_well_known_company_goes_by_its_name() -> None:
    assert "Siemens" in read("Siemens grew. Shares of Siemens Group rose.", "en")["Siemens Group"].aliases
    assert "Siemens" in read("The company Siemens Systems moved. Siemens hired.", "en")["Siemens Systems"].aliases


def test_two_names_that_run_together_are_two() -> None:
    text = "First out: Zolfar Vexor Oncology will sell it. The company Vexor Oncology grew. The firm Zolfar fell."
    assert {"Zolfar", "Vexor Oncology"} == read(text, "en").keys()


def test_a_list_of_names_is_no_name() -> None:
    text = "The funds Elliott Management and Silver Point Capital bought debt of the company Vexor."
    assert {"Elliott Management", "Silver Point Capital"} <= read(text, "en").keys()


def test_a_short_form_in_the_title_is_an_alias() -> None:
    text = "Vexor sells its mill\n\nThe company Vexor Mobility sold its mill on Monday. Vexor had built it in 1990."
    assert "Vexor" in read(text, "en")["Vexor Mobility"].aliases


def test_a_name_that_gives_way_to_its_first_word_is_no_unit() -> None:
    text = "The company Bexley Games cut ten jobs. Bexley said that it was sorry. Bexley was founded in 2010."
    assert "Bexley" in read(text, "en")["Bexley Games"].aliases


def test_an_acronym_in_small_letters_is_an_alias() -> None:
    text = "La Commission nationale des voies fluviales a condamné la société Vexor. La Cnvf a publié sa décision."
    assert "Cnvf" in read(text, "fr")["Commission nationale des voies fluviales"].aliases


def test_a_ministry_is_named_in_lower_case() -> None:
    text = "The finance ministry fined the company Vexor."
    assert read(text, "en")["finance ministry"].kind is OrganizationKind.PUBLIC


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "La vente est bloquée par le ministère de l'Économie et de la Protection du climat, dit la société Vexor.",
            "ministère de l'Économie et de la Protection du climat",
        ),
        ("Le ministère de l'Économie et des Finances a payé Vexor.", "ministère de l'Économie et des Finances"),
        ("Le ministère de l'Économie et de la Banque de France ont payé Vexor.", "ministère de l'Économie"),
    ],
)
def test_a_ministry_is_named_with_all_that_it_is_for(text: str, name: str) -> None:
    assert name in read(text, "fr")


def test_an_owner_may_stand_before_its_unit() -> None:
    assert read("The group Thales, the parent company of Ercom, grew.", "en")["Ercom"].parent == "Thales"
    assert read("La société Thales, maison mère d'Ercom, reste.", "fr")["Ercom"].parent == "Thales"


def test_a_name_that_always_has_its_possessive_mark_may_be_written_with_it() -> None:
    text = "The retailer Hardwick's said sales rose. Rivals of Hardwick's, the firm, fell."
    assert "Hardwick's" in read(text, "en")["Hardwick"].aliases


@pytest.mark.parametrize(
    ("text", "long", "short"),
    [
        (
            "Up for sale is Lukoil International, a holding. Lukoil bought it in 2020. Lukoil sells.",
            "Lukoil International",
            "Lukoil",
        ),
        (
            "The U.S. Department of Agriculture paid. Exports to the U.S. rose.",
            "U.S. Department of Agriculture",
            "U.S.",
        ),
    ],
)
def test_a_country_and_a_well_known_group_are_no_short_forms_of_longer_names(text: str, long: str, short: str) -> None:
    [spans] = [found.spans for found in read(text, "en").values() if found.name == long]
    assert short not in {text[span.start : span.end] for span in spans}


def test_either_apostrophe_writes_the_same_name() -> None:
    text = "The group O\u2019Neal Corp bought a mill. On Monday O'Neal Corp shut a plant. Shares of O'Neal Corp fell."
    assert len([name for name in read(text, "en") if "Neal" in name]) == 1
