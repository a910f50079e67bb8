"""Who belongs to whom: `X, filiale de Y`, `sa filiale X`, `its X unit`, `Y's X lab`."""

from collections.abc import Mapping, Sequence
from itertools import pairwise

from corpdb.extraction.lexicon.knowledge import Lexicon
from corpdb.extraction.names.entities import Entity, Key, Sort
from corpdb.extraction.names.slots import Place, PlaceIndex
from corpdb.extraction.text.article import Article
from corpdb.extraction.tokens import Token, fold
from corpdb.models.vocabulary import OrganizationKind

_REACH = 4
_OWNED = (OrganizationKind.LAB, OrganizationKind.UNIT)
_LONGEST_CHAIN = 8


def link_parents(article: Article, index: PlaceIndex, lexicon: Lexicon) -> None:
    """Set the parent of each organization that the text says belongs to another; the first word on it holds.

    A lab or unit that has an organization's name in its own belongs to that one.
    """
    for sentence in article.sentences:
        places = index.between(sentence.first, sentence.last)
        named = [place for place in places if place.entity.sort is Sort.ORGANIZATION]
        for before, place in pairwise(named):
            _link_pair(article.tokens, before, place, lexicon)
    organizations = {place.entity: None for place in index.places if place.entity.sort is Sort.ORGANIZATION}
    by_key = {key: entity for entity in organizations for key in entity.keys}
    for entity in organizations:
        owner = _find_contained(entity, by_key) if entity.kind in _OWNED and not entity.parent else None
        if owner:
            _set_parent(entity, owner)


def _find_contained(entity: Entity, by_key: Mapping[Key, Entity]) -> Entity | None:
    """The organization whose name is the longest part of the entity's: `usine de cathodes de Rif Lithium`."""
    size = len(entity.key)
    parts = (entity.key[at : at + width] for width in range(size - 1, 0, -1) for at in range(size - width + 1))
    found = (by_key[part] for part in parts if part in by_key)
    return next((owner for owner in found if owner is not entity), None)


def _link_pair(tokens: Sequence[Token], before: Place, place: Place, lexicon: Lexicon) -> None:
    """Link two neighbours in a sentence, if the words between them say so."""
    first, last = before.last, place.first
    owners = lexicon.names.owners.find(tokens, first, last)
    phrases = lexicon.names.parents.find(tokens, first, last)
    if owners and last - owners[-1].last <= _REACH:
        _set_parent(place.entity, before.entity)
    elif phrases and last - phrases[-1].last <= _REACH:
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
    if not between:
        return place.entity.kind in _OWNED
    return any(word in names.described or names.introducers.get(word) in _OWNED for word in between)


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
