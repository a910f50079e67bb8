from collections import Counter

import pytest

from corpdb.extraction.events.reading import choose_parts
from corpdb.extraction.facts import EventFact
from corpdb.extraction.names.entities import Entity, Sort
from corpdb.extraction.reader import extract
from corpdb.models.vocabulary import EventKind, EventType, Role

ENGLISH_DEAL = """Norvane Motors buys Talmont Foods

Norvane Motors has bought Talmont Foods, a maker of soups, for $30 million, the company said on Monday. Norvane Motors
paid for Talmont Foods in cash.
"""
FRENCH_DEAL = """Norvane Motors rachète Talmont Foods

Norvane Motors a racheté Talmont Foods, un fabricant de soupes, pour 30 millions d'euros, a annoncé lundi la société.
"""


def make_entity(name: str) -> Entity:
    return Entity(name, (name.lower(),), [], Counter(), Sort.ORGANIZATION)


def find_all(text: str, kind: EventKind, language: str) -> list[EventFact]:
    return [event for event in extract(text, language=language).events if event.kind is kind]


def who(event: EventFact, role: Role) -> set[str]:
    return {one.name for one in event.participants if one.role is role}


NORDIA, VEXEL, BANK = make_entity("Nordia"), make_entity("Vexel"), make_entity("Bank")


def test_who_may_have_two_roles_takes_the_likelier_one() -> None:
    scores = {(Role.BUYER, NORDIA): 0.6, (Role.SELLER, NORDIA): 0.9, (Role.TARGET, VEXEL): 0.7}
    chosen = choose_parts(scores, EventType.TRANSACTION)
    assert chosen == {NORDIA: (Role.SELLER, 0.9), VEXEL: (Role.TARGET, 0.7)}


def test_the_likeliest_key_role_is_given_where_none_is_likely() -> None:
    scores = {(Role.SUBJECT, NORDIA): 0.3, (Role.SUBJECT, VEXEL): 0.2, (Role.TARGET, BANK): 0.6}
    chosen = choose_parts(scores, EventType.RESTRUCTURING)
    assert chosen == {BANK: (Role.TARGET, 0.6), NORDIA: (Role.SUBJECT, 0.3)}


def test_nobody_takes_part_whom_nothing_speaks_for() -> None:
    assert choose_parts({(Role.SUBJECT, NORDIA): 0.05}, EventType.FINANCING) == {}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        pytest.param("en", ENGLISH_DEAL, id="en"),
        pytest.param("fr", FRENCH_DEAL, id="fr"),
    ],
)
def test_title_and_lead_tell_one_event(language: str, text: str) -> None:
    [event] = find_all(text, EventKind.ACQUISITION, language)
    assert (who(event, Role.BUYER), who(event, Role.TARGET)) == ({"Norvane Motors"}, {"Talmont Foods"})
    assert len(event.mentions) >= 2


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Norvane Motors bought Talmont Foods in 2019. Orcaline Group bought Belcor Systems in 2021."),
        ("fr", "En 2019, Norvane Motors a racheté Talmont Foods. En 2021, Orcaline a racheté Belcor Systems."),
    ],
)
def test_two_deals_of_others_stay_two_events(language: str, text: str) -> None:
    events = find_all(text, EventKind.ACQUISITION, language)
    assert [who(event, Role.TARGET) for event in events] == [{"Talmont Foods"}, {"Belcor Systems"}]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Talmont Foods was bought by Norvane Motors in 2019."),
        ("fr", "Talmont Foods a été racheté par Norvane Motors en 2019."),
        ("en", "Norvane Motors, which bought Talmont Foods in 2019, is growing."),
        ("fr", "Norvane Motors, qui a racheté Talmont Foods en 2019, grandit."),
        ("en", "Norvane Motors announced the acquisition of Talmont Foods in 2019."),
        ("fr", "Norvane Motors a annoncé l'acquisition de Talmont Foods en 2019."),
    ],
)
def test_buyer_and_target_are_told_apart_in_every_construction(language: str, text: str) -> None:
    [event] = find_all(text, EventKind.ACQUISITION, language)
    assert (who(event, Role.BUYER), who(event, Role.TARGET)) == ({"Norvane Motors"}, {"Talmont Foods"})
