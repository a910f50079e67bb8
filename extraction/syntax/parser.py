"""The dependency parser of a language: tokens, sentences and names in, trees out."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import accumulate
from types import MappingProxyType

import numpy as np

from corpdb.extraction.lexicon.knowledge import load_lexicon
from corpdb.extraction.syntax.features import Alphabet, Form
from corpdb.extraction.syntax.flat import FlatParser
from corpdb.extraction.syntax.lemmas import Lemmatizer
from corpdb.extraction.syntax.moves import CHOICES, NAMES, State
from corpdb.extraction.syntax.network import Network, Numbers, find_best
from corpdb.extraction.syntax.projection import find_heads
from corpdb.extraction.syntax.trees import Node, Tree
from corpdb.extraction.syntax.weights import Array, Weights, read_weights
from corpdb.extraction.tokens import Token

_BATCH = 4_000
# A sentence of n words needs 2n moves, and a few more where a word goes back to the buffer.
_MOVES = 4
_Span = tuple[int, int]


@cache
def load_parser(code: str) -> "Parser | FlatParser":
    """The parser of the language `code`, read at the first call; one that guesses if nobody trained it."""
    try:
        return Parser(read_weights(code))
    except FileNotFoundError:
        return FlatParser(load_lexicon(code))


class Parser:
    """Reads the syntax of sentences; the same tokens give the same trees."""

    def __init__(self, weights: Weights) -> None:
        self._network = Network(weights)
        self._alphabet = Alphabet(weights.columns)
        self._lemmatizer = Lemmatizer(weights.lemmas)
        self._tags = [_split_tag(tag) for tag in weights.tags]
        self._moves = [(NAMES.index(move[0]), move[2:]) for move in weights.moves]
        possible = np.array(CHOICES)[:, [kind for kind, _ in self._moves]]
        self._penalties: Array = np.where(possible, np.float32(0), np.float32(-np.inf))

    def parse(self, tokens: Sequence[Token], sentences: Sequence[_Span], names: Sequence[_Span]) -> list[Tree]:
        """The trees of `sentences`, ranges of `tokens`; each of `names`, ranges too, becomes one node.

        The ranges do not overlap. A name that goes beyond its sentence is cut there.
        """
        lasts = {first: last for first, last in names if last > first}
        spans = [list(_cut(first, last, lasts)) for first, last in sentences]
        trees: list[Tree] = []
        for batch in _make_batches(spans):
            trees.extend(self._parse_batch(tokens, batch, lasts))
        return trees

    def _parse_batch(
        self, tokens: Sequence[Token], batch: Sequence[Sequence[_Span]], names: Mapping[int, int]
    ) -> Iterator[Tree]:
        forms = [Form(_read_text(tokens, *span), span[0] in names) for spans in batch for span in spans]
        if not forms:
            yield from (Tree(()) for _ in batch)
            return
        lengths = [len(spans) for spans in batch]
        numbers = np.array([self._alphabet.number(form) for form in forms], np.int32)
        vectors = self._network.encode(numbers, lengths)
        tags = [self._tags[number] for number in self._network.tag(vectors)]
        states = self._run(vectors, lengths)
        for spans, state in zip(batch, states, strict=True):
            part = slice(state.offset, state.offset + len(spans))
            yield self._make_tree(spans, state, forms[part], tags[part])

    def _run(self, vectors: Array, lengths: Sequence[int]) -> list[State]:
        """All sentences move by move, side by side."""
        prepared = self._network.prepare(vectors)
        states = [State(size, end - size) for size, end in zip(lengths, accumulate(lengths), strict=True)]
        active = states
        for _ in range(_MOVES * max(lengths)):
            active = [state for state in active if not state.is_final()]
            if not active:
                break
            slots: Numbers = np.array([state.slots() for state in active], np.int32)
            scores = self._network.score(prepared, slots)
            scores += self._penalties[[state.find_choice() for state in active]]
            for state, number in zip(active, find_best(scores), strict=True):
                state.advance(*self._moves[number])
        return states

    def _make_tree(
        self,
        spans: Sequence[_Span],
        state: State,
        forms: Sequence[Form],
        tags: Sequence[tuple[str, Mapping[str, str]]],
    ) -> Tree:
        heads, relations = find_heads(state.heads, state.labels)
        return Tree(
            tuple(
                Node(first, last, head, relation, tag, self._find_lemma(form, tag), features)
                for (first, last), head, relation, form, (tag, features) in zip(
                    spans, heads, relations, forms, tags, strict=True
                )
            )
        )

    def _find_lemma(self, form: Form, tag: str) -> str:
        low = form.text.lower().replace("\u2019", "'")
        return low if form.name else self._lemmatizer.find(low, tag)


def _split_tag(tag: str) -> tuple[str, Mapping[str, str]]:
    part, *features = tag.split("|")
    return part, MappingProxyType(dict(feature.split("=", 1) for feature in features))


def _read_text(tokens: Sequence[Token], first: int, last: int) -> str:
    """The words of a node: of one token, but for names."""
    return tokens[first].text if last == first + 1 else " ".join([token.text for token in tokens[first:last]])


def _cut(first: int, last: int, names: Mapping[int, int]) -> Iterator[_Span]:
    """The nodes' ranges of a sentence."""
    at = first
    while at < last:
        end = min(names.get(at, at + 1), last)
        yield at, end
        at = end


def _make_batches(spans: Sequence[Sequence[_Span]]) -> Iterator[Sequence[Sequence[_Span]]]:
    """Sentences in batches that need a bounded memory."""
    begin, size = 0, 0
    for at, sentence in enumerate(spans):
        if size and size + len(sentence) > _BATCH:
            yield spans[begin:at]
            begin, size = at, 0
        size += len(sentence)
    if begin < len(spans):
        yield spans[begin:]
