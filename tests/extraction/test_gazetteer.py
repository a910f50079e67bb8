import pytest

from corpdb.extraction.lexicon import gazetteer
from corpdb.extraction.lexicon.gazetteer import find_country, read_country
from corpdb.extraction.lexicon.tables import LexiconError
from corpdb.models.countries import Country


def test_a_place_lies_in_the_country_that_its_name_tells() -> None:
    places = {
        "FR": ("Lyon", "Isère", "Hexagone"),
        "US": ("U.S.", "États-Unis", "the United States", "Texas", "Caroline du Nord", "Austin"),
        "GB": ("Londres", "London", "Écosse", "Cambridge, England"),
        "KR": ("Corée du Sud", "Seoul", "Séoul"),
        "CN": ("Xi\u2019an", "Xi'an", "SHENZHEN"),
        "SE": ("Västerås", "vasteras"),
    }
    assert {name: find_country(name) for names in places.values() for name in names} == {
        name: code for code, names in places.items() for name in names
    }


def test_of_several_names_the_last_one_that_is_known_tells() -> None:
    assert find_country("Paris, Texas") == "US"
    assert find_country("Springwell Park, Lyon") == "FR"


@pytest.mark.parametrize("name", ["Cambridge", "Georgia", "Vienne", "Europe", "Qwertzburg", "", ","])
def test_a_name_that_means_several_places_or_none_tells_nothing(name: str) -> None:
    assert find_country(name) is None


def test_a_country_is_read_by_its_name_alone() -> None:
    assert (read_country("Allemagne"), read_country("the Netherlands"), read_country("USA")) == ("DE", "NL", "US")
    assert (read_country("Berlin"), read_country("Texas"), read_country("")) == (None, None, None)


def test_every_country_that_is_found_is_a_term() -> None:
    found = set(gazetteer._load_places().values()) - {""}  # pyright: ignore[reportPrivateUsage]
    assert found <= set(Country)
    assert len(found) > 200


def test_a_city_without_its_country_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def read_lines(*_: str) -> frozenset[str]:
        return frozenset({"lyon"})

    monkeypatch.setattr(gazetteer, "read_lines", read_lines)
    with pytest.raises(LexiconError, match=r"cities\.txt: no country for 'lyon'; write the file anew"):
        gazetteer.load_cities.__wrapped__()
