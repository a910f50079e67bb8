"""Pairs of names that are one organization, and pairs that are not."""

import pytest

from corpdb.resolution.names import Name, Sense, choose_form
from corpdb.resolution.scoring import Reason, are_apart, score_claim, score_names

B, R, P = Sense.BUSINESS.value, Sense.RESEARCH.value, Sense.PUBLIC.value

SAME = [
    ("Alibaba", "Alibaba Group Holding Ltd", B, B, Reason.LEGAL_FORM),
    ("Alibaba", "le groupe Alibaba", B, B, Reason.LEGAL_FORM),
    ("Société Générale", "SOCIETE GENERALE S.A.", B, B, Reason.LEGAL_FORM),
    ("Gruppo Enel S.p.A.", "Enel", B, B, Reason.LEGAL_FORM),
    ("A.P. Møller-Mærsk A/S", "AP Moller Maersk", B, B, Reason.LEGAL_FORM),
    ("Tata Steel Nederland B.V.", "Tata Steel Nederland", B, B, Reason.LEGAL_FORM),
    ("Walt Disney Co.", "The Walt Disney Company", B, B, Reason.LEGAL_FORM),
    ("Ford Motor Co", "Ford Motor Company Inc.", B, B, Reason.LEGAL_FORM),
    ("L'Oréal", "L’Oreal", B, B, Reason.SAME_NAME),
    ("AT&T", "AT & T", B, B, Reason.SAME_NAME),
    ("Яндекс", "Yandeks", B, B, Reason.SAME_NAME),
    ("SoftBank", "Soft Bank Group Corp.", B, B, Reason.SPACING),
    ("STMicroelectronics", "ST Microelectronics N.V.", B, B, Reason.SPACING),
    ("Meta", "Meta Platforms Inc.", B, B, Reason.KNOWN_FORMS),
    ("IBM", "International Business Machines", B, B, Reason.KNOWN_FORMS),
    ("ECB", "European Central Bank", P, P, Reason.KNOWN_FORMS),
    ("Université de Brest", "University of Brest", R, R, Reason.TRANSLATION),
    ("Commission européenne", "European Commission", P, P, Reason.TRANSLATION),
    ("Zurich University", "University of Zurich", R, R, Reason.WORD_ORDER),
    ("Bank Leumi", "Leumi Bank", B, B, Reason.WORD_ORDER),
    ("Jørgensen", "Joergensen A/S", B, B, Reason.LEGAL_FORM),
    ("Alibaba's cloud division", "la branche cloud d'Alibaba", B, B, Reason.TRANSLATION),
    ("CEA", "CEA", R, P, Reason.OTHER_SENSE),
    ("Bank of England", "Bank of England", B, P, Reason.OTHER_SENSE),
]
DIFFERENT = [
    ("Alibaba", "Alibaba Cloud", B, B),
    ("Alibaba", "Alibaba Pictures", B, B),
    ("Orange", "Orange", B, P),
    ("Apple", "Apple Bank", B, B),
    ("Shell", "Shell UK Limited", B, B),
    ("Delta Air Lines", "Delta Electronics", B, B),
    ("Merck KGaA", "Merck & Co", B, B),
    ("Porsche SE", "Porsche AG", B, B),
    ("Air France", "France Air", B, B),
    ("Rosneft", "Rusneft", B, B),
    ("Siemens", "Siemens Energy", B, B),
    ("General Electric", "General Motors", B, B),
    ("Société Générale", "Générale", B, B),
    ("Samsung Electronics", "Samsung SDI", B, B),
    ("York University", "University of York", R, R),
    ("Ministère de la Défense", "Ministry of Defence", P, P),
    ("Autorité de la concurrence", "Competition Authority", P, P),
    ("Nissan", "Nissan Motor", B, B),
    ("Merck", "Merck KGaA", B, B),
    ("Boeing", "Boing", B, B),
    ("Bank of China", "China Bank", B, B),
    ("Zanmomis", "Zanmomis", B, P),
    ("Oxford", "Oxford", R, P),
]


@pytest.mark.parametrize(("one", "other", "sense", "other_sense", "reason"), SAME)
def test_names_that_are_one(one: str, other: str, sense: str, other_sense: str, reason: Reason) -> None:
    verdict = score_names(Name(one, sense), Name(other, other_sense))
    assert verdict
    assert verdict.reason is reason
    assert score_names(Name(other, other_sense), Name(one, sense)) == verdict


@pytest.mark.parametrize(("one", "other", "sense", "other_sense"), DIFFERENT)
def test_names_that_are_two(one: str, other: str, sense: str, other_sense: str) -> None:
    assert score_names(Name(one, sense), Name(other, other_sense)) is None
    assert score_names(Name(other, other_sense), Name(one, sense)) is None


@pytest.mark.parametrize(
    ("name", "alias", "reason"),
    [
        ("International Business Gears", "IBG", Reason.ACRONYM),
        ("Électricité de France", "EDF", Reason.ACRONYM),
        ("IBG", "International Business Gears", Reason.ACRONYM),
        ("Teledyne Technologies", "Teledyne", Reason.SHORT_FORM),
        ("Vishay Intertechnology", "Vishay", Reason.PART_OF_NAME),
        ("Schnieder Electric", "Schneider Electric", Reason.SPELLING),
        ("Mitsubishi Motors", "Mitsubishi", None),
        ("Nokia Technologies", "Nokia", None),
        ("Technicolor Creative Studios", "TCS", None),
        ("Infineon", "Infinion", Reason.SPELLING),
        ("Equinor", "Statoil", Reason.OTHER_NAME),
        ("Alibaba Cloud", "Alibaba", None),
        ("Orange Bank", "Orange", None),
        ("Groupama Banque", "Groupama", None),
        ("Samsung Electronics", "Samsung", None),
        ("Alibaba", "Alibaba Group", None),
    ],
)
def test_what_a_document_says_is_worth(name: str, alias: str, reason: Reason | None) -> None:
    verdict = score_claim(Name(name, B), alias)
    assert (verdict and verdict.reason) == reason


def test_scopes_tell_namesakes_apart() -> None:
    assert are_apart(Name("Acme", B, "lei X1"), Name("Acme", B, "lei X2"))
    assert are_apart(Name("quantum unit", B, "of acme"), Name("quantum unit", B))
    assert not are_apart(Name("Acme", B, "lei X1"), Name("Acme", B, "siren 1"))
    assert not are_apart(Name("Acme", B, "lei X1"), Name("Acme", B))


def test_a_form_that_tells_well_known_namesakes_apart_is_kept() -> None:
    assert choose_form("Merck", {"Merck", "Merck KGaA"}, B) == "Merck KGaA"
    assert choose_form("Merck", {"Merck & Co"}, B) == "Merck"
    assert choose_form("Alibaba", {"Alibaba Group", "Alibaba Cloud"}, B) == "Alibaba"
