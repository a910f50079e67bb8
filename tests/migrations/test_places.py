"""Databases of before places: the upgrade notes those that events name, and the countries are found once it is done."""

from sqlalchemy import Engine

from corpdb.extraction.facts import Attributes
from corpdb.models.vocabulary import EventKind, Role
from corpdb.storage.checking.check import list_differences
from corpdb.storage.schema.state import downgrade, upgrade
from tests.cli.running import run_on
from tests.support.database import load, read, url_of
from tests.support.stories import Told, make_document

TESTED = "c1a1f3d0b034"
BEFORE_PLACES = "c1a1f3d0b033"
PLACES = "SELECT name, country FROM place ORDER BY name"
LOADED = [("Lyon", "FR"), ("Nowhere", "ZZ")]


def open_sites(engine: Engine) -> None:
    for number, place in enumerate(("Lyon", "Nowhere", None)):
        name, where = f"Firm{number}", Attributes(location=place)
        opening = Told(EventKind.OPENING, {Role.SUBJECT: (name,)}, f"{name} opens a site, {place}.", attributes=where)
        load(engine, make_document(opening, address=f"file:///{number}", published="2023-05-12"))


def test_the_countries_of_old_places_are_found_after_the_upgrade(engine: Engine) -> None:
    open_sites(engine)
    assert read(engine, PLACES) == LOADED
    downgrade(engine, BEFORE_PLACES)
    upgrade(engine)
    assert read(engine, PLACES) == [(name, None) for name, _ in LOADED]
    downgrade(engine, BEFORE_PLACES)
    assert run_on(url_of(engine), "db", "upgrade", "--no-backup").exit_code == 0
    assert read(engine, PLACES) == LOADED
    assert list_differences(engine) == []
