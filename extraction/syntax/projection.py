"""From the arcs of a parser that cannot cross them to a tree with one root, in which they may cross."""

from collections.abc import Sequence

from corpdb.extraction.syntax.trees import ROOT

# A word that was lifted to its head's head is labelled with the relation of the head that it left: `obj||xcomp`.
_LIFTED = "||"
_SECOND_ROOT = "parataxis"


def find_heads(heads: Sequence[int], labels: Sequence[str]) -> tuple[list[int], list[str]]:
    """Heads and relations of a tree: lifted words back in their places, all roots but the first below the first."""
    found = list(heads)
    relations = [label.partition(_LIFTED)[0] for label in labels]
    for word, label in enumerate(labels):
        if _LIFTED in label:
            found[word] = _find_lower(word, label.partition(_LIFTED)[2], found, relations)
    roots = [word for word, head in enumerate(found) if head == ROOT]
    for word in roots:
        found[word] = ROOT if word == roots[0] else roots[0]
        relations[word] = "root" if word == roots[0] else _SECOND_ROOT
    return found, relations


def _find_lower(word: int, relation: str, heads: Sequence[int], relations: Sequence[str]) -> int:
    """The nearest word with `relation` below the head of `word`, level by level; that head where there is none."""
    level = [heads[word]]
    while level:
        below = [child for head in level for child, its in enumerate(heads) if its == head and child != word]
        for child in below:
            if relations[child] == relation:
                return child
        level = below
    return heads[word]
