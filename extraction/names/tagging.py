"""Names by trained taggers: one from open corpora, and one for this press that reads what the first one found.

Both are linear chains over the tokens of a sentence. Their labels are `O` and, for the first and the later tokens of
a name, `B-` and `I-` with ORG, PER, LOC or MISC.
"""

import gzip
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable

import pycrfsuite

from corpdb.extraction.lexicon.knowledge import Lexicon
from corpdb.extraction.names.grammar import Candidate
from corpdb.extraction.names.wordclasses import WordClasses, find_entries, load_classes
from corpdb.extraction.text.sentences import Sentence
from corpdb.extraction.tokens import Token, fold, is_name_like

SORTS = ("ORG", "PER", "LOC", "MISC")
_PREFIX, _SUFFIX, _SHORT_SUFFIX = 4, 3, 2
_EDGE = ("-",)
_SHIFTS = ((-2, "k-2="), (-1, "k-1="), (1, "k1="), (2, "k2="))
_OFTEN = 3

Features = list[list[str]]


@dataclass(frozen=True, slots=True)
class Profile:
    """How the words of a document are written: how often with a capital inside a sentence, and which in lower case."""

    capitals: Mapping[str, int]
    lower: frozenset[str]


def make_profile(tokens: Sequence[Token], sentences: Sequence[Sentence]) -> Profile:
    """The profile of a document."""
    capitals: Counter[str] = Counter()
    for sentence in sentences:
        if not sentence.capitals:
            capitals.update(token.low for token in tokens[sentence.first + 1 : sentence.last] if is_name_like(token))
    return Profile(capitals, frozenset(token.low for token in tokens if token.text.islower()))


@lru_cache(maxsize=16384)
def make_shape(word: str) -> str:
    """The kinds of the word's characters, runs cut to two: `Xx`, `XX`, `dd`, `xX`."""
    shape: list[str] = []
    for char in word[:12]:
        kind = "X" if char.isupper() else "x" if char.islower() else "d" if char.isdigit() else char
        if shape[-2:] != [kind, kind]:
            shape.append(kind)
    return "".join(shape)


def make_features(text: str, tokens: Sequence[Token], first: int, last: int, lexicon: Lexicon) -> Features:
    """The features of each token of a sentence, its tokens `first` to `last`: words, shapes, classes and lists."""
    classes = load_classes(lexicon.code)
    listed = _mark_entries(text, tokens, first, last, lexicon)
    lows = [fold(tokens[at].low) for at in range(first, last)]
    shapes = [make_shape(tokens[at].text) for at in range(first, last)]
    kinds = [_list_kinds(tokens[at], classes, listed[at - first]) for at in range(first, last)]
    size = last - first
    rows: Features = []
    for at in range(size):
        low = lows[at]
        before, after = (lows[at - 1] if at else "^"), (lows[at + 1] if at + 1 < size else "$")
        shape_before, shape_after = (shapes[at - 1] if at else "^"), (shapes[at + 1] if at + 1 < size else "$")
        row = [
            "b",
            "w=" + low,
            "p=" + low[:_PREFIX],
            "s=" + low[-_SUFFIX:],
            "t=" + low[-_SHORT_SUFFIX:],
            "h=" + shapes[at],
            "w-1=" + before,
            "w+1=" + after,
            "h-1=" + shape_before,
            "h+1=" + shape_after,
            "s-1=" + before[-_SUFFIX:],
            "s+1=" + after[-_SUFFIX:],
            "w-2=" + (lows[at - 2] if at > 1 else "^"),
            "w+2=" + (lows[at + 2] if at + 2 < size else "$"),
            "hh=" + shape_before + "|" + shapes[at] + "|" + shape_after,
            "w-1h=" + before + "|" + shapes[at],
        ]
        row += _mark_kinds("k=", kinds[at])
        for shift, mark in _SHIFTS:
            row += _mark_kinds(mark, kinds[at + shift] if 0 <= at + shift < size else _EDGE)
        rows.append(row)
    return rows


@lru_cache(maxsize=4096)
def _mark_kinds(mark: str, kinds: tuple[str, ...]) -> list[str]:
    return [mark + kind for kind in kinds]


def _list_kinds(token: Token, classes: WordClasses, listed: Sequence[str]) -> tuple[str, ...]:
    return (*classes.of(token), *listed)


