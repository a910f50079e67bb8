"""In which country a place lies, by its name: countries, regions and cities in every language there are data for."""

from functools import cache

from corpdb.extraction.lexicon.tables import SHARED, LexiconError, read_lines, read_table, supported_languages
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
    countries = _load_countries()
    for name in (place, *reversed(place.split(","))):
        folded = fold(name.strip().removeprefix("the ").replace("\u2019", "'"))
        if folded in countries:
            return countries[folded] or None
    return None


def _split(line: str) -> tuple[str, str]:
    name, tab, country = line.partition("\t")
    if not tab:
        raise LexiconError(f"{SHARED}/cities.txt: no country for {name!r}; write the file anew with tools.cities.")
    return name, country


@cache
def _load_countries() -> dict[str, str]:
    """The country of each folded name. What is known of few places goes before what is known of many."""
    countries = dict(load_cities())
    for language in sorted(supported_languages()):
        named = (read_table(language, "countries"), read_table(language, "places").take_table("countries"))
        for table in named:
            countries.update(_fold_names(table.take_lists()))
    territories = read_table(SHARED, "territories")
    countries.update(dict.fromkeys(map(fold, territories.take_words("unclear")), ""))
    countries.update(_fold_names(territories.take_table("countries").take_lists()))
    territories.finish()
    return countries


def _fold_names(names: dict[str, tuple[str, ...]]) -> dict[str, str]:
    return {fold(name): code for code, each in names.items() for name in each}
