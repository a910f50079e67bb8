"""The phrases between two names of one organization that say which of them it has now."""

from dataclasses import dataclass
from enum import StrEnum

from corpdb.extraction.lexicon.phrases import Phrases
from corpdb.extraction.lexicon.tables import Table


class Tense(StrEnum):
    """When the second of two names is the organization's: before, now, or at some time ahead."""

    FORMER = "former"
    NEW = "new"
    COMING = "coming"


@dataclass(frozen=True, slots=True)
class RenamingWords:
    """The phrases between two names of one organization, and prefixes of a name that it has no more: `ex-Calorem`."""

    phrases: Phrases[Tense]
    prefixes: tuple[str, ...]


def read_renaming(table: Table, prefixes: tuple[str, ...]) -> RenamingWords:
    """The words of a language: the phrases of `table`, lists by tense, and the prefixes."""
    lists = table.take_lists().items()
    phrases = ((phrase, table.read_term(tense, Tense)) for tense, phrases in lists for phrase in phrases)
    return RenamingWords(Phrases(phrases), prefixes)
