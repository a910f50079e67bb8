# pyright: basic
"""From a trained pipeline to the weights that the package carries."""

from collections.abc import Iterable
from typing import Any

import numpy as np
from spacy.language import Language
from thinc.api import Model

from corpdb.extraction.syntax.features import Alphabet
from corpdb.extraction.syntax.weights import Packed, Weights, pack_array
from corpdb.extraction.training.parser.lemmas import learn_lemmas
from corpdb.extraction.training.parser.network import DEPTH
from corpdb.extraction.training.parser.treebanks import Items


def export_weights(nlp: Language, alphabet: Alphabet, sentences: Iterable[Items]) -> Weights:
    """The weights of the trained pipeline `nlp`, and the tables that were learned from `sentences`."""
    parser, tagger = nlp.get_pipe("parser"), nlp.get_pipe("tagger")
    arrays = {**_read_words(nlp.get_pipe("tok2vec").model), **_read_heads(tagger.model, parser.model)}
    moves = [parser.moves.class_name(number) for number in range(parser.moves.n_moves)]
    columns = [list(column) for column in alphabet.columns]
    return Weights(arrays, columns, list(tagger.labels), moves, learn_lemmas(sentences))


def _read_words(model: Model[Any, Any]) -> dict[str, Packed]:
    """The embeddings and the convolution: the layers in the order of the network."""
    nodes = list(model.walk(order="dfs_pre"))
    embeds = [node for node in nodes if node.name == "embed"]
    arrays = {f"embed{column}": _pack(node, "E") for column, node in enumerate(embeds)}
    names = ("mix", *(f"layer{number}" for number in range(DEPTH)))
    maxouts = [node for node in nodes if node.name == "maxout"]
    norms = [node for node in nodes if node.name == "layernorm"]
    for name, maxout, norm in zip(names, maxouts, norms, strict=True):
        arrays |= {f"{name}_W": _pack(maxout, "W"), f"{name}_b": _pack(maxout, "b")}
        arrays |= {f"{name}_G": _pack(norm, "G"), f"{name}_s": _pack(norm, "b")}
    return arrays


def _read_heads(tagger: Model[Any, Any], parser: Model[Any, Any]) -> dict[str, Packed]:
    softmax = tagger.get_ref("softmax")
    reduce = parser.get_ref("tok2vec").layers[-1]
    lower, upper = parser.get_ref("lower"), parser.get_ref("upper")
    parts = {"tag": softmax, "reduce": reduce, "lower": lower, "upper": upper}
    arrays = {f"{name}_{value}": _pack(node, value) for name, node in parts.items() for value in ("W", "b")}
    return {**arrays, "lower_pad": _pack(lower, "pad")}


def _pack(node: Model[Any, Any], name: str) -> Packed:
    return pack_array(np.asarray(node.get_param(name), np.float32))
