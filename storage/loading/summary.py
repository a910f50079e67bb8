"""What a load did, in numbers."""

from collections import Counter
from dataclasses import dataclass, field

from corpdb.models.vocabulary import EventType, LoadStatus


@dataclass(slots=True)
class LoadCounts:
    """What became of the documents of a run, and what they brought."""

    documents_added: int = 0
    documents_changed: int = 0
    documents_unchanged: int = 0
    documents_failed: int = 0
    organizations_added: int = 0
    events_added: int = 0


@dataclass(frozen=True, slots=True)
class DatabaseTotals:
    """What a database holds."""

    documents: int = 0
    organizations: int = 0
    events: int = 0
    events_by_type: dict[EventType, int] = field(default_factory=dict[EventType, int])


@dataclass(frozen=True, slots=True)
class LoadError:
    """A document that could not be read: as the user named it, and why."""

    name: str
    message: str


@dataclass(frozen=True, slots=True)
class Languages:
    """How many documents are in languages that are not read, or only as a starter, by language."""

    unread: Counter[str] = field(default_factory=Counter[str])
    starters: Counter[str] = field(default_factory=Counter[str])


@dataclass(frozen=True, slots=True)
class LoadSummary:
    """How a run ended, in counts and seconds, and what the database holds now.

    `errors` are the documents that could not be read; `skipped` counts the files of a format that no loader reads.
    `unread` counts the documents in a language that is not read, by language: they are kept without facts; `starters`
    those in one that is read as a starter.

    A trial has no `load_id`, and `totals` are what the run found in the documents it would write.
    """

    load_id: int | None
    status: LoadStatus
    counts: LoadCounts
    totals: DatabaseTotals
    errors: tuple[LoadError, ...]
    skipped: int
    seconds: float
    unread: dict[str, int] = field(default_factory=dict[str, int])
    starters: dict[str, int] = field(default_factory=dict[str, int])
