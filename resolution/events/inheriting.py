"""Which of the events that a document tells now are those that it told before in other words."""

from collections.abc import Collection
from dataclasses import dataclass

from corpdb.resolution.events.telling import Telling
from corpdb.resolution.inheriting import match_best, rank_places


@dataclass(frozen=True, slots=True)
class Trace:
    """What a document tells, or told, of an event: the row of it, and the words of the places that tell it."""

    row: int
    telling: Telling
    quotes: frozenset[str]


def match_traces(before: Collection[Trace], now: Collection[Trace]) -> dict[int, int]:
    """The rows of what is not told any more, each with the row of what is told instead, if anything is."""
    pairs = ((_weigh(one, other), one.row, other.row) for one in before for other in now)
    return match_best((weights, one, other) for weights, one, other in pairs if weights)


def _weigh(one: Trace, other: Trace) -> tuple[int, ...] | None:
    """What speaks for the two being one: place, kind, who takes part, figures; None if it is not enough.

    In one place two of a type are one. Elsewhere, or of another type, the same must take part.
    """
    place = rank_places(one.quotes, other.quotes)
    is_kind, is_type = one.telling.kind == other.telling.kind, one.telling.kind.type == other.telling.kind.type
    mine, theirs = ({party.who for party in trace.telling.parties} for trace in (one, other))
    same_figures = sum(
        getattr(one.telling, name) == getattr(other.telling, name) for name in ("when", "amount", "headcount", "status")
    )
    if is_type:
        is_one = place or (is_kind and mine and theirs and (mine <= theirs or theirs <= mine))
    else:
        is_one = place and mine and mine == theirs and one.telling.when == other.telling.when
    return (place, int(is_kind), len(mine & theirs), same_figures) if is_one else None
