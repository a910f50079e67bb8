"""How well a parser does on a treebank."""

from collections.abc import Sequence
from itertools import pairwise

import msgspec

from corpdb.extraction.syntax.parser import Parser
from corpdb.extraction.syntax.trees import Node
from corpdb.extraction.tokens import Token
from corpdb.extraction.training.parser.treebanks import Item, Items


class Scores(msgspec.Struct, frozen=True):
    """Shares of nodes that are right: head (uas), head and relation (las), part of speech, features, lemma.

    Marks do not count for heads and relations. A relation counts with its subtype.
    """

    nodes: int
    uas: float
    las: float
    tag: float
    features: float
    lemma: float


def score_parser(parser: Parser, sentences: Sequence[Items]) -> Scores:
    """The scores of `parser` on `sentences`, the items of which are given to it as they are."""
    items = [item for sentence in sentences for item in sentence]
    tokens = [Token(0, 0, item.text, item.text.lower()) for item in items]
    names = [(at, at + 1) for at, item in enumerate(items) if item.name]
    bounds = [0]
    for sentence in sentences:
        bounds.append(bounds[-1] + len(sentence))
    trees = parser.parse(tokens, list(pairwise(bounds)), names)
    pairs = list(zip(items, (node for tree in trees for node in tree.nodes), strict=True))
    words = [(item, node) for item, node in pairs if item.tag != "PUNCT"]
    return Scores(
        len(pairs),
        _share([item.head == node.head for item, node in words]),
        _share([item.head == node.head and item.relation == node.relation for item, node in words]),
        _share([item.tag == node.tag for item, node in pairs]),
        _share([_has_features(item, node) for item, node in pairs]),
        _share([item.lemma == node.lemma for item, node in words]),
    )


def _has_features(item: Item, node: Node) -> bool:
    return item.features == tuple(f"{name}={value}" for name, value in node.features.items())


def _share(right: Sequence[bool]) -> float:
    return round(sum(right) / max(len(right), 1), 4)
