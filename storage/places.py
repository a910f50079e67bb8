"""Where places lie: each place of an event is looked up once, when it is first told."""

from collections.abc import Iterable

from sqlalchemy import Connection, func, select

from corpdb.extraction.lexicon.gazetteer import find_country
from corpdb.models.countries import UNKNOWN_COUNTRY
from corpdb.storage.bulk import insert_rows, is_any_of, update_rows
from corpdb.storage.tables import PLACE

_COLUMNS = PLACE.c


def cover_places(connection: Connection, locations: Iterable[str | None]) -> None:
    """Let each of `locations` have its place, with its country as the gazetteer of this program knows it."""
    names = {location for location in locations if location}
    if not names:
        return
    query = select(_COLUMNS.name, _COLUMNS.country).where(is_any_of(connection, _COLUMNS.name, names))
    known = dict(connection.execute(query).all())
    places = {name: _find_country(name) for name in sorted(names)}
    insert_rows(connection, PLACE, ("name", "country"), [row for row in places.items() if row[0] not in known])
    _write(connection, {name: code for name, code in places.items() if known.get(name, code) != code})


def fill_places(connection: Connection) -> bool:
    """Find the countries of the places that an upgrade has left without; whether there were any."""
    names = connection.scalars(select(_COLUMNS.name).where(_COLUMNS.country.is_(None))).all()
    _write(connection, {name: _find_country(name) for name in names})
    return bool(names)


def count_unsettled_places(connection: Connection) -> int:
    """How many places an upgrade has left without a country."""
    return connection.scalar(select(func.count()).where(_COLUMNS.country.is_(None))) or 0


def _find_country(name: str) -> str:
    return find_country(name) or UNKNOWN_COUNTRY


def _write(connection: Connection, countries: dict[str, str]) -> None:
    update_rows(connection, PLACE, "name", ("country",), list(countries.items()))
