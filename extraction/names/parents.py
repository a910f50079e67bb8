"""Who belongs to whom: `X, filiale de Y`, `sa filiale X`, `its X unit`, `Y's X lab`."""

from collections.abc import Sequence
from itertools import pairwise

from corpdb.extraction.lexicon.knowledge import Lexicon
from corpdb.extraction.names.entities import Entity, Sort
from corpdb.extraction.names.slots import Place, PlaceIndex
from corpdb.extraction.text.article import Article
from corpdb.extraction.tokens import Token, fold
from corpdb.models.vocabulary import OrganizationKind

_REACH = 4
_OWNED = (OrganizationKind.LAB, OrganizationKind.UNIT)
_LONGEST_CHAIN = 8


def link_parents(article: Article, index: PlaceIndex, lexicon: Lexicon) -> None:
    """Set the parent of each organization that the text says belongs to another; the first word on it holds."""
    for sentence in article.sentences:
        places = index.between(sentence.first, sentence.last)
        named = [place for place in places if place.entity.sort is Sort.ORGANIZATION]
        for before, place in pairwise(named):
            _link_pair(article.tokens, before, place, lexicon)


def _link_pair(tokens: Sequence[Token], before: Place, place: Place, lexicon: Lexicon) -> None:
    """Link two neighbours in a sentence, if the words between them say so."""
    first, last = before.last, place.first
    phrases = lexicon.names.parents.find(tokens, first, last)
    if phrases and last - phrases[-1].last <= _REACH:
        _set_parent(before.entity, place.entity)
    elif _is_owned(tokens, first, place, lexicon):
        _set_parent(place.entity, before.entity)


def _is_owned(tokens: Sequence[Token], first: int, place: Place, lexicon: Lexicon) -> bool:
    """Whether a possessive leads to the place: `sa filiale X`, `Y's X lab`."""
    grammar, names = lexicon.grammar, lexicon.names
    if tokens[place.first - 1].low in grammar.possessive_marks:
        return first == place.first - 1 and place.entity.kind in _OWNED
    before = tokens[max(first, place.first - _REACH) : place.first]
    owned = [at for at, token in enumerate(before) if token.low in grammar.possessives]
    if not owned:
        return False
    between = [fold(token.low) for token in before[owned[-1] + 1 :]]
    return place.entity.kind in _OWNED if not between else not names.described.keys().isdisjoint(between)


def _set_parent(child: Entity, parent: Entity) -> None:
    """Make `parent` the owner of `child`, unless the child has one or stands above it."""
    above: Entity | None = parent
    for _ in range(_LONGEST_CHAIN):
        if above is None:
            break
        if above is child:
            return
        above = above.parent
    child.parent = child.parent or parent
