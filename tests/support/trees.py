"""Dependency trees written by hand, so that tests of what reads them do not hang on a parser's weights."""

from corpdb.extraction.syntax.trees import ROOT, Node, Tree


def grow(*words: str) -> Tree:
    """The tree of `words`, each `lemma TAG relation head` (a number from 1, 0 at the root) and features."""
    return Tree(tuple(_grow_node(at, word.split()) for at, word in enumerate(words)))


def _grow_node(at: int, parts: list[str]) -> Node:
    lemma, tag, relation, head, *features = parts
    pairs = dict(feature.split("=", 1) for feature in features)
    return Node(at, at + 1, ROOT if head == "0" else int(head) - 1, relation, tag, lemma, pairs)
