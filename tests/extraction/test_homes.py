"""Where an organization is at home: what the words beside its name say, and what they do not."""

import pytest

from corpdb.extraction.reader import extract

AT_HOME = [
    ("en", "The Malaysian mobile operator Vexo Telecom bought shops.", "MY"),
    ("en", "Vexo Telecom, a Belgian operator, bought shops.", "BE"),
    ("en", "Malaysia's biggest operator Vexo Telecom bought shops.", "MY"),
    ("en", "Madrid-based operator Vexo Telecom bought shops.", "ES"),
    ("en", "Vexo Telecom (Belgium) bought shops.", "BE"),
    ("en", "Vexo Telecom, headquartered in Stockholm, bought shops.", "SE"),
    ("en", "Vexo Telecom Sdn Bhd bought shops.", "MY"),
    ("fr", "Le belge Vexo Telecom a racheté des magasins.", "BE"),
    ("fr", "L'opérateur mobile malaisien Vexo Telecom a racheté des magasins.", "MY"),
    ("fr", "Vexo Telecom (Belgique) a racheté des magasins.", "BE"),
    ("fr", "Vexo Telecom, dont le siège est à Madrid, a racheté des magasins.", "ES"),
    ("fr", "Vexo Telecom SpA a racheté des magasins.", "IT"),
]
NOT_AT_HOME = [
    ("en", "The Milan-listed operator Vexo Telecom bought shops."),
    ("en", "The US-backed operator Vexo Telecom bought shops."),
    ("en", "Vexo Telecom bought shops in Spain."),
    ("en", "Vexo Telecom (Madrid: VXO) bought shops."),
    ("en", "Paris's lawyers spoke for Vexo Telecom, which bought shops of Spain's Orlan."),
    ("en", "Vexo Telecom SE bought shops"),
    ("fr", "Vexo Telecom a racheté des magasins en Espagne."),
    ("fr", "L'autorité belge a laissé Vexo Telecom racheter des magasins."),
]


def find_homes(text: str, language: str) -> tuple[str, ...]:
    organizations = extract(text, language=language).organizations
    return next(one.countries for one in organizations if one.name.startswith("Vexo Telecom"))


@pytest.mark.parametrize(("language", "text", "country"), AT_HOME)
def test_words_beside_a_name_say_where_it_is_at_home(language: str, text: str, country: str) -> None:
    assert find_homes(text, language) == (country,)


@pytest.mark.parametrize(("language", "text"), NOT_AT_HOME)
def test_other_places_say_nothing_of_where_it_is_at_home(language: str, text: str) -> None:
    assert len(find_homes(text, language)) != 1
