"""Which places of a document are kept from being one event."""

import pytest

from corpdb.extraction.events.constraints import Constraints, are_opposite, have_rivals
from corpdb.extraction.events.drafts import Draft, Drafter
from corpdb.extraction.events.models import load_event_models
from corpdb.extraction.events.stage import Stage
from corpdb.extraction.facts import EventFact
from corpdb.extraction.lexicon.knowledge import load_lexicon
from corpdb.extraction.names.entities import find_entities
from corpdb.extraction.names.slots import PlaceIndex
from corpdb.extraction.names.sorting import sort_entities
from corpdb.extraction.reader import extract
from corpdb.extraction.text.article import read_article
from corpdb.models.vocabulary import EventKind, EventType, Role

LICENCES = {
    "en": """Norvane and Orcaline sign a licence

LONDON, 24 January 2024 - Norvane Mobile and Orcaline Devices signed a patent licence agreement on Wednesday.

Norvane Mobile and Orcaline Devices had signed a licence agreement in 2018.
""",
    "fr": """Norvane et Orcaline signent un accord de licence

Paris, le 24 janvier 2024 - Norvane Mobile et Orcaline Devices ont signé ce mercredi un accord de licence de brevets.

Norvane Mobile et Orcaline Devices avaient signé un premier accord de licence en 2018.
""",
}
ANNOUNCED_DEALS = {
    "en": """Norvane completes purchase of Talmont

LONDON, 12 June 2024 - Norvane Motors said on Wednesday that it had completed the acquisition of Talmont Foods.

Norvane Motors had announced the acquisition of Talmont Foods on 3 March 2023.
""",
    "fr": """Norvane boucle le rachat de Talmont

Paris, le 12 juin 2024 - Norvane Motors a finalisé mercredi l'acquisition de Talmont Foods.

Norvane Motors avait annoncé l'acquisition de Talmont Foods le 3 mars 2023.
""",
}
SIGNED_DEALS = {
    "en": """Norvane completes purchase of Talmont

LONDON, 12 June 2024 - Norvane Motors completed on Wednesday the acquisition of Talmont Foods.

Norvane Motors and Talmont Foods signed the acquisition agreement in September 2023.
""",
    "fr": """Norvane boucle le rachat de Talmont

Paris, le 12 juin 2024 - Norvane Motors a finalisé mercredi l'acquisition de Talmont Foods.

Norvane Motors avait signé l'acquisition de Talmont Foods en septembre 2023.
""",
}
ENDED_PACTS = {
    "en": """Norvane and Orcaline drop battery pact

LONDON, 24 January 2024 - Norvane and Orcaline have called off their planned alliance on batteries.

They have been working together on software since 2021, and that partnership will {last}.
""",
    "fr": """Norvane et Orcaline renoncent à leur alliance

Paris, le 24 janvier 2024 - Norvane Mobile et Orcaline Devices ont annoncé mercredi
qu'elles abandonnaient leur projet d'alliance dans les batteries.

Norvane Mobile et Orcaline Devices collaborent dans les logiciels depuis 2021, et ce partenariat {last}.
""",
}


def list_events(text: str, language: str, kind: EventKind) -> list[EventFact]:
    return [event for event in extract(text, language=language).events if event.kind is kind]


def draft_events(text: str, language: str, type: EventType) -> tuple[list[Draft], Constraints]:
    """The surest draft of each sentence, and what parts them."""
    lexicon = load_lexicon(language)
    article = read_article(text, lexicon, title=None, published=None)
    entities = find_entities(article, lexicon)
    sort_entities(article, lexicon, entities)
    stage = Stage(article, entities, PlaceIndex(entities), lexicon)
    surest: dict[int, Draft] = {}
    for draft in Drafter(load_event_models()).draft(stage.scenes()):
        known = surest.get(draft.scene.sentence.first)
        if draft.type is type and (not known or known.probability < draft.probability):
            surest[draft.scene.sentence.first] = draft
    return list(surest.values()), Constraints(stage.reading)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_an_old_licence_and_a_new_one_are_two_events(language: str) -> None:
    events = list_events(LICENCES[language], language, EventKind.LICENSING)
    assert [str(event.date) for event in events] == ["2024-01-24", "2018"]


@pytest.mark.parametrize("texts", [ANNOUNCED_DEALS, SIGNED_DEALS], ids=["announced", "signed"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_steps_of_a_deal_are_one_event(language: str, texts: dict[str, str]) -> None:
    [event] = list_events(texts[language], language, EventKind.ACQUISITION)
    assert len(event.mentions) == 3


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Norvane Motors bought Talmont Foods in May 2021. Norvane Motors took over Talmont Foods in 2021."),
        ("fr", "Norvane Motors a racheté Talmont Foods en mai 2021. Norvane Motors a repris Talmont Foods en 2021."),
    ],
)
def test_a_less_precise_date_parts_nothing(language: str, text: str) -> None:
    [one, other], constraints = draft_events(text, language, EventType.TRANSACTION)
    assert not constraints.part([one], other)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Norvane Motors bought Talmont Foods. Orcaline Group bought Belcor Systems."),
        ("fr", "Norvane Motors a racheté Talmont Foods. Orcaline a racheté Belcor Systems."),
    ],
)
def test_two_buyers_part_two_deals(language: str, text: str) -> None:
    [one, other], constraints = draft_events(text, language, EventType.TRANSACTION)
    assert have_rivals(one, other, Role.BUYER)
    assert constraints.part([one], other)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Norvane Motors Holding bought Talmont Foods. Norvane took over the soup maker Talmont Foods."),
        (
            "fr",
            "Le groupe Norvane Motors a racheté Talmont Foods. Norvane a repris les soupes Talmont Foods.",
        ),
    ],
)
def test_two_names_of_one_buyer_part_nothing(language: str, text: str) -> None:
    [one, other], constraints = draft_events(text, language, EventType.TRANSACTION)
    assert not constraints.part([one], other)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "en",
            "Anna Lindqvist was appointed chief executive of Norvane. Anna Lindqvist has resigned from Norvane.",
        ),
        ("fr", "Anna Lindqvist a été nommée directrice de Norvane. Anna Lindqvist a démissionné de Norvane lundi."),
    ],
)
def test_coming_and_going_are_two_events(language: str, text: str) -> None:
    [one, other], constraints = draft_events(text, language, EventType.LEADERSHIP)
    assert are_opposite(one, other)
    assert constraints.part([one], other)


@pytest.mark.parametrize(
    ("language", "last", "number"),
    [("en", "go on", 2), ("en", "suffer", 1), ("fr", "se poursuivra", 2), ("fr", "en souffrira", 1)],
)
def test_what_goes_on_is_not_what_has_ended(language: str, last: str, number: int) -> None:
    events = extract(ENDED_PACTS[language].format(last=last), language=language).events
    assert len(events) == number
