"""The lemmatizer's tables, learned from treebanks."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from corpdb.extraction.syntax.lemmas import LONGEST_ENDING, LemmaTables, Lemmatizer, apply_change
from corpdb.extraction.training.parser.treebanks import Items

# A short ending is learned from two different words at least, a long one from one.
_LONG = 4
_SUPPORT = 2
_UNTAUGHT = frozenset({"PROPN", "PUNCT", "NUM", "SYM", "X"})


def learn_lemmas(sentences: Iterable[Items]) -> LemmaTables:
    """The tables of a `Lemmatizer` that gives the lemmas of `sentences` back."""
    counts: defaultdict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for items in sentences:
        for item in items:
            if not item.name and item.tag not in _UNTAUGHT and any(map(str.isalpha, item.text)):
                counts[item.tag, item.text.lower().replace("\u2019", "'")][item.lemma] += 1
    known = {key: min(found, key=lambda lemma, found=found: (-found[lemma], lemma)) for key, found in counts.items()}
    lemmas = {f"{tag} {lemma}" for (tag, _), lemma in known.items()}
    endings = _learn_endings(known)
    lemmatizer = Lemmatizer(LemmaTables({}, endings, lemmas))
    exceptions = {f"{tag} {low}": lemma for (tag, low), lemma in known.items() if lemmatizer.find(low, tag) != lemma}
    return LemmaTables(dict(sorted(exceptions.items())), endings, lemmas)


def _learn_endings(known: Mapping[tuple[str, str], str]) -> dict[str, str]:
    """The commonest change of words with an ending, where it is not that of the shorter ending anyway."""
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for (tag, low), lemma in known.items():
        change = _find_change(low, lemma)
        for size in range(min(LONGEST_ENDING, len(low)) + 1):
            counts[f"{tag} {low[len(low) - size :]}"][change] += 1
    endings: dict[str, str] = {}
    for key in sorted(counts, key=lambda key: (len(key), key)):
        change, number = min(counts[key].items(), key=lambda found: (-found[1], found[0]))
        long = len(key.partition(" ")[2]) >= _LONG
        if (long or number >= _SUPPORT) and _find_shorter(endings, key) != change:
            endings[key] = change
    return endings


def _find_shorter(endings: Mapping[str, str], key: str) -> str:
    """The change of the longest known ending that is shorter than that of `key`."""
    tag, _, ending = key.partition(" ")
    shorter = (endings.get(f"{tag} {ending[size:]}") for size in range(1, len(ending) + 1))
    return next((change for change in shorter if change is not None), "0 ")


def _find_change(low: str, lemma: str) -> str:
    pairs = enumerate(zip(low, lemma, strict=False))
    shared = next((at for at, (one, other) in pairs if one != other), min(len(low), len(lemma)))
    change = f"{len(low) - shared} {lemma[shared:]}"
    assert apply_change(low, change) == lemma
    return change
