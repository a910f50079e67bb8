"""Trees for a language that nobody has trained a parser for: every word hangs on the one before it."""

from collections.abc import Sequence

from corpdb.extraction.syntax.trees import ROOT, Node, Tree
from corpdb.extraction.tokens import Token, is_word

_Span = tuple[int, int]


class FlatParser:
    """Cuts sentences into words and names, and knows no relation between them."""

    def parse(self, tokens: Sequence[Token], sentences: Sequence[_Span], names: Sequence[_Span]) -> list[Tree]:
        """The trees of `sentences`, ranges of `tokens`; each of `names`, ranges too, is one node."""
        lasts = {first: last for first, last in names if last > first}
        return [_make_tree(tokens, first, last, lasts) for first, last in sentences]


def _make_tree(tokens: Sequence[Token], first: int, last: int, names: dict[int, int]) -> Tree:
    nodes: list[Node] = []
    at = first
    while at < last:
        end = min(names.get(at, at + 1), last)
        tag = "PROPN" if at in names else "X" if is_word(tokens[at]) else "PUNCT"
        relation, lemma = (
            ("dep", " ".join(token.low for token in tokens[at:end])) if nodes else ("root", tokens[at].low)
        )
        nodes.append(Node(at, end, len(nodes) - 1 if nodes else ROOT, relation, tag, lemma, {}))
        at = end
    return Tree(tuple(nodes))
