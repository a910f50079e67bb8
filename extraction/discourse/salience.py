"""Salience: which entities a text speaks of up to a point, how lately, how often and as what."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from corpdb.extraction.names.entities import Entity, Sort
from corpdb.extraction.names.slots import PlaceIndex
from corpdb.extraction.text.article import Article
from corpdb.extraction.text.sentences import Sentence

# How many entities are weighed for one expression: the latest ones and the main ones.
_LATEST, _MAIN = 14, 10
_TITLE_WEIGHT, _LEAD_WEIGHT = 3, 2
_LEAD = 2


@dataclass(slots=True)
class Trace:
    """The last mention of an entity: where it stands, whether it is a subject, and how many there were so far."""

    at: int
    sentence: int
    paragraph: int
    subject: bool
    count: int


class Salience:
    """Follows the mentions of one document in order."""

    def __init__(self, article: Article, index: PlaceIndex) -> None:
        self.weights = _weigh(article, index)
        self.heaviest = max(self.weights.values(), default=1)
        self.titled = frozenset(
            place.entity for sentence in article.sentences[:1] for place in index.between(sentence.first, sentence.last)
        )
        ranked = sorted(self.weights, key=lambda entity: -self.weights[entity])
        self.main = ranked[0] if ranked else None
        self._ranked = ranked[:_MAIN]
        self.traces: dict[Entity, Trace] = {}
        self.subject: Entity | None = None
        self.nearest: Entity | None = None
        self.last_subject: Entity | None = None
        self.former_subject: Entity | None = None
        self.here: Counter[Entity] = Counter()
        self.opener: Entity | None = None
        self.heading: frozenset[Entity] = frozenset()
        self.alone: frozenset[Entity] = frozenset()
        self._named: frozenset[Entity] = frozenset()
        self._paragraph = -1
        self._order: list[Entity] = []

    def begin(self, sentence: Sentence, index: PlaceIndex) -> None:
        """Begin a sentence: its subject is not known yet."""
        self.last_subject = self.subject or self.last_subject
        if sentence.paragraph != self._paragraph:
            self.former_subject = self.last_subject or self.former_subject
            self.last_subject = None
            self.here = Counter()
        self.subject = self.nearest = None
        self.alone = self._named if len(self._named) == 1 else frozenset()
        self._named = frozenset()
        if sentence.paragraph != self._paragraph:
            self._paragraph = sentence.paragraph
            self.opener = None
        if sentence.heading:
            self.heading = frozenset(place.entity for place in index.between(sentence.first, sentence.last))

    def note(self, entity: Entity, at: int, sentence: int, *, subject: bool) -> None:
        """Take note that the token `at` mentions `entity`."""
        if subject:
            self.subject = self.subject or entity
            self.nearest = entity
        self._named |= {entity}
        self.here[entity] += 1
        self.opener = self.opener or entity
        before = self.traces.get(entity)
        if entity in self._order:
            self._order.remove(entity)
        self._order.append(entity)
        self.traces[entity] = Trace(at, sentence, self._paragraph, subject, before.count + 1 if before else 1)
        if len(self._order) > 4 * _LATEST:
            del self._order[: 2 * _LATEST]

    @property
    def latest(self) -> list[Entity]:
        """The entities mentioned so far, the last one first."""
        return self._order[: -_LATEST - 1 : -1]

    def find_candidates(self, ahead: Sequence[Entity]) -> list[Entity]:
        """The entities to weigh: the latest, the main ones, and those `ahead` in the sentence."""
        found = dict.fromkeys((*self.latest, *self._ranked, *ahead))
        return [entity for entity in found if entity.sort in (Sort.ORGANIZATION, Sort.PERSON)]


def _weigh(article: Article, index: PlaceIndex) -> Counter[Entity]:
    """How often each organization is named; places in the title and the opening count more."""
    weights: Counter[Entity] = Counter()
    for place in index.places:
        if place.entity.sort is Sort.ORGANIZATION:
            weights[place.entity] += 1
    for sentence in article.sentences:
        if sentence.paragraph > _LEAD:
            break
        weight = _TITLE_WEIGHT if sentence.heading else _LEAD_WEIGHT
        for place in index.between(sentence.first, sentence.last):
            if place.entity.sort is Sort.ORGANIZATION:
                weights[place.entity] += weight
    return weights
