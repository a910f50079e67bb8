"""Words that may tell an event: the phrases of the lexicon in a sentence, gathered by the word that heads them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from corpdb.extraction.events.paths import is_verbal, top_node
from corpdb.extraction.lexicon.knowledge import Lexicon
from corpdb.extraction.lexicon.phrases import Match
from corpdb.extraction.lexicon.senses import Frame, Sense
from corpdb.extraction.syntax.trees import Tree
from corpdb.extraction.text.article import Article
from corpdb.extraction.text.sentences import Sentence
from corpdb.models.vocabulary import EventKind, EventType

# How many triggers of one sentence are followed: more than sentences of the press have, and few where so many tokens
# without a full stop are no sentence but a table or a list.
_MOST_TRIGGERS = 16
_ENDLESS, _MOST_ENDLESS = 120, 3


@dataclass(frozen=True, slots=True)
class Reading:
    """One sense of a trigger and how many words of the text its phrase takes: long phrases are sure ones."""

    sense: Sense
    size: int


@dataclass(frozen=True, eq=False)
class Trigger:
    """A word that may tell an event, with all that it may mean.

    `head` is its token, `first` to `last` (not included) the tokens of its longest phrase, `node` its place in `tree`;
    `text` is the phrase's words in lower case, `lemma` the head's.
    """

    head: int
    first: int
    last: int
    sentence: Sentence
    tree: Tree
    node: int
    lemma: str
    text: str
    readings: tuple[Reading, ...]

    @cached_property
    def verbal(self) -> bool:
        """Whether it is a verb or a participle used as one."""
        return is_verbal(self.tree, self.node)

    @cached_property
    def _by_type(self) -> Mapping[EventType, Sequence[Reading]]:
        """The senses of each event type, the longest phrases first, the types in the order of the senses."""
        found: dict[EventType, list[Reading]] = {}
        for reading in self.readings:
            found.setdefault(reading.sense.kind.type, []).append(reading)
        return {own: sorted(readings, key=lambda one: -one.size) for own, readings in found.items()}

    @property
    def types(self) -> Collection[EventType]:
        """The event types that it may tell, in the order of its senses."""
        return self._by_type.keys()

    def of_type(self, type: EventType) -> Sequence[Reading]:
        """Its senses of one event type, the longest phrases first."""
        return self._by_type.get(type, ())

    def main(self, type: EventType) -> Sequence[Reading]:
        """Its surest senses of one event type: those for a verb or for a noun, as it is one, of the longest phrases."""
        found = self.of_type(type)
        fitting = [reading for reading in found if reading.sense.verb is self.verbal] or found
        return [reading for reading in fitting if reading.size == fitting[0].size]

    @cached_property
    def frames(self) -> Mapping[EventType, Sequence[Frame]]:
        """For each event type the frames of its senses, each once."""
        return {own: _list_frames(readings) for own, readings in self._by_type.items()}

    @cached_property
    def main_frames(self) -> Mapping[EventType, Sequence[Frame]]:
        """For each event type the frames of its surest senses, each once."""
        return {own: _list_frames(self.main(own)) for own in self._by_type}

    def sizes(self, type: EventType) -> dict[EventKind, int]:
        """For each kind of `type` that it may mean, the words of the longest phrase that says so."""
        sizes: dict[EventKind, int] = {}
        for reading in self.of_type(type):
            sizes.setdefault(reading.sense.kind, reading.size)
        return sizes


def _list_frames(readings: Iterable[Reading]) -> Sequence[Frame]:
    return list({reading.sense.frame.name: reading.sense.frame for reading in readings}.values())


def find_triggers(article: Article, sentence: Sentence, tree: Tree, lexicon: Lexicon) -> list[Trigger]:
    """The triggers of `sentence`, in the order of their heads."""
    by_node: defaultdict[int, list[Match[Sense]]] = defaultdict(list)
    names = {at for at, node in enumerate(tree.nodes) if node.last - node.first > 1}
    for match in lexicon.triggers.find_all(article.tokens, sentence.first, sentence.last):
        node = top_node(tree, match.first, match.last)
        if node not in names:
            by_node[node].append(match)
    most = _MOST_TRIGGERS if sentence.last - sentence.first < _ENDLESS else _MOST_ENDLESS
    found = sorted(by_node.items(), key=lambda pair: tree.nodes[pair[0]].first)[:most]
    return [_make_trigger(article, sentence, tree, node, matches) for node, matches in found]


def _make_trigger(article: Article, sentence: Sentence, tree: Tree, node: int, matches: list[Match[Sense]]) -> Trigger:
    longest = max(matches, key=lambda match: (match.last - match.first, -match.first))
    return Trigger(
        head=tree.nodes[node].first,
        first=longest.first,
        last=longest.last,
        sentence=sentence,
        tree=tree,
        node=node,
        lemma=tree.nodes[node].lemma,
        text=" ".join(token.low for token in article.tokens[longest.first : longest.last]),
        readings=tuple(_read(matches)),
    )


def _read(matches: list[Match[Sense]]) -> Iterator[Reading]:
    """Each sense once, with its longest phrase."""
    sizes: dict[Sense, int] = {}
    for match in matches:
        sizes[match.value] = max(sizes.get(match.value, 0), match.last - match.first)
    return (Reading(sense, size) for sense, size in sizes.items())
