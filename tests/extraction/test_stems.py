"""Words are searched for by stems that are the same with and without accents, in their forms, on every database."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpdb.extraction.text.stems import LONGEST, find_words, list_stems

# What stored words are made of. Where one of these changes, a revision has to empty the words of every document:
# the next load makes them anew.
STORED = {
    "fr": "Les laboratoires fermés, l'usine fermée : 12 500 salariés d'Électricité de Bœuf™ — activités cédées",
    "en": "The laboratories' closures: R&D layoffs, a naïve café's joint-venture",
    "de": "Die Schließung größerer Werke",
    "xx": "Słowa İstanbul Ünlü",
}
STEMS = {
    "fr": "le laboratoir ferm l usin ferm 12 500 salar d electricit de boeuf activit ced",
    "en": "the laboratori closur r d layoff a naiv cafe s joint ventur",
    "de": "die schliessung gross werk",
    "xx": "slowa istanbul unlu",
}


@pytest.mark.parametrize("language", STORED)
def test_the_stems_are_those_that_are_stored(language: str) -> None:
    assert " ".join(list_stems(STORED[language], language)) == STEMS[language]


@pytest.mark.parametrize(
    ("typed", "written"),
    [("fermee", "fermées"), ("cede", "cédé"), ("Societe generale", "SOCIÉTÉ GÉNÉRALE"), ("musee", "Musées")],
)
def test_a_word_without_accents_is_the_word(typed: str, written: str) -> None:
    assert list_stems(typed, "fr") == list_stems(written, "fr")


def test_letters_and_accents_apart_are_one_word() -> None:
    assert list_stems("ferme\u0301es", "fr") == list_stems("fermées", "fr")


def test_a_word_stands_where_it_is_found() -> None:
    text = "Œuvres — l'été."
    assert [text[word.start : word.end] for word in find_words(text, "fr")] == ["Œuvres", "l", "été"]


@given(st.text(), st.sampled_from(["fr", "en", "de", "zh", ""]))
def test_stems_are_plain_words_in_the_order_of_the_text(text: str, language: str) -> None:
    words = list(find_words(text, language))
    assert [word.stem for word in words] == list_stems(text, language)
    assert all(re.fullmatch(f"[a-z0-9]{{1,{LONGEST}}}", word.stem) for word in words)
    assert [word.start for word in words] == sorted(word.start for word in words)
