"""The evidence of a whole document for what an entity is: features of its name, its places and what stands around."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from corpdb.extraction.lexicon.knowledge import Lexicon
from corpdb.extraction.names.entities import Entity, is_common
from corpdb.extraction.names.grammar import Candidate
from corpdb.extraction.names.tagging import SORTS, make_shape
from corpdb.extraction.names.wordclasses import load_classes
from corpdb.extraction.text.article import Article
from corpdb.extraction.text.sentences import Sentence
from corpdb.extraction.tokens import Token, fold, is_name_like

# What every entity has: how common each class is.
ALWAYS = "always"
_LEVELS = (0.05, 0.15, 0.3, 0.5, 0.7, 0.85, 0.95)
_COUNTS = (2, 3, 5, 8)
_VERB_REACH = 8
_EARLY = 0.25
_GAP = 4
_LONG = 3
_APPOSED = 6
_MARKS = frozenset(",(")
_ENDS = frozenset(".,;:()")
_IDLE = frozenset({"common", "function", "det", "town"})


class EvidenceReader:
    """Collects the evidence for the entities of one document."""

    def __init__(self, article: Article, lexicon: Lexicon, entities: Sequence[Entity]) -> None:
        self._article = article
        self._tokens: Sequence[Token] = article.tokens
        self._lexicon = lexicon
        self._classes = load_classes(lexicon.code)
        self._lower = {token.low for token in article.tokens if token.text.islower()}
        self._sentences = _index_sentences(article.sentences)
        self._owners = {id(entity.parent) for entity in entities if entity.parent}
        self._events = {
            sentence.first
            for sentence in article.sentences
            if lexicon.triggers.find(article.tokens, sentence.first, sentence.last)
        }
        self._places = {found.first: found for entity in entities for found in entity.candidates}
        self._ends = {found.last: found for found in self._places.values()}

    def read(self, entity: Entity) -> list[str]:
        """The features of `entity`."""
        found = {ALWAYS}
        found.update(self._read_shares(entity))
        found.update(self._read_name(entity))
        found.update(self._read_lists(entity))
        found.update(self._read_counts(entity))
        for candidate in entity.candidates:
            found.update(self._read_place(candidate))
        return sorted(found)

    def _read_shares(self, entity: Entity) -> Iterator[str]:
        """What the taggers say: mean and best shares of each sort, in steps."""
        shares = [candidate.shares for candidate in entity.candidates if candidate.shares]
        tags = [candidate.tag for candidate in entity.candidates]
        yield "tag=" + max(sorted(set(tags)), key=tags.count)
        yield from (f"anytag={tag}" for tag in set(tags))
        if not shares:
            yield "untagged"
            return
        for at, column in enumerate(zip(*shares, strict=True)):
            name = ("base", "story")[at // len(SORTS)] + SORTS[at % len(SORTS)]
            mean, best = sum(column) / len(column), max(column)
            yield from _name_levels(f"{name}>")[: bisect_left(_LEVELS, mean)]
            yield from _name_levels(f"{name}^")[: bisect_left(_LEVELS, best)]

    def _read_name(self, entity: Entity) -> Iterator[str]:
        """What the name itself says: its words, how it is written, and what its owner or unit is."""
        words = entity.name.split()
        yield f"words={min(len(words), _LONG + 2)}"
        yield from self._read_writing(entity, words)
        yield "first=" + entity.key[0]
        yield "last=" + entity.key[-1]
        yield "ending=" + entity.key[-1][-3:]
        yield from (f"inside={word}" for word in entity.key)
        yield from (f"kind={candidate.kind.value}" for candidate in entity.candidates if candidate.kind)
        yield from (f"body={bool(candidate.body)}" for candidate in entity.candidates)
        for part, word in (("F", entity.key[0]), ("L", entity.key[-1])):
            yield from (f"{part}:{name}" for name in self._classes.of(Token(0, 0, word, word)))
        if entity.parent:
            yield "owned"
        if id(entity) in self._owners:
            yield "owner"

    def _read_lists(self, entity: Entity) -> Iterator[str]:
        """The lists that have one of the name's forms."""
        names, organizations, places = self._lexicon.names, self._lexicon.organizations, self._lexicon.places
        folded = {fold(form) for form in entity.forms} | {" ".join(entity.key)}
        yield from (f"known={known.kind.value}" for form in folded if (known := organizations.forms.get(form)))
        lists = (
            ("is=country", places.countries),
            ("is=city", places.cities),
            ("is=town", places.towns),
            ("is=listed", organizations.listed),
            ("is=stop", names.stop_names),
        )
        yield from (name for name, listed in lists if any(form in listed for form in folded))

    def _read_writing(self, entity: Entity, words: Sequence[str]) -> Iterator[str]:
        """How the name is written: capitals, digits, and whether its words are common ones."""
        yield "shape=" + make_shape(words[0]) + ("|" + make_shape(words[-1]) if len(words) > 1 else "")
        if entity.name.isupper() and len(words) == 1:
            yield f"acronym={min(len(entity.name), 6)}"
        if all(is_common(word.lower(), self._lexicon) for word in words):
            yield f"common={min(len(words), 2)}"
        if len(entity.key) == 1 and entity.name.lower() in self._lower:
            yield "lower"
        if any(char.isdigit() for char in entity.name):
            yield "digit"
        if words[0][0].islower():
            yield "small"

    def _read_counts(self, entity: Entity) -> Iterator[str]:
        """How often and where the name stands."""
        size = len(entity.candidates)
        yield from (f"count>={count}" for count in _COUNTS if size >= count)
        yield f"forms={min(len(entity.forms), 3)}"
        if entity.candidates[0].first < _EARLY * len(self._tokens):
            yield "early"
        initial = sum(candidate.initial for candidate in entity.candidates)
        yield "initial=" + ("all" if initial == size else "some" if initial else "none")
        if any(self._sentences[candidate.first].heading for candidate in entity.candidates):
            yield "heading"
        if any(self._sentences[candidate.first].first in self._events for candidate in entity.candidates):
            yield "event"

    def _read_place(self, candidate: Candidate) -> Iterator[str]:
        """What stands around one place."""
        sentence = self._sentences[candidate.first]
        before = [self._at(at, sentence) for at in (candidate.first - 1, candidate.first - 2, candidate.first - 3)]
        after = [self._at(at, sentence) for at in (candidate.last, candidate.last + 1)]
        yield "-1=" + before[0]
        yield "-2=" + before[1]
        yield "-21=" + before[1] + " " + before[0]
        yield "+1=" + after[0]
        yield "+12=" + after[0] + " " + after[1]
        for name, at in (
            ("-1", candidate.first - 1),
            ("-2", candidate.first - 2),
            ("+1", candidate.last),
            ("+2", candidate.last + 1),
        ):
            if sentence.first <= at < sentence.last:
                yield from (f"{name}:{kind}" for kind in self._classes.of(self._tokens[at]))
        if candidate.titled:
            yield "titled"
        if candidate.last < sentence.last:
            end = min(candidate.last + _VERB_REACH, sentence.last)
            match = self._lexicon.triggers.starts(self._tokens, candidate.last, end)
            if match:
                yield f"trigger={match.value.verb}"
        yield from self._read_apposition(candidate, sentence)
        yield from self._read_neighbours(candidate, sentence)

    def _read_apposition(self, candidate: Candidate, sentence: Sentence) -> Iterator[str]:
        """What words explain the name behind a comma or bracket: `, the chief executive of`, `(a village near`."""
        at = candidate.last
        if at >= sentence.last or self._tokens[at].text not in _MARKS:
            return
        for token in self._tokens[at + 1 : min(at + 1 + _APPOSED, sentence.last)]:
            if token.text in _ENDS:
                return
            yield from (f"apposed:{name}" for name in self._classes.of(token) if name not in _IDLE)

    def _read_neighbours(self, candidate: Candidate, sentence: Sentence) -> Iterator[str]:
        """What the names are that this one is listed with."""
        at = candidate.first
        while at > sentence.first and candidate.first - at < _GAP and self._links(at - 1):
            at -= 1
        if at < candidate.first and (other := self._ends.get(at)):
            yield "listed=" + other.tag
        at = candidate.last
        while at < sentence.last and at - candidate.last < _GAP and self._links(at):
            at += 1
        if at > candidate.last and (other := self._places.get(at)):
            yield "listed=" + other.tag

    def _links(self, at: int) -> bool:
        """Whether the word at a token may stand between two names of a list."""
        low, grammar = self._tokens[at].low, self._lexicon.grammar
        return low in grammar.coordinators or low in grammar.determiners

    def _at(self, at: int, sentence: Sentence) -> str:
        """The word at a token of the sentence, as a feature."""
        if at < sentence.first:
            return "^"
        if at >= sentence.last:
            return "$"
        token = self._tokens[at]
        if token.text[0].isdigit():
            return "0"
        return "X" if is_name_like(token) and token.low not in self._lexicon.grammar.function_words else fold(token.low)


@cache
def _name_levels(name: str) -> list[str]:
    return [f"{name}{level}" for level in _LEVELS]


def _index_sentences(sentences: Iterable[Sentence]) -> dict[int, Sentence]:
    """The sentence of each token."""
    return {at: sentence for sentence in sentences for at in range(sentence.first, sentence.last)}
