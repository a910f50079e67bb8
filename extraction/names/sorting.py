"""Sorting entities: organization, person, place or nothing, and an organization's kind, by all places' evidence.

A trained model weighs the evidence; it is one for all languages.
"""

from collections.abc import Iterable, Mapping, Sequence

from corpdb.extraction.learning.linear import LinearModel
from corpdb.extraction.lexicon.knowledge import Lexicon
from corpdb.extraction.names.entities import Entity, Sort, find_known
from corpdb.extraction.names.evidence import EvidenceReader
from corpdb.extraction.names.plain import sort_plainly
from corpdb.extraction.names.tagging import load_taggers
from corpdb.extraction.text.article import Article
from corpdb.models.vocabulary import OrganizationKind

# From this probability on an entity is an organization: where precision and recall balance in cross-validation.
_ENOUGH = 0.45
_MODEL = "shared/names.sorting"
_KINDS = tuple(kind.value for kind in OrganizationKind)
_OTHERS = {"person": Sort.PERSON, "place": Sort.PLACE, "nothing": Sort.NOTHING}


def sort_entities(
    article: Article, lexicon: Lexicon, entities: Sequence[Entity], model: LinearModel | None = None
) -> None:
    """Say of each entity what it is; a surname alone is the person whose full name the text has.

    Without a `model` the trained one of the package decides, or, in a language without taggers, what is said outright.
    """
    if model is None and load_taggers(lexicon.code) is None:
        sort_plainly(article, lexicon, entities)
        return
    evidence = EvidenceReader(article, lexicon, entities)
    model = model or LinearModel.load(_MODEL)
    for entity in entities:
        decide(entity, model.scores(dict.fromkeys(evidence.read(entity), 1.0)))
        if entity.kind is OrganizationKind.COMPANY and entity.parent and entity.key[-1] in lexicon.names.unit_words:
            entity.kind = OrganizationKind.UNIT
    _sort_surnames(entities, lexicon)
    for entity in entities:
        if entity.parent and entity.parent.sort is not Sort.ORGANIZATION:
            entity.parent = None


def decide(entity: Entity, odds: Mapping[str, float]) -> None:
    """Set the sort, kind and score of `entity` by the probability of each class."""
    entity.score = sum(odds.get(kind, 0.0) for kind in _KINDS)
    if entity.score >= _ENOUGH:
        entity.sort = Sort.ORGANIZATION
        entity.kind = OrganizationKind(max(_KINDS, key=lambda kind: odds.get(kind, 0.0)))
    else:
        entity.sort = _OTHERS[max(_OTHERS, key=lambda name: odds.get(name, 0.0))]


def _sort_surnames(entities: Iterable[Entity], lexicon: Lexicon) -> None:
    """Make people of the organizations that a person's surname alone names.

    A well-known organization that the text has before the person is none: `Fenlor`, then `its founder Max Fenlor`.
    """
    people = [entity for entity in entities if entity.sort is Sort.PERSON and len(entity.key) > 1]
    surnames: dict[str, int] = {}
    for person in people:
        surnames.setdefault(person.key[-1], person.candidates[0].first)
    for entity in entities:
        if entity.sort is Sort.ORGANIZATION and len(entity.key) == 1 and entity.key[0] in surnames:
            before = entity.candidates[0].first < surnames[entity.key[0]]
            entity.sort = entity.sort if before and find_known(entity, lexicon) else Sort.PERSON
