"""Finding the phrases of a lexicon in tokens: one index over all of them, time linear in the number of tokens.

A phrase is words with single spaces. `a|b` is either word, `rachet*` any word that begins so (three letters at least),
and `~` stands for up to six words or none.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar, cast

from corpdb.extraction.lexicon.tables import LexiconError
from corpdb.extraction.tokens import Token

T = TypeVar("T")
_ANY = "~"
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


class _Entry(NamedTuple):
    """A phrase by its first word: that word's slot, the slots after it, and what the lexicon says of the phrase."""

    head: _Slot
    rest: "tuple[_Slot | None, ...]"
    value: object


class Phrases(Generic[T]):
    """A set of phrases with a value each, compiled for search."""

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        self._by_word: dict[str, list[_Entry]] = {}
        self._by_prefix: dict[str, list[_Entry]] = {}
        slots: dict[str, _Slot] = {}
        for phrase, value in entries:
            words = phrase.split()
            if not words or words[0] == _ANY or words[-1] == _ANY:
                raise LexiconError(f"The phrase {phrase!r} must begin and end with a word; mend it.")
            for word in words:
                if word not in slots:
                    slots[word] = _Slot(word)
            head = slots[words[0]]
            entry = _Entry(head, tuple(None if word == _ANY else slots[word] for word in words[1:]), value)
            for word in head.words:
                self._by_word.setdefault(word, []).append(entry)
            for prefix in head.prefixes:
                self._by_prefix.setdefault(prefix[:_PREFIX], []).append(entry)

    def extend(self, entries: Iterable[tuple[str, T]]) -> "Phrases[T]":
        """These phrases and those of `entries`, which come first where two are as long."""
        extended = Phrases(entries)
        for mine, theirs in ((self._by_word, extended._by_word), (self._by_prefix, extended._by_prefix)):
            for word, phrases in mine.items():
                theirs.setdefault(word, []).extend(phrases)
        return extended

    def may_begin(self, low: str) -> bool:
        """Whether a phrase may begin with the lower-case word `low`."""
        return low in self._by_word or (bool(self._by_prefix) and low[:_PREFIX] in self._by_prefix)

    def find(self, tokens: Sequence[Token], first: int, last: int) -> list[Match[T]]:
        """The phrases within the tokens `first` to `last`, the longest at each place, none inside another."""
        found: list[Match[T]] = []
        at = first
        while at < last:
            best = self.starts(tokens, at, last) if self.may_begin(tokens[at].low) else None
            if best:
                found.append(best)
            at = best.last if best else at + 1
        return found

    def find_all(self, tokens: Sequence[Token], first: int, last: int) -> list[Match[T]]:
        """Every phrase within the tokens `first` to `last`, in the order of their first words, also inside others."""
        found: list[Match[T]] = []
        for at in range(first, last):
            if entries := self._list_entries(tokens[at].low):
                found += [Match(at, end, value) for end, value in self._match(entries, tokens, at, last)]
        return found

    def starts(self, tokens: Sequence[Token], at: int, last: int) -> Match[T] | None:
        """The longest phrase that begins exactly at the token `at`, if there is one."""
        entries = self._list_entries(tokens[at].low)
        if not entries:
            return None
        longest, value = max(self._match(entries, tokens, at, last), key=_read_end, default=(0, None))
        return Match(at, longest, cast("T", value)) if longest else None

    def _list_entries(self, low: str) -> list[_Entry] | None:
        """The phrases that may begin with the word `low`."""
        exact = self._by_word.get(low)
        wide = self._by_prefix.get(low[:_PREFIX]) if self._by_prefix else None
        if not wide:
            return exact
        own = [entry for entry in wide if low not in entry.head.words and low.startswith(entry.head.prefixes)]
        return exact + own if exact else own

    def _match(self, entries: Sequence[_Entry], tokens: Sequence[Token], at: int, last: int) -> Iterator[tuple[int, T]]:
        """The token after each of `entries`, whose first word stands at `at`, that the text has there."""
        for entry in entries:
            end = _match_rest(entry.rest, tokens, at + 1, last) if entry.rest else at + 1
            if end:
                yield end, cast("T", entry.value)


def _read_end(match: tuple[int, object]) -> int:
    return match[0]


def _match_rest(slots: Iterable[_Slot | None], tokens: Sequence[Token], at: int, last: int) -> int:
    """The token after the slots that begin at `at`, or 0. Each gap takes the first word that fits what follows."""
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
