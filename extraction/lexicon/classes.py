"""Classes of words by what they speak of: the same class in every language, with that language's lemmas."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

_PREFIX = 3


class WordClasses:
    """Says which classes a lemma belongs to."""

    def __init__(self, words: Mapping[str, Sequence[str]]) -> None:
        """`words` are the lemmas of each class; one that ends in `*` is every lemma that begins so."""
        self._exact: defaultdict[str, list[str]] = defaultdict(list)
        self._beginnings: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for name, lemmas in words.items():
            for lemma in lemmas:
                if lemma.endswith("*"):
                    self._beginnings[lemma[:_PREFIX]].append((lemma[:-1], name))
                else:
                    self._exact[lemma].append(name)
        self._known: dict[str, tuple[str, ...]] = {}

    def of(self, lemma: str) -> tuple[str, ...]:
        """The classes of `lemma`, in order; none for a word that says nothing here."""
        found = self._known.get(lemma)
        if found is None:
            begun = [name for start, name in self._beginnings.get(lemma[:_PREFIX], ()) if lemma.startswith(start)]
            found = tuple(sorted({*self._exact.get(lemma, ()), *begun}))
            if len(self._known) < _MOST_REMEMBERED:
                self._known[lemma] = found
        return found


_MOST_REMEMBERED = 50_000