def _mark_entries(text: str, tokens: Sequence[Token], first: int, last: int, lexicon: Lexicon) -> list[list[str]]:
    """For each token the lists of which it begins (`B:`) or goes on with (`I:`) an entry."""
    marks: list[list[str]] = [[] for _ in range(first, last)]
    for at in range(first, last):
        for end, name in find_entries(text, tokens, at, last, lexicon):
            marks[at - first].append("B:" + name)
            for inner in range(at + 1, end):
                marks[inner - first].append("I:" + name)
    return marks


def add_evidence(
    rows: Features, labels: Sequence[str], tokens: Sequence[Token], sentence: Sentence, profile: Profile
) -> None:
    """Add to the features of a sentence what the first tagger and the rest of the document say."""
    first, size = sentence.first, len(rows)
    for at, row in enumerate(rows):
        token = tokens[first + at]
        row.append("0=" + labels[at])
        row.append("0-=" + (labels[at - 1] if at else "^"))
        row.append("0+=" + (labels[at + 1] if at + 1 < size else "$"))
        often = min(profile.capitals.get(token.low, 0), _OFTEN)
        row.append(f"d={often}{token.low in profile.lower}{is_name_like(token)}")
        if sentence.heading:
            row.append("heading")


def add_candidates(
    rows: Features, sentence: Sentence, candidates: Sequence[Candidate], listed: Collection[tuple[int, int]]
) -> None:
    """Add to the features of a sentence what the grammar finds in it, and the ranges of tokens that lists have."""
    first = sentence.first
    for candidate in candidates:
        kind = candidate.kind.value if candidate.kind else "-"
        last = min(candidate.last, sentence.last)
        for at in range(candidate.first, last):
            part = "B" if at == candidate.first else "I"
            rows[at - first].append(f"g={part}{kind}")
            if at == last - 1:
                rows[at - first].append("g=L")
        if candidate.first < last:
            rows[candidate.first - first].append(f"gi={candidate.initial}{candidate.titled}{bool(candidate.body)}")
    for begin, end in listed:
        for at in range(begin, end):
            rows[at - first].append("n=B" if at == begin else "n=I")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a tagger says of a sentence: a label for each token, and the shares of the sorts at some tokens."""

    labels: Sequence[str]
    shares: Mapping[int, tuple[float, ...]]


class Chain:
    """One trained tagger."""

    def __init__(self, weights: bytes) -> None:
        self._weights = weights  # The tagger reads this memory and does not keep it.
        self._tagger = pycrfsuite.Tagger()
        self._tagger.open_inmemory(weights)
        known = set(self._tagger.labels())
        self._parts = [[label for label in (f"B-{sort}", f"I-{sort}") if label in known] for sort in SORTS]

    def tag(self, rows: Features) -> list[str]:
        """The label of each token of a sentence, given its features."""
        return self._tagger.tag(rows)

    def read(self, rows: Features, tokens: Sequence[Token]) -> Reading:
        """Tag one sentence, given the features of its `tokens`; shares are given where a name may be."""
        self._tagger.set(rows)
        labels = self._tagger.tag()
        places = (at for at, label in enumerate(labels) if label != "O" or is_name_like(tokens[at]))
        return Reading(labels, {at: self._share(at) for at in places})

    def _share(self, at: int) -> tuple[float, ...]:
        marginal = self._tagger.marginal
        return tuple([sum([marginal(label, at) for label in labels]) for labels in self._parts])


@dataclass(frozen=True, slots=True)
class Taggers:
    """The two taggers of a language."""

    base: Chain
    story: Chain


def weights_folder(folder: str) -> Traversable:
    """The folder of the weights of a language."""
    return files("corpdb.extraction") / "weights" / folder


@cache
def load_taggers(code: str) -> Taggers | None:
    """The taggers of the language `code`, None if nobody has trained them."""
    if not has_taggers(code):
        return None
    base, story = (Chain(gzip.decompress(place.read_bytes())) for place in _list_weights(code))
    return Taggers(base, story)


def has_taggers(code: str) -> bool:
    """Whether somebody has trained taggers of the language `code`."""
    return all(place.is_file() for place in _list_weights(code))


def _list_weights(code: str) -> tuple[Traversable, ...]:
    folder = weights_folder(code)
    return folder / "names.base.crf.gz", folder / "names.story.crf.gz"
