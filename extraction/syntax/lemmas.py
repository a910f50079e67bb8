"""Dictionary forms: a table of words that are exceptions, and endings for all others."""

from collections.abc import Iterator

import msgspec

LONGEST_ENDING = 6
_MOST_REMEMBERED = 50_000


class LemmaTables(msgspec.Struct, frozen=True):
    """What a lemmatizer knows.

    `exceptions` holds words that no ending explains, `VERB left`, with their lemmas; `endings` holds a part of speech
    with an ending, `NOUN ies`, and what comes off and on, `3 y`; `known` holds lemmas that exist, `NOUN city`.
    """

    exceptions: dict[str, str]
    endings: dict[str, str]
    known: set[str]


class Lemmatizer:
    """Finds lemmas by its tables."""

    def __init__(self, tables: LemmaTables) -> None:
        self._tables = tables
        self._known: dict[tuple[str, str], str] = {}

    def find(self, low: str, tag: str) -> str:
        """The lemma of the lower-case word `low` as the part of speech `tag`.

        Of the lemmas that its endings suggest it is the first that exists, from the longest ending on; else the first.
        """
        lemma = self._known.get((low, tag))
        if lemma is None:
            lemma = self._search(low, tag)
            if len(self._known) < _MOST_REMEMBERED:
                self._known[low, tag] = lemma
        return lemma

    def _search(self, low: str, tag: str) -> str:
        lemma = self._tables.exceptions.get(f"{tag} {low}")
        if lemma is not None:
            return lemma
        first = None
        for found in self._suggest(low, tag):
            if f"{tag} {found}" in self._tables.known:
                return found
            first = first or found
        return first or low

    def _suggest(self, low: str, tag: str) -> Iterator[str]:
        for size in range(min(LONGEST_ENDING, len(low)), -1, -1):
            change = self._tables.endings.get(f"{tag} {low[len(low) - size :]}")
            if change is not None:
                yield apply_change(low, change)


def apply_change(low: str, change: str) -> str:
    """`low` with an ending taken off and another put on: `cities` and `3 y` give `city`."""
    off, _, added = change.partition(" ")
    return low[: len(low) - int(off)] + added
