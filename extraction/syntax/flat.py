"""Trees for a language that nobody has trained a parser for: a guess by the order of its closed words.

The first verb that the lexicon knows is the root; the name before it is its subject, a name behind it its object, or
where a preposition leads to the name, what that preposition says.
"""

from collections.abc import Sequence

from corpdb.extraction.lexicon.knowledge import Lexicon
from corpdb.extraction.syntax.trees import ROOT, Node, Tree
from corpdb.extraction.tokens import Token, is_word

_Span = tuple[int, int]


class FlatParser:
    """Guesses trees from the order of words."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._grammar = lexicon.grammar
        self._triggers = lexicon.triggers

    def parse(self, tokens: Sequence[Token], sentences: Sequence[_Span], names: Sequence[_Span]) -> list[Tree]:
        """The trees of `sentences`, ranges of `tokens`; each of `names`, ranges too, is one node."""
        lasts = {first: last for first, last in names if last > first}
        return [self._make_tree(tokens, first, last, lasts) for first, last in sentences]

    def _make_tree(self, tokens: Sequence[Token], first: int, last: int, names: dict[int, int]) -> Tree:
        spans: list[_Span] = []
        at = first
        while at < last:
            spans.append((at, min(names.get(at, at + 1), last)))
            at = spans[-1][1]
        tags = [self._find_tag(tokens, span, last, names) for span in spans]
        root = tags.index("VERB") if "VERB" in tags else 0
        nodes: list[Node] = []
        for index, (begin, end) in enumerate(spans):
            head, relation = (ROOT, "root") if index == root else _find_relation(tags, index, root)
            lemma = " ".join(token.low for token in tokens[begin:end])
            nodes.append(Node(begin, end, head, relation, tags[index], lemma, {}))
        return Tree(tuple(nodes))

    def _find_tag(self, tokens: Sequence[Token], span: _Span, last: int, names: dict[int, int]) -> str:
        token = tokens[span[0]]
        if span[0] in names:
            return "PROPN"
        if not is_word(token):
            return "PUNCT"
        if token.low in self._grammar.prepositions:
            return "ADP"
        if token.low in self._grammar.determiners or token.low in self._grammar.possessives:
            return "DET"
        match = self._triggers.starts(tokens, span[0], last)
        return "VERB" if match and match.value.verb else "X"


def _find_relation(tags: Sequence[str], index: int, root: int) -> tuple[int, str]:
    """The head of a word and its relation to it: small words hang on the name behind them, names on the root."""
    following = next((at for at in range(index + 1, len(tags)) if tags[at] not in {"DET", "ADP", "X"}), root)
    match tags[index]:
        case "PUNCT":
            return root, "punct"
        case "DET" | "ADP" as tag if tags[following] == "PROPN":
            return following, "det" if tag == "DET" else "case"
        case "PROPN" if index < root:
            return root, "nsubj"
        case "PROPN":
            led = any(tag == "ADP" for tag in _list_before(tags, index))
            return root, "obl" if led else "obj"
        case _:
            return root, "advmod"


def _list_before(tags: Sequence[str], index: int) -> list[str]:
    """The small words right before a name."""
    at = index
    while at > 0 and tags[at - 1] in {"DET", "ADP", "X"}:
        at -= 1
    return list(tags[at:index])
