"""The words of a text as they are searched for: without accents and case, and cut to their stems.

Stems are those of Snowball (snowballstem.org), each language by its own algorithm; accents go first, so that a word
finds the same whether they are typed or not. A stem is made of the letters a to z and digits alone: every database
takes it for one word, and the same one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import import_module
from typing import Any, NamedTuple

from anyascii import anyascii

from corpdb.extraction.lexicon.tables import read_table, supported_languages

LONGEST = 64
CACHED_WORDS = 1 << 17
_WORD = re.compile(r"[^\W_]+(?:[\u0300-\u036f]+[^\W_]*)*")
_OTHER = re.compile(r"[^a-z0-9]+")


class Word(NamedTuple):
    """A word of a text: its stem, and where it stands."""

    stem: str
    start: int
    end: int


def find_words(text: str, language: str) -> Iterator[Word]:
    """The words of `text`, which is in `language`, one after another; without data for it, they are not cut."""
    known = language if language in supported_languages() else ""
    for match in _WORD.finditer(text):
        if stem := _make_stem(match[0], known):
            yield Word(stem, match.start(), match.end())


def list_stems(text: str, language: str) -> list[str]:
    """The stems of the words of `text`, in order."""
    known = language if language in supported_languages() else ""
    return [stem for word in _WORD.findall(text) if (stem := _make_stem(word, known))]


@dataclass(frozen=True, slots=True)
class _Stemmer:
    """Cuts words of one language. `endings` are ends of words without accents, and what they are with them."""

    algorithm: Any
    endings: tuple[tuple[str, str], ...]

    def cut(self, word: str) -> str:
        for plain, accented in self.endings:
            if word.endswith(plain):
                word = word.removesuffix(plain) + accented
                break
        return self.algorithm.stemWord(word)


@lru_cache(CACHED_WORDS)
def _make_stem(word: str, language: str) -> str:
    plain = _fold(word)
    return (_fold(_read_stemmer(language).cut(plain)) if language else plain)[:LONGEST]


def _fold(word: str) -> str:
    low = word.lower()
    return low if low.isascii() else _OTHER.sub("", anyascii(low).lower())


@cache
def _read_stemmer(language: str) -> _Stemmer:
    table = read_table(language, "stemming")
    name = table.take_text("algorithm")
    endings = table.take_table("endings").take_texts()
    table.finish()
    # Not by the library's own choice, which takes another implementation where one is installed.
    module = import_module(f"snowballstemmer.{name}_stemmer")
    return _Stemmer(getattr(module, f"{name.capitalize()}Stemmer")(), tuple(endings.items()))
