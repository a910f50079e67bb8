"""What holds of the facts of any text, however odd."""

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from corpdb.extraction.facts import Facts
from corpdb.extraction.reader import extract
from corpdb.models.vocabulary import Role

SPACE = " "
WORDS = (
    "Alstom Bombardier Siemens Nokia Labs Inc. SA & U.S. Université de Nantes Alstom's Jean Dupont M. d'Alstom "
    "rachète a racheté par ferme son laboratoire quantique its cloud division closes will buy from to "
    "annonce cancelled 30 salariés jobs 1,2 milliard d'euros $3.4bn 50 % en mars 2023 lundi Monday "
    "la fusion avec partnership with , ; . ( ) « » \n\n : l' et and filiale unit of nommé directeur général appointed"
).split(SPACE)
sentences = st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join)
anything = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=200)
languages = st.sampled_from([None, "fr", "en", "de", ""])


def check(text: str, facts: Facts) -> None:
    names = {organization.name for organization in facts.organizations}
    spans = [span for organization in facts.organizations for span in organization.spans]
    spans += [mention.span for event in facts.events for mention in event.mentions]
    assert len(names) == len(facts.organizations)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(organization.spans for organization in facts.organizations)
    assert {organization.parent for organization in facts.organizations} <= names | {None}
    assert all(event.mentions and event.participants for event in facts.events)
    actors = [one for event in facts.events for one in event.participants if one.role is not Role.PERSON]
    assert {actor.name for actor in actors} <= names
    assert all(0 <= event.confidence <= 1 for event in facts.events)


@given(st.one_of(sentences, anything), languages)
@example("rachète son", None)
def test_any_text_gives_sound_facts(text: str, language: str | None) -> None:
    check(text, extract(text, language=language))


@given(sentences, anything)
def test_any_hint_is_borne(text: str, hint: str) -> None:
    check(text, extract(text, language="fr", title=hint, published=hint))


@given(sentences)
def test_the_same_text_gives_the_same_facts(text: str) -> None:
    assert extract(text, language="en") == extract(text, language="en")


@pytest.mark.parametrize(
    "piece",
    [
        "Alstom acquires Nokia from Siemens in Paris for $3 million and ",
        "a",
        "A.",
        "l'",
        "1.000 ",
        "Foo Bar and the ",
        "University of the ",
        "Nokia acquired Siemens. ",
        "cut the ",
        '"',
    ],
)
def test_time_grows_with_the_length_of_the_text(piece: str) -> None:
    def measure(size: int) -> float:
        text = piece * (size // len(piece))
        start = time.process_time()
        extract(text, language="en")
        return time.process_time() - start

    measure(1_000)
    assert measure(80_000) < 16 * measure(20_000) + 0.5
