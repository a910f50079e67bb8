"""From sentences to scenes: parse what can hold an event, and lay out who may take part."""

from collections import Counter
from collections.abc import Iterator, Sequence

from corpdb.extraction.discourse.mentions import Form
from corpdb.extraction.discourse.resolver import read_discourse
from corpdb.extraction.events.context import ContextReader
from corpdb.extraction.events.scene import ABSENT, NOWHERE, Filler, Scene
from corpdb.extraction.events.tellings import Reading, Surroundings
from corpdb.extraction.events.triggers import find_triggers
from corpdb.extraction.lexicon.knowledge import Lexicon
from corpdb.extraction.names.described import Description, DescriptionReader
from corpdb.extraction.names.entities import Entity, Sort
from corpdb.extraction.names.slots import PlaceIndex
from corpdb.extraction.syntax.parser import load_parser
from corpdb.extraction.syntax.trees import Tree
from corpdb.extraction.text.article import Article
from corpdb.extraction.text.sentences import Sentence
from corpdb.extraction.values.moments import DateForm
from corpdb.models.vocabulary import OrganizationKind

_MOST_ABSENT = 6
_MORE_GUESSES = 2
_LEAST_GUESS = 0.05
_OPENING = 2
_COUNTED = frozenset({DateForm.DAY, DateForm.ANCHOR})
_OWNERS = frozenset({OrganizationKind.COMPANY, OrganizationKind.ACADEMIC, OrganizationKind.UNIT})
_ACTORS = frozenset({Sort.ORGANIZATION, Sort.PERSON})


class Stage:
    """Lays out the scenes of one document."""

    def __init__(self, article: Article, entities: Sequence[Entity], index: PlaceIndex, lexicon: Lexicon) -> None:
        self._article = article
        self._index = index
        self._lexicon = lexicon
        self._discourse = read_discourse(article, index, lexicon)
        self.homes = self._discourse.homes
        self._prominent = _rank(index)
        self._prominence = _measure_prominence(article, index, self._prominent)
        self.reading = Reading(article, lexicon)
        self.descriptions = DescriptionReader(article, lexicon, entities)

    def scenes(self) -> list[Scene]:
        """The sentences that have a trigger, in the order of the text."""
        found = [around for around in self.reading.sentences if around.triggers]
        names = [(place.first, place.last) for place in self._index.places]
        ranges = [(around.sentence.first, around.sentence.last) for around in found]
        trees = load_parser(self._lexicon.code).parse(self._article.tokens, ranges, names)
        self.reading.trees.update((first, tree) for (first, _), tree in zip(ranges, trees, strict=True))
        contexts = ContextReader(self.reading.sentences)
        return [
            self._lay_out(around, tree, contexts.describe(around)) for around, tree in zip(found, trees, strict=True)
        ]

    def _lay_out(self, around: Surroundings, tree: Tree, context: Sequence[str]) -> Scene:
        article, sentence = self._article, around.sentence
        fillers = list(self._find_fillers(sentence))
        fillers += self._find_described(sentence, fillers)
        present = {filler.entity for filler in fillers}
        return Scene(
            article=article,
            sentence=sentence,
            tree=tree,
            classes=[self._lexicon.classes.of(node.lemma) for node in tree.nodes],
            triggers=find_triggers(article, sentence, tree, self._lexicon),
            fillers=fillers,
            absent=list(self._find_absent(sentence, present)),
            figures=around.figures,
            dated=self._is_dated(around),
            prominence=self._prominence,
            opening=sentence.paragraph <= _OPENING,
            context=context,
        )

    def _is_dated(self, around: Surroundings) -> bool:
        """Whether the sentence has a date of its own: one that does not count from a date of the sentences before."""
        if not around.dates or any(one.form not in _COUNTED for one in around.dates):
            return bool(around.dates)
        return bool(self.reading.read_alone(around.sentence))

    def _find_fillers(self, sentence: Sentence) -> Iterator[Filler]:
        """Whom the names of a sentence mean, and the words that stand for one."""
        for mention in self._discourse.between(sentence.first, sentence.last):
            if mention.last > sentence.last:
                continue
            if mention.form is Form.NAME:
                if mention.entity and mention.entity.sort in _ACTORS:
                    yield Filler(mention.entity, mention.first, mention.last, "name")
                continue
            for rank, (entity, chance) in enumerate(mention.candidates[: mention.count + _MORE_GUESSES]):
                place = max(rank - mention.count + 1, 0)
                if place and chance < _LEAST_GUESS:
                    break
                yield Filler(entity, mention.first, mention.last, mention.form.value, place, chance)

    def _find_absent(self, sentence: Sentence, present: set[Entity]) -> Iterator[Filler]:
        """Whom the text speaks of there without a word for them, the likeliest first."""
        likely = dict(self._discourse.salient(sentence.first))
        ranked = dict.fromkeys([*likely, *self._prominent])
        absent = [entity for entity in ranked if entity not in present]
        for rank, entity in enumerate(absent[:_MOST_ABSENT]):
            yield Filler(entity, NOWHERE, NOWHERE, ABSENT, rank, likely.get(entity, 0.0))

    def _find_described(self, sentence: Sentence, fillers: Sequence[Filler]) -> Iterator[Filler]:
        """The described labs and units of a sentence, each as an entity of its owner."""
        named = [filler for filler in fillers if filler.form == "name"]
        for found in self.descriptions.find_all(sentence.first, sentence.last):
            if any(filler.first < found.last and found.first < filler.last for filler in named):
                continue
            owner = self._find_owner(found, fillers)
            if owner and (unit := self.descriptions.make_entity(found, owner)):
                yield Filler(unit, found.first, found.last, "description")

    def _find_owner(self, found: Description, fillers: Sequence[Filler]) -> Entity | None:
        """Whose unit it is.

        Whom a possessive at its head means, else the name right behind or before it, else the last owner that the
        sentence names, else the most prominent organization.
        """
        owners = [
            filler
            for filler in fillers
            if filler.entity.sort is Sort.ORGANIZATION and filler.entity.kind in _OWNERS and not filler.rank
        ]
        possessors = [one for one in owners if one.form == "possessive" and found.first - 1 <= one.first < found.last]
        names = [one for one in owners if one.form == "name"]
        near = [one for one in names if 0 <= one.first - found.last <= 1 or 0 <= found.first - one.last <= 1]
        before = [one for one in names if one.last <= found.first]
        chosen = possessors[:1] or near[:1] or before[-1:]
        if chosen:
            return chosen[0].entity
        return next((entity for entity in self._prominent if entity.kind in _OWNERS), None)


def _rank(index: PlaceIndex) -> Sequence[Entity]:
    counts = Counter(place.entity for place in index.places if place.entity.sort is Sort.ORGANIZATION)
    return [entity for entity, _ in counts.most_common()]


def _measure_prominence(article: Article, index: PlaceIndex, ranked: Sequence[Entity]) -> dict[Entity, tuple[str, ...]]:
    """How prominent each organization is in the document: its rank by places, its share of them, the opening."""
    counts = Counter(place.entity for place in index.places)
    total = sum(counts[entity] for entity in ranked)
    opening = {
        place.entity
        for sentence in article.sentences
        if sentence.paragraph <= 1
        for place in index.between(sentence.first, sentence.last)
    }
    return {
        entity: (
            f"prominent={min(rank, 4)}",
            f"share={min(5, 10 * counts[entity] // total)}",
            f"first={entity in opening}",
            f"once={counts[entity] == 1}",
        )
        for rank, entity in enumerate(ranked)
    }
