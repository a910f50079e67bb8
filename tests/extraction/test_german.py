"""A language needs data only: the German starter is read like the others, without a line of code or trained weights."""

from corpdb.extraction.facts import EventFact, Facts
from corpdb.extraction.reader import extract
from corpdb.models.vocabulary import EventKind, Role

ARTICLE = """4. März 2024

Der Konzern Nordwind Energie AG übernimmt die Zephyra GmbH für 20 Millionen Euro von der Orcaline SE. Das teilte das
Unternehmen am Montag mit.

Die Orcaline SE schließt zudem ein Werk in Kassel, 300 Stellen fallen weg.
"""


def find(facts: Facts, kind: EventKind) -> EventFact:
    return next(event for event in facts.events if event.kind is kind)


def test_german_is_told_from_the_other_languages() -> None:
    assert extract(ARTICLE).language == "de"


def test_companies_are_found_among_nouns_with_capitals() -> None:
    names = {one.name for one in extract(ARTICLE).organizations}
    assert {"Zephyra", "Orcaline"} <= names
    assert names.isdisjoint({"Konzern", "Unternehmen", "Millionen Euro", "Werk", "Stellen"})


def test_an_event_has_its_participants_and_figures() -> None:
    purchase = find(extract(ARTICLE), EventKind.ACQUISITION)
    assert (Role.TARGET, "Zephyra") in [(one.role, one.name) for one in purchase.participants]
    assert (purchase.attributes.amount, purchase.attributes.currency) == (20_000_000, "EUR")
