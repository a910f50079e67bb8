"""Which tellings are compared at all: those that share a participant in a period, or two participants at any time."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations

from corpdb.models.vocabulary import Role
from corpdb.resolution.events.telling import Period, Telling

REACH = timedelta(days=100)
"""Tellings are compared if their days, each widened by so much, share a half-year of `_SPAN` days."""
_SPAN = 182
_MEMORY = timedelta(days=365)  # an event without a date is taken to be at most so old when its document comes out


def list_block_keys(telling: Telling) -> set[str]:
    """The keys of a telling; an organization's owner counts as taking part."""
    kind = telling.kind.type
    pairs = combinations(sorted(party.who for party in telling.parties), 2)
    keys = {f"{kind} {one} {other}" for one, other in pairs}
    period = telling.when or _guess_period(telling)
    if period:
        spans = range(_number_span(period.first - REACH), _number_span(period.last + REACH) + 1)
        keys |= {f"{kind} {who} {span}" for who in _list_names(telling) for span in spans}
    return keys


def _guess_period(telling: Telling) -> Period | None:
    published = telling.published
    return Period(published.first - _MEMORY, published.last) if published else None


def _number_span(day: date) -> int:
    return day.toordinal() // _SPAN


def _list_names(telling: Telling) -> Iterator[str]:
    for party in telling.parties:
        if party.role is not Role.AUTHORITY:  # which acts on many
            yield party.who
            if party.owner:
                yield party.owner
