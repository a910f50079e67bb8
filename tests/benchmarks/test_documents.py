"""The made-up world: reproducible documents whose facts stand in their texts, and whose truth is known."""

from collections import Counter, defaultdict

import pytest
from documents import Document, generate_documents, make_document
from names import Namesakes
from world import is_namesake

from corpdb.models.vocabulary import EventKind, EventStatus, OrganizationKind, Role

pytestmark = pytest.mark.xdist_group("documents")  # in one process: what they share is dear


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    return list(generate_documents(3000, seed=11))


def test_a_document_depends_on_the_seed_and_its_number_alone(documents: list[Document]) -> None:
    assert [make_document(11, number) for number in (1400, 3)] == [documents[1400], documents[3]]
    assert make_document(12, 3).text != documents[3].text


def test_every_name_stands_where_its_span_says(documents: list[Document]) -> None:
    for one in documents:
        for fact in one.facts.organizations:
            forms = {form.casefold() for form in (fact.name, *fact.aliases)}
            quotes = [one.text[span.start : span.end] for span in fact.spans]
            assert quotes
            assert all(quote.casefold() in forms or quote.startswith(("its ", "son ", "sa ")) for quote in quotes)


def test_every_event_is_told_in_a_whole_sentence(documents: list[Document]) -> None:
    for one in documents:
        for fact in one.facts.events:
            quote = one.text[fact.mentions[0].span.start : fact.mentions[0].span.end]
            assert quote[:1] == quote[:1].upper()
            assert quote.endswith((".", '."', ". »"))


def test_facts_speak_of_what_the_document_names(documents: list[Document]) -> None:
    for one in documents:
        names = [fact.name for fact in one.facts.organizations]
        assert len(names) == len(set(names)) == len(one.organizations)
        assert all(fact.parent in {*names, None} for fact in one.facts.organizations)
        parts = [part for fact in one.facts.events for part in fact.participants]
        assert {part.name for part in parts if part.role is not Role.PERSON} <= set(names)


def test_a_document_tells_an_event_once(documents: list[Document]) -> None:
    assert all(len(one.events) == len(set(one.events)) == len(one.facts.events) for one in documents)


def test_an_event_is_told_by_many_documents_in_both_languages(documents: list[Document]) -> None:
    tellings = Counter(event for one in documents for event in one.events)
    languages = {(event, one.facts.language) for one in documents for event in one.events}
    assert sum(count > 2 for count in tellings.values()) > 150
    assert sum({(event, "en"), (event, "fr")} <= languages for event in tellings) > 200


def test_events_of_every_kind_live_through_every_status(documents: list[Document]) -> None:
    events = [fact for one in documents for fact in one.facts.events]
    assert {fact.kind for fact in events} == set(EventKind)
    assert {fact.status for fact in events} == set(EventStatus)
    statuses = {
        (event, fact.status) for one in documents for event, fact in zip(one.events, one.facts.events, strict=True)
    }
    lives = Counter(event for event, _ in statuses)
    assert sum(count > 1 for count in lives.values()) > 50


def test_an_organization_has_several_names_and_a_name_several_organizations(documents: list[Document]) -> None:
    pairs = {
        (number, fact.name)
        for one in documents
        for number, fact in zip(one.organizations, one.facts.organizations, strict=True)
    }
    assert max(Counter(number for number, _ in pairs).values()) > 3
    assert max(Counter(name for _, name in pairs).values()) > 1


def test_companies_of_one_short_name_are_at_home_in_two_countries() -> None:
    documents = list(generate_documents(400, seed=Namesakes(12)))
    homes: defaultdict[str, dict[str, set[str]]] = defaultdict(dict)
    for one in documents:
        for number, fact in zip(one.organizations, one.facts.organizations, strict=True):
            if is_namesake(number):
                homes[fact.name].setdefault(number, set()).update(one.facts.countries)
    pairs = [list(places.values()) for places in homes.values() if len(places) == 2]
    assert pairs
    assert any(one.isdisjoint(other) for one, other in pairs)
    assert sum(bool(one.facts.countries) for one in documents) > 0.8 * len(documents)
    firms = [fact for one in documents for fact in one.facts.organizations if fact.kind is OrganizationKind.COMPANY]
    assert 0.08 < sum(bool(fact.countries) for fact in firms) / len(firms) < 0.2
