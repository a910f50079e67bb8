"""What a person searches for: words, phrases in quotation marks, and a minus before what must not be there."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpdb.core.errors import UsageError
from corpdb.extraction.text.stems import Word, list_stems

MOST_WORDS = 64
_QUOTES = str.maketrans(dict.fromkeys("«»“”„‟", '"'))
_MINUSES = "-\N{EN DASH}\N{MINUS SIGN}"
_PART = re.compile(rf'([{_MINUSES}]?)(?:"([^"]*)"?|([^\s"]+))')
_APOSTROPHE = re.compile("['\N{RIGHT SINGLE QUOTATION MARK}]")
_ELIDED = 2  # what has so few letters beside an apostrophe is no word to search for: l', qu', 's

Phrase = tuple[str, ...]
"""Stems that must follow one another; a single one for a word."""


@dataclass(frozen=True, slots=True)
class Stems:
    """A query in the stems of a language: what a text must have, and what it must not."""

    wanted: tuple[Phrase, ...]
    excluded: tuple[Phrase, ...]

    def find_hits(self, words: Sequence[Word]) -> list[tuple[int, int, int]]:
        """Where what is wanted stands among `words`: which of `wanted`, its start and its end in the text, in order."""
        hits: list[tuple[int, int, int]] = []
        for number, phrase in enumerate(self.wanted):
            size = len(phrase)
            for at, word in enumerate(words):
                if word.stem == phrase[0] and tuple(one.stem for one in words[at : at + size]) == phrase:
                    hits.append((number, word.start, words[at + size - 1].end))
        return sorted(hits, key=lambda hit: (hit[1], hit[2]))


@dataclass(frozen=True, slots=True)
class Query:
    """A query as it was typed, in parts: what a text must have, and what it must not."""

    wanted: tuple[str, ...]
    excluded: tuple[str, ...]

    @classmethod
    def parse(cls, text: str) -> "Query":
        """Read what was typed; a `UsageError` says what is missing, or that it is too much."""
        parts = list(_split(text))
        query = cls(
            tuple(dict.fromkeys(part for minus, part in parts if not minus)),
            tuple(dict.fromkeys(part for minus, part in parts if minus)),
        )
        if not query.wanted:
            missing = "no word to find, only words to leave out" if query.excluded else "no word to search for"
            raise UsageError(
                f'the query has {missing}; write words or a "phrase in quotation marks", such as: lab -sale'
            )
        if sum(len(list_stems(part, "")) for _, part in parts) > MOST_WORDS:
            raise UsageError(f"the query has more than {MOST_WORDS} words; leave some out")
        return query

    def stem(self, language: str) -> Stems:
        """The query as a text in `language` is searched by it."""
        return Stems(_stem(self.wanted, language), _stem(self.excluded, language))


def _split(text: str) -> Iterator[tuple[str, str]]:
    """The parts of the text that have words, and whether a minus stands before each."""
    for minus, phrase, word in _PART.findall(text.translate(_QUOTES)):
        parts = [phrase] if phrase else _split_word(word)
        yield from ((minus, part) for part in parts if list_stems(part, ""))


def _split_word(word: str) -> list[str]:
    """The words of which one is made by apostrophes: `l'usine` asks for `usine`."""
    parts = [part for part in _APOSTROPHE.split(word) if part]
    return [part for part in parts if len(part) > _ELIDED] or [word]


def _stem(parts: Sequence[str], language: str) -> tuple[Phrase, ...]:
    return tuple(dict.fromkeys(tuple(list_stems(part, language)) for part in parts))
