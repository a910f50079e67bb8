"""In which country a place lies, by its name: countries, regions and cities in every language there are data for."""

from functools import cache

from corpdb.extraction.lexicon.tables import SHARED, LexiconError, Table, read_lines, read_table, supported_languages
from corpdb.extraction.tokens import fold


@cache
def load_cities() -> dict[str, str]:
    """The country (ISO 3166-1 alpha-2) of the city that each folded name means; empty where that is not clear."""
    return dict(_split(line) for line in read_lines(SHARED, "cities"))


def find_country(place: str) -> str | None:
    """The country (ISO 3166-1 alpha-2) of a place as a document names it, None where its name does not tell.

    Of several names (`Paris, Texas`) the last one tells. A name that places of several countries have tells nothing,
    unless one of them is a city with four times the people of any other, which then is meant.
    """
    places = _load_places()
    for name in (place, *reversed(place.split(","))):
        folded = _fold(name)
        if folded in places:
            return places[folded] or None
    return None


def read_country(name: str) -> str | None:
    """The code (ISO 3166-1 alpha-2) of the country that has this name in a language there are data for."""
    return load_countries().get(_fold(name))


def _split(line: str) -> tuple[str, str]:
    name, tab, country = line.partition("\t")
    if not tab:
        raise LexiconError(f"{SHARED}/cities.txt: no country for {name!r}; write the file anew with tools.cities.")
    return name, country


@cache
def _load_places() -> dict[str, str]:
    """The country of each folded name. What is known of few places goes before what is known of many."""
    territories = read_table(SHARED, "territories")
    unclear = map(fold, territories.take_words("unclear"))
    regions = _fold_names(territories.take_table("countries"))
    territories.finish()
    return {**load_cities(), **load_countries(), **dict.fromkeys(unclear, ""), **regions}


@cache
def load_countries() -> dict[str, str]:
    """The code of each country by its folded names."""
    countries: dict[str, str] = {}
    for language in sorted(supported_languages()):
        countries |= _fold_names(read_table(language, "countries"))
        countries |= _fold_names(read_table(language, "places").take_table("countries"))
    return countries


def _fold_names(table: Table) -> dict[str, str]:
    return {fold(name): code for code, names in table.take_lists().items() for name in names}


def _fold(name: str) -> str:
    return fold(name.strip().removeprefix("the ").replace("\u2019", "'"))
