"""Finding the phrases of a lexicon in tokens: one index over all of them, time linear in the number of tokens.

A phrase is words with single spaces. `a|b` is either word, `rachet*` any word that begins so (three letters at least),
and `~` stands for up to six words or none.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from corpdb.extraction.lexicon.tables import LexiconError
from corpdb.extraction.tokens import Token

T = TypeVar("T")
_GAP = 6
_PREFIX = 3
_GAP_ENDS = frozenset(".;:!?")


@dataclass(frozen=True, slots=True)
class Match(Generic[T]):
    """A phrase found at the tokens `first` to `last`, the latter not included, and what the lexicon says of it."""

    first: int
    last: int
    value: T


class _Slot:
    """One place of a phrase: exact words and beginnings of words."""

    def __init__(self, text: str) -> None:
        options = text.split("|")
        self.words = frozenset(option for option in options if not option.endswith("*"))
        self.prefixes = tuple(option[:-1] for option in options if option.endswith("*"))
        if any(len(prefix) < _PREFIX for prefix in self.prefixes):
            raise LexiconError(f"The phrase word {text!r} needs {_PREFIX} letters before its *; mend it.")

    def fits(self, low: str) -> bool:
        return low in self.words or (bool(self.prefixes) and low.startswith(self.prefixes))


class Phrases(Generic[T]):
    """A set of phrases with a value each, compiled for search."""

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        self._by_word: defaultdict[str, list[tuple[list[_Slot | None], T]]] = defaultdict(list)
        self._by_prefix: defaultdict[str, list[tuple[list[_Slot | None], T]]] = defaultdict(list)
        for phrase, value in entries:
            slots = [None if word == "~" else _Slot(word) for word in phrase.split()]
            if not slots or slots[0] is None or slots[-1] is None:
                raise LexiconError(f"The phrase {phrase!r} must begin and end with a word; mend it.")
            for word in slots[0].words:
                self._by_word[word].append((slots, value))
            for prefix in slots[0].prefixes:
                self._by_prefix[prefix[:_PREFIX]].append((slots, value))

    def extend(self, entries: Iterable[tuple[str, T]]) -> "Phrases[T]":
        """These phrases and those of `entries`, which come first where two are as long."""
        extended = Phrases(entries)
        for mine, theirs in ((self._by_word, extended._by_word), (self._by_prefix, extended._by_prefix)):
            for word, phrases in mine.items():
                theirs[word] += phrases
        return extended

    def find(self, tokens: Sequence[Token], first: int, last: int) -> list[Match[T]]:
        """The phrases within the tokens `first` to `last`, the longest at each place, none inside another."""
        found: list[Match[T]] = []
        at = first
        while at < last:
            best = max(self._find_at(tokens, at, last), key=lambda match: match.last, default=None)
            if best:
                found.append(best)
            at = best.last if best else at + 1
        return found

    def find_all(self, tokens: Sequence[Token], first: int, last: int) -> Iterator[Match[T]]:
        """Every phrase within the tokens `first` to `last`, in the order of their first words, also inside others."""
        for at in range(first, last):
            yield from self._find_at(tokens, at, last)

    def starts(self, tokens: Sequence[Token], at: int, last: int) -> Match[T] | None:
        """The longest phrase that begins exactly at the token `at`, if there is one."""
        return max(self._find_at(tokens, at, last), key=lambda match: match.last, default=None)

    def _find_at(self, tokens: Sequence[Token], at: int, last: int) -> Iterator[Match[T]]:
        low = tokens[at].low
        for slots, value in self._by_word.get(low, ()):
            if end := _match_rest(slots, tokens, at, last):
                yield Match(at, end, value)
        for slots, value in self._by_prefix.get(low[:_PREFIX], ()):
            if (end := _match_rest(slots, tokens, at, last)) and low not in (slots[0].words if slots[0] else ()):
                yield Match(at, end, value)


def _match_rest(slots: list[_Slot | None], tokens: Sequence[Token], at: int, last: int) -> int:
    """The token after the phrase that begins at `at`, or 0. Each gap takes the first word that fits what follows."""
    gap = 0
    for slot in slots:
        if slot is None:
            gap = _GAP
            continue
        while at < last and gap and not slot.fits(tokens[at].low) and tokens[at].low not in _GAP_ENDS:
            at += 1
            gap -= 1
        if at >= last or not slot.fits(tokens[at].low):
            return 0
        at += 1
        gap = 0
    return at
