# pyright: basic
"""The network that learns to parse: embedded features, a convolution over them, a tagger and a transition parser."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from random import Random
from typing import Any

import numpy as np
import spacy
from spacy.language import Language
from spacy.ml.models.tok2vec import MaxoutWindowEncoder
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import registry
from spacy.vocab import Vocab
from thinc.api import Embed, Maxout, Model, chain, concatenate, with_array
from thinc.types import Floats2d, Ints2d

from corpdb.extraction.syntax.features import COLUMNS, UNKNOWN, Alphabet, Form, read_columns
from corpdb.extraction.training.parser.treebanks import ROOT, Items

WIDTH = 96
DEPTH = 4
PIECES = 3
_WIDTHS = (96, 48, 48, 64, 24)
_LEAST = (2, 3, 3, 3, 5)
# How often a word of frequency n is learned as an unknown one: 0.25 / (0.25 + n).
_FORGETTING = 0.25
_NUMBERS = "numbers"


def find_alphabet(sentences: Iterable[Items]) -> Alphabet:
    """The features that are frequent enough to be learned, sorted."""
    counts: list[Counter[str]] = [Counter() for _ in range(COLUMNS)]
    for items in sentences:
        for item in items:
            for count, value in zip(counts, read_columns(Form(item.text, item.name)), strict=True):
                count[value] += 1
    return Alphabet(
        [sorted(v for v, n in count.items() if n >= least) for count, least in zip(counts, _LEAST, strict=True)]
    )


def count_forms(sentences: Iterable[Items]) -> Counter[str]:
    """How often each normal form occurs."""
    return Counter(read_columns(Form(item.text, item.name))[0] for items in sentences for item in items)


def make_example(vocab: Vocab, items: Items, alphabet: Alphabet, forget: tuple[Random, Counter[str]] | None) -> Example:
    """What spaCy learns from: one sentence with its features' numbers and its analysis."""
    words = [item.text.replace(" ", "_") for item in items]
    predicted = Doc(vocab, words=words)
    predicted.user_data[_NUMBERS] = _number(items, alphabet, forget)
    heads = [index if item.head == ROOT else item.head for index, item in enumerate(items)]
    relations = ["ROOT" if item.relation == "root" else item.relation for item in items]
    tags = ["|".join((item.tag, *item.features)) for item in items]
    starts = [index == 0 for index in range(len(items))]
    reference = Doc(vocab, words=words, tags=tags, heads=heads, deps=relations, sent_starts=None)
    for token, start in zip(predicted, starts, strict=True):
        token.is_sent_start = start
    return Example(predicted, reference)


def _number(items: Items, alphabet: Alphabet, forget: tuple[Random, Counter[str]] | None) -> Ints2d:
    forms = [Form(item.text, item.name) for item in items]
    rows: Any = np.array([alphabet.number(form) for form in forms], dtype="i")
    if forget:
        random, counts = forget
        for row, form in zip(rows, forms, strict=True):
            count = counts[read_columns(form)[0]]
            if random.random() < _FORGETTING / (_FORGETTING + count):
                row[0] = UNKNOWN
    return rows


def _read_numbers(model: Model[Any, Any], docs: Sequence[Doc], is_train: bool) -> tuple[list[Ints2d], Any]:  # noqa: ARG001, FBT001 (as thinc calls it)
    return [doc.user_data[_NUMBERS] for doc in docs], lambda _gradient: []


@registry.architectures("corpdb.Words.v1")
def build_words(sizes: list[int]) -> Model[list[Doc], list[Floats2d]]:
    """Docs in, a vector of each of their words out; `sizes` are the sizes of the alphabet's columns."""
    columns = enumerate(zip(sizes, _WIDTHS, strict=True))
    embeds = [Embed(nO=width, nV=size + 1, column=column) for column, (size, width) in columns]
    mix = Maxout(nO=WIDTH, nI=sum(_WIDTHS), nP=PIECES, dropout=0.0, normalize=True)
    encoder = MaxoutWindowEncoder(width=WIDTH, window_size=1, maxout_pieces=PIECES, depth=DEPTH)
    return chain(Model("numbers", _read_numbers), with_array(chain(concatenate(*embeds), mix)), encoder)


def build_pipeline(alphabet: Alphabet, hidden: int) -> Language:
    """The pipeline to train."""
    nlp = spacy.blank("xx")
    sizes = [len(column) for column in alphabet.columns]
    nlp.add_pipe("tok2vec", config={"model": {"@architectures": "corpdb.Words.v1", "sizes": sizes}})
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": WIDTH}
    nlp.add_pipe("tagger", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": listener}})
    parser = {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": "parser",
        "extra_state_tokens": False,
        "hidden_width": hidden,
        "maxout_pieces": 2,
        "use_upper": True,
        "tok2vec": listener,
    }
    nlp.add_pipe("parser", config={"model": parser, "min_action_freq": 10})
    return nlp


def batch_words(examples: Sequence[Example], size: int) -> Iterator[list[Example]]:
    """The examples in batches of about `size` words."""
    batch: list[Example] = []
    words = 0
    for example in examples:
        batch.append(example)
        words += len(example.reference)
        if words >= size:
            yield batch
            batch, words = [], 0
    if batch:
        yield batch
