"""Finding the phrases of a lexicon in tokens: one index over all of them, time linear in the number of tokens.

A phrase is words with single spaces. `a|b` is either word, `rachet*` any word that begins so (three letters at least),
and `~` stands for up to six words or none.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, NamedTuple, TypeVar, cast

from corpdb.extraction.lexicon.tables import LexiconError
from corpdb.extraction.tokens import Token

T = TypeVar("T")
_ANY = "~"
_GAP = 6
_PREFIX = 3
_MOST_REMEMBERED = 10_000
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
        return low in self.words or low.startswith(self.prefixes)


class _Entry(NamedTuple):
    """A phrase by its first word: that word's slot, the slots after it, and what the lexicon says of the phrase.

    `second` is the slot that the word right behind the first one must fit, None where any word may stand there.
    """

    head: _Slot
    rest: "tuple[_Slot | None, ...]"
    second: _Slot | None
    value: object


class Phrases(Generic[T]):
    """A set of phrases with a value each, compiled for search."""

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        self._by_word: dict[str, list[_Entry]] = {}
        self._by_prefix: dict[str, list[_Entry]] = {}
        self._wide: dict[str, list[_Entry]] = {}
        slots: dict[str, _Slot] = {}
        for phrase, value in entries:
            words = phrase.split()
            if not words or words[0] == _ANY or words[-1] == _ANY:
                raise LexiconError(f"The phrase {phrase!r} must begin and end with a word; mend it.")
            for word in words:
                if word not in slots:
                    slots[word] = _Slot(word)
            head = slots[words[0]]
            rest = tuple(None if word == _ANY else slots[word] for word in words[1:])
            entry = _Entry(head, rest, rest[0] if rest else None, value)
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
        by_word, by_prefix = self._by_word, self._by_prefix
        at = first
        while at < last:
            low = tokens[at].low
            best = self.starts(tokens, at, last) if low in by_word or low[:_PREFIX] in by_prefix else None
            if best:
                found.append(best)
            at = best.last if best else at + 1
        return found

    def find_all(self, tokens: Sequence[Token], first: int, last: int) -> list[Match[T]]:
        """Every phrase within the tokens `first` to `last`, in the order of their first words, also inside others."""
        found: list[Match[T]] = []
        by_word, by_prefix = self._by_word, self._by_prefix
        for at in range(first, last):
            low = tokens[at].low
            if low in by_word or low[:_PREFIX] in by_prefix:
                found += [Match(at, end, cast("T", value)) for end, value in self._match(tokens, at, last)]
        return found

    def starts(self, tokens: Sequence[Token], at: int, last: int) -> Match[T] | None:
        """The longest phrase that begins exactly at the token `at`, if there is one."""
        low = tokens[at].low
        if low not in self._by_word and low[:_PREFIX] not in self._by_prefix:
            return None
        longest, best = 0, None
        for end, value in self._match(tokens, at, last):
            if end > longest:
                longest, best = end, value
        return Match(at, longest, cast("T", best)) if longest else None

    def _match(self, tokens: Sequence[Token], at: int, last: int) -> list[tuple[int, object]]:
        """The token after each phrase that the text has at the token `at`, and what the lexicon says of it."""
        following = tokens[at + 1].low if at + 1 < last else ""
        found: list[tuple[int, object]] = []
        for _, rest, second, value in self._list_entries(tokens[at].low):
            if second and following not in second.words and not following.startswith(second.prefixes):
                continue
            end = _match_rest(rest, tokens, at + 1, last) if rest else at + 1
            if end:
                found.append((end, value))
        return found

    def _list_entries(self, low: str) -> Sequence[_Entry]:
        """The phrases that may begin with the word `low`."""
        exact = self._by_word.get(low, ())
        wide = self._by_prefix.get(low[:_PREFIX])
        if not wide:
            return exact
        known = self._wide.get(low)
        if known is None:
            own = [entry for entry in wide if low not in entry.head.words and low.startswith(entry.head.prefixes)]
            known = [*exact, *own]
            if len(self._wide) < _MOST_REMEMBERED:
                self._wide[low] = known
        return known


def _match_rest(slots: Iterable[_Slot | None], tokens: Sequence[Token], at: int, last: int) -> int:
    """The token after the slots that begin at `at`, or 0. Each gap takes the first word that fits what follows."""
    gap = 0
    for slot in slots:
        if slot is None:
            gap = _GAP
            continue
        while at < last and not slot.fits(tokens[at].low):
            if not gap or tokens[at].low in _GAP_ENDS:
                return 0
            at += 1
            gap -= 1
        if at >= last:
            return 0
        at += 1
        gap = 0
    return at


def mark(phrases: Iterable[str]) -> Phrases[bool]:
    """The phrases, of which no more is to be known than that they are there."""
    return Phrases((phrase, True) for phrase in phrases)
