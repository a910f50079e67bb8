"""Where an event takes place and which position changes hands: the words of the text that say so, ranked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from corpdb.extraction.events.paths import plain_relation
from corpdb.extraction.events.tellings import (
    Reading,
    Telling,
    describe_place,
    describe_relation,
    describe_words,
    measure_gap,
)
from corpdb.extraction.learning.linear import LinearModel
from corpdb.extraction.names.entities import Sort
from corpdb.extraction.names.slots import PlaceIndex
from corpdb.extraction.syntax.trees import Tree
from corpdb.models.vocabulary import EventType

MODEL = "events/wording"
_BACK, _AHEAD = 3, 2
# What belongs to the name of a position: `chief restructuring officer`, `conseiller technique`, `chair of the board`.
_BEFORE, _BEHIND = frozenset({"amod", "compound"}), frozenset({"amod", "nmod"})
_COMMON = frozenset({"NOUN", "ADJ"})
_LONGEST = 5


class Attribute(StrEnum):
    """An attribute of an event that is said in words of the text; one model ranks all."""

    LOCATION = "location"
    POSITION = "position"


@dataclass(frozen=True, slots=True)
class Wording:
    """Words of the text, the tokens `where`, that may be an attribute; `text` is None for no attribute."""

    text: str | None
    where: tuple[int, int] | None
    features: dict[str, float]


def read_wording(
    reading: Reading, index: PlaceIndex, telling: Telling, attribute: Attribute
) -> list[tuple[Wording, float]]:
    """The words that may be an attribute of a telling's event, each with its probability, the best one first."""
    if not may_say(telling, attribute):
        return []
    candidates = find_wordings(reading, index, telling, attribute)
    if len(candidates) == 1:
        return [(candidates[0], 1.0)]
    scores = LinearModel.load(MODEL).rank([one.features for one in candidates])
    return sorted(zip(candidates, scores, strict=True), key=lambda pair: -pair[1])


def may_say(telling: Telling, attribute: Attribute) -> bool:
    """Whether an event of a telling's kind may have an attribute at all."""
    return attribute is Attribute.LOCATION or telling.kind.type is EventType.LEADERSHIP


def find_wordings(reading: Reading, index: PlaceIndex, telling: Telling, attribute: Attribute) -> list[Wording]:
    """The candidates of an attribute: words of the sentence and of those around it, and none."""
    low, high = max(telling.sentence - _BACK, 0), min(telling.sentence + _AHEAD, len(reading.sentences) - 1)
    shared = describe_place(reading, telling)
    found: list[Wording] = []
    here = 0
    for at in range(low, high + 1):
        sentence = reading.sentences[at].sentence
        if attribute is Attribute.LOCATION:
            spans = [
                (place.first, min(place.last, sentence.last), "")
                for place in index.between(sentence.first, sentence.last)
                if place.entity.sort is Sort.PLACE
            ]
        else:
            spans = list(_find_positions(reading, sentence.first, sentence.last))
        here += len(spans) if at == telling.sentence else 0
        for first, last, how in spans:
            features = _describe(reading, telling, (first, last), [span[:2] for span in spans], shared)
            features[f"how:{how}"] = 1.0
            found.append(Wording(reading.article.quote(first, last), (first, last), _double(features, attribute)))
    names = ["none", f"none:{min(here, 2)}", *(f"none:{one}" for one in shared)]
    found.append(Wording(None, None, _double(dict.fromkeys(names, 1.0), attribute)))
    return found


def _double(features: dict[str, float], attribute: Attribute) -> dict[str, float]:
    prefix = f"{attribute.value}|"
    return features | {prefix + name: value for name, value in features.items()}


def _find_positions(reading: Reading, first: int, last: int) -> Iterator[tuple[int, int, str]]:
    """The positions of a sentence: as the lexicon knows them, with words of their own, and two joined."""
    found = [(one.first, one.last) for one in reading.lexicon.positions.find(reading.tokens, first, last)]
    yield from ((*span, "plain") for span in found)
    if not found or not (tree := reading.find_tree(first, last - 1)):
        return
    grown = [_grow(tree, *span) for span in found]
    yield from ((*span, "grown") for span, plain in zip(grown, found, strict=True) if span != plain)
    for one, other in pairwise(grown):
        if other[0] == one[1] + 1 and tree.nodes[tree.at(one[1])].tag == "CCONJ":
            yield one[0], other[1], "joined"


def _grow(tree: Tree, first: int, last: int) -> tuple[int, int]:
    """A position with the common words beside it that belong to it: adjectives, nouns, `of the board`."""
    low, high = tree.at(first), tree.at(last - 1)
    while low > 0 and _belongs(tree, low - 1, (low, high), _BEFORE):
        low -= 1
    grown = high
    for at in range(high + 1, min(high + _LONGEST, len(tree.nodes))):
        if tree.nodes[at].tag == "PROPN":
            break
        if _belongs(tree, at, (low, at - 1), _BEHIND):
            grown = at
    return min(tree.nodes[low].first, first), max(tree.nodes[grown].last, last)


def _belongs(tree: Tree, at: int, inside: tuple[int, int], relations: frozenset[str]) -> bool:
    node = tree.nodes[at]
    common = node.tag in _COMMON and plain_relation(node.relation) in relations
    return common and inside[0] <= node.head <= inside[1]


def _describe(
    reading: Reading, telling: Telling, span: tuple[int, int], others: Sequence[tuple[int, int]], shared: list[str]
) -> dict[str, float]:
    features = describe_relation(reading, telling, *span) | describe_words(reading, *span)
    same = reading.find_sentence(span[0]) == telling.sentence
    gap = measure_gap(telling, *span)[1]
    names = [f"same:{same}", *(f"{one}:{same}" for one in shared)]
    names.append(f"nearest:{same}:{gap == min(measure_gap(telling, *one)[1] for one in others)}")
    names.append(f"order:{same}:{min(others.index(span), 2)}")
    names.append(f"only:{same}:{len(others) == 1}")
    names += [f"left1:{reading.tokens[max(span[0] - 1, 0)].low}:{one}" for one in shared]
    return features | dict.fromkeys(names, 1.0)
