"""Dictionary forms: a table of words that are exceptions, and endings for all others."""

from collections.abc import Mapping

LONGEST_ENDING = 6


class Lemmatizer:
    """Finds lemmas by two tables.

    `lemmas` holds `VERB left` with its lemma; `endings` holds a part of speech with an ending, `NOUN ies`, and what
    comes off and on, `3 y`.
    """

    def __init__(self, lemmas: Mapping[str, str], endings: Mapping[str, str]) -> None:
        self._lemmas = lemmas
        self._endings = endings

    def find(self, low: str, tag: str) -> str:
        """The lemma of the lower-case word `low` as the part of speech `tag`."""
        lemma = self._lemmas.get(f"{tag} {low}")
        if lemma is not None:
            return lemma
        for size in range(min(LONGEST_ENDING, len(low)), -1, -1):
            change = self._endings.get(f"{tag} {low[len(low) - size :]}")
            if change is not None:
                return apply_change(low, change)
        return low


def apply_change(low: str, change: str) -> str:
    """`low` with an ending taken off and another put on: `cities` and `3 y` give `city`."""
    off, _, added = change.partition(" ")
    return low[: len(low) - int(off)] + added
