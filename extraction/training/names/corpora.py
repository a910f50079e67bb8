"""Open corpora of named entities as training data for the first tagger."""

import json
import lzma
from collections.abc import Iterator, Sequence
from pathlib import Path

from corpdb.extraction.lexicon.knowledge import Lexicon
from corpdb.extraction.names.tagging import Chain, Features, make_features
from corpdb.extraction.tokens import Token, tokenize

CORPORA = {
    "en": ("uner-ewt-train", "wikigold-en", "gum-open-en-train"),
    "fr": ("europeana-fr", "popcorn-fr-train-names"),
}
RELATIONS = {"en": "core-train"}
# Of the sentences without a name one in so many is kept.
_KEPT = 3
_SHORTEST, _LONGEST = 3, 160

Example = tuple[Features, list[str]]


def read_corpora(folder: Path, lexicon: Lexicon) -> Iterator[Example]:
    """The sentences of the language's corpora in `folder`: features and labels of their tokens."""
    nameless = 0
    for name in CORPORA[lexicon.code]:
        with lzma.open(folder / f"{name}.jsonl.xz", "rt", encoding="utf-8") as lines:
            for record in map(json.loads, lines):
                text, tokens = record["text"], tokenize(record["text"], lexicon.grammar.tokenizer)
                labels = _label(tokens, record["ents"])
                for first, last in _split(tokens, labels):
                    nameless += all(label == "O" for label in labels[first:last])
                    if any(label != "O" for label in labels[first:last]) or nameless % _KEPT == 0:
                        yield make_features(text, tokens, first, last, lexicon), labels[first:last]


def read_relations(folder: Path, lexicon: Lexicon, tagger: Chain) -> Iterator[Example]:
    """The sentences of a corpus of relations, in each two companies marked; `tagger` marks what else is named."""
    name = RELATIONS.get(lexicon.code)
    if not name:
        return
    with lzma.open(folder / f"{name}.jsonl.xz", "rt", encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            text = " ".join(record["context"])
            tokens = tokenize(text, lexicon.grammar.tokenizer)
            if not tokens or len(tokens) > _LONGEST:
                continue
            rows = make_features(text, tokens, 0, len(tokens), lexicon)
            labels = list(tagger.read(rows, tokens).labels)
            for part in ("e1", "e2"):
                words = record["context"]
                start = sum(len(word) + 1 for word in words[: record[f"{part}_start"]])
                end = start + len(" ".join(words[record[f"{part}_start"] : record[f"{part}_end"] + 1]))
                _mark(tokens, labels, (start, end, "ORG"))
            yield rows, labels


def _label(tokens: Sequence[Token], marked: Sequence[tuple[int, int, str]]) -> list[str]:
    """The labels of the tokens, given the offsets and sorts of the names."""
    labels = ["O"] * len(tokens)
    for span in marked:
        _mark(tokens, labels, span)
    return labels


def _mark(tokens: Sequence[Token], labels: list[str], span: tuple[int, int, str]) -> None:
    """Label the tokens of one name; what is left of another name behind it belongs to it."""
    start, end, sort = span
    inside = [at for at, token in enumerate(tokens) if token.start < end and token.end > start]
    for at in inside:
        labels[at] = f"{'B' if at == inside[0] else 'I'}-{sort}"
    at = inside[-1] + 1 if inside else len(labels)
    while at < len(labels) and labels[at].startswith("I-"):
        labels[at] = f"I-{sort}"
        at += 1


def _split(tokens: Sequence[Token], labels: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The ranges of a line's sentences."""
    first = 0
    for at, token in enumerate(tokens):
        ends = token.text in ".!?" and at - first > _SHORTEST and labels[at] == "O"
        if ends or at + 1 == len(tokens) or at + 1 - first >= _LONGEST:
            yield first, at + 1
            first = at + 1
