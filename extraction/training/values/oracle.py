"""Annotated events as tellings: where each stands in its article, by its quotation and the triggers in it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from corpdb.extraction.events.tellings import Reading, Telling
from corpdb.extraction.lexicon.knowledge import Lexicon, load_lexicon
from corpdb.extraction.lexicon.phrases import Match
from corpdb.extraction.lexicon.senses import Sense
from corpdb.extraction.names.entities import find_entities
from corpdb.extraction.names.slots import PlaceIndex
from corpdb.extraction.names.sorting import sort_entities
from corpdb.extraction.syntax.parser import load_parser
from corpdb.extraction.syntax.trees import Tree
from corpdb.extraction.text.article import Article, read_article
from corpdb.extraction.training.articles.annotated import GoldArticle, GoldEvent, read_annotated
from corpdb.models.vocabulary import EventKind

_AUXILIARIES = frozenset({"perfect", "pluperfect", "future", "conditional", "modal", "past"})


@dataclass(frozen=True, slots=True)
class Example:
    """An annotated event with the telling that its quotation makes."""

    article: str
    reading: Reading
    index: PlaceIndex
    telling: Telling
    triggered: bool
    status: str
    date: str | None
    attributes: Mapping[str, object]

    def number(self, name: str) -> Decimal | None:
        """The attribute `name` as a number."""
        value = self.attributes.get(name)
        return None if value is None else Decimal(str(value))


def read_examples(folder: Path) -> Iterator[Example]:
    """The events of the annotated articles of `folder`, in order."""
    for annotated in read_annotated(folder):
        gold = annotated.gold
        lexicon = load_lexicon(gold.language)
        article = read_article(annotated.text, lexicon, title=None, published=None)
        index = find_places(article, lexicon)
        reading = Reading(article, lexicon, parse_sentences(article, index, lexicon))
        for event in gold.events:
            telling, triggered = find_telling(reading, annotated.text, event)
            telling = replace(telling, names=find_names(reading, telling, gold, event))
            yield Example(
                article=annotated.name,
                reading=reading,
                index=index,
                telling=telling,
                triggered=triggered,
                status=event.status,
                date=event.date,
                attributes=event.attributes,
            )


def find_places(article: Article, lexicon: Lexicon) -> PlaceIndex:
    """The names of an article as reading finds and sorts them."""
    entities = find_entities(article, lexicon)
    sort_entities(article, lexicon, entities)
    return PlaceIndex(entities)


def parse_sentences(article: Article, index: PlaceIndex, lexicon: Lexicon) -> dict[int, Tree]:
    """The trees of an article's sentences by their first tokens, its names merged as in reading."""
    names = [(place.first, place.last) for place in index.places]
    ranges = [(sentence.first, sentence.last) for sentence in article.sentences]
    trees = load_parser(lexicon.code).parse(article.tokens, ranges, names)
    return {first: tree for (first, _), tree in zip(ranges, trees, strict=True)}


def find_telling(reading: Reading, text: str, event: GoldEvent) -> tuple[Telling, bool]:
    """The telling at an event's quotation, and whether a trigger of its type stands there."""
    kind = event.kind
    start = max(text.find(event.evidence), 0)
    end = start + len(event.evidence)
    inside = [at for at, token in enumerate(reading.tokens) if start <= token.start < end] or [0]
    place = reading.find_sentence(inside[0])
    found = [one for one in reading.sentences[place].triggers if one.first in range(inside[0], inside[-1] + 1)]
    found += list(reading.lexicon.triggers.find_all(reading.tokens, inside[0], inside[-1] + 1))
    best = max(found, key=lambda one: (_fit(one, kind), one.value.verb, -one.first), default=None)
    if not best or not _fit(best, kind):
        middle = _guess_head(reading, place, inside)
        return Telling(place, middle, middle + 1, kind), False
    return Telling(place, best.first, best.last, kind, best.value.status, best.value.verb), True


def find_names(reading: Reading, telling: Telling, gold: GoldArticle, event: GoldEvent) -> tuple[int, ...]:
    """Where the sentence of a telling names a participant of its event: the first tokens."""
    names = {part.name for part in event.participants}
    for one in gold.organizations:
        if one.name in names:
            names |= set(one.aliases)
    sentence = reading.sentences[telling.sentence].sentence
    text = reading.article.text[sentence.start : sentence.end]
    starts = {sentence.start + found.start() for name in names for found in re.finditer(re.escape(name), text)}
    return tuple(at for at in range(sentence.first, sentence.last) if reading.tokens[at].start in starts)


def _guess_head(reading: Reading, place: int, inside: list[int]) -> int:
    """The token that most likely tells an event without a trigger: what follows an auxiliary, else the middle one."""
    for sign in reading.sentences[place].signs:
        if sign.value in _AUXILIARIES and sign.first >= inside[0] and sign.last <= inside[-1]:
            return sign.last
    return inside[len(inside) // 2]


def _fit(match: Match[Sense], kind: EventKind) -> int:
    """How well a trigger fits the kind of an event."""
    return 2 * (match.value.kind is kind) or int(match.value.kind.type is kind.type)
