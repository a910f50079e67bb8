"""What is known of the words of names: legal forms, group words, translations, and organizations that readers know."""

import re
import tomllib
from collections import defaultdict
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
    joined = name.replace("&", " and ")
    if "." in joined or "/" in joined:
        joined = _INITIALS.sub(lambda match: match[1] or match[2], joined)
    return tuple(_SEPARATORS.sub(" ", anyascii(joined).casefold()).split())


@dataclass(frozen=True, slots=True)
class Translations:
    """The English word for each form of a word or for several words together."""

    words: dict[tuple[str, ...], str]
    longest: int

    def __contains__(self, word: str) -> bool:
        """Whether it is a word of the table."""
        return (word,) in self.words

    def translate(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """The words, those that stand in the table in English; of the forms at a place the longest counts."""
        english: list[str] = []
        at = 0
        while at < len(words):
            sizes = range(min(self.longest, len(words) - at), 0, -1)
            size = next((size for size in sizes if words[at : at + size] in self.words), 0)
            english.append(self.words[words[at : at + size]] if size else words[at])
            at += size or 1
        return tuple(english)


@dataclass(frozen=True, slots=True)
class NameWords:
    """The words that comparing names goes by; `translations` are for bodies' names, `unit_translations` for units'."""

    legal_forms: frozenset[tuple[str, ...]]
    longest_form: int
    leading_forms: frozenset[str]
    telling_forms: frozenset[str]
    loose_forms: frozenset[str]
    joint_stock_forms: frozenset[str]
    shared_forms: frozenset[str]
    group: frozenset[str]
    articles: frozenset[str]
    connectors: frozenset[str]
    descriptors: frozenset[str]
    full_names: frozenset[str]
    two_universities: frozenset[str]
    ands: frozenset[str]
    movable: dict[str, str]
    unit_ends: frozenset[str]
    unit_beginnings: frozenset[str]
    translations: Translations
    unit_translations: Translations
    regions: frozenset[str]
    worldwide: frozenset[str]


@cache
def read_name_words() -> NameWords:
    """The words, read at the first call."""
    table: dict[str, Any] = tomllib.loads((files("corpdb.resolution") / "words.toml").read_text(encoding="utf-8"))
    forms = _read_legal_forms(table["ambiguous_forms"], table["further_forms"])
    places = {**_read_countries(), **_invert(table["regions"])}
    bodies = {**_invert(table["translations"]), **places}
    return NameWords(
        legal_forms=forms,
        longest_form=max(map(len, forms)),
        leading_forms=frozenset(table["leading_forms"]),
        telling_forms=frozenset(table["telling_forms"]),
        loose_forms=frozenset(table["loose_forms"]),
        joint_stock_forms=frozenset(table["joint_stock_forms"]),
        shared_forms=frozenset(table["shared_forms"]),
        group=frozenset(table["group"]),
        articles=frozenset(table["articles"]),
        connectors=frozenset(table["connectors"]),
        descriptors=frozenset(table["descriptors"]).union(table["full_names"]),
        full_names=frozenset(table["full_names"]),
        two_universities=frozenset(table["two_universities"]),
        ands=frozenset(table["ands"]),
        movable={form: word for word, forms in table["movable"].items() for form in (word, *forms)},
        unit_ends=frozenset(table["unit_ends"]),
        unit_beginnings=frozenset(table["unit_beginnings"]),
        translations=_make_translations(bodies),
        unit_translations=_make_translations({**bodies, **_invert(table["topics"]), **_invert(table["units"])}),
        regions=frozenset(places.values()),
        worldwide=frozenset(table["worldwide"]),
    )


@cache
def read_known_forms() -> dict[tuple[tuple[str, ...], OrganizationKind], tuple[str, ...]]:
    """For the words of each form of a well-known organization, and its kind, the words of its usual name.

    What two lists have under one form is one organization, whatever each of them has as its usual name.
    """
    known: dict[tuple[tuple[str, ...], OrganizationKind], tuple[str, ...]] = {}
    for folder, name in (("shared", "organizations"), ("en", "bodies"), ("fr", "bodies")):
        for code, lines in read_table(folder, name).take_lists().items():
            kind = OrganizationKind(code)
            for line in lines:
                forms = [(split_words(form), kind) for form in line.split(";")]
                before = {known[form] for form in forms if form in known}
                usual = max((*before, forms[0][0]), key=lambda words: (len(words), words))
                if before - {usual}:
                    known |= {form: usual for form, one in known.items() if one in before and form[1] is kind}
                known |= dict.fromkeys(forms, usual)
    return known


@cache
def read_place_names() -> frozenset[str]:
    """The names of cities and countries."""
    lines = [*read_lines("shared", "cities"), *read_table("shared", "places").take_words("cities")]
    for language in _WORD_LANGUAGES:
        lines += read_table(language, "places").take_words("cities")
    return frozenset({" ".join(split_words(line)) for line in lines} | {" ".join(form) for form in _read_countries()})


@cache
def read_ordinary_words() -> frozenset[str]:
    """The words that are common in some language."""
    words = {word for language in _WORD_LANGUAGES for word in read_lines(language, "words")}
    return frozenset(" ".join(split_words(word)) for word in words)


def _read_legal_forms(ambiguous: Iterable[str], further: Iterable[str]) -> frozenset[tuple[str, ...]]:
    terms = {term for table in (terms_by_country, terms_by_type) for listed in table.values() for term in listed}
    forms = {split_words(term) for term in (*terms, *further)}
    return frozenset(forms - {(word,) for word in ambiguous} - {()})


def _invert(table: dict[str, list[str]]) -> dict[tuple[str, ...], str]:
    return {tuple(form.split()): word for word, forms in table.items() for form in (word, *forms)}


@cache
def _read_countries() -> dict[tuple[str, ...], str]:
    """For the words of each country's names in every language those of the English one, written as one."""
    names: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
    for language in _WORD_LANGUAGES:
        for table in (read_table(language, "countries"), read_table(language, "places").take_table("countries")):
            for code, forms in table.take_lists().items():
                names[code] += map(split_words, forms)
    return {form: "".join(forms[0]) for forms in names.values() for form in forms}


def _make_translations(words: dict[tuple[str, ...], str]) -> Translations:
    return Translations(words, max(map(len, words)))
