"""What a report is asked for. This module needs no database library, so that a command can start at once."""

from dataclasses import dataclass, fields

from corpdb.core.errors import UsageError
from corpdb.extraction.facts import PartialDate
from corpdb.models.vocabulary import EventKind, EventStatus, EventType


@dataclass(frozen=True, slots=True)
class Filters:
    """What to keep, how much of it and in what order. An empty field keeps everything, in the report's own order.

    `since` and `until` are inclusive; `countries` are codes of ISO 3166-1. `sort` names a column, with a minus before
    it to begin with the largest. A period that ends before it begins is a `UsageError`.
    """

    since: PartialDate | None = None
    until: PartialDate | None = None
    organization: int | None = None
    types: tuple[EventType, ...] = ()
    kinds: tuple[EventKind, ...] = ()
    statuses: tuple[EventStatus, ...] = ()
    languages: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    min_confidence: float | None = None
    sort: str | None = None
    limit: int | None = None

    def __post_init__(self) -> None:
        """Refuse what no event can lie in."""
        if self.since and self.until and self.until.last < self.since.first:
            raise UsageError(f"the period ends ({self.until}) before it begins ({self.since}); mend --since or --until")

    @property
    def names(self) -> frozenset[str]:
        """The fields that are asked for."""
        return frozenset(each.name for each in fields(self) if getattr(self, each.name) not in {None, ()})
