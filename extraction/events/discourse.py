"""Whom a text speaks of when it does not say: the main organization, and the last one that was a subject."""

from collections import Counter
from collections.abc import Sequence

from corpdb.extraction.names.entities import Entity, Sort
from corpdb.extraction.names.slots import PlaceIndex, Slot
from corpdb.extraction.text.article import Article
from corpdb.models.vocabulary import OrganizationKind

_ACTORS = (OrganizationKind.COMPANY, OrganizationKind.UNIT, OrganizationKind.ACADEMIC, OrganizationKind.LAB)
_LEAD = 2
_TITLE_WEIGHT, _LEAD_WEIGHT = 3, 2


class Discourse:
    """Follows the subjects of one document, sentence by sentence."""

    def __init__(self, article: Article, index: PlaceIndex) -> None:
        self.main = find_main(article, index)
        self._last: Entity | None = None

    @property
    def antecedent(self) -> Entity | None:
        """The organization that `the company` or `il` most likely means here."""
        return self._last or self.main

    def follow(self, slots: Sequence[Slot]) -> None:
        """Take note of a sentence's subject: its first actor without a preposition."""
        actors = [slot for slot in slots if is_actor(slot.place.entity)]
        subject = next((slot for slot in actors if slot.preposition is None), None)
        if subject:
            self._last = subject.place.entity

    def begin_paragraph(self) -> None:
        """A new paragraph speaks of the main organization until it names another."""
        self._last = None


def is_actor(entity: Entity) -> bool:
    """Whether things happen to the entity, rather than that it rules on them."""
    return entity.sort is Sort.ORGANIZATION and entity.kind in _ACTORS


def find_main(article: Article, index: PlaceIndex) -> Entity | None:
    """The actor named most often; places in the title and the opening count more."""
    weights: Counter[Entity] = Counter()
    for place in index.places:
        if is_actor(place.entity):
            weights[place.entity] += 1
    for sentence in article.sentences:
        if sentence.paragraph > _LEAD:
            break
        weight = _TITLE_WEIGHT if sentence.heading else _LEAD_WEIGHT
        for place in index.between(sentence.first, sentence.last):
            if is_actor(place.entity):
                weights[place.entity] += weight
    return max(weights, key=lambda entity: weights[entity], default=None)
