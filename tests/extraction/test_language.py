"""A text's language is told by its words; a text that gives too few says so."""

import pytest

from corpdb.extraction.text.language import detect_language, normalize_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Le groupe a cédé la filiale de la maison à un fonds.", "fr"),
        ("The group has sold its European unit to a private equity fund.", "en"),
        ("Die Bank hat ihr Labor in Jena geschlossen.", "de"),
        ("42", "und"),
        ("", "und"),
    ],
)
def test_the_language_is_told_by_the_words(text: str, language: str) -> None:
    assert detect_language(text) == language


@pytest.mark.parametrize("sign", ["\a", "\ufdd0", "\ud800", "\U0001f600"])
def test_signs_that_are_no_letters_do_no_harm(sign: str) -> None:
    assert detect_language(f"{sign}Le groupe a cédé la filiale de la maison à un fonds.{sign}") == "fr"


@pytest.mark.parametrize("tag", ["fr-FR", "FR_fr", " fr "])
def test_a_tag_is_reduced_to_its_language(tag: str) -> None:
    assert normalize_language(tag) == "fr"
