"""How a load is to go, and whom it tells how far it has come."""

from collections.abc import Callable
from dataclasses import dataclass

from corpdb.extraction.lexicon.project import NO_PROJECT, Project
from corpdb.loaders.source import DEFAULT_MAX_SIZE


def _tell_nobody(_: object) -> None:
    """Do nothing with the news."""


@dataclass(frozen=True, slots=True)
class LoadOptions:
    """How to load: the number of processes (None: one a core), and the largest document that is read, in bytes.

    `project` is what the user adds to the language data.
    """

    jobs: int | None = None
    max_size: int = DEFAULT_MAX_SIZE
    project: Project = NO_PROJECT


@dataclass(frozen=True, slots=True)
class Progress:
    """Whom to tell how far a load has come: how many files there are, and the name of each that is done with.

    `tell_place` tells how many are done with in all, where they have no names; `tell_news` hears in a sentence what
    else is worth knowing.
    """

    tell_total: Callable[[int], None] = _tell_nobody
    tell_done: Callable[[str], None] = _tell_nobody
    tell_place: Callable[[int], None] = _tell_nobody
    tell_news: Callable[[str], None] = _tell_nobody
