"""What a report is asked for. This module needs no database library, so that a command can start at once."""

from dataclasses import dataclass, fields

from corpdb.extraction.facts import PartialDate
from corpdb.models.vocabulary import EventStatus, EventType


@dataclass(frozen=True, slots=True)
class Filters:
    """What to keep. `since` and `until` are inclusive; an empty field keeps everything."""

    since: PartialDate | None = None
    until: PartialDate | None = None
    organization: int | None = None
    types: tuple[EventType, ...] = ()
    statuses: tuple[EventStatus, ...] = ()

    @property
    def names(self) -> frozenset[str]:
        """The fields that are asked for."""
        return frozenset(each.name for each in fields(self) if getattr(self, each.name))
