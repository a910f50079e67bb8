"""What is known of the words of names: legal forms, group words, translations, and organizations that readers know."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from anyascii import anyascii
from cleanco.termdata import terms_by_country, terms_by_type

from corpdb.extraction.lexicon.tables import read_lines, read_table
from corpdb.models.vocabulary import OrganizationKind

_INITIALS = re.compile(r"(?<![^\W_])([^\W\d_])[./](?=[^\W\d_](?![^\W_]))|(?<=[./])([^\W\d_])\.(?![^\W_])")
_SEPARATORS = re.compile(r"[\W_]+")
_WORD_LANGUAGES = ("en", "fr", "de")


def split_words(name: str) -> tuple[str, ...]:
    """The words of `name` in small letters without accents, in Latin script; dotted initials are one word."""
    joined = _INITIALS.sub(lambda match: match[1] or match[2], name.replace("&", " and "))
    return tuple(_SEPARATORS.sub(" ", anyascii(joined).casefold()).split())


@dataclass(frozen=True, slots=True)
class NameWords:
    """The words that comparing names goes by; `translations` leads from each form to the English word."""

    legal_forms: frozenset[tuple[str, ...]]
    longest_form: int
    leading_forms: frozenset[str]
    loose_forms: frozenset[str]
    group: frozenset[str]
    articles: frozenset[str]
    connectors: frozenset[str]
    descriptors: frozenset[str]
    two_universities: frozenset[str]
    translations: dict[str, str]
    regions: frozenset[str]


@cache
def read_name_words() -> NameWords:
    """The words, read at the first call."""
    table: dict[str, Any] = tomllib.loads((files("corpdb.resolution") / "words.toml").read_text(encoding="utf-8"))
    forms = _read_legal_forms(table["ambiguous_forms"], table["further_forms"])
    return NameWords(
        legal_forms=forms,
        longest_form=max(map(len, forms)),
        leading_forms=frozenset(table["leading_forms"]),
        loose_forms=frozenset(table["loose_forms"]),
        group=frozenset(table["group"]),
        articles=frozenset(table["articles"]),
        connectors=frozenset(table["connectors"]),
        descriptors=frozenset(table["descriptors"]),
        two_universities=frozenset(table["two_universities"]),
        translations=_invert(table["translations"]) | _invert(table["regions"]),
        regions=frozenset(table["regions"]),
    )


@cache
def read_known_forms() -> dict[tuple[tuple[str, ...], OrganizationKind], tuple[str, ...]]:
    """For the words of another form of a well-known organization, and its kind, the words of its usual name."""
    known: dict[tuple[tuple[str, ...], OrganizationKind], tuple[str, ...]] = {}
    for folder, name in (("shared", "organizations"), ("en", "bodies"), ("fr", "bodies")):
        for kind, lines in read_table(folder, name).take_lists().items():
            for line in lines:
                usual, *others = (split_words(form) for form in line.split(";"))
                known |= {(form, OrganizationKind(kind)): usual for form in others}
    return known


@cache
def read_plain_words() -> frozenset[str]:
    """Names of places and ordinary words: what is called so may be several things."""
    lines = [*read_lines("shared", "cities"), *read_table("shared", "places").take_words("cities")]
    words = {word for language in _WORD_LANGUAGES for word in read_lines(language, "words")}
    return frozenset(" ".join(split_words(line)) for line in (*lines, *words))


def _read_legal_forms(ambiguous: Iterable[str], further: Iterable[str]) -> frozenset[tuple[str, ...]]:
    terms = {term for table in (terms_by_country, terms_by_type) for listed in table.values() for term in listed}
    forms = {split_words(term) for term in (*terms, *further)}
    return frozenset(forms - {(word,) for word in ambiguous} - {()})


def _invert(table: dict[str, list[str]]) -> dict[str, str]:
    return {form: word for word, forms in table.items() for form in (word, *forms)}
