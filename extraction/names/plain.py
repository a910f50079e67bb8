"""Sorting entities without trained taggers, by what is said outright."""

from collections.abc import Sequence

from corpdb.extraction.lexicon.knowledge import Lexicon
from corpdb.extraction.names.entities import Entity, Sort
from corpdb.extraction.names.grammar import Candidate
from corpdb.extraction.text.article import Article
from corpdb.extraction.tokens import fold
from corpdb.models.vocabulary import OrganizationKind

_TITLE_REACH = 2


def sort_plainly(article: Article, lexicon: Lexicon, entities: Sequence[Entity]) -> None:
    """Say of each entity what it is: an organization by its legal form, its own words or the noun before it."""
    for entity in entities:
        entity.sort = _find_sort(article, lexicon, entity)
        if entity.sort is Sort.ORGANIZATION:
            entity.kind = _find_kind(article, lexicon, entity) or OrganizationKind.COMPANY
            entity.score = 1.0


def _find_sort(article: Article, lexicon: Lexicon, entity: Entity) -> Sort:
    names, places = lexicon.names, lexicon.places
    forms = {fold(form) for form in entity.forms}
    if any(_has_legal_form(article, lexicon, candidate) for candidate in entity.candidates):
        return Sort.ORGANIZATION
    if not forms.isdisjoint(names.stop_names):
        return Sort.NOTHING
    if any(form in places.countries or form in places.cities for form in forms):
        return Sort.PLACE
    titled = any(_follows_title(article, lexicon, candidate) for candidate in entity.candidates)
    if titled or (len(entity.key) > 1 and entity.key[0] in names.first_names):
        return Sort.PERSON
    return Sort.ORGANIZATION if _find_kind(article, lexicon, entity) else Sort.NOTHING


def _find_kind(article: Article, lexicon: Lexicon, entity: Entity) -> OrganizationKind | None:
    """The kind that the name's own words say, else the noun before it."""
    own = next((candidate.kind for candidate in entity.candidates if candidate.kind), None)
    introducers = lexicon.names.introducers
    before = (introducers.get(fold(_read_low(article, candidate.first - 1))) for candidate in entity.candidates)
    inside = introducers.get(entity.key[0]) if len(entity.key) > 1 else None
    return own or next(filter(None, before), None) or inside


def _has_legal_form(article: Article, lexicon: Lexicon, candidate: Candidate) -> bool:
    """Whether a legal form ends the name, or stands right behind it."""
    words = [token.low for token in article.tokens[candidate.first + 1 : candidate.last]]
    return any(fold(low) in lexicon.names.legal_forms for low in (*words, _read_low(article, candidate.last)))


def _follows_title(article: Article, lexicon: Lexicon, candidate: Candidate) -> bool:
    before = (_read_low(article, candidate.first - 1 - at) for at in range(_TITLE_REACH))
    return any(low in lexicon.names.titles for low in before)


def _read_low(article: Article, at: int) -> str:
    return article.tokens[at].low if 0 <= at < len(article.tokens) else ""
