"""The phrases between two names of one organization that say which of them it has now."""

from enum import StrEnum

from corpdb.extraction.lexicon.phrases import Phrases
from corpdb.extraction.lexicon.tables import Table


class Tense(StrEnum):
    """When the second of two names is the organization's: before, now, or at some time ahead."""

    FORMER = "former"
    NEW = "new"
    COMING = "coming"


def read_renaming(table: Table) -> Phrases[Tense]:
    """The phrases of `table`, lists by tense."""
    lists = table.take_lists().items()
    return Phrases((phrase, table.read_term(tense, Tense)) for tense, phrases in lists for phrase in phrases)
