"""Events happen in countries: places are looked up when they are told, and reported by."""

import csv
import io

from sqlalchemy import Engine

from corpdb.extraction.facts import Attributes
from corpdb.models.vocabulary import EventKind, Role
from tests.cli.running import run_on
from tests.support.database import execute, find_faults, load, read, url_of
from tests.support.stories import Told, make_document

COUNTRIES = "SELECT location, country, country_en, country_fr FROM bi_events ORDER BY location"
HISTORY = "SELECT location, country FROM bi_event_history ORDER BY location"
TOLD = [
    ("Lyon", "FR", "France", "France"),
    ("Nowhere", None, None, None),
    ("Texas", "US", "United States", "États-Unis"),
    (None, None, None, None),
]


def open_sites(engine: Engine) -> None:
    for number, place in enumerate(("Lyon", "Texas", "Nowhere", None)):
        name = f"Firm{number}"
        sentence = f"{name} opens a site in {place}."
        opening = Told(EventKind.OPENING, {Role.SUBJECT: (name,)}, sentence, attributes=Attributes(location=place))
        load(engine, make_document(opening, address=f"file:///{number}", published="2023-05-12"))


def read_sorted(engine: Engine, query: str) -> list[tuple[object, ...]]:
    return sorted(map(tuple, read(engine, query)), key=lambda row: str(row[0] or "~"))


def test_an_event_happens_in_the_country_of_its_place(engine: Engine) -> None:
    open_sites(engine)
    assert read_sorted(engine, COUNTRIES) == TOLD
    assert read_sorted(engine, HISTORY) == [row[:2] for row in TOLD]
    assert find_faults(engine) == []
    execute(engine, "DELETE FROM place WHERE name = 'Lyon'")
    assert [fault.split(":")[0] for fault in find_faults(engine)] == [
        "event without its place",
        "event_version without its place",
    ]


def test_a_place_that_the_gazetteer_knows_better_now_is_mended_when_it_is_told_again(engine: Engine) -> None:
    open_sites(engine)
    execute(engine, "UPDATE place SET country = 'ZZ' WHERE name = 'Lyon'")
    opening = Told(
        EventKind.OPENING, {Role.SUBJECT: ("Other",)}, "Other comes to Lyon.", attributes=Attributes(location="Lyon")
    )
    load(engine, make_document(opening, address="file:///other"))
    assert read(engine, "SELECT country FROM place WHERE name = 'Lyon'") == [("FR",)]


def test_reports_are_narrowed_to_a_country(engine: Engine) -> None:
    open_sites(engine)
    for asked in (["--country", "us"], ["--country", "États-Unis"], ["--country", "USA", "--country", "Japan"]):
        result = run_on(url_of(engine), "report", "expansions", *asked, "-f", "csv")
        rows = list(csv.DictReader(io.StringIO(result.stdout)))
        assert [(row["location"], row["country"]) for row in rows] == [("Texas", "US")]
    result = run_on(url_of(engine), "report", "companies", "--country", "FR", "-f", "csv")
    assert [row["name"] for row in csv.DictReader(io.StringIO(result.stdout))] == ["Firm0"]
    result = run_on(url_of(engine), "report", "events", "--country", "Atlantis")
    assert (result.exit_code, "'Atlantis' is no country known here" in result.stderr) == (2, True)
