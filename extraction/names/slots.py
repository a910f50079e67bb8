"""The slots of a sentence: each name in it with the preposition that leads to it and the names it is listed with."""

from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from corpdb.extraction.lexicon.knowledge import Grammar
from corpdb.extraction.names.entities import Entity
from corpdb.extraction.tokens import Token, is_word

_REACH = 5
_LIST_GAP = 5


@dataclass(frozen=True, slots=True)
class Place:
    """A place that names `entity`: the tokens `first` to `last` (not included)."""

    first: int
    last: int
    entity: Entity


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in its sentence, the preposition before it, and whether a possessive mark follows it (`Alstom's`)."""

    place: Place
    preposition: str | None
    owner: bool


class PlaceIndex:
    """All places of a document in order, for reading them sentence by sentence."""

    def __init__(self, entities: Sequence[Entity]) -> None:
        places = [Place(found.first, found.last, entity) for entity in entities for found in entity.candidates]
        self.places = sorted(places, key=lambda place: place.first)
        self._firsts = [place.first for place in self.places]

    def between(self, first: int, last: int) -> list[Place]:
        """The places that begin within the tokens `first` to `last`."""
        return self.places[bisect_left(self._firsts, first) : bisect_left(self._firsts, last)]


def read_slots(
    tokens: Sequence[Token], places: Sequence[Place], first: int, stops: Collection[int], grammar: Grammar
) -> list[Slot]:
    """The slots of `places`, those of one sentence that begins at `first`; no preposition reaches over a stop token."""
    slots: list[Slot] = []
    for place in places:
        edge = slots[-1].place.last if slots else first
        owner = place.last < len(tokens) and tokens[place.last].low in grammar.possessive_marks
        if slots and _is_listed(tokens, edge, place.first, grammar):
            preposition = slots[-1].preposition
        else:
            preposition = _find_preposition(tokens, place.first, edge, stops, grammar)
        slots.append(Slot(place, preposition, owner))
    return slots


def _is_listed(tokens: Sequence[Token], first: int, last: int, grammar: Grammar) -> bool:
    """Whether only commas, conjunctions and articles stand between two names."""
    between = tokens[first:last]
    joined = any(token.low in grammar.coordinators for token in between)
    return (
        joined
        and len(between) <= _LIST_GAP
        and all(token.low in grammar.coordinators or token.low in grammar.determiners for token in between)
    )


def _find_preposition(
    tokens: Sequence[Token], at: int, edge: int, stops: Collection[int], grammar: Grammar
) -> str | None:
    """The nearest preposition up to five words before the token `at`, not over marks, triggers or other names."""
    for before in range(at - 1, max(edge, at - 1 - _REACH) - 1, -1):
        token = tokens[before]
        if token.low in grammar.prepositions:
            return token.low
        if before in stops or token.low in grammar.relatives or not is_word(token) or token.low in grammar.coordinators:
            return None
    return None
