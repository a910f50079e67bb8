"""A sentence's dependency tree over the tokens of its document."""

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

ROOT = -1


@dataclass(frozen=True, slots=True)
class Node:
    """A word, or a name of several tokens: the tokens `first` to `last` (not included) of the document.

    `head` is the index of the node that it depends on, -1 at the root; `relation` the Universal Dependencies relation
    with its subtype; `tag` the universal part of speech; `lemma` in lower case; `features` such as `Number`, `Tense`.
    """

    first: int
    last: int
    head: int
    relation: str
    tag: str
    lemma: str
    features: Mapping[str, str]


@dataclass(frozen=True)
class Tree:
    """The nodes of one sentence in their order, with one root."""

    nodes: tuple[Node, ...]

    @cached_property
    def root(self) -> int:
        """The index of the root; -1 where the sentence is empty."""
        return next((index for index, node in enumerate(self.nodes) if node.head == ROOT), ROOT)

    @cached_property
    def _firsts(self) -> list[int]:
        return [node.first for node in self.nodes]

    @cached_property
    def _children(self) -> list[tuple[int, ...]]:
        children: list[list[int]] = [[] for _ in self.nodes]
        for index, node in enumerate(self.nodes):
            if node.head != ROOT:
                children[node.head].append(index)
        return [tuple(found) for found in children]

    def at(self, token: int) -> int:
        """The index of the node that covers `token`; an `IndexError` if the token is not of this sentence."""
        index = bisect_right(self._firsts, token) - 1
        if index < 0 or token >= self.nodes[index].last:
            raise IndexError(f"Token {token} is not in this sentence.")
        return index

    def children(self, index: int) -> tuple[int, ...]:
        """The indices of the nodes that depend on the node `index`, in order."""
        return self._children[index]
